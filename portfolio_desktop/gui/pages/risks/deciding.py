# SPDX-License-Identifier: Apache-2.0
"""What becomes of the risk that is current in its register, outside a review: it happens, is escalated, or is closed."""

from collections.abc import Callable
from typing import cast

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.gui.actions import Action
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.entered import NOTHING, Entered
from portfolio_desktop.gui.form.unsaid import ask_unsaid
from portfolio_desktop.gui.register.acts import offer
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.risks import acts
from portfolio_desktop.storage.changes import Changes, Written


def offer_acts(desk: Desk, page: RegisterPage) -> None:
    """Let the register of risks decide about the one that is current."""
    offer(
        page,
        *(
            Action(
                name=name,
                text=text,
                run=lambda run=run: run(desk, page, Id(page.current)),  # type: ignore[misc]
                icon=picture,
                keys=(key,),
                enabled=lambda: bool(page.current) and not desk.read_only,
            )
            for name, text, run, picture, key in (
                ("escalate", N_("Escalate"), _escalate, "megaphone", "Ctrl+Shift+U"),
                ("happened", N_("The risk has happened…"), _happened, "zap", "Ctrl+Shift+J"),
                ("close_risk", N_("Close the risk…"), _close, "circle-check", "Ctrl+Shift+X"),
            )
        ),
    )


def _escalate(desk: Desk, _page: RegisterPage, risk: Id) -> None:
    desk.write(lambda office: acts.escalate(office, risk), _told(desk))


def _happened(desk: Desk, _page: RegisterPage, risk: Id) -> None:
    def read(office: Office) -> Risk:
        with office.reading() as reader:
            return cast(Risk, record_of(reader, "risk", risk))

    def write(title: str) -> None:
        desk.write(lambda office: acts.happened(office, risk, title=title), _told(desk))

    def ask(found: Risk) -> None:
        told, asked = _("It happened: it becomes an issue"), _("What is the issue called?")
        desk.ask.text(told, asked, write, initial=found.title or "")

    desk.read(read, ask)


def _close(desk: Desk, page: RegisterPage, risk: Id) -> None:
    def make(office: Office, answers: Entered = NOTHING) -> Changes:
        return records.change(office, "risk", risk, {"status": "closed"}, answers)

    def failed(error: Exception) -> None:
        if isinstance(error, Unsaid):
            ask_unsaid(desk, page, "risk", error, make, lambda: None)
        else:
            desk.ask.refuse(str(error))

    desk.write(make, _told(desk), owner=page, failed=failed)


def _told(desk: Desk) -> Callable[[Written | None], None]:
    """Say in passing what was done, with a way to the issue that came of it."""

    def tell(written: Written | None) -> None:
        if written is not None:
            to = next((each for each in written.touched if each[0] == "issue"), None)
            desk.notify(written.label, undo=True, to=to)

    return tell
