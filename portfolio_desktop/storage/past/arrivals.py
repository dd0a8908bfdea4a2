# SPDX-License-Identifier: Apache-2.0
"""When others' edits arrived in this file. Only this file knows it, and never tells: on each laptop it was another moment."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection

_KEY = "arrived."
_KEEP = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_READ = "SELECT key, value FROM meta WHERE key > ? AND key < ? ORDER BY key"


def keep_arrival(connection: Connection, first: int, last: int, wall: int) -> None:
    """Remember that the edits of these numbers in this file came from elsewhere, at `wall` in milliseconds since 1970."""
    connection.exec_driver_sql(_KEEP, (f"{_KEY}{first:012}", f"{last} {wall}"))


class Arrivals:
    """All that is remembered, read once."""

    def __init__(self, connection: Connection) -> None:
        self._first: list[int] = []
        self._rest: list[tuple[int, datetime]] = []
        rows: Mapping[str, str] = dict(connection.exec_driver_sql(_READ, (_KEY, _KEY + "~")).all())
        for key, value in rows.items():
            last, wall = map(int, value.split())
            self._first.append(int(key.removeprefix(_KEY)))
            self._rest.append((last, datetime.fromtimestamp(wall / 1000, UTC)))

    def of(self, seq: int) -> datetime | None:
        """When the edit of this number came here, in UTC; None for one that was made here, or before anybody kept it."""
        place = bisect_right(self._first, seq) - 1
        if place < 0 or seq > self._rest[place][0]:
            return None
        return self._rest[place][1]
