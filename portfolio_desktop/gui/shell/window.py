# SPDX-License-Identifier: Apache-2.0
"""The bare window: three panes, a banner and a status bar, painted before anything heavy is imported.

It remembers its own shape, knows nothing of workspaces and imports next to nothing; `shell.shell` furnishes it.
"""

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.access.panes import PART, AsRead, Panes
from portfolio_desktop.gui.pages.stacked import PageStack, scrolling

_FIRST_SIZE, _SMALLEST = QSize(1440, 900), QSize(480, 300)
_FRAME = QSize(16, 48)  # about what the title bar and the borders of a desktop take
_IN_REACH = 120  # pixels of a title bar by which a window can be moved
_GEOMETRY = "window.geometry"
_NARROW = 1160
_NAVIGATION_WIDTH, _INSPECTOR_WIDTH = 216, 360
_INSPECTOR_SHARE = 0.4  # of the window, at most


class MainWindow(AsRead, QMainWindow):
    """`painted` is emitted once, after the first paint; `leaving` when the person wants to close the window.

    `placed` follows a move or another size, `shut` the end of the window.
    `narrowed` says that there is from now on too little room for words beside a register and its inspector, or enough.
    """

    painted = Signal()
    leaving = Signal()
    narrowed = Signal(bool)
    placed = Signal()
    shut = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._seen = False
        self._may_close = True
        self.setWindowTitle(_("Portfolio Desktop"))
        self.setMinimumSize(_SMALLEST)
        self._waiting = QLabel()
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = PageStack()
        self.stack.addWidget(self._waiting)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(1)
        self.middle = QFrame()
        self._middle = QVBoxLayout(self.middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(scrolling(self.stack), 1)
        self._navigation: QWidget = _blank(_NAVIGATION_WIDTH)
        self._inspector: QWidget = _blank(0)
        self._inspector.hide()
        for pane in (self._navigation, self.middle, self._inspector):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        self.panes.splitterMoved.connect(lambda _place, _index: self._moved())
        self.setCentralWidget(self.panes)
        self.parts = Panes(self, self._in_parts)
        self.put_at(settings.get(_GEOMETRY, ""))

    @property
    def geometry_text(self) -> str:
        """Where it is, as Qt writes it, in letters."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    @property
    def narrow(self) -> bool:
        """Whether there is too little room for all panes with words."""
        return self.width() < _NARROW

    def wait(self, sentence: str) -> None:
        """Show `sentence` in the middle until there is a page to show."""
        self._waiting.setText(sentence)
        self.stack.setCurrentWidget(self._waiting)

    def furnish(self, navigation: QWidget, banner: QWidget, inspector: QWidget) -> None:
        """Put the real panes in the places of the bare ones."""
        self._middle.insertWidget(0, banner)
        for place, old, new in ((0, self._navigation, navigation), (2, self._inspector, inspector)):
            self.panes.replaceWidget(place, new)
            old.deleteLater()
        self._navigation, self._inspector = navigation, inspector
        navigation.show()
        self.settle()

    def put_above(self, line: QWidget) -> None:
        """Put a line above the pages, under those that are there."""
        self._middle.insertWidget(self._middle.count() - 1, line)

    def settle(self) -> None:
        """Give the panes at the sides what they had last, and the middle the rest."""
        inspector = 0
        if not self._inspector.isHidden():
            wanted = self._settings.get("window.inspector_width", _INSPECTOR_WIDTH)
            inspector = min(wanted, round(self.width() * _INSPECTOR_SHARE))
        navigation = self._navigation.maximumWidth()
        self.panes.setSizes([navigation, max(1, self.width() - navigation - inspector), inspector])

    def keep_open(self) -> None:
        """From now on closing only asks, by `leaving`; `finish` closes."""
        self._may_close = False

    def finish(self) -> None:
        """Close the window for good."""
        self._may_close = True
        self.close()

    def put_at(self, geometry: str) -> None:
        """Where it was last time, as far as that screen is still there; where nothing is known, at its first size."""
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        elif not self._is_in_reach():
            self.setWindowState(Qt.WindowState.WindowNoState)
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(self.size().boundedTo(room.size() - _FRAME))
            self.move(room.topLeft())

    def come_forward(self) -> None:
        """In front of all other windows, with the keyboard, as far as the desktop allows."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def lie_beside(self, other: QWidget, step: int) -> None:
        """As large as `other`, and a step below and beside it; at its place where no room is left there."""
        self.resize(other.size())
        place = QRect(other.pos() + QPoint(step, step), other.frameGeometry().size())
        self.move(place.topLeft() if other.screen().availableGeometry().contains(place) else other.pos())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.put(_GEOMETRY, self.geometry_text)
        if self._may_close:
            event.accept()
            self.shut.emit()
        else:
            event.ignore()
            self.leaving.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < _NARROW) != (event.oldSize().width() < _NARROW):
            self.narrowed.emit(self.narrow)
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.placed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)  # once this paint has reached the screen

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab leads through the parts of the window as they are read."""
        return self.parts.tab(on=next) or super().focusNextPrevChild(next)

    def _in_parts(self) -> tuple[QWidget, ...]:
        within = (each for each in self.middle.findChildren(QWidget, PART) if each.isVisible())
        return self._navigation, self.middle, *within, self._inspector, self.statusBar()

    def _moved(self) -> None:
        if not self._inspector.isHidden():
            self._settings.put("window.inspector_width", self.panes.sizes()[2])

    def _is_in_reach(self) -> bool:
        """Whether enough of it lies on a screen that is there to take hold of it: one may have been taken away."""
        head = QRect(self.pos(), QSize(self.width(), _FRAME.height()))
        seen = (screen.availableGeometry().intersected(head) for screen in QGuiApplication.screens())
        return any(part.width() >= _IN_REACH and part.height() >= _FRAME.height() // 2 for part in seen)


def _blank(width: int) -> QWidget:
    pane = QFrame()
    pane.setMinimumWidth(width)
    return pane
