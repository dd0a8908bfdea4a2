# SPDX-License-Identifier: Apache-2.0
"""Gates, controls and lessons: what is missing and what is planned, and the acts that settle it."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.filters import All, Filter, Op, Test
from portfolio_desktop.cli.arguments import (
    day,
    takes_code,
    takes_day,
    takes_file,
    takes_json,
    takes_person,
    takes_words,
)
from portfolio_desktop.cli.naming import choice_named, of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.controls import MARKS
from portfolio_desktop.services.governance import controls, gates, lessons
from portfolio_desktop.services.governance.gates import Onward, Signature
from portfolio_desktop.storage.changes import Changes


def _gaps(call: Call) -> None:
    """What is missing, project by project, then what runs out soon."""
    with call.office() as office:
        only = of_kind(office, "project", call.arguments.project) if call.arguments.project else None
        found = controls.matrix(office)
    if only:
        found = replace(found, rows=tuple(row for row in found.rows if row.project == only))
    missing = controls.gaps(found, everything=call.arguments.all)
    soon = controls.expiring(found)
    if call.arguments.json:
        call.terminal.json(
            {"gaps": [_gap(each) for each in missing], "expiring": [_gap(each) for each in soon]}
        )
        return
    headings = [_("Project"), _("Title"), _("Control"), _("Title"), _("State"), _("Expires")]
    for rows in (missing, soon):
        if rows is soon and soon:
            call.terminal.say("")
            call.terminal.say(_("Evidence that runs out within {days} days:").format(days=controls.SOON_DAYS))
        if rows:
            call.terminal.table(headings, [_cells(each) for each in rows], [False] * len(headings))
    if not missing:
        call.terminal.say(_("No required control is missing."))


def _gates(call: Call) -> None:
    with call.office() as office:
        found = gates.calendar(office)
    marks = [(row, mark) for row in found.rows for mark in row.marks]
    if call.arguments.json:
        call.terminal.json(
            [
                {
                    "project": row.code,
                    "review": mark.code,
                    "title": mark.title,
                    "gate": mark.gate or None,
                    "day": mark.day.isoformat(),
                    "state": mark.mark.label,
                }
                for row, mark in marks
            ]
        )
        return
    headings = [_("Project"), _("Review"), _("Title"), _("Day"), _("State")]
    rows = [
        [row.code, mark.code, mark.title, format_date(mark.day), _(mark.mark.label)] for row, mark in marks
    ]
    call.terminal.table(headings, rows, [False] * len(headings))
    if found.undated:
        call.terminal.complain(_("{count} reviews have no day yet.").format(count=found.undated))


def _plan(call: Call) -> None:
    with call.office(write=True) as office:
        project = of_kind(office, "project", call.arguments.code)
        gate = of_kind(office, "gate", call.arguments.gate)
        call.write(office, gates.plan(office, project, gate, call.arguments.on))


def _found(call: Call) -> None:
    """How criteria were found, by their place on the gate's list: 1=met 2=partly."""
    with call.office(write=True) as office:
        review = of_kind(office, "gate_review", call.arguments.code)
        asked = gates.sheet(office, review).asked
        made = Changes(_("Record what {review} found").format(review=call.arguments.code), ())
        for setting in call.arguments.findings:
            place, sign, state = setting.partition("=")
            if not sign or not place.isdecimal() or not 0 < int(place) <= len(asked):
                raise Refusal(
                    _(
                        "“{setting}” is not a criterion from 1 to {count} with its state, such as 1=met."
                    ).format(setting=setting, count=len(asked))
                )
            code = choice_named(office.catalogue, "criterion.state", state)
            made += gates.find(office, review, asked[int(place) - 1].criterion.id, code)
        call.write(office, made)


