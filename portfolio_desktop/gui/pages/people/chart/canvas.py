# SPDX-License-Identifier: Apache-2.0
"""What an organisation chart is painted on: larger and smaller, scrolled, in the colours of the window."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from portfolio_desktop.gui.theme import Theme, current_theme
from portfolio_desktop.gui.timeline.look import FontMeasure, text_pixels
from portfolio_desktop.gui.timeline.painter import MarkPainter
from portfolio_desktop.reports.organisation.layout import BOX, HIGH, Layout, Spot
from portfolio_desktop.reports.organisation.picture import NAME, Look, Shown, marks, moved

_MARGIN = 20.0
_LEAST, _MOST, _STEP = 0.08, 2.5, 1.2
_USUAL, _READ = 1.0, 0.78
"""Words as large as the window's own, and the smallest that are shown unasked."""


class ChartCanvas(QAbstractScrollArea):
    """Paints a layout. Ctrl and the wheel make it larger and smaller around the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.laid = Layout((), (), 0.0, 0.0)
        self.shown = Shown(knobs=True)
        self.zoom = 1.0
        self._own_zoom = False  # until somebody asks for another, it follows what there is room for
        self._follow_theme()

    def show_layout(self, layout: Layout) -> None:
        self.laid = layout
        self._settle()
        self.viewport().update()

    def fit(self) -> None:
        """Everything in sight, as large as it can be."""
        view = self.viewport()
        wide, high = (max(each, 1.0) for each in (self.laid.wide, self.laid.high))
        room = min((view.width() - 2 * _MARGIN) / wide, (view.height() - 2 * _MARGIN) / high)
        self.set_zoom(min(room / self._grain, _USUAL))

    def _settle(self) -> None:
        """Until somebody has zoomed, as much in sight as can still be read at a glance."""
        if not self._own_zoom and self.laid.wide:
            room = (self.viewport().width() - 2 * _MARGIN) / (self.laid.wide * self._grain)
            self.zoom = min(max(room, _READ), _USUAL)
        self._measure_bars()

    def set_zoom(self, zoom: float) -> None:
        """Larger or smaller around the middle."""
        view, self._own_zoom = self.viewport(), True
        middle = self.at(QPointF(view.width() / 2, view.height() / 2))
        self.zoom = min(max(zoom, _LEAST), _MOST)
        self._measure_bars()
        self._put(middle, QPointF(view.width() / 2, view.height() / 2))
        view.update()

    def enlarge(self, steps: int) -> None:
        self.set_zoom(self.zoom * _STEP**steps)

    @property
    def _scale(self) -> float:
        return self.zoom * self._grain

    def at(self, point: QPointF) -> QPointF:
        """The place of the chart that lies at a point of the window."""
        left, top = self._origin()
        return QPointF((point.x() - left) / self._scale, (point.y() - top) / self._scale)

    def bring(self, spot: Spot) -> None:
        """Scroll a box into sight."""
        left, top = self._origin()
        scale, view = self._scale, self.viewport()
        for bar, start, size, seen in (
            (self.horizontalScrollBar(), left + spot.x * scale, BOX * scale, view.width()),
            (self.verticalScrollBar(), top + spot.y * scale, (HIGH + _MARGIN) * scale, view.height()),
        ):
            if start < _MARGIN:
                bar.setValue(round(bar.value() + start - _MARGIN))
            elif start + size > seen - _MARGIN:
                bar.setValue(round(bar.value() + start + size - seen + _MARGIN))

    def hold(self, before: Spot, after: Spot) -> None:
        """Scroll until a box that has moved lies where it lay: it stays under the hand."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(round(across.value() + (after.x - before.x) * self._scale))
        down.setValue(round(down.value() + (after.y - before.y) * self._scale))

    def point_of(self, spot: Spot) -> QPointF:
        """A point of the window within a box."""
        left, top = self._origin()
        return QPointF(left + (spot.x + BOX / 2) * self._scale, top + (spot.y + HIGH / 3) * self._scale)

    def _origin(self) -> tuple[float, float]:
        view, scale = self.viewport(), self._scale
        left = max(_MARGIN, (view.width() - self.laid.wide * scale) / 2)
        return left - self.horizontalScrollBar().value(), _MARGIN - self.verticalScrollBar().value()

    def _put(self, at: QPointF, point: QPointF) -> None:
        """Scroll until a place of the chart lies at a point of the window."""
        now = self.at(point)
        self.horizontalScrollBar().setValue(
            round(self.horizontalScrollBar().value() + (at.x() - now.x()) * self._scale)
        )
        self.verticalScrollBar().setValue(
            round(self.verticalScrollBar().value() + (at.y() - now.y()) * self._scale)
        )

    def _measure_bars(self) -> None:
        view, scale = self.viewport(), self._scale
        wide, high = (each * scale + 2 * _MARGIN for each in (self.laid.wide, self.laid.high))
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, view.width()),
            (self.verticalScrollBar(), high, view.height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(round(40 * scale))
            bar.setRange(0, max(0, round(whole - seen)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at, point = self.at(event.position()), event.position()
            self._own_zoom = True
            self.zoom = min(max(self.zoom * _STEP ** (event.angleDelta().y() / 120), _LEAST), _MOST)
            self._measure_bars()
            self._put(at, point)
            self.viewport().update()
        else:
            super().wheelEvent(event)

    # Painting

    def _follow_theme(self) -> None:
        font = self.font()
        self._grain = text_pixels(font) / NAME  # the window's own words are as large as the names
        self._fonts = FontMeasure(font)
        self._painter = MarkPainter(font)
        self.look = look_of(current_theme())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._follow_theme()
            self._measure_bars()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        view, scale = self.viewport(), self._scale
        left, top = self._origin()
        start, end = self.at(QPointF(0, 0)), self.at(QPointF(view.width(), view.height()))
        painter = QPainter(view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(view.rect(), QColor(self.look.ground))
        window = (start.x(), start.y(), end.x(), end.y())
        found = marks(self.laid, self.look, self._words_wide, self.shown, window)
        self._painter.paint(painter, [moved(mark, left, top, scale) for mark in found])
        painter.end()

    def _words_wide(self, words: str, face: str, size: float) -> float:
        return self._fonts(words, face, size * self._scale) / self._scale


def look_of(theme: Theme) -> Look:
    """The colours of the window."""
    return Look(
        ground=theme.surface,
        box=theme.surface,
        head=theme.raised,
        edge=theme.edge,
        line=theme.edge,
        rule=theme.line,
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        selection=theme.selection,
        found=theme.accent_soft,
    )
