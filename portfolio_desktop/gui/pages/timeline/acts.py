# SPDX-License-Identifier: Apache-2.0
"""What can be done on the timeline page, each thing said once: for its menus, its keys and the palette."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.actions import Action, Actions
from portfolio_desktop.gui.pages.timeline.exporting import PNG, SVG, ask_paper, export
from portfolio_desktop.gui.pages.timeline.shown.setting import OPTIONS
from portfolio_desktop.gui.pages.timeline.side import PANELS
from portfolio_desktop.services.planning.acts import dating, shaping
from portfolio_desktop.services.planning.sheet import waiting

if TYPE_CHECKING:
    from portfolio_desktop.gui.pages.timeline.page import TimelinePage

_Key = QKeySequence.StandardKey
_ROW_MENU = (
    *(
        "new_task",
        "open",
        "show_lead",
        "",
        "indent",
        "outdent",
        "move_up",
        "move_down",
        "",
        "link",
        "unlink",
        "",
    ),
    *("mark_done", "follow_links", "keep_dates", "follow_task", "", "delete_rows"),
)


def row_menu(page: "TimelinePage", actions: Actions) -> QMenu:
    """The menu of the rows that are selected."""
    menu = Menu(page, _("The selected rows"))
    for name in _ROW_MENU:
        menu.addAction(actions[name]) if name else menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add_actions(page: "TimelinePage", actions: Actions) -> None:
    """Give `page` its actions."""
    for action in (*_of_rows(page), *_of_tasks(page), *_of_the_view(page), *_of_the_page(page)):
        actions.add(action)


def _asks(page: "TimelinePage") -> tuple[Callable[[], bool], Callable[[], bool]]:
    """Whether a row is selected, and whether anything may be changed."""

    def some() -> bool:
        return bool(page.view.selected)

    return some, lambda: some() and not page.desk.read_only


def _of_rows(page: "TimelinePage") -> Iterator[Action]:
    doing = page.doing
    some, writable = _asks(page)
    yield Action(
        name="new_task",
        text=N_("New task"),
        run=doing.insert,
        icon="plus",
        keys=("Ins", _Key.New),
        enabled=lambda: not page.desk.read_only,
    )
    yield Action(
        name="open",
        text=N_("Open the record"),
        run=page.going.open_current,
        icon="arrow-up-right",
        keys=("Ctrl+Return",),
        enabled=some,
    )
    yield Action(
        name="show_lead",
        text=N_("Show what leads here"),
        run=page.show_lead,
        icon="waypoints",
        keys=("Ctrl+Shift+P",),
        enabled=some,
    )
    yield Action(
        name="delete_rows",
        text=N_("Delete the selected rows"),
        run=doing.delete,
        icon="trash-2",
        keys=("Del",),
        enabled=writable,
    )


def _of_tasks(page: "TimelinePage") -> Iterator[Action]:
    doing = page.doing
    _some, writable = _asks(page)
    for name, text, run, picture, keys in (
        (
            "indent",
            N_("Indent"),
            lambda: doing.shape(shaping.indent),
            "list-indent-increase",
            ("Alt+Shift+Right",),
        ),
        (
            "outdent",
            N_("Outdent"),
            lambda: doing.shape(shaping.outdent),
            "list-indent-decrease",
            ("Alt+Shift+Left",),
        ),
        ("move_up", N_("Move up"), lambda: doing.shift(-1), "arrow-up", ("Alt+Shift+Up",)),
        ("move_down", N_("Move down"), lambda: doing.shift(1), "arrow-down", ("Alt+Shift+Down",)),
        ("link", N_("Link the selected tasks"), doing.chain, "link", ("Ctrl+F2",)),
        (
            "unlink",
            N_("Unlink the selected tasks"),
            lambda: doing.shape(waiting.take_apart),
            "unlink",
            ("Ctrl+Shift+F2",),
        ),
        (
            "follow_links",
            N_("Dates by links"),
            lambda: doing.shape(dating.follow_links),
            "route",
            ("Ctrl+Shift+D",),
        ),
        (
            "keep_dates",
            N_("Keep these dates as their own"),
            lambda: doing.shape(dating.keep_dates),
            "pin",
            ("Ctrl+Shift+K",),
        ),
        ("follow_task", N_("Milestone that follows the task"), doing.follow_task, "flag", ("Ctrl+Shift+M",)),
        ("mark_done", N_("Mark as done"), lambda: doing.done(100), "circle-check", ("Ctrl+Shift+Return",)),
    ):
        yield Action(name=name, text=text, run=run, icon=picture, keys=keys, enabled=writable)


def _of_the_view(page: "TimelinePage") -> Iterator[Action]:
    view = page.view
    yield Action(
        name="zoom_in",
        text=N_("Zoom in"),
        run=lambda: view.area.zoom(1.25),
        icon="zoom-in",
        keys=("Ctrl++", "Ctrl+="),
    )
    yield Action(
        name="zoom_out",
        text=N_("Zoom out"),
        run=lambda: view.area.zoom(0.8),
        icon="zoom-out",
        keys=("Ctrl+-",),
    )
    yield Action(
        name="fit", text=N_("Fit everything"), run=view.fit, icon="unfold-horizontal", keys=("Ctrl+0",)
    )
    yield Action(
        name="today", text=N_("Go to today"), run=view.go_to_today, icon="calendar-check", keys=("Alt+Home",)
    )
    yield Action(
        name="fold_all",
        text=N_("Fold to projects"),
        run=page.seeing.fold_to_projects,
        icon="chevrons-down-up",
        keys=("Alt+Shift+P",),
    )
    yield Action(
        name="unfold_all",
        text=N_("Unfold everything"),
        run=lambda: view.set_folded(frozenset()),
        icon="chevrons-up-down",
        keys=("Alt+Shift+0",),
    )
    for place, (name, text) in enumerate(OPTIONS.items(), 1):
        yield Action(
            name=f"show_{name}",
            text=text,
            run=lambda name=name: page.choosing.toggle(name),  # type: ignore[misc]
            keys=(f"Ctrl+{place}",),
            toggle=lambda name=name: page.choosing.setting.shows(name),  # type: ignore[misc]
        )


def _of_the_page(page: "TimelinePage") -> Iterator[Action]:
    yield Action(
        name="filter",
        text=N_("Filter the timeline"),
        run=page.focus_filter,
        icon="list-filter",
        keys=(_Key.Find,),
        beside=True,
    )
    yield Action(
        name="next_conflict",
        text=N_("Next conflict"),
        run=page.going.next_conflict,
        icon="triangle-alert",
        keys=("Ctrl+J",),
        enabled=lambda: bool(page.seeing.conflicts),
    )
    for name, panel in PANELS.items():
        yield Action(
            name=f"show_{name}",
            text=panel.label,
            run=lambda name=name: page.side.toggle(name),  # type: ignore[misc]
            icon=panel.icon,
            keys=(panel.key,),
            toggle=lambda name=name: page.side.shown == name,  # type: ignore[misc]
        )
    yield Action(
        name="take_baseline",
        text=N_("Take a baseline…"),
        run=page.doing.take_baseline,
        icon="history",
        keys=("Ctrl+Shift+B",),
        enabled=lambda: page.seeing.has_rows and not page.desk.read_only,
    )
    yield Action(
        name="print",
        text=N_("Print or save as PDF…"),
        run=lambda: ask_paper(page),
        icon="printer",
        keys=(_Key.Print,),
        enabled=lambda: page.seeing.has_rows,
    )
    for kind, text, picture in (
        (SVG, N_("Export as SVG…"), "file-down"),
        (PNG, N_("Export as PNG…"), "image"),
    ):
        yield Action(
            name=f"export_{kind}",
            text=text,
            run=lambda kind=kind: export(page, kind),  # type: ignore[misc]
            icon=picture,
            enabled=lambda: page.seeing.has_rows,
        )
