# SPDX-License-Identifier: Apache-2.0
"""People join a year that has begun: asked what the others are asked, and planned for what is still to come."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.pages.confidential.cycles.people_list import PeopleList, line_of
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import ActingDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.cycles import join
from portfolio_desktop.services.people.running.years import YearSheet

_TOLD = N_(
    "They are asked what the others are asked. Conversations whose day is over are not planned for them any more."
)


class JoinDialog(ActingDialog):
    """Those who take part already are left out."""

    def __init__(
        self, people: PeopleDesk, over: QWidget, shown: YearSheet, persons: Mapping[Id, Values]
    ) -> None:
        super().__init__(people, over, _("Add people to the year"), _("Add them"))
        self._shown, self._persons = shown, persons
        self.setMinimumWidth(520)
        self.column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        self.people = PeopleList(persons, shown.me, without=shown.subjects, ticked=False)
        self.people.changed.connect(lambda: self.yes.setEnabled(bool(self.people.chosen)))
        self.column.addWidget(self.people, 1)
        self.yes.setEnabled(False)
        self.finish_layout()

    def agree(self) -> None:
        shown, persons, chosen = self._shown, self._persons, self.people.chosen
        wanted = {id: persons[id] for id in (*chosen, *line_of(persons, chosen, shown.me))}
        self.act(lambda file: join(file, shown.year.id, chosen, wanted, countersigned=shown.countersigned))
