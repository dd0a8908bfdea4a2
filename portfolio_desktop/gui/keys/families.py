# SPDX-License-Identifier: Apache-2.0
"""Families of keys: what people's hands know from other programs, for those of our actions that do the same there.

Only keys that those programs have themselves stand here, and what has to make room for them. What a family does not name
stays as it is shipped: the keys of tables are Excel's in any case, those that link and indent tasks MS Project's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.keys.where import EVERYWHERE, REGISTER, TIMELINE

Place = tuple[str, str]
"""Where an action stands, and its name."""


@dataclass(frozen=True, slots=True)
class Family:
    """`keys` by place, as they are written everywhere; empty for an action that makes room. `name` is kept in settings."""

    name: str
    label: str
    about: str
    keys: Mapping[Place, tuple[str, ...]]


OURS = Family("", N_("Portfolio Desktop"), N_("As it is shipped."), {})

_EXCEL = Family(
    "excel",
    N_("Excel"),
    N_(
        "F5 and Ctrl+G go to anything, Ctrl+plus adds a row, Ctrl+F1 folds the navigation as it folds the ribbon."
    ),
    {
        (EVERYWHERE, "palette"): ("Ctrl+K", "F5", "Ctrl+G"),
        (EVERYWHERE, "fold"): ("Ctrl+F1",),
        (REGISTER, "new_record"): ("Ctrl+N", "Ctrl++"),
        (TIMELINE, "zoom_in"): ("Ctrl+Alt+=", "Ctrl++"),
        (TIMELINE, "zoom_out"): ("Ctrl+Alt+-",),
        (TIMELINE, "delete_rows"): ("Del", "Ctrl+-"),
    },
)

_PROJECT = Family(
    "project",
    N_("MS Project"),
    N_(
        "F5 goes to anything, Shift+F2 opens a task, Alt+Shift with * and - unfolds and folds, Ctrl+/ zooms in."
    ),
    {
        (EVERYWHERE, "palette"): ("Ctrl+K", "F5"),
        (EVERYWHERE, "new"): ("Ctrl+Shift+N", "F11"),
        (EVERYWHERE, "close"): ("Ctrl+F4",),
        (TIMELINE, "open"): ("Shift+F2", "Ctrl+Return"),
        (TIMELINE, "zoom_in"): ("Ctrl+/", "Ctrl++"),
        (TIMELINE, "zoom_out"): ("Ctrl+Shift+*", "Ctrl+-"),
        (TIMELINE, "unfold_all"): ("Alt+Shift+*", "Alt+Shift+0"),
        (TIMELINE, "fold_all"): ("Alt+Shift+-",),
        (TIMELINE, "follow_links"): ("Ctrl+Shift+A",),
        (TIMELINE, "keep_dates"): ("Ctrl+Shift+M",),
        (TIMELINE, "follow_task"): ("Ctrl+Shift+K",),
    },
)

_GANTT = Family(
    "gantt",
    N_("GanttProject"),
    N_(
        "Ctrl+T makes a task, Alt with the arrows indents and moves it, Ctrl+Shift with > and < links and unlinks."
    ),
    {
        (EVERYWHERE, "back"): ("Ctrl+[",),
        (EVERYWHERE, "forward"): ("Ctrl+]",),
        (EVERYWHERE, "preferences"): ("Ctrl+,", "Ctrl+G"),
        (TIMELINE, "new_task"): ("Ctrl+T", "Ins"),
        (TIMELINE, "open"): ("Alt+Return", "Ctrl+Return"),
        (TIMELINE, "indent"): ("Alt+Right", "Alt+Shift+Right"),
        (TIMELINE, "outdent"): ("Alt+Left", "Alt+Shift+Left"),
        (TIMELINE, "move_up"): ("Alt+Up", "Alt+Shift+Up"),
        (TIMELINE, "move_down"): ("Alt+Down", "Alt+Shift+Down"),
        (TIMELINE, "link"): ("Ctrl+Shift+>", "Ctrl+F2"),
        (TIMELINE, "unlink"): ("Ctrl+Shift+<", "Ctrl+Shift+F2"),
    },
)

FAMILIES = (OURS, _EXCEL, _PROJECT, _GANTT)


def family_called(name: str) -> Family:
    """The family of that name; ours for one that there is no longer."""
    return next((family for family in FAMILIES if family.name == name), OURS)
