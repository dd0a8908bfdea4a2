# SPDX-License-Identifier: Apache-2.0
"""Files dropped anywhere on the window: a workspace is opened, a plan or a table brought in. Pages that take files go first."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.shell.files import SUFFIX

_Way: TypeAlias = Callable[[Path], None]


class Drops(QObject):
    """Each is called with the file that is one: of a plan, of a table for a register, of a workspace."""

    def __init__(self, window: QWidget, *, plan: _Way, table: _Way, workspace: _Way) -> None:
        super().__init__(window)
        self._plan, self._table, self._workspace = plan, table, workspace
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            found = self._meant(event.mimeData())
            if found is not None:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    path, way = found
                    way(path)
                return True
        return super().eventFilter(watched, event)

    def _meant(self, dropped: QMimeData) -> tuple[Path, _Way] | None:
        """The first file, and what is done with it: its ending says, and what is in it where plans and tables share one."""
        urls = dropped.urls()
        if not urls or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        ending = path.suffix.lower()
        if ending == SUFFIX:
            return path, self._workspace
        # Only once a file is dropped, so that no start pays for them.
        from portfolio_desktop.exchange.arrivals.opening import ENDINGS as PLANS
        from portfolio_desktop.exchange.plans.forms import is_plan
        from portfolio_desktop.exchange.tables import ENDINGS as TABLES

        if ending in TABLES:
            return path, self._plan if is_plan(path) else self._table
        return (path, self._plan) if ending in PLANS else None
