# SPDX-License-Identifier: Apache-2.0
"""The tour: a balloon goes from place to place over the window. Esc leaves it anywhere, and it is offered by itself once."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, RADIUS, current_theme
from portfolio_desktop.gui.widgets.labels import Label

_SEEN = "tour.seen"
_WIDTH = 340
_RING = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the part of the window that is pointed at, the place to go to first, and what is said."""

    part: str
    go: str
    title: str
    text: str


STOPS = (
    Stop(
        "navigation",
        places.HOME,
        N_("Everything is in here"),
        N_(
            "Pages for the work of a portfolio office stand at the top; below them the registers, which hold every record. "
            "A number beside a line says how many wait for somebody."
        ),
    ),
    Stop(
        "middle",
        places.HOME,
        N_("Home says what needs you"),
        N_("The message first, then what it rests on. Every figure leads to the records behind it."),
    ),
    Stop(
        "middle",
        places.register_key("project"),
        N_("A register works like a sheet"),
        N_(
            "Type into a cell, paste from Excel, filter with Ctrl+F. Nothing needs saving, and Ctrl+Z takes anything back, "
            "also tomorrow."
        ),
    ),
    Stop(
        "middle",
        places.RISKS,
        N_("Risks on their map"),
        N_(
            "A click on a cell shows its risks. “Review risks” goes through them one by one, with one key each."
        ),
    ),
    Stop(
        "middle",
        places.PACKS,
        N_("The pack for the board"),
        N_(
            "Make it here, look through it, and save it as PDF. Issue it, and the next one says what changed."
        ),
    ),
    Stop(
        "status",
        places.PACKS,
        N_("Is it safe?"),
        N_(
            "The foot of the window says that all is saved, how sharing stands and when the last copy was made."
        ),
    ),
    Stop(
        "menu",
        places.HOME,
        N_("Two keys to remember"),
        N_("Ctrl+K finds any record and any action by its name. F1 opens the help about where you are."),
    ),
)


class Tour(QObject):
    """`parts` are the widgets that a stop may point at; `go` leads the window to a place."""

    def __init__(
        self,
        window: QWidget,
        parts: dict[str, QWidget],
        go: Callable[[str], None],
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._go = go
        self._settings = settings
        self._at = 0
        self._going = False
        self.balloon: Balloon | None = None
        self._ring: _Ring | None = None

    @property
    def seen(self) -> bool:
        """Whether it was begun on this laptop before."""
        return bool(self._settings.get(_SEEN, False))

    def start(self) -> None:
        """From the first stop."""
        self.leave()
        self._settings.put(_SEEN, True)
        self._ring = _Ring(self._window)
        self.balloon = Balloon(self._window)
        self.balloon.stepped.connect(self._step)
        self.balloon.left.connect(self.leave)
        self._window.installEventFilter(self)
        self._show(0)
        _application().focusChanged.connect(self._gone)

    def leave(self) -> None:
        """Take the balloon away; the keyboard goes to the page."""
        if self._end():
            page = self._parts["middle"]
            page.setFocus() if page.focusPolicy() else page.focusNextChild()

    def _end(self) -> bool:
        """Take the balloon away. False where there is none."""
        if self.balloon is None or self._ring is None:
            return False
        _application().focusChanged.disconnect(self._gone)
        self._window.removeEventFilter(self)
        for part in (self.balloon, self._ring):
            part.hide()
            part.deleteLater()
        self.balloon = self._ring = None
        return True

    def _gone(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard has gone elsewhere in the window: what the tour goes on saying would be about another place.

        A click elsewhere leaves the balloon: who sees it may look at what it tells of.
        """
        if now is None or self.balloon is None or self._going or QGuiApplication.mouseButtons():
            return
        if now.window() is self._window and not self.balloon.isAncestorOf(now):
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand beside what is pointed at whatever size the window takes."""
        if event.type() is QEvent.Type.Resize and self.balloon is not None:
            self._place()
        return False

    def _step(self, by: int) -> None:
        if self._at + by >= len(STOPS):
            self.leave()
        else:
            self._show(max(0, self._at + by))

    def _show(self, at: int) -> None:
        self._at, self._going = at, True
        stop = STOPS[at]
        self._go(stop.go)
        if self.balloon is not None:
            self.balloon.say(_(stop.title), _(stop.text), at + 1, len(STOPS))
            self._place()
            self.balloon.next.setFocus()
        self._going = False

    def _place(self) -> None:
        part = self._parts[STOPS[self._at].part]
        target = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
        if self.balloon is None or self._ring is None:
            return
        self._ring.setGeometry(target)
        self._ring.show()
        self._ring.raise_()
        self.balloon.adjustSize()
        self.balloon.move(
            _beside(target, self.balloon.size().width(), self.balloon.height(), self._window.rect())
        )
        self.balloon.show()
        self.balloon.raise_()


class Balloon(QFrame):
    """What is said at a stop. `stepped` carries 1 or -1."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Tour"))
        self._title = Label(step=2, bold=True, wrap=True, unsaid=True)
        self._text = Label(wrap=True, unsaid=True)
        self._count = Label(ink="muted")
        self.back, self.next, self.close_it = QPushButton(_("Back")), QPushButton(), QPushButton(_("Leave"))
        self.close_it.setProperty("flat", True)
        self.next.setProperty("primary", True)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_it.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.close_it, self.back, self.next):
            button.setAutoDefault(True)  # Enter presses the one that has the keyboard
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(row)

    def say(self, title: str, text: str, number: int, count: int) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(_("{number} of {count}").format(number=number, count=count))
        self.back.setEnabled(number > 1)
        self.next.setText(_("Next") if number < count else _("Done"))
        self.setAccessibleDescription(f"{title}. {text}")
        self.next.setAccessibleDescription(f"{title}. {text}")  # read out when it gets the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif (step := steps.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the three buttons while the tour is on."""
        buttons = [each for each in (self.close_it, self.back, self.next) if each.isEnabled()]
        has_it = self.window().focusWidget()
        at = next((place for place, each in enumerate(buttons) if each is has_it), -1)
        buttons[(at + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS * 2, RADIUS * 2)
        painter.end()


class _Ring(QWidget):
    """Drawn round what is pointed at; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(current_theme().accent), _RING))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _beside(target: QRect, width: int, height: int, whole: QRect) -> QPoint:
    """Where there is room: right of the target, above or below it, else within it at the lower right."""
    room = whole.adjusted(GAP, GAP, -GAP, -GAP)
    middle = target.center().y() - height // 2
    spots = (
        QPoint(target.right() + GAP, middle),
        QPoint(target.left() + GAP, target.bottom() + GAP),
        QPoint(target.right() - width - GAP, target.top() - height - GAP),
    )
    for spot in spots:
        x = max(room.left(), min(spot.x(), room.right() - width))
        y = max(room.top(), min(spot.y(), room.bottom() - height))
        placed = QRect(x, y, width, height)
        if not placed.intersects(target):
            return placed.topLeft()
    return QPoint(target.right() - width - GAP_LARGE, target.bottom() - height - GAP_LARGE)
