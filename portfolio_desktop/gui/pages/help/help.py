# SPDX-License-Identifier: Apache-2.0
"""Opens help where it is asked for. F1 works in every window of the program, whoever made it, dialogs included."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.actions import Action, is_typed
from portfolio_desktop.gui.keys.keymap import keymap_of, native
from portfolio_desktop.gui.keys.where import EVERYWHERE

if TYPE_CHECKING:
    from portfolio_desktop.catalogue.catalogue import Catalogue
    from portfolio_desktop.gui.pages.help.tour import Tour
    from portfolio_desktop.gui.pages.help.window import HelpWindow
    from portfolio_desktop.gui.shell.shell import Shell
    from portfolio_desktop.services.help.keys import Shortcut

_HELP_KEY = "F1"


class Help(QObject):
    """Belongs to the window of `shell`, and adds what the menu Help offers to its actions."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._desk = shell.desk
        self._main = shell.window
        self._window: HelpWindow | None = None
        self._said: tuple[Catalogue, tuple[Shortcut, ...]] | None = None
        self._tour: Tour | None = None
        for action in self._actions():
            shell.actions.add(action)
        shell.welcome.wanted.connect(self._welcomed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._attend)

    @property
    def tour(self) -> "Tour":
        """The tour of the window."""
        from portfolio_desktop.gui.pages.help.tour import Tour

        if self._tour is None:
            shell = self._shell
            parts = {
                "navigation": shell.navigation,
                "middle": self._main.middle,
                "status": shell.status,
                "menu": self._main.menuBar(),
            }
            self._tour = Tour(self._main, parts, shell.guide.go, self._desk.settings)
            self._desk.closed.connect(self._tour.leave)
        return self._tour

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action(
                name="help",
                text=N_("Help"),
                run=self.open_here,
                icon="circle-question-mark",
                keys=(_HELP_KEY,),
            ),
            Action(
                name="help_contents",
                text=N_("Contents of the help"),
                run=lambda: self.open("contents"),
                icon="list",
            ),
            Action(name="help_keys", text=N_("All keys"), run=lambda: self.open("keys"), icon="keyboard"),
            Action(
                name="help_glossary", text=N_("Glossary"), run=lambda: self.open("glossary"), icon="book-a"
            ),
            Action(
                name="help_guide",
                text=N_("Save the guide as PDF…"),
                run=self.save_guide,
                icon="file-down",
            ),
            Action(
                name="tour",
                text=N_("Take the tour"),
                run=self.start_tour,
                icon="compass",
            ),
        )

    def start_tour(self) -> None:
        """Show the window round; without a workspace, the demo portfolio is opened for it."""
        if self._desk.workspace is not None:
            self.tour.start()
        else:
            self._desk.opened.connect(self.tour.start, Qt.ConnectionType.SingleShotConnection)
            self._shell.files.demo()

    def _welcomed(self, step: str) -> None:
        """Whoever opens the demo portfolio for the first time is shown round."""
        if step == "tour":
            self.start_tour()
        elif step == "help":
            self.open("first-pack")
        elif step == "demo" and not self.tour.seen:
            self._desk.opened.connect(self.tour.start, Qt.ConnectionType.SingleShotConnection)

    def open_here(self) -> None:
        """Open the page about where the keyboard is."""
        self.open(self.topic(QApplication.focusWidget()))

    def topic(self, at: QWidget | None) -> str:
        """The page about `at`: its field, else the panel or dialog that it lies in, else the place in the window."""
        from portfolio_desktop.gui.pages.help.topics import of_field, of_panel, of_place, of_widget

        window = at.window() if at is not None else self._main
        opened = self.viewer
        field = of_field(at)
        if field.partition("#")[0] in opened.library.pages:
            return field
        here = self._shell.guide.here
        if window is not self._main:
            return of_widget(at) or of_place(here)
        return (of_panel(at) if here else "") or of_place(here)

    def open(self, target: str) -> None:
        """Open a page in the window of help."""
        opened = self.viewer
        opened.open(target)
        opened.show()
        opened.raise_()
        opened.activateWindow()

    def save_guide(self) -> None:
        """Ask where, and write all pages of help as one PDF."""

        def write(path: Path) -> None:
            from portfolio_desktop.reports.guide.printing import render_guide

            day = self._desk.today
            self._desk.jobs.free(
                lambda _progress: write_whole(path, render_guide(day)),
                owner=self,
                label=_("Writing the guide"),
                done=lambda _none: self._desk.notify(_("Saved {path}").format(path=path), undo=False),
            )

        kinds = [_("PDF (*.pdf)")]
        self._desk.ask.save_file(_("Save the guide"), Path(_("Portfolio Desktop guide.pdf")), kinds, write)

    @property
    def viewer(self) -> "HelpWindow":
        """The window of help, made when it is first wanted."""
        from portfolio_desktop.gui.pages.help.window import HelpWindow
        from portfolio_desktop.services.help.library import Library

        said = (self._desk.catalogue, self._keys_now())
        if self._window is None or said != self._said:
            # Another workspace has fields of its own, or somebody has changed a key.
            if self._window is not None:
                self._window.close()
                self._window.deleteLater()
            self._said = said
            self._window = HelpWindow(Library(*said))
            self._window.setProperty(_HELP_KEY, True)
            # It has no parent that would take it along, so that a dialog over the main window does not bar it.
            self._main.destroyed.connect(self._window.deleteLater)
        return self._window

    def _keys_now(self) -> "tuple[Shortcut, ...]":
        """The shipped sheet with the keys that the window's own actions have now, as this system writes them."""
        from portfolio_desktop.base.paths import shipped
        from portfolio_desktop.services.help.keys import Shortcut, read_keys

        keymap = keymap_of(self._desk.settings)
        own = {action.objectName(): action.shortcuts() for action in self._main.actions()}

        def now(each: Shortcut) -> tuple[str, ...]:
            if each.where == EVERYWHERE and each.name in own:
                typed = filter(is_typed, own[each.name])
                return tuple(key.toString(QKeySequence.SequenceFormat.NativeText) for key in typed)
            return tuple(map(native, keymap.keys(each.where, each.name, each.keys)))

        return tuple(
            Shortcut(each.where, each.name, each.text, now(each))
            for each in read_keys(shipped("resources", "help"))
        )

    def _attend(self, _old: QWidget | None, new: QWidget | None) -> None:
        """See to it that F1 means something in the window that the keyboard has come to."""
        window = new.window() if new is not None else None
        if window is None or window is self._main or window.property(_HELP_KEY) or self._is_anothers(window):
            return
        window.setProperty(_HELP_KEY, True)
        keys = QShortcut(QKeySequence(_HELP_KEY), window)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)
        keys.activated.connect(self.open_here)

    def _is_anothers(self, window: QWidget) -> bool:
        """Whether another main window has it, or is it: two that answer the same key answer it neither."""
        while (above := window.parentWidget()) is not None:
            window = above.window()
        return isinstance(window, type(self._main)) and window is not self._main
