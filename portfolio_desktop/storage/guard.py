# SPDX-License-Identifier: Apache-2.0
"""The database itself refuses a write that goes round the one road.

Temporary triggers on every register and on the log ask the program whether a change set is being written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

_EVENTS = ("INSERT", "UPDATE", "DELETE")
_OUTSIDE = ("meta", "search_row", "alembic_version")


class Guard:
    """Says to SQLite whether the road is open. Closed except within `opened`."""

    def __init__(self) -> None:
        self._open = False

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Writes pass while this is held."""
        self._open = True
        try:
            yield
        finally:
            self._open = False

    def install(self, connection: Connection) -> None:
        """Set the triggers on every table of this connection; those already there stay."""
        raw: Any = connection.connection.dbapi_connection
        raw.create_function("road_is_open", 0, lambda: int(self._open))
        for table in _tables(connection):
            for event in _EVENTS:
                connection.exec_driver_sql(
                    f'CREATE TEMP TRIGGER IF NOT EXISTS "guard_{table}_{event}" BEFORE {event} ON main."{table}" '
                    "WHEN NOT road_is_open() "
                    "BEGIN SELECT RAISE(ABORT, 'records change only through a change set'); END"
                )


def _tables(connection: Connection) -> list[str]:
    names = connection.exec_driver_sql(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name <> 'search' AND name NOT LIKE 'search!_%' ESCAPE '!'"
    ).scalars()
    return [name for name in names if name not in _OUTSIDE]
