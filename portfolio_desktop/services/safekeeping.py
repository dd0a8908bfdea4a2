# SPDX-License-Identifier: Apache-2.0
"""Keeping an open workspace safe: a verified copy, and an examination of all of it."""

from datetime import datetime
from pathlib import Path

from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.backup import back_up_now
from portfolio_desktop.storage.examine import examine


def keep_copy(office: Office) -> Path:
    """Put a copy, opened and found whole, among this laptop's backups. Returns where it is."""
    return back_up_now(office.path, datetime.now().astimezone()).path


def faults(office: Office) -> tuple[str, ...]:
    """What is wrong with the workspace, one sentence each; nothing for a whole one."""
    with office.store.reading() as connection:
        return tuple(finding.text for finding in examine(connection, office.store.tables, office.catalogue))
