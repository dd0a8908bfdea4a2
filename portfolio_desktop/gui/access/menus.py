# SPDX-License-Identifier: Apache-2.0
"""A menu that is opened by key begins at its first act, as menus of a menu bar do: Qt opens it on none, in silence."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu


def begin_at_first(menu: QMenu, name: str) -> None:
    """Have `menu`, which is called `name`, begin at its first act that can be done, unless a button of the mouse opens it."""
    menu.setAccessibleName(name)

    def begin() -> None:
        if not QGuiApplication.mouseButtons():
            for each in menu.actions():
                if each.isEnabled() and each.isVisible() and not each.isSeparator():
                    menu.setActiveAction(each)
                    return

    menu.aboutToShow.connect(begin)
