# SPDX-License-Identifier: Apache-2.0
"""Rows of places that a person walks from one to another: where each of them lies, what stands there, and which is chosen.

How they are drawn is said elsewhere: see `grid`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.theme import ROW
from portfolio_desktop.gui.widgets.paint import safe_tooltip


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a row, in pixels from the left edge of the content. `words` is all that is to be said of it."""

    x: float
    width: float
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the record that it stands for, its name, a number at the end of the name, and its stops."""

    key: str
    code: str
    title: str
    note: str
    stops: tuple[Stop, ...]


class Places(QAbstractScrollArea):
    """Rows are told by their place. `walked` follows the focus, `opened` a double click or Enter; stop -1 is the name."""

    walked = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, name: str, *, side: int, head: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.side, self.head = side, head
        self._lines: Sequence[Line] = ()
        self._width = 0
        self._row, self._stop = 0, -1
        self.hover = (-1, -1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        speak_as(self, Role.Chart)
        self.setAccessibleName(name)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.viewport().update())

    @property
    def lines(self) -> Sequence[Line]:
        return self._lines

    @property
    def place(self) -> tuple[int, int]:
        """Row and stop under the focus; the row is 0 where there are no rows."""
        return self._row, self._stop

    def show_lines(self, lines: Sequence[Line], width: float) -> None:
        """Show these rows, whose content is so wide.

        The focus stays on what it was on, where that is still there; else on the name of its row, or of the first.
        """
        here, at = self._keys()
        self._lines, self._width = lines, round(width)
        self._row = next((row for row, line in enumerate(lines) if line.key == here), 0)
        stops = lines[self._row].stops if lines and lines[self._row].key == here else ()
        self._stop = next((stop for stop, each in enumerate(stops) if each.key == at), -1)
        self._measure()
        self._say()

    def go(self, row: int, stop: int) -> None:
        """Put the focus on a place and bring it into sight."""
        if not self._lines:
            return
        self._row = min(len(self._lines) - 1, max(0, row))
        self._stop = min(len(self._lines[self._row].stops) - 1, max(-1, stop))
        self._bring_into_sight()
        self._say()
        self.walked.emit(self._row, self._stop)

    def stop_rect(self, row: int, stop: int) -> QRectF:
        """Where a place lies in the viewport; the name of the row for stop -1."""
        top = self.head + row * ROW - self.verticalScrollBar().value()
        if stop < 0:
            return QRectF(0, top, self.side, ROW)
        found = self._lines[row].stops[stop]
        left = self.side + found.x - self.horizontalScrollBar().value()
        return QRectF(left, top, found.width, ROW)

    def words(self, row: int, stop: int) -> str:
        """What stands at a place."""
        line = self._lines[row]
        name = f"{line.code} {line.title}".strip()
        return f"{name}: {line.stops[stop].words}" if stop >= 0 else name

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self._seen_rows() - 1)
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_PageUp: (-page, 0),
            Qt.Key.Key_PageDown: (page, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Home: (-len(self._lines), 0),
            Qt.Key.Key_End: (len(self._lines), 0),
        }
        key = Qt.Key(event.key())
        if key in steps:
            down, right = steps[key]
            self.go(self._row + down, self._stop + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._lines:
            self.opened.emit(self._row, self._stop)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, stop = self.place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.go(row, stop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row, stop = self.place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.opened.emit(row, stop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.place_at(event.position())
        if found != self.hover:
            self.hover = found
            shape = Qt.CursorShape.PointingHandCursor if found[0] >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row, stop = self.place_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), safe_tooltip(self.words(row, stop)) if row >= 0 else "", self
            )
            return True
        return super().viewportEvent(event)

    def place_at(self, spot: QPointF) -> tuple[int, int]:
        """Row and stop at a spot of the viewport; row -1 where nothing stands there."""
        if spot.y() < self.head:
            return -1, -1
        row = int((spot.y() - self.head + self.verticalScrollBar().value()) // ROW)
        if not 0 <= row < len(self._lines):
            return -1, -1
        if spot.x() < self.side:
            return row, -1
        for stop in range(len(self._lines[row].stops)):
            if self.stop_rect(row, stop).contains(spot):
                return row, stop
        return -1, -1

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(self.side + 480, self.head + 10 * ROW)

    # Measuring

    def rows_in_sight(self) -> range:
        """The rows that are at least partly seen."""
        first = self.verticalScrollBar().value() // ROW
        return range(first, min(len(self._lines), first + self._seen_rows() + 2))

    def _seen_rows(self) -> int:
        return max(1, (self.viewport().height() - self.head) // ROW)

    def _measure(self) -> None:
        port, across, down = self.viewport(), self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self.side + self._width - port.width()))
        across.setPageStep(max(1, port.width() - self.side))
        across.setSingleStep(ROW)
        down.setRange(0, max(0, self.head + len(self._lines) * ROW - port.height()))
        down.setPageStep(max(1, port.height() - self.head))
        down.setSingleStep(ROW)
        port.update()

    def _bring_into_sight(self) -> None:
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        top, height = self._row * ROW, self.viewport().height() - self.head
        down.setValue(min(top, max(down.value(), top + ROW - height)))
        if self._stop >= 0:
            found = self._lines[self._row].stops[self._stop]
            room = self.viewport().width() - self.side
            across.setValue(round(min(found.x, max(across.value(), found.x + found.width - room))))

    def _keys(self) -> tuple[str, str]:
        """What the focus is on: a row and, where it is not on the name of that, a stop."""
        if self._row >= len(self._lines):
            return "", ""
        line = self._lines[self._row]
        return line.key, line.stops[self._stop].key if 0 <= self._stop < len(line.stops) else ""

    def _say(self) -> None:
        """Keep what a screen reader says in step with what is seen, and draw anew."""
        here = self.words(self._row, self._stop) if self._lines else ""
        self.setAccessibleName(f"{self._name}. {here}" if here else self._name)
        self.viewport().update()
