# SPDX-License-Identifier: Apache-2.0
"""Time that passes while a widget is looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_MINUTE_MS = 60_000


class Ticking(QObject):
    """Calls `tick` each minute while `watched` is in sight, and at once when it comes back into sight."""

    def __init__(self, watched: QWidget, tick: Callable[[], None]) -> None:
        super().__init__(watched)
        self._tick = tick
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(tick)
        watched.installEventFilter(self)
        if watched.isVisible():
            self._timer.start()

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._timer.start()
            self._tick()
        elif event.type() is QEvent.Type.Hide:
            self._timer.stop()
        return False
