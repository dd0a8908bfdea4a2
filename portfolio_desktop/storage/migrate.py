# SPDX-License-Identifier: Apache-2.0
"""Bringing an older file up to date, after a backup that is known to open.

Only the log has migrations. The registers are a cache: they are rebuilt from it.
"""

from datetime import datetime
from pathlib import Path

from portfolio_desktop.base.paths import shipped
from portfolio_desktop.storage.backup import Backup, back_up_now
from portfolio_desktop.storage.connect import open_engine, plain_errors
from portfolio_desktop.storage.schema import FORMAT


def bring_up_to_date(path: Path, *, scripts: Path | None = None, target: int = FORMAT) -> Backup:
    """Back the file up, then run the migrations from its version to `target` in one transaction."""
    from alembic import command  # costs as much to import as the rest of storage together
    from alembic.config import Config

    backup = back_up_now(path, datetime.now())
    engine = open_engine(path)
    config = Config()
    config.set_main_option("script_location", str(scripts or shipped("db", "migrations")).replace("%", "%%"))
    try:
        with plain_errors(path), engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            config.attributes["connection"] = connection
            if version:
                command.stamp(config, revision(version))
            command.upgrade(config, revision(target))
            connection.exec_driver_sql(f"PRAGMA user_version = {int(target)}")
    finally:
        engine.dispose()
    return backup


def revision(version: int) -> str:
    """The name of the migration that leads to `version`."""
    return f"{version:04}"
