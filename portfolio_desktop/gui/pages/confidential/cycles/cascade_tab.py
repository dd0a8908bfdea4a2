# SPDX-License-Identifier: Apache-2.0
"""Objectives handed down: each of the organisation's as a card, whose objective serves it, and who carries a part."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.gui.pages.confidential.cycles.agreeing import AgreeDialog
from portfolio_desktop.gui.pages.confidential.cycles.giving import GiveDialog
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.record_dialog import open_record
from portfolio_desktop.gui.pages.flowing import Flowing
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.people.running.cascade import (
    Bearer,
    Carried,
    Cascade,
    Served,
    Strand,
    cascade,
)

_NAME, _DAY, _STATE, _NARROW, _SHOWN = 130, 92, 96, 860, 60
_LOOSE = N_("Serves none of the organisation's")
_NONE = N_(
    "The portfolio names no objective of the organisation. Enter them in its register of objectives, and hand them down "
    "from here."
)
_DRAFT = "draft"
_MARKS = {_DRAFT: "○", "agreed": "●", "met": "✓", "partly": "◐", "missed": "✕"}
"""Before each name, so that the state of an objective is told without colour."""


class CascadeTab(Body):
    """Follows every write, told by its page."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("Objectives handed down"))
        self._people = people
        self._cycle: Id | None = None
        self._shown: Cascade | None = None
        statuses = people.catalogue.list_named("aim.status").items
        self._statuses = {item.code: _(item.label) for item in statuses}
        self._headline = Label("", step=3, bold=True, wrap=True)
        self._legend = Label("", ink="muted", wrap=True)
        self._legend.setText("   ".join(f"{mark} {self._statuses[code]}" for code, mark in _MARKS.items()))
        self._bearers = Card(_("Who carries how much"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP_LARGE)
        side = QVBoxLayout()
        side.addWidget(self._bearers)
        side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GAP_LARGE)
        self._columns.addLayout(self._cards, 7)
        self._columns.addLayout(side, 3)
        self.column.setContentsMargins(0, GAP, 0, GAP)
        self.column.addWidget(self._headline)
        self.column.addWidget(self._legend)
        self.column.addLayout(self._columns)
        self.column.addStretch(1)

    def show_year(self, cycle: Id | None) -> None:
        """Read it again, with the organisation's objectives of the portfolio."""
        self._cycle = cycle
        if cycle is not None:
            self._people.beside.read(organisation, partial(self._read, cycle), owner=self)

    def _read(self, cycle: Id, objectives: Sequence[str]) -> None:
        if self._people.unlocked:
            self._people.people(lambda file: cascade(file, cycle, objectives), self.show_cascade, owner=self)

    def show_cascade(self, found: Cascade) -> None:
        """Draw it."""
        self._shown = found
        self._headline.setText(headline(found))
        clear(self._cards)
        for served in found.served:
            self._cards.addWidget(self._card(served))
        if not found.served:
            self._cards.addWidget(Label(_(_NONE), ink="muted", wrap=True))
        self._cards.addStretch(1)
        reveal(self._cards)
        clear(self._bearers.column)
        for bearer in found.bearers[:_SHOWN]:
            self._bearers.column.addWidget(self._bearer(bearer))
        if (rest := len(found.bearers) - _SHOWN) > 0:
            self._bearers.say(_("and {count} more").format(count=rest))
        reveal(self._bearers.column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.TopToBottom if event.size().width() < _NARROW else ways.LeftToRight)

    def _card(self, served: Served) -> Card:
        card = Card(served.words or _(_LOOSE))
        card.setToolTip(safe_tooltip(served.words))
        if served.words:
            card.header.set_count(len(served.carriers))
            hand = _flat(_("Hand down…"), _("Hand down “{words}”").replace("{words}", served.words))
            hand.clicked.connect(partial(self._ask, served.words, None, served.carriers))
            card.header.add(hand)
        for strand in served.strands:
            self._put_strand(card, strand, served.words)
        if not served.strands:
            card.say(_("Nobody carries it yet."))
        return card

    def _put_strand(self, card: Card, strand: Strand, serves: str) -> None:
        name = _("You") if strand.mine else strand.name
        status = self._statuses.get(strand.status, "")
        row = RowButton(f"{strand.title}, {name}, {status}", partial(self._open, strand.id), height=46)
        row.put(words(name, bold=True), width=_NAME)
        measure = strand.measure or _("No measure yet")
        same = strand.title == serves  # it stands above
        row.put(
            words(measure, ink="text" if strand.measure else "muted")
            if same
            else two_lines(strand.title, measure),
            1,
        )
        row.put(words(format_date(strand.due) if strand.due else _("No date"), ink="muted"), width=_DAY)
        mark = f"{_MARKS.get(strand.status, '')} {status}"
        row.put(words(mark, ink="muted"), width=_STATE)
        has = frozenset({strand.party, *(one.party for one in strand.carried)})
        on = _flat(_("Hand on…"), _("Hand on “{title}”").replace("{title}", strand.title))
        on.clicked.connect(partial(self._ask, strand.title, strand.id, has))
        row.row.addWidget(on)
        card.column.addWidget(row)
        if strand.carried:
            holder = QWidget()
            chips = Flowing(holder)
            chips.setContentsMargins(_NAME + 2 * GAP_SMALL, 0, 0, GAP_SMALL)
            for one in strand.carried:
                chips.addWidget(self._chip(one))
            card.column.addWidget(holder)

    def _chip(self, one: Carried) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setText(f"{_MARKS.get(one.status, '')} {one.name}".replace("&", "&&"))
        status = self._statuses.get(one.status, "")
        chip.setAccessibleName(f"{one.name}: {one.title}, {status}")
        chip.setToolTip(safe_tooltip(f"{one.title}\n{status}"))
        chip.clicked.connect(partial(self._open, one.id))
        return chip

    def _bearer(self, one: Bearer) -> QWidget:
        name = _("You") if one.mine else one.name
        said = load(one)
        row = RowButton(f"{name}: {said}", height=44 if one.count else 32)
        if not one.count:
            row.put(words(name), 1)
            return row.put(words(said, ink="danger", right=True), width=116)
        row.put(two_lines(name, said), 1)
        if one.agreed < one.count:
            agree = _flat(_("Agree…"), _("Agree the objectives of {name}").replace("{name}", name))
            agree.clicked.connect(partial(self._ask_to_agree, name, one.party))
            row.row.addWidget(agree)
        return row

    def _open(self, aim: Id) -> None:
        open_record(self._people, self, "aim", aim)

    def _ask_to_agree(self, name: str, party: Id) -> None:
        if self._shown is not None:
            AgreeDialog(self._people, self, name, self._shown.drafts_of(party)).open()

    def _ask(self, words: str, below: Id | None, has: frozenset[Id]) -> None:
        if self._shown is not None and self._cycle is not None:
            GiveDialog(self._people, self, self._cycle, words, below, self._shown.bearers, has).open()


