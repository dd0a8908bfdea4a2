# SPDX-License-Identifier: Apache-2.0
"""How far a year is, sealed for one's own manager; and what one was told in the same way."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.passing_on import Heard, heard, my_manager, seal_progress
from portfolio_desktop.services.people.sharing import Sealed, put_into
from portfolio_desktop.storage.changes import Changes, Written

_NOBODY = N_("Your people file does not say who leads you. Enter it on your own page first.")


def tell_manager(people: PeopleDesk, over: QWidget, cycle: Id | None) -> None:
    """Seal it with names for who leads the file's owner, and send it."""
    if cycle is None:
        return

    def seal(file: PeopleFile) -> Sealed:
        manager = my_manager(file)
        if manager is None:
            raise Refusal(_(_NOBODY))
        return seal_progress(file, cycle, manager)

    def tell(written: Written | None) -> None:
        if written is not None:
            people.notify(written.label)

    def into(folder: Path) -> None:
        def make(file: PeopleFile) -> Changes:
            sealed = seal(file)
            put_into(folder, sealed)
            return sealed.changes

        people.change(make, tell, owner=over)

    people.post.ask_how(_("Tell your manager how the year goes"), lambda: people.post.send(seal, tell), into)


def show_heard(people: PeopleDesk, over: QWidget) -> None:
    """What others told, the latest first."""
    people.people(heard, lambda found: _Told(people, over, found).open(), owner=over)


class _Told(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget, found: list[Heard]) -> None:
        super().__init__(people, over, _("What you were told"), _("Close"))
        self.setMinimumWidth(560)
        for one in found:
            on = format_date(one.on) if one.on else ""
            told = _("Told by {name}, received {on}").replace("{name}", one.by).replace("{on}", on)
            self.column.addWidget(Label(told, bold=True, wrap=True))
            self.column.addWidget(Label(one.words, wrap=True))
        self.finish_layout()
        self.buttons.button(self.buttons.StandardButton.Cancel).hide()
