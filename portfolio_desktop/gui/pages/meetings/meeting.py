# SPDX-License-Identifier: Apache-2.0
"""One meeting before and after it sits: its agenda, who is expected or was there, what it decided and agreed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.agenda import AgendaList
from portfolio_desktop.gui.pages.meetings.rows import (
    action_brief,
    day_of,
    head,
    push,
    sought_row,
    time_of,
)
from portfolio_desktop.gui.pages.meetings.saving import save_meeting, save_minutes
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.pages.pieces import Card, RowButton, allow, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.governance import convening
from portfolio_desktop.services.governance.convening import Proposed
from portfolio_desktop.services.governance.meetings import THERE, MeetingPage, Seat, meeting_page
from portfolio_desktop.services.office import Office

_MINUTES = 10

_Found = tuple[MeetingPage, tuple[Proposed, ...]]


class MeetingView(OneRecord[_Found]):
    """Shows the meeting it is given. `sitting_wanted` carries its id."""

    sitting_wanted = Signal(str)
    decision_wanted = Signal(str)
    item_chosen = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, _read, self._draw, parent=parent)
        self._chosen = ""
        self._entered: QLineEdit | None = None

    def show_record(self, id: str) -> None:
        self._chosen, self._entered = "", None
        super().show_record(id)

    def show_found(self, found: _Found) -> None:
        focused = isinstance(self.focusWidget(), AgendaList)
        before = self._entered
        words, place = (before.text(), before.cursorPosition()) if before is not None else ("", 0)
        typing = before is not None and before.hasFocus()
        super().show_found(found)
        if self._entered is not None:  # what is being typed stays, whatever others write
            self._entered.setText(words)
            self._entered.setCursorPosition(place)
        if focused:
            self._list.setFocus()
        elif typing and self._entered is not None:
            self._entered.setFocus()

    def _draw(self, found: _Found) -> None:
        page, offers = found
        self.setAccessibleName(page.meeting.title or "")
        self.column.addLayout(self._head(page))
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        agenda = self._agenda(page, offers)
        left = QVBoxLayout()
        left.setSpacing(GAP_LARGE)
        left.addWidget(agenda)
        if page.meeting.minutes:
            said = Card(_("In short"))
            said.say(page.meeting.minutes)
            left.addWidget(said)
        left.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(self._side(page), 2)
        self.column.addLayout(row)

    def _head(self, page: MeetingPage) -> QVBoxLayout:
        id = str(page.id)
        buttons = [
            push(_("Open the record"), lambda: self.open_requested.emit("meeting", id)),
            push(_("Calendar file…"), lambda: save_meeting(self._desk, self, page)),
            push(_("Minutes as PDF…"), lambda: save_minutes(self._desk, self, page)),
        ]
        again = page.meeting.status == "held"
        verb = _("Back into the meeting") if again else _("Start the meeting")
        start = push(verb, lambda: self.sitting_wanted.emit(id), primary=not again, icon_name="maximize")
        allow(self._desk, start)
        ends = f"–{time_of(page.ends)}" if page.ends else ""
        when = f"{day_of(page.starts)}, {time_of(page.starts)}{ends}" if page.starts else day_of(None)
        title = page.meeting.title or ""
        board = page.board.title if page.board and page.board.title != title else ""
        said = (page.meeting.code, when, page.meeting.place, board, page.status_words, _agreed(page))
        return head(
            _("All meetings"),
            self.left.emit,
            title,
            " · ".join(part for part in said if part),
            *buttons,
            start,
        )

    def _agenda(self, page: MeetingPage, offers: tuple[Proposed, ...]) -> Card:
        card = Card(_("Agenda"))
        card.column.setSpacing(GAP_SMALL)
        card.header.set_count(len(page.items))
        self._list = AgendaList(movable=not self._desk.read_only)
        self._list.show_items(page.items)
        ids = [str(item.id) for item in page.items]
        if self._chosen in ids:
            self._list.blockSignals(True)
            self._list.setCurrentRow(ids.index(self._chosen))
            self._list.blockSignals(False)
        self._list.moved.connect(self._move)
        self._list.picked.connect(self._choose)
        self._list.opened.connect(lambda id: self.open_requested.emit("agenda_item", id))
        if page.items:
            card.column.addWidget(self._list)
            card.column.addWidget(_total(page))
        else:
            card.say(page.meeting.agenda or _("Nothing is on the agenda yet. Type the first item below."))
        card.column.addWidget(self._entry(page))
        for offer in offers:
            card.column.addLayout(self._offer(page, offer))
        return card

    def _entry(self, page: MeetingPage) -> QLineEdit:
        entry = QLineEdit()
        entry.setAccessibleName(_("Add an item"))
        entry.setPlaceholderText(_("Add an item, then Enter"))
        allow(self._desk, entry)

        def add() -> None:
            title = entry.text()
            if title.strip():
                entry.clear()
                self._add(page.id, Proposed(title, "discussion", _MINUTES, ""))

        entry.returnPressed.connect(add)
        self._entered = entry
        return entry

    def _offer(self, page: MeetingPage, offer: Proposed) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(two_lines(offer.title, offer.why), 1)
        add = QPushButton(_("Put on the agenda"))
        add.setAccessibleName(_("Put {title} on the agenda").replace("{title}", offer.title))
        add.clicked.connect(lambda: self._add(page.id, offer))
        allow(self._desk, add)
        row.addWidget(add)
        return row

    def _side(self, page: MeetingPage) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP_LARGE)
        column.addWidget(self._people(page))
        decisions, agreed = Card(_("Decisions")), Card(_("Actions"))
        decisions.header.set_count(len(page.all_decisions))
        for sought in page.all_decisions:
            wanted = str(sought.id)
            decisions.column.addWidget(sought_row(sought, partial(self.decision_wanted.emit, wanted)))
        if not page.all_decisions:
            decisions.say(_("No decision is sought."))
        agreed.header.set_count(len(page.all_actions))
        for line in page.all_actions:
            row = action_brief(line, partial(self.open_requested.emit, "action", str(line.id)))
            agreed.column.addWidget(row)
        if not page.all_actions:
            agreed.say(_("No action has been agreed."))
        column.addWidget(decisions)
        column.addWidget(agreed)
        column.addStretch(1)
        return column

    def _people(self, page: MeetingPage) -> Card:
        card = Card(_("People"))
        card.header.set_count(len(page.seats))
        for seat in page.seats:
            card.column.addWidget(self._seat(seat))
        if not page.seats:
            card.say(page.meeting.attendees or _("Nobody is invited yet."))
        if page.quorum.needed is not None and any(seat.presence for seat in page.seats):
            card.column.addWidget(quorum_label(page))
        return card

    def _seat(self, seat: Seat) -> RowButton:
        entity, id = ("attendance", seat.attendance) if seat.attendance else ("person", seat.person)
        row = RowButton(
            f"{seat.name}, {seat.presence_words}", lambda: self.open_requested.emit(entity, str(id or ""))
        )
        row.put(words(seat.name), 3)
        row.put(words(seat.role_words or seat.speaks_for, ink="muted"), 2)
        presence = seat.presence_words
        if seat.deputy:
            presence = _("{name} for them").replace("{name}", seat.deputy)
        return row.put(
            words(presence or "–", ink="text" if seat.presence in THERE else "muted", right=True), 2
        )

    def _choose(self, id: str) -> None:
        self._chosen = id
        self.item_chosen.emit(id)

    def _move(self, id: str, to: int) -> None:
        self._chosen = id
        self._desk.write(lambda office: convening.move_item(office, Id(id), to), owner=self)

    def _add(self, meeting: Id, item: Proposed) -> None:
        def failed(error: Exception) -> None:
            if self._entered is not None and not self._entered.text():
                self._entered.setText(item.title)
            self._desk.ask.refuse(str(error))

        self._desk.write(lambda office: convening.add_item(office, meeting, item), owner=self, failed=failed)


def quorum_label(page: MeetingPage) -> Label:
    """How many with a vote are there, and whether that is enough."""
    quorum = page.quorum
    if quorum.needed is None:
        return Label(_("{n} present").format(n=quorum.present), ink="muted")
    said = _("{n} with a vote present, {needed} needed").format(n=quorum.present, needed=quorum.needed)
    if quorum.met:
        return Label(_("Quorum: {said}").format(said=said), ink="muted")
    return Label(_("No quorum: {said}").format(said=said), ink="danger", bold=True, wrap=True)


def _total(page: MeetingPage) -> Label:
    whole = page.length
    said = _("{n} minutes planned").format(n=whole.planned)
    if whole.meeting is not None:
        said = _("{n} of {of} minutes planned").format(n=whole.planned, of=whole.meeting)
    if whole.known < whole.items:
        said = _("{said}; {n} of {of} items say how long").format(said=said, n=whole.known, of=whole.items)
    if whole.over:
        said = _("{said}: {over} minutes too many").format(said=said, over=whole.over)
    return Label(said, ink="danger" if whole.over else "muted")


def _agreed(page: MeetingPage) -> str:
    if page.meeting.status != "held":
        return ""
    return "" if page.meeting.minutes_agreed_on else _("minutes in draft")


def _read(office: Office, id: Id) -> _Found:
    return meeting_page(office, id), convening.offers(office, id)
