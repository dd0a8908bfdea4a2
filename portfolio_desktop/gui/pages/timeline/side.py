# SPDX-License-Identifier: Apache-2.0
"""The place beside the chart for one panel at a time. A panel is imported and made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_TINY
from portfolio_desktop.services.planning.rows import Row


@dataclass(frozen=True, slots=True)
class Picked:
    """What is selected: the current row, the project it lies in, and all rows."""

    current: Row | None = None
    project: Id | None = None
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """How a panel is called and reached, how it is made, and how it is told what is selected."""

    label: str
    icon: str
    key: str
    make: Callable[[Desk], Any]
    tell: Callable[[Any, Picked], None]


class Side(QFrame):
    """Hidden while no panel is shown. `went_to` carries entity and id of what a panel leads to."""

    went_to = Signal(str, str)
    turned = Signal()
    """Another panel is shown, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: dict[str, Any] = {}
        self._picked = Picked()
        self.shown = ""
        self._stack = QStackedWidget()
        close = QToolButton()
        close.setIcon(icon("x", "muted"))
        close.setToolTip(_("Close the panel"))
        close.setAccessibleName(_("Close the panel"))
        close.clicked.connect(lambda: self.toggle(self.shown))
        head = QHBoxLayout()
        head.setContentsMargins(0, GAP_TINY, GAP_TINY, 0)
        head.addStretch(1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(280)
        self.hide()

    def toggle(self, name: str) -> None:
        """Show the panel, or hide the place where it is shown already."""
        if not name or name == self.shown:
            self.shown = ""
            self.hide()
            self.turned.emit()
            return
        if name not in self._made:
            panel = PANELS[name].make(self._desk)
            panel.went_to.connect(self.went_to)
            self._made[name] = panel
            self._stack.addWidget(panel)
        self.shown = name
        self.setAccessibleName(_(PANELS[name].label))
        self._stack.setCurrentWidget(self._made[name])
        self._tell()
        self.show()
        self.turned.emit()

    def follow(self, picked: Picked) -> None:
        """Another row is selected."""
        self._picked = picked
        if self.shown:
            self._tell()

    def _tell(self) -> None:
        PANELS[self.shown].tell(self._made[self.shown], self._picked)


def _check(desk: Desk) -> Any:
    from portfolio_desktop.gui.pages.timeline.check_panel import CheckPanel

    return CheckPanel(desk)


def _what_if(desk: Desk) -> Any:
    from portfolio_desktop.gui.pages.timeline.what_if_panel import WhatIfPanel

    return WhatIfPanel(desk)


def _hand_overs(desk: Desk) -> Any:
    from portfolio_desktop.gui.pages.timeline.hand_overs_panel import HandOversPanel

    return HandOversPanel(desk)


def _levelling(desk: Desk) -> Any:
    from portfolio_desktop.gui.pages.timeline.levelling_panel import LevellingPanel

    return LevellingPanel(desk)


def _tell_nothing(_panel: Any, _picked: Picked) -> None:
    """It looks at the whole portfolio."""


def _tell_project(panel: Any, picked: Picked) -> None:
    panel.show_project(picked.project)


def _tell_target(panel: Any, picked: Picked) -> None:
    row = picked.current
    if row is not None and row.entity in ("task", "project"):
        panel.set_target(row.entity, Id(row.record), row.title)


def _tell_ends(panel: Any, picked: Picked) -> None:
    panel.show_project(picked.project)
    tasks = [(Id(row.record), row.title) for row in picked.rows if row.entity == "task"]
    giver, receiver = tasks if len(tasks) == 2 else (None, None)
    panel.offer_link(giver, receiver)


PANELS: Mapping[str, Panel] = {
    "check": Panel(N_("Plan check"), "clipboard-check", "F6", _check, _tell_project),
    "what_if": Panel(N_("What if"), "git-branch", "F7", _what_if, _tell_target),
    "hand_overs": Panel(N_("Hand-overs"), "handshake", "F8", _hand_overs, _tell_ends),
    "levelling": Panel(N_("Shared people and machines"), "users", "F9", _levelling, _tell_nothing),
}
