# SPDX-License-Identifier: Apache-2.0
"""From a `PlanFile` to a table of its tasks that any spreadsheet opens. What the cells mean is written in their headings."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.domain.schedule.plan import LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    CustomField,
    FieldKind,
    FieldValue,
    LeftOut,
    PlanFile,
    PlanLink,
    PlanTask,
    Written,
)
from portfolio_desktop.exchange.plans.sheet import words

_CALENDARS = N_("Calendars (a table has only dates): {count}")
_BASELINES = N_("Further baselines of tasks (the table has the first): {count}")
_WORK = N_("Work and cost of single people on tasks (a table has who, and how much of their time): {count}")
_EFFORT = N_("Work of tasks in hours: {count}")
_RESOURCES = N_("Rates, teams and calendars of resources (a table has their names): {count}")
_SPENT = N_("Actual costs of tasks: {count}")
_PRIORITIES = N_("Priorities of tasks: {count}")
_SECOND = N_("Second constraints of tasks: {count}")
_LINKS_OUT = N_("Hyperlinks of tasks: {count}")
_WHOLE = N_(
    "Facts of the project as a whole, such as its status date and the day by which it must finish: {count}"
)
_DAY, _USUAL_PRIORITY = 1440, 500


def write_csv(plan: PlanFile) -> Written:
    """A row for each task, in the order of the outline. UTF-8 with a mark, every cell quoted, formulas made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    hours = f"{plan.project.minutes_per_day / 60:.10g}"
    headings = [_(heading).format(hours=hours) for heading in words.HEADINGS]
    writer.writerow([*headings, *(guard_formula(custom.name) for custom in plan.fields)])
    rows = {task.uid: number for number, task in enumerate(plan.tasks, 1)}
    before: dict[str, list[str]] = defaultdict(list)
    for link in plan.links:
        before[link.successor].append(_link(link, rows, plan.project.minutes_per_day))
    people, costs = _people(plan), _stated_costs(plan)
    levels: dict[str | None, int] = {None: 0}
    for task in plan.tasks:
        levels[task.uid] = levels[task.parent] + 1
        facts = _facts(plan, task) | {
            words.COST: _amount(costs.get(task.uid)),
            words.NUMBER: str(rows[task.uid]),
            words.LEVEL: str(levels[task.uid]),
            words.PREDECESSORS: "; ".join(before[task.uid]),
            words.RESOURCES: "; ".join(people[task.uid]),
        }
        cells = [facts[heading] for heading in words.HEADINGS]
        cells += [_custom(task.values.get(custom.name), custom) for custom in plan.fields]
        writer.writerow([guard_formula(values.clean(cell)) for cell in cells])
    return Written(
        data=out.getvalue().encode("utf-8-sig", "replace"),
        left_out=tuple(LeftOut(message=message, count=count) for message, count in _left_out(plan) if count),
    )


def _left_out(plan: PlanFile) -> Iterator[tuple[str, int]]:
    """What a table has no column for."""
    tasks, project = plan.tasks, plan.project
    yield _CALENDARS, len(plan.calendars)
    yield _BASELINES, sum(max(len(task.baselines) - 1, 0) for task in tasks)
    yield _EFFORT, sum(bool(task.work) for task in tasks)
    yield _WORK, sum(one.work is not None or one.cost is not None for one in plan.assignments)
    yield (
        _RESOURCES,
        sum(bool(one.rate or one.cost_per_use or one.group or one.calendar) for one in plan.resources),
    )
    yield _SPENT, sum(bool(task.actual_cost) for task in tasks)
    yield _PRIORITIES, sum(task.priority != _USUAL_PRIORITY for task in tasks)
    yield _SECOND, sum(task.second_constraint is not None for task in tasks)
    yield _LINKS_OUT, sum(bool(task.hyperlink) for task in tasks)
    yield _WHOLE, sum(bool(fact) for fact in (project.status_date, project.must_finish, project.manager))


