# SPDX-License-Identifier: Apache-2.0
"""Everything that the window itself can do, said once: menus, keys and the palette read it here."""

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.pages.passwords.commands import password_actions
from portfolio_desktop.gui.pages.sharing.acts import SharingActs
from portfolio_desktop.gui.pages.sharing.commands import sharing_actions
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.files import documents
from portfolio_desktop.gui.theme import Mode

if TYPE_CHECKING:
    from portfolio_desktop.gui.shell.shell import Shell

_Keys = QKeySequence.StandardKey


def add_commands(shell: "Shell") -> None:
    """Give the window its actions."""
    parts = (_files, _sharing, _plans_and_packs, _upkeep, _edits, _places, _panels, _looks, _ways, _people)
    for action in chain.from_iterable(part(shell) for part in parts):
        shell.actions.add(action)
    shell.choices.changed.connect(lambda name: _follow_choice(shell, name))


def tell_keys(shell: "Shell") -> None:
    """Show the keys of today where they stand outside of menus, from now on."""

    def tell() -> None:
        noticed, undo, palette = (
            shell.actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            for name in ("noticed", "undo", "palette")
        )
        shell.toast.tell_keys(noticed, undo)
        shell.navigation.tell_key(palette)

    tell()
    if shell.actions.keymap is not None:
        shell.actions.changed.connect(tell)


def _is_open(shell: "Shell") -> bool:
    return shell.desk.workspace is not None


def _may_bring_in(shell: "Shell") -> bool:
    """Whether something can come in: into the workspace, or into one that is yet to be opened."""
    return not shell.desk.read_only or not _is_open(shell)


def _files(shell: "Shell") -> tuple[Action, ...]:
    files = shell.files
    return (
        Action(
            name="new", text=N_("New workspace…"), run=files.new, icon="file-plus", keys=("Ctrl+Shift+N",)
        ),
        Action(
            name="new_window",
            text=N_("New window"),
            run=lambda: _another(shell),
            icon="app-window",
            keys=("Ctrl+Alt+N",),
            enabled=lambda: shell.windows is not None,
        ),
        Action(name="open", text=N_("Open…"), run=files.browse, icon="folder-open", keys=(_Keys.Open,)),
        Action(
            name="close",
            text=N_("Close workspace"),
            run=lambda: shell.rounds.finish(files.close),
            icon="x",
            enabled=lambda: _is_open(shell),
        ),
        Action(name="quit", text=N_("Quit"), run=lambda: _quit(shell), icon="log-out", keys=(_Keys.Quit,)),
    )


def _sharing(shell: "Shell") -> tuple[Action, ...]:
    acts = SharingActs(shell.desk, shell.rounds, shell.files.join, documents(), shell)
    return sharing_actions(shell.desk, shell.rounds, acts)


def _plans_and_packs(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action(
            name="import",
            text=N_("Import a spreadsheet…"),
            run=shell.import_spreadsheet,
            icon="file-spreadsheet",
            keys=("Ctrl+Shift+I",),
            enabled=lambda: _may_bring_in(shell),
        ),
        Action(
            name="open_plan",
            text=N_("Open a plan…"),
            run=shell.open_plan,
            icon="chart-gantt",
            keys=("Ctrl+Alt+O",),
            enabled=lambda: _may_bring_in(shell),
        ),
        Action(
            name="export_plan",
            text=N_("Export a plan…"),
            run=shell.export_plan,
            icon="upload",
            enabled=lambda: _is_open(shell),
        ),
        Action(
            name="diary",
            text=N_("Diary for a calendar…"),
            run=lambda: _diary(shell),
            icon="calendar-plus",
            enabled=lambda: _is_open(shell),
        ),
        Action(
            name="pack",
            text=N_("Make a pack…"),
            run=shell.make_pack,
            icon="book-open",
            enabled=lambda: _is_open(shell),
        ),
    )


