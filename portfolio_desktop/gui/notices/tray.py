# SPDX-License-Identifier: Apache-2.0
"""A word outside the window. Many desktops have no place for it: there the bell and the window say it alone."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.about.picture import program_icon

_SHOWN_MS = 10_000


class Tray(QObject):
    """Made when something is first said, so that nobody has an icon who has no notices. `clicked` asks for the list."""

    clicked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._icon: QSystemTrayIcon | None = None

    def say(self, words: str) -> bool:
        """Say it outside the window; False where the desktop has no place for that."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(program_icon(), self)
            self._icon.setToolTip(_("Portfolio Desktop"))
            self._icon.activated.connect(lambda _reason: self.clicked.emit())
            self._icon.messageClicked.connect(self.clicked)
        self._icon.show()
        self._icon.showMessage(_("Portfolio Desktop"), words, program_icon(), _SHOWN_MS)
        return True

    def hide(self) -> None:
        """Take the icon away: nothing is open any more."""
        if self._icon is not None:
            self._icon.hide()
