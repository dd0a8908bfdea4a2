# SPDX-License-Identifier: Apache-2.0
"""Furnishes the bare window: joins the desk, the pages, the navigation, the palette and the files to one another."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.about.picture import program_icon
from portfolio_desktop.gui.about.updates import Updates
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk, Target
from portfolio_desktop.gui.finding.pins import Pins, is_pin
from portfolio_desktop.gui.inspector import Inspector
from portfolio_desktop.gui.keys.keymap import keymap_of
from portfolio_desktop.gui.notices.notices import Notices
from portfolio_desktop.gui.pages.capacity.watching import OverloadWatch
from portfolio_desktop.gui.pages.help.help import Help
from portfolio_desktop.gui.pages.passwords.passwords import Passwords
from portfolio_desktop.gui.pages.safekeeping.safekeeping import Safekeeping
from portfolio_desktop.gui.pages.sharing.rounds import Rounds, Shown, state_words
from portfolio_desktop.gui.pages.welcome import WelcomePage
from portfolio_desktop.gui.preferences.holding import Choices
from portfolio_desktop.gui.session.draft_bar import DraftBar
from portfolio_desktop.gui.session.drafts import Drafts
from portfolio_desktop.gui.session.going_on import go_on
from portfolio_desktop.gui.session.seats import Seat
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.banner import Banner
from portfolio_desktop.gui.shell.commands import add_commands, tell_keys
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

if TYPE_CHECKING:
    from portfolio_desktop.gui.session.windows import Windows


class Shell(QObject):
    """One window with everything in it. It lives as long as its window."""

    def __init__(self, window: MainWindow, desk: Desk, appearance: Appearance) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.appearance = appearance
        self.choices = Choices(desk, appearance)
        self.windows: Windows | None = None
        """The other windows of the program, where there can be others."""
        self._chosen = False
        self._last_page = ""
        QApplication.setWindowIcon(program_icon())
        self.navigation = Navigation(
            folded=window.narrow or desk.settings.get("window.folded", False),
            open_headings=desk.settings.get("window.headings", []),
        )
        self.inspector = Inspector(desk)
        self.files = Files(desk, self)
        self.welcome = WelcomePage()
        self.actions = Actions(window, keymap=keymap_of(desk.settings))
        self.rounds = Rounds(desk, self)
        self.safekeeping = Safekeeping(desk, window, self.actions, self.files, self.rounds.finish)
        self.passwords = Passwords(desk, window, self.files, self.rounds.finish)
        self.guide = Guide(
            desk,
            self.actions,
            window.stack,
            lambda: self.confidential.people,
            self.rounds,
            self.safekeeping.page,
        )
        self.palette = Palette(window)
        self.pins = Pins(desk, self.guide, self)
        self.offers = Offers(desk, self.guide, self.palette, self.pins)
        self.toast = Toast(window.middle)
        desk.written.connect(
            lambda _written: self.toast.outdate()
        )  # comes before the notice of the same change
        self.drafts = desk.drafts = Drafts(desk, lambda: self.guide.here)
        window.furnish(self.navigation, Banner(desk), self.inspector)
        window.put_above(DraftBar(desk, self.drafts, partial(go_on, self)))
        self.status = StatusBar(desk)
        window.setStatusBar(self.status)
        window.stack.addWidget(self.welcome)
        self.undoing = Undoing(desk, self.actions, self)
        self.confidential = Confidential(self)
        add_commands(self)
        self.notices = Notices(self)
        self.help = Help(self)
        tell_keys(self)
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
        self.passwords.follow(lambda: self.guide.here, partial(_begin_on, self))
        self.passwords.locking.connect(self.toast.forget)
        self.passwords.changed.connect(self.actions.refresh)
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

    def begin(self, seat: Seat) -> None:
        """Open the workspace of `seat` on its page, else wait on the welcome page."""
        if seat.workspace:
            path = Path(seat.workspace)
            self._last_page = seat.page
            self.window.wait(_("Opening {name}").format(name=path.stem))
            self.files.reopen(path)

    def import_spreadsheet(self, path: Path | None = None) -> None:
        """Begin an import, of the file at `path` where one is given; without a workspace, one is made for the file."""
        if self.desk.workspace is not None:
            self.guide.start_import(places.register_of(self.guide.here), path)
        elif path is not None:
            self.files.new(partial(self.guide.start_import, path=path), path.stem)
        else:
            from portfolio_desktop.gui.pages.imports.file_step import spreadsheets
            from portfolio_desktop.gui.pages.wizard.file_step import choose_file

            choose_file(self.desk, spreadsheets(), self.import_spreadsheet)

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
        self._place_inspector()
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
        """Whether there is a place for the inspector: where a record is chosen, and beside a register that leaves it room."""
        return self._chosen or (bool(places.register_of(self.guide.here)) and not self.window.narrow)

    def _join(self) -> None:
        desk, guide = self.desk, self.guide
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)
        desk.catalogue_changed.connect(self._list_places)
        desk.noticed.connect(self._notice)
        desk.compact_changed.connect(lambda _on: self.actions.refresh())
        self.navigation.chosen.connect(lambda key: self.pins.open(key) if is_pin(key) else guide.go(key))
        self.navigation.menu_wanted.connect(lambda key, at: self.pins.show_menu(key, at, self.navigation))
        self.navigation.moved.connect(self.pins.move)
        guide.pin_wanted.connect(self.pins.pin)
        self.pins.changed.connect(self._list_places)
        self.pins.opened.connect(self.navigation.mark)
        self.navigation.find_wanted.connect(self.offers.open_palette)
        self.navigation.unfolded.connect(lambda open: desk.settings.put("window.headings", open))
        guide.went.connect(self._went)
        guide.went.connect(self.confidential.went)
        guide.selected.connect(self._inspect)
        guide.left_out.connect(self.inspector.say_left_out)
        self.inspector.open_requested.connect(guide.open_record)
        self.inspector.register_requested.connect(guide.show_register)
        self.palette.search_wanted.connect(self.search)
        self.palette.help_wanted.connect(lambda name: self.help.open(name))
        self.files.refused.connect(self._refused)
        self.files.making.connect(partial(_begin_on, self, places.HOME))
        self.files.presence.changed.connect(partial(_list_recent, self))
        self.welcome.find_requested.connect(self.files.find)
        self.welcome.forget_requested.connect(self.files.forget)
        self.safekeeping.page_wanted.connect(lambda: guide.go(places.SAFEKEEPING))
        self.welcome.wanted.connect(self._step)
        self.welcome.signed.connect(partial(_sign, self))
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
        last = self._last_page or self.desk.settings.get("window.page", places.HOME)
        self._last_page = ""
        self.window.wait("")  # in case the page fails: what was waited for is there
        self.guide.go(last if last in places.keys(self.desk.catalogue) else places.HOME)

    def _closed(self) -> None:
        self.window.stack.setCurrentWidget(
            self.welcome
        )  # first, or each page that leaves would show the next
        self.guide.leave()
        self.inspector.hide()
        self.navigation.hide()
        self.window.setWindowTitle(_("Portfolio Desktop"))
        _list_recent(self, again=True)
        self.welcome.author.setText(self.desk.settings.author)
        self.actions.refresh()

    def _list_places(self) -> None:
        first, *others = places.groups(self.desk.catalogue)
        pinned = self.pins.group
        self.navigation.show_places((first, *((pinned,) if pinned else ()), *others))

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
        self._last_page = ""
        _list_recent(self, again=True)
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


def _list_recent(shell: Shell, *, again: bool = False) -> None:
    """On the welcome page, as far as is known of each; `again` looks where they are now."""
    shell.welcome.show_recent(shell.files.remembered, shell.files.presence.of)
    if again:
        shell.files.presence.ask(shell.files.remembered)


def _sign(shell: Shell, name: str) -> None:
    """Write under this name from now on; an empty one leaves it as it was."""
    if name.strip() and name != shell.desk.settings.author:
        try:
            shell.choices.choose("author", name)
        except Refusal as refusal:  # a name of signs that nobody sees
            shell.desk.notify(str(refusal))
    shell.welcome.author.setText(shell.desk.settings.author)


def _begin_on(shell: Shell, page: str) -> None:
    """Show this page when a workspace is next opened: where it was locked, or the first of a new one."""
    shell._last_page = page
