# SPDX-License-Identifier: Apache-2.0
"""A year as it is led: its stages on one axis, who takes part, who was taken out, and the way to close it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Stage
from portfolio_desktop.gui.pages.confidential.appraisal.trail import STAGES
from portfolio_desktop.gui.pages.confidential.beginning import workforce
from portfolio_desktop.gui.pages.confidential.cycles.joining import JoinDialog
from portfolio_desktop.gui.pages.confidential.cycles.stage_bar import MonthAxis, Span, StageBar
from portfolio_desktop.gui.pages.confidential.cycles.year_dialogs import (
    CloseDialog,
    DaysDialog,
    LeaveDialog,
    NameDialog,
)
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.people.running.years import (
    StageLine,
    TakenOut,
    TakesPart,
    YearSheet,
    come_back,
    open_again,
    year_sheet,
)
from portfolio_desktop.storage.changes import Written

_TITLE, _DAY, _COUNT, _STAGE = 232, 92, 78, 190
_SHOWN, _FIND_FROM = 40, 20


class YearTab(Body):
    """Follows every write, told by its page."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("The year"))
        self._people = people
        self._shown: YearSheet | None = None
        self._title, self._about = Label("", step=3, bold=True, wrap=True), Label("", ink="muted", wrap=True)
        self._stages, self._part, self._out = (
            Card(_("Stages")),
            Card(_("Who takes part")),
            Card(_("Taken out of the year")),
        )
        self._name, self._close = QPushButton(_("Rename…")), QPushButton(_("Close the year…"))
        self._days, self._join = QPushButton(_("Change the days…")), QPushButton(_("Add people…"))
        self._name.clicked.connect(lambda: self._ask(NameDialog))
        self._days.clicked.connect(lambda: self._ask(DaysDialog))
        self._join.clicked.connect(self._ask_to_join)
        self._close.clicked.connect(self._close_or_open)
        for button, card in ((self._days, self._stages), (self._join, self._part)):
            button.setProperty("flat", True)
            card.header.add(button)
        self._find = SearchBox(_("Find a person"))
        self._find.textChanged.connect(lambda _words: self._fill_people())
        self._part.column.addWidget(self._find)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._part.column.addLayout(self._rows)
        self._lay_out()

    def show_year(self, cycle: Id | None) -> None:
        """Read it again."""
        if cycle is not None:
            self._people.people(lambda file: year_sheet(file, cycle), self.show_sheet, owner=self)

    def show_sheet(self, found: YearSheet) -> None:
        """Draw it."""
        self._shown = found
        closed = found.year.closed_on
        self._title.setText(found.year.title)
        self._about.setText(about(found))
        self._close.setText(_("Open it again") if closed else _("Close the year…"))
        self._close.setProperty("primary", found.can_close)
        self._close.style().polish(self._close)
        for button in (self._days, self._join, self._name):
            button.setVisible(closed is None)
        self._fill_stages(found)
        self._find.setVisible(len(found.people) >= _FIND_FROM)
        self._fill_people()
        clear(self._out.column)
        self._out.header.set_count(len(found.out))
        for one in found.out:
            self._out.column.addWidget(self._gone(one, can=closed is None))
        reveal(self._out.column)
        self._out.setVisible(bool(found.out))

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._title)
        said.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addLayout(said, 1)
        head.addWidget(self._name)
        head.addWidget(self._close)
        self.column.setContentsMargins(0, GAP, 0, GAP)
        self.column.addLayout(head)
        for card in (self._stages, self._part, self._out):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def _fill_stages(self, found: YearSheet) -> None:
        clear(self._stages.column)
        days = [day for stage in found.stages for day in (stage.opens, stage.due) if day is not None]
        if not days:
            self._stages.say(_("No stage has its days yet."))
            return
        span = Span(min(days), max(days), found.today)
        head = RowButton(_("Months"), height=18)
        head.put(words(""), width=_TITLE).put(MonthAxis(span), 1)
        head.put(words(_("Due"), ink="muted"), width=_DAY)
        head.put(words(_("Through"), ink="muted", right=True), width=_COUNT)
        self._stages.column.addWidget(head)
        for stage in found.stages:
            self._stages.column.addWidget(self._stage(span, stage))
        reveal(self._stages.column)

    def _stage(self, span: Span, stage: StageLine) -> QWidget:
        due = format_date(stage.due) if stage.due else _("No date")
        through = _("{done} of {planned}").format(done=stage.done, planned=stage.planned)
        row = RowButton(
            _("{stage}, due {due}: {through}").format(stage=stage.title, due=due, through=through), height=30
        )
        row.put(words(stage.title), width=_TITLE).put(StageBar(span, stage), 1)
        row.put(words(due, ink="danger" if stage.late else "muted"), width=_DAY)
        return row.put(words(through, ink="danger" if stage.late else "text", right=True), width=_COUNT)

    def _fill_people(self) -> None:
        if self._shown is None:
            return
        clear(self._rows)
        people = self._shown.people
        wanted = self._find.text().casefold().split() if self._find.isVisibleTo(self) else []
        found = [one for one in people if all(word in one.name.casefold() for word in wanted)]
        self._part.header.set_count(len(people))
        for one in found[:_SHOWN]:
            self._rows.addWidget(self._person(one))
        rest = len(found) - _SHOWN
        if rest > 0:
            self._rows.addWidget(
                Label(_("and {count} more: type a name above").format(count=rest), ink="muted")
            )
        if not found:
            nobody = _("Nobody takes part yet.") if not people else _("Nobody is called that.")
            self._rows.addWidget(Label(nobody, ink="muted"))
        reveal(self._rows)

    def _person(self, one: TakesPart) -> QWidget:
        row = RowButton(
            f"{one.name}, {_(STAGES[one.stage])}", lambda: self.appraisal_requested.emit(one.appraisal)
        )
        row.put(words(one.name), 1)
        late = _("late: {stage}").format(stage=one.late) if one.late else ""
        row.put(words(late, ink="danger"), 1)
        row.put(words(_(STAGES[one.stage]), ink="muted", right=True), width=_STAGE)
        out = _flat(_("Take out…"), _("Take {name} out of the year").replace("{name}", one.name))
        closed = self._shown is not None and self._shown.year.closed_on is not None
        out.setEnabled(one.stage in (Stage.OPEN, Stage.MEETING) and not closed)
        out.clicked.connect(lambda: LeaveDialog(self._people, self, one).open())
        row.row.addWidget(out)
        return row

    def _gone(self, one: TakenOut, *, can: bool) -> QWidget:
        on = format_date(one.on) if one.on else ""
        row = RowButton(
            f"{one.name}, {on}: {one.why}", lambda: self.appraisal_requested.emit(one.appraisal), height=44
        )
        row.put(two_lines(one.name, one.why), 1)
        row.put(words(on, ink="muted", right=True), width=_DAY)
        back = _flat(_("Take back in"), _("Take {name} back into the year").replace("{name}", one.name))
        back.setEnabled(can)
        back.clicked.connect(partial(self._come_back, one.appraisal))
        row.row.addWidget(back)
        return row

    def _come_back(self, appraisal: Id) -> None:
        self._people.change(lambda file: come_back(file, appraisal), self._told, owner=self)

    def _ask(self, dialog: type[NameDialog] | type[DaysDialog]) -> None:
        if self._shown is not None:
            dialog(self._people, self, self._shown).open()

    def _ask_to_join(self) -> None:
        shown = self._shown
        if shown is not None:
            self._people.beside.read(
                workforce,
                lambda persons: JoinDialog(self._people, self, shown, persons).open(),
                owner=self,
            )

    def _close_or_open(self) -> None:
        if self._shown is None:
            return
        cycle = self._shown.year.id
        if self._shown.year.closed_on is None:
            CloseDialog(self._people, self, self._shown).open()
        else:
            self._people.change(lambda file: open_again(file, cycle), self._told, owner=self)

    def _told(self, written: Written | None) -> None:
        if written is not None:
            self._people.notify(written.label, undo=True)


def about(found: YearSheet) -> str:
    """The year in a line: its days, for whom, on what, and whether it is closed."""
    first, last = found.year.starts, found.year.ends
    parts = [
        _("{first} to {last}").format(first=format_date(first), last=format_date(last))
        if first and last
        else "",
        found.population,
        found.form,
        found.scale or _("without levels"),
        _("{count} of {all} signed and locked").format(count=found.locked, all=len(found.people)),
    ]
    if found.year.closed_on is not None:
        parts.append(_("closed on {day}").format(day=format_date(found.year.closed_on)))
    return " · ".join(filter(None, parts))


def _flat(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)
    button.setAccessibleName(name)
    return button
