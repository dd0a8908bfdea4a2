# SPDX-License-Identifier: Apache-2.0
"""Prints a timeline by itself: as a PDF of as many pages as are wanted, or as one picture."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.cli.arguments import day, pages, takes_file, takes_words
from portfolio_desktop.cli.naming import of_kind, record_meant
from portfolio_desktop.cli.plans.timelines import takes_scope
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.query.rows import narrow
from portfolio_desktop.services.governance.actions import marking
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.comparing import baselines
from portfolio_desktop.services.planning.paths import along, critical_only, path_to, seen_days, shortened
from portfolio_desktop.services.planning.rows import Timeline
from portfolio_desktop.services.planning.scope import STATED, Detail, Grouping, Scope, TaskGrouping
from portfolio_desktop.services.planning.sheet.leading import left_out_words
from portfolio_desktop.services.planning.timeline import timeline_of

if TYPE_CHECKING:
    from portfolio_desktop.reports.gantt.printing import Printout

_KINDS = (".pdf", ".png", ".svg")
_PAPERS = ("a4", "a3")


def _print(call: Call) -> None:
    said = call.arguments
    target = Path(said.target)
    if target.suffix.lower() not in _KINDS:
        text = _("{path} is to be a timeline, so its name must end in .pdf, .png or .svg.")
        raise Refusal(text.format(path=target))
    if said.since and said.until and said.until < said.since:
        raise Refusal(_("--until lies before --from. Change one of them."))
    needs_folder(target)
    from portfolio_desktop.reports.gantt.chart import Chart
    from portfolio_desktop.reports.gantt.printing import most_rows, pages_needed, print_timeline

    with call.office() as office:
        timeline, goal = _narrowed(call, office)
        timeline = narrow(office, timeline, said.find)
        printout = _printout(call, office, timeline, goal)
    if not timeline.rows:
        raise Refusal(_("There is nothing to print: no project has tasks or dates that were asked for."))
    if goal and said.down:
        timeline, left = shortened(timeline, most_rows(printout))
        subtitle = " · ".join(filter(None, (printout.subtitle, left_out_words(left))))
        printout = replace(printout, subtitle=subtitle)
    chart = Chart(timeline, _folded(timeline, said.levels))
    write_whole(target, print_timeline(chart, printout, target.suffix.lower()[1:]))
    call.terminal.say(str(target))
    if target.suffix.lower() == ".pdf" and said.down:
        needed = pages_needed(chart, printout)
        if needed > said.down * said.across:
            text = _(
                "{count} rows need {pages} pages to be read. Print fewer with --levels, --critical or A3."
            )
            call.terminal.complain(text.format(count=f"{len(chart):,}", pages=needed))


def _printout(call: Call, office: Office, timeline: Timeline, goal: str) -> "Printout":
    """What was asked for, with what is usual where nothing was; of a path, the days that it takes."""
    from portfolio_desktop.reports.gantt.printing import Printout

    said = call.arguments
    portfolio = _portfolio(office)
    first, last = (seen_days(timeline) if goal else None) or (None, None)
    title = said.title or _title(timeline, portfolio, goal)
    return Printout(
        title=title,
        subtitle=_subtitle(timeline, "" if portfolio in title else portfolio, said.find),
        marking=said.marking or marking(office),
        author=call.settings.author,
        day=said.on or office.today(),
        columns=_listed(said.columns),
        first=said.since or first,
        last=said.until or last,
        paper=said.paper,
        upright=said.upright,
        down=said.down,
        across=said.across,
    )


def _narrowed(call: Call, office: Office) -> tuple[Timeline, str]:
    """The timeline that was asked for, and what its title says of it: what is critical, or where its path leads."""
    said = call.arguments
    scope = Scope(
        projects=frozenset(of_kind(office, "project", code) for code in said.projects),
        detail=Detail(said.detail),
        group=Grouping(said.group),
        tasks_by=TaskGrouping(said.tasks_by),
        baselines=_baselines(office, said.baseline or []),
    )
    if not said.to:
        timeline = timeline_of(office, scope)
        return (critical_only(timeline), _("{name}: the critical path")) if said.critical else (timeline, "")
    entity, id = record_meant(office, said.to)
    if entity.name not in ("project", "task"):
        raise Refusal(
            _("{code} is neither a project nor a task, so no path leads to it.").format(code=said.to)
        )
    with office.reading() as reader:
        title = reader.titles(entity, [id])[id]
    path = along(timeline_of(office, scope), path_to(office, entity.name, id))
    return path, _("What leads to {title}").format(title=title).replace("{", "{{").replace("}", "}}")


def _baselines(office: Office, names: list[str]) -> tuple[str, ...]:
    """The baselines that are called so. Refuses a name that none has, saying which there are."""
    there = tuple(dict.fromkeys((STATED, *(each.title for each in baselines(office)))))
    known = {name.casefold(): name for name in there}
    for name in names:
        if name.casefold() not in known:
            text = _("There is no baseline “{name}”. There are: {names}.")
            raise Refusal(text.format(name=name, names=", ".join(there)))
    return tuple(known[name.casefold()] for name in names)


def _folded(timeline: Timeline, levels: int | None) -> frozenset[str]:
    """Everything below so many levels is folded away."""
    if levels is None:
        return frozenset()
    return frozenset(row.key for row in timeline.rows if row.folds and row.level >= levels - 1)


def _portfolio(office: Office) -> str:
    """The name of the portfolio; empty where none is kept."""
    with office.reading() as reader:
        records = reader.all(reader.catalogue.entity("portfolio"), order=(Sort("code"),))
        return next((cast(Portfolio, record).title or "" for record in records), "")


def _title(timeline: Timeline, portfolio: str, goal: str) -> str:
    named = [row.title for row in timeline.rows if row.kind == "project"]
    name = named[0] if len(named) == 1 else portfolio or _("Timeline")
    return goal.format(name=name) if goal else name


def _subtitle(timeline: Timeline, portfolio: str, words: str) -> str:
    only = _("Only rows with “{words}”").format(words=words) if words else ""
    said = [portfolio, only, *(mark.label for mark in timeline.marks if mark.kind == "board")]
    if timeline.baselines:
        said.append(_("against {names}").format(names=", ".join(timeline.baselines)))
    return " · ".join(filter(None, said))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in names.split(",") if name.strip())


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("target", metavar="TARGET", help=_("the file to write: .pdf, .png or .svg"))
    takes_scope(parser)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--critical", action="store_true", help=_("only what is open and critical"))
    only.add_argument(
        "--to", metavar="CODE", default="", help=_("only what leads to this task or project's end")
    )
    parser.add_argument(
        "--levels", metavar="N", type=int, help=_("fold what lies deeper than so many levels")
    )
    parser.add_argument(
        "--columns",
        metavar="NAMES",
        default="title,start,finish,float",
        help=_("of title, code, start, finish, baseline, slip, float, done, owner, resources; with commas"),
    )
    for name, dest, meaning in (
        ("--from", "since", _("the first day that is seen")),
        ("--until", "until", _("the last day that is seen")),
        ("--on", "on", _("the day that it says it was printed; by default today")),
    ):
        parser.add_argument(name, dest=dest, metavar="DATE", type=day, help=meaning)
    parser.add_argument("--paper", choices=_PAPERS, default="a4", help=_("its size"))
    parser.add_argument("--upright", action="store_true", help=_("portrait instead of landscape"))
    parser.add_argument("--down", metavar="N", type=pages, default=0, help=_("fit rows to so many pages"))
    parser.add_argument(
        "--across", metavar="N", type=pages, default=1, help=_("spread time over so many pages")
    )
    takes_words(parser, "--title", _("by default the project or the portfolio"))
    takes_words(parser, "--marking", _("by default that of the portfolio"))


VERBS = (Verb("print-timeline", _("print a timeline as PDF, PNG or SVG"), _arguments, _print),)
