# SPDX-License-Identifier: Apache-2.0
"""The calendar of meetings: boards at the left, what comes and what was at the right."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.flowing import Columns
from portfolio_desktop.gui.pages.meetings.rows import day_of, meeting_row
from portfolio_desktop.gui.pages.pieces import (
    Body,
    Card,
    Fresh,
    RowButton,
    allow,
    reveal,
    stacked,
    two_lines,
    words,
)
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services.governance.boards import BoardLine, Calendar, MeetingLine, calendar

_PAST = 24
_LEAST = 760  # logical pixels


class CalendarView(Body):
    """`board_wanted` and `meeting_wanted` carry ids; `new_wanted` an entity of which a first record is to be made."""

    board_wanted = Signal(str)
    meeting_wanted = Signal(str)
    new_wanted = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        Fresh(self, desk, self._load)

    def _load(self) -> None:
        self._desk.read(calendar, self.show_calendar, owner=self)

    def show_calendar(self, found: Calendar) -> None:
        """Draw boards and meetings in place of what is there."""
        above = self.verticalScrollBar().value()
        self.clear()
        if not found.boards and not found.coming and not found.past:
            self.column.addWidget(self._empty(), 1)
            reveal(self.column)
            return
        coming = self._meetings(
            _("To come"), found.coming, _("No meeting is planned. Call one from its board.")
        )
        past = self._meetings(_("Held"), found.past[:_PAST], _("No meeting has been held yet."))
        boards = stacked(self._boards(found))
        self.column.addWidget(Columns(_LEAST, (boards, 2), (stacked(coming, past), 3)))
        self.column.addStretch(1)
        reveal(self.column)
        self.verticalScrollBar().setValue(above)

    def _boards(self, found: Calendar) -> Card:
        card = Card(_("Boards"))
        card.header.set_count(len(found.boards))
        for board in found.boards:
            card.column.addWidget(self._board(board))
        if not found.boards:
            card.say(_("Add a board in its register: it says who decides, and calls its meetings."))
        return card

    def _board(self, board: BoardLine) -> RowButton:
        row = RowButton(board.title, lambda: self.board_wanted.emit(str(board.id)), height=44)
        kind = board.kind if board.stands else _("{kind}, stood down").format(kind=board.kind)
        row.put(two_lines(board.title, kind, ink="text" if board.stands else "muted"), 1)
        when = day_of(board.next) if board.next else _("none planned") if board.stands else ""
        return row.put(words(when, ink="text" if board.next else "muted", right=True), width=112)

    def _meetings(self, heading: str, lines: tuple[MeetingLine, ...], empty: str) -> Card:
        card = Card(heading)
        card.header.set_count(len(lines))
        for line in lines:
            wanted = str(line.id)
            card.column.addWidget(meeting_row(line, partial(self.meeting_wanted.emit, wanted)))
        if not lines:
            card.say(empty)
        return card

    def _empty(self) -> EmptyPlace:
        place = EmptyPlace(
            "calendar",
            _("Boards and their meetings"),
            _(
                "A board says who decides and how often it meets. From it the next meeting is called with its agenda; "
                "in the meeting decisions and actions are taken as they fall; the minutes are made at its end."
            ),
        )
        allow(self._desk, place.add_step(_("Add a board"), lambda: self.new_wanted.emit("board")))
        allow(self._desk, place.add_step(_("Add a meeting"), lambda: self.new_wanted.emit("meeting")))
        return place
