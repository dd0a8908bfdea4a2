# SPDX-License-Identifier: Apache-2.0
"""Putting away what is over: an escalation that was answered, an issue that was resolved, an action that is done."""

from argparse import ArgumentParser

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.cli.arguments import takes_code, takes_day
from portfolio_desktop.cli.naming import of_kind, record_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services import records
from portfolio_desktop.services.governance import actions, escalations
from portfolio_desktop.services.risks import acts


def _close(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        entity, id = record_meant(office, said.code)
        if entity.name == "escalation":
            if said.words:
                raise Refusal(_("An escalation is closed with its answer. Record that first, with answered."))
            changes = escalations.close(office, id, said.on or office.today())
        elif entity.name == "issue":
            values: dict[str, Value] = {"status": "closed"}
            if said.words:
                values["resolution"] = said.words
            if said.on:
                values["closed_on"] = said.on
            changes = records.change(office, "issue", id, values)
        elif entity.name == "risk":
            changes = acts.close(office, id, said.words, on=said.on)
        else:
            raise Refusal(_("Name an escalation, an issue or a risk."))
        call.write(office, changes)


def _withdraw(call: Call) -> None:
    with call.office(write=True) as office:
        id = of_kind(office, "escalation", call.arguments.code)
        call.write(office, escalations.withdraw(office, id, local_now(), call.arguments.words))


def _finish(call: Call) -> None:
    with call.office(write=True) as office:
        id = of_kind(office, "action", call.arguments.code)
        call.write(office, actions.finish(office, id, call.arguments.on))


def _close_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, help=_("an escalation that was answered, an issue or a risk"))
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="?",
        default="",
        help=_("how the issue was resolved, or how the risk ended"),
    )
    takes_day(parser)


def _withdraw_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "ESCALATION", _("the escalation that is taken back"))
    parser.add_argument("words", metavar="WORDS", help=_("why; it is kept in its note"))


def _finish_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "ACTION", _("the action that is done"))
    takes_day(parser)


VERBS = (
    Verb("close", _("close an escalation, an issue or a risk"), _close_arguments, _close),
    Verb("withdraw", _("take an escalation back, with the reason"), _withdraw_arguments, _withdraw),
    Verb("finish", _("an action is done"), _finish_arguments, _finish),
)
