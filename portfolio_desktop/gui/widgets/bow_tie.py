# SPDX-License-Identifier: Apache-2.0
"""One risk as a bow-tie: what leads to it, what holds it back, the event, what softens it, what follows from it.

Boxes are as high as their words need, and never lie over one another. What is missing says so in its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import RADIUS, Theme, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip

_PAD, _BETWEEN, _HEAD, _LINES = 8.0, 10.0, 26.0, 7
_COLUMNS = 5
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Box:
    """One thing in its column. `entity` and `id` name the record that it leads to, if any."""

    text: str
    note: str = ""
    entity: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands under one heading. `missing` is what to say where nothing does."""

    title: str
    boxes: tuple[Box, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class _Placed:
    column: int
    box: Box
    rect: QRectF
    gap: bool


class BowTie(QWidget):
    """Five columns from cause to effect, the event in the middle. Tab and arrow keys walk through the records in it."""

    opened = Signal(str, str)
    """Entity and id of the record behind a box."""

    def __init__(self, name: str, columns: Sequence[Column], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert len(columns) == _COLUMNS
        self._columns = tuple(columns)
        self._placed: tuple[_Placed, ...] = ()
        self._focus = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speak_as(self, Role.Chart)
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(self._said()))
        if any(box.id for column in columns for box in column.boxes):
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def boxes(self) -> list[QRectF]:
        """Where everything lies, column by column."""
        return [placed.rect for placed in self._placed]

    def sizeHint(self) -> QSize:
        return QSize(900, self.minimumHeight() or 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._place()

    # Geometry

    def _place(self) -> None:
        """Give every box its place for this width; the height follows from the fullest column."""
        gap = max(14.0, min(34.0, self.width() / 30))
        width = (self.width() - 1 - gap * (_COLUMNS - 1)) / _COLUMNS
        stacks = [self._stack(column, width) for column in self._columns]
        heights = [sum(stack) + _BETWEEN * (len(stack) - 1) for stack in stacks]
        room = max(heights)
        placed: list[_Placed] = []
        for number, (column, stack) in enumerate(zip(self._columns, stacks, strict=True)):
            left, top = number * (width + gap), _HEAD + (room - heights[number]) / 2
            for box, height in zip(column.boxes or (Box(column.missing),), stack, strict=True):
                rect = QRectF(left + 0.5, top + 0.5, width - 1, height)
                placed.append(_Placed(number, box, rect, gap=not column.boxes))
                top += height + _BETWEEN
        self._placed = tuple(placed)
        height = int(_HEAD + room + 4)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
        self.update()

    def _stack(self, column: Column, width: float) -> list[float]:
        return [self._height(box, width) for box in column.boxes or (Box(column.missing),)]

    def _height(self, box: Box, width: float) -> float:
        metrics = QFontMetricsF(self.font())
        words = metrics.boundingRect(QRectF(0, 0, width - 2 * _PAD, 10_000), int(_WRAP), box.text)
        most = metrics.boundingRect(QRectF(0, 0, width, 10_000), int(_WRAP), "\n".join("X" * _LINES))
        text = min(words.height(), most.height() + 1)
        return 2 * _PAD + text + (metrics.lineSpacing() + 1 if box.note else 0)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            for number, column in enumerate(self._columns):
                first = next(placed.rect for placed in self._placed if placed.column == number)
                painter.setFont(sized(self.font(), -0.5, bold=True))
                head = QRectF(first.left(), 0, first.width(), _HEAD - 6)
                paint_text(painter, head, column.title, theme.muted, Qt.AlignmentFlag.AlignLeft)
            self._paint_ties(painter, theme)
            for number, placed in enumerate(self._placed):
                self._paint_box(painter, placed, theme, focused=self.hasFocus() and number == self._focus)

    def _paint_ties(self, painter: QPainter, theme: Theme) -> None:
        """From each cause through what holds it back to the event, and on to each effect."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.outline), 1.5))
        for here in range(_COLUMNS - 1):
            left = [placed for placed in self._placed if placed.column == here]
            right = [placed for placed in self._placed if placed.column == here + 1]
            middle = QPointF(
                (left[0].rect.right() + right[0].rect.left()) / 2,
                _HEAD + (self.height() - 4 - _HEAD) / 2,
            )
            for placed in left:
                painter.drawPath(_curve(QPointF(placed.rect.right(), placed.rect.center().y()), middle))
            for placed in right:
                painter.drawPath(_curve(middle, QPointF(placed.rect.left(), placed.rect.center().y())))

    def _paint_box(self, painter: QPainter, placed: _Placed, theme: Theme, *, focused: bool) -> None:
        event = placed.column == 2 and not placed.gap
        edge, width = (theme.accent, 2.0) if event or focused else (theme.outline, 1.0)
        style = Qt.PenStyle.DashLine if placed.gap else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(theme.edge if placed.gap else edge), width, style))
        painter.setBrush(QColor(theme.accent_soft if event else theme.raised))
        painter.drawRoundedRect(placed.rect, RADIUS, RADIUS)
        inner = placed.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        if placed.box.note:
            foot = QRectF(
                inner.left(), inner.bottom() - metrics.lineSpacing(), inner.width(), metrics.lineSpacing()
            )
            painter.setFont(sized(self.font(), -1))
            paint_text(painter, foot, placed.box.note, theme.muted, Qt.AlignmentFlag.AlignLeft)
            painter.setFont(self.font())
            inner.setBottom(foot.top() - 1)
        painter.setPen(QColor(theme.muted if placed.gap else theme.text))
        painter.drawText(inner, int(_WRAP), _cut(placed.box.text, inner, metrics))

    # Hands

    def _leading(self) -> list[int]:
        return [number for number, placed in enumerate(self._placed) if placed.box.id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leading = self._leading()
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(key)
        if step is not None and leading:
            at = leading.index(self._focus) + step if self._focus in leading else 0
            self._focus = leading[max(0, min(len(leading) - 1, at))]
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focus in leading:
            box = self._placed[self._focus].box
            self.opened.emit(box.entity, box.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        placed = self._under(event.position())
        if placed is not None and placed.box.id:
            self.opened.emit(placed.box.entity, placed.box.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        placed = self._under(event.position())
        leads = placed is not None and bool(placed.box.id)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            placed = self._under(QPointF(event.pos()))
            words = "\n".join(part for part in (placed.box.text, placed.box.note) if part) if placed else ""
            QToolTip.showText(event.globalPos(), safe_tooltip(words), self)
            return True
        return super().event(event)

    def _under(self, at: QPointF) -> _Placed | None:
        return next((placed for placed in self._placed if placed.rect.contains(at)), None)

    def _said(self) -> Iterator[str]:
        for column in self._columns:
            words = "; ".join(box.text for box in column.boxes) or column.missing
            yield _("{heading}: {words}").format(heading=column.title, words=words)


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    half = (start.x() + end.x()) / 2
    path.cubicTo(QPointF(half, start.y()), QPointF(half, end.y()), end)
    return path


def _cut(text: str, room: QRectF, metrics: QFontMetricsF) -> str:
    """As many of the words as fit into `room`, with an ellipsis where some are left out."""

    def fits(words: str) -> bool:
        return metrics.boundingRect(QRectF(0, 0, room.width(), 10_000), int(_WRAP), words).height() <= (
            room.height() + 1
        )

    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + "\u2026") else (low, middle - 1)
    return text[:low].rstrip() + "\u2026"
