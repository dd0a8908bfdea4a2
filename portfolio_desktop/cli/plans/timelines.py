# SPDX-License-Identifier: Apache-2.0
"""When things happen, and why: the timeline as a table, what a project's end hangs on, and what holds one task."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.query.rows import narrow
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.explaining import critical_path, why
from portfolio_desktop.services.planning.rows import Row, Span
from portfolio_desktop.services.planning.scope import Detail, Grouping, Scope, TaskGrouping
from portfolio_desktop.services.planning.timeline import timeline_of


def _timeline(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        projects = frozenset(of_kind(office, "project", code) for code in said.projects)
        scope = Scope(
            projects=projects,
            detail=Detail(said.detail),
            group=Grouping(said.group),
            tasks_by=TaskGrouping(said.tasks_by),
            baselines=tuple(said.baseline or ()),
        )
        timeline = narrow(office, timeline_of(office, scope), said.find)
    rows = [row for row in timeline.rows if row.critical or not said.critical]
    if said.json:
        call.terminal.json([_object(row, timeline.baselines) for row in rows])
        return
    heads = [_("Code"), _("What"), _("Starts"), _("Finishes"), _("Float"), _("Critical")]
    heads += [*timeline.baselines, ""]
    call.terminal.table(heads, [_line(row) for row in rows], [False] * 4 + [True])
    for warning in timeline.warnings:
        call.terminal.complain(warning)


def _line(row: Row) -> list[str]:
    spare = "" if row.total_float is None else format(round(row.total_float, 2), "g")
    critical = _("critical") if row.critical else _("nearly") if row.near_critical else ""
    was = [_day(span.finish) for span in row.baselines]
    title = "  " * row.level + row.named
    stated = _("States {day} as its finish").format(day=_day(row.stated)) if row.stated else ""
    aside = " ".join(filter(None, (row.conflict, stated)))
    return [row.code, title, _day(row.span.start), _day(row.span.finish), spare, critical, *was, aside]


def _object(row: Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind.value,
        "title": row.title,
        "level": row.level,
        "gathers": row.count,
        **_span(row.span),
        "stated": _iso(row.stated),
        "total_float": row.total_float,
        "free_float": row.free_float,
        "critical": row.critical,
        "progress": row.progress,
        "owner": row.owner,
        "conflict": row.conflict,
        "baselines": {name: _span(span) for name, span in zip(names, row.baselines, strict=False)},
    }


def _span(span: Span) -> dict[str, str | None]:
    return {"start": _iso(span.start), "finish": _iso(span.finish)}


def _critical(call: Call) -> None:
    with call.office() as office:
        steps = critical_path(office, of_kind(office, "project", call.arguments.code))
        codes = _codes(office)
    if call.arguments.json:
        call.terminal.json(
            [
                {
                    "code": codes.get(step.task, ""),
                    "title": step.title,
                    "start": _iso(step.starts),
                    "finish": _iso(step.finishes),
                    "because": step.because,
                }
                for step in steps
            ]
        )
        return
    if not steps:
        call.terminal.say(_("The project has no plan with dates yet."))
        return
    heads = [_("Code"), _("Task"), _("Starts"), _("Finishes"), _("Why not earlier")]
    rows = [
        [codes.get(step.task, ""), step.title, _day(step.starts), _day(step.finishes), step.because]
        for step in steps
    ]
    call.terminal.table(heads, rows)


def _codes(office: Office) -> dict[Id, str]:
    """Of tasks, and of the promises that may stand among them."""
    found: dict[Id, str] = {}
    with office.reading() as reader:
        for name in ("task", "dependency"):
            found |= {id: code or "" for id, code in reader.values(reader.catalogue.entity(name), ("code",))}
    return found


def _why(call: Call) -> None:
    with call.office() as office:
        found = why(office, of_kind(office, "task", call.arguments.code))
        codes = _codes(office)
    if call.arguments.json:
        call.terminal.json(
            {
                "start": _iso(found.starts),
                "finish": _iso(found.finishes),
                "because": found.because,
                "conflict": found.conflict,
                "chain": [codes.get(id, "") for id in found.chain],
            }
        )
        return
    text = _("{start} to {finish}. {because}")
    call.terminal.say(
        text.format(start=_day(found.starts), finish=_day(found.finishes), because=found.because)
    )
    if found.conflict:
        call.terminal.say(found.conflict)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else format_date(moment.date())


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")


def takes_scope(parser: ArgumentParser) -> None:
    """Which projects and rows, how deep, gathered by what, beside what was agreed."""
    parser.add_argument(
        "--find",
        metavar="WORDS",
        default="",
        help=_("as in the window's filter box: harbour owner:ann is:open"),
    )
    parser.add_argument("projects", metavar="PROJECT", nargs="*", help=_("by default all that are not over"))
    parser.add_argument(
        "--detail", choices=[each.value for each in Detail], default="tasks", help=_("how deep it goes")
    )
    parser.add_argument(
        "--group",
        choices=[each.value for each in Grouping],
        default="programme",
        help=_("what gathers projects"),
    )
    parser.add_argument(
        "--tasks-by",
        choices=[each.value for each in TaskGrouping],
        default="plan",
        help=_("what gathers the tasks of a project"),
    )
    parser.add_argument(
        "--baseline", metavar="NAME", action="append", help=_("with the dates of a baseline; may be repeated")
    )


def _timeline_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_scope(parser)
    parser.add_argument("--critical", action="store_true", help=_("only what is critical"))
    takes_json(parser)


def _critical_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the project"))
    takes_json(parser)


def _why_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the task"))
    takes_json(parser)


VERBS = (
    Verb("timeline", _("when projects, tasks and milestones happen"), _timeline_arguments, _timeline),
    Verb("critical", _("the tasks that the end of a project hangs on"), _critical_arguments, _critical),
    Verb("why", _("why a task is where it is, and what cannot be kept"), _why_arguments, _why),
)
