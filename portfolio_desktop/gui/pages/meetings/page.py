# SPDX-License-Identifier: Apache-2.0
"""The page of meetings: the calendar, a board, a meeting, the ledger, a decision and the actions, one at a time."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.board import BoardView
from portfolio_desktop.gui.pages.meetings.decision import DecisionView
from portfolio_desktop.gui.pages.meetings.lists import ActionsView, LedgerView
from portfolio_desktop.gui.pages.meetings.meeting import MeetingView
from portfolio_desktop.gui.pages.meetings.overview import CalendarView
from portfolio_desktop.gui.theme import GAP, GAP_HUGE
from portfolio_desktop.gui.widgets.segments import SegmentedControl

MEETINGS, DECISIONS, ACTIONS = "meetings", "decisions", "actions"


class MeetingsPage(QWidget):
    """Goes from the lists to what stands in them, and back. Its signals are those of a register."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect; both empty for none."""
    open_requested = Signal(str, str)
    new_requested = Signal(str)

    def __init__(
        self, desk: Desk, *, now: Callable[[], datetime] = local_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Meetings"))
        self._desk = desk
        self.now = now
        self.sitting: QWidget | None = None
        self.calendar, self.board, self.meeting = CalendarView(desk), BoardView(desk), MeetingView(desk)
        self.ledger, self.decision, self.agreed = LedgerView(desk), DecisionView(desk), ActionsView(desk)
        self._lists: dict[str, QWidget] = {
            MEETINGS: self.calendar,
            DECISIONS: self.ledger,
            ACTIONS: self.agreed,
        }
        names = ((MEETINGS, _("Meetings")), (DECISIONS, _("Decisions")), (ACTIONS, _("Actions")))
        self._segments = SegmentedControl(_("What is shown"), names)
        self._segments.changed.connect(self.show_list)
        self._stack = QStackedWidget()
        for view in (self.calendar, self.board, self.meeting, self.ledger, self.decision, self.agreed):
            self._stack.addWidget(view)
        bar = QHBoxLayout()
        bar.setContentsMargins(GAP_HUGE, GAP, GAP_HUGE, 0)
        bar.addWidget(self._segments)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self._follow()

    def show_list(self, key: str) -> None:
        """The calendar, the ledger or the actions."""
        self._segments.choose(key)
        self._stack.setCurrentWidget(self._lists[key])
        self.current_changed.emit("", "")

    def start_over(self) -> None:
        """Back to the boards and their meetings."""
        self.show_list(MEETINGS)

    def show_board(self, id: str) -> None:
        """One board, with its form in the inspector."""
        self.board.show_record(id)
        self._show(MEETINGS, self.board, "board", id)

    def show_meeting(self, id: str) -> None:
        """One meeting, with its form in the inspector."""
        self.meeting.show_record(id)
        self._show(MEETINGS, self.meeting, "meeting", id)

    def show_decision(self, id: str) -> None:
        """One decision, with its form in the inspector."""
        self.decision.show_record(id)
        self._show(DECISIONS, self.decision, "decision", id)

    def show_record(self, entity: str, id: str) -> None:
        """One board, meeting or decision."""
        {"board": self.show_board, "meeting": self.show_meeting, "decision": self.show_decision}[entity](id)

    def sit(self, id: str) -> None:
        """The meeting over the whole screen, until it is left."""
        from portfolio_desktop.gui.pages.meetings.sitting import Sitting

        if self.sitting is not None:
            self.sitting.raise_()
            return
        sitting = Sitting(self._desk, id, now=self.now, parent=self)
        sitting.left.connect(self._risen)
        self.sitting = sitting
        sitting.showFullScreen()

    def _risen(self) -> None:
        self.sitting = None
        self.meeting.setFocus()

    def _show(self, key: str, view: QWidget, entity: str, id: str) -> None:
        self._segments.choose(key)
        self._stack.setCurrentWidget(view)
        self.current_changed.emit(entity, id)

    def _follow(self) -> None:
        self.calendar.board_wanted.connect(self.show_board)
        self.calendar.meeting_wanted.connect(self.show_meeting)
        self.calendar.new_wanted.connect(self.new_requested)
        self.board.left.connect(lambda: self.show_list(MEETINGS))
        self.board.called.connect(self.show_meeting)
        self.board.meeting_wanted.connect(self.show_meeting)
        self.meeting.left.connect(lambda: self.show_list(MEETINGS))
        self.meeting.sitting_wanted.connect(self.sit)
        self.meeting.decision_wanted.connect(self.show_decision)
        self.meeting.item_chosen.connect(lambda id: self.current_changed.emit("agenda_item", id))
        self.ledger.decision_wanted.connect(self.show_decision)
        self.decision.left.connect(lambda: self.show_list(DECISIONS))
        self.decision.meeting_wanted.connect(self.show_meeting)
        for view in (self.board, self.meeting, self.decision, self.agreed):
            view.open_requested.connect(self.open_requested)
