# SPDX-License-Identifier: Apache-2.0
"""Bringing an older file up to date, after a backup that is known to open.

Only the log has migrations. The registers are a cache: they are rebuilt from it.
"""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.storage import registers
from portfolio_desktop.storage.backup import Backup, back_up_now
from portfolio_desktop.storage.connect import open_engine, plain_errors
from portfolio_desktop.storage.schema import FORMAT


def bring_up_to_date(
    path: Path, *, scripts: Path | None = None, target: int = FORMAT, key: bytes | None = None
) -> Backup:
    """Back the file up, then run the migrations from its version to `target` in one transaction.

    Raises Trouble when one of them fails; the file is then as it was.
    """
    from alembic.util import CommandError  # alembic costs as much to import as the rest of storage together

    backup = back_up_now(path, datetime.now(UTC), key=key)
    engine = open_engine(path, key=key)
    try:
        with plain_errors(path), engine.begin() as connection:
            _migrate(connection, scripts or shipped("db", "migrations"), target)
    except (SQLAlchemyError, CommandError) as error:
        raise Trouble(
            _(
                "{path} could not be brought up to date ({words}). It is as it was, and a copy is at {backup}. "
                "Open it with the version that wrote it, and tell us."
            ).format(path=path, words=error, backup=backup.path)
        ) from error
    finally:
        engine.dispose()
    return backup


def _migrate(connection: Connection, scripts: Path, target: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version:
        command.stamp(config, revision(version))
    command.upgrade(config, revision(target))
    registers.forget(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {int(target)}")


def revision(version: int) -> str:
    """The name of the migration that leads to `version`."""
    return f"{version:04}"
