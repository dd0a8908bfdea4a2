# SPDX-License-Identifier: Apache-2.0
"""Watches the clocks of escalations wherever the person is: none runs out without the window saying so."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.services.governance.clocks import Running, running

_MINUTE_MS = 60_000


class RunningClocks(QObject):
    """Reads the clocks after each write, and looks at the time each minute. `changed` carries how many have run out, whatever
    the reason; `ran_out` tells that one did because time went by."""

    changed = Signal(int)
    ran_out = Signal()

    def __init__(self, desk: Desk, parent: QObject, now: Callable[[], datetime] = local_now) -> None:
        super().__init__(parent)
        self._desk, self._now = desk, now
        self._running: tuple[Running, ...] = ()
        self._late: frozenset[str] = frozenset()
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.tick)
        desk.opened.connect(self._opened)
        desk.written.connect(self._read)
        desk.closed.connect(self._closed)

    @property
    def late(self) -> int:
        """How many clocks have run out."""
        return len(self._late)

    def tick(self) -> None:
        """Look at the time: what has run out since is told in passing, and counted from now on."""
        new = self._count() - self._late
        for each in self._running:
            if each.id in new:
                text = _("Time has run out: {title}").replace("{title}", f"{each.code} {each.title}".strip())
                self._desk.notify(text, undo=False)
        self._show(self._count())
        if new:
            self.ran_out.emit()

    def _opened(self) -> None:
        self._timer.start()
        self._read()

    def _closed(self) -> None:
        self._timer.stop()
        self._running = ()
        self._show(frozenset())

    def _read(self) -> None:
        if self._task is not None:
            self._task.cancel()
        now = self._now()
        self._task = self._desk.read(lambda office: running(office, now), self._take, owner=self)

    def _take(self, found: tuple[Running, ...]) -> None:
        self._running = found
        self._show(self._count())

    def _count(self) -> frozenset[str]:
        now = self._now()
        return frozenset(each.id for each in self._running if each.clock.has_run_out(now))

    def _show(self, late: frozenset[str]) -> None:
        if late != self._late:
            self._late = late
            self.changed.emit(len(late))
