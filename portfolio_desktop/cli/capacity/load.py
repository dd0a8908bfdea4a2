# SPDX-License-Identifier: Apache-2.0
"""Capacity by command: who is asked for more than they have, what clashes and what can be done, when a project fits."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import number, takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.capacity.fitting import Needs
from portfolio_desktop.domain.capacity.load import MARKS, TOGETHER, By, Cell, Key, State
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.services.capacity.fits import new_project_fits, rows_named
from portfolio_desktop.services.capacity.gathering import Capacity, capacity
from portfolio_desktop.services.capacity.picture import all_clashes, choices_of, joints, picture
from portfolio_desktop.services.capacity.wording import (
    choice_sums,
    choice_title,
    clash_title,
    clash_words,
    joint_choice,
    joint_title,
    joint_words,
    month_words,
    people_of,
    percent_of,
    project_name,
    row_title,
)
from portfolio_desktop.services.rules import keep_thresholds

_MONTHS, _LONGEST = 12, 60


class _Need(NamedTuple):
    """So many full-time people of a skill, at a level where one is named, or of a role."""

    name: str
    level: str
    people: float


def _load(call: Call) -> None:
    with call.office() as office:
        found = capacity(office)
    shown = picture(found, By(call.arguments.by), call.arguments.months)
    if call.arguments.json:
        call.terminal.json(
            [
                {
                    "row": row.title,
                    "people": row.people,
                    "months": [
                        _plain_cell(month_words(month), cell, state)
                        for month, cell, state in zip(shown.months, row.cells, row.states, strict=True)
                    ],
                }
                for row in shown.rows
            ]
        )
        return
    if not shown.rows:
        call.terminal.say(_("Nobody is asked for, and nobody is there."))
        return
    heads = [_("Row"), _("People"), *(month_words(month) for month in shown.months)]
    rows = [
        [row.title, str(row.people), *map(_cell, row.cells, row.states, row.together)] for row in shown.rows
    ]
    call.terminal.table(heads, rows, [False] + [True] * (len(heads) - 1))
    call.terminal.say(
        _("O = too much is asked, U = time to spare, ! = asked, and nobody there, ? = not known")
    )
    _say_untold(call, found)


def _cell(cell: Cell, state: State, together: bool) -> str:
    if state is State.NOTHING:
        return "."
    if state is State.UNSAID:
        return _("{people} FTE").format(people=people_of(cell.people_asked()))
    if cell.load is None:
        return "?" if state is State.UNKNOWN else "!O"
    letter = TOGETHER if together and state is not State.OVER else MARKS[state].letter
    return f"{percent_of(cell.load)} {letter}".rstrip()


def _clashes(call: Call) -> None:
    with call.office() as office:
        found = capacity(office)
    clashes, together = all_clashes(found, call.arguments.months), joints(found, call.arguments.months)
    if call.arguments.json:
        call.terminal.json(
            [
                {
                    "row": row_title(found, clash.row),
                    "months": [month_words(month) for month in clash.months],
                    "days_too_many": round(clash.excess, 1),
                    "projects": {
                        project_name(found, each.project): round(each.whole, 1) for each in clash.asks
                    },
                    "choices": [choice_title(found, clash, each) for each in choices_of(found, clash)],
                }
                for clash in clashes
            ]
            + [
                {
                    "rows": [row_title(found, row) for row in each.rows],
                    "months": [month_words(month) for month in each.months],
                    "days_too_many": round(each.excess, 1),
                    "people": each.people,
                    "choices": [joint_choice(each)],
                }
                for each in together
            ]
        )
        return
    for clash in clashes:
        call.terminal.say(clash_title(found, clash))
        call.terminal.say(f"  {clash_words(found, clash)}")
        for choice in choices_of(found, clash):
            call.terminal.say(f"  - {choice_title(found, clash, choice)}")
            for line in choice_sums(choice):
                call.terminal.say(f"      {line}")
    for joint in together:
        call.terminal.say(_("Together: {rows}").format(rows=joint_title(found, joint)))
        call.terminal.say(f"  {joint_words(joint)}")
        call.terminal.say(f"  - {joint_choice(joint)}")
    if not clashes and not together:
        call.terminal.say(_("Nobody is asked for more than there is."))
    _say_untold(call, found)


def _say_untold(call: Call, found: Capacity) -> None:
    """How much of what asks for people is in the picture at all."""
    counted = found.of - len(found.untold)
    call.terminal.say(
        _("{n} of {m} demands, packages and assignments say how much and when.").format(n=counted, m=found.of)
    )
    for each in found.untold:
        call.terminal.complain(f"{each.title} {_(each.why)}")


def _fit(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        found = capacity(office)
    needs = [Needs(_row(found, need), (need.people,) * said.for_months) for need in said.needs]
    fitting = new_project_fits(found, needs)
    if said.json:
        start = fitting.found.start
        call.terminal.json(
            {
                "from": month_words(start) if start is not None else None,
                "rows": {
                    row_title(found, each.needs.row): {
                        "from": month_words(each.start) if each.start is not None else None,
                        "hire_to_begin_at_once": round(each.hire, 2),
                    }
                    for each in fitting.found.each
                },
            }
        )
        return
    call.terminal.say(fitting.headline)
    for line in fitting.lines:
        call.terminal.say(f"  {line}")


def _row(found: Capacity, need: _Need) -> Key:
    rows = rows_named(found, need.name)
    if len(rows) != 1:
        raise Refusal(
            _(
                "“{name}” is no skill and no role here. See the titles with capacity --by skill or --by role."
            ).format(name=need.name)
        )
    row = rows[0]
    if not need.level:
        return row
    steps = {title.casefold(): step for step, title in found.levels.get(row.key, {}).items()}
    if need.level.casefold() not in steps:
        names = ", ".join(found.levels.get(row.key, {}).values()) or _("none")
        raise Refusal(_("“{level}” is none of its levels: {names}.").format(level=need.level, names=names))
    return row._replace(level=steps[need.level.casefold()])


def _thresholds(call: Call) -> None:
    said = call.arguments
    with call.office(write=said.over is not None or said.under is not None) as office:
        now = office.rules.capacity
        if said.over is None and said.under is None:
            call.terminal.say(
                _("Too much is asked above {over}, and there is time to spare below {under}.").format(
                    over=percent_of(now.over), under=percent_of(now.under)
                )
            )
            return
        over = now.over if said.over is None else float(said.over) / 100
        under = now.under if said.under is None else float(said.under) / 100
        call.write(office, keep_thresholds(office, Thresholds(over, under)))


def _plain_cell(month: str, cell: Cell, state: State) -> dict[str, Any]:
    return {
        "month": month,
        "days_asked": round(cell.demand, 1),
        "days_there": round(cell.supply, 1),
        "fte_asked": round(cell.people_asked(), 2),
        "fte_there": round(cell.people_there(), 2),
        "load": None if cell.load is None else round(cell.load, 3),
        "state": state.value,
        "people_known": cell.known,
        "people": cell.people,
    }


def _need(text: str) -> _Need:
    name, sign, people = text.rpartition("=")
    skill, _at, level = name.partition("@")
    amount: Decimal = number(people) if sign else Decimal(0)
    if not skill.strip() or amount <= 0:
        raise ArgumentTypeError(
            _("“{text}” is not a need such as Testing@Practitioner=1.5").format(text=text)
        )
    return _Need(skill.strip(), level.strip(), float(amount))


def _months(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LONGEST:
        raise ArgumentTypeError(
            _("“{text}” is not a number of months from 1 to {most}").format(text=text, most=_LONGEST)
        )
    return int(text)


_ACTS: dict[str | None, Callable[[Call], None]] = {
    None: _load,
    "clashes": _clashes,
    "fit": _fit,
    "thresholds": _thresholds,
}


def _capacity(call: Call) -> None:
    _ACTS[call.arguments.act](call)


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--by", choices=[by.value for by in By], default=By.SKILL.value, help=_("what the rows are")
    )
    parser.add_argument(
        "--months", metavar="COUNT", type=_months, default=_MONTHS, help=_("how many; 12 if left out")
    )
    takes_json(parser)
    acts = parser.add_subparsers(
        metavar="ACT", dest="act", help=_("by default what is asked against what there is, month by month")
    )
    acts.add_parser("clashes", help=_("where too much is asked, and what can be done about it"))
    fit = acts.add_parser("fit", help=_("when a new project fits, and what it lacks until then"))
    fit.add_argument(
        "needs",
        metavar="NAME@LEVEL=PEOPLE",
        nargs="+",
        type=_need,
        help=_("full-time people of a skill or role, such as Testing@Practitioner=1.5"),
    )
    fit.add_argument(
        "--for",
        dest="for_months",
        metavar="MONTHS",
        type=_months,
        default=6,
        help=_("how long; 6 if left out"),
    )
    rule = acts.add_parser("thresholds", help=_("from which load on it is too much"))
    rule.add_argument(
        "--over", metavar="PERCENT", type=number, help=_("too much above this share of the time")
    )
    rule.add_argument(
        "--under", metavar="PERCENT", type=number, help=_("time to spare below this share of it")
    )


VERBS = (Verb("capacity", _("what is asked of people against the time they have"), _arguments, _capacity),)
