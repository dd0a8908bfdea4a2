# SPDX-License-Identifier: Apache-2.0
"""Baselines by command: take one, list them, compare a plan with one."""

from argparse import ArgumentParser
from datetime import datetime
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_money
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import takes_day, takes_file, takes_words
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.comparing import Kept, Variance, baselines, compare
from portfolio_desktop.services.planning.baselines.pictures import Pictured
from portfolio_desktop.services.planning.baselines.taking import take


def _take(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        projects = [of_kind(office, "project", code) for code in said.projects]
        call.write(office, take(office, projects, said.title, reason=said.reason or "", on=said.on))


def _list(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        project = of_kind(office, "project", said.project) if said.project else None
        found = baselines(office, project)
        with office.reading() as reader:
            codes = dict(reader.values(reader.catalogue.entity("project"), ("code",)))
    if said.json:
        call.terminal.json([_kept(each, codes) for each in found])
        return
    heads = [_("Baseline"), _("Project"), _("Taken on"), _("Start"), _("Finish"), _("Cost")]
    rows = [
        [
            each.title,
            codes.get(each.project) or "",
            *("" if day is None else format_date(day) for day in (each.taken_on, each.start, each.finish)),
            "" if each.cost is None else format_money(each.cost),
        ]
        for each in found
    ]
    call.terminal.table(heads, rows, [False] * 5 + [True])


def _compare(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        found = compare(office, _named(office, of_kind(office, "project", said.project), said.title))
    lines = (found.project, *found.tasks)
    if said.json:
        call.terminal.json([_object(each) for each in lines])
        return
    heads = [
        _("Task"),
        _("Start then"),
        _("Start now"),
        _("Days"),
        _("Finish then"),
        _("Finish now"),
        _("Days"),
    ]
    heads += [_("Cost")]
    rows = [_row(each) for each in lines]
    call.terminal.table(heads, rows, [False, False, False, True, False, False, True, True])


def _named(office: Office, project: Id, title: str) -> Id:
    """The latest baseline of a project that is called so; without a title, its latest."""
    there = baselines(office, project)
    found = [each.id for each in there if not title or each.title.casefold() == title.casefold()]
    if not found:
        names = ", ".join(dict.fromkeys(each.title for each in there)) or _("none")
        raise Refusal(_("There is no such baseline of the project. There are: {names}.").format(names=names))
    return found[-1]


def _row(each: Variance) -> list[str]:
    was, now = each.was or Pictured(), each.now or Pictured()
    return [
        each.title,
        _day(was.start),
        _day(now.start),
        _signed(each.start),
        _day(was.finish),
        _day(now.finish) or _("gone"),
        _signed(each.finish),
        "" if each.cost is None else format_money(each.cost),
    ]


def _kept(each: Kept, codes: dict[Id, str | None]) -> dict[str, Any]:
    return {
        "title": each.title,
        "project": codes.get(each.project),
        "kind": each.kind,
        **{
            name: None if day is None else day.isoformat()
            for name, day in (("taken_on", each.taken_on), ("start", each.start), ("finish", each.finish))
        },
        "cost": _number(each.cost),
    }


def _object(each: Variance) -> dict[str, Any]:
    return {
        "title": each.title,
        "whole_project": each.task is None,
        "was": _pictured(each.was),
        "now": _pictured(each.now),
        "start_days": each.start,
        "finish_days": each.finish,
        "duration_days": _number(each.duration),
        "cost": _number(each.cost),
    }


def _pictured(pictured: Pictured | None) -> dict[str, Any] | None:
    if pictured is None:
        return None
    start, finish = (
        None if at is None else at.isoformat(timespec="minutes") for at in (pictured.start, pictured.finish)
    )
    return {
        "start": start,
        "finish": finish,
        "duration": _number(pictured.duration),
        "cost": _number(pictured.cost),
    }


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _signed(days: int | None) -> str:
    return "" if days is None else f"{days:+d}" if days else "0"


def _day(moment: datetime | None) -> str:
    return "" if moment is None else format_date(moment.date())


def _arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="ACT", required=True)
    taking = acts.add_parser("take", help=_("keep the plan as it now stands"))
    takes_file(taking)
    taking.add_argument("title", metavar="NAME", help=_("what it is called"))
    taking.add_argument("projects", metavar="PROJECT", nargs="+", help=_("of which projects"))
    takes_words(taking, "--reason", _("why it is taken"))
    takes_day(taking)
    taking.set_defaults(act=_take)
    listing = acts.add_parser("list", help=_("what baselines there are"))
    takes_file(listing)
    listing.add_argument("project", metavar="PROJECT", nargs="?", help=_("by default of all"))
    listing.add_argument("--json", action="store_true", help=_("for a program to read"))
    listing.set_defaults(act=_list)
    comparing = acts.add_parser("compare", help=_("how far a plan has moved since"))
    takes_file(comparing)
    comparing.add_argument("project", metavar="PROJECT", help=_("the code of the project"))
    comparing.add_argument("title", metavar="NAME", nargs="?", default="", help=_("by default its latest"))
    comparing.add_argument("--json", action="store_true", help=_("for a program to read"))
    comparing.set_defaults(act=_compare)


def _run(call: Call) -> None:
    call.arguments.act(call)


VERBS = (Verb("baseline", _("baselines of plans: take, list, compare"), _arguments, _run),)