def _upkeep(shell: "Shell") -> tuple[Action, ...]:
    return (
        *shell.safekeeping.actions(),
        *password_actions(shell.desk, shell.passwords),
        Action(
            name="preferences",
            text=N_("Preferences…"),
            run=lambda: _prefer(shell),
            icon="settings",
            keys=(_Keys.Preferences,),
        ),
        Action(name="keys", text=N_("Keys…"), run=lambda: _keys(shell), icon="keyboard"),
    )


def _edits(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action(
            name="undo",
            text=N_("Undo"),
            run=shell.undoing.undo,
            icon="undo-2",
            keys=(_Keys.Undo,),
            enabled=lambda: bool(shell.undoing.undo_label),
        ),
        Action(
            name="redo",
            text=N_("Redo"),
            run=shell.undoing.redo,
            icon="redo-2",
            keys=(_Keys.Redo, "Ctrl+Y"),
            enabled=lambda: bool(shell.undoing.redo_label),
        ),
        Action(
            name="search",
            text=N_("Search everything"),
            run=shell.search,
            icon="search",
            keys=("Ctrl+Shift+F",),
            enabled=lambda: _is_open(shell),
        ),
        Action(
            name="palette",
            text=N_("Command palette"),
            run=shell.offers.open_palette,
            icon="command",
            keys=("Ctrl+K",),
        ),
    )


def _places(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action(
            name="back",
            text=N_("Back"),
            run=shell.guide.back,
            icon="arrow-left",
            keys=("Alt+Left",),
            enabled=lambda: shell.guide.can_go_back,
        ),
        Action(
            name="forward",
            text=N_("Forward"),
            run=shell.guide.forward,
            icon="arrow-right",
            keys=("Alt+Right",),
            enabled=lambda: shell.guide.can_go_forward,
        ),
        Action(
            name="noticed",
            text=N_("Open what the notice names"),
            run=shell.toast.open,
            icon="arrow-up-right",
            keys=("Ctrl+Shift+O",),
            enabled=lambda: shell.toast.leads,
        ),
    )


def _panels(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action(
            name="fold",
            text=N_("Navigation as icons only"),
            run=shell.fold_navigation,
            icon="panel-left",
            keys=("Ctrl+B",),
            toggle=lambda: shell.navigation.folded,
        ),
        Action(
            name="inspector",
            text=N_("Inspector"),
            run=shell.toggle_inspector,
            icon="panel-right",
            keys=("F4",),
            toggle=lambda: shell.inspector_wanted,
        ),
        Action(
            name="next_part",
            text=N_("Next part of the window"),
            run=lambda: shell.window.parts.step(1),
            icon="arrow-right",
            keys=("Ctrl+F6",),
        ),
        Action(
            name="previous_part",
            text=N_("Previous part of the window"),
            run=lambda: shell.window.parts.step(-1),
            icon="arrow-left",
            keys=("Ctrl+Shift+F6",),
        ),
        Action(
            name="next_section",
            text=N_("Next section"),
            run=lambda: shell.window.parts.go_to_section(1),
            icon="arrow-down",
            keys=("Ctrl+F7",),
        ),
        Action(
            name="previous_section",
            text=N_("Previous section"),
            run=lambda: shell.window.parts.go_to_section(-1),
            icon="arrow-up",
            keys=("Ctrl+Shift+F7",),
        ),
    )


def _looks(shell: "Shell") -> tuple[Action, ...]:
    def theme(mode: Mode, text: str, icon: str) -> Action:
        return Action(
            name=f"theme_{mode.value}",
            text=text,
            run=lambda: _use(shell, mode),
            icon=icon,
            toggle=lambda: shell.appearance.mode is mode,
        )

    return (
        theme(Mode.SYSTEM, N_("Theme of the system"), "monitor"),
        theme(Mode.LIGHT, N_("Light theme"), "sun"),
        theme(Mode.DARK, N_("Dark theme"), "moon"),
        theme(Mode.CONTRAST, N_("High contrast theme"), "contrast"),
        Action(
            name="compact",
            text=N_("Compact rows"),
            run=lambda: shell.desk.set_compact(not shell.desk.compact),
            icon="rows-3",
            toggle=lambda: shell.desk.compact,
        ),
    )


