# SPDX-License-Identifier: Apache-2.0
"""What can be done on a register page, each thing said once: for its menus, its keys and the palette."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.register.exporting import ask_paper, export

if TYPE_CHECKING:
    from portfolio_desktop.gui.register.page import RegisterPage

_Key = QKeySequence.StandardKey

CELL_MENU = (
    *("edit", "open", "", "copy", "copy_with_headings", "paste", "", "fill_down", "today", "clear", ""),
    *("change_many", "duplicate", "merge", "delete", "", "filter_column", "marks", "freeze"),
)


def add_actions(page: "RegisterPage", actions: Actions) -> None:
    """Give `page` its actions."""
    for action in (
        *_of_the_page(page),
        *_of_the_view(page),
        *_of_the_clipboard(page),
        *_of_the_cells(page),
        *_of_the_records(page),
    ):
        actions.add(action)
    table = page.table
    table.customContextMenuRequested.connect(
        lambda at: cell_menu(page, actions).popup(table.viewport().mapToGlobal(at))
    )


def _of_the_page(page: "RegisterPage") -> Iterator[Action]:
    table, desk = page.table, page._desk
    yield Action(
        name="filter",
        text=N_("Filter this register"),
        run=page.focus_filter,
        icon="list-filter",
        keys=(_Key.Find,),
        beside=True,
    )
    yield Action(
        name="filter_column",
        text=N_("Filter by this column\u2026"),
        run=lambda: table.heads.ask_filter(table.currentIndex().column()),
        icon="list-filter",
        keys=("Ctrl+Shift+L",),
    )
    yield Action(
        name="print",
        text=N_("Print what is shown\u2026"),
        run=lambda: ask_paper(page),
        icon="printer",
        keys=(_Key.Print,),
    )
    yield Action(
        name="export", text=N_("Export what is shown\u2026"), run=lambda: export(page), icon="file-down"
    )
    yield Action(
        name="compact",
        text=N_("Compact rows"),
        run=lambda: desk.set_compact(not desk.compact),
        toggle=lambda: desk.compact,
    )


def _of_the_view(page: "RegisterPage") -> Iterator[Action]:
    table, viewing, popups = page.table, page.viewing, page.popups

    def grouped() -> bool:
        return bool(viewing.view.group)

    def here() -> int:
        """The current column, counted from the left."""
        return table.heads.visualIndex(table.currentIndex().column()) + 1

    yield Action(name="marks", text=N_("Marks\u2026"), run=popups.open_marks, icon="highlighter")
    yield Action(
        name="freeze",
        text=N_("Freeze up to this column"),
        run=lambda: viewing.freeze(here()),
        icon="pin",
        enabled=lambda: table.currentIndex().isValid(),
        toggle=lambda: viewing.view.frozen == here() > 0,
    )
    for name, text, open, picture, keys in (
        ("fold_groups", N_("Close all groups"), False, "chevrons-down-up", "Alt+Shift+Left"),
        ("unfold_groups", N_("Open all groups"), True, "chevrons-up-down", "Alt+Shift+Right"),
    ):
        yield Action(
            name=name,
            text=text,
            run=partial(page.fold_groups, open=open),
            icon=picture,
            keys=(keys,),
            enabled=grouped,
        )


def _of_the_clipboard(page: "RegisterPage") -> Iterator[Action]:
    editing = page.editing
    some, writable = _asks(page)
    yield Action(name="copy", text=N_("Copy"), run=editing.copy, icon="copy", keys=(_Key.Copy,), enabled=some)
    yield Action(
        name="copy_with_headings",
        text=N_("Copy with headings"),
        run=lambda: editing.copy(heads=True),
        keys=("Ctrl+Shift+C",),
        enabled=some,
    )
    yield Action(
        name="paste",
        text=N_("Paste"),
        run=editing.paste,
        icon="clipboard-paste",
        keys=(_Key.Paste,),
        enabled=writable,
    )


def _of_the_cells(page: "RegisterPage") -> Iterator[Action]:
    table, editing = page.table, page.editing
    some, writable = _asks(page)
    for name, text, run, picture, keys in (
        ("edit", N_("Edit the cell"), lambda: table.edit(table.currentIndex()), "pencil", ()),
        ("fill_down", N_("Fill down"), editing.fill_down, "arrow-down-to-line", ("Ctrl+D",)),
        ("today", N_("Enter today's date"), editing.today, "calendar-check", ("Ctrl+;",)),
        # Not the standard key for deleting: on X11 that is Ctrl+D as well, which fills down.
        ("clear", N_("Clear the cells"), editing.clear, "eraser", ("Del",)),
    ):
        yield Action(
            name=name, text=text, run=run, icon=picture, keys=keys, enabled=lambda: writable() and some()
        )


def _of_the_records(page: "RegisterPage") -> Iterator[Action]:
    table, editing, popups = page.table, page.editing, page.popups
    some, writable = _asks(page)
    yield Action(
        name="new_record",
        text=N_("New record"),
        run=popups.new_record,
        icon="plus",
        keys=(_Key.New,),
        beside=True,
        enabled=writable,
    )
    yield Action(
        name="open",
        text=N_("Open the record"),
        run=lambda: table.opened.emit(table.current_row()),
        icon="arrow-up-right",
        keys=("Alt+Return",),
        enabled=some,
    )
    for name, text, run, picture, keys in (
        ("change_many", N_("Change the records\u2026"), popups.change_many, "list-checks", ("Ctrl+Shift+E",)),
        ("duplicate", N_("Duplicate the record"), editing.duplicate, "copy-plus", ()),
        ("merge", N_("Merge the selected records\u2026"), popups.merge, "combine", ()),
        (
            "delete",
            N_("Delete the selected records"),
            editing.delete,
            "trash-2",
            ("Ctrl+-", "Ctrl+Backspace"),
        ),
    ):
        yield Action(
            name=name, text=text, run=run, icon=picture, keys=keys, enabled=lambda: writable() and some()
        )


def offer(page: "RegisterPage", *acts: Action) -> None:
    """Have a register do besides what every one does: in its menu of a row, and asked again with each that is current."""
    for act in acts:
        page.acts.add(act)
        page.also.append(act.name)
    page.current_changed.connect(lambda _entity, _id: page.acts.refresh())


def _asks(page: "RegisterPage") -> tuple[Callable[[], bool], Callable[[], bool]]:
    """Whether anything is selected, and whether anything may be changed."""
    return lambda: page.table.selectionModel().hasSelection(), lambda: not page.model.read_only


def cell_menu(page: "RegisterPage", actions: Actions) -> QMenu:
    """The menu of the cells that are selected."""
    menu = Menu(page, _("The selected cells"))
    for name in CELL_MENU:
        menu.addAction(actions[name]) if name else menu.addSeparator()
    for name in page.also:
        menu.addAction(actions[name])
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
