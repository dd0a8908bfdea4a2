# SPDX-License-Identifier: Apache-2.0
"""One board: what it is for, who sits on it and sat on it, its meetings, and the call of the next one."""

from datetime import datetime, time
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.calling import CallPanel
from portfolio_desktop.gui.pages.meetings.rows import (
    Open,
    day,
    facts,
    head,
    meeting_row,
    push,
)
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.pages.pieces import Card, RowButton, allow, reveal, stacked, two_lines, words
from portfolio_desktop.gui.theme import GAP_LARGE
from portfolio_desktop.services.governance.boards import BoardPage, MeetingLine, Member, board_page
from portfolio_desktop.services.governance.convening import Proposal, call, propose
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_FACTS = (
    "chair_id",
    "secretary_id",
    "frequency",
    "quorum",
    "papers_days",
    "delegated_limit",
    "escalates_to_id",
    "terms_agreed_on",
    "terms_review_on",
)
_PAST = 12


class BoardView(OneRecord[BoardPage]):
    """Shows the board it is given. `called` carries the id of a meeting that was called from it."""

    called = Signal(str)
    meeting_wanted = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, board_page, self._draw, parent=parent)
        self._panel: CallPanel | None = None

    def show_record(self, id: str) -> None:
        self._panel = None
        super().show_record(id)

    def start_call(self) -> None:
        """Propose the next meeting."""
        id = Id(self._id)
        self._desk.read(lambda office: propose(office, id), self._propose, owner=self)

    def _load(self) -> None:
        # While a call is being made out, nothing is drawn over it.
        if self._panel is None:
            super()._load()

    def _draw(self, page: BoardPage) -> None:
        title = page.board.title or ""
        self.setAccessibleName(title)
        record = push(_("Open the record"), lambda: self.open_requested.emit("board", str(page.id)))
        call = push(_("Call the next meeting…"), self.start_call, primary=True)
        allow(self._desk, call)
        said = (page.said.get("kind", ""), page.said.get("organisation", ""), page.said.get("status", ""))
        self.column.addLayout(
            head(_("All meetings"), self.left.emit, title, " · ".join(filter(None, said)), record, call)
        )
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        coming = self._meetings(_("To come"), page.coming, _("No meeting is planned."))
        past = self._meetings(_("Held"), page.past[:_PAST], _("None yet."))
        row.addLayout(stacked(self._terms(page), coming, past), 1)
        row.addLayout(stacked(*self._members(page)), 1)
        self.column.addLayout(row)

    def _terms(self, page: BoardPage) -> Card:
        card = Card(_("Terms of reference"))
        if page.board.terms:
            card.say(page.board.terms)
        entity = self._desk.catalogue.entity("board")
        pairs = [(_(entity.field(name).label), page.said.get(name, "")) for name in _FACTS]
        card.column.addLayout(facts(pairs, 168))
        if not page.board.terms and not any(said for _label, said in pairs):
            card.say(
                _(
                    "What the board decides, its quorum and how often it meets stand here. Open the record to say so."
                )
            )
        return card

    def _members(self, page: BoardPage) -> list[Card]:
        cards = [_people(_("Members"), page.members, self.open_requested.emit)]
        if not page.members:
            cards[0].say(_("Nobody sits on it yet. Add members in the register of board members."))
        if page.former:
            cards.append(_people(_("Former members"), page.former, self.open_requested.emit))
        return cards

    def _meetings(self, heading: str, lines: tuple[MeetingLine, ...], empty: str) -> Card:
        card = Card(heading)
        card.header.set_count(len(lines))
        for line in lines:
            wanted = str(line.id)
            row = meeting_row(line, partial(self.meeting_wanted.emit, wanted), board=False)
            card.column.addWidget(row)
        if not lines:
            card.say(empty)
        return card

    def _propose(self, proposal: Proposal) -> None:
        if str(proposal.board) != self._id:
            return  # another board has been gone to meanwhile
        panel = CallPanel(proposal, datetime.combine(self._desk.today, time(10)))
        panel.called.connect(self._call)
        panel.dropped.connect(self._drop)
        self._panel = panel
        self._stop()
        self.clear()
        self.column.addLayout(head(_("All meetings"), self.left.emit, proposal.title, ""))
        self.column.addWidget(panel)
        self.column.addStretch(1)
        reveal(self.column)
        panel.begin()

    def _drop(self) -> None:
        self._panel = None
        self._load()

    def _call(self, proposal: Proposal) -> None:
        made: list[Changes] = []

        def written(done: Written | None) -> None:
            self._panel = None
            if done is not None:
                self._desk.notify(done.label, undo=True)
                self.called.emit(str(made[0].items[0].record))

        def make(office: Office) -> Changes:
            made[:] = [call(office, proposal)]
            return made[0]

        self._desk.write(make, written, owner=self)


def _people(heading: str, members: tuple[Member, ...], open_it: Open) -> Card:
    card = Card(heading)
    card.header.set_count(len(members))
    for member in members:
        row = RowButton(
            f"{member.name}, {member.role}",
            partial(open_it, "board_member", str(member.id)),
            height=44,
        )
        deputy = _("deputy {name}").replace("{name}", member.deputy) if member.deputy else ""
        row.put(
            two_lines(member.name, " · ".join(filter(None, (member.speaks_for, deputy, member.interests)))), 1
        )
        row.put(words(_("votes") if member.votes else "", ink="muted"), width=44)
        until = _("until {day}").format(day=day(member.until)) if member.until else member.role
        card.column.addWidget(row.put(words(until, ink="muted", right=True), width=118))
    return card
