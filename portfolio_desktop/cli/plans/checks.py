# SPDX-License-Identifier: Apache-2.0
"""Judges the plan of a project, and keeps the thresholds by which plans are judged."""

from argparse import ArgumentParser
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_code, takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.plan_check.outcome import VERDICTS, Outcome, Verdict, days, limit_words
from portfolio_desktop.domain.plan_check.points import (
    SHIPPED_PLAN_CHECK,
    STANDARDS,
    PlanCheckRules,
    Point,
    Threshold,
)
from portfolio_desktop.services.planning.checking import PlanCheck, check_plan
from portfolio_desktop.services.rules import keep_plan_check

_NAMED = 5


def _check(call: Call) -> None:
    with call.office() as office:
        found = check_plan(office, of_kind(office, "project", call.arguments.code))
        faults = office.rules.faults
    if call.arguments.json:
        call.terminal.json(_object(found))
        return
    for fault in faults:
        call.terminal.complain(fault)
    heading = _(
        "{code} {title}: {passed} passed, {failed} not passed, {unjudged} cannot be judged, as of {day}"
    )
    call.terminal.say(
        heading.format(
            code=found.code,
            title=found.title,
            passed=found.count(Verdict.PASSED),
            failed=found.count(Verdict.NOT_PASSED),
            unjudged=found.count(Verdict.NOT_JUDGED),
            day=format_date(found.as_of),
        )
    )
    heads = [_("Point"), _("Verdict"), _("Figure"), _("Threshold"), _("From")]
    call.terminal.table(heads, [_row(found, each) for each in found.outcomes])
    for outcome in found.outcomes:
        if outcome.verdict is not Verdict.PASSED:
            _tell(call, found, outcome)


def _row(found: PlanCheck, each: Outcome) -> list[str]:
    label, verdict = _(STANDARDS[each.point].label), _(VERDICTS[each.verdict])
    return [label, verdict, each.figure, each.limit, found.rules.origin(each.point)]


def _tell(call: Call, found: PlanCheck, outcome: Outcome) -> None:
    """Why it is so: the reason, or what was found."""
    call.terminal.say()
    call.terminal.say(f"{_(STANDARDS[outcome.point].label)}: {outcome.reason or outcome.figure}")
    if outcome.measured:
        call.terminal.say(f"    {outcome.measured}")
    shown = outcome.findings if call.arguments.all else outcome.findings[:_NAMED]
    for finding in shown:
        call.terminal.say(f"    {found.codes.get(finding.id, '')} {finding.name}. {finding.note}".rstrip())
    rest = len(outcome.findings) - len(shown)
    if rest:
        call.terminal.say(
            "    " + ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}")
        )


def _object(found: PlanCheck) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": found.title,
        "as_of": found.as_of.isoformat(),
        "has_status_date": found.has_status,
        "tasks": found.tasks,
        "points": [
            {
                "point": str(each.point),
                "label": _(STANDARDS[each.point].label),
                "verdict": str(each.verdict),
                "value": None if each.value is None else float(each.value),
                "count": each.count,
                "of": each.of,
                "threshold": float(each.threshold.limit),
                "measured_in_days": None if each.threshold.measure is None else float(each.threshold.measure),
                "threshold_is_published": found.rules.is_published(each.point),
                "reason": each.reason,
                "measured_against": each.against,
                "findings": [
                    {
                        "entity": finding.entity,
                        "code": found.codes.get(finding.id, ""),
                        "name": finding.name,
                        "note": finding.note,
                    }
                    for finding in each.findings
                ],
            }
            for each in found.outcomes
        ],
    }


def _rules(call: Call) -> None:
    words = call.arguments
    edits = bool(words.set or words.days or words.on or words.off or words.reset)
    with call.office(write=edits) as office:
        rules = office.rules.plan_check
        if edits:
            call.write(office, keep_plan_check(office, _edited(rules, call)))
            return
    if words.json:
        call.terminal.json(rules.to_plain())
        return
    rows = []
    for point, threshold in rules.thresholds.items():
        measure = (
            "" if threshold.measure is None else f"{_(STANDARDS[point].measure)} {days(threshold.measure)}"
        )
        limit = limit_words(point, threshold) if threshold.on else _("not judged")
        rows.append([str(point), _(STANDARDS[point].label), limit, measure, rules.origin(point)])
    call.terminal.table([_("Point"), _("Label"), _("Threshold"), _("Measured by"), _("From")], rows)


def _edited(rules: PlanCheckRules, call: Call) -> PlanCheckRules:
    words = call.arguments
    if words.reset:
        rules = SHIPPED_PLAN_CHECK
    for text in words.set:
        point, figure = _pair(text)
        rules = _with(rules, point, limit=figure)
    for text in words.days:
        point, figure = _pair(text)
        if not STANDARDS[point].measure:
            raise Refusal(_("“{point}” is not measured by days.").format(point=point))
        rules = _with(rules, point, measure=figure)
    for names, on in ((words.on, True), (words.off, False)):
        for name in names:
            rules = _with(rules, _point(name), on=on)
    return rules


def _with(rules: PlanCheckRules, point: Point, **values: Any) -> PlanCheckRules:
    threshold: Threshold = replace(rules.thresholds[point], **values)
    return rules.with_threshold(point, threshold)


def _pair(text: str) -> tuple[Point, Decimal]:
    name, _equals, figure = text.partition("=")
    try:
        value = Decimal(figure)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise Refusal(_("“{text}” is no threshold. Write POINT=FIGURE, such as leads=0.").format(text=text))
    return _point(name), value


def _point(name: str) -> Point:
    try:
        return Point(name.strip().lower().replace("-", "_"))
    except ValueError:
        names = ", ".join(Point)
        text = _("There is no point “{name}”. There are: {names}.")
        raise Refusal(text.format(name=name, names=names)) from None


def _check_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "PROJECT", _("the code of the project"))
    parser.add_argument("--all", action="store_true", help=_("name every task that was found"))
    takes_json(parser)


def _rules_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    for name, metavar, said in (
        ("--set", "POINT=FIGURE", _("the most (or the least) that passes")),
        ("--days", "POINT=DAYS", _("the days that a point measures by")),
        ("--on", "POINT", _("judge a point")),
        ("--off", "POINT", _("leave a point out")),
    ):
        parser.add_argument(name, metavar=metavar, action="append", default=[], help=said)
    parser.add_argument("--reset", action="store_true", help=_("back to the shipped thresholds first"))
    takes_json(parser)


VERBS = (
    Verb("plan-check", _("judge the plan of a project point by point"), _check_arguments, _check),
    Verb("plan-check-rules", _("show or change the thresholds of the plan check"), _rules_arguments, _rules),
)
