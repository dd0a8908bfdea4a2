# SPDX-License-Identifier: Apache-2.0
"""The sheet of a people file's recovery key."""

from PySide6.QtCore import QObject

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.passwords.sheet import Sheet, save

_BESIDE = N_(
    "There it would lie beside the people file that it opens: whoever takes the laptop or the folder has both. Save it on a "
    "stick, print it from there, and delete it."
)


def save_sheet(people: PeopleDesk, owner: QObject, key: str) -> None:
    """Ask where to, warn of a bad place, and write it."""
    path = people.path
    assert path is not None
    beside = people.beside
    save(Sheet(path, people.ask, people.jobs, beside.notify, beside.today, _(_BESIDE)), owner, key)
