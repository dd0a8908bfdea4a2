# SPDX-License-Identifier: Apache-2.0
"""The database itself refuses a write that goes round the one road.

Temporary triggers on every register and on the log ask the program whether a change set is being written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, MetaData

_EVENTS = ("INSERT", "UPDATE", "DELETE")
_LOG_TABLES = ("edit", "change_set", "stream")


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

    def install(self, connection: Connection, registers: MetaData) -> None:
        """Set the triggers on this connection; those already there stay."""
        raw: Any = connection.connection.dbapi_connection
        raw.create_function("road_is_open", 0, lambda: int(self._open))
        for table in (*registers.tables, *_LOG_TABLES):
            for event in _EVENTS:
                connection.exec_driver_sql(
                    f"CREATE TEMP TRIGGER IF NOT EXISTS guard_{table}_{event} BEFORE {event} ON main.{table} "
                    "WHEN NOT road_is_open() "
                    "BEGIN SELECT RAISE(ABORT, 'records change only through a change set'); END"
                )
