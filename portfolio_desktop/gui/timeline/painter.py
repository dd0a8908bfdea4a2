# SPDX-License-Identifier: Apache-2.0
"""Paints marks with Qt. Pens, brushes and fonts are made once for each colour: a frame asks for hundreds of them."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from portfolio_desktop.gui.timeline.look import font_for
from portfolio_desktop.reports.primitives import Circle, Clipped, Line, Mark, Path, Rect, Route, Text

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


class MarkPainter:
    """Draws marks in the order they come, with the fonts that follow from `base`."""

    def __init__(self, base: QFont) -> None:
        self._base = QFont(base)
        self._pens: dict[tuple[object, ...], QPen] = {}
        self._brushes: dict[str, QBrush] = {}
        self._fonts: dict[tuple[str, float], QFont] = {}
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
        draw = self._draw
        for mark in marks:
            draw[type(mark)](painter, mark)

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

    def _text(self, painter: QPainter, mark: Text) -> None:
        font = self._fonts.get((mark.face, mark.size))
        if font is None:
            font = self._fonts[mark.face, mark.size] = font_for(self._base, mark.face, mark.size)
        painter.setFont(font)
        painter.setPen(self._pen(mark.colour, 1.0))
        x = mark.x
        if mark.align:
            x -= mark.align * painter.fontMetrics().horizontalAdvance(mark.text)
        painter.drawText(QPointF(x, mark.y), mark.text)

    def _rect(self, painter: QPainter, mark: Rect) -> None:
        x, y, width, height, fill, stroke, thick, radius, dash = mark
        rect = QRectF(x, y, width, height)
        if stroke is None and not radius and fill:
            painter.fillRect(rect, self._brush(fill))
            return
        painter.setPen(self._pen(stroke, thick, dash))
        painter.setBrush(self._brush(fill))
        if radius:
            painter.drawRoundedRect(rect, radius, radius)
        else:
            painter.drawRect(rect)

    def _line(self, painter: QPainter, mark: Line) -> None:
        x1, y1, x2, y2, stroke, thick, dash = mark
        if dash or (x1 != x2 and y1 != y2):
            painter.setPen(self._pen(stroke, thick, dash))
            painter.drawLine(QLineF(x1, y1, x2, y2))
            return
        # Upright and level lines are fields of whole pixels: crisp, and much quicker than a stroke.
        wide = round(thick) or 1
        if x1 == x2:
            painter.fillRect(QRectF(round(x1 - wide / 2), y1, wide, y2 - y1), self._brush(stroke))
        else:
            painter.fillRect(QRectF(x1, round(y1 - wide / 2), x2 - x1, wide), self._brush(stroke))

    def _route(self, painter: QPainter, mark: Route) -> None:
        painter.setPen(self._pen(mark.stroke, mark.thick, mark.dash))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in mark.points]))

    def _path(self, painter: QPainter, mark: Path) -> None:
        painter.setPen(self._pen(mark.stroke, mark.thick))
        painter.setBrush(self._brush(mark.fill))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in mark.points]))

    def _circle(self, painter: QPainter, mark: Circle) -> None:
        painter.setPen(self._pen(mark.stroke, mark.thick))
        painter.setBrush(self._brush(mark.fill))
        painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)

    def _clipped(self, painter: QPainter, mark: Clipped) -> None:
        painter.save()
        painter.setClipRect(QRectF(mark.x, mark.y, mark.width, mark.height), Qt.ClipOperation.IntersectClip)
        self.paint(painter, mark.marks)
        painter.restore()
