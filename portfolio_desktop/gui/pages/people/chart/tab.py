# SPDX-License-Identifier: Apache-2.0
"""The organisation chart with what is above it: to find somebody, by line or by team, folding, zoom and export."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.people.chart.exporting import PNG, SVG, Charted, ask_paper, export
from portfolio_desktop.gui.pages.people.chart.view import ChartView
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.skills.board import PeopleBoard
from portfolio_desktop.services.skills.chart import PERSON, teams_of

_LINE, _TEAM = "line", "team"


class ChartTab(QWidget):
    """`picked` carries entity and id of the box under the focus, `opened` of a record to show on its own."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board: PeopleBoard | None = None
        self.view = ChartView()
        self.search = SearchBox(_("Find a person, role or team"))
        self.ways = SegmentedControl(_("Chart"), ((_LINE, _("By line manager")), (_TEAM, _("By team"))))
        self._count = Label(ink="muted", step=-0.5)
        self._lay_out()
        self.search.searched.connect(self._find)
        self.search.down.connect(self.view.setFocus)
        self.search.returnPressed.connect(self.view.next_found)
        self.ways.changed.connect(lambda _way: self._draw())
        self.view.picked.connect(self.picked)
        self.view.opened.connect(self.opened)

    def show_board(self, board: PeopleBoard) -> None:
        """Draw another; who is chosen and what is folded stay."""
        self._board = board
        self._draw()

    def charted(self) -> Charted:
        """What an export draws: what is unfolded now."""
        teams = self.ways.current == _TEAM
        title = _("Organisation chart by team") if teams else _("Organisation chart")
        return Charted(title, self.view.places, self.view.folded)

    def _draw(self) -> None:
        if self._board is None:
            return
        teams = self.ways.current == _TEAM
        self.view.show_places(teams_of(self._board.found) if teams else self._board.places)
        self._tell(0)

    def _find(self, words: str) -> None:
        found = self.view.look_for(words)
        if words.strip():
            said = ngettext(
                "{count} found. F3 leads to the next.", "{count} found. F3 leads to the next.", found
            )
            self._count.setText(said.format(count=f"{found:,}") if found else _("Nobody is called so."))
        else:
            self._tell(0)

    def _tell(self, _found: int) -> None:
        people = sum(place.entity == PERSON for place in self.view.places)
        vacant = sum(place.vacant for place in self.view.places)
        said = ngettext("{count} person", "{count} people", people).format(count=f"{people:,}")
        if vacant:
            more = ngettext("{count} vacant post", "{count} vacant posts", vacant)
            said = f"{said} · {more.format(count=f'{vacant:,}')}"
        self._count.setText(said)

    def _tool(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, "muted"))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GAP_SMALL)
        self.search.setMaximumWidth(320)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.ways)
        tools.addWidget(self._count)
        tools.addStretch(1)
        acts = (
            ("chevrons-down-up", _("Fold to two levels"), lambda: self.view.fold_to(1)),
            ("chevrons-up-down", _("Open everything"), lambda: self.view.fold_to(None)),
            ("zoom-out", _("Smaller (Ctrl+−)"), lambda: self.view.enlarge(-1)),
            ("zoom-in", _("Larger (Ctrl++)"), lambda: self.view.enlarge(1)),
            ("maximize", _("Everything in sight (Ctrl+0)"), self.view.fit),
        )
        for name, words, act in acts:
            button = self._tool(name, words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            tools.addWidget(button)
        tools.addWidget(self._exports())
        frame = QFrame()
        frame.setProperty("panel", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(tools)
        column.addWidget(frame, 1)

    def _exports(self) -> QToolButton:
        self.exports = self._tool("printer", _("Print or save the chart"))
        menu = Menu(self.exports)
        desk = self._desk
        menu.addAction(_("Print, or save as PDF…"), lambda: ask_paper(desk, self, self.charted()))
        menu.addAction(_("Save as picture (SVG)…"), lambda: export(desk, self, self.charted(), SVG))
        menu.addAction(_("Save as picture (PNG)…"), lambda: export(desk, self, self.charted(), PNG))
        self.exports.setMenu(menu)
        self.exports.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self.exports
