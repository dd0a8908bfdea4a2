# SPDX-License-Identifier: Apache-2.0
"""Gates, controls, lessons and change requests: what is missing and what is planned, and the acts that settle it."""

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from datetime import date
from typing import Any

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Filter, Op, Test
from portfolio_desktop.cli.records import record_named
from portfolio_desktop.cli.verb import Call, Verb, takes_file
from portfolio_desktop.domain.controls import MARKS
from portfolio_desktop.services.governance import change_requests, controls, gates, lessons
from portfolio_desktop.services.governance.gates import Onward, Signature
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes


def _gaps(call: Call) -> None:
    """What is missing, project by project, then what runs out soon."""
    with call.office() as office:
        only = _named(office, call.arguments.project, "project") if call.arguments.project else None
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
        project = _named(office, call.arguments.code, "project")
        gate = _named(office, call.arguments.gate, "gate")
        _write(call, office, gates.plan(office, project, gate, call.arguments.on))


def _found(call: Call) -> None:
    """How criteria were found, by their place on the gate's list: 1=met 2=partly."""
    with call.office(write=True) as office:
        review = _named(office, call.arguments.code, "gate_review")
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
            code = _choice(office.catalogue, "criterion.state", state)
            made += gates.find(office, review, asked[int(place) - 1].criterion.id, code)
        _write(call, office, made)


def _outcome(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        review = _named(office, said.code, "gate_review")
        sheet = gates.sheet(office, review)
        signature = (
            Signature(_named(office, said.signed_by, "person"), said.reason) if said.signed_by else None
        )
        onward = None
        if said.move_on:
            onward = Onward(sheet.stage, sheet.next_gate.id if sheet.next_gate else None, said.next_on)
        outcome = _choice(office.catalogue, "review.outcome", said.outcome)
        changes = gates.record_outcome(
            office,
            review,
            outcome,
            held_on=said.on,
            conditions=said.conditions,
            signature=signature,
            onward=onward,
        )
        _write(call, office, changes)


def _attest(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        changes = controls.attest(
            office,
            _named(office, said.code, "project"),
            _named(office, said.control, "control"),
            _choice(office.catalogue, "control.state", said.state),
            by=_named(office, said.by, "person") if said.by else None,
            on=said.on,
            evidence=said.evidence,
            note=said.note,
        )
        _write(call, office, changes)


def _cascade(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        parts: list[Filter] = []
        if said.tier:
            parts.append(Test("tier", Op.IS, _choice(office.catalogue, "tier", said.tier)))
        if said.category:
            field = office.catalogue.entity("project").field("category")
            parts.append(Test("category", Op.IS, _choice(office.catalogue, field.options, said.category)))
        lesson = _named(office, said.code, "lesson")
        _write(call, office, lessons.cascade(office, lesson, All(tuple(parts)), said.by))


def _acknowledge(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        lesson, project = _named(office, said.code, "lesson"), _named(office, said.project, "project")
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
        _write(call, office, lessons.acknowledge(office, notice, said.words))


def _approve(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        request = _named(office, said.code, "change_request")
        changes = change_requests.approve(
            office,
            request,
            by=_named(office, said.by, "person") if said.by else None,
            conditions=said.conditions,
            move_baseline=said.move_baseline,
        )
        _write(call, office, changes)


def _baselines(call: Call) -> None:
    with call.office() as office:
        found = change_requests.baselines(office, _named(office, call.arguments.code, "project"))
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


def _named(office: Office, name: str, wanted: str) -> Id:
    """The record of the entity `wanted` that `name` means, with or without its register before the title."""
    entity = office.catalogue.entity(wanted)
    with office.reading() as reader:
        try:
            found, id = record_named(reader, name)
        except Refusal:
            found, id = record_named(reader, f"{entity.register}:{name}")
    if found.name != wanted:
        raise Refusal(_("“{name}” is no {entity}.").format(name=name, entity=_(entity.label).lower()))
    return id


def _choice(catalogue: Catalogue, list_name: str, text: str) -> str:
    choices = catalogue.list_named(list_name)
    item = choices.named(text)
    if item is None:
        names = ", ".join(each.code for each in choices.items)
        raise Refusal(_("“{text}” is none of: {names}.").format(text=text, names=names))
    return item.code


def _write(call: Call, office: Office, changes: Changes) -> None:
    written = office.write(changes)
    call.terminal.say(changes.label if written else _("Nothing to change: it is so already."))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“{text}” is not a date such as 2027-03-31").format(text=text)) from None


def _takes_code(parser: ArgumentParser, code: str, help: str) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar=code, help=help)


def _gaps_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--project", metavar="PROJECT", default="", help=_("of this project alone"))
    parser.add_argument(
        "--all", action="store_true", help=_("good practice as well, not only what is required")
    )
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


def _gates_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


def _plan_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "PROJECT", _("the project to be reviewed"))
    parser.add_argument("gate", metavar="GATE", help=_("the code of the gate"))
    parser.add_argument("--on", metavar="DATE", type=_day, help=_("when it is planned for"))


def _found_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "REVIEW", _("the code of the review"))
    parser.add_argument(
        "findings",
        metavar="PLACE=STATE",
        nargs="+",
        help=_("the criterion's place and how it was found: 1=met"),
    )


def _outcome_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "REVIEW", _("the code of the review"))
    parser.add_argument(
        "outcome", metavar="OUTCOME", help=_("passed, conditional, not_passed, deferred, stopped")
    )
    parser.add_argument("--on", metavar="DATE", type=_day, help=_("when it was held; by default today"))
    parser.add_argument(
        "--conditions", metavar="WORDS", default="", help=_("on what conditions it was passed")
    )
    parser.add_argument(
        "--signed-by", metavar="PERSON", default="", help=_("who answers for what is missing")
    )
    parser.add_argument("--reason", metavar="WORDS", default="", help=_("why it was signed"))
    parser.add_argument(
        "--move-on",
        action="store_true",
        help=_("the project enters its next stage, and the next gate is planned"),
    )
    parser.add_argument("--next-on", metavar="DATE", type=_day, help=_("when the next gate is planned for"))


def _attest_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "PROJECT", _("the project in which the control stands so"))
    parser.add_argument("control", metavar="CONTROL", help=_("the code of the control"))
    parser.add_argument("state", metavar="STATE", help=_("in_place, partly, not_in_place, not_applicable"))
    parser.add_argument("--evidence", metavar="WORDS", default="", help=_("what shows it"))
    parser.add_argument("--note", metavar="WORDS", default="", help=_("why it does not apply"))
    parser.add_argument("--by", metavar="PERSON", default="", help=_("who attests it"))
    parser.add_argument("--on", metavar="DATE", type=_day, help=_("when; by default today"))


