# SPDX-License-Identifier: Apache-2.0
"""The year of somebody: a line for the journal, objectives, appraisals, what was promised and talked about."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.pages.confidential.appraisal.trail import STAGES
from portfolio_desktop.gui.pages.confidential.journal import Journal
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, DONE, STAGE, STATE, act, fill
from portfolio_desktop.gui.pages.confidential.person.year_line import YearLine
from portfolio_desktop.gui.pages.confidential.record_dialog import add_record
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.aims import AimLine
from portfolio_desktop.services.people.conversations import OpenPromise, keep, plan
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.person import AppraisalLine, PersonYear, Talk
from portfolio_desktop.storage.changes import Changes, Create

_TALKS = 8
_LEGEND = N_(
    "Filled: conversation held. Ring: planned. Diamond: objective due. Below the line: what was noted, week by week."
)


class YearPart(QWidget):
    """`opened` carries the entity and the id of the record to look at."""

    opened = Signal(str, str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._shown: PersonYear | None = None
        self.journal = Journal(people)
        self.journal.opened.connect(partial(self.opened.emit, "evidence"))
        self._aims, self._appraisals = Card(_("Objectives")), Card(_("Appraisals"))
        self._promises, self._talks = Card(_("Promises open")), Card(_("Conversations"))
        act(self._aims, _("Add an objective…"), self._begin_aim)
        tip = _("With an agenda of what is open between you")
        act(self._talks, _("Plan one…"), self._plan, tip)
        statuses = people.catalogue.list_named("aim.status").items
        self._statuses = {item.code: _(item.label) for item in statuses}
        self._line, about = YearLine(), Card(_("The year at a glance"))
        about.column.addWidget(self._line)
        about.column.addWidget(Label(_(_LEGEND), ink="muted", wrap=True))
        body = Body()
        body.column.addWidget(about)
        body.column.addWidget(
            Beside((self.journal, self._aims), (self._appraisals, self._talks, self._promises), shares=(3, 2))
        )
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(self.journal.note)

    def show_year(self, found: PersonYear) -> None:
        """What the file says now."""
        self._shown = found
        self._line.show_year(found)
        self.journal.show_notes(found.person, found.journal)
        fill(self._appraisals, [self._appraisal(one) for one in found.appraisals], _no_appraisal(found))
        told = _("No objective yet. Agree them early: what is measured, and by when.")
        fill(self._aims, [self._aim(line) for line in found.aims.lines], told)
        if found.aims.weights:
            self._aims.say(found.aims.weights)
        told = _("None. What is promised in a conversation stands here until it is kept.")
        fill(self._promises, [self._promise(one) for one in found.promises], told)
        told = _("None planned. A conversation begins with what is open between the two.")
        fill(self._talks, [self._talk(one, found) for one in _telling(found)], told)

    def _begin_aim(self) -> None:
        if self._shown is not None:
            values: Values = {"title": _("New"), "subject_id": self._shown.person}
            add_record(self._people, self, "aim", values)

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

        self._people.change(make, lambda _written: self.opened.emit("conversation", made[0]), owner=self)

    def _keep(self, promise: str) -> None:
        self._people.change(
            lambda file: keep(file, [Id(promise)]),
            lambda written: self._people.notify(written.label, undo=True) if written else None,
            owner=self,
        )

    def _appraisal(self, one: AppraisalLine) -> QWidget:
        name = f"{one.title}, {_(STAGES[one.stage])}"
        row = RowButton(name, partial(self.opened.emit, "appraisal", one.id))
        row.put(words(one.title, bold=True), 1)
        row.put(words(_(STAGES[one.stage]), ink="muted", right=True), width=STAGE)
        told = Label(one.next, ink="muted", wrap=True)
        told.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, GAP_SMALL)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(told)
        return holder

    def _aim(self, line: AimLine) -> QWidget:
        row = RowButton(line.title, partial(self.opened.emit, "aim", line.id), height=44)
        row.row.setContentsMargins(GAP_SMALL + line.depth * GAP_LARGE, 2, GAP_SMALL, 2)
        said = line.mine.words if line.mine else ""
        row.put(two_lines(line.title, said or line.measure), 1)
        if line.mine and line.mine.done is not None:
            row.put(words(_percent(line.mine.done), right=True), width=DONE)
        row.put(words(self._statuses.get(line.status, ""), ink="muted", right=True), width=STATE)
        due = format_date(line.due) if line.due else _("No date")
        row.put(words(due, ink="muted", right=True), width=DAY)
        return row

    def _promise(self, one: OpenPromise) -> QWidget:
        row = RowButton(f"{one.title}, {one.who}", partial(self.opened.emit, "promise", one.id), height=44)
        row.put(two_lines(one.title, one.who), 1)
        due = format_date(one.due) if one.due else _("No date")
        row.put(words(due, ink="danger" if one.late else "muted", right=True), width=DAY)
        kept = QPushButton(_("Kept"))
        kept.setProperty("flat", True)
        kept.setAccessibleName(_("Kept: {title}").replace("{title}", one.title))
        kept.clicked.connect(lambda: self._keep(one.id))
        row.row.addWidget(kept)
        return row

    def _talk(self, one: Talk, found: PersonYear) -> QWidget:
        on = one.held_on or one.planned_on
        late = one.held_on is None and on is not None and on < found.today
        when = _("held {day}") if one.held_on else _("planned {day}")
        when = when.format(day=format_date(on)) if on else _("No date")
        row = RowButton(f"{one.title}, {when}", partial(self.opened.emit, "conversation", one.id))
        row.put(words(one.title), 1)
        return row.put(words(when, ink="danger" if late else "muted", right=True), width=STATE + 20)


def _telling(found: PersonYear) -> Sequence[Talk]:
    """What comes next, and what was held last, not the whole year."""
    open_ones = [talk for talk in found.talks if talk.held_on is None]
    held = [talk for talk in found.talks if talk.held_on is not None]
    return [*reversed(open_ones), *held][:_TALKS]


def _no_appraisal(found: PersonYear) -> str:
    if found.own:
        return _("No appraisal of yours is here. Your manager sends you a sealed copy once it has begun.")
    return _("No year has begun for them.")


def _percent(done: Decimal) -> str:
    return f"{done:.0f} %"
