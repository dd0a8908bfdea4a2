# SPDX-License-Identifier: Apache-2.0
"""What is asked for on a person's page: what was learned by an activity, who is to mentor them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import ask, day_edit, picked, prose, write
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people import development
from portfolio_desktop.services.people.learning import mentoring

FINISH, MENTOR = "finish", "mentor"
"""What drafts of these are called."""


class FinishDialog(Dialog):
    """An activity is done: on which day, in how many hours, and what was learned by it."""

    def __init__(self, people: PeopleDesk, over: QWidget, activity: Id) -> None:
        super().__init__(over, _("Done"), _("It is done"))
        self._people, self._activity = people, activity
        self._on = day_edit(people.beside.today)
        self._hours, self._learned = QLineEdit(), prose(people, _("What was learned, and where it is used"))
        self._hours.setPlaceholderText(_("leave empty where nobody counted"))
        asked = ((_("Done on"), self._on), (_("Hours"), self._hours), (_("What was learned"), self._learned))
        ask(self, asked)
        self.finish_layout()
        fields = {"on": self._on, "hours": self._hours, "learned": self._learned}
        drafted(people, self, FINISH, activity, fields)

    def agree(self) -> None:
        try:
            typed = self._hours.text().strip()
            hours = Decimal(typed) if typed else None
        except InvalidOperation:
            self.explain(_("Hours are a number, such as 3.5. Leave them out where nobody counted."))
            return
        activity, words, on = self._activity, self._learned.toPlainText(), picked(self._on)
        write(self, self._people, lambda file: development.finish(file, activity, hours, words, on))


class MentorDialog(Dialog):
    """Who is to mentor somebody, and what for. Nobody of the line is offered."""

    def __init__(
        self, people: PeopleDesk, over: QWidget, mentee: Id, found: Sequence[tuple[Id, str]]
    ) -> None:
        super().__init__(over, _("Agree on a mentor"), _("Agree"))
        self._people, self._mentee = people, mentee
        told = _("Outside the line: nobody is offered who leads them or is led by them.")
        self.column.addWidget(Label(told, ink="muted", wrap=True))
        self._mentor, self._purpose = ListBox(), prose(people, _("What for"))
        for id, name in found:
            self._mentor.addItem(name, id)
        ask(self, ((_("Mentor"), self._mentor), (_("What for"), self._purpose)))
        self.finish_layout()
        drafted(people, self, MENTOR, mentee, {"mentor": self._mentor, "purpose": self._purpose})
        if not found:
            self.explain(_("Nobody outside the line is in this file. Take up more people first."))
            self.yes.setEnabled(False)

    def agree(self) -> None:
        mentor, mentee, purpose = (
            Id(self._mentor.currentData()),
            self._mentee,
            self._purpose.toPlainText(),
        )
        write(self, self._people, lambda file: mentoring.begin(file, mentor, mentee, purpose))
