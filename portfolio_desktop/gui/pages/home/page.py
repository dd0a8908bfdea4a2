# SPDX-License-Identifier: Apache-2.0
"""Home: the message first, then what it rests on. Every number leads to the records behind it.

What takes several registers to say is read once the rest is there to be looked at.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date, local_now
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.home.attention import AskedCard, ClocksCard
from portfolio_desktop.gui.pages.home.cards import (
    changed_card,
    confidence_card,
    milestones_card,
    money_card,
    moved_card,
    overdue_card,
)
from portfolio_desktop.gui.pages.home.columns import Columns
from portfolio_desktop.gui.pages.home.late import LateCard
from portfolio_desktop.gui.pages.home.message import headline, underline
from portfolio_desktop.gui.pages.pieces import Body, Fresh, allow
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.ticking import Ticking
from portfolio_desktop.services.home import Attention, Home, attention, home

_WIDEST = 1880


class HomePage(Body):
    """The signals carry where the person wants to go."""

    open_requested = Signal(str, str)
    register_requested = Signal(str, object, str)
    import_requested = Signal()
    quality_requested = Signal()
    ratings_requested = Signal()
    backups_requested = Signal()
    changes_requested = Signal()
    clocks_requested = Signal(str)
    """The id of an escalation; empty for all of them."""

    def __init__(
        self, desk: Desk, now: Callable[[], datetime] = local_now, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(widest=_WIDEST, parent=parent)
        self.setAccessibleName(_("Home"))
        self._desk, self._now = desk, now
        self._task: Task | None = None
        self._asking: Task | None = None
        self._attention: Attention | None = None
        self._asked: AskedCard | None = None
        self._clocks: ClocksCard | None = None
        self._late: LateCard | None = None
        Fresh(self, desk, self._load)
        Ticking(self, self._tick)

    def show_home(self, found: Home) -> None:
        """Draw `found` in place of what is there."""
        self.clear()
        self._asked = self._clocks = self._late = None
        if not found.projects:
            self._invite()
            return
        self.setAccessibleName(" ".join((_("Home"), headline(found), underline(found))))
        self._asked = AskedCard(self._open, self.ratings_requested.emit)
        self._clocks = ClocksCard(self.clocks_requested.emit)
        self.column.addLayout(_opening(found))
        self.column.addWidget(confidence_card(found, self._register))
        clocks, asked = self._clocks, self._asked
        moved, overdue = moved_card(found, self._open), overdue_card(found, self._register)
        ahead, money = milestones_card(found, self._open), money_card(found)
        self.column.addWidget(
            Columns(
                two=((clocks, moved, ahead), (asked, overdue, money)),
                three=((clocks, moved), (overdue, money), (asked, ahead)),
            )
        )
        if found.last_pack is not None:
            self._late = LateCard(found.last_pack.title, self._open, self.changes_requested.emit)
            self.column.addWidget(self._late)
        self.column.addWidget(
            changed_card(found, self._open, self.quality_requested.emit, self.backups_requested.emit)
        )
        self.column.addStretch(1)
        if self._attention is not None:
            self.show_attention(self._attention)  # as it was, until it is known anew
        self._ask()

    def show_attention(self, found: Attention) -> None:
        """Fill the cards of what somebody has to ask about or to answer."""
        self._attention = found
        if self._asked is not None:
            self._asked.show_found(found)
        if self._late is not None:
            self._late.show_found(found)
        self._tick()

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        if self._desk.workspace is None:
            return  # it was closed or locked before what was asked for came home
        now = self._now()
        self._asking = self._desk.read(lambda office: attention(office, now), self.show_attention, owner=self)

    def _tick(self) -> None:
        if self._clocks is not None and self._attention is not None:
            self._clocks.show_found(self._attention, self._now())

    def _load(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._desk.read(home, self.show_home, owner=self)

    def _invite(self) -> None:
        place = EmptyPlace(
            "house",
            _("Nothing in the portfolio yet"),
            _(
                "Bring in the list of projects you have, or write down the first one. This page then says how they stand."
            ),
        )
        bring_in = place.add_step(_("Import a spreadsheet"), self.import_requested.emit, "file-spreadsheet")
        allow(self._desk, bring_in)
        place.add_step(_("Go to projects"), lambda: self._register_all("project"), "folder")
        place.setMinimumHeight(480)
        self.column.addWidget(place, 1)

    def _register_all(self, entity: str) -> None:

        self.register_requested.emit(entity, EVERYTHING, "")

    def _register(self, entity: str, where: Filter, title: str) -> None:
        self.register_requested.emit(entity, where, title)

    def _open(self, entity: str, id: str) -> None:
        self.open_requested.emit(entity, id)


def _opening(found: Home) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP_SMALL)
    title = " · ".join(part for part in (found.title, found.board, format_date(found.as_of)) if part)
    column.addWidget(Label(title, ink="muted"))
    column.addWidget(Label(headline(found), step=8, bold=True, wrap=True))
    column.addWidget(Label(underline(found), ink="muted", step=1, wrap=True))
    return column
