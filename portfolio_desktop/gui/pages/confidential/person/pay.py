# SPDX-License-Identifier: Apache-2.0
"""What is recommended about somebody's pay, and why. It goes into no appraisal and into no copy."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_money
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.notes import KeptNotes
from portfolio_desktop.gui.pages.confidential.person.rows import act
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.services.people.apart.notes import PAY, pay_notes
from portfolio_desktop.services.people.known import number


class PayNotes(KeptNotes):
    """Amount or increase, the reasons and what they rest on, and what was answered."""

    def parts(self) -> Sequence[QWidget]:
        hint = _("What was achieved, beside whom it is fair, and what happens without it.")
        return (
            self.sheet.fields("title", "on", "amount", "percent"),
            self.sheet.words("why", hint=hint),
            self.sheet.fields("answer"),
        )

    def summary(self, note: Record) -> str:
        return str(note["answer"] or note["why"] or "")

    def detail(self, note: Record) -> str:
        amount, percent = number(note["amount"]), number(note["percent"])
        if amount is not None:
            return format_money(amount)
        return f"+{percent.normalize():f} %" if percent is not None else ""


class PayCard(Card):
    """All that was recommended for one person."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__(_("Pay recommendations"))
        self._people = people
        self._person: Id | None = None
        nothing = _(
            "None. A recommendation has its amount or its increase, and the reasons that it rests on."
        )
        self.notes = PayNotes(people, PAY, nothing)
        self.notes.changed.connect(self._load)
        self.column.addWidget(self.notes)
        act(self, _("Recommend…"), self.notes.begin)

    def show_notes(self, person: Id, found: Sequence[Record]) -> None:
        """What the file says now."""
        self._person = person
        self.header.set_count(len(found))
        self.notes.show_notes(person, found)

    def _load(self) -> None:
        person = self._person
        if person is not None and self._people.unlocked:
            self._people.people(
                lambda file: pay_notes(file, person), lambda found: self.show_notes(person, found), owner=self
            )
