# SPDX-License-Identifier: Apache-2.0
"""The way from a register to the timeline: the current record in the plan of its project."""

from collections.abc import Callable

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.register.acts import offer
from portfolio_desktop.gui.register.page import RegisterPage


def offer_timeline(page: RegisterPage, show: Callable[[str, str], None]) -> None:
    """Let a register show its current record on the timeline; `show` gets its entity and id."""
    offer(
        page,
        Action(
            name="show_on_timeline",
            text=N_("Show on the timeline"),
            run=lambda: show(page.entity, page.current),
            icon="chart-gantt",
            keys=("Ctrl+Shift+T",),
            enabled=lambda: bool(page.current),
        ),
    )
