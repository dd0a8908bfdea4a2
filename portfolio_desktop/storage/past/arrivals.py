# SPDX-License-Identifier: Apache-2.0
"""When others' edits arrived in this file. Only this file knows it, and never tells: on each laptop it was another moment."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import Connection

from portfolio_desktop.storage.connect import rows

_KEY = "arrived."
_KEEP = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_READ = "SELECT key, value FROM meta WHERE key > ? AND key < ? ORDER BY key"
_FORGET = "DELETE FROM meta WHERE key > ? AND key < ?"
_ALL = (_KEY, _KEY + "~")
_NAME, _SAID = re.compile(r"arrived\.\d{12}"), re.compile(r"\d{1,15} -?\d{1,15}")
_EDITS = "SELECT seq, tag FROM edit ORDER BY seq"


def keep_arrival(connection: Connection, first: int, last: int, wall: int) -> None:
    """Remember that the edits of these numbers in this file came from elsewhere, at `wall` in milliseconds since 1970."""
    rows(connection, _KEEP, (f"{_KEY}{first:012}", f"{last} {wall}"))


def keep_arrivals(connection: Connection, walls: Mapping[bytes, int]) -> None:
    """Remember of each edit, by its name, when it came from elsewhere, in the place of all that is remembered."""
    rows(connection, _FORGET, _ALL)
    for wall, run in groupby(rows(connection, _EDITS), key=lambda edit: walls.get(edit[1])):
        numbers = [seq for seq, _tag in run]
        if wall is not None:
            keep_arrival(connection, numbers[0], numbers[-1], wall)


def is_arrival(key: str) -> bool:
    """Whether something that a file remembers is one of these."""
    return _NAME.fullmatch(key) is not None


class Arrivals:
    """All that is remembered: texts by key, of which damaged ones are passed over."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._first: list[int] = []
        self._rest: list[tuple[int, int]] = []
        for key, value in sorted(kept.items()):
            if is_arrival(key) and _SAID.fullmatch(value):
                last, wall = map(int, value.split())
                self._first.append(int(key.removeprefix(_KEY)))
                self._rest.append((last, wall))

    @classmethod
    def read(cls, connection: Connection) -> "Arrivals":
        """Those of an open file, read once."""
        return cls(dict(rows(connection, _READ, _ALL)))

    def wall(self, seq: int) -> int | None:
        """When the edit of this number came here, in milliseconds since 1970; None for one that was made here, or before anybody
        kept it."""
        place = bisect_right(self._first, seq) - 1
        if place < 0 or seq > self._rest[place][0]:
            return None
        return self._rest[place][1]

    def of(self, seq: int) -> datetime | None:
        """The same in UTC."""
        wall = self.wall(seq)
        return None if wall is None else datetime.fromtimestamp(wall / 1000, UTC)
