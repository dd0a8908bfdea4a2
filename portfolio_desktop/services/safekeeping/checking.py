# SPDX-License-Identifier: Apache-2.0
"""Checking all of an open workspace, and mending what follows from its history."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.backup import back_up_now
from portfolio_desktop.storage.examine import Finding, Mend, examine

__all__ = ["Finding", "Mend", "Mended", "check", "mend"]


class Mended(NamedTuple):
    """What is left after mending, and the copy of what was there before."""

    left: tuple[Finding, ...]
    copy: Path


def check(office: Office) -> tuple[Finding, ...]:
    """What is wrong with the workspace; nothing for a whole one."""
    with office.store.reading() as connection:
        return tuple(examine(connection, office.catalogue))


def mend(office: Office) -> Mended:
    """Make anew, after a copy of what is there, all that follows from the history."""
    copy = back_up_now(office.path, datetime.now().astimezone()).path
    office.mend()
    return Mended(check(office), copy)
