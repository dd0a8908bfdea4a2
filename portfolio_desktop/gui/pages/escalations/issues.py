# SPDX-License-Identifier: Apache-2.0
"""The way from an issue to an escalation: asks what is wanted, and sends it to whoever answers for the project."""

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.register.acts import offer
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.storage.changes import Written


def offer_escalation(desk: Desk, page: RegisterPage) -> None:
    """Let the register of issues escalate the one that is current."""
    offer(
        page,
        Action(
            name="escalate",
            text=N_("Escalate…"),
            run=lambda: escalate(desk, page.current),
            icon="megaphone",
            keys=("Ctrl+Shift+U",),
            enabled=lambda: bool(page.current) and not desk.read_only,
        ),
    )


def escalate(desk: Desk, issue: str) -> None:
    """Ask for the request, and raise the issue with it."""

    def done(written: Written | None) -> None:
        if written is not None:
            to = next((each for each in written.touched if each[0] == "escalation"), None)
            desk.notify(written.label, undo=True, to=to)

    def send(ask: str) -> None:
        now = local_now()
        desk.write(lambda office: escalations.escalate_issue(office, Id(issue), ask, now), done)

    if issue:
        desk.ask.text(
            _("Escalate the issue"), _("What do you want from them? One request that can be answered."), send
        )