def _facts(plan: PlanFile, task: PlanTask) -> dict[str, str]:
    """The cells of a task but for its place, its links, its people and its custom fields."""
    promised = task.baselines[min(task.baselines)] if task.baselines else Baseline()
    return {
        words.IDENTITY: task.guid or task.uid,
        words.CODE: task.code,
        words.WBS: task.wbs,
        words.NAME: task.name,
        words.KIND: _kind(task),
        words.START: _at(task.start),
        words.FINISH: _at(task.finish),
        words.DURATION: _lasting(task, plan.project.minutes_per_day),
        words.PERCENT: "" if task.percent is None else f"{task.percent:.4g}",
        words.ACTUAL_START: _at(task.actual_start),
        words.ACTUAL_FINISH: _at(task.actual_finish),
        words.DATES: _(words.BY_HAND) if task.manual else "",
        words.CONSTRAINT: _(words.CONSTRAINTS[task.constraint])
        if task.constraint in words.CONSTRAINTS
        else "",
        words.CONSTRAINT_AT: _at(task.constraint_at),
        words.DEADLINE: _at(task.deadline),
        words.BASELINE_START: _at(promised.start),
        words.BASELINE_FINISH: _at(promised.finish),
        words.BASELINE_COST: _amount(promised.cost),
        words.NOTES: task.notes,
    }


def _lasting(task: PlanTask, day: int) -> str:
    """`5`, or by the clock `5 ed`."""
    if task.duration is None:
        return ""
    return f"{_days(task.duration, _DAY)} ed" if task.elapsed else _days(task.duration, day)


def _kind(task: PlanTask) -> str:
    if not task.active:
        return _(words.DROPPED)
    if task.summary:
        return _(words.SUMMARY)
    return _(words.MILESTONE) if task.milestone else _(words.TASK)


def _at(at: int | None) -> str:
    """`01/04/2026 08:00`, as a spreadsheet of this country reads it."""
    if at is None:
        return ""
    minute = at % _DAY
    return f"{values.day_of(at):%d/%m/%Y} {minute // 60:02}:{minute % 60:02}"


def _days(minutes: int, day: int) -> str:
    return f"{minutes / day:.10g}"


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _link(link: PlanLink, rows: dict[str, int], day: int) -> str:
    """`12`, `12SS`, `12FS+2 d`, `12FF-50 %`; days of the clock are `ed`."""
    kind = "" if link.kind is LinkKind.FS and not link.lag else link.kind.upper()
    if not link.lag:
        return f"{rows[link.predecessor]}{kind}"
    match link.lag_kind:
        case LagKind.PERCENT:
            lag, unit = f"{link.lag:+d}", "%"
        case LagKind.ELAPSED:
            lag, unit = f"{link.lag / _DAY:+.10g}", "ed"
        case _:
            lag, unit = f"{link.lag / day:+.10g}", "d"
    return f"{rows[link.predecessor]}{kind}{lag} {unit}"


def _stated_costs(plan: PlanFile) -> dict[str, Decimal]:
    """What tasks cost. Of a summary only what is not the sum of its tasks: a sum would be old as soon as one is edited."""
    found: dict[str, Decimal] = {}
    below: dict[str | None, Decimal] = {}
    for task in reversed(plan.tasks):
        under = below.get(task.uid)
        if task.cost is not None and task.cost != under:
            found[task.uid] = task.cost
        total = under if task.cost is None else task.cost
        if total is not None:
            below[task.parent] = below.get(task.parent, Decimal(0)) + total
    return found


def _people(plan: PlanFile) -> dict[str, list[str]]:
    """By task, who works on it: `Ann Lee`, `Bob Hill (50 %)`."""
    names = {resource.uid: resource.name for resource in plan.resources}
    found: dict[str, list[str]] = defaultdict(list)
    for one in plan.assignments:
        if one.resource is not None:
            share = "" if one.units == 1 else f" ({one.units * 100:.4g} %)"
            name = names[one.resource].replace(";", ",")
            found[one.task].append(f"{name}{share}")
    return found


def _custom(value: FieldValue | None, custom: CustomField) -> str:
    if value is None:
        return ""
    match custom.kind:
        case FieldKind.FLAG:
            return _(words.YES) if value else _(words.NO)
        case FieldKind.DATE:
            return _at(int(value))
        case FieldKind.DURATION:
            return _days(int(value), 60) + " h"
        case FieldKind.NUMBER | FieldKind.COST:
            return f"{float(value):.15g}"
        case _:
            return str(value)
