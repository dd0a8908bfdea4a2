# SPDX-License-Identifier: Apache-2.0
"""What is missing, out of date, contradictory or out of range, with a score: quality."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind, register_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.quality.score import METHOD, Health, Score, Scored, health


def _quality(call: Call) -> None:
    asked = call.arguments
    with call.office() as office:
        register = register_named(office.catalogue, asked.register).name if asked.register else ""
        project = of_kind(office, "project", asked.project) if asked.project else Id("")
        found = health(office)
    chosen = found.among(register, project, Fault(asked.fault) if asked.fault else None)
    if asked.json:
        call.terminal.json(_plain(found, chosen))
        return
    if register or project or asked.fault:
        _print_findings(call, chosen)
        return
    call.terminal.say(_("{score} of what can be checked holds.").format(score=found.score.words))
    call.terminal.say(_(METHOD))
    _print_scores(call, _("Register"), found.registers)
    _print_scores(call, _("Project"), found.projects)


def _print_scores(call: Call, heading: str, scored: Sequence[Scored]) -> None:
    if scored:
        call.terminal.say("")
        headings = [heading, _("Score"), _("Checks"), *(fault.words for fault in Fault)]
        rows = [
            [
                " ".join(filter(None, (each.code, each.label))),
                each.score.words,
                f"{each.score.checks:,}",
                *(f"{each.faults.get(fault, 0):,}" for fault in Fault),
            ]
            for each in scored
        ]
        call.terminal.table(headings, rows, [False, *[True] * (len(headings) - 1)])


def _print_findings(call: Call, findings: Iterable[Finding]) -> None:
    rows = [[each.code, each.title, each.fault.words, each.label, each.said] for each in findings]
    headings = [_("Code"), _("Title"), _("Fault"), _("What"), _("What it says")]
    call.terminal.table(headings, rows, [False] * len(headings))


def _plain(found: Health, chosen: Iterable[Finding]) -> dict[str, Any]:
    return {
        "score": _score(found.score),
        "registers": [{"register": each.key, **_scored(each)} for each in found.registers],
        "projects": [{"code": each.code, "title": each.label, **_scored(each)} for each in found.projects],
        "trend": [{"day": each.day.isoformat(), **_score(each.score)} for each in found.trend],
        "findings": [
            {
                "register": each.entity,
                "code": each.code,
                "title": each.title,
                "fault": each.fault.value,
                "rule": each.rule,
                "label": each.label,
                "said": each.said,
            }
            for each in chosen
        ],
    }


def _scored(each: Scored) -> dict[str, Any]:
    return {**_score(each.score), "faults": {fault.value: count for fault, count in each.faults.items()}}


def _score(score: Score) -> dict[str, Any]:
    return {"share": score.share, "checks": score.checks, "held": score.held}


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--register", metavar="REGISTER", default="", help=_("the faults of one register"))
    parser.add_argument("--project", metavar="CODE", default="", help=_("the faults of one project"))
    parser.add_argument(
        "--fault", choices=[fault.value for fault in Fault], default="", help=_("one kind of fault")
    )
    takes_json(parser)


VERBS = (
    Verb(
        "quality",
        _("how good the data are: what is missing, out of date, contradictory or out of range"),
        _arguments,
        _quality,
    ),
)
