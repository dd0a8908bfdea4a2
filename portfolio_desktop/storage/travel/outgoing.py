# SPDX-License-Identifier: Apache-2.0
"""Reading edits from the log as they travel."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.connect import row, rows, value
from portfolio_desktop.storage.travel.edits import End, Sent, Stretch

Span = tuple[str, int, int]
"""Edits of a line, from a first place to a last."""

_BRANCH = "~"

_LINES = "SELECT number, name FROM stream"
_ENDS = "SELECT name, length, tip FROM stream"
_SENT = (
    "SELECT e.place, e.tick, c.id, e.entity, e.record, e.field, e.parents, e.seal, e.salt, e.value "
    "FROM edit e JOIN change_set c ON c.number = e.change_set WHERE e.stream = ? AND e.place >= ? ORDER BY e.place LIMIT ?"
)
_LOOKED_THROUGH = 20_000  # edits of a line: so that nobody who saves waits for a large import to be counted
_CHANGES = (
    "SELECT DISTINCT c.number FROM (SELECT e.change_set FROM stream s JOIN edit e ON e.stream = s.number "
    "WHERE s.name = ? AND e.place BETWEEN ? AND ? ORDER BY e.place LIMIT ?) w JOIN change_set c ON c.number = w.change_set "
    "WHERE c.why <> ?"
)
_NUMBER = "SELECT number FROM stream WHERE name = ?"
_TAG = "SELECT tag FROM edit WHERE stream = ? AND place = ?"
_TAGS = (
    "SELECT e.stream, e.place, e.tag FROM json_each(?) w "
    "JOIN edit e ON e.stream = w.value ->> 0 AND e.place = w.value ->> 1"
)


def origin(line: str) -> str:
    """The stream that a line of the log belongs to: the one with which its edits are named.

    A stream has one line, unless two copies of a workspace went on writing under one name: then each way has its own.
    """
    return line.partition(_BRANCH)[0]


def branch(stream: str, before: bytes, first: bytes) -> str:
    """The name of the line that leaves others of its stream after the edit `before` with the edit `first`."""
    return f"{stream}{_BRANCH}{before.hex()}.{first.hex()}"


def root(line: str) -> bytes:
    """The tag of the edit that a line's first edit follows; none of a line that begins with its stream."""
    return bytes.fromhex(line.partition(_BRANCH)[2].partition(".")[0])


def ends(connection: Connection) -> dict[str, End]:
    """How far each line is known."""
    return {name: End(length, tip) for name, length, tip in rows(connection, _ENDS)}


def stretch(connection: Connection, line: str, first: int, most: int) -> Stretch:
    """At most so many edits of a line, from a place on, or from where it begins."""
    (number,) = row(connection, _NUMBER, (line,))
    found = rows(connection, _SENT, (number, first, most))
    first = found[0][0] if found else first
    before = value(connection, _TAG, (number, first - 1))
    return Stretch(origin(line), first, before or root(line), tuple(Sent(*row[1:]) for row in found))


def changes_within(connection: Connection, spans: Iterable[Span]) -> int:
    """How many acts of people are known of these spans; of very many, so many as are quickly counted."""
    found: set[int] = set()
    for line, first, last in spans:
        numbers = rows(connection, _CHANGES, (line, first, last, _LOOKED_THROUGH, Why.UPKEEP))
        found.update(number for (number,) in numbers)
    return len(found)


def tags_at(
    connection: Connection, places: Collection[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, bytes]]:
    """The edits at places of streams, by line: more than one where a stream branches."""
    names: dict[int, str] = dict(rows(connection, _LINES))
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, name in names.items():
        numbers[origin(name)].append(number)
    wanted = [(number, place) for stream, place in places for number in numbers.get(stream, ())]
    found: dict[tuple[str, int], dict[str, bytes]] = {}
    for number, place, tag in rows(connection, _TAGS, (json.dumps(wanted),)):
        line = names[number]
        found.setdefault((origin(line), place), {})[line] = tag
    return found
