# SPDX-License-Identifier: Apache-2.0
"""What the window can do about sharing, for menus, keys and the palette."""

from collections.abc import Callable

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.sharing.acts import SharingActs
from portfolio_desktop.gui.pages.sharing.rounds import Rounds


def sharing_actions(desk: Desk, rounds: Rounds, acts: SharingActs) -> tuple[Action, ...]:
    """Share and leave as the workspace stands; joining needs none."""

    def shared() -> bool:
        return rounds.shown is not None and not desk.read_only

    def alone() -> bool:
        return rounds.shown is None and not desk.read_only

    def action(
        name: str, text: str, run: Callable[[], None], icon: str, enabled: Callable[[], bool], *keys: str
    ) -> Action:
        return Action(name=name, text=text, run=run, icon=icon, enabled=enabled, keys=keys)

    return (
        action("share", N_("Share…"), acts.share, "share-2", alone),
        action("share_at", N_("Share at an address…"), acts.share_at, "server", alone),
        Action(name="join", text=N_("Join a shared portfolio…"), run=acts.join, icon="folder-input"),
        action(
            "share_now", N_("Send and take now"), lambda: rounds.round(), "refresh-cw", shared, "Ctrl+Alt+S"
        ),
        action("invite", N_("Invite…"), acts.invite, "user-plus", shared),
        action("choose_share", N_("Choose the shared folder…"), acts.choose_folder, "folder-open", shared),
        action("choose_address", N_("Choose the shared address…"), acts.choose_address, "server", shared),
        action("put_back", N_("Put back what has gone from the folder"), acts.put_back, "undo-2", shared),
        action("leave_share", N_("Leave the share…"), acts.leave, "log-out", shared),
    )
