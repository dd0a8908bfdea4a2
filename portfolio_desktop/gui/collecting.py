# SPDX-License-Identifier: Apache-2.0
"""Python's garbage collector, kept on the GUI thread and away from what stays anyway.

Left to itself it runs on whichever thread happens to make the next object. On a worker's it would destroy widgets that
lie in a cycle, which Qt forbids: their timers run on, or both threads wait for one another for ever. And each full
search would hold up the window, to look through modules and widgets that are there for good.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from portfolio_desktop.base.memory import is_uncollected
from portfolio_desktop.gui.jobs import Jobs

_MILLISECONDS_BETWEEN_LOOKS = 1000
_OLDEST = 2


class Collector(QObject):
    """Takes over from `gc`, which is to be disabled from the start: once `jobs` rest for the first time, what the start
    has made is left out of every search, and from then on there is a look for garbage between events. What a full search leaves
    is left out too, until somebody turns to another program: then everything is looked through once."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._frozen = False
        self._timer = QTimer(self, interval=_MILLISECONDS_BETWEEN_LOOKS)
        self._timer.timeout.connect(self.look)
        # Queued, for what a finished job leads to is often another one.
        jobs.finished.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)

    def begun(self) -> bool:
        """Whether it has taken over."""
        return self._timer.isActive()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds; nothing during work that must not wait."""
        if is_uncollected():
            return
        due = (
            age
            for age, count, most in zip(
                (_OLDEST, 1, 0), gc.get_count()[::-1], gc.get_threshold()[::-1], strict=True
            )
            if count > most
        )
        if (age := next(due, None)) is not None:
            gc.collect(age)
            if age == _OLDEST:
                gc.freeze()  # a day's pages and records are too many to be looked through again and again
                self._frozen = True

    def search_all(self) -> None:
        """Look through what was left out as well, while nobody is at the window to wait for it."""
        if self._frozen and not is_uncollected():
            self._frozen = False
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and self.begun():
            self.search_all()

    def _begin(self) -> None:
        if not self._jobs.tasks and not self.begun():
            gc.freeze()
            self._timer.start()
