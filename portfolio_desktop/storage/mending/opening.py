# SPDX-License-Identifier: Apache-2.0
"""Telling a damaged file from a mistake of ours, when something goes wrong with what it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import SQLAlchemyError

from portfolio_desktop.base.files import ask_disk, is_file
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.storage.connect import Damaged, connect
from portfolio_desktop.storage.mending.salvage import dig, salvage

_DAMAGED = N_(
    "{path} is damaged. Nothing was changed. What is whole of it can be rebuilt: portfolio-desktop check FILE --rebuild."
)
_WRONG = (
    *(SQLAlchemyError, driver.Error, ValueError, TypeError),
    *(LookupError, ArithmeticError, AttributeError, AssertionError),
)
"""What may come of reading something else than what was written."""


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """What goes wrong because the file at `path` is damaged is raised as Damaged; what is our mistake as it is."""
    try:
        yield
    except _WRONG as error:
        if not is_damaged(path):
            raise
        raise Damaged(_(_DAMAGED).format(path=path)) from error


def is_damaged(path: Path) -> bool:
    """Whether the file is not as SQLite wrote it, or its history not as we did."""
    if not ask_disk(is_file, path):
        return False
    try:
        connection = connect(path, "ro")
        try:
            whole = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        finally:
            connection.close()
    except (driver.Error, ValueError):  # what is wrong may be told in letters that are none
        return True
    return not whole or not salvage(dig(path)).is_complete


def is_damage(error: BaseException) -> bool:
    """Whether an error says that a file is damaged."""
    return isinstance(error, Damaged)
