# SPDX-License-Identifier: Apache-2.0
"""The heat map: a risk matrix of any size with the risks that stand in each cell, used by mouse or keyboard.

It knows nothing of records. A cell shows its band strongly where risks stand in it and faintly where none does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.domain.risk_matrix import Point, RiskMatrix
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import Theme, current_theme
from portfolio_desktop.gui.widgets.heat.arrows import Flow, Journey, paint_flows, paint_journeys
from portfolio_desktop.gui.widgets.heat.cells import (
    cell_tone,
    paint_axes,
    paint_cell,
    paint_chosen,
    paint_count,
    paint_focus,
    paint_present,
    paint_small_count,
)
from portfolio_desktop.gui.widgets.heat.content import Content, Held, Way
from portfolio_desktop.gui.widgets.heat.grid import Axes, Grid, least_size, natural_size, points, within
from portfolio_desktop.gui.widgets.paint import painting, safe_tooltip

_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class HeatMap(QWidget):
    """Arrow keys move a visible focus, Enter or a click chooses a cell; once more, or Escape, lets it go.

    Where a cell has to be chosen all the time, none is let go: choosing it once more says so once more.
    """

    chosen = Signal(object)
    """The `Point` that was chosen, or None when it was let go."""
    walked = Signal(object)
    """The `Point` that the focus went to."""

    def __init__(
        self,
        name: str,
        matrix: RiskMatrix,
        axes: Axes,
        *,
        lets_go: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._content = Content(matrix, axes)
        self._lets_go = lets_go
        self._journeys: tuple[Journey, ...] = ()
        self._strong = ""
        self._flows: tuple[Flow, ...] = ()
        self._selected: Point | None = None
        self._hover: Point | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, Role.Chart)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._focus = Point(matrix.likelihoods, matrix.impacts)
        self.set_matrix(matrix, axes)

    # What is shown

    def set_matrix(self, matrix: RiskMatrix, axes: Axes) -> None:
        """Another matrix. The focus stays where it is, and begins in the worst corner, where the talk begins."""
        self._content = replace(self._content, matrix=matrix, axes=axes)
        self._focus = within(matrix, self._focus)
        if self._selected is not None and matrix.cell(self._selected) is None:
            self._selected = None
        self.updateGeometry()
        self._say()

    def set_held(self, held: Mapping[Point, Held]) -> None:
        """What stands in the cells; a cell that is not named is empty."""
        self._content = replace(self._content, held=held)
        self._say()

    def set_journeys(self, journeys: Sequence[Journey], strong: str = "") -> None:
        """Draw the ways of these risks in place of the counts; `strong` is the key of the one to bring out."""
        self._journeys, self._strong, self._flows = tuple(journeys), strong, ()
        ways = tuple(Way(each.label, each.stages()) for each in self._journeys)
        self._content = replace(self._content, ways=ways)
        self._say()

    def set_flows(self, flows: Sequence[Flow]) -> None:
        """Draw how risks moved from cell to cell."""
        self._flows, self._journeys = tuple(flows), ()
        self._content = replace(self._content, ways=())
        self._say()

    def select(self, point: Point | None) -> None:
        """Show a cell as chosen, without `chosen`."""
        self._selected = point
        if point is not None:
            self._focus = point
        self._say()

    def mark_present(self, point: Point | None) -> None:
        """Mark the cell in which what is spoken about stands now."""
        self._content = replace(self._content, present=point)
        self._say()

    @property
    def selected(self) -> Point | None:
        """The chosen cell."""
        return self._selected

    @property
    def focused(self) -> Point:
        """The cell that the keyboard stands on."""
        return self._focus

    @property
    def content(self) -> Content:
        """What it holds, in words."""
        return self._content

    def sizeHint(self) -> QSize:
        return natural_size(self._content.matrix)

    def minimumSizeHint(self) -> QSize:
        return least_size(self._content.matrix)

    def cell_rect(self, point: Point) -> QRectF:
        """Where a cell lies in the widget."""
        return self._grid.cell(point)

    def point_at(self, at: QPointF) -> Point | None:
        """The cell under a spot of the widget."""
        return self._grid.at(at)

    @property
    def _grid(self) -> Grid:
        return Grid(self._content.matrix, self._content.axes, self.width(), self.height(), self.fontMetrics())

    def _say(self) -> None:
        """Keep what a screen reader says in step with what is seen, and draw anew."""
        self.setAccessibleName(f"{self._name}. {self._content.words(self._focus)}")
        self.setAccessibleDescription(self._content.summary())
        self.update()

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            up, right = _STEPS[key]
            step = Point(self._focus.likelihood + up, self._focus.impact + right)
            self._walk(within(self._content.matrix, step))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._focus)
        elif key == Qt.Key.Key_Escape and self._lets_go and self._selected is not None:
            self._choose(self._selected)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and point is not None:
            self._walk(point)
            self._choose(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover_over(self.point_at(event.position()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            point = self.point_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), safe_tooltip(self._content.tip(point)) if point else "", self
            )
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() is QEvent.Type.Leave:
            self._hover_over(None)
        return super().event(event)

    def _walk(self, point: Point) -> None:
        if point != self._focus:
            self._focus = point
            self._say()
            self.walked.emit(point)

    def _choose(self, point: Point) -> None:
        self._selected = None if self._lets_go and self._selected == point else point
        self._say()
        self.chosen.emit(self._selected)

    def _hover_over(self, point: Point | None) -> None:
        if point != self._hover:
            self._hover = point
            self.setCursor(Qt.CursorShape.PointingHandCursor if point else Qt.CursorShape.ArrowCursor)
            self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, grid = current_theme(), self._grid
        with painting(self) as painter:
            painter.setFont(self.font())
            paint_axes(painter, grid, self.font(), theme)
            for point in points(self._content.matrix):
                self._paint_cell(painter, grid.cell(point), point, theme)
            if self._journeys:
                paint_journeys(painter, self._journeys, grid.room, theme, self._strong)
            elif self._flows:
                paint_flows(painter, self._flows, grid.cell, theme)
            if self._content.present is not None:
                paint_present(painter, grid.cell(self._content.present), theme)
            if self._selected is not None:
                paint_chosen(painter, grid.cell(self._selected), theme)
            if self.hasFocus():
                paint_focus(painter, grid.cell(self._focus), theme)

    def _paint_cell(self, painter: QPainter, rect: QRectF, point: Point, theme: Theme) -> None:
        band, count = self._content.band(point), self._content.count(point)
        overlaid = bool(self._journeys or self._flows)
        tone = cell_tone(band, theme, strong=count > 0 and not overlaid, empty=not count)
        edge = theme.edge if point == self._hover else ""
        paint_cell(painter, rect, band, tone, self.font(), edge=edge)
        if count and self._flows:
            paint_small_count(painter, rect, count, tone, self.font())
        elif count and not overlaid:
            paint_count(painter, rect, count, tone, self.font())
