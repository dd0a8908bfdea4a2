# SPDX-License-Identifier: Apache-2.0
"""From a `PlanFile` to a table of its tasks that any spreadsheet opens. What the cells mean is written in their headings."""

import csv
import io
from collections import defaultdict
from decimal import Decimal

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import guard_formula
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    CustomField,
    FieldKind,
    FieldValue,
    LeftOut,
    PlanFile,
    PlanLink,
    PlanTask,
    Written,
)

_HEADINGS = (
    *(N_("Number"), N_("Identity"), N_("Activity ID"), N_("WBS"), N_("Level"), N_("Name"), N_("Kind")),
    *(N_("Start"), N_("Finish"), N_("Duration (days)"), N_("Complete (%)"), N_("Actual start")),
    *(N_("Actual finish"), N_("Predecessors"), N_("Resources"), N_("Constraint"), N_("Constraint date")),
    *(
        N_("Deadline"),
        N_("Baseline start"),
        N_("Baseline finish"),
        N_("Cost"),
        N_("Baseline cost"),
        N_("Notes"),
    ),
)
_CONSTRAINTS = {
    Constraint.ASAP: "",
    Constraint.ALAP: N_("As late as possible"),
    Constraint.MUST_START_ON: N_("Must start on"),
    Constraint.MUST_FINISH_ON: N_("Must finish on"),
    Constraint.START_NO_EARLIER: N_("Start no earlier than"),
    Constraint.START_NO_LATER: N_("Start no later than"),
    Constraint.FINISH_NO_EARLIER: N_("Finish no earlier than"),
    Constraint.FINISH_NO_LATER: N_("Finish no later than"),
}
_CALENDARS = N_("Calendars (a table has only dates): {count}")
_BASELINES = N_("Further baselines of tasks (the table has the first): {count}")
_DAY = 1440


def write_csv(plan: PlanFile) -> Written:
    """A row for each task, in the order of the outline. UTF-8 with a mark, every cell quoted, formulas made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(
        [*(_(heading) for heading in _HEADINGS), *(guard_formula(custom.name) for custom in plan.fields)]
    )
    rows = {task.uid: number for number, task in enumerate(plan.tasks, 1)}
    before: dict[str, list[str]] = defaultdict(list)
    for link in plan.links:
        before[link.successor].append(_link(link, rows, plan.project.minutes_per_day))
    people = _people(plan)
    levels: dict[str | None, int] = {None: 0}
    for task in plan.tasks:
        levels[task.uid] = levels[task.parent] + 1
        facts = _facts(plan, task, str(rows[task.uid]), str(levels[task.uid]))
        facts[13:13] = ["; ".join(before[task.uid]), "; ".join(people[task.uid])]
        facts += [_custom(task.values.get(custom.name), custom) for custom in plan.fields]
        writer.writerow([guard_formula(values.clean(fact)) for fact in facts])
    further = sum(max(len(task.baselines) - 1, 0) for task in plan.tasks)
    left_out = [(_CALENDARS, len(plan.calendars)), (_BASELINES, further)]
    return Written(
        data=out.getvalue().encode("utf-8-sig", "replace"),
        left_out=tuple(LeftOut(message=message, count=count) for message, count in left_out if count),
    )


def _facts(plan: PlanFile, task: PlanTask, number: str, level: str) -> list[str]:
    """The cells of a task but for its links, its people and its custom fields."""
    promised = task.baselines[min(task.baselines)] if task.baselines else None
    return [
        *(number, task.uid, task.code, task.wbs, level, task.name, _kind(task)),
        *(_at(task.start), _at(task.finish)),
        ""
        if task.duration is None
        else _days(task.duration, _DAY if task.elapsed else plan.project.minutes_per_day),
        "" if task.percent is None else f"{task.percent:.4g}",
        *(_at(task.actual_start), _at(task.actual_finish)),
        *(_(_CONSTRAINTS[task.constraint]) if _CONSTRAINTS[task.constraint] else "", _at(task.constraint_at)),
        *(
            _at(task.deadline),
            _at(promised.start if promised else None),
            _at(promised.finish if promised else None),
        ),
        *(_amount(task.cost), _amount(promised.cost if promised else None), task.notes),
    ]


def _kind(task: PlanTask) -> str:
    if task.summary:
        return _("Summary")
    return _("Milestone") if task.milestone else _("Task")


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


def _people(plan: PlanFile) -> dict[str, list[str]]:
    """By task, who works on it: `Ann Lee`, `Bob Hill (50 %)`."""
    names = {resource.uid: resource.name for resource in plan.resources}
    found: dict[str, list[str]] = defaultdict(list)
    for one in plan.assignments:
        if one.resource is not None:
            share = "" if one.units == 1 else f" ({one.units * 100:.4g} %)"
            found[one.task].append(f"{names[one.resource]}{share}")
    return found


def _custom(value: FieldValue | None, custom: CustomField) -> str:
    if value is None:
        return ""
    match custom.kind:
        case FieldKind.FLAG:
            return _("Yes") if value else _("No")
        case FieldKind.DATE:
            return _at(int(value))
        case FieldKind.DURATION:
            return _days(int(value), 60) + " h"
        case FieldKind.NUMBER | FieldKind.COST:
            return f"{float(value):.15g}"
        case _:
            return str(value)
