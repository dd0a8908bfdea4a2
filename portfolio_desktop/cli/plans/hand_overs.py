# SPDX-License-Identifier: Apache-2.0
"""Lists what projects hand to one another, agrees on the dates that plans say, and links tasks of two projects."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_file, takes_json, takes_words
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.planning.hand_overs import HandOver, agree, hand_overs, link_tasks


def _list(call: Call) -> None:
    words = call.arguments
    with call.office() as office:
        project = of_kind(office, "project", words.project) if words.project else None
        found = [each for each in hand_overs(office, project) if each.outdated or not words.outdated]
    if words.json:
        call.terminal.json([_object(each) for each in found])
        return
    if not found:
        call.terminal.say(_("Nothing is handed over that is still open."))
        return
    heads = [_("Code"), _("What"), _("From"), _("To"), _("Promised"), _("Plan says"), _("Can wait until")]
    heads += [_("Needed"), _("Float"), ""]
    call.terminal.table(heads, [_row(each) for each in found], [False] * 8 + [True])


def _row(each: HandOver) -> list[str]:
    dates = [_day(day) for day in (each.promised, each.planned, each.latest, each.needed)]
    spare = "" if each.spare is None else f"{each.spare:+d}"
    badge = _("outdated") if each.outdated else ""
    return [each.code, each.title, each.giver.title, each.receiver.title, *dates, spare, badge]


def _object(each: HandOver) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "giver": each.giver.title,
        "giver_task": each.giver.task_title,
        "receiver": each.receiver.title,
        "receiver_task": each.receiver.task_title,
        "rests_on": "plan" if each.by_plan else "promise",
        **{
            name: None if day is None else day.isoformat()
            for name, day in (
                ("promised", each.promised),
                ("plan_says", each.planned),
                ("can_wait_until", each.latest),
                ("needed", each.needed),
            )
        },
        "float_days": each.spare,
        "outdated": each.outdated,
    }


def _day(day: date | None) -> str:
    return "" if day is None else format_date(day)


def _agree(call: Call) -> None:
    with call.office(write=True) as office:
        ids = [of_kind(office, "dependency", code) for code in call.arguments.codes]
        call.write(office, agree(office, ids))


def _link(call: Call) -> None:
    words = call.arguments
    with call.office(write=True) as office:
        giver, receiver = (of_kind(office, "task", code) for code in (words.giver, words.receiver))
        changes = link_tasks(office, giver, receiver, title=words.title, by_plan=words.by_plan)
        call.write(office, changes)


def _list_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    takes_words(parser, "--project", _("only what this project gives or takes"))
    parser.add_argument("--outdated", action="store_true", help=_("only where the plan says another date"))
    takes_json(parser)


def _agree_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("codes", metavar="CODE", nargs="+", help=_("the codes of the dependencies"))


def _link_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("giver", metavar="GIVER", help=_("the code of the task that gives"))
    parser.add_argument("receiver", metavar="RECEIVER", help=_("the code of the task that waits"))
    takes_words(parser, "--title", _("what is given; by default the title of the giver's task"))
    parser.add_argument(
        "--by-plan", action="store_true", help=_("the giver's plan moves the receiver, not the promise")
    )


VERBS = (
    Verb("hand-overs", _("list what projects hand to one another, and when"), _list_arguments, _list),
    Verb("agree-date", _("promise the date that the giver's plan says"), _agree_arguments, _agree),
    Verb("link-projects", _("make a dependency from tasks of two projects"), _link_arguments, _link),
)
