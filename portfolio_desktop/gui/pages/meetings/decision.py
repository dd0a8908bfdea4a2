# SPDX-License-Identifier: Apache-2.0
"""One decision a year later: what was known, who was there, what was decided and why, and what has come of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.meetings.rows import action_brief, facts, head, push
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.pages.pieces import Card, RowButton, stacked, two_lines, words
from portfolio_desktop.gui.pages.risks.marks import BandBadge
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.rating import RatingBadge
from portfolio_desktop.services.governance.ledger import DecisionPage, decision_page
from portfolio_desktop.services.governance.meetings import THERE, Option
from portfolio_desktop.services.governance.then import Fact, RiskThen

_ASKED = ("background", "recommendation", "if_late", "needed_by", "cost", "owner_id")
_DECIDED = ("decision", "reasons", "conditions", "dissent", "decided_by_id")
_AFTER = ("expected", "review_on", "effect", "reviewed_on", "later_outcome")
_HISTORY = 20
_SHORT = 60


class DecisionView(OneRecord[DecisionPage]):
    """Shows the decision it is given, and follows what is written about it."""

    meeting_wanted = Signal(str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, decision_page, self._draw, parent=parent)

    def _draw(self, page: DecisionPage) -> None:
        sought = page.sought
        self.setAccessibleName(f"{sought.code} {sought.title}")
        buttons = [push(_("Open the record"), lambda: self.open_requested.emit("decision", str(sought.id)))]
        if page.meeting is not None:
            meeting = str(page.meeting.id)
            buttons.append(push(_("Its meeting"), lambda: self.meeting_wanted.emit(meeting)))
        said = (
            sought.said.get("status", ""),
            page.when,
            page.board if page.board.casefold() not in page.when.casefold() else "",
            sought.project.title if sought.project else "",
        )
        title = f"{sought.code}  {sought.title}"
        self.column.addLayout(
            head(_("All decisions"), self.left.emit, title, " · ".join(filter(None, said)), *buttons)
        )
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        row.addLayout(
            stacked(self._decided(page), self._options(page), self._asked(page), self._after(page)), 1
        )
        row.addLayout(stacked(self._then(page), self._people(page), self._history(page)), 1)
        self.column.addLayout(row)

    def _decided(self, page: DecisionPage) -> Card:
        card = Card(_("What was decided"))
        said = page.sought.said
        if not page.sought.decided:
            card.say(_("It has not been decided yet."))
        else:
            card.column.addWidget(Label(said.get("status", ""), step=2, bold=True))
        card.column.addLayout(facts(self._pairs(page, _DECIDED)))
        return card

    def _asked(self, page: DecisionPage) -> Card:
        card = Card(_("What was asked"))
        card.column.addLayout(facts(self._pairs(page, _ASKED)))
        return card

    def _after(self, page: DecisionPage) -> Card:
        card = Card(_("What came of it"))
        if page.due and page.sought.decided:
            late = Label(
                _("It was to be looked at again: say in its record what came of it."), ink="danger", wrap=True
            )
            card.column.addWidget(late)
        card.column.addLayout(facts(self._pairs(page, _AFTER)))
        for line in page.actions:
            card.column.addWidget(
                action_brief(line, partial(self.open_requested.emit, "action", str(line.id)))
            )
        if not page.actions:
            card.say(_("No action was agreed with it."))
        return card

    def _options(self, page: DecisionPage) -> Card:
        card = Card(_("Options seen"))
        for option in page.sought.options:
            card.column.addWidget(self._option(option))
        if not page.sought.options:
            card.say(page.sought.said.get("options") or _("No options are written down."))
        return card

    def _option(self, option: Option) -> RowButton:
        row = RowButton(
            option.title, lambda: self.open_requested.emit("decision_option", str(option.id)), height=44
        )
        detail = " · ".join(filter(None, (option.cost_words, option.benefit, option.risks, option.why_not)))
        row.put(two_lines(option.title, detail), 1)
        mark = _("✓ chosen") if option.chosen else _("recommended") if option.recommended else ""
        return row.put(words(mark, ink="text" if option.chosen else "muted", right=True), width=104)

    def _then(self, page: DecisionPage) -> Card:
        card = Card(_("What was known"))
        card.column.setSpacing(GAP_SMALL)
        if page.pack:
            evidence = page.sought.evidence
            row = RowButton(
                page.pack,
                lambda: self.open_requested.emit("pack", str(evidence.id) if evidence else ""),
                height=44,
            )
            card.column.addWidget(row.put(two_lines(_("Evidence: the issued pack"), page.pack), 1))
        else:
            card.say(_("No issued pack is named as evidence."))
        card.column.addWidget(Label(page.then.label, ink="muted", wrap=True))
        if page.then.facts:
            card.column.addLayout(_compared(page.then.facts))
        for risk in page.then.risks:
            card.column.addWidget(self._risk(risk))
        return card

    def _risk(self, risk: RiskThen) -> RowButton:
        row = RowButton(f"{risk.code} {risk.title}", lambda: self.open_requested.emit("risk", str(risk.id)))
        row.put(words(risk.code, ink="muted"), width=62)
        row.put(words(risk.title), 1)
        row.put(BandBadge(risk.then))
        row.put(words("→", ink="muted"), width=16)
        return row.put(words(_("over"), ink="muted") if risk.over else BandBadge(risk.now))

    def _people(self, page: DecisionPage) -> Card:
        card = Card(_("Who was there"))
        there = [seat for seat in page.seats if seat.presence in THERE]
        for seat in there:
            row = RowButton(seat.name, partial(self.open_requested.emit, "person", str(seat.person or "")))
            row.put(words(seat.name), 1)
            mark = (
                _("by {name}").replace("{name}", seat.deputy)
                if seat.deputy
                else seat.role_words or seat.speaks_for
            )
            card.column.addWidget(row.put(words(mark, ink="muted", right=True), 1))
        if not there:
            attendees = page.meeting.attendees if page.meeting else ""
            card.say(attendees or _("Nobody's presence is recorded."))
        away = ", ".join(seat.name for seat in page.seats if seat.presence in ("apologies", "absent"))
        if away:
            card.say(_("Not there: {names}").replace("{names}", away))
        if page.discussion:
            card.say(_("The minutes say: {said}").replace("{said}", page.discussion))
        return card

    def _history(self, page: DecisionPage) -> Card:
        card = Card(_("History of the record"))
        for entry in page.history[:_HISTORY]:
            when = f"{format_date(entry.when)} {entry.when:%H:%M}"
            row = RowButton(f"{when} {entry.author}: {entry.text}", height=44)
            card.column.addWidget(row.put(two_lines(entry.text, f"{when} · {entry.author}"), 1))
        return card

    def _pairs(self, page: DecisionPage, names: tuple[str, ...]) -> list[tuple[str, str]]:
        entity = self._desk.catalogue.entity("decision")
        return [(_(entity.field(name).label), page.sought.said.get(name, "")) for name in names]


def _compared(found: tuple[Fact, ...]) -> QGridLayout:
    """Each field then and now; what has not moved is said once."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_LARGE)
    grid.setVerticalSpacing(GAP_SMALL)
    for column, stretch in enumerate((2, 3, 3)):
        grid.setColumnStretch(column, stretch)
    for column, heading in enumerate((_("Project"), _("Then"), _("Now"))):
        grid.addWidget(Label(heading, ink="muted", step=-0.5), 0, column)
    for row, fact in enumerate(found, 1):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Label(fact.label, ink="muted", wrap=True), row, 0, top)
        grid.addWidget(_value(fact.then_value, fact.then), row, 1, top)
        if fact.moved:
            grid.addWidget(_value(fact.now_value, fact.now, bold=True), row, 2, top)
        else:
            grid.addWidget(Label(_("the same"), ink="muted"), row, 2, top)
    return grid


def _value(value: object, said: str, *, bold: bool = False) -> QWidget:
    if isinstance(value, Rating):
        badge = RatingBadge(value, words=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(badge)
        row.addStretch(1)
        return holder
    return Label(said or "–", wrap=True, bold=bold and len(said) < _SHORT)
