# SPDX-License-Identifier: Apache-2.0
"""Joins the password of a workspace to the window: asked for where one is opened, set and taken away, and the lock.

A workspace that is locked is closed, and its key forgotten. What was being typed lies sealed, as at any closing, and waits
after the next opening.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.confidential import idle
from portfolio_desktop.gui.session.vigil import Vigil
from portfolio_desktop.gui.shell.files import Files
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.services.safekeeping.copies import second_place
from portfolio_desktop.services.safekeeping.opening import is_under_password

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.passwords.locked import LockedPage
    from portfolio_desktop.services.safekeeping.copies import Kept
    from portfolio_desktop.services.safekeeping.passwords import Protected

T = TypeVar("T")

_IDLE = N_("It was locked because nothing was done for {count} minutes.")
_WITH_SCREEN = N_("It was locked with the screen.")


class Passwords(QObject):
    """One to a window. `locked` is the workspace that waits for its password there, and `page` where it was left.

    `locking` says that what is open is about to be locked: whatever still shows words of it is to be emptied.
    `changed` follows once it is known whether what was opened is under one.
    """

    locking = Signal()
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        files: Files,
        finish: Callable[[Callable[[], None]], None],
    ) -> None:
        """`finish` ends sharing before a workspace is closed, and goes on with what it is given."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._files = files
        self._finish = finish
        self._page: LockedPage | None = None
        self._here: Callable[[], str] = str
        self._come_back: Callable[[str], None] = lambda _page: None
        self.locked: Path | None = None
        self.page = ""
        self.under_password = False
        """Whether the workspace that is open is under one."""
        self._idle = Vigil(self)
        self._idle.timeout.connect(self._expire)
        self._idle.screen_locked.connect(self._follow_screen)
        files.locked.connect(self.ask)
        files.refused.connect(lambda _sentence, _path: self._forget())

    def follow(self, here: Callable[[], str], come_back: Callable[[str], None]) -> None:
        """Begin: `here` tells the page in sight, and `come_back` shows it at the next opening."""
        self._here, self._come_back = here, come_back
        self._desk.opened.connect(self._opened)
        self._desk.closed.connect(self._closed)

    def watch(self) -> None:
        """Count anew how long nothing is done, where that locks what is open."""
        if self.under_password:
            self._idle.keep(idle.minutes(self._desk.settings))

    def ask(self, path: Path, open_it: Callable[[], None]) -> None:
        """Show the page that asks for the password of `path`, and go on with `open_it`."""
        from portfolio_desktop.gui.pages.passwords.locked import LockedPage

        if self._page is None:
            self._page = LockedPage(self._desk, self._window)
            self._page.unlocked.connect(self._open)
            self._page.left.connect(self._leave)
            self._window.stack.addWidget(self._page)
        self.locked = path
        self._open_it = open_it
        self._page.show_file(path)
        self._show()

    def lock(self, why: str = "") -> None:
        """Close the workspace, forget its key, and show nothing of it until it is unlocked."""
        workspace = self._desk.workspace
        if workspace is None or not self.under_password:
            return
        from portfolio_desktop.services.safekeeping.passwords import lock

        path, read_only = workspace.path, workspace.read_only
        page = self._here()
        self.locking.emit()
        self._desk.close(lambda: lock(path))
        self._desk.ask.dismiss()
        for dialog in self._window.findChildren(QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        self.page = page
        self.ask(path, lambda: self._files.open(path, read_only=read_only and not workspace.why_read_only))
        if self._page is not None and why:
            self._page.say(why)

    def ask_to_set(self) -> None:
        """Say what a password protects and what it does not, and set one."""
        from portfolio_desktop.gui.pages.passwords.dialogs import SetDialog

        SetDialog(self._window, self._set).open()

    def ask_to_change(self) -> None:
        """Ask for the password of now and for another."""
        from portfolio_desktop.gui.pages.passwords.dialogs import ChangeDialog

        workspace = self._desk.workspace
        if workspace is not None:
            ChangeDialog(self._window, self._desk, workspace.path, self._changed).open()

    def ask_for_recovery_key(self) -> None:
        """Make another recovery key, and show it once."""
        from portfolio_desktop.gui.pages.passwords.dialogs import RecoveryDialog

        workspace = self._desk.workspace
        if workspace is not None:
            path = workspace.path
            RecoveryDialog(self._window, self._desk, path, lambda key: self._show_key(path, key)).open()

    def ask_to_remove(self) -> None:
        """Ask for the password once more, and write the workspace plain."""
        from portfolio_desktop.gui.pages.passwords.dialogs import RemoveDialog

        workspace = self._desk.workspace
        if workspace is not None:
            RemoveDialog(self._window, self._desk, workspace.path, self._remove).open()

    def _changed(self) -> None:
        self._desk.notify(_("The workspace opens by the new password from now on."))

    def _set(self, password: str, recovery: bool) -> None:
        workspace = self._desk.workspace
        if workspace is None:
            return
        from portfolio_desktop.services.safekeeping.passwords import protect

        path, settings = workspace.path, self._desk.settings

        def told(made: "Protected") -> None:
            self._files.open(path)
            if made.trouble:
                self._desk.notify(made.trouble)
            if made.recovery_key:
                self._show_key(path, made.recovery_key, lambda: self._offer_cleaning(made.plain))
            else:
                self._offer_cleaning(made.plain)

        self._while_closed(
            path,
            _("Encrypting {name}").format(name=path.stem),
            lambda: protect(
                path, password, settings.author, recovery=recovery, second=second_place(settings)
            ),
            told,
        )

    def _remove(self, password: str) -> None:
        workspace = self._desk.workspace
        if workspace is None:
            return
        from portfolio_desktop.services.safekeeping.passwords import unprotect

        path, author = workspace.path, self._desk.settings.author

        def told(_none: None) -> None:
            self._files.open(path)
            self._desk.notify(
                _("{name} is under no password any more. Copies from before stay under it.").format(
                    name=path.stem
                )
            )

        self._while_closed(
            path,
            _("Writing {name} without a password").format(name=path.stem),
            lambda: unprotect(path, author, password=password),
            told,
        )

    def _while_closed(self, path: Path, label: str, act: Callable[[], T], told: Callable[[T], None]) -> None:
        """Close the workspace, do something to its file, and open it again, whatever came of that."""
        page = self._here()

        def failed(error: Exception) -> None:
            self._files.open(path)
            self._desk.ask.refuse(str(error))

        def work() -> None:
            self._window.wait(label)
            self._come_back(page)
            self._desk.jobs.free(lambda _progress: act(), owner=self, label=label, done=told, failed=failed)

        self._finish(lambda: self._desk.close(work))

    def _show_key(self, path: Path, key: str, then: Callable[[], None] | None = None) -> None:
        from portfolio_desktop.gui.pages.passwords.dialogs import KeyDialog

        KeyDialog(self._window, self._desk, path, key, then).open()

    def _offer_cleaning(self, plain: "tuple[Kept, ...]") -> None:
        from portfolio_desktop.gui.pages.passwords.cleaning import offer

        offer(self._desk, plain)

    def _opened(self) -> None:
        workspace = self._desk.workspace
        self._forget()
        self.under_password = workspace is not None and is_under_password(workspace.path)
        self.watch()
        self.changed.emit()

    def _closed(self) -> None:
        self.under_password = False
        self._idle.stop()
        if self.locked is not None:
            self._show()

    def _show(self) -> None:
        if self._page is not None:
            self._window.stack.setCurrentWidget(self._page)
            self._page.setFocus()

    def _open(self) -> None:
        if self.page:
            self._come_back(self.page)
        self._open_it()

    def _forget(self) -> None:
        self.locked, self.page = None, ""

    def _leave(self) -> None:
        self._files.refused.emit("", None)

    def _expire(self) -> None:
        self.lock(_(_IDLE).format(count=idle.minutes(self._desk.settings)))

    def _follow_screen(self) -> None:
        if idle.with_screen(self._desk.settings):
            self.lock(_(_WITH_SCREEN))
