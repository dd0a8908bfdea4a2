# SPDX-License-Identifier: Apache-2.0
"""The heat map: a risk matrix of any size with the risks that stand in each cell, used by mouse or keyboard.

It knows nothing of records. Likelihood runs upwards, impact to the right; a cell shows its band by letter, shape
and tone together, strongly where risks stand in it and faintly where none does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.risk_matrix import Band, Point, RiskMatrix
from portfolio_desktop.gui.theme import RADIUS, Theme, Tone, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.heat_arrows import Flow, Journey, paint_flows, paint_journeys
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.gui.widgets.rating import paint_shape
from portfolio_desktop.gui.widgets.tints import faint

_GAP, _TITLE, _FOOT = 3, 18, 36
_WORDS, _WORDS_LEAST = 86, 44
_CELL = QSize(76, 58)
_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one cell: how many, and the first few of them, each "R-0007 Supplier fails"."""

    count: int
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axes:
    """The words of both scales, from the lowest step up, one for each step of the matrix."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]


class HeatMap(QWidget):
    """Arrow keys move a visible focus, Enter or a click chooses a cell, and once more lets it go."""

    chosen = Signal(object)
    """The `Point` that was chosen, or None when it was let go."""
    walked = Signal(object)
    """The `Point` that the focus went to."""

    def __init__(self, name: str, matrix: RiskMatrix, axes: Axes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._held: Mapping[Point, Held] = {}
        self._journeys: tuple[Journey, ...] = ()
        self._strong = ""
        self._flows: tuple[Flow, ...] = ()
        self._selected: Point | None = None
        self._hover: Point | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._focus = Point(matrix.likelihoods, matrix.impacts)
        self.set_matrix(matrix, axes)

    # What is shown

    def set_matrix(self, matrix: RiskMatrix, axes: Axes) -> None:
        """Another matrix. The focus stays where it is, and begins in the worst corner, where the talk begins."""
        self._matrix, self._axes = matrix, axes
        self._focus = self._within(self._focus)
        if self._selected is not None and matrix.cell(self._selected) is None:
            self._selected = None
        self.updateGeometry()
        self._say()

    def set_held(self, held: Mapping[Point, Held]) -> None:
        """What stands in the cells; a cell that is not named is empty."""
        self._held = held
        self._say()

    def set_journeys(self, journeys: Sequence[Journey], strong: str = "") -> None:
        """Draw the ways of these risks in place of the counts; `strong` is the key of the one to bring out."""
        self._journeys, self._strong, self._flows = tuple(journeys), strong, ()
        self._say()

    def set_flows(self, flows: Sequence[Flow]) -> None:
        """Draw how risks moved from cell to cell."""
        self._flows, self._journeys = tuple(flows), ()
        self._say()

    def select(self, point: Point | None) -> None:
        """Show a cell as chosen, without `chosen`."""
        self._selected = point
        if point is not None:
            self._focus = point
        self._say()

    @property
    def selected(self) -> Point | None:
        """The chosen cell."""
        return self._selected

    @property
    def focused(self) -> Point:
        """The cell that the keyboard stands on."""
        return self._focus

    def words(self, point: Point) -> str:
        """A cell in words: "Likely × High: 7 risks, Critical"."""
        count = self._count(point)
        return _("{likelihood} × {impact}: {risks}, {band}").format(
            likelihood=self._axes.likelihood[point.likelihood - 1],
            impact=self._axes.impact[point.impact - 1],
            risks=ngettext("{count} risk", "{count} risks", count).format(count=f"{count:,}"),
            band=_(self._band(point).label),
        )

    # Geometry

    def sizeHint(self) -> QSize:
        across, down = self._matrix.impacts, self._matrix.likelihoods
        return QSize(
            _TITLE + _WORDS + across * min(_CELL.width(), 380 // across),
            _FOOT + _TITLE + down * min(_CELL.height(), 290 // down),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(
            _TITLE + _WORDS_LEAST + self._matrix.impacts * 26, 2 * _TITLE + self._matrix.likelihoods * 24
        )

    def cell_rect(self, point: Point) -> QRectF:
        """Where a cell lies in the widget."""
        area = self._area()
        width, height = area.width() / self._matrix.impacts, area.height() / self._matrix.likelihoods
        left = area.left() + (point.impact - 1) * width
        top = area.top() + (self._matrix.likelihoods - point.likelihood) * height
        return QRectF(left, top, width, height).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def point_at(self, at: QPointF) -> Point | None:
        """The cell under a spot of the widget."""
        area = self._area()
        if not area.contains(at):
            return None
        across = int((at.x() - area.left()) / area.width() * self._matrix.impacts)
        down = int((at.y() - area.top()) / area.height() * self._matrix.likelihoods)
        return Point(max(1, self._matrix.likelihoods - down), min(self._matrix.impacts, across + 1))

    def _area(self) -> QRectF:
        """The cells, all together."""
        return QRectF(self.rect()).adjusted(_TITLE + self._gutter(), 2, -2, -self._foot() - _TITLE)

    def _gutter(self) -> float:
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in self._axes.likelihood) + 10
        return float(max(_WORDS_LEAST, min(widest, _WORDS, self.width() // 4)))

    def _foot(self) -> int:
        """Room under the cells for the words of the impacts: two lines where one of them is too long for one."""
        cell = (self.width() - _TITLE - self._gutter()) / self._matrix.impacts
        metrics = self.fontMetrics()
        long = any(metrics.horizontalAdvance(word) > cell for word in self._axes.impact)
        return _FOOT if long else _FOOT - metrics.height() + 4

    # What is known of a cell

    def _band(self, point: Point) -> Band:
        cell = self._matrix.cell(point)
        assert cell is not None  # only points of the matrix are asked for
        return cell.band

    def _count(self, point: Point) -> int:
        held = self._held.get(point)
        return held.count if held else 0

    def _points(self) -> list[Point]:
        return [
            Point(likelihood, impact)
            for likelihood in range(self._matrix.likelihoods, 0, -1)
            for impact in range(1, self._matrix.impacts + 1)
        ]

    def _say(self) -> None:
        """Keep what a screen reader says in step with what is seen, and draw anew."""
        self.setAccessibleName(f"{self._name}. {self.words(self._focus)}")
        filled = [self.words(point) for point in self._points() if self._count(point)]
        self.setAccessibleDescription("; ".join(filled) or _("No risk stands in any cell."))
        self.update()

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            up, right = _STEPS[key]
            self._walk(self._within(Point(self._focus.likelihood + up, self._focus.impact + right)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._focus)
        elif key == Qt.Key.Key_Escape and self._selected is not None:
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

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_over(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            point = self.point_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), safe_tooltip(self.tip(point)) if point else "", self)
            return True
        return super().event(event)

    def tip(self, point: Point) -> str:
        """The cell in words and the first risks in it."""
        held = self._held.get(point, Held(0))
        more = held.count - len(held.first)
        rest = [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
        return "\n".join([self.words(point), *held.first, *(rest if held.first else [])])

    def _within(self, point: Point) -> Point:
        """The nearest point that the matrix has."""
        return Point(
            min(self._matrix.likelihoods, max(1, point.likelihood)),
            min(self._matrix.impacts, max(1, point.impact)),
        )

    def _walk(self, point: Point) -> None:
        if point != self._focus:
            self._focus = point
            self._say()
            self.walked.emit(point)

    def _choose(self, point: Point) -> None:
        self._selected = None if self._selected == point else point
        self._say()
        self.chosen.emit(self._selected)

    def _hover_over(self, point: Point | None) -> None:
        if point != self._hover:
            self._hover = point
            self.setCursor(Qt.CursorShape.PointingHandCursor if point else Qt.CursorShape.ArrowCursor)
            self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.setFont(self.font())
            self._paint_axes(painter, theme)
            for point in self._points():
                self._paint_cell(painter, point, theme)
            if self._journeys:
                paint_journeys(painter, self._journeys, self._room, theme, self._strong)
            elif self._flows:
                paint_flows(painter, self._flows, self.cell_rect, theme)
            self._paint_rings(painter, theme)

    def _room(self, point: Point) -> QRectF:
        """The part of a cell that is free for the dots of risks."""
        rect = self.cell_rect(point)
        return rect.adjusted(2, 13 if rect.height() >= 46 else 5, -2, -1)

    def _paint_axes(self, painter: QPainter, theme: Theme) -> None:
        area, aligned = self._area(), Qt.AlignmentFlag
        for likelihood, word in enumerate(self._axes.likelihood, 1):
            cell = self.cell_rect(Point(likelihood, 1))
            left = QRectF(_TITLE, cell.top(), area.left() - _TITLE - 6, cell.height())
            self._paint_word(painter, left, word, theme.text, aligned.AlignRight | aligned.AlignVCenter)
        for impact, word in enumerate(self._axes.impact, 1):
            cell = self.cell_rect(Point(1, impact))
            below = QRectF(cell.left() - 1, area.bottom() + 3, cell.width() + 2, self._foot() - 3)
            self._paint_word(painter, below, word, theme.text, aligned.AlignHCenter | aligned.AlignTop)
        painter.setFont(sized(self.font(), -1))
        foot = QRectF(area.left(), self.height() - _TITLE, area.width(), _TITLE)
        paint_text(painter, foot, _("Impact →"), theme.muted, aligned.AlignHCenter)
        painter.save()
        painter.translate(0, area.center().y() + area.height() / 2)
        painter.rotate(-90)
        side = QRectF(0, 0, area.height(), _TITLE)
        paint_text(painter, side, _("Likelihood →"), theme.muted, aligned.AlignHCenter)
        painter.restore()

    def _paint_word(
        self, painter: QPainter, box: QRectF, word: str, ink: str, align: Qt.AlignmentFlag
    ) -> None:
        """The word of a step, on two lines where one is too narrow, smaller where the cells are many."""
        narrow = box.width() < 60 or box.height() < 30
        painter.setFont(sized(self.font(), -1.5 if narrow else -0.5))
        painter.setPen(QColor(ink))
        painter.save()
        painter.setClipRect(box)
        painter.drawText(box, align | Qt.TextFlag.TextWordWrap, word)
        painter.restore()

    def _paint_cell(self, painter: QPainter, point: Point, theme: Theme) -> None:
        rect, band, count = self.cell_rect(point), self._band(point), self._count(point)
        tone = theme.tones[band.tone]
        overlaid = bool(self._journeys or self._flows)
        strong = count > 0 and not overlaid
        shown = tone if strong else faint(tone, theme, faintest=not count)
        painter.setPen(QPen(QColor(theme.edge if point == self._hover else shown.edge), 1))
        painter.setBrush(QColor(shown.fill))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._paint_mark(painter, rect, band, shown)
        if count and self._flows:
            painter.setFont(tabular(sized(self.font(), -1.5)))
            box = QRectF(rect.left(), rect.top() + 1, rect.width() - 4, 13)
            paint_text(painter, box, f"{count:,}", shown.text, Qt.AlignmentFlag.AlignRight)
        elif count and not overlaid:
            small = rect.height() < 34 or rect.width() < 40
            painter.setFont(tabular(sized(self.font(), 0 if small else 6, bold=True)))
            box = rect.adjusted(8 if small else 0, 0, 0, 0)
            paint_text(painter, box, f"{count:,}", shown.text, Qt.AlignmentFlag.AlignHCenter)

    def _paint_mark(self, painter: QPainter, rect: QRectF, band: Band, tone: Tone) -> None:
        """The band's shape in the corner, with its letter where there is room."""
        roomy = rect.width() >= 40 and rect.height() >= 30
        radius = 3.2 if roomy else 2.4
        paint_shape(painter, QPointF(rect.left() + 8, rect.top() + 8), band.shape, radius, tone)
        if roomy:
            painter.setFont(sized(self.font(), -2, bold=True))
            box = QRectF(rect.left() + 14, rect.top() + 1, rect.width() - 16, 14)
            paint_text(painter, box, band.letter, tone.text, Qt.AlignmentFlag.AlignLeft)

    def _paint_rings(self, painter: QPainter, theme: Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._selected is not None:
            rect = self.cell_rect(self._selected)
            painter.setPen(QPen(QColor(theme.surface), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
            painter.setPen(QPen(QColor(theme.accent), 3))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(self.cell_rect(self._focus).adjusted(-2, -2, 2, 2), RADIUS, RADIUS)
