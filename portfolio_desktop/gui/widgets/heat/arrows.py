# SPDX-License-Identifier: Apache-2.0
"""Arrows over a heat map: the way of one risk from stage to stage, and how many moved from cell to cell.

Geometry and painting only. Everything is drawn so that it stays apart where several risks share a cell.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from portfolio_desktop.domain.risk_matrix import Point, Stage
from portfolio_desktop.gui.theme import Theme, sized, tabular

End = tuple[int, Stage]
"""The number of a journey, and one of its stages."""
CellRect = Callable[[Point], QRectF]

_DOT, _DOT_LEAST, _SMALL, _STRIP = 9.0, 6.0, 4.0, 9.0


@dataclass(frozen=True, slots=True)
class Journey:
    """The way of one risk. `number` stands in its dot; a stage that nobody scored is None."""

    key: str
    number: int
    label: str
    inherent: Point | None
    current: Point | None
    target: Point | None

    def stages(self) -> tuple[tuple[Stage, Point], ...]:
        """The scored stages in order."""
        named = (
            (Stage.INHERENT, self.inherent),
            (Stage.CURRENT, self.current),
            (Stage.TARGET, self.target),
        )
        return tuple((name, point) for name, point in named if point is not None)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many risks went from one cell to another; no `start` for those that are new, no `end` for those that left."""

    start: Point | None
    end: Point | None
    count: int


def places(journeys: Sequence[Journey], cell: CellRect) -> Mapping[End, QPointF]:
    """Where each stage of each journey is drawn: within its cell, no two on the same spot.

    What stands now fills the cell; where something begins or ends beside it, that keeps to the foot.
    """
    standing: dict[Point, list[End]] = defaultdict(list)
    passing: dict[Point, list[End]] = defaultdict(list)
    for journey in journeys:
        for stage, point in journey.stages():
            (standing if stage is Stage.CURRENT else passing)[point].append((journey.number, stage))
    found: dict[End, QPointF] = {}
    for point in standing.keys() | passing.keys():
        room = cell(point)
        strip = _STRIP if point in standing and point in passing else 0.0
        foot = QRectF(room.left(), room.bottom() - strip, room.width(), strip) if strip else room
        for ends, rect in ((standing[point], room.adjusted(0, 0, 0, -strip)), (passing[point], foot)):
            found.update(zip(sorted(ends), _spots(rect, len(ends)), strict=True))
    return found


def _spots(rect: QRectF, count: int) -> list[QPointF]:
    """`count` spots on a grid that fits the shape of `rect`, row by row."""
    if not count:
        return []
    across = max(1, min(count, round(math.sqrt(count * rect.width() / max(1.0, rect.height())))))
    down = math.ceil(count / across)
    step, drop = rect.width() / across, rect.height() / down
    return [
        QPointF(rect.left() + (place % across + 0.5) * step, rect.top() + (place // across + 0.5) * drop)
        for place in range(count)
    ]


def paint_journeys(
    painter: QPainter, journeys: Sequence[Journey], cell: CellRect, theme: Theme, strong: str = ""
) -> None:
    """The ways of all journeys, lightly; with one brought out by its key, its way alone and the dots of the others."""
    at = places(journeys, cell)
    radius = _radius(journeys, cell)
    for journey in journeys:
        loud = journey.key == strong
        if loud or not strong:
            _way(painter, journey, at, theme, radius, loud=loud)
    for journey in sorted(journeys, key=lambda each: each.key == strong):
        if journey.current is not None:
            spot = at[journey.number, Stage.CURRENT]
            _dot(painter, spot, str(journey.number), theme, radius, loud=journey.key == strong)


def _radius(journeys: Sequence[Journey], cell: CellRect) -> float:
    """One size for every dot: as large as can be read, as small as the fullest cell asks."""
    held = Counter(journey.current for journey in journeys if journey.current is not None)
    room = [cell(point).width() * cell(point).height() / count for point, count in held.items()]
    return max(_DOT_LEAST, min(_DOT, math.sqrt(min(room, default=900.0)) / 2.5))


def _way(
    painter: QPainter,
    journey: Journey,
    at: Mapping[End, QPointF],
    theme: Theme,
    radius: float,
    *,
    loud: bool,
) -> None:
    ink = theme.accent if loud else theme.muted
    steps = [(stage, at[journey.number, stage]) for stage, _point in journey.stages()]
    for (stage, start), (goal, end) in pairwise(steps):
        away, gap = (radius if each is Stage.CURRENT else _SMALL for each in (stage, goal))
        _arrow(painter, start, end, ink, away, gap, wide=loud, dashed=goal is Stage.TARGET)
    for stage, spot in steps:
        if stage is not Stage.CURRENT:
            _mark(painter, spot, stage, ink, theme, _SMALL if loud else _SMALL - 1)


def _mark(painter: QPainter, at: QPointF, stage: Stage, ink: str, theme: Theme, size: float) -> None:
    """A hollow circle where a risk began, a solid diamond where it is meant to end."""
    painter.setPen(QPen(QColor(ink), 1.5))
    if stage is Stage.INHERENT:
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(at, size - 0.5, size - 0.5)
        return
    painter.setBrush(QColor(ink))
    corners = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))


