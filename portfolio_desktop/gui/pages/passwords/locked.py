# SPDX-License-Identifier: Apache-2.0
"""What stands in the window in place of a workspace under a password: its name, one field, and nothing of what it holds."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.passwords.unlocking import UnlockForm

_STATE = N_(
    "The workspace is encrypted, and nothing of it is open. What you were typing waits behind the password."
)


class LockedPage(UnlockForm):
    """`unlocked` follows when it can be opened; `left` is emitted by whoever goes to another."""

    unlocked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(_("Password"), _("Use the password"))
        self.setAccessibleName(_("A workspace under a password"))
        self._desk = desk
        self._over = over
        self._path = Path()
        leave = QPushButton(_("Go to another workspace"))
        leave.setProperty("flat", True)
        leave.clicked.connect(self.left)
        self.inner.addWidget(leave)
        self.tried.connect(self._unlock)

    def show_file(self, path: Path) -> None:
        """Ask for the password of the workspace at `path`."""
        self._path = path
        self.show_words(_("“{name}” is locked").format(name=path.stem), _(_STATE))
        self.begin()

    def say(self, why: str) -> None:
        """Why it is locked now."""
        self.show_words(_("“{name}” is locked").format(name=self._path.stem), f"{why} {_(_STATE)}")

    def _unlock(self, password: str, recovery_key: str) -> None:
        from portfolio_desktop.services.safekeeping.passwords import unlock

        path = self._path
        self._desk.jobs.free(
            lambda _progress: unlock(path, password=password, recovery_key=recovery_key),
            owner=self,
            done=lambda _none: self._known(recovery_key),
            failed=lambda error: self.refuse(str(error)),
        )

    def _known(self, recovery_key: str) -> None:
        self.begin()
        if not recovery_key:
            self.unlocked.emit()
            return
        from portfolio_desktop.gui.pages.passwords.dialogs import RenewDialog

        RenewDialog(self._over, self._desk, self._path, recovery_key, self.unlocked.emit).open()
