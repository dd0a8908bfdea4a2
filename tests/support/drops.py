# SPDX-License-Identifier: Apache-2.0
"""A file dropped by hand on a widget, as Qt delivers it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def dropped_on(widget: QWidget, path: Path) -> bool:
    """Whether the window takes a file that is dropped on one of its widgets."""
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    where = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), *where))
    event = QDropEvent(QPointF(5, 5), *where)
    target = widget
    while not target.acceptDrops() and not target.isWindow():  # as Qt looks for one that takes it
        target = target.parentWidget() or target.window()
    QApplication.sendEvent(target, event)
    return event.isAccepted()