def _dot(painter: QPainter, at: QPointF, words: str, theme: Theme, radius: float, *, loud: bool) -> None:
    painter.save()
    painter.setPen(QPen(QColor(theme.surface if loud else theme.text), 1.2))
    painter.setBrush(QColor(theme.accent if loud else theme.surface))
    painter.drawEllipse(at, radius, radius)
    painter.setFont(tabular(sized(painter.font(), -1.5 if radius > 7 else -2.5, bold=True)))
    painter.setPen(QColor(theme.on_accent if loud else theme.text))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _arrow(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    ink: str,
    away: float,
    gap: float,
    *,
    wide: bool,
    dashed: bool,
) -> None:
    """A straight arrow that stops short of what it joins."""
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if length <= away + gap + 3:
        return
    way = (end - start) / length
    line_start, tip = start + way * away, end - way * (gap + 1)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(ink), 2.2 if wide else 1.0, style, Qt.PenCapStyle.RoundCap))
    painter.drawLine(line_start, tip)
    _head(painter, tip, way, ink, 7.0 if wide else 4.5)


def _head(painter: QPainter, tip: QPointF, way: QPointF, ink: str, size: float) -> None:
    across = QPointF(-way.y(), way.x())
    back = tip - way * size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawPolygon(QPolygonF([tip, back + across * size * 0.5, back - across * size * 0.5]))


def paint_flows(painter: QPainter, flows: Sequence[Flow], cell: CellRect, theme: Theme) -> None:
    """Bent arrows from cell to cell, as thick as many risks took them, with the number on each.

    An arrow and its opposite bend apart. What is new or has left is said in the corner of its cell.
    """
    painter.save()
    painter.setFont(tabular(sized(painter.font(), -1, bold=True)))
    pills = [
        _flow(painter, flow.start, flow.end, flow.count, cell, theme)
        for flow in flows
        if flow.start is not None and flow.end is not None and flow.start != flow.end
    ]
    for at, words in pills:
        _pill(painter, at, words, theme.accent, theme.on_accent)
    for flow in flows:
        if flow.start is None and flow.end is not None:
            _corner(painter, cell(flow.end), f"+{flow.count}", theme, left=False)
        elif flow.end is None and flow.start is not None:
            _corner(painter, cell(flow.start), f"\u2212{flow.count}", theme, left=True)
    painter.restore()


def _flow(
    painter: QPainter, start: Point, end: Point, count: int, cell: CellRect, theme: Theme
) -> tuple[QPointF, str]:
    here, there = cell(start).center(), cell(end).center()
    length = math.hypot(there.x() - here.x(), there.y() - here.y())
    way = (there - here) / length
    bend = QPointF(-way.y(), way.x()) * min(26.0, length * 0.22)
    middle = (here + there) / 2 + bend
    width = min(5.0, 1.4 + 0.5 * count)
    first, last = middle - here, there - middle
    begin = here + first / math.hypot(first.x(), first.y()) * 6
    heading = last / math.hypot(last.x(), last.y())
    tip = there - heading * 5
    path = QPainterPath(begin)
    path.quadTo(middle, tip - heading * 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # A light line under the dark one keeps it off every tone that it crosses.
    for ink, thick in ((theme.surface, width + 2.5), (theme.accent, width)):
        painter.setPen(QPen(QColor(ink), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(path)
    _head(painter, tip, heading, theme.accent, 6 + width)
    return path.pointAtPercent(0.5), str(count)


def _pill(painter: QPainter, at: QPointF, words: str, ground: str, ink: str) -> None:
    metrics = QFontMetricsF(painter.fontMetrics())
    width = max(15.0, metrics.horizontalAdvance(words) + 7)
    box = QRectF(at.x() - width / 2, at.y() - 7.5, width, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 7.5, 7.5)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _corner(painter: QPainter, rect: QRectF, words: str, theme: Theme, *, left: bool) -> None:
    width = max(18.0, QFontMetricsF(painter.fontMetrics()).horizontalAdvance(words) + 7)
    across = rect.left() + width / 2 + 3 if left else rect.right() - width / 2 - 3
    _pill(painter, QPointF(across, rect.bottom() - 10.5), words, theme.surface, theme.text)
