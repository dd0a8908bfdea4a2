# SPDX-License-Identifier: Apache-2.0
"""What the window can do about the password of a workspace, for menus, keys and the palette."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.passwords.passwords import Passwords


def password_actions(desk: Desk, passwords: Passwords) -> tuple[Action, ...]:
    """Setting one where there is none, and the others where there is one."""

    def is_plain() -> bool:
        return desk.workspace is not None and not desk.read_only and not passwords.under_password

    def may_change() -> bool:
        return passwords.under_password and not desk.read_only

    return (
        Action(
            name="password_lock",
            text=N_("Lock the workspace"),
            run=passwords.lock,
            icon="lock-keyhole",
            keys=("Ctrl+Alt+L",),
            enabled=lambda: passwords.under_password,
        ),
        Action(
            name="password_set",
            text=N_("Set a password…"),
            run=passwords.ask_to_set,
            icon="lock",
            enabled=is_plain,
        ),
        Action(
            name="password_change",
            text=N_("Change the password…"),
            run=passwords.ask_to_change,
            icon="key-round",
            enabled=may_change,
        ),
        Action(
            name="password_recovery",
            text=N_("New recovery key for the workspace…"),
            run=passwords.ask_for_recovery_key,
            icon="life-buoy",
            enabled=may_change,
        ),
        Action(
            name="password_remove",
            text=N_("Take the password away…"),
            run=passwords.ask_to_remove,
            icon="lock-open",
            enabled=may_change,
        ),
    )
