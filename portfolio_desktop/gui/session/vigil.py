# SPDX-License-Identifier: Apache-2.0
"""Counts how long nobody has done anything in a window, and hears of the screen: for what is open and locks itself."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Vigil(QTimer):
    """`timeout` follows so many minutes without a sign of life; `screen_locked` when the screen is, whether or not it counts."""

    screen_locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self._watched: QWindow | None = None
        self._hears = False

    def keep(self, minutes: int) -> None:
        """Count from now on, anew. The window's own handle sees every key and every move, and little else."""
        self.start(minutes * 60_000)
        application = cast("QGuiApplication", QGuiApplication.instance())
        if not self._hears:
            from portfolio_desktop.gui.session.screen_lock import screen_lock

            self._hears = True
            screen_lock().locked.connect(self.screen_locked)
            application.focusWindowChanged.connect(self._follow)
        self._follow(application.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self.isActive():
            self.start()
        return super().eventFilter(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None and window is not self._watched:
            if self._watched is not None and isValid(self._watched):
                self._watched.removeEventFilter(self)
            window.installEventFilter(self)
            self._watched = window
