# SPDX-License-Identifier: Apache-2.0
"""Keeps the counts of late records, of clocks that have run out and of conflicts beside the navigation up to date."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QObject

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.shell.navigation import Navigation
from portfolio_desktop.gui.shell.places import CLOCKS, SHARING, register_key
from portfolio_desktop.gui.shell.running_clocks import RunningClocks
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import overdue


class LateCounts(QObject):
    """Counts again after each write, and when a clock has run out; a count that was asked for before and is not yet here is
    dropped."""

    def __init__(self, desk: Desk, navigation: Navigation, clocks: RunningClocks) -> None:
        super().__init__(navigation)
        self._desk = desk
        self._navigation = navigation
        self._clocks = clocks
        self._late: Mapping[str, int] = {}
        self._task: Task | None = None
        desk.opened.connect(self._count)
        desk.written.connect(self._count)
        desk.closed.connect(lambda: self._show({}))
        clocks.changed.connect(lambda _late: self._show(self._late))
        clocks.ran_out.connect(self._count)

    def _count(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._desk.read(_late, self._show, owner=self)

    def _show(self, late: Mapping[str, int]) -> None:
        self._late = late
        self._navigation.show_counts({**late, CLOCKS: self._clocks.late})


def _late(office: Office) -> dict[str, int]:
    from portfolio_desktop.services.sharing import conflicts  # not needed to show the first window

    counts: Counter[str] = Counter()
    with office.reading() as reader:
        for rule, count, _oldest in overdue(reader):
            counts[register_key(rule.entity)] += count
    counts[SHARING] = conflicts.count(office)
    return counts
