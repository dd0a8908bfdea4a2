# SPDX-License-Identifier: Apache-2.0
"""The chart side of a Gantt as something to look at: paints what is in sight, and holds the scale of time."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import ROW, current_theme
from portfolio_desktop.gui.timeline.look import FontMeasure, look_of, text_pixels
from portfolio_desktop.gui.timeline.painter import MarkPainter
from portfolio_desktop.reports.gantt.chart import Chart, ends
from portfolio_desktop.reports.gantt.look import Look, Shown
from portfolio_desktop.reports.gantt.picture import Frame, Window
from portfolio_desktop.reports.gantt.scale import Scale, fitted, minutes
from portfolio_desktop.reports.primitives import Mark
from portfolio_desktop.services.planning.rows import Timeline

_MARGIN = 32.0


class ChartCanvas(QWidget):
    """Rows, selection and the scroll place are given to it; the scale is its own."""

    scale_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chart = Chart(Timeline())
        self.scale = Scale(0.0, 60.0)
        self.shown = Shown()
        self.row_height = float(ROW)
        self.look: Look
        self.frame: Frame | None = None
        self._offset = 0
        self._fits: tuple[float, float] | None = None  # while it shows just these, it does so at any width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing of the window shows through
        speak_as(self, Role.Chart)
        self.setAccessibleName(_("Chart of the timeline"))
        self.setAccessibleDescription(_("What it shows is said row by row in the table beside it."))
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take colours and fonts of the window as it is now."""
        font = self.font()
        self._measure = FontMeasure(font)
        self._painter = MarkPainter(font)
        self.look = look_of(current_theme(), self.row_height, text_pixels(font))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.follow_theme()

    # What is shown

    def set_chart(self, chart: Chart) -> None:
        self.chart = chart
        self.frame = None
        self.update()

    def set_shown(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def set_offset(self, pixels: int) -> None:
        """How far the rows are scrolled up."""
        self._offset = pixels
        self.update()

    def set_scale(self, scale: Scale) -> None:
        self.scale = scale
        self._fits = None
        self.scale_changed.emit()
        self.update()

    def fit(self, first: float, last: float) -> None:
        """Show everything from one moment to the other, both in minutes."""
        self.set_scale(fitted(first, last, 0.0, float(max(self.width(), 1)), _MARGIN))
        self._fits = (first, last)

    def shows(self, first: float, last: float) -> bool:
        """Whether any of the time from one moment to the other is in sight."""
        return last >= self.scale.at(0.0) and first <= self.scale.at(float(self.width()))

    def sees(self, key: str) -> bool:
        """Whether any of the bar of a row is in sight."""
        lane = self.chart.lane(key)
        span = self.chart.span(lane) if lane >= 0 else None
        return span is not None and self.shows(*span)

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Larger (above 1) or smaller, around `x` or else the middle."""
        self.set_scale(self.scale.zoomed(factor, self.width() / 2 if x is None else x))

    def go_to(self, day: date) -> None:
        """Bring a day to the first third of the chart."""
        self.set_scale(self.scale.panned(self.scale.x(minutes(day)) - self.width() / 3))

    def bring(self, lane: int, *, always: bool = False) -> None:
        """Pan until the bar of the lane can be seen; not at all where it can, unless `always`."""
        span = ends(self.chart.row(lane).span)
        if span is None:
            return
        x0, x1 = self.scale.x(span[0]), self.scale.x(span[1])
        if always or x1 < _MARGIN or x0 > self.width() - _MARGIN:
            self.set_scale(self.scale.panned(x0 - self.width() / 4))

    # Painting

    def _window(self) -> Window:
        row, head = self.look.row, self.look.head_height
        first = min(int(self._offset // row), max(len(self.chart) - 1, 0))
        top = head - (self._offset - first * row)
        last = min(len(self.chart), first + int((self.height() - top) // row) + 1)
        return Window(first, last, top, 0.0, float(self.width()))

    def look_again(self) -> Frame:
        """The frame of what is in sight now, with everything in its place."""
        self.frame = Frame(self.chart, self.scale, self._window(), self.look, self.shown, self._measure)
        return self.frame

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self.look.ground))
        frame = self.look_again()
        self._painter.paint(painter, frame.marks(float(self.height())))
        self._painter.paint(painter, self.over(frame))
        self._painter.paint(painter, frame.head.above(0.0, self.chart.timeline))
        self.annotate(painter)
        painter.end()

    def over(self, frame: Frame) -> list[Mark]:
        """What is drawn over the bars and under the scale."""
        return []

    def annotate(self, painter: QPainter) -> None:
        """Draw what lies over everything."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits is not None:
            self.fit(*self._fits)
        else:
            self.scale_changed.emit()
