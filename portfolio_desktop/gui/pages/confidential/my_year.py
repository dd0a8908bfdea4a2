# SPDX-License-Identifier: Apache-2.0
"""One's own year: a line for the journal, one's appraisal, objectives with how they go, and what is to be learned."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Values
from portfolio_desktop.gui.pages.confidential.appraisal.trail import STAGES
from portfolio_desktop.gui.pages.confidential.journal import Journal
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.record_dialog import add_record, open_record
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people import evidence
from portfolio_desktop.services.people.aims import AimLine
from portfolio_desktop.services.people.development import Need
from portfolio_desktop.services.people.views.own_year import OwnAppraisal, OwnYear, own_year

_STAGE, _DAY, _STATE = 120, 104, 130


class MyYear(QWidget):
    """Follows every write."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("My year"))
        self._people = people
        self._shown: OwnYear | None = None
        self.journal = Journal(people.catalogue)
        self._appraisals, self._aims = Card(_("My appraisals")), Card(_("Objectives"))
        self._learning, self._promises = Card(_("Development")), Card(_("Promises open"))
        self._statuses = {
            item.code: _(item.label) for item in people.catalogue.list_named("aim.status").items
        }
        self._add(self._aims, _("Add an objective…"), "aim")
        self._add(self._learning, _("Add a need…"), "development_need")
        self._add(self._learning, _("Add an activity…"), "activity")
        body = Body()
        columns = QHBoxLayout()
        columns.setSpacing(GAP_LARGE)
        for cards, stretch in (((self.journal,), 3), ((self._appraisals, self._promises), 2)):
            column = QVBoxLayout()
            column.setSpacing(GAP_LARGE)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, stretch)
        body.column.addWidget(self._aims)
        body.column.addLayout(columns)
        body.column.addWidget(self._learning)
        body.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)
        self.setFocusProxy(self.journal.line)
        self.journal.noted.connect(self._note)
        self.journal.opened.connect(partial(open_record, people, self, "evidence"))
        people.locking.connect(self.journal.settle)
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read it again."""
        if self._people.unlocked:
            self._people.people(own_year, self.show_year, owner=self)

    def show_year(self, found: OwnYear) -> None:
        """Draw it."""
        self._shown = found
        self.journal.show_notes(found.journal)
        told = _("No appraisal of yours is here. Your manager sends you a sealed copy once it has begun.")
        _fill(self._appraisals, [self._appraisal(one) for one in found.appraisals], told)
        told = _("No objective yet. Agree them early: what is measured, and by when.")
        _fill(self._aims, [self._aim(line) for line in found.aims.lines], told)
        if found.aims.weights:
            self._aims.say(found.aims.weights)
        told = _("Nothing planned yet. Three needs, each with what is done about it, are plenty.")
        _fill(self._learning, [row for need in found.plan.needs for row in self._need(need)], told)
        promises = [
            _line(one.title, one.who, format_date(one.due) if one.due else "", late=one.late)
            for one in found.promises
        ]
        _fill(self._promises, promises, _("None."))

    def _note(self, line: str, kind: str) -> None:
        def failed(error: Exception) -> None:
            self.journal.explain(str(error))

        assert self._shown is not None
        me = self._shown.me
        self._people.change(
            lambda file: evidence.note(file, me, line, kind=kind),
            lambda _written: self.journal.kept(),
            owner=self,
            failed=failed,
        )

    def _add(self, card: Card, text: str, entity: str) -> None:
        button = QPushButton(text)
        button.setProperty("flat", True)
        button.clicked.connect(lambda: self._begin(entity))
        card.header.add(button)

    def _begin(self, entity: str) -> None:
        if self._shown is None:
            return
        values: Values = {"title": _("New"), "subject_id": self._shown.me}
        add_record(self._people, self, entity, values)

    def _appraisal(self, one: OwnAppraisal) -> QWidget:
        row = RowButton(
            f"{one.title}, {_(STAGES[one.stage])}", lambda: self.appraisal_requested.emit(one.id), height=44
        )
        row.put(two_lines(one.title, one.next), 1)
        row.put(words(_(STAGES[one.stage]), ink="muted", right=True), width=_STAGE)
        return row

    def _aim(self, line: AimLine) -> QWidget:
        row = RowButton(line.title, partial(open_record, self._people, self, "aim", line.id), height=44)
        row.row.setContentsMargins(GAP_SMALL + line.depth * GAP_LARGE, 2, GAP_SMALL, 2)
        said = line.mine.words if line.mine else ""
        row.put(two_lines(line.title, said or line.measure), 1)
        done = line.mine.done if line.mine else None
        row.put(words(_percent(done), ink="muted", right=True), width=64)
        row.put(words(self._statuses.get(line.status, ""), ink="muted"), width=_STATE)
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


def _percent(done: Decimal | None) -> str:
    return _("not said") if done is None else f"{done:.0f} %"


def _line(title: str, who: str, when: str, *, late: bool) -> QWidget:
    row = RowButton(f"{title}, {who}", height=44)
    row.put(two_lines(title, who), 1)
    return row.put(words(when, ink="danger" if late else "muted", right=True), width=_DAY)


def _fill(card: Card, rows: list[QWidget], nothing: str) -> None:
    clear(card.column)
    card.header.set_count(len(rows))
    for row in rows:
        card.column.addWidget(row)
    if not rows:
        label = Label(nothing, ink="muted", wrap=True)
        card.column.addWidget(label)
    reveal(card.column)