def _ways(shell: "Shell") -> tuple[Action, ...]:
    def way(name: str, text: str, key: str, icon: str, *keys: str) -> Action:
        return Action(
            name=name,
            text=text,
            run=lambda: shell.guide.go(key),
            icon=icon,
            keys=keys,
            enabled=lambda: _is_open(shell),
        )

    return (
        way("home", N_("Home"), places.HOME, "house", "Alt+1"),
        way("projects", N_("Projects"), places.register_key("project"), "folder", "Alt+2"),
        way("risks", N_("Risks"), places.register_key("risk"), "triangle-alert", "Alt+3"),
        way("issues", N_("Issues"), places.register_key("issue"), "circle-alert", "Alt+4"),
        way("actions", N_("Actions"), places.register_key("action"), "circle-check", "Alt+5"),
        way("timeline", N_("Timeline"), places.TIMELINE, "chart-gantt", "Alt+7"),
        way("my_team", N_("My team"), places.TEAM, "users"),
        way("my_year", N_("My year"), places.MY_YEAR, "calendar-heart"),
        way("my_keeping", N_("What is kept"), places.KEEPING, "archive"),
        way("my_cycles", N_("Years and forms"), places.CYCLES, "calendar-range"),
        way("quality", N_("Data quality"), places.QUALITY, "list-checks"),
        way("packs", N_("Packs"), places.PACKS, "book-open", "Alt+6"),
        way("sharing", N_("Sharing"), places.SHARING, "folder-sync"),
        way("safekeeping", N_("Backups and mending"), places.SAFEKEEPING, "database-backup"),
        Action(name="about", text=N_("About Portfolio Desktop"), run=lambda: _about(shell), icon="info"),
    )


def _people(shell: "Shell") -> tuple[Action, ...]:
    return shell.confidential.actions()


def _use(shell: "Shell", mode: Mode) -> None:
    shell.choices.choose("theme", mode.value)


def _prefer(shell: "Shell") -> None:
    from portfolio_desktop.gui.preferences.dialog import Preferences

    dialog = Preferences(shell.desk, shell.choices, shell.window)
    dialog.finished.connect(shell.actions.refresh)
    dialog.wanted.connect(lambda key: _prefer_elsewhere(shell, key))
    dialog.open()


def _follow_choice(shell: "Shell", name: str) -> None:
    """What was chosen holds for a people file that is open, too."""
    if name == "lock_after":
        shell.passwords.watch()
        if shell.confidential.unlocked:
            shell.confidential.people.set_minutes(shell.confidential.people.minutes)
    shell.actions.refresh()


def _prefer_elsewhere(shell: "Shell", key: str) -> None:
    """What is chosen on a page of its own, or with questions."""
    if key == "second":
        shell.safekeeping.acts.choose_second()
    elif key == "safekeeping":
        shell.guide.go(places.SAFEKEEPING)
    else:
        shell.actions["keys"].trigger()


def _diary(shell: "Shell") -> None:
    from portfolio_desktop.gui.pages.diary import DiaryDialog

    DiaryDialog(shell.desk, shell.window, places.project_of(shell.guide.here)).open()


def _keys(shell: "Shell") -> None:
    from portfolio_desktop.gui.keys.editor import KeysDialog

    if shell.actions.keymap is not None:
        KeysDialog(shell.actions.keymap, shell.window).open()


def _another(shell: "Shell") -> None:
    if shell.windows is not None:
        shell.windows.add()


def _quit(shell: "Shell") -> None:
    if shell.windows is not None:
        shell.windows.quit()
    else:
        shell.window.close()


def _about(shell: "Shell") -> None:
    from portfolio_desktop.gui.about.dialog import AboutDialog

    AboutDialog(shell.updates, shell.desk.ask, shell.window).open()
