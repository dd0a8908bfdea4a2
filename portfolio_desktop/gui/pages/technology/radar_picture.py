# SPDX-License-Identifier: Apache-2.0
"""The radar as a picture: quadrants and rings with numbered blips, whose shape says how they moved."""

import math
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.radar import MOVE_LABELS, Move, ring_edges, spots
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import Theme, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services.technology.radar import Blip, Radar

_LEAST, _NATURAL = 360, 620
_LABEL = 22
_BIGGEST, _SMALLEST = 11.0, 6.5
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class RadarPicture(QWidget):
    """Arrow keys walk from number to number, Enter or a click opens."""

    picked = Signal(str)
    """The id of the blip that the keyboard or the mouse came to."""
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radar = Radar((), (), (), ())
        self._places: dict[str, QPointF] = {}
        self._size = _BIGGEST
        self.chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, Role.Chart)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_radar(self, radar: Radar) -> None:
        """Draw another radar; whoever is still there stays chosen."""
        self._radar = radar
        self.setAccessibleName(
            ngettext(
                "Technology radar, {count} technology",
                "Technology radar, {count} technologies",
                len(radar.blips),
            ).format(count=len(radar.blips))
        )
        if self.chosen not in {blip.id for blip in radar.blips}:
            self.chosen = ""
        self._place()

    def choose(self, id: str) -> None:
        """Bring one blip out, without `picked`."""
        self.chosen = id
        found = next((blip for blip in self._radar.blips if blip.id == id), None)
        self.setAccessibleDescription(self.words(found) if found else "")
        self.update()

    def words(self, blip: Blip) -> str:
        """A blip in words."""
        rings, quadrants = dict(self._radar.rings), dict(self._radar.quadrants)
        said = [
            f"{blip.number} {blip.title}",
            f"{quadrants[blip.quadrant]}: {rings[blip.ring]}",
            _(MOVE_LABELS[blip.move]),
        ]
        return "\n".join([*said, *(title for _id, title in blip.projects)])

    def place_of(self, id: str) -> QPointF:
        """Where a blip is drawn. Raises KeyError."""
        return self._places[id]

    @property
    def blip_radius(self) -> float:
        return self._size

    def sizeHint(self) -> QSize:
        return QSize(_NATURAL, _NATURAL)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST)

    def _place(self) -> None:
        """Work out where every blip lies, and how large they may be without touching one another."""
        self._places.clear()
        centre, reach = self._centre, self._reach
        edges = pairwise((0.0, *ring_edges(len(self._radar.rings))))
        for (ring, _label), (inner, outer) in zip(self._radar.rings, edges, strict=True):
            for quadrant, (code, _name) in enumerate(self._radar.quadrants):
                blips = self._radar.in_ring(code, ring)
                for blip, spot in zip(blips, spots(quadrant, inner, outer, len(blips)), strict=True):
                    self._places[blip.id] = centre + QPointF(spot.x, spot.y) * reach
        self._size = min(_BIGGEST, max(_SMALLEST, self._nearest() / 2.4))
        self.update()

    def _nearest(self) -> float:
        """The least distance between two blips of this radar."""
        points = list(self._places.values())
        return min(
            (math.dist(a.toTuple(), b.toTuple()) for at, a in enumerate(points) for b in points[:at]),
            default=99.0,
        )

    @property
    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    @property
    def _reach(self) -> float:
        return max(10.0, min(self.width(), self.height()) / 2 - 4)

    def _at(self, spot: QPointF) -> str:
        for id, place in self._places.items():
            if math.dist(place.toTuple(), spot.toTuple()) <= self._size + 2:
                return id
        return ""

    # What a person does

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found and event.button() is Qt.MouseButton.LeftButton:
            self._pick(found)
            self.opened.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self._radar.blips:
            ids = [blip.id for blip in self._radar.blips]
            here = ids.index(Id(self.chosen)) if self.chosen in ids else -1 if step > 0 else 0
            self._pick(ids[(here + step) % len(ids)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def _pick(self, id: str) -> None:
        self.choose(id)
        self.picked.emit(id)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            blip = next((blip for blip in self._radar.blips if blip.id == found), None)
            QToolTip.showText(event.globalPos(), safe_tooltip(self.words(blip)) if blip else "", self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            self._paint_rings(painter, theme)
            for blip in self._radar.blips:
                strong = blip.id == self.chosen
                paint_blip(
                    painter, self._places[blip.id], self._size, blip.move, theme, self._centre, strong=strong
                )
                painter.setFont(sized(tabular(self.font()), -2 if self._size > 8 else -3, bold=True))
                spot = QRectF(0, 0, 24, 16)
                spot.moveCenter(
                    self._places[blip.id]
                    + _middle(blip.move, self._places[blip.id], self._centre, self._size)
                )
                ink = theme.on_accent if strong else theme.text
                painter.setPen(QColor(ink))
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(blip.number))

    def _paint_rings(self, painter: QPainter, theme: Theme) -> None:
        centre, reach = self._centre, self._reach
        grounds = (theme.surface, theme.raised)
        edges = ring_edges(len(self._radar.rings))
        for place in range(len(edges) - 1, -1, -1):
            painter.setPen(QPen(QColor(theme.outline), 1))
            painter.setBrush(QColor(grounds[place % 2]))
            painter.drawEllipse(centre, edges[place] * reach, edges[place] * reach)
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
        painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach))
        painter.setFont(sized(self.font(), -1, bold=True))
        for (_code, label), (inner, outer) in zip(self._radar.rings, pairwise((0.0, *edges)), strict=True):
            self._paint_ring_label(painter, label, (inner + outer) / 2 * reach, theme)
        painter.setFont(sized(self.font(), 1, bold=True))
        for quadrant, (_code, label) in enumerate(self._radar.quadrants):
            right, below = quadrant in (0, 1), quadrant in (1, 2)
            top = centre.y() + reach - _LABEL if below else centre.y() - reach
            side = QRectF(centre.x() if right else centre.x() - reach, top, reach, _LABEL)
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            paint_text(painter, side, label, theme.text, align)

    def _paint_ring_label(self, painter: QPainter, label: str, off: float, theme: Theme) -> None:
        """On the line to the right and to the left, with a little of the ground behind it."""
        wide = painter.fontMetrics().horizontalAdvance(label) + 8
        for side in (-1, 1):
            spot = QRectF(0, 0, wide, 15)
            spot.moveCenter(self._centre + QPointF(side * off, 0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.surface))
            painter.drawRoundedRect(spot, 3, 3)
            paint_text(painter, spot, label, theme.muted, Qt.AlignmentFlag.AlignHCenter)