def _cascade_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "LESSON", _("the lesson that projects are told of"))
    parser.add_argument("--by", metavar="DATE", type=_day, required=True, help=_("acknowledge by"))
    parser.add_argument("--tier", default="", help=_("projects of this tier alone"))
    parser.add_argument("--category", default="", help=_("projects of this category alone"))


def _acknowledge_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "LESSON", _("the lesson that the project was told of"))
    parser.add_argument("project", metavar="PROJECT", help=_("the project that answers"))
    parser.add_argument("words", metavar="WORDS", help=_("what was done about it"))


def _approve_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "REQUEST", _("the change request"))
    parser.add_argument("--by", metavar="PERSON", default="", help=_("who decided"))
    parser.add_argument("--conditions", metavar="WORDS", default="", help=_("on what conditions"))
    parser.add_argument(
        "--move-baseline", action="store_true", help=_("bring the project's agreed cost and end into line")
    )


def _baselines_arguments(parser: ArgumentParser) -> None:
    _takes_code(parser, "PROJECT", _("the project"))
    parser.add_argument("--json", action="store_true", help=_("for a program to read"))


VERBS = (
    Verb("gaps", _("print the controls that are missing, and what runs out soon"), _gaps_arguments, _gaps),
    Verb("gates", _("print the calendar of gate reviews"), _gates_arguments, _gates),
    Verb("plan-gate", _("plan a gate review"), _plan_arguments, _plan),
    Verb("found", _("record how a review found the criteria of its gate"), _found_arguments, _found),
    Verb("outcome", _("record what came of a review"), _outcome_arguments, _outcome),
    Verb("attest", _("state how a control stands in a project"), _attest_arguments, _attest),
    Verb("cascade", _("tell projects of a lesson"), _cascade_arguments, _cascade),
    Verb("acknowledge", _("record what a project did about a lesson"), _acknowledge_arguments, _acknowledge),
    Verb("approve", _("approve a change request"), _approve_arguments, _approve),
    Verb("baselines", _("print how a project's baselines moved"), _baselines_arguments, _baselines),
)
