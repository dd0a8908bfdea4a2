# SPDX-License-Identifier: Apache-2.0
"""What can be done on a register page, each thing said once: for its menus, its keys and the palette."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.register.exporting import export

if TYPE_CHECKING:
    from portfolio_desktop.gui.register.page import RegisterPage

_Key = QKeySequence.StandardKey

CELL_MENU = (
    *("edit", "open", "", "copy", "copy_with_headings", "paste", "", "fill_down", "today", "clear", ""),
    *("change_many", "duplicate", "delete", "", "filter_column"),
)


def add_actions(page: "RegisterPage", actions: Actions) -> None:
    """Give `page` its actions."""
    table, editing, desk = page.table, page.editing, page._desk

    def some() -> bool:
        return bool(table.selectionModel().hasSelection())

    def writable() -> bool:
        return not page.model.read_only

    def changeable() -> bool:
        return writable() and some()

    def edit() -> None:
        table.edit(table.currentIndex())

    def compact() -> bool:
        return desk.compact

    for action in (
        Action(
            name="new_record",
            text=N_("New record\u2026"),
            run=page.popups.new_record,
            icon="plus",
            keys=(_Key.New,),
            enabled=writable,
        ),
        Action(name="edit", text=N_("Edit the cell"), run=edit, icon="pencil", enabled=changeable),
        Action(
            name="open",
            text=N_("Open the record"),
            run=lambda: table.opened.emit(table.current_row()),
            icon="arrow-up-right",
            enabled=some,
        ),
        Action(name="copy", text=N_("Copy"), run=editing.copy, icon="copy", keys=(_Key.Copy,), enabled=some),
        Action(
            name="copy_with_headings",
            text=N_("Copy with headings"),
            run=lambda: editing.copy(heads=True),
            keys=("Ctrl+Shift+C",),
            enabled=some,
        ),
        Action(
            name="paste",
            text=N_("Paste"),
            run=editing.paste,
            icon="clipboard-paste",
            keys=(_Key.Paste,),
            enabled=writable,
        ),
        Action(
            name="fill_down",
            text=N_("Fill down"),
            run=editing.fill_down,
            icon="arrow-down-to-line",
            keys=("Ctrl+D",),
            enabled=changeable,
        ),
        Action(
            name="today",
            text=N_("Enter today's date"),
            run=editing.today,
            icon="calendar-check",
            keys=("Ctrl+;",),
            enabled=changeable,
        ),
        Action(
            name="clear",
            text=N_("Clear the cells"),
            run=editing.clear,
            icon="eraser",
            keys=("Del",),  # not the standard key: on X11 that is Ctrl+D as well, which fills down
            enabled=changeable,
        ),
        Action(
            name="change_many",
            text=N_("Change the selected records\u2026"),
            run=page.popups.change_many,
            icon="list-checks",
            keys=("Ctrl+Shift+E",),
            enabled=changeable,
        ),
        Action(
            name="duplicate",
            text=N_("Duplicate the record"),
            run=editing.duplicate,
            icon="copy-plus",
            enabled=changeable,
        ),
        Action(
            name="delete",
            text=N_("Delete the selected records"),
            run=editing.delete,
            icon="trash-2",
            keys=("Ctrl+-", "Ctrl+Backspace"),
            enabled=changeable,
        ),
        Action(
            name="filter",
            text=N_("Filter this register"),
            run=page.focus_filter,
            icon="list-filter",
            keys=(_Key.Find,),
        ),
        Action(
            name="filter_column",
            text=N_("Filter by this column\u2026"),
            run=lambda: table.heads.ask_filter(table.currentIndex().column()),
            icon="list-filter",
            keys=("Ctrl+Shift+L",),
        ),
        Action(
            name="export", text=N_("Export what is shown\u2026"), run=lambda: export(page), icon="file-down"
        ),
        Action(
            name="compact",
            text=N_("Compact rows"),
            run=lambda: desk.set_compact(not desk.compact),
            toggle=compact,
        ),
    ):
        actions.add(action)
    table.customContextMenuRequested.connect(
        lambda at: cell_menu(page, actions).popup(table.viewport().mapToGlobal(at))
    )


def cell_menu(page: "RegisterPage", actions: Actions) -> QMenu:
    """The menu of the cells that are selected."""
    menu = QMenu(page)
    for name in CELL_MENU:
        menu.addAction(actions[name]) if name else menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
