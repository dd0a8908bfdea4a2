# SPDX-License-Identifier: Apache-2.0
"""Paints marks with Qt. Pens, colours, fonts and laid-out words are made once: a frame asks for hundreds of them.

Level and upright edges are put on whole pixels of the screen: crisp at every scaling, and much quicker than smooth ones.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from portfolio_desktop.gui.timeline.look import font_for
from portfolio_desktop.reports.primitives import Circle, Clipped, Line, Mark, Path, Rect, Route, Text

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_SMOOTH = QPainter.RenderHint.Antialiasing
_WORDS_KEPT = 5_000


class MarkPainter:
    """Draws marks in the order they come, with the fonts that follow from `base`."""

    def __init__(self, base: QFont) -> None:
        self._base = QFont(base)
        self._pens: dict[tuple[object, ...], QPen] = {}
        self._brushes: dict[str, QBrush] = {}
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, float], tuple[QFont, QFontMetricsF]] = {}
        self._words: dict[tuple[str, str, float], QStaticText] = {}
        self._grain = 1.0  # pixels of the screen to one of the picture
        self._is_smooth = True
        self._draw: dict[type, Callable[[QPainter, Any], None]] = {
            Text: self._text,
            Rect: self._rect,
            Line: self._line,
            Route: self._route,
            Path: self._path,
            Circle: self._circle,
            Clipped: self._clipped,
        }

    def paint(self, painter: QPainter, marks: Iterable[Mark]) -> None:
        self._grain = painter.device().devicePixelRatio()
        self._is_smooth = painter.testRenderHint(_SMOOTH)
        self._each(painter, marks)
        self._smooth(painter, True)

    def _each(self, painter: QPainter, marks: Iterable[Mark]) -> None:
        draw = self._draw
        for mark in marks:
            draw[type(mark)](painter, mark)

    def _smooth(self, painter: QPainter, smooth: bool) -> None:
        if smooth is not self._is_smooth:
            self._is_smooth = smooth
            painter.setRenderHint(_SMOOTH, smooth)

    def _pen(self, colour: str | None, thick: float, dash: tuple[float, ...] = ()) -> QPen:
        if colour is None:
            return _NO_PEN
        pen = self._pens.get((colour, thick, dash))
        if pen is None:
            pen = QPen(QColor(colour), thick)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dash:
                pen.setDashPattern([length / thick for length in dash])  # Qt counts in widths of the pen
            self._pens[colour, thick, dash] = pen
        return pen

    def _brush(self, colour: str | None) -> QBrush:
        if colour is None:
            return _NO_BRUSH
        brush = self._brushes.get(colour)
        if brush is None:
            brush = self._brushes[colour] = QBrush(QColor(colour))
        return brush

    def _colour(self, name: str) -> QColor:
        colour = self._colours.get(name)
        if colour is None:
            colour = self._colours[name] = QColor(name)
        return colour

    def _text(self, painter: QPainter, mark: Text) -> None:
        x, y, words, face, size, colour, align = mark
        found = self._fonts.get((face, size))
        if found is None:
            font = font_for(self._base, face, size)
            found = self._fonts[face, size] = font, QFontMetricsF(font)
        font, metrics = found
        if align:
            x -= align * metrics.horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(self._pen(colour, 1.0))
        painter.drawStaticText(QPointF(x, y - metrics.ascent()), self._laid_out(words, face, size, font))

    def _laid_out(self, words: str, face: str, size: float, font: QFont) -> QStaticText:
        laid = self._words.get((words, face, size))
        if laid is None:
            if len(self._words) > _WORDS_KEPT:
                self._words.clear()
            laid = self._words[words, face, size] = QStaticText(words)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(QTransform(), font)
        return laid

    def _rect(self, painter: QPainter, mark: Rect) -> None:
        x, y, width, height, fill, stroke, thick, radius, dash = mark
        rect = QRectF(x, y, width, height)
        if stroke is None and not radius and fill:
            self._smooth(painter, False)
            painter.fillRect(rect, self._colour(fill))
            return
        self._smooth(painter, True)
        painter.setPen(self._pen(stroke, thick, dash))
        painter.setBrush(self._brush(fill))
        if radius:
            painter.drawRoundedRect(rect, radius, radius)
        else:
            painter.drawRect(rect)

    def _line(self, painter: QPainter, mark: Line) -> None:
        x1, y1, x2, y2, stroke, thick, dash = mark
        if dash or (x1 != x2 and y1 != y2):
            self._smooth(painter, True)
            painter.setPen(self._pen(stroke, thick, dash))
            painter.drawLine(QLineF(x1, y1, x2, y2))
        else:
            self._smooth(painter, False)
            self._strip(painter, (x1, y1), (x2, y2), thick, stroke)

    def _strip(
        self,
        painter: QPainter,
        start: tuple[float, float],
        end: tuple[float, float],
        thick: float,
        colour: str,
        beyond: float = 0.0,
    ) -> None:
        """An upright or level line as a field of whole pixels, `beyond` longer at both ends."""
        (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        grain = self._grain
        wide = (round(thick * grain) or 1) / grain
        if x0 == x1:
            rect = QRectF(round((x0 - wide / 2) * grain) / grain, y0 - beyond, wide, y1 - y0 + 2 * beyond)
        else:
            rect = QRectF(x0 - beyond, round((y0 - wide / 2) * grain) / grain, x1 - x0 + 2 * beyond, wide)
        painter.fillRect(rect, self._colour(colour))

    def _route(self, painter: QPainter, mark: Route) -> None:
        points, stroke, thick, dash = mark
        if dash or any(x0 != x1 and y0 != y1 for (x0, y0), (x1, y1) in pairwise(points)):
            self._smooth(painter, True)
            painter.setPen(self._pen(stroke, thick, dash))
            painter.drawPolyline([QPointF(x, y) for x, y in points])
            return
        self._smooth(painter, False)
        for start, end in pairwise(points):
            self._strip(painter, start, end, thick, stroke, thick / 2)  # corners are filled

    def _path(self, painter: QPainter, mark: Path) -> None:
        self._smooth(painter, True)
        painter.setPen(self._pen(mark.stroke, mark.thick))
        painter.setBrush(self._brush(mark.fill))
        painter.drawPolygon([QPointF(x, y) for x, y in mark.points])

    def _circle(self, painter: QPainter, mark: Circle) -> None:
        self._smooth(painter, True)
        painter.setPen(self._pen(mark.stroke, mark.thick))
        painter.setBrush(self._brush(mark.fill))
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)

    def _clipped(self, painter: QPainter, mark: Clipped) -> None:
        smooth = self._is_smooth
        painter.save()
        painter.setClipRect(QRectF(mark.x, mark.y, mark.width, mark.height), Qt.ClipOperation.IntersectClip)
        self._each(painter, mark.marks)
        painter.restore()
        self._is_smooth = smooth
