# SPDX-License-Identifier: Apache-2.0
"""The way from a work package in its register to what can be done with it."""

from collections.abc import Callable

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.register.acts import offer
from portfolio_desktop.gui.register.page import RegisterPage


def offer_handing(page: RegisterPage, show: Callable[[str], None]) -> None:
    """Let the register of packages lead to the acts of the current one; `show` gets its id."""
    offer(
        page,
        Action(
            name="hand_over",
            text=N_("Hand over, deliver, accept…"),
            run=lambda: show(page.current),
            icon="package-check",
            keys=("Ctrl+Shift+H",),
            enabled=lambda: bool(page.current),
        ),
    )
