# SPDX-License-Identifier: Apache-2.0
"""The year of one person: a line for the journal, appraisals, objectives, conversations, promises, and what is to be learned.

Of its owner it is "my year"; of somebody they lead, what a manager keeps through the year.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.pages.confidential.appraisal.trail import STAGES
from portfolio_desktop.gui.pages.confidential.journal import Journal
from portfolio_desktop.gui.pages.confidential.matters import MattersCard
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.printing import save_plan
from portfolio_desktop.gui.pages.confidential.record_dialog import add_record, open_record
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.aims import AimLine
from portfolio_desktop.services.people.conversations import OpenPromise, keep, plan
from portfolio_desktop.services.people.development import Need
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.person import AppraisalLine, PersonYear, Talk, person_year
from portfolio_desktop.storage.changes import Changes, Create

_STAGE, _DAY, _STATE, _DONE = 110, 104, 130, 72
_TALKS = 8


class PersonPage(QWidget):
    """Follows every write. Whose year it is, is said by `show_person`; at first its owner's."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("My year"))
        self._people = people
        self._person: Id | None = None
        self._shown: PersonYear | None = None
        self._name, self._role = Label("", step=5, bold=True, wrap=True), Label("", ink="muted")
        self.journal = Journal(people)
        self._appraisals, self._aims = Card(_("Appraisals")), Card(_("Objectives"))
        self._learning, self._promises = Card(_("Development")), Card(_("Promises open"))
        self._talks = Card(_("Conversations"))
        self.matters = MattersCard(people, self)
        statuses = people.catalogue.list_named("aim.status").items
        self._statuses = {item.code: _(item.label) for item in statuses}
        self._add(self._aims, _("Add an objective…"), lambda: self._begin("aim"))
        self._add(self._learning, _("Add a need…"), lambda: self._begin("development_need"))
        self._add(self._learning, _("Add an activity…"), lambda: self._begin("activity"))
        self._add(self._learning, _("Add a coaching session…"), lambda: self._begin("coaching_session"))
        self._add(self._talks, _("Plan one…"), self._plan)
        self._add(self._learning, _("PDF…"), self._print)
        self._lay_out()
        self.journal.opened.connect(partial(open_record, people, self, "evidence"))
        Fresh(self, people, self.load)

    def show_person(self, person: Id | None) -> None:
        """Whose year it is; None for the owner's own."""
        self._person = person
        self.load()

    def load(self) -> None:
        """Read it again."""
        person = self._person
        if self._people.unlocked:
            self._people.people(lambda file: person_year(file, person), self._show, owner=self)

    def _show(self, found: PersonYear) -> None:
        self._shown = found
        self._name.setText(_("My year") if found.own else found.name)
        self._role.setText("" if found.own else found.role)
        self._role.setHidden(not self._role.text())
        self.matters.setHidden(found.own)
        if not found.own:
            self.matters.show_person(found.person)
        self.journal.show_notes(found.person, found.journal)
        _fill(self._appraisals, [self._appraisal(one) for one in found.appraisals], _no_appraisal(found))
        told = _("No objective yet. Agree them early: what is measured, and by when.")
        _fill(self._aims, [self._aim(line) for line in found.aims.lines], told)
        if found.aims.weights:
            self._aims.say(found.aims.weights)
        told = _("Nothing planned yet. Three needs, each with what is done about it, are plenty.")
        _fill(self._learning, [row for need in found.plan.needs for row in self._need(need)], told)
        _fill(self._promises, [self._promise(one) for one in found.promises], _("None."))
        told = _("None planned. A conversation begins with what is open between the two.")
        _fill(self._talks, [self._talk(one, found) for one in _telling(found)], told)

    def _lay_out(self) -> None:
        body = Body()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._name)
        said.addWidget(self._role)
        body.column.addLayout(said)
        columns = QHBoxLayout()
        columns.setSpacing(GAP_LARGE)
        for cards, stretch in (
            ((self.journal, self._aims, self._learning), 3),
            ((self._appraisals, self._promises, self._talks, self.matters), 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(GAP_LARGE)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, stretch)
        body.column.addLayout(columns)
        body.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self.setFocusProxy(self.journal.note)

    def _add(self, card: Card, text: str, run: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setProperty("flat", True)
        button.clicked.connect(lambda: run())
        card.header.add(button)

    def _begin(self, entity: str) -> None:
        if self._shown is not None:
            values: Values = {"title": _("New"), "subject_id": self._shown.person}
            add_record(self._people, self, entity, values)

    def _plan(self) -> None:
        """A conversation whose agenda writes itself, opened at once."""
        if self._shown is None:
            return
        person, today = self._shown.person, self._shown.today
        made: list[Id] = []

        def make(file: PeopleFile) -> Changes:
            changes = plan(file, person, today)
            made.extend(item.record for item in changes if isinstance(item, Create))
            return changes

        self._people.change(
            make, lambda _written: open_record(self._people, self, "conversation", made[0]), owner=self
        )

    def _print(self) -> None:
        if self._shown is not None:
            save_plan(self._people, self, self._shown.person)

    def _keep(self, promise: str) -> None:
        self._people.change(
            lambda file: keep(file, [Id(promise)]),
            lambda written: self._people.notify(written.label, undo=True) if written else None,
            owner=self,
        )

    def _appraisal(self, one: AppraisalLine) -> QWidget:
        name = f"{one.title}, {_(STAGES[one.stage])}"
        row = RowButton(name, lambda: self.appraisal_requested.emit(one.id), height=44)
        row.put(two_lines(one.title, one.next), 1)
        row.put(words(_(STAGES[one.stage]), ink="muted", right=True), width=_STAGE)
        return row

    def _aim(self, line: AimLine) -> QWidget:
        row = RowButton(line.title, partial(open_record, self._people, self, "aim", line.id), height=44)
        row.row.setContentsMargins(GAP_SMALL + line.depth * GAP_LARGE, 2, GAP_SMALL, 2)
        said = line.mine.words if line.mine else ""
        row.put(two_lines(line.title, said or line.measure), 1)
        if line.mine and line.mine.done is not None:
            row.put(words(_percent(line.mine.done), right=True), width=_DONE)
        row.put(words(self._statuses.get(line.status, ""), ink="muted", right=True), width=_STATE)
        row.put(words(format_date(line.due) if line.due else _("No date"), ink="muted"), width=_DAY)
        return row

    def _need(self, need: Need) -> list[QWidget]:
        open_need = partial(open_record, self._people, self, "development_need", str(need.id))
        head = RowButton(need.title, open_need if need.id else None, height=44)
        head.put(two_lines(need.title, need.why), 1)
        head.put(words(format_date(need.due) if need.due else "", ink="muted"), width=_DAY)
        rows: list[QWidget] = [head]
        for each in need.activities:
            row = RowButton(each.title, partial(open_record, self._people, self, "activity", each.id))
            row.row.setContentsMargins(GAP_LARGE + GAP_SMALL, 2, GAP_SMALL, 2)
            row.put(words(each.title, ink="danger" if each.late else "text"), 1)
            when = each.done_on or each.due
            said = _("done {day}") if each.done_on else _("by {day}")
            row.put(words(said.format(day=format_date(when)) if when else "", ink="muted"), width=_STATE)
            rows.append(row)
        return rows

    def _promise(self, one: OpenPromise) -> QWidget:
        row = RowButton(
            f"{one.title}, {one.who}", partial(open_record, self._people, self, "promise", one.id), height=44
        )
        row.put(two_lines(one.title, one.who), 1)
        due = format_date(one.due) if one.due else _("No date")
        row.put(words(due, ink="danger" if one.late else "muted", right=True), width=_DAY)
        kept = QPushButton(_("Kept"))
        kept.setProperty("flat", True)
        kept.setAccessibleName(_("Kept: {promise}").replace("{promise}", one.title))
        kept.clicked.connect(lambda: self._keep(one.id))
        row.row.addWidget(kept)
        return row

    def _talk(self, one: Talk, found: PersonYear) -> QWidget:
        on = one.held_on or one.planned_on
        late = one.held_on is None and one.planned_on is not None and one.planned_on < found.today
        said = _("held {day}") if one.held_on else _("planned {day}")
        when = said.format(day=format_date(on)) if on else _("No date")
        row = RowButton(
            f"{one.title}, {when}", partial(open_record, self._people, self, "conversation", one.id)
        )
        row.put(words(one.title), 1)
        return row.put(words(when, ink="danger" if late else "muted", right=True), width=_STATE + 20)


def _telling(found: PersonYear) -> Sequence[Talk]:
    """What was held last and what comes next, not the whole year."""
    open_ones = [talk for talk in found.talks if talk.held_on is None]
    held = [talk for talk in found.talks if talk.held_on is not None]
    return [*reversed(open_ones), *held][:_TALKS]


def _no_appraisal(found: PersonYear) -> str:
    if found.own:
        return _("No appraisal of yours is here. Your manager sends you a sealed copy once it has begun.")
    return _("No year has begun for them.")


def _percent(done: Decimal) -> str:
    return f"{done:.0f} %"


def _fill(card: Card, rows: list[QWidget], nothing: str) -> None:
    clear(card.column)
    card.header.set_count(len(rows))
    for row in rows:
        card.column.addWidget(row)
    if not rows:
        card.column.addWidget(Label(nothing, ink="muted", wrap=True))
    reveal(card.column)
