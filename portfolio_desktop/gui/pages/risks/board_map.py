# SPDX-License-Identifier: Apache-2.0
"""The heat map with its switches: which stage, threats or opportunities, and counts, arrows or movement."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.risk_matrix import STAGE_LABELS, Cell, Point, Stage
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.pages.risks.axes import axes_of, step_words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.heat.arrows import Flow, Journey
from portfolio_desktop.gui.widgets.heat.content import Held
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.risks.board import RiskBoard
from portfolio_desktop.services.risks.lines import RiskLine

COUNTS, WAYS, MOVED = "counts", "ways", "moved"
THREATS, OPPORTUNITIES = "threats", "opportunities"
_FIRST, _TOP = 5, 10
_WAYS = N_("○ inherent   ● now, numbered as in the top ten   ◆ target")


class BoardMap(Card):
    """Shows one board; says which cell was chosen at which stage."""

    chosen = Signal(object)
    """The `Point` whose risks are wanted, or None."""

    def __init__(self, catalogue: Catalogue, board: RiskBoard, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Heat map"), parent=parent)
        self._board = board
        self._strong = ""
        likelihood, impact = step_words(catalogue, "likelihood"), step_words(catalogue, "impact")
        self.map = HeatMap(_("Open risks"), board.matrix, axes_of(board.matrix, likelihood, impact))
        self.map.chosen.connect(self.chosen)
        self.stages = SegmentedControl(_("Stage"), [(stage, _(STAGE_LABELS[stage])) for stage in Stage])
        self.kinds = SegmentedControl(
            _("Kind"), [(THREATS, _("Threats")), (OPPORTUNITIES, _("Opportunities"))]
        )
        modes = [(COUNTS, _("Counts")), (WAYS, _("Arrows")), (MOVED, _("Movement"))]
        self.modes = SegmentedControl(_("Show"), modes)
        self._legend = Label(ink="muted", step=-0.5, wrap=True)
        self.unplaced = QToolButton()
        self.unplaced.setProperty("chip", True)
        self.stages.choose(Stage.CURRENT)
        for control in (self.stages, self.kinds, self.modes):
            control.changed.connect(lambda _key: self._reset())
        self._lay_out()
        self._show()

    @property
    def stage(self) -> Stage:
        """The stage that the counts are of."""
        return Stage(self.stages.current)

    @property
    def opportunities(self) -> bool:
        """Whether opportunities are shown rather than threats."""
        return self.kinds.current == OPPORTUNITIES

    def show_board(self, catalogue: Catalogue, board: RiskBoard) -> None:
        """Another state of the same workspace; the switches and the chosen cell stay."""
        self._board = board
        likelihood, impact = step_words(catalogue, "likelihood"), step_words(catalogue, "impact")
        self.map.set_matrix(board.matrix, axes_of(board.matrix, likelihood, impact))
        self._show()

    def show_mode(self, mode: str) -> None:
        """Show COUNTS, WAYS or MOVED."""
        self.modes.choose(mode)
        self._reset()

    def bring_out(self, id: str) -> None:
        """Show the way of one risk, whatever is switched on; the same risk once more goes back to that."""
        self._strong = "" if id == self._strong else id
        self._show()

    def lines(self) -> tuple[RiskLine, ...]:
        """The threats, or the opportunities."""
        return self._board.opportunities if self.opportunities else self._board.threats

    def top(self) -> tuple[RiskLine, ...]:
        """The ten that come first."""
        return self.lines()[:_TOP]

    def _reset(self) -> None:
        self._strong = ""
        self._show()
        if self.map.selected is not None:
            self.chosen.emit(self.map.selected)

    def _show(self) -> None:
        lines, mode = self.lines(), self.modes.current
        self.map.set_held(_held(lines, self.stage if mode == COUNTS else Stage.CURRENT))
        strong = next((line for line in lines if line.id == self._strong), None)
        if strong is not None:
            number = next((place for place, line in enumerate(lines, 1) if line is strong), 0)
            self.map.set_journeys([_journey(number, strong)], strong.id)
        elif mode == WAYS:
            self.map.set_journeys([_journey(number, line) for number, line in enumerate(self.top(), 1)])
        elif mode == MOVED:
            self.map.set_flows(_flows(self._board, opportunities=self.opportunities))
        else:
            self.map.set_journeys(())
        self._legend.setText(self._legend_words(mode, strong))
        unplaced = sum(1 for line in lines if line.places.at(self.stage) is None)
        self.unplaced.setVisible(unplaced > 0)
        self.unplaced.setText(
            ngettext("{count} not scored", "{count} not scored", unplaced).format(count=f"{unplaced:,}")
        )
        self.unplaced.setAccessibleName(self.unplaced.text())
        counted = mode == COUNTS and strong is None
        self.stages.setVisible(counted)
        self._legend.setVisible(not counted)

    def _legend_words(self, mode: str, strong: RiskLine | None) -> str:
        if strong is not None:
            return _("{code}: ○ inherent   ● now   ◆ target").format(code=strong.code)
        if mode != MOVED:
            return _(_WAYS)
        if not self._board.since.known:
            return _("No earlier state of the workspace is known, so nothing can be said of movement.")
        return _("Arrows: how many moved; + new, − closed {since}").format(since=self._board.since.label)

    def _lay_out(self) -> None:
        self.column.setSpacing(GAP_SMALL)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.modes)
        above.addStretch(1)
        above.addWidget(self.unplaced)
        below.addWidget(self.stages, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self._legend, 1)
        for row in (above, below):
            row.setSpacing(GAP_SMALL)
        self.header.add(self.kinds)
        self._legend.setMinimumHeight(self.stages.sizeHint().height())
        self._legend.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addLayout(above)
        self.column.addWidget(self.map, 1)
        self.column.addLayout(below)


def _held(lines: tuple[RiskLine, ...], stage: Stage) -> Mapping[Point, Held]:
    """What stands in each cell; lines come in the order in which a board would talk of them."""
    found: dict[Point, list[RiskLine]] = {}
    for line in lines:
        cell = line.places.at(stage)
        if cell is not None:
            found.setdefault(cell.point, []).append(line)
    return {
        point: Held(len(there), tuple(f"{line.code} {line.title}" for line in there[:_FIRST]))
        for point, there in found.items()
    }


def _journey(number: int, line: RiskLine) -> Journey:
    places = line.places
    return Journey(
        line.id, number, line.code, _point(places.inherent), _point(places.current), _point(places.target)
    )


def _flows(board: RiskBoard, *, opportunities: bool) -> list[Flow]:
    """How many went from each cell to each other since the last board."""
    if not board.since.known:
        return []
    counts: Counter[tuple[Point | None, Point | None]] = Counter()
    for line in board.opportunities if opportunities else board.threats:
        before, now = _point(line.before), _point(line.places.current)
        if before != now:
            counts[before, now] += 1
    for line in board.closed:
        if line.is_opportunity is opportunities and line.before is not None:
            counts[line.before.point, None] += 1
    return [Flow(start, end, count) for (start, end), count in counts.items()]


def _point(cell: Cell | None) -> Point | None:
    return cell.point if cell else None
