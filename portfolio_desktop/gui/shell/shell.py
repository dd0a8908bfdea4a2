# SPDX-License-Identifier: Apache-2.0
"""Furnishes the bare window: joins the desk, the pages, the navigation, the palette and the files to one another."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.about.picture import program_icon
from portfolio_desktop.gui.about.updates import Updates
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk, Target
from portfolio_desktop.gui.inspector import Inspector
from portfolio_desktop.gui.pages.capacity.watching import OverloadWatch
from portfolio_desktop.gui.pages.help.help import Help
from portfolio_desktop.gui.pages.safekeeping.safekeeping import Safekeeping
from portfolio_desktop.gui.pages.sharing.rounds import Rounds, Shown, state_words
from portfolio_desktop.gui.pages.welcome import WelcomePage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.banner import Banner
from portfolio_desktop.gui.shell.commands import add_commands
from portfolio_desktop.gui.shell.confidential import Confidential
from portfolio_desktop.gui.shell.dropping import Drops
from portfolio_desktop.gui.shell.files import Files
from portfolio_desktop.gui.shell.guide import Guide
from portfolio_desktop.gui.shell.late import LateCounts
from portfolio_desktop.gui.shell.menus import build_menus
from portfolio_desktop.gui.shell.navigation import Navigation
from portfolio_desktop.gui.shell.offers import Offers
from portfolio_desktop.gui.shell.palette import Palette
from portfolio_desktop.gui.shell.running_clocks import RunningClocks
from portfolio_desktop.gui.shell.status import StatusBar
from portfolio_desktop.gui.shell.undoing import Undoing
from portfolio_desktop.gui.shell.window import MainWindow
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.gui.widgets.toast import Toast


class Shell(QObject):
    """One window with everything in it. It lives as long as its window."""

    def __init__(self, window: MainWindow, desk: Desk, appearance: Appearance) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.appearance = appearance
        self._chosen = False
        QApplication.setWindowIcon(program_icon())
        self.navigation = Navigation(
            folded=window.narrow or desk.settings.get("window.folded", False),
            open_headings=desk.settings.get("window.headings", []),
        )
        self.inspector = Inspector(desk)
        self.files = Files(desk, self)
        self.welcome = WelcomePage()
        self.actions = Actions(window)
        self.rounds = Rounds(desk, self)
        self.safekeeping = Safekeeping(desk, window, self.actions, self.files, self.rounds.finish)
        self.guide = Guide(
            desk,
            self.actions,
            window.stack,
            lambda: self.confidential.people,
            self.rounds,
            self.safekeeping.page,
        )
        self.palette = Palette(window)
        self.offers = Offers(desk, self.guide, self.palette)
        self.toast = Toast(window.middle)
        desk.written.connect(
            lambda _written: self.toast.outdate()
        )  # comes before the notice of the same change
        window.furnish(self.navigation, Banner(desk), self.inspector)
        self.status = StatusBar(desk)
        window.setStatusBar(self.status)
        window.stack.addWidget(self.welcome)
        self.undoing = Undoing(desk, self.actions, self)
        self.confidential = Confidential(self)
        add_commands(self)
        self.help = Help(self)
        native = QKeySequence.SequenceFormat.NativeText
        self.toast.tell_keys(
            *(self.actions[name].shortcut().toString(native) for name in ("noticed", "undo"))
        )
        build_menus(window.menuBar(), self.actions, self.files)
        Drops(window, plan=self.open_plan, table=self.import_spreadsheet, workspace=self.files.open)
        window.keep_open()
        self._join()
        # Joined last, so that the first page asks before them.
        self.clocks = RunningClocks(desk, self)
        LateCounts(desk, self.navigation, self.clocks)
        self.overload = OverloadWatch(desk, self)
        self.updates = Updates(desk, self)
        self.rounds.changed.connect(self.updates.follow_share)
        self.rounds.changed.connect(self._show_sharing)
        self.rounds.follow()
        self.safekeeping.follow()
        self.safekeeping.keeper.changed.connect(lambda copies: self.status.show_copies(copies.trouble))
        self.clocks.changed.connect(self.status.show_late)
        self.status.sharing_wanted.connect(lambda: self.guide.go(places.SHARING))
        self.status.copies_wanted.connect(lambda: self.guide.go(places.SAFEKEEPING))
        self.status.clocks_wanted.connect(lambda: self.guide.go(places.CLOCKS))
        self._closed()

    @property
    def inspector_wanted(self) -> bool:
        """Whether the person wants the inspector here: beside registers unless it was sent away, beside others if asked for."""
        in_register = bool(places.register_of(self.guide.here))
        return bool(self.desk.settings.get(self._inspector_setting, in_register))

    @property
    def _inspector_setting(self) -> str:
        """A designed page is laid out to be read alone, so what is wanted there is remembered apart."""
        return "window.inspector" if places.register_of(self.guide.here) else "window.page_inspector"

    def begin(self, files: list[Path]) -> None:
        """Open the first of `files`, else the workspace that was open last, else wait on the welcome page."""
        last = self.files.recent[:1] if self.desk.settings.get("window.reopen", False) else ()
        for path in (*files, *last)[:1]:
            self.window.wait(_("Opening {name}").format(name=path.stem))
            self.files.open(path)

    def import_spreadsheet(self, path: Path | None = None) -> None:
        """Begin an import, of the file at `path` where one is given; without a workspace, one is made first."""
        if self.desk.workspace is None:
            self.files.new(partial(self.guide.start_import, path=path))
        else:
            self.guide.start_import(places.register_of(self.guide.here), path)

    def open_plan(self, path: Path | None = None) -> None:
        """Begin with a plan of another program; without a workspace, one is made first."""
        if self.desk.workspace is None:
            self.files.new(partial(self.guide.open_plan, path))
        else:
            self.guide.open_plan(path, places.project_of(self.guide.here))

    def export_plan(self) -> None:
        """Write a project's plan for another program: of the project that is looked at, else of one that is asked for."""
        from portfolio_desktop.gui.pages.plans.exporting import ask_and_export

        project = places.project_of(self.guide.here)
        ask_and_export(self.desk, self.window, Id(project) if project else None)

    def make_pack(self) -> None:
        """Go to the packs, with the form for a new one open."""
        self.guide.packs().start()

    def search(self, words: str = "") -> None:
        """Go to the search page, with the keyboard in its box; look for `words` where some are given."""
        if self.desk.workspace is None:
            return
        page = self.guide.search()
        if words:
            page.look_for(words)
        page.start()

    def fold_navigation(self) -> None:
        """Icons only, or icons with words."""
        self.navigation.fold(not self.navigation.folded)
        self.desk.settings.put("window.folded", self.navigation.folded)
        self.window.settle()

    def _follow_width(self, narrow: bool) -> None:
        self.navigation.fold(narrow or self.desk.settings.get("window.folded", False))
        self.window.settle()
        self.actions.refresh()

    def toggle_inspector(self) -> None:
        """Show the inspector beside what is open, or do without it."""
        if not (self._inspectable or self.inspector_wanted):
            self.desk.notify(_("Choose a record first: the inspector shows what is chosen."))
            return
        self.desk.settings.put(self._inspector_setting, not self.inspector_wanted)
        self._place_inspector()

    @property
    def _inspectable(self) -> bool:
        """Whether there is a place for the inspector: beside a register always, elsewhere once a record is chosen."""
        return bool(places.register_of(self.guide.here)) or self._chosen

    def _join(self) -> None:
        desk, guide = self.desk, self.guide
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.catalogue_changed.connect(self._list_places)
        desk.noticed.connect(self._notice)
        desk.compact_changed.connect(lambda _on: self.actions.refresh())
        self.navigation.chosen.connect(guide.go)
        self.navigation.find_wanted.connect(self.offers.open_palette)
        self.navigation.unfolded.connect(lambda open: desk.settings.put("window.headings", open))
        guide.went.connect(self._went)
        guide.went.connect(self.confidential.went)
        guide.selected.connect(self._inspect)
        self.inspector.open_requested.connect(guide.open_record)
        self.inspector.register_requested.connect(guide.show_register)
        self.palette.search_wanted.connect(self.search)
        self.files.refused.connect(self._refused)
        self.safekeeping.page_wanted.connect(lambda: guide.go(places.SAFEKEEPING))
        self.welcome.wanted.connect(self._step)
        self.welcome.open_requested.connect(
            lambda path, read_only: self.files.open(path, read_only=read_only)
        )
        self.window.narrowed.connect(self._follow_width)
        self.window.leaving.connect(self._leave, Qt.ConnectionType.QueuedConnection)

    def _opened(self) -> None:
        self.welcome.say("")
        self._list_places()
        self.navigation.show()
        workspace = self.desk.workspace
        self.window.setWindowTitle(f"{workspace.path.stem if workspace else ''} – {_('Portfolio Desktop')}")
        last = self.desk.settings.get("window.page", places.HOME)
        self.window.wait("")  # in case the page fails: what was waited for is there
        known = {place.key for group in places.groups(self.desk.catalogue) for place in group.every}
        self.guide.go(last if last in known else places.HOME)
        self.desk.settings.put("window.reopen", True)

    def _closed(self) -> None:
        self.guide.leave()
        self.inspector.hide()
        self.navigation.hide()
        self.window.setWindowTitle(_("Portfolio Desktop"))
        self.welcome.show_recent(self.files.remembered)
        self.window.stack.setCurrentWidget(self.welcome)
        self.actions.refresh()

    def _list_places(self) -> None:
        self.navigation.show_places(places.groups(self.desk.catalogue))

    def _went(self, key: str) -> None:
        self.navigation.mark(places.register_key("project") if places.project_of(key) else key)
        if not places.project_of(key):
            self.desk.settings.put("window.page", key)
        self._place_inspector()
        self.actions.refresh()

    def _inspect(self, entity: str, id: str) -> None:
        self._chosen = bool(id)
        if id:
            self.inspector.show_record(entity, id)
        else:
            self.inspector.show_nothing()
        self._place_inspector()

    def _place_inspector(self) -> None:
        shown = self.inspector_wanted and self._inspectable
        if shown is self.inspector.isHidden():
            self.inspector.setVisible(shown)
            self.window.settle()

    def _notice(self, text: str, undo: bool, to: Target | None = None) -> None:
        way = partial(self.guide.open_alone, *to) if to else None
        self.toast.notify(text, self.desk.undo if undo else None, way)
        self.actions.refresh()

    def _show_sharing(self, shown: Shown | None) -> None:
        troubled = bool(shown and shown.standing and shown.standing.report.trouble)
        self.status.show_sharing(state_words(shown, self.desk) if shown else "", troubled=troubled)
        self.actions.refresh()

    def _refused(self, sentence: str, path: Path | None) -> None:
        self.welcome.show_recent(self.files.remembered)
        self.welcome.say(sentence, path)
        self.window.stack.setCurrentWidget(self.welcome)

    def _step(self, key: str) -> None:
        """Carry out a step of the welcome page; those of help are heard by `Help`."""
        steps: dict[str, Callable[[], object]] = {
            "demo": self.files.demo,
            "import": self.import_spreadsheet,
            "new": self.files.new,
            "open": self.files.browse,
            "join": self.actions["join"].trigger,
        }
        if key in steps:
            steps[key]()

    def _leave(self) -> None:
        # What was asked for is still written. The status bar stays to show it, and to stop what is no write.
        self.rounds.finish(lambda: self.desk.close(self.window.finish))
