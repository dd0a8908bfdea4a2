# SPDX-License-Identifier: Apache-2.0
"""Gates over the portfolio: the calendar and its table, planning reviews and recording what came of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.domain.gates import HELD, LATE, OUTCOMES, PLANNED
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.assurance.acting import plan_review
from portfolio_desktop.gui.pages.assurance.beginning import empty_place
from portfolio_desktop.gui.pages.assurance.gate_calendar import GateCalendar
from portfolio_desktop.gui.pages.assurance.marks import Legend
from portfolio_desktop.gui.pages.assurance.review_dialog import ReviewDialog
from portfolio_desktop.gui.pages.assurance.two_ways import PICTURE, TABLE, lay_out
from portfolio_desktop.gui.pages.pieces import allow
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.governance import gates
from portfolio_desktop.services.governance.assurance import Assurance
from portfolio_desktop.services.governance.gates import Sheet


class GatesTab(QWidget):
    """`picked` names the record to inspect, `opened` the one to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._above = above
        self._is_blank = True
        self.calendar = GateCalendar()
        self.table: RegisterPage | None = None
        self.plan, self.record = QPushButton(_("Plan a review")), QPushButton(_("Hold the review"))
        self.ways = SegmentedControl(_("Shown as"), [(PICTURE, _("Calendar")), (TABLE, _("Table"))])
        self._undated = Label(ink="muted")
        self._legend = Legend((*OUTCOMES.values(), HELD, PLANNED, LATE))
        self._empty = empty_place(
            desk, "signpost", _("No gate to pass yet"), _("Reviews of projects stand here, month by month.")
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.ways.changed.connect(self._switch)
        self.plan.clicked.connect(self.plan_review)
        self.record.clicked.connect(self.hold_review)
        self.calendar.walked.connect(self._pick)
        self.calendar.opened.connect(self._open)

    def show_assurance(self, found: Assurance) -> None:
        """Draw the calendar anew."""
        self.calendar.show_calendar(found.calendar)
        count = found.calendar.undated
        self._undated.setText(
            ngettext("{count} review has no day yet", "{count} reviews have no day yet", count).format(
                count=count
            )
            if count
            else ""
        )
        self._is_blank = found.calendar.is_blank
        self._switch(self.ways.current)
        for button in (self.plan, self.record):
            allow(self._desk, button, not self._is_blank)

    def plan_review(self) -> None:
        """Ask for project, gate and day; the project under the focus is offered."""
        row, _stop = self.calendar.place
        line = self.calendar.lines[row] if self.calendar.lines and self.ways.current == PICTURE else None
        titles = {Id(line.key): line.title} if line else {}
        plan_review(self._desk, self.window(), Id(line.key) if line else None, titles)

    def hold_review(self) -> None:
        """Open the review under the focus, to record what it found and what came of it."""
        review = self._review()
        if not review:
            self._desk.notify(_("Choose a review first, in the calendar or in the table."))
            return
        self._desk.read(lambda office: gates.sheet(office, Id(review)), self._show_sheet, owner=self)

    def _show_sheet(self, sheet: Sheet) -> None:
        ReviewDialog(self._desk, sheet, self.window()).open()

    def _review(self) -> str:
        """The id of the review that the person is at; empty where there is none."""
        if self.ways.current == TABLE:
            return self.table.current if self.table is not None else ""
        mark = self.calendar.mark(*self.calendar.place)
        return mark.review if mark else ""

    def _pick(self, row: int, stop: int) -> None:
        mark = self.calendar.mark(row, stop)
        if mark is not None:
            self.picked.emit("gate_review", mark.review)
        else:
            self.picked.emit("project", self.calendar.lines[row].key)

    def _open(self, row: int, stop: int) -> None:
        mark = self.calendar.mark(row, stop)
        if mark is not None:
            self.opened.emit("gate_review", mark.review)
        else:
            self.opened.emit("project", self.calendar.lines[row].key)

    def _switch(self, way: str) -> None:
        if way == TABLE and self.table is None:
            self.table = RegisterPage(self._desk, "gate_review", above=self._above)
            self.table.show_filter(EVERYTHING)
            self.table.current_changed.connect(self.picked)
            self.table.open_requested.connect(self.opened)
            self._stack.addWidget(self.table)
        shown = self.table if way == TABLE else self._empty if self._is_blank else self.calendar
        assert shown is not None
        self._stack.setCurrentWidget(shown)
        self._legend.setVisible(shown is self.calendar)

    def _lay_out(self) -> None:
        acts = ((self.record, "stamp"), (self.plan, "signpost"))
        parts = (self.calendar, self._empty)
        lay_out(self, (self.ways, self._undated), acts, self._stack, parts, self._legend)
