# SPDX-License-Identifier: Apache-2.0
"""One way to open a SQLite file: the driver, the settings that keep data safe, and errors in plain words.

The driver is sqlcipher3 for plain files too, so that every laptop runs the same recent SQLite.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DatabaseError

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine with a single connection to the file at `path`, used by one thread.

    Transactions begin IMMEDIATE when writing is allowed, so that a second process is noticed at once and not
    half-way.
    """
    mode = "ro" if read_only else "rwc"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(address, read_only), module=driver, poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _connect(address: str, read_only: bool) -> Any:
    connection = driver.connect(address, uri=True, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if not read_only:
        # NORMAL loses acknowledged saves when the power fails; FULL does not.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a full disk, a lock or a damaged file into a sentence for the person."""
    try:
        yield
    except (DatabaseError, driver.DatabaseError) as error:
        raise Trouble(_explain(str(getattr(error, "orig", error)), path)) from error


def _explain(words: str, path: Path) -> str:
    if "full" in words:
        return _("The disk is full, so nothing was saved. Make room and try again: {path}").format(path=path)
    if "locked" in words or "busy" in words:
        return _(
            "Another program is using {path}. Close it there and try again; nothing was changed."
        ).format(path=path)
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return _(
            "{path} cannot be written here. Check the folder's rights, or copy the file elsewhere."
        ).format(path=path)
    if "not a database" in words or "malformed" in words or "corrupt" in words:
        return _(
            "{path} is damaged or is not a workspace. Nothing was changed. Restore it from a backup: "
            "portfolio-desktop restore."
        ).format(path=path)
    return _("{path} could not be used ({words}). Nothing was changed.").format(path=path, words=words)
