# SPDX-License-Identifier: Apache-2.0
"""The mouse on the chart: zooms around the pointer, pans, and turns drags on bars into intents."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.timeline.canvas import ChartCanvas
from portfolio_desktop.gui.timeline.cells import Cells
from portfolio_desktop.gui.timeline.gestures import (
    Gesture,
    Grip,
    Intent,
    Link,
    Move,
    Progress,
    Stretch,
    Target,
    drawn_handles,
)
from portfolio_desktop.gui.timeline.pointing import Spot, painted_note, spot_at
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.picture import Frame
from portfolio_desktop.reports.primitives import Mark
from portfolio_desktop.services.planning.rows import Row

_STEP = 1.25
_NOTCH = 120.0
_DRAG_FROM = 4.0
_REST_MS = 350
_BEYOND_MS = 40
_CURSORS = {
    "s": Qt.CursorShape.CrossCursor,
    "f": Qt.CursorShape.CrossCursor,
    "bar": Qt.CursorShape.SizeAllCursor,
    "finish": Qt.CursorShape.SizeHorCursor,
    "progress": Qt.CursorShape.SplitHCursor,
}


class ChartArea(ChartCanvas):
    """A drag ends in one `intended`, or in nothing. Keys are handed on, but Esc gives a drag up."""

    intended = Signal(object)
    """An `Intent`, once at the end of a gesture."""
    dragged = Signal(object)
    """The `Intent` that letting go would now end in, each time it is another; None once there is none."""
    interrupted = Signal()
    """A drag is given up, for the plan is another now."""
    pressed = Signal(int, object)
    """A lane that was pressed (-1: none), and the keyboard modifiers."""
    released = Signal()
    opened = Signal(int)
    hovered = Signal(int)
    rested = Signal(object)
    """The pointer rests on a `Spot`; None once it moves on."""
    scrolled = Signal(int)
    """Pixels to scroll down by."""
    key_pressed = Signal(object)

    def __init__(self, cells: Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = cells
        self._gesture: tuple[Gesture, int] | None = None
        self._press: tuple[QPointF, Spot] | None = None
        self._pan: float | None = None
        self._intent: Intent | None = None
        self.foretold = ""
        """What letting go would come to, in the words of the page."""
        self.pointer = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell_rest)
        self._beyond = QTimer(self)
        self._beyond.setInterval(_BEYOND_MS)
        self._beyond.timeout.connect(self._follow_beyond)

    def over(self, frame: Frame) -> list[Mark]:
        lane = self._gesture[1] if self._gesture else self.chart.lane(self.shown.hovered)
        box = frame.box(lane) if 0 <= lane < len(self.chart) else None
        if box is None:
            return []
        if self._gesture is not None:
            return self._gesture[0].marks(box, self.scale, self.look)
        row = self.chart.row(lane)
        return drawn_handles(
            row, box, self.look, moves=self.cells.movable(row), links=self.cells.linkable(row)
        )

    def annotate(self, painter: QPainter) -> None:
        if self._gesture is not None:
            words = "\n".join(filter(None, (self._gesture[0].words(), self.foretold)))
            painted_note(painter, self.pointer, words, self.look, self.rect(), self.font())

    def foretell(self, intent: Intent, words: str) -> None:
        """Say beside the pointer what letting go would come to, if that is what the drag still means."""
        if intent == self._intent:
            self.foretold = words
            self.update()

    def spot(self, at: QPointF) -> Spot:
        """What lies under this place."""
        frame = self.frame or self.look_again()
        return spot_at(frame, at.x(), at.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._rest.stop()
        self.rested.emit(None)
        at = event.position()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._pan = at.x()
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            spot = self.spot(at)
            self.pressed.emit(spot.lane, event.modifiers())
            if event.button() is Qt.MouseButton.LeftButton:
                self._press = (at, spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self.pointer = at
        if self._pan is not None:
            self._pan_to(at.x())
        elif self._gesture is not None:
            self._drag(self._gesture[0])
        elif self._press is not None:
            if (at - self._press[0]).manhattanLength() >= _DRAG_FROM:
                self._begin(*self._press)
                self.mouseMoveEvent(event)
        else:
            self._point(at)

    def _drag(self, gesture: Gesture) -> None:
        at = self.pointer
        gesture.drag(at.x(), at.y(), self.scale)
        inside = self.rect().adjusted(0, round(self.look.head_height), 0, 0).contains(at.toPoint())
        if inside:
            self._beyond.stop()
        elif not self._beyond.isActive():
            self._beyond.start()
        if (intent := gesture.intent()) != self._intent:
            self._intent, self.foretold = intent, ""
            self.dragged.emit(intent)
        self.update()

    def _follow_beyond(self) -> None:
        """A drag beyond the edge takes the chart along, for as long as it stays there."""
        if self._gesture is None:
            return
        at = self.pointer
        across = min(at.x(), 0.0) + max(at.x() - self.width(), 0.0)
        down = min(at.y() - self.look.head_height, 0.0) + max(at.y() - self.height(), 0.0)
        if across:
            self.set_scale(self.scale.panned(across / 2))
        if down:
            self.scrolled.emit(round(down / 2))
        self.frame = None  # the next target is looked for where rows lie now
        self._drag(self._gesture[0])

    def _begin(self, at: QPointF, spot: Spot) -> None:
        """A press has become a drag: of the bar that lies there, else of the whole chart."""
        self._press = None
        gesture = self._gesture_for(spot, at.x())
        if gesture is None:
            self._pan = at.x()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self._gesture = (gesture, spot.lane)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _allows(self, row: Row, part: str) -> bool:
        return self.cells.linkable(row) if part in ("s", "f") else self.cells.movable(row)

    def _gesture_for(self, spot: Spot, x: float) -> Gesture | None:
        if spot.lane < 0 or not spot.part:
            return None
        row = self.chart.row(spot.lane)
        if not self._allows(row, spot.part):
            return None
        if spot.part in ("s", "f"):
            return Link(row, spot.part, self._target)
        grip = Grip.of(row, x, self.scale)
        kinds: dict[str, Callable[[Grip], Gesture]] = {"bar": Move, "finish": Stretch, "progress": Progress}
        return kinds[spot.part](grip)

    def _target(self, x: float, y: float) -> Target | None:
        frame = self.frame or self.look_again()
        spot = spot_at(frame, x, y)
        box = frame.box(spot.lane) if spot.lane >= 0 else None
        if box is None or not box.x0 - self.look.row <= x <= box.x1 + self.look.row:
            return None
        row = self.chart.row(spot.lane)
        if not self.cells.linkable(row):
            return None
        return Target(row, box, "s" if x < (box.x0 + box.x1) / 2 else "f")

    def _pan_to(self, x: float) -> None:
        assert self._pan is not None
        self.set_scale(self.scale.panned(self._pan - x))
        self._pan = x

    def _point(self, at: QPointF) -> None:
        """The pointer moves over the chart with no button down."""
        spot = self.spot(at)
        self.hovered.emit(spot.lane)
        held = spot.part and self._allows(self.chart.row(spot.lane), spot.part)
        self.setCursor(_CURSORS[spot.part] if held else Qt.CursorShape.ArrowCursor)
        self.rested.emit(None)
        self._rest.start()

    def _tell_rest(self) -> None:
        spot = self.spot(self.pointer)
        if spot.part or spot.arrow:
            self.rested.emit(spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        self._end()
        self.released.emit()
        if gesture is not None and (intent := gesture[0].intent()) is not None:
            self.intended.emit(intent)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.spot(event.position())
        if spot.lane >= 0:
            self.opened.emit(spot.lane)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._rest.stop()
        self.rested.emit(None)
        self.hovered.emit(-1)

    def set_chart(self, chart: Chart) -> None:
        if self._gesture is not None:
            self.interrupted.emit()
        self._end()
        super().set_chart(chart)

    def give_up(self) -> bool:
        """End a gesture without any effect; whether there was one."""
        going = self._gesture is not None or self._pan is not None
        self._end()
        return going

    def _end(self) -> None:
        self._gesture = self._press = self._pan = None
        self._beyond.stop()
        if self._intent is not None:
            self._intent, self.foretold = None, ""
            self.dragged.emit(None)
        self.unsetCursor()
        self.update()

    # The wheel, the touchpad and the keyboard

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, turned = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** ((turned.y() or turned.x()) / _NOTCH), event.position().x())
        else:
            across, down = (pixels.x(), pixels.y()) if not pixels.isNull() else (turned.x(), turned.y())
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                across, down = across + down, 0
            if across:
                self.set_scale(self.scale.panned(-across))
            if down:
                self.scrolled.emit(
                    -down if not pixels.isNull() else round(-down * 3 * self.look.row / _NOTCH)
                )
        event.accept()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom(1.0 + event.value(), event.position().x())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.give_up():
            return
        event.ignore()
        self.key_pressed.emit(event)
