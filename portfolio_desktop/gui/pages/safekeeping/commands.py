# SPDX-License-Identifier: Apache-2.0
"""What the window can do about copies, for menus, keys and the palette."""

from collections.abc import Callable

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.safekeeping.acts import SafekeepingActs
from portfolio_desktop.gui.pages.safekeeping.keeper import Keeper


def safekeeping_actions(
    desk: Desk, keeper: Keeper, acts: SafekeepingActs, check: Callable[[], None]
) -> tuple[Action, ...]:
    """`check` goes to the page and examines the workspace there."""

    def is_open() -> bool:
        return desk.workspace is not None

    return (
        Action(
            name="backup", text=N_("Back up now"), run=keeper.back_up, icon="database-backup", enabled=is_open
        ),
        Action(
            name="look_into_copy",
            text=N_("Look into a copy…"),
            run=acts.look_into_another,
            icon="folder-open",
            enabled=is_open,
        ),
        Action(
            name="give_away",
            text=N_("Give a copy away…"),
            run=acts.give_away,
            icon="share-2",
            enabled=is_open,
        ),
        Action(name="check", text=N_("Check the workspace"), run=check, icon="shield-check", enabled=is_open),
    )
