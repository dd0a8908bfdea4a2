# SPDX-License-Identifier: Apache-2.0
"""Files dropped anywhere on the window: a workspace is opened, a plan is brought in. Pages that take files go before it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from portfolio_desktop.gui.shell.files import SUFFIX


class Drops(QObject):
    """`plan` is called with the file of a plan, `workspace` with that of a workspace."""

    def __init__(
        self, window: QWidget, plan: Callable[[Path], None], workspace: Callable[[Path], None]
    ) -> None:
        super().__init__(window)
        self._plan, self._workspace = plan, workspace
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

    def _meant(self, dropped: QMimeData) -> tuple[Path, Callable[[Path], None]] | None:
        """The first file, and what is done with one of its ending."""
        urls = dropped.urls()
        if not urls or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        if path.suffix.lower() == SUFFIX:
            return path, self._workspace
        from portfolio_desktop.exchange.arrivals.opening import ENDINGS  # only once a file is dropped

        return (path, self._plan) if path.suffix.lower() in ENDINGS else None