def paint_blip(
    painter: QPainter,
    at: QPointF,
    size: float,
    move: Move,
    theme: Theme,
    centre: QPointF,
    *,
    strong: bool = False,
) -> None:
    """A circle for one that stayed, a star for a new one, a triangle that points the way that it went."""
    painter.setPen(QPen(QColor(theme.accent), 1.4))
    painter.setBrush(QColor(theme.accent if strong else theme.accent_soft))
    if move is Move.STAYED:
        painter.drawEllipse(at, size, size)
    elif move is Move.NEW:
        painter.drawPolygon(_star(at, size * 1.45))
    else:
        away = at - centre
        turn = math.atan2(away.y(), away.x()) + (math.pi if move is Move.IN else 0)
        path = QPainterPath()
        path.addPolygon(_triangle(at, size * 1.5, turn))
        path.closeSubpath()
        painter.drawPath(path)


def _middle(move: Move, at: QPointF, centre: QPointF, size: float) -> QPointF:
    """Where the number lies off the middle: a triangle is widest behind its tip."""
    if move not in (Move.IN, Move.OUT):
        return QPointF(0, 0)
    away = at - centre
    length = math.hypot(away.x(), away.y()) or 1.0
    return away / length * size * (0.2 if move is Move.IN else -0.2)


def _triangle(at: QPointF, size: float, turn: float) -> QPolygonF:
    corners = (turn + step * 2 * math.pi / 3 for step in range(3))
    return QPolygonF([at + QPointF(math.cos(angle), math.sin(angle)) * size for angle in corners])


def _star(at: QPointF, size: float) -> QPolygonF:
    """Eight short points: unlike the circle at any size, with room for a number."""
    corners = ((step * math.pi / 8, size if step % 2 == 0 else size * 0.74) for step in range(16))
    return QPolygonF([at + QPointF(math.cos(angle), math.sin(angle)) * far for angle, far in corners])
