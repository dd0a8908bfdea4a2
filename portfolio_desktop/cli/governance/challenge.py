# SPDX-License-Identifier: Apache-2.0
"""Prints where a declared rating and the evidence disagree, and why."""

from argparse import ArgumentParser
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.cli.arguments import takes_file
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.challenge import MEASURES, VERDICTS
from portfolio_desktop.services.governance.challenge import Challenged, challenges
from portfolio_desktop.services.words import rating_words


def _challenge(call: Call) -> None:
    with call.office() as office:
        found = challenges(office)
        faults = office.rules.faults
    shown = [each for each in found if call.arguments.all or each.challenge.is_asked]
    if call.arguments.json:
        call.terminal.json([_object(each) for each in shown])
        return
    for fault in faults:
        call.terminal.say(fault)
    if not shown:
        call.terminal.say(_("No declared rating disagrees with the evidence."))
    for each in shown:
        call.terminal.say(_heading(each))
        for reason in each.challenge.reasons:
            call.terminal.say(f"    {reason.text}")
        if each.challenge.note:
            call.terminal.say(f"    {each.challenge.note}")
        if call.arguments.all and each.challenge.silent:
            labels = ", ".join(_(MEASURES[check].label).lower() for check in each.challenge.silent)
            call.terminal.say("    " + _("Not known: {labels}.").format(labels=labels))


def _heading(each: Challenged) -> str:
    verdict = each.challenge
    return _("{code} {title}: declared {declared}, the evidence suggests {suggested}").format(
        code=each.code,
        title=each.title,
        declared=_words(verdict.declared) or _("nothing"),
        suggested=_words(verdict.suggested) or _("nothing"),
    )


def _words(rating: Rating | None) -> str:
    return rating_words(rating) if rating else ""


def _object(each: Challenged) -> dict[str, Any]:
    verdict = each.challenge
    return {
        "code": each.code,
        "title": each.title,
        "declared": str(verdict.declared) if verdict.declared else None,
        "suggested": str(verdict.suggested) if verdict.suggested else None,
        "verdict": str(verdict.verdict),
        "meaning": _(VERDICTS[verdict.verdict]),
        "reasons": [
            {"check": str(reason.check), "tone": reason.tone, "text": reason.text}
            for reason in verdict.reasons
        ],
        "note": verdict.note,
        "not_known": [str(check) for check in verdict.silent],
    }


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--all", action="store_true", help=_("every project, also where the two agree"))
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


VERBS = (
    Verb(
        "challenge",
        _("print the ratings that the evidence does not support, with reasons"),
        _arguments,
        _challenge,
    ),
)
