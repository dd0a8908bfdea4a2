# SPDX-License-Identifier: Apache-2.0
"""Brings a plan of another program into a project, saying first what it would do."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.arrivals.opening import chosen, home_of, read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Arrival, Clash, Fate, Gone, Options, Row, Side, Span
from portfolio_desktop.exchange.arrivals.planning import plan_arrival
from portfolio_desktop.exchange.arrivals.told import (
    asked,
    brought,
    dated,
    headline,
    links_words,
    moved,
    set_aside,
)
from portfolio_desktop.exchange.arrivals.writing import changes
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.services.capacity.overload import newly_overloaded, overloads
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_copy_before
from portfolio_desktop.services.words import words

_SHOWN = 20
_FATES = {
    Fate.NEW: N_("new"),
    Fate.CHANGED: N_("changed"),
    Fate.SAME: N_("as it was"),
    Fate.GONE: N_("gone"),
}


def _open(call: Call) -> None:
    said = call.arguments
    plans, source = read_plan_file(Path(said.source), progress=call.terminal.progress)
    call.terminal.end_progress()
    file = chosen(plans, said.project)
    with call.office(write=not said.dry_run) as office:
        options = _options(office, said, file)
        arrival = plan_arrival(office, file, source, options)
        before = None if said.dry_run or said.json else overloads(office)
        if not said.dry_run:
            coming = changes(arrival)
            keep_copy_before(office, coming)
            office.write(coming)
        if said.json:
            call.terminal.json(_object(arrival, written=not said.dry_run))
        else:
            _report(call, office, arrival, len(plans))
        if before is not None and (warning := newly_overloaded(before, overloads(office))):
            call.terminal.say(warning)


def _options(office: Office, said: Any, file: PlanFile) -> Options:
    into = of_kind(office, "project", said.into) if said.into else None
    if into is None and not said.new and (home := home_of(office, file)) is not None:
        with office.reading() as reader:
            record = reader.get(reader.catalogue.entity("project"), home)
        code = str(record["code"] or record["title"]) if record is not None else home
        text = _(
            "{code} has a version of this plan already. Say --into {code} to bring it up to date, or --new."
        )
        raise Refusal(text.format(code=code))
    if said.under and into is None:
        raise Refusal(_("--under names a task of a project that is here: say which with --into."))
    return Options(
        into=into,
        under=of_kind(office, "task", said.under) if said.under else None,
        gone=Gone(said.gone),
        hold=not said.no_hold,
        side=Side(said.changed_here) if said.changed_here else None,
    )


def _report(call: Call, office: Office, arrival: Arrival, plans: int) -> None:
    say = call.terminal.say
    say(headline(arrival))
    if plans > 1:
        say(_("The file holds {count} plans; this is one of them (--project).").format(count=plans))
    for sentence in (*moved(arrival), *dated(arrival), *brought(arrival), *asked(arrival)):
        say(sentence)
    for clash in arrival.clashes:
        say("  " + _clash(office, clash))
    told = sorted(
        (row for row in arrival.rows if _is_told(arrival, row)), key=lambda row: -abs(row.slip or 0)
    )
    if told:
        say()
        heads = [
            _("Task"),
            "",
            _("Finish was"),
            _("Finish is"),
            _("Days"),
            _("Working days"),
            _("Other changes"),
        ]
        rows = [_cells(office, row) for row in told[:_SHOWN]]
        call.terminal.table(heads, rows, [False, False, False, False, True, True])
        if len(told) > _SHOWN:
            say(_("and {count} more (--json has them all)").format(count=len(told) - _SHOWN))
        say()
    for sentence in set_aside(arrival):
        say(sentence)
    if call.arguments.dry_run:
        say(_("Nothing was written (--dry-run)."))


def _is_told(arrival: Arrival, row: Row) -> bool:
    """Of a plan that is new here, every task is new: nothing need be told of each."""
    return bool(arrival.replaces) and row.fate is not Fate.SAME


def _cells(office: Office, row: Row) -> list[str]:
    entity = office.catalogue.entity("task")
    labels = [entity.field(change.field).label for change in row.changes]
    if row.links_new or row.links_gone:
        labels.append(links_words(row))
    days = "" if row.slip is None else f"{row.slip:+d}"
    worked = "" if row.slip_worked is None else f"{row.slip_worked:+d}"
    return [
        row.title,
        _(_FATES[row.fate]),
        _day(row.was.finish),
        _day(row.now.finish),
        days,
        worked,
        ", ".join(_(label) for label in labels),
    ]


def _clash(office: Office, clash: Clash) -> str:
    catalogue = office.catalogue
    field = catalogue.entity("task").field(clash.field)
    return _("{task}, {field}: here “{ours}”, in the file “{theirs}”; {side} is kept").format(
        task=clash.title,
        field=_(field.label).lower(),
        ours=words(catalogue, field, clash.ours),
        theirs=words(catalogue, field, clash.theirs),
        side=_("what is here") if clash.side is Side.OURS else _("what is in the file"),
    )


def _object(arrival: Arrival, *, written: bool) -> dict[str, Any]:
    whole = arrival.whole
    return {
        "written": written,
        "project": {"title": arrival.project_title, "new": arrival.new_project},
        "replaces": arrival.replaces or None,
        "counts": {fate.value: arrival.counts[fate] for fate in Fate},
        "links": arrival.links,
        "whole": {
            "was": _span(whole.was),
            "now": _span(whole.now),
            "finish_here": _moment(whole.here),
            "slip_days": whole.slip,
            "cost_was": None if whole.cost_was is None else str(whole.cost_was),
            "cost_now": None if whole.cost_now is None else str(whole.cost_now),
        },
        "same_days": {
            "tasks": arrival.dated.tasks,
            "agreed": arrival.dated.agreed,
            "agreed_without_holding": arrival.dated.agreed_unheld,
            "held": arrival.dated.held,
            "later_here": [{"task": title, "days": days} for title, days in arrival.dated.later],
        },
        "tasks": [_row_object(row) for row in arrival.rows if row.fate is not Fate.SAME],
        "changed_here": [
            {
                "task": clash.title,
                "field": clash.field,
                "here": _plain(clash.ours),
                "file": _plain(clash.theirs),
                "kept": clash.side.value,
            }
            for clash in arrival.clashes
        ],
        "baselines": list(arrival.baselines),
        "calendars": list(arrival.calendars),
        "own_fields": list(arrival.own_fields),
        "links_left_out": [
            {"from": link.before, "to": link.after, "kind": link.kind, "reason": link.reason}
            for link in arrival.links_aside
        ],
        "left_out": list(arrival.left_out),
    }


def _row_object(row: Row) -> dict[str, Any]:
    return {
        "task": row.title,
        "wbs": row.wbs or None,
        "fate": row.fate.value,
        "summary": row.summary,
        "was": _span(row.was),
        "now": _span(row.now),
        "slip_days": row.slip,
        "slip_working_days": row.slip_worked,
        "start_slip_days": row.start_slip,
        "changes": [
            {"field": change.field, "old": _plain(change.old), "new": _plain(change.new)}
            for change in row.changes
        ],
        "links_new": row.links_new,
        "links_gone": row.links_gone,
    }


def _span(span: Span) -> dict[str, str | None]:
    return {"start": _moment(span.start), "finish": _moment(span.finish)}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else format_date(moment)


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "source",
        metavar="PLAN",
        help=_("a plan: .mpp, .xml, .xer, .gan, .mpx, .pod, .planner, our .csv, a .zip with one …"),
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--into", metavar="PROJECT", default="", help=_("the code of the project that it goes into")
    )
    where.add_argument(
        "--new", action="store_true", help=_("a new project, even where a version is here already")
    )
    parser.add_argument("--under", metavar="TASK", default="", help=_("the summary task under which it goes"))
    parser.add_argument(
        "--project",
        metavar="N",
        type=int,
        default=1,
        help=_("which plan of a file that holds several; by default the largest"),
    )
    parser.add_argument(
        "--gone", choices=[each.value for each in Gone], default=Gone.DROP.value,
        help=_("what becomes of tasks that the file has no more: kept and marked as dropped, or deleted"),
    )  # fmt: skip
    parser.add_argument(
        "--changed-here", choices=[each.value for each in Side], default="",
        help=_("whose value is kept where somebody changed one here since; by default the file’s, and notes of ours"),
    )  # fmt: skip
    parser.add_argument("--no-hold", action="store_true", help=_("let links alone say when tasks start"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen, and write nothing"))
    takes_json(parser)


VERBS = (
    Verb("open-plan", _("bring a plan of another program into a project, as one change"), _arguments, _open),
)
