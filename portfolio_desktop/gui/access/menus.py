# SPDX-License-Identifier: Apache-2.0
"""A menu that is opened by key begins at its first act, as menus of a menu bar do: Qt opens it on none, in silence.

Where one of its acts is what is chosen now, as a view of a register, it begins there.
"""

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
        if QGuiApplication.mouseButtons():
            return
        acts = self.actions()
        chosen = next((each for each in acts if each.isChecked() and each.actionGroup() is not None), None)
        if chosen is not None:
            self.setActiveAction(chosen)
        else:  # to set the active action would open what lies under it
            down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self, down)
