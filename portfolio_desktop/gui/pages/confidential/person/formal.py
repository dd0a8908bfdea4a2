# SPDX-License-Identifier: Apache-2.0
"""What is formal about somebody: matters of capability and conduct, grievances, and what is recommended about their pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.matters.noting import NotingDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.pay import PayCard
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, act, fill
from portfolio_desktop.gui.pages.confidential.writing.asking import label_in
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.apart.notes import pay_notes
from portfolio_desktop.services.people.concerns import matters, outcome_words
from portfolio_desktop.services.people.known import code, day
from portfolio_desktop.services.people.people_file import PeopleFile

KEPT_APART = N_(
    "Not part of any appraisal, and of no copy for anybody. Health is not noted here: it has a place of its own."
)
_KINDS = (
    ("capability", N_("Capability"), N_("None. Somebody cannot yet do what is asked: help comes first.")),
    (
        "conduct",
        N_("Conduct"),
        N_("None. Somebody would not do what is asked, or did what must not be done."),
    ),
    (
        "grievance",
        N_("Grievances"),
        N_("None. A grievance is raised by the person; whoever it is about does not hear it."),
    ),
)


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list: `standing` is its outcome and how long that counts, or the stage."""

    id: Id
    kind: str
    title: str
    standing: str
    on: str


def formal_lines(people: PeopleFile, person: Id) -> list[MatterLine]:
    """The matters of somebody, the latest first."""
    return [
        MatterLine(
            one.id,
            code(one.kind),
            one.title or "",
            outcome_words(people, one) or label_in(people.catalogue, "concern.stage", code(one.stage)),
            format_date(on) if (on := day(one.raised_on)) else "",
        )
        for one in matters(people, person)
    ]


class FormalPart(QWidget):
    """`opened` carries the entity and the id of the record to look at."""

    opened = Signal(str, str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._person: Id | None = None
        self._cards = {kind: Card(_(title)) for kind, title, _nothing in _KINDS}
        for kind, card in self._cards.items():
            act(card, _("Note one…"), partial(self.note, kind))
        self.pay = PayCard(people)
        body = Body()
        body.column.addWidget(Label(_(KEPT_APART), ink="muted", wrap=True))
        body.column.addWidget(Beside(tuple(self._cards.values()), (self.pay,)))
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def show_person(self, person: Id) -> None:
        """Whose."""
        self._person = person
        self._people.people(lambda file: formal_lines(file, person), self._show, owner=self)
        self._people.people(
            lambda file: pay_notes(file, person), partial(self.pay.show_notes, person), owner=self
        )

    def note(self, kind: str = "capability") -> None:
        """Ask what happened."""
        if self._person is not None:
            NotingDialog(self._people, self, self._person, kind).open()

    def _show(self, found: Sequence[MatterLine]) -> None:
        for kind, _title, nothing in _KINDS:
            own = [line for line in found if line.kind == kind]
            fill(self._cards[kind], [self._row(line) for line in own], _(nothing))

    def _row(self, line: MatterLine) -> QWidget:
        name = f"{line.title}, {line.standing}"
        row = RowButton(name, partial(self.opened.emit, "concern", line.id), height=44)
        row.put(two_lines(line.title, line.standing), 1)
        return row.put(words(line.on, ink="muted", right=True), width=DAY)
