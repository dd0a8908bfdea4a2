# SPDX-License-Identifier: Apache-2.0
"""The menu bar: which of the window's actions stand in which menu."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QMenuBar
from shiboken6 import isValid

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.idle import MINUTES
from portfolio_desktop.gui.shell.files import Files

_MENUS = (
    (
        N_("&File"),
        "new new_window open join recent - import open_plan export_plan diary pack - backup look_into_copy give_away check - "
        "share_menu password_menu - close - preferences keys quit",
    ),
    (N_("&Edit"), "undo redo - search palette"),
    (
        N_("&View"),
        "back forward - next_part previous_part next_section previous_section - fold inspector - theme compact",
    ),
    (N_("&Go"), "home timeline projects risks issues actions quality packs sharing safekeeping - notices"),
    (
        N_("&Confidential"),
        "my_team my_year my_cycles my_keeping - lock lock_after lock_with_screen - people_passphrase people_recovery "
        "people_back_up - people_show_card people_take_card people_take_folder people_take_file",
    ),
    (N_("&Help"), "help help_contents help_keys help_glossary - tour help_guide - about"),
)
_WITHIN = {
    "share_menu": (
        N_("Sharing"),
        "share share_at share_now invite - choose_share choose_address leave_share",
    ),
    "password_menu": (
        N_("Password"),
        "password_lock - password_set password_change password_recovery password_remove",
    ),
    "theme": (N_("Theme"), "theme_system theme_light theme_dark theme_contrast"),
    "lock_after": (N_("Lock by itself"), " ".join(f"lock_after_{count}" for count in MINUTES)),
}
"""Menus within a menu, so that none is higher than the screen of a small laptop."""


def build_menus(bar: QMenuBar, actions: Actions, files: Files) -> None:
    """Fill `bar`. A dash is a separator; the recent files have a menu of their own."""
    for title, names in _MENUS:
        menu = bar.addMenu(_(title))
        for name in names.split():
            if name == "recent":
                _recent(menu.addMenu(_("Open recent")), files)
            elif name in _WITHIN:
                within, inner = _WITHIN[name]
                _fill(menu.addMenu(_(within)), inner.split(), actions)
            else:
                _fill(menu, [name], actions)


def _fill(menu: QMenu, names: Iterable[str], actions: Actions) -> None:
    for name in names:
        if name == "-":
            menu.addSeparator()
        else:
            menu.addAction(actions[name])


def _recent(menu: QMenu, files: Files) -> None:
    """Looked up whenever the menu is opened, and nobody waits for it: what is not there is greyed once that is known."""

    def add(path: Path) -> None:
        # An ampersand in a file's name is a letter, not a key.
        name = path.stem.replace("&", "&&")
        missing = files.presence.of(path) is False
        action = menu.addAction(_("{name} (not there now)").format(name=name) if missing else name)
        action.setEnabled(not missing)
        action.setStatusTip(str(path))
        action.triggered.connect(lambda: files.open(path))

    def fill() -> None:
        menu.clear()
        for path in files.remembered:
            add(path)
        lost = [path for path in files.remembered if files.presence.of(path) is False]
        if lost:
            menu.addSeparator()
        for path in lost:
            about = menu.addMenu(path.stem.replace("&", "&&"))
            about.setIcon(icon("file-question-mark", "muted"))
            about.addAction(_("Find it…")).triggered.connect(partial(_find, files, path))
            about.addAction(_("Forget it")).triggered.connect(partial(_forget, files, path))
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def show() -> None:
        fill()
        files.presence.ask(files.remembered)

    menu.aboutToShow.connect(show)
    files.presence.changed.connect(lambda: fill() if isValid(menu) and menu.isVisible() else None)


def _find(files: Files, path: Path, _checked: bool = False) -> None:
    files.find(path)


def _forget(files: Files, path: Path, _checked: bool = False) -> None:
    files.forget(path)
