# SPDX-License-Identifier: Apache-2.0
"""What lies under the pointer on a chart, and the note that goes along with it while something is dragged."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from portfolio_desktop.gui.timeline.gestures import part_at
from portfolio_desktop.reports.gantt.look import Look
from portfolio_desktop.reports.gantt.picture import Frame
from portfolio_desktop.services.planning.rows import Arrow

_NEAR = 4.0
_PAD = 7.0


class Spot(NamedTuple):
    """The lane under the pointer (-1: none), the part of its bar, and the arrow that runs there."""

    lane: int
    part: str = ""
    arrow: Arrow | None = None


def spot_at(frame: Frame, x: float, y: float) -> Spot:
    if y < frame.look.head_height:
        return Spot(-1)
    lane = frame.window.first + int((y - frame.window.top) // frame.look.row)
    if not frame.window.first <= lane < frame.window.last:
        return Spot(-1)
    box = frame.box(lane)
    part = part_at(frame.chart.row(lane), box, x, y, frame.look) if box is not None else ""
    return Spot(lane, part, None if part else _arrow_at(frame, x, y))


def _arrow_at(frame: Frame, x: float, y: float) -> Arrow | None:
    for joined, led in frame.led:
        for (x0, y0), (x1, y1) in zip(led.points, led.points[1:], strict=False):
            across = min(x0, x1) - _NEAR <= x <= max(x0, x1) + _NEAR
            if across and min(y0, y1) - _NEAR <= y <= max(y0, y1) + _NEAR:
                return joined.arrow
    return None


def painted_note(painter: QPainter, at: QPointF, words: str, look: Look, within: QRect, font: QFont) -> None:
    """A note beside the pointer that stays inside `within`."""
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    lines = words.split("\n")
    wide = max(map(metrics.horizontalAdvance, lines)) + 2 * _PAD
    high = metrics.height() * len(lines) + 2 * _PAD - 4
    x = min(at.x() + 16, within.right() - wide - 4)
    y = min(at.y() + 18, within.bottom() - high - 4)
    note = QRectF(max(x, 4.0), max(y, 4.0), wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.text))
    painter.drawRoundedRect(note, 4, 4)
    painter.setPen(QColor(look.ground))
    for place, line in enumerate(lines):
        top = note.top() + _PAD - 2 + place * metrics.height()
        painter.drawText(QPointF(note.left() + _PAD, top + metrics.ascent()), line)
