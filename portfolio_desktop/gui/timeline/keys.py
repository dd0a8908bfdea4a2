# SPDX-License-Identifier: Apache-2.0
"""What the keys mean on a timeline, beyond those of any table: one list, for the table, the chart and the help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from portfolio_desktop.base.i18n import N_

if TYPE_CHECKING:
    from portfolio_desktop.gui.timeline.view import TimelineView

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_KEY = Qt.Key
_ZOOM, _PAN = 1.25, 0.15

Act = Callable[["TimelineView"], None]


def _zoom(factor: float) -> Act:
    return lambda view: view.area.zoom(factor)


def _pan(share: float) -> Act:
    return lambda view: view.area.set_scale(view.area.scale.panned(share * view.area.width()))


def _show_bar(view: "TimelineView") -> None:
    lane = view.chart.lane(view.current)
    if lane >= 0:
        view.area.bring(lane, always=True)


_ACTS: dict[tuple[int, Qt.KeyboardModifier], Act] = {
    (_KEY.Key_Plus, _CTRL): _zoom(_ZOOM),
    (_KEY.Key_Equal, _CTRL): _zoom(_ZOOM),
    (_KEY.Key_Minus, _CTRL): _zoom(1 / _ZOOM),
    (_KEY.Key_0, _CTRL): lambda view: view.fit(),
    (_KEY.Key_Left, _CTRL): _pan(-_PAN),
    (_KEY.Key_Right, _CTRL): _pan(_PAN),
    (_KEY.Key_PageUp, _CTRL): _pan(-0.8),
    (_KEY.Key_PageDown, _CTRL): _pan(0.8),
    (_KEY.Key_Home, _ALT): lambda view: view.go_to_today(),
    (_KEY.Key_Space, _NONE): _show_bar,
    (_KEY.Key_Insert, _NONE): lambda view: view.insert_asked.emit(view.current),
    (_KEY.Key_Delete, _NONE): lambda view: view.delete_asked.emit(view.selected),
    (_KEY.Key_Right, _ALT | _SHIFT): lambda view: view.indent_asked.emit(view.selected),
    (_KEY.Key_Left, _ALT | _SHIFT): lambda view: view.outdent_asked.emit(view.selected),
    (_KEY.Key_F2, _CTRL): lambda view: view.link_asked.emit(view.selected),
    (_KEY.Key_F2, _CTRL | _SHIFT): lambda view: view.unlink_asked.emit(view.selected),
}

HELP = (
    (N_("Ctrl + plus, Ctrl + minus"), N_("zoom in, zoom out")),
    (N_("Ctrl + 0"), N_("fit everything")),
    (N_("Ctrl + Left, Ctrl + Right"), N_("move in time")),
    (N_("Alt + Home"), N_("today")),
    (N_("Space"), N_("bring the row's bar into sight")),
    (N_("Left, Right"), N_("fold, unfold")),
    (N_("Alt + Shift + 1 to 9"), N_("fold all to a level")),
    (N_("Enter, F2"), N_("edit")),
    (N_("Insert, Delete"), N_("new row, delete rows")),
    (N_("Alt + Shift + Right, Left"), N_("indent, outdent")),
    (N_("Ctrl + F2, Ctrl + Shift + F2"), N_("link, unlink")),
)
"""Keys and what they do, for the guide."""


def add_shortcuts(view: "TimelineView") -> None:
    """Alt+Shift+1 to 9. Shortcuts of Qt, since with Shift a key of digits sends its other sign."""
    for level in range(9):
        keys = QShortcut(QKeySequence(f"Alt+Shift+{level + 1}"), view)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(lambda level=level: view.fold_to(level))


def act_for(event: QKeyEvent) -> Act | None:
    """What this key does; None for a key that means nothing here."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    found = _ACTS.get((event.key(), modifiers))
    if found is None and event.key() == _KEY.Key_Plus and modifiers == _CTRL | _SHIFT:
        return _zoom(_ZOOM)  # where plus is on the upper half of its key
    return found
