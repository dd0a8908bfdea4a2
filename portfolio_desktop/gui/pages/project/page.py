# SPDX-License-Identifier: Apache-2.0
"""The project page: puts its cards together and reads them anew after each write."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.one_record import OneRecord
from portfolio_desktop.gui.pages.pieces import stacked
from portfolio_desktop.gui.pages.project.against import milestones_card, open_card
from portfolio_desktop.gui.pages.project.dates import dates_card
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.project.evidence import evidence_card, tolerances_card
from portfolio_desktop.gui.pages.project.header import Header, header_card
from portfolio_desktop.gui.pages.project.money import money_card
from portfolio_desktop.gui.pages.project.prose import gaps_card, history_card, prose_card
from portfolio_desktop.gui.pages.project.standing import standing_card
from portfolio_desktop.gui.theme import GAP_LARGE
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.project_page import ProjectPage as Found
from portfolio_desktop.services.project_page import project_page
from portfolio_desktop.storage.changes import Written


class ProjectPage(OneRecord[Found]):
    """What is being edited stays while the page follows. The signals carry where the person wants to go."""

    register_requested = Signal(str, object, str)
    clocks_requested = Signal(str)
    """The id of an escalation."""
    timeline_requested = Signal(str)
    """The id of the project whose plan is asked for."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, project_page, self._draw, parent=parent)
        self._cards: tuple[EditCard, ...] = ()

    def show_record(self, id: str) -> None:
        if id != self._id:
            self._cards = ()
            super().show_record(id)

    def show_found(self, found: Found) -> None:
        """Draw the project in place of what is there; while a card is being edited, only its editors follow."""
        self.setAccessibleName(str(found.project.title or ""))
        if any(card.editing for card in self._cards):
            for card in self._cards:
                card.follow(found)
            return
        super().show_found(found)

    def _draw(self, found: Found) -> None:
        about, standing, money = header_card(found), standing_card(found), money_card(found)
        prose, dates = prose_card(found), dates_card(found)
        self._cards = (about, standing, money, prose, dates)
        for card in self._cards:
            card.allow(self._desk, found, self._finished)
        plan = QPushButton(_("Timeline"))
        plan.setIcon(icon("chart-gantt"))
        plan.setToolTip(_("The plan of this project on the timeline"))
        plan.clicked.connect(lambda: self.timeline_requested.emit(self._id))
        about.header.add(plan)
        about.rows.addWidget(Header(self._desk.catalogue, found))
        columns = QGridLayout()
        columns.setSpacing(GAP_LARGE)
        draft = None if self._desk.read_only else self._draft
        tolerances = tolerances_card(found, self.clocks_requested.emit, draft)
        columns.addLayout(stacked(standing, evidence_card(found), tolerances, money, prose), 0, 0)
        against = open_card(self._desk.catalogue, found, self._open, self._register)
        beside = (dates, against, milestones_card(found, self._open), gaps_card(found), history_card(found))
        columns.addLayout(stacked(*beside), 0, 1)
        columns.setColumnStretch(0, 7)
        columns.setColumnStretch(1, 5)
        self.column.addWidget(about)
        self.column.addLayout(columns)

    def _draft(self, found: tuple[Breach, ...]) -> None:
        now = local_now()

        def done(written: Written | None) -> None:
            if written is not None:
                self._desk.notify(written.label, undo=True)

        self._desk.write(lambda office: escalations.draft_all(office, found, now), done, owner=self)

    def _finished(self) -> None:
        self._cards = ()
        self._load()

    def _open(self, entity: str, id: str) -> None:
        self.open_requested.emit(entity, id)

    def _register(self, entity: str, where: Filter, title: str) -> None:
        self.register_requested.emit(entity, where, title)
