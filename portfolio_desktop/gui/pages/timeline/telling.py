# SPDX-License-Identifier: Apache-2.0
"""Why a bar lies where it lies: asked for when the pointer rests on it, and put on its card when the answer comes."""

from PySide6.QtCore import QObject

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.pages.timeline.cells import PageCells
from portfolio_desktop.gui.timeline.pointing import Spot
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.planning.explaining import Why, why


class Telling(QObject):
    """Follows the pointer of one view. What was told once is kept until the plan is read again."""

    def __init__(self, desk: Desk, view: TimelineView, cells: PageCells) -> None:
        super().__init__(view)
        self._desk, self._view, self._cells = desk, view, cells
        self._asking: Task | None = None
        view.area.rested.connect(self._rest)

    def _rest(self, spot: Spot | None) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if spot is None or not spot.part:
            return
        row = self._view.row(spot.lane)
        if row.entity != "task" or row.key in self._cells.told or self._desk.workspace is None:
            return

        def told(found: Why) -> None:
            self._cells.told[row.key] = "" if row.done else found.because
            if self._view.card.isVisible():
                self._view.show_card(spot)

        task = Id(row.record)
        self._asking = self._desk.read(
            lambda office: why(office, task), told, owner=self, failed=lambda _error: None
        )
