# SPDX-License-Identifier: Apache-2.0
"""Acts on a plan by command: links, the outline, progress, and where dates come from. Each is one undo."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import datetime, time

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import day, number, takes_day, takes_file
from portfolio_desktop.cli.naming import of_kind, record_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating, following, linking, shaping
from portfolio_desktop.storage.changes import Changes

_On = Callable[[Office, Sequence[Id]], Changes]


def _link(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        before, after = of_kind(office, "task", said.before), of_kind(office, "task", said.after)
        call.write(office, linking.link(office, before, after, said.kind, said.lag, said.counted))


def _unlink(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        before, after = of_kind(office, "task", said.before), of_kind(office, "task", said.after)
        call.write(office, linking.unlink_tasks(office, before, after))


def _on_tasks(act: _On) -> Callable[[Call], None]:
    def run(call: Call) -> None:
        with call.office(write=True) as office:
            tasks = [of_kind(office, "task", code) for code in call.arguments.codes]
            call.write(office, act(office, tasks))

    return run


def _progress(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        task = of_kind(office, "task", said.code)
        call.write(office, dating.set_progress(office, [task], said.percent, said.on))


def _start(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        entity, id = record_meant(office, said.code)
        if entity.name not in dating.MOVABLE:
            entity, id = office.catalogue.entity("task"), of_kind(office, "task", said.code)
        call.write(office, dating.set_start(office, entity.name, id, datetime.combine(said.day, time())))


def _follow(call: Call) -> None:
    said = call.arguments
    with call.office(write=True) as office:
        milestone = of_kind(office, "milestone", said.milestone)
        if said.task is None:
            call.write(office, following.let_be(office, [milestone]))
        else:
            task = of_kind(office, "task", said.task)
            call.write(office, following.follow(office, [milestone], task, start=said.start))


def _two_tasks(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("before", metavar="BEFORE", help=_("the code of the task that goes before"))
    parser.add_argument("after", metavar="AFTER", help=_("the code of the task that waits"))


def _link_arguments(parser: ArgumentParser) -> None:
    _two_tasks(parser)
    parser.add_argument(
        "--kind", choices=("fs", "ss", "ff", "sf"), default="fs", help=_("fs: finish to start, by default")
    )
    parser.add_argument(
        "--lag", metavar="DAYS", type=number, help=_("how long it waits; negative for a lead")
    )
    parser.add_argument(
        "--counted",
        choices=("working", "elapsed", "percent"),
        default="working",
        help=_("how the lag is counted: working days, days by the clock, percent of the task before"),
    )


def _codes_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("codes", metavar="CODE", nargs="+", help=_("the codes of tasks of one project"))


def _progress_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the task"))
    parser.add_argument("percent", metavar="PERCENT", type=number, help=_("how much of it is done"))
    takes_day(parser)


def _start_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("code", metavar="CODE", help=_("of a task, milestone, dependency or project"))
    parser.add_argument("day", metavar="DAY", type=day, help=_("the day on which it begins, or is"))


def _follow_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("milestone", metavar="MILESTONE", help=_("the code of the milestone"))
    parser.add_argument(
        "task",
        metavar="TASK",
        nargs="?",
        help=_("the code of a task of its project; without one, it follows none"),
    )
    parser.add_argument("--start", action="store_true", help=_("the start of the task, not its finish"))


VERBS = (
    Verb("link", _("make one task wait for another"), _link_arguments, _link),
    Verb("unlink", _("take the links from one task to another away"), _two_tasks, _unlink),
    Verb("indent", _("put tasks under the one above them"), _codes_arguments, _on_tasks(shaping.indent)),
    Verb("outdent", _("take tasks out of their summary"), _codes_arguments, _on_tasks(shaping.outdent)),
    Verb("by-links", _("let tasks follow their links"), _codes_arguments, _on_tasks(dating.follow_links)),
    Verb(
        "keep-dates", _("let tasks keep the dates they have"), _codes_arguments, _on_tasks(dating.keep_dates)
    ),
    Verb("progress", _("say how much of a task is done"), _progress_arguments, _progress),
    Verb("follow", _("let a milestone have the date of a task"), _follow_arguments, _follow),
    Verb("start", _("say when something on a timeline begins"), _start_arguments, _start),
)