def _outcome(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        review = of_kind(office, "gate_review", said.code)
        sheet = gates.sheet(office, review)
        signature = (
            Signature(of_kind(office, "person", said.signed_by), said.reason) if said.signed_by else None
        )
        onward = None
        if said.move_on:
            onward = Onward(sheet.stage, sheet.next_gate.id if sheet.next_gate else None, said.next_on)
        outcome = choice_named(office.catalogue, "review.outcome", said.outcome)
        changes = gates.record_outcome(
            office,
            review,
            outcome,
            held_on=said.on,
            conditions=said.conditions,
            signature=signature,
            onward=onward,
        )
        call.write(office, changes)


def _attest(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        changes = controls.attest(
            office,
            of_kind(office, "project", said.code),
            of_kind(office, "control", said.control),
            choice_named(office.catalogue, "control.state", said.state),
            by=of_kind(office, "person", said.by) if said.by else None,
            on=said.on,
            evidence=said.evidence,
            note=said.note,
        )
        call.write(office, changes)


def _cascade(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        parts: list[Filter] = []
        if said.tier:
            parts.append(Test("tier", Op.IS, choice_named(office.catalogue, "tier", said.tier)))
        if said.category:
            field = office.catalogue.entity("project").field("category")
            parts.append(
                Test("category", Op.IS, choice_named(office.catalogue, field.options, said.category))
            )
        lesson = of_kind(office, "lesson", said.code)
        call.write(office, lessons.cascade(office, lesson, All(tuple(parts)), said.by))


def _acknowledge(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        lesson, project = of_kind(office, "lesson", said.code), of_kind(office, "project", said.project)
        waiting = (
            each.id for each in lessons.waiting(office) if (each.lesson, each.project) == (lesson, project)
        )
        notice = next(waiting, None)
        if notice is None:
            raise Refusal(
                _("{project} has not been told of {lesson}, or has answered already.").format(
                    project=said.project, lesson=said.code
                )
            )
        call.write(office, lessons.acknowledge(office, notice, said.words))


def _gap(gap: controls.Gap) -> dict[str, Any]:
    return {
        "project": gap.project_code,
        "control": gap.control_code,
        "title": gap.control_title,
        "state": str(gap.state),
        "expires": gap.expires.isoformat() if gap.expires else None,
    }


def _cells(gap: controls.Gap) -> list[str]:
    expires = format_date(gap.expires) if gap.expires else "–"
    state = _(MARKS[gap.state].label)
    return [gap.project_code, gap.project_title, gap.control_code, gap.control_title, state, expires]


def _gaps_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--project", metavar="PROJECT", default="", help=_("of this project alone"))
    parser.add_argument(
        "--all", action="store_true", help=_("good practice as well, not only what is required")
    )
    takes_json(parser)


def _gates_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_json(parser)


def _plan_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "PROJECT", _("the project to be reviewed"))
    parser.add_argument("gate", metavar="GATE", help=_("the code of the gate"))
    takes_day(parser, _("when it is planned for"))


def _found_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "REVIEW", _("the code of the review"))
    parser.add_argument(
        "findings",
        metavar="PLACE=STATE",
        nargs="+",
        help=_("the criterion's place and how it was found: 1=met"),
    )


def _outcome_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "REVIEW", _("the code of the review"))
    parser.add_argument(
        "outcome", metavar="OUTCOME", help=_("passed, conditional, not_passed, deferred, stopped")
    )
    takes_day(parser, _("when it was held; by default today"))
    takes_words(parser, "--conditions", _("on what conditions it was passed"))
    takes_person(parser, _("who answers for what is missing"), "--signed-by")
    takes_words(parser, "--reason", _("why it was signed"))
    parser.add_argument(
        "--move-on",
        action="store_true",
        help=_("the project enters its next stage, and the next gate is planned"),
    )
    parser.add_argument("--next-on", metavar="DATE", type=day, help=_("when the next gate is planned for"))


def _attest_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "PROJECT", _("the project in which the control stands so"))
    parser.add_argument("control", metavar="CONTROL", help=_("the code of the control"))
    parser.add_argument("state", metavar="STATE", help=_("in_place, partly, not_in_place, not_applicable"))
    takes_words(parser, "--evidence", _("what shows it"))
    takes_words(parser, "--note", _("why it does not apply"))
    takes_person(parser, _("who attests it"))
    takes_day(parser)


def _cascade_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "LESSON", _("the lesson that projects are told of"))
    parser.add_argument("--by", metavar="DATE", type=day, required=True, help=_("acknowledge by"))
    parser.add_argument("--tier", default="", help=_("projects of this tier alone"))
    parser.add_argument("--category", default="", help=_("projects of this category alone"))


def _acknowledge_arguments(parser: ArgumentParser) -> None:
    takes_code(parser, "LESSON", _("the lesson that the project was told of"))
    parser.add_argument("project", metavar="PROJECT", help=_("the project that answers"))
    parser.add_argument("words", metavar="WORDS", help=_("what was done about it"))


VERBS = (
    Verb("gaps", _("print the controls that are missing, and what runs out soon"), _gaps_arguments, _gaps),
    Verb("gates", _("print the calendar of gate reviews"), _gates_arguments, _gates),
    Verb("plan-gate", _("plan a gate review"), _plan_arguments, _plan),
    Verb("found", _("record how a review found the criteria of its gate"), _found_arguments, _found),
    Verb("outcome", _("record what came of a review"), _outcome_arguments, _outcome),
    Verb("attest", _("state how a control stands in a project"), _attest_arguments, _attest),
    Verb("cascade", _("tell projects of a lesson"), _cascade_arguments, _cascade),
    Verb("acknowledge", _("record what a project did about a lesson"), _acknowledge_arguments, _acknowledge),
)
