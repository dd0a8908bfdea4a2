# SPDX-License-Identifier: Apache-2.0
"""Tells when a plan, a package or leave that was just saved or imported asks more of somebody than they have.

It looks once nothing has been written for a while, so that no save waits for it, and never stands in the way.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.storage.changes import Written

if TYPE_CHECKING:  # capacity is read when it is first asked for, not on the way to the first window
    from portfolio_desktop.services.capacity.overload import Overloads

_QUIET_MS = 2_000
_PLANS = ("task", "task_link", "assignment", "resource", "work_package", "demand", "rule")
_TIME = ("person", "leave", "calendar", "calendar_exception")
_BEARING = frozenset(_PLANS + _TIME)
"""The entities on which it depends how much is asked of somebody, or how much time they have."""


class OverloadWatch(QObject):
    """Knows who had too much before, from the moment the workspace is open."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._before: Overloads | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.closed.connect(self._quiet.stop)
        desk.written.connect(self._heard)

    def look(self) -> None:
        """Compare who has too much now with who had before."""
        from portfolio_desktop.services.capacity.overload import overloads

        if self._desk.workspace is not None:
            self._desk.read(overloads, self._tell, owner=self)

    def _begin(self) -> None:
        self._before = None
        self._quiet.start()

    def _heard(self, written: Written) -> None:
        if any(entity in _BEARING for entity, _id in written.touched):
            self._quiet.start()

    def _tell(self, now: "Overloads") -> None:
        from portfolio_desktop.services.capacity.overload import newly_overloaded

        before, self._before = self._before, now
        said = newly_overloaded(before, now) if before is not None else ""
        if said:
            self._desk.notify(said)
