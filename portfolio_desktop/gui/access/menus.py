# SPDX-License-Identifier: Apache-2.0
"""A menu that is opened by key begins at its first act, as menus of a menu bar do: Qt opens it on none, in silence."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget


class Menu(QMenu):
    """Begins at its first act that can be done, unless a button of the mouse opens it.

    It is called `name`, or else as the button that it belongs to is by then.
    """

    def __init__(self, parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        self._of, self._name = parent, name
        self.aboutToShow.connect(self._take_name)

    def _take_name(self) -> None:
        met = QAccessible.queryAccessibleInterface(self._of)
        self.setAccessibleName(self._name or met.text(QAccessible.Text.Name))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not QGuiApplication.mouseButtons():  # to set the active action would open what lies under it
            down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self, down)
