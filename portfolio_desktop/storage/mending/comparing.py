# SPDX-License-Identifier: Apache-2.0
"""How far two files of one portfolio know the same edits."""

from sqlalchemy import Connection

from portfolio_desktop.storage.replay import Frontier, frontier

_TAG = "SELECT e.tag FROM edit e JOIN stream s ON s.number = e.stream WHERE s.name = ? AND e.place = ?"


def common(one: Connection, other: Connection) -> Frontier:
    """The place up to which both know the same edits of each line. Past it one has more, or each went its own way."""
    mine, theirs = frontier(one), frontier(other)
    return {
        line: _last_alike(one, other, line, min(mine[line], theirs[line])) for line in mine.keys() & theirs
    }


def _last_alike(one: Connection, other: Connection, line: str, most: int) -> int:
    """Edits are chained: those before one that both know are the same in both."""
    low, high = 0, most
    while low < high:
        middle = high if high == most else (low + high + 1) // 2
        if _tag(one, line, middle) == _tag(other, line, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _tag(connection: Connection, line: str, place: int) -> object:
    return connection.exec_driver_sql(_TAG, (line, place)).scalar()
