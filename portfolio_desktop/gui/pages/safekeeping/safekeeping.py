# SPDX-License-Identifier: Apache-2.0
"""What the window has for backups and mending: the keeper of copies, the acts, the page, and what stands for a damaged file.

Nothing that is drawn is imported before it is wanted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.safekeeping.acts import SafekeepingActs
from portfolio_desktop.gui.pages.safekeeping.commands import safekeeping_actions
from portfolio_desktop.gui.pages.safekeeping.keeper import Keeper
from portfolio_desktop.gui.shell.files import Files, documents
from portfolio_desktop.gui.shell.window import MainWindow

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.safekeeping.page import SafekeepingPage
    from portfolio_desktop.gui.pages.safekeeping.rescue import RescuePage


class Safekeeping(QObject):
    """`page_wanted` asks for the page. `finish` ends sharing before a workspace is closed, and goes on with what it is given."""

    page_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        actions: Actions,
        files: Files,
        finish: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._actions = actions
        self._files = files
        self._finish = finish
        self._page: SafekeepingPage | None = None
        self._rescue: RescuePage | None = None
        self.keeper = Keeper(desk, self)
        self.acts = SafekeepingActs(desk, self.keeper, window, files.open, documents())
        self._damaged: Path | None = None
        files.damaged.connect(self.rescue)

    def follow(self) -> None:
        """Stay with a damaged file, whatever the window shows where nothing is open, until it is made anew or left."""
        self._desk.closed.connect(self._stay)
        self._desk.opened.connect(self._forget)

    def actions(self) -> tuple[Action, ...]:
        """What can be done about copies."""
        return safekeeping_actions(self._desk, self.keeper, self.acts, self.check)

    def page(self) -> "SafekeepingPage":
        """The page, made anew."""
        from portfolio_desktop.gui.pages.safekeeping.page import SafekeepingPage

        self._page = SafekeepingPage(self._desk, self._actions, self.keeper, self.acts)
        self._page.rebuild_requested.connect(self._make_anew)
        return self._page

    def check(self) -> None:
        """Examine the workspace, on the page that shows what is wrong."""
        self.page_wanted.emit()
        if self._page is not None:
            self._page.check()

    def rescue(self, path: Path) -> None:
        """Show what is whole of a damaged file, in its place."""
        from portfolio_desktop.gui.pages.safekeeping.rescue import RescuePage

        stack = self._window.stack
        if self._rescue is None:
            self._rescue = RescuePage(self._desk)
            self._rescue.rebuilt.connect(self._files.open)
            self._rescue.left.connect(self._leave)
            stack.addWidget(self._rescue)
        self._damaged = path
        stack.setCurrentWidget(self._rescue)
        self._rescue.show_file(path)

    def _stay(self) -> None:
        if self._damaged is not None and self._rescue is not None:
            self._window.stack.setCurrentWidget(self._rescue)

    def _forget(self) -> None:
        self._damaged = None

    def _leave(self) -> None:
        self._forget()
        self._files.refused.emit("", None)

    def _make_anew(self) -> None:
        workspace = self._desk.workspace
        if workspace is not None:
            path = workspace.path
            self._finish(lambda: self._desk.close(lambda: self.rescue(path)))
