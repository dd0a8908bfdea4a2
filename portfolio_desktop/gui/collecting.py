# SPDX-License-Identifier: Apache-2.0
"""Python's garbage collector, kept on the GUI thread and away from what stays anyway.

Left to itself it runs on whichever thread happens to make the next object. On a worker's it would destroy widgets that
lie in a cycle, which Qt forbids: their timers run on, or both threads wait for one another for ever. And each full
search would hold up the window, to look through modules and widgets that are there for good. So would a search through all
that a second of steady work has made: while there is work, each looks through the tenth of a second before it.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from portfolio_desktop.base.memory import is_uncollected
from portfolio_desktop.gui.jobs import Jobs

_SOON, _SELDOM = 100, 1000  # milliseconds between looks, while something is made and while nothing is
_LOOKS, _REST, _PATIENCE = 30, 40, 800
"""So often is a younger generation searched before the next; `_PATIENCE` is a quarter of an hour or more of steady work."""


class Collector(QObject):
    """Takes over from `gc`, which is to be disabled from the start: once `jobs` rest for the first time, what the start
    has made is left out of every search, and from then on there is a look for garbage between events."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self, interval=_SELDOM)
        self._timer.timeout.connect(self.look)
        # Queued, for what a finished job leads to is often another one.
        jobs.finished.connect(self._hurry, Qt.ConnectionType.QueuedConnection)

    def begun(self) -> bool:
        """Whether it has taken over."""
        return self._timer.isActive()

    def look(self) -> None:
        """Collect the oldest generation that is due; nothing during work that must not wait.

        The last of them holds a whole day's pages: it waits until nobody is at the window, or it is long overdue. The one
        before is searched more often than Python would by itself, so that little has come together in it.
        """
        if is_uncollected():
            return
        most = (gc.get_threshold()[0], _LOOKS, _PATIENCE if is_in_front() else _REST)
        due = (age for age in (2, 1, 0) if gc.get_count()[age] > most[age])
        age = next(due, None)
        if age is not None:
            gc.collect(age)
        self._look_again(_SELDOM if age is None else _SOON)

    def _hurry(self) -> None:
        if not self._jobs.tasks and not self.begun():
            gc.freeze()
            self._timer.start()
        self._look_again(_SOON)

    def _look_again(self, after: int) -> None:
        if self._timer.interval() != after:
            self._timer.setInterval(after)


def is_in_front() -> bool:
    """Whether somebody works at a window of this program, and not at another program's."""
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
