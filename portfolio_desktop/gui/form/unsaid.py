# SPDX-License-Identifier: Apache-2.0
"""Asks for what a status wants said with it, all at once, and then does what was refused without it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, opened
from portfolio_desktop.services.governance.proof import Unsaid


def ask_unsaid(
    desk: Desk, parent: QWidget, entity: str, unsaid: Unsaid, act: Act, after: Callable[[], None]
) -> ActDialog:
    """Ask for the fields that `unsaid` names. `act` gets the answers; `after` follows, whether or not they came."""
    definition = desk.catalogue.entity(entity)
    title = _("{what}: what has to be said with it").format(what=unsaid.about or _(definition.label))
    dialog = ActDialog(desk, title, _("Record it"), parent, act)
    dialog.say(str(unsaid))
    days = [name for name in unsaid.asks if definition.field(name).kind is Kind.DATE]
    block = dialog.ask(entity, unsaid.asks, dict.fromkeys(days, desk.today))
    dialog.finished.connect(lambda _result: after())
    return opened(dialog, block)
