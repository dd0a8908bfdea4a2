# SPDX-License-Identifier: Apache-2.0
"""Asks what moves when a task, a project or a dependency slips. Nothing is written."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_code, takes_json
from portfolio_desktop.cli.naming import record_meant
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.planning.slips import read_slip
from portfolio_desktop.services.planning.what_if import Moved, WhatIf, headline, what_if


def _what_if(call: Call) -> None:
    slip = read_slip(call.arguments.slip)
    with call.office() as office:
        entity, id = record_meant(office, call.arguments.code)
        found = what_if(office, entity.name, id, slip)
    if call.arguments.json:
        call.terminal.json(_object(found))
        return
    call.terminal.say(headline(found))
    _table(call, _("Projects"), found.projects)
    _table(call, _("Milestones"), found.milestones)
    _table(call, _("Dependencies"), found.dependencies)
    if call.arguments.tasks:
        _table(call, _("Tasks"), found.tasks)


def _table(call: Call, heading: str, moves: Sequence[Moved]) -> None:
    if not moves:
        return
    call.terminal.say()
    heads = [_("Code"), heading, _("Now"), _("Then"), _("Days"), _("Harm")]
    rows = [
        [each.code, each.title, format_date(each.before), format_date(each.after), f"+{each.days}", each.harm]
        for each in moves
    ]
    call.terminal.table(heads, rows, [False, False, False, False, True])


def _object(found: WhatIf) -> dict[str, Any]:
    parts = {
        "projects": found.projects,
        "milestones": found.milestones,
        "dependencies": found.dependencies,
        "tasks": found.tasks,
    }
    return {
        "title": found.title,
        "slip": str(found.slip),
        "dates_not_kept": found.broken,
        "projects_that_stay": found.beside,
        **{name: [_moved(each) for each in moves] for name, moves in parts.items()},
    }


def _moved(each: Moved) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "project": each.project,
        "before": each.before.isoformat(),
        "after": each.after.isoformat(),
        "days": each.days,
        "harm": each.harm,
    }


def _arguments(parser: ArgumentParser) -> None:
    takes_code(parser, help=_("the code of the task, project or dependency"))
    parser.add_argument("--slip", metavar="SLIP", required=True, help=_("how much later, such as 10d or 6w"))
    parser.add_argument("--tasks", action="store_true", help=_("every task that moves as well"))
    takes_json(parser)


VERBS = (
    Verb("what-if", _("show what moves when something slips, without writing it"), _arguments, _what_if),
)
