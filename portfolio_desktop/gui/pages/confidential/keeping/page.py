# SPDX-License-Identifier: Apache-2.0
"""What is kept, for how long, and where it lies: one page for whoever has to answer for it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.gate import Gate
from portfolio_desktop.gui.pages.confidential.keeping.due_card import DueCard
from portfolio_desktop.gui.pages.confidential.keeping.handing import ask_to_hand_over
from portfolio_desktop.gui.pages.confidential.keeping.holding_view import HoldingView
from portfolio_desktop.gui.pages.confidential.keeping.lying import LyingCard
from portfolio_desktop.gui.pages.confidential.keeping.rules_card import RulesCard
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import (
    Body,
    Card,
    Fresh,
    RowButton,
    clear,
    reveal,
    stacked,
    two_lines,
    words,
)
from portfolio_desktop.gui.theme import GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.custody.retention import Kept, kept, let_go

_DAY, _TRACES = 104, 12


def keeping_page(people: PeopleDesk) -> Gate:
    """What is kept, behind the lock."""
    return Gate(people, lambda: Keeping(people))


class Keeping(QWidget):
    """The overview, and what is held on one person, under a strip that leads back and locks."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        title = _("What is kept")
        self.setAccessibleName(title)
        self.overview, self.held = KeepingPage(people), HoldingView(people)
        self.overview.held.clicked.connect(self.show_held)
        self._back = QPushButton(title)
        self._back.setIcon(icon("arrow-left", "accent"))
        self._back.setProperty("flat", True)
        self._back.setAccessibleName(_("Back to {page}").replace("{page}", title))
        self._back.clicked.connect(self.start_over)
        lock = QPushButton(_("Lock"))
        lock.setIcon(icon("lock-keyhole"))
        lock.clicked.connect(people.lock)
        strip = QHBoxLayout()
        strip.setContentsMargins(GAP_HUGE, GAP_SMALL, GAP_HUGE, GAP_SMALL)
        strip.setSpacing(GAP_SMALL)
        strip.addWidget(self._back)
        strip.addWidget(IconPicture("lock-keyhole-open", 16, "muted"))
        told = _("Confidential, open on this laptop. What is erased here does not come back.")
        strip.addWidget(Label(told, ink="muted", wrap=True), 1)
        strip.addWidget(lock)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        self.start_over()

    def start_over(self) -> None:
        """Back to the overview."""
        self._go(self.overview)

    def show_held(self) -> None:
        """What is held on somebody, to be looked at, given or erased."""
        self._go(self.held)

    def _go(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._back.setVisible(page is not self.overview)
        self.setFocusProxy(page)


class KeepingPage(QWidget):
    """Follows every write."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is kept"))
        self._people = people
        self.due, self.rules, self.lying = DueCard(people, self), RulesCard(people, self), LyingCard(people)
        self.held = QPushButton(_("What is held on somebody…"))
        self.held.setIcon(icon("search"))
        self._hand = QPushButton(_("Hand somebody over…"))
        self._hand.setIcon(icon("arrow-right-left"))
        self._hand.clicked.connect(lambda: ask_to_hand_over(people, self))
        self._longer, self._traces = Card(_("Kept longer")), Card(_("What was done"))
        told = _(
            "Only for as long as there is a reason. The law names no period: each rule counts once you have confirmed it, "
            "and what is due waits here until you decide."
        )
        body = Body()
        body.column.addWidget(Label(_("What is kept"), step=5, bold=True))
        body.column.addWidget(Label(told, ink="muted", wrap=True))
        acts = QHBoxLayout()
        acts.setSpacing(GAP_SMALL)
        for button in (self.held, self._hand):
            acts.addWidget(button)
        acts.addStretch(1)
        body.column.addLayout(acts)
        columns = QHBoxLayout()
        columns.setSpacing(GAP_LARGE)
        columns.addLayout(stacked(self.due, self.rules), 3)
        columns.addLayout(stacked(self._longer, self._traces, self.lying), 2)
        body.column.addLayout(columns)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setFocusProxy(self.held)
        Fresh(self, people, self.load)

    def load(self) -> None:
        """Read it again."""
        self._people.people(kept, self.show_kept, owner=self)
        self.lying.load()

    def show_kept(self, found: Kept) -> None:
        """Draw it."""
        self.due.show_due(found)
        self.rules.show_rules(found.rules)
        self._show_longer(found)
        self._show_traces(found)

    def _show_longer(self, found: Kept) -> None:
        clear(self._longer.column)
        self._longer.header.set_count(len(found.holds))
        for one in found.holds:
            until = format_date(one.until) if one.until else ""
            row = RowButton(f"{one.kind}, {one.name}: {one.why}", height=44)
            row.put(two_lines(f"{one.kind} · {one.name}", one.why), 1)
            row.put(words(until, ink="muted", right=True), width=_DAY)
            end = QPushButton(_("End"))
            end.setProperty("flat", True)
            end.setAccessibleName(_("Keep no longer: {what}").replace("{what}", f"{one.kind}, {one.name}"))
            end.clicked.connect(lambda _on, id=one.id: self._let_go(id))
            row.row.addWidget(end)
            self._longer.column.addWidget(row)
        if not found.holds:
            self._longer.say(_("Nothing is kept beyond its time."))
        reveal(self._longer.column)

    def _show_traces(self, found: Kept) -> None:
        clear(self._traces.column)
        for one in found.traces[:_TRACES]:
            row = RowButton(f"{one.what}, {one.detail}", height=44)
            row.put(two_lines(one.what, one.detail), 1)
            on = format_date(one.on) if one.on else ""
            self._traces.column.addWidget(row.put(words(on, ink="muted", right=True), width=_DAY))
        if not found.traces:
            self._traces.say(
                _("Nothing was erased, given or handed over yet. Of what is erased only that is kept.")
            )
        reveal(self._traces.column)

    def _let_go(self, id: Id) -> None:
        self._people.change(
            lambda file: let_go(file, id),
            lambda written: self._people.notify(written.label, undo=True) if written else None,
            owner=self,
        )
