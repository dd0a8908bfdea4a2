# SPDX-License-Identifier: Apache-2.0
"""Erasing: what the log said of a record goes out of the file, then the file is written anew under another key.

The chain of edits still holds, because it was made over seals of the values (`storage.edits`). What was copied from the
file before stays closed for whoever holds only its new key.
"""

import contextlib
from pathlib import Path

from sqlalchemy import Connection, select, update

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import move_over
from portfolio_desktop.base.i18n import _
from portfolio_desktop.storage.backup import verify
from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.connect import connect, plain_errors, quoted_key, slices
from portfolio_desktop.storage.edits import DELETED, HEADER
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT
from portfolio_desktop.storage.store import Store


def forget_erased(store: Store) -> bool:
    """Take the values of every record that an erasure deleted out of the log, with the labels of acts upon them.

    Returns whether there was anything left to take out; done twice it does nothing, so that it can be finished after a crash.
    """
    with store.reading() as connection:
        erasures = select(CHANGE_SET.c.number).where(CHANGE_SET.c.why == Why.ERASURE)
        deleted = select(EDIT.c.record).where(EDIT.c.change_set.in_(erasures), EDIT.c.field == DELETED)
        speaks = (EDIT.c.field != DELETED, EDIT.c.salt.is_not(None))
        records = list(
            connection.execute(
                select(EDIT.c.record).where(EDIT.c.record.in_(deleted), *speaks).distinct()
            ).scalars()
        )
    if not records:
        return False
    with store.changing() as connection:
        for some in slices(records):
            # A deletion quotes in its label what it deletes.
            upon = (EDIT.c.record.in_(some), EDIT.c.change_set.not_in(erasures))
            acts = select(EDIT.c.change_set).where(*upon).distinct()
            numbers = list(connection.execute(acts).scalars())
            silenced = update(EDIT).values(value=None, salt=None)
            connection.execute(silenced.where(EDIT.c.record.in_(some), *speaks))
            for few in slices(numbers):
                connection.execute(silenced.where(EDIT.c.change_set.in_(few), EDIT.c.entity == HEADER))
                connection.execute(update(CHANGE_SET).where(CHANGE_SET.c.number.in_(few)).values(label=""))
        # What the search index has deleted it keeps until its pieces are merged.
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")
    return True


def kinds_deleted(connection: Connection) -> list[str]:
    """The kinds of record of which something was deleted and not erased, so that the log may still hold it."""
    erasures = select(CHANGE_SET.c.number).where(CHANGE_SET.c.why == Why.ERASURE)
    found = (
        select(EDIT.c.entity).where(EDIT.c.field == DELETED, EDIT.c.change_set.not_in(erasures)).distinct()
    )
    return list(connection.execute(found).scalars())


def write_anew(path: Path, old: bytes, new: bytes) -> None:
    """Put in the place of the closed file at `path` a copy without its empty pages, encrypted under `new`.

    Until the last moment the old file is whole, and afterwards the new one is.
    """
    half = path.with_name(f"{path.name}.new")
    try:
        with plain_errors(path):
            _copy(path, half, old, new)
        verify(half, key=new)
        move_over(half, path)
    except OSError as error:
        words = _("{path} could not be written anew ({words}). It is as it was; try again.")
        raise Trouble(words.format(path=path, words=error.strerror or error)) from error
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)


def _copy(path: Path, half: Path, old: bytes, new: bytes) -> None:
    half.unlink(missing_ok=True)
    reading = connect(path, "rw", old)
    try:
        reading.execute("PRAGMA journal_mode = DELETE")  # nothing of it is left beside the file
        writing = connect(half, "rwc", old)
        try:
            reading.backup(writing)
            for statement in (
                "PRAGMA journal_mode = DELETE",
                "VACUUM",
                f"PRAGMA rekey = {quoted_key(new)}",
                "PRAGMA synchronous = FULL",
            ):
                writing.execute(statement)
        finally:
            writing.close()
    finally:
        reading.close()
