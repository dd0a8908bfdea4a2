# SPDX-License-Identifier: Apache-2.0
"""Keeping an open workspace safe: verified copies, one a day by itself, and an examination of all of it."""

from datetime import datetime, timedelta
from pathlib import Path

from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.backup import back_up_now, backups
from portfolio_desktop.storage.examine import examine
from portfolio_desktop.storage.history import recent_change_sets

_OFTEN_ENOUGH = timedelta(
    hours=20
)  # so that somebody who starts a little earlier each day still gets one a day


def keep_copy(office: Office) -> Path:
    """Put a copy, opened and found whole, among this laptop's backups. Returns where it is."""
    return back_up_now(office.path, datetime.now().astimezone()).path


def keep_daily_copy(office: Office) -> Path | None:
    """Keep a copy if none is a day old and something was written since the last; returns where it is.

    Done when a workspace is opened, so that what was there before today's work can be had again.
    """
    if office.read_only:
        return None
    with office.store.reading() as connection:
        newest = next(iter(recent_change_sets(connection, limit=1)), None)
    last = next(iter(backups(office.path)), None)
    now = datetime.now().astimezone()
    if newest is None or (last and (newest[0].made <= last.made or now - last.made < _OFTEN_ENOUGH)):
        return None
    return keep_copy(office)


def faults(office: Office) -> tuple[str, ...]:
    """What is wrong with the workspace, one sentence each; nothing for a whole one."""
    with office.store.reading() as connection:
        return tuple(finding.text for finding in examine(connection, office.store.tables, office.catalogue))
