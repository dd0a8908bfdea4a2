# SPDX-License-Identifier: Apache-2.0
"""Everybody as a tree at the left, and beside it whoever is chosen there. The chart says the same as boxes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.people.assess_dialog import ask_level
from portfolio_desktop.gui.pages.people.chart_tree import ChartTree
from portfolio_desktop.gui.pages.people.person_panel import PersonPanel
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.skills.board import PeopleBoard, details
from portfolio_desktop.services.skills.chart import PERSON, teams_of

_LINE, _TEAM = "line", "team"
_WIDE, _NARROW = 380, 264
_ROOMY = 900  # logical pixels


class OrganisationTab(QWidget):
    """`picked` carries entity and id of what is chosen, `opened` of a record to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board: PeopleBoard | None = None
        self._profile = ""
        self.search = SearchBox(_("Find a person, role or team"))
        self.ways = SegmentedControl(_("Chart"), ((_LINE, _("By line manager")), (_TEAM, _("By team"))))
        self.tree = ChartTree()
        self.panel = PersonPanel()
        self._count = Label(ink="muted", step=-0.5)
        self._lay_out()
        self.search.searched.connect(self._find)
        self.search.down.connect(self.tree.setFocus)
        self.tree.picked.connect(self._pick)
        self.tree.opened.connect(self.opened)
        self.ways.changed.connect(lambda _way: self._draw())
        self.panel.opened.connect(self.opened)
        self.panel.assess_wanted.connect(self._assess)
        self.panel.profile_wanted.connect(self._hold_against)

    def show_board(self, board: PeopleBoard) -> None:
        """Draw another chart; who was chosen stays."""
        self._board = board
        self._draw()
        self._show(self.panel.person or self.tree.chosen)

    def show_person(self, id: str, profile: str = "") -> None:
        """Choose somebody, held against a role of their own or another."""
        self.search.clear()
        self._find("")
        self._profile = profile
        before = self.tree.chosen
        self.tree.choose(id)
        if self.tree.chosen == before:
            self._show(before)

    def _draw(self) -> None:
        if self._board is not None:
            by_team = self.ways.current == _TEAM
            self.tree.show_places(teams_of(self._board.found) if by_team else self._board.places)
            self._find(self.search.text())

    def _pick(self, entity: str, id: str) -> None:
        if entity == PERSON:
            self._show(id)
        self.picked.emit(entity, id)

    def _show(self, id: str) -> None:
        if self._board is None or id not in self._board.found.people:
            return
        if id != self.panel.person and self.panel.person:
            profile, self._profile = self._profile, ""
        else:
            profile = self._profile
        board = self._board
        self._desk.read(
            lambda office: details(office, Id(id)),
            lambda found: self.panel.show_person(board, id, found, profile),
            owner=self,
        )

    def _hold_against(self, profile: str) -> None:
        self._profile = profile
        self._show(self.panel.person)

    def _assess(self, skill: str) -> None:
        board, id = self._board, Id(self.panel.person)
        if board is not None and not self._desk.read_only:
            name = board.found.people[id].name
            ask_level(self._desk, self.window(), id, name, board.found.skills[Id(skill)])

    def _find(self, words: str) -> None:
        found = self.tree.look_for(words)
        said = ngettext("{count} person", "{count} people", found).format(count=f"{found:,}")
        self._count.setText(said if not words or found else _("Nobody is called so."))

    def _fold(self, name: str, words: str, level: int | None) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, "muted"))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.tree.fold(level))
        return button

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GAP_SMALL)
        tools.addWidget(self.search, 1)
        tools.addWidget(self._fold("chevrons-down-up", _("Fold to two levels"), 1))
        tools.addWidget(self._fold("chevrons-up-down", _("Open everything"), None))
        left = QFrame()
        left.setProperty("panel", "surface")
        self._left = left
        column = QVBoxLayout(left)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addLayout(tools)
        column.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tree, 1)
        column.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(left)
        row.addWidget(self.panel, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(_WIDE if event.size().width() >= _ROOMY else _NARROW)
