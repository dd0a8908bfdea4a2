# SPDX-License-Identifier: Apache-2.0
"""Change requests: approved, rejected or put off, and how the baselines moved."""

from argparse import ArgumentParser

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_code, takes_day, takes_json, takes_person, takes_words
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.governance import change_requests


def _approve(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        request = of_kind(office, "change_request", said.code)
        changes = change_requests.approve(
            office,
            request,
            by=of_kind(office, "person", said.by) if said.by else None,
            on=said.on,
            decision=of_kind(office, "decision", said.decision) if said.decision else None,
            conditions=said.conditions,
            move_baseline=said.move_baseline,
        )
        call.write(office, changes)


def _reject(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        changes = change_requests.turn_down(
            office,
            of_kind(office, "change_request", said.code),
            defer=said.defer,
            reason=said.words,
            by=of_kind(office, "person", said.by) if said.by else None,
            on=said.on,
        )
        call.write(office, changes)


def _baselines(call: Call) -> None:
    with call.office() as office:
        found = change_requests.baselines(office, of_kind(office, "project", call.arguments.code))
    if call.arguments.json:
        call.terminal.json(
            [
                {
                    "when": each.when.isoformat(timespec="seconds"),
                    "field": each.field,
                    "old": each.old or None,
                    "new": each.new or None,
                    "why": each.why,
                    "author": each.author,
                }
                for each in found
            ]
        )
        return
    headings = [_("When"), _("Baseline"), _("Before"), _("After"), _("In the course of"), _("By")]
    rows = [
        [format_moment(each.when), each.label, each.old or "–", each.new or "–", each.why, each.author]
        for each in found
    ]
    if rows:
        call.terminal.table(headings, rows, [False] * len(headings))
    else:
        call.terminal.say(_("The baselines stand as they were first entered."))


def _approve_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "REQUEST", _("the change request"))
    takes_person(parser, _("who decided"))
    takes_words(parser, "--conditions", _("on what conditions"))
    takes_day(parser, _("when it was decided; by default today"))
    parser.add_argument(
        "--decision", metavar="CODE", help=_("the decision that approved it; by default one is entered")
    )
    parser.add_argument(
        "--move-baseline", action="store_true", help=_("bring the project's agreed cost and end into line")
    )


def _reject_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "REQUEST", _("the change request"))
    parser.add_argument("words", metavar="WORDS", help=_("why: whoever asked will want to know it"))
    takes_person(parser, _("who decided"))
    takes_day(parser, _("when it was decided; by default today"))
    parser.add_argument("--defer", action="store_true", help=_("only for now: it can still be approved"))


def _baselines_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "PROJECT", _("the project"))
    takes_json(parser)


VERBS = (
    Verb("approve", _("approve a change request"), _approve_arguments, _approve),
    Verb("reject", _("reject a change request, or put it off, with the reason"), _reject_arguments, _reject),
    Verb("baselines", _("print how a project's baselines moved"), _baselines_arguments, _baselines),
)