def organisation(office: Office) -> tuple[str, ...]:
    """The current objectives of the portfolio's organisation, in their words."""
    entity = office.catalogue.entity("objective")
    with office.reading() as reader:
        found = reader.all(entity, Test("status", Op.IS, "current"), (Sort("code"), Sort("title")))
    return tuple(dict.fromkeys(str(one["title"]) for one in found))


def headline(found: Cascade) -> str:
    """The one sentence to begin with."""
    named = sum(bool(one.words) for one in found.served)
    if not named:
        return _("No objective of the organisation is served yet")
    text = ngettext(
        "{count} objective of the organisation", "{count} objectives of the organisation", named
    ).format(count=named)
    if not found.unserved:
        return _("{objectives}, each carried by somebody").format(objectives=text)
    return _("{objectives}, {none} carried by nobody").format(objectives=text, none=found.unserved)


def load(one: Bearer) -> str:
    """How much somebody carries, how much of it is agreed, and what of it serves nothing named."""
    if not one.count:
        return _("No objective yet")
    said = _("{agreed} of {count} agreed").format(agreed=one.agreed, count=one.count)
    loose = ngettext("{count} serves nothing named", "{count} serve nothing named", one.loose)
    return f"{said} · {loose.format(count=one.loose)}" if one.loose else said


def _flat(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)
    button.setAccessibleName(name)
    return button
