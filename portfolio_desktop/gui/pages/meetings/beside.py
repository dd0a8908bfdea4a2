# SPDX-License-Identifier: Apache-2.0
"""Beside the item: an action in one line, what has been agreed on the item, and who is there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.meeting import quorum_label
from portfolio_desktop.gui.pages.meetings.noting import ActionEntry, SeatLine
from portfolio_desktop.gui.pages.meetings.rows import action_brief
from portfolio_desktop.gui.pages.meetings.scribe import Scribe
from portfolio_desktop.gui.pages.pieces import Card, clear, reveal
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_TINY
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.meetings import Item, MeetingPage

_LINE = "line"


class Beside(QWidget):
    """`entry` is where actions are typed."""

    def __init__(self, desk: Desk, meeting: Id, scribe: Scribe) -> None:
        super().__init__()
        self._desk, self._meeting, self._scribe = desk, meeting, scribe
        self._item: Item | None = None
        self._asked: tuple[str, Item | None] = "", None
        self.entry = ActionEntry((), desk.today)
        self.entry.line.setText(scribe.recall(_LINE).get(_LINE, ""))
        self.entry.line.textChanged.connect(self._remember)
        self.entry.setVisible(not scribe.idle)
        self.entry.asked.connect(self._read)
        self.entry.agreed.connect(self._add)
        self._agreed, self._seats = Card(_("Agreed")), Card(_("Who is there"))
        self._seats.column.setSpacing(GAP_TINY)
        field = desk.catalogue.entity("attendance").field("presence")
        self._presences = [(item.code, _(item.label)) for item in desk.catalogue.choices(field).items]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LARGE)
        for card in (self.entry, self._agreed, self._seats):
            column.addWidget(card)

    def follow(self, page: MeetingPage, item: Item | None, people: Sequence[tuple[str, str]]) -> None:
        """Show what was agreed on `item`, and who is there."""
        self._item = item
        self.entry.offer(people)
        agreed = item.actions if item else page.all_actions
        clear(self._agreed.column)
        self._agreed.header.set_count(len(agreed))
        for line in agreed:
            self._agreed.column.addWidget(action_brief(line))
        if not agreed:
            self._agreed.say(_("No action yet on this item.") if item else _("No action yet."))
        clear(self._seats.column)
        self._seats.column.addWidget(quorum_label(page))
        for seat in page.seats:
            row = SeatLine(seat, self._presences, enabled=not self._scribe.idle)
            row.said.connect(self._scribe.attend)
            self._seats.column.addWidget(row)
        if not page.seats:
            self._seats.say(_("Nobody is invited. Add people in the record of the meeting."))
        for card in (self._agreed, self._seats):
            reveal(card.column)

    def _remember(self, line: str) -> None:
        self._scribe.remember(_LINE, {_LINE: line} if line.strip() else {})

    def _read(self, line: str) -> None:
        self._asked, meeting = (line, self._item), self._meeting
        self._desk.read(
            lambda office: taking.read_action(office, line, meeting), self.entry.show_meaning, owner=self
        )

    def _add(self, title: str, owner: str, due: date | None) -> None:
        line, item = (
            self._asked
        )  # where it was typed: the item shown by now may be another, where somebody deleted that one

        def failed(_error: Exception) -> None:
            if isValid(self) and not self.entry.line.text():
                self.entry.line.setText(line)

        self._scribe.add_action(item.id if item else None, title, owner, due, failed)
