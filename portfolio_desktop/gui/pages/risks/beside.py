# SPDX-License-Identifier: Apache-2.0
"""What stands beside the heat map, one question to a tab. What costs more to find out is read when it is looked at."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.pages.risks import choosing
from portfolio_desktop.gui.pages.risks.feeding import FeedingTable
from portfolio_desktop.gui.pages.risks.lists import Lines, by_owner, by_proximity, reviews, top_ten
from portfolio_desktop.gui.pages.risks.money import exposure
from portfolio_desktop.gui.pages.risks.over_time import over_time
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks.board import RiskBoard, RiskGroup
from portfolio_desktop.services.risks.burn_down import burn_down
from portfolio_desktop.services.risks.contributions import Contributions, contributions
from portfolio_desktop.services.risks.figures import RiskExposure, RiskMoney, exposure_of, risk_money
from portfolio_desktop.services.risks.lines import RiskLine

TOP, OWNERS, PROXIMITY, REVIEWS, EXPOSURE, TIME, PROJECTS = range(7)
T = TypeVar("T")


class Beside(QFrame):
    """Tabs over one board."""

    chosen = Signal(object)
    """A `Chosen` for the register."""
    picked = Signal(str)
    """The id of a risk to bring out on the map."""
    opened = Signal(str)
    """The id of a risk to be shown on its own."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "surface")
        self._desk = desk
        self._task: Task | None = None
        self._board: RiskBoard | None = None
        self._top: tuple[RiskLine, ...] = ()
        self._fresh: set[int] = set()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Beside the heat map"))
        self.tabs.tabBar().setAccessibleName(_("Beside the heat map"))
        names = (_("Top ten"), _("Owners"), _("Proximity"), _("Reviews"), _("Exposure"), _("Over time"))
        for name in (*names, _("Projects")):
            self.tabs.addTab(scrolled(), name)
        self.tabs.currentChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP)
        column.addWidget(self.tabs)

    def show_board(self, board: RiskBoard, top: Sequence[RiskLine]) -> None:
        """Draw another board; the tab in front stays there."""
        self._board, self._top = board, tuple(top)
        late = len(board.reviews_late)
        self.tabs.setTabText(REVIEWS, f"{_('Reviews')} {late:,}" if late else _("Reviews"))
        self._fresh.clear()
        self._look(self.tabs.currentIndex())

    def show_top(self, lines: Sequence[RiskLine]) -> None:
        """Draw another top ten."""
        self._top = tuple(lines)
        self._fresh.discard(TOP)
        self._look(self.tabs.currentIndex())

    def _look(self, tab: int) -> None:
        """Draw the tab that came to the front, where it does not show the board yet; read first what the board lacks."""
        board = self._board
        if board is None or tab in self._fresh or self._desk.workspace is None:
            return
        if tab == EXPOSURE:
            self._read_exposure()
        elif tab == TIME:
            self._read(tab, burn_down, over_time)
        elif tab == PROJECTS:
            self._read(tab, contributions, self._projects)
        else:
            self._fresh.add(tab)
            self._fill(tab, self._listed(tab, board))

    def _listed(self, tab: int, board: RiskBoard) -> QWidget:
        """What a tab lists of the board."""
        catalogue = self._desk.catalogue
        if tab == TOP:
            return top_ten(catalogue, self._top, self.picked.emit, self.opened.emit)
        if tab == OWNERS:
            owners = board.by_owner()
            return by_owner(owners, lambda key: self._pick_owner(owners, key))
        if tab == PROXIMITY:
            near = board.by_proximity()
            return by_proximity(near, lambda key: self._pick_proximity(near, key))
        everything = choosing.with_late_review(catalogue)
        return reviews(
            board.reviews_late, self.picked.emit, self.opened.emit, lambda: self.chosen.emit(everything)
        )

    def _read(self, tab: int, job: Callable[[Office], T], draw: Callable[[T], QWidget]) -> None:
        label = self._wait(tab)
        self._task = self._desk.read(job, self._shows(tab, draw), owner=self, label=label)

    def _read_exposure(self) -> None:
        """Thousands of risks are simulated for seconds: beside the workspace, so that no other reading waits for it."""
        label = self._wait(EXPOSURE)

        def draw(found: RiskExposure) -> QWidget:
            return exposure(found, self.picked.emit, self.opened.emit)

        def work_out(money: RiskMoney) -> None:
            self._task = self._desk.jobs.free(
                lambda progress: exposure_of(money, progress),
                label=label,
                owner=self,
                done=self._shows(EXPOSURE, draw),
            )

        self._task = self._desk.read(risk_money, work_out, owner=self)

    def _wait(self, tab: int) -> str:
        """Stop what is being worked out, and say in the tab that something else is; returns what it is called."""
        if self._task is not None:
            self._task.cancel()
        waiting = Lines()
        waiting.say(_("Being worked out…"))
        self._fill(tab, waiting.close_off())
        return _("Working out {what}").format(what=self.tabs.tabText(tab).lower())

    def _shows(self, tab: int, draw: Callable[[T], QWidget]) -> Callable[[T], None]:
        def show(found: T) -> None:
            self._fresh.add(tab)
            self._fill(tab, draw(found))

        return show

    def _projects(self, found: Contributions) -> QWidget:
        if not found.rows or not found.projects:
            page = Lines()
            page.say(
                _(
                    "Nothing feeds a risk of the portfolio or a programme yet. Name, in a project's risk, the risk that "
                    "it contributes to: they then stand here against each other."
                )
            )
            return page.close_off()
        return FeedingTable(found, self._pick_feeding, self.opened.emit)

    def _pick_owner(self, groups: Sequence[RiskGroup], key: str | None) -> None:
        self.chosen.emit(choosing.of_owner(self._desk.catalogue, key, _label(groups, key)))

    def _pick_proximity(self, groups: Sequence[RiskGroup], key: str | None) -> None:
        self.chosen.emit(choosing.of_proximity(self._desk.catalogue, key, _label(groups, key)))

    def _pick_feeding(self, risk: str, project: str | None) -> None:
        self.chosen.emit(choosing.feeding(self._desk.catalogue, risk, project))

    def _fill(self, tab: int, content: QWidget) -> None:
        place = self.tabs.widget(tab)
        assert isinstance(place, QScrollArea)
        above = place.verticalScrollBar().value()
        place.setWidget(content)
        content.setAutoFillBackground(False)  # which a scroll area turns on; the card shows through instead
        place.verticalScrollBar().setValue(above)


def _label(groups: Sequence[RiskGroup], key: str | None) -> str:
    return next((group.label for group in groups if group.key == key), "")
