# SPDX-License-Identifier: Apache-2.0
"""From an XER file to a `PlanFile`. Runs in the child process.

Nodes of the work breakdown become summaries, named "W" and their number, because activities are numbered on their own.
Several projects in a file stand under one another, each with its own first node, so that links between them survive.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanResource,
    PlanTask,
)
from portfolio_desktop.exchange.plans.settling import Aside, settle
from portfolio_desktop.exchange.plans.xer.calendars import read_calendar
from portfolio_desktop.exchange.plans.xer.fields import Fields, read_notes
from portfolio_desktop.exchange.plans.xer.people import Costs, read_assignments, read_costs, read_resources
from portfolio_desktop.exchange.plans.xer.projects import at, exported, header, is_made
from portfolio_desktop.exchange.plans.xer.tables import Row, Tables, parse

CONSTRAINTS = {
    "CS_ALAP": Constraint.ALAP,
    "CS_MSO": Constraint.MUST_START_ON,
    "CS_MANDSTART": Constraint.MUST_START_ON,
    "CS_MEO": Constraint.MUST_FINISH_ON,
    "CS_MANDFIN": Constraint.MUST_FINISH_ON,
    "CS_MSOA": Constraint.START_NO_EARLIER,
    "CS_MSOB": Constraint.START_NO_LATER,
    "CS_MEOA": Constraint.FINISH_NO_EARLIER,
    "CS_MEOB": Constraint.FINISH_NO_LATER,
}
PRIORITIES = {"PT_Top": 1000, "PT_High": 750, "PT_Normal": 500, "PT_Low": 250, "PT_Lowest": 0}
MILESTONES = frozenset({"TT_Mile", "TT_FinMile"})
LINKS = {"PR_FS": LinkKind.FS, "PR_SS": LinkKind.SS, "PR_FF": LinkKind.FF, "PR_SF": LinkKind.SF}

_ACROSS = N_("Links with activities of the other projects in the file: {count}")
_MANDATORY = N_("Mandatory dates, which override links in Primavera and do not here: {count}")
_EFFORT = N_("Level-of-effort activities and WBS summaries, whose span no longer follows others: {count}")
_EXPECTED = N_("Expected finishes, from which Primavera works out what remains: {count}")
_SUSPENDED = N_("Activities that were suspended for a while: {count}")
_LAG_CALENDAR = N_("Lags that were counted in another calendar than that of the task that waits: {count}")


@dataclass(slots=True)
class _Reading:
    """What all activities are read with."""

    tables: Tables
    projects: dict[str, Row]
    others: frozenset[str]  # the projects of the file that this plan leaves to others
    fields: Fields
    costs: dict[str, Costs]
    notes: dict[str, str]
    aside: Aside


def read_xer(data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`, of all its projects together. Raises Unsafe when none of them has activities."""
    return read_xer_plans(data, progress)[0]


def read_xer_plans(data: bytes, progress: Progress) -> tuple[PlanFile, ...]:
    """The projects in `data` as one plan, so that links between them last; then, of several, each by itself."""
    odd = Aside()
    tables = parse(data, odd)
    progress(len(data) // 2, len(data))
    aside = Aside(odd)
    projects = exported(tables, aside)
    together = _plan(tables, projects, frozenset(), aside)
    progress(len(data), len(data))
    if len(projects) == 1:
        return (together,)
    apart = (
        _plan(tables, {uid: row}, frozenset(projects.keys() - {uid}), Aside(odd))
        for uid, row in projects.items()
    )
    return (together, *apart)


def _plan(tables: Tables, projects: dict[str, Row], others: frozenset[str], aside: Aside) -> PlanFile:
    reading = _Reading(
        tables,
        projects,
        others,
        Fields(tables),
        read_costs(tables, aside),
        read_notes(tables, "TASKMEMO", "task_id", "task_memo"),
        aside,
    )
    tasks = _outline(reading)
    resources = read_resources(tables, reading.fields, aside)
    plan = PlanFile(
        form="xer",
        project=header(tables, projects, tasks),
        tasks=tasks,
        links=tuple(_links(reading, tasks)),
        calendars=tuple(tables.each("CALENDAR", read_calendar)),
        resources=resources,
        assignments=_assignments(reading, resources),
        fields=tuple(reading.fields.used.values()),
    )
    return settle(plan, aside)


def _assignments(reading: _Reading, resources: tuple[PlanResource, ...]) -> tuple[PlanAssignment, ...]:
    found = read_assignments(reading.tables, resources)
    if not reading.others:
        return found
    elsewhere = {
        row.get("task_id") for row in reading.tables.rows("TASK") if row.get("proj_id") in reading.others
    }
    return tuple(one for one in found if one.task not in elsewhere)


def _for(row: Row, column: str) -> Minutes | None:
    return values.hours(row[column]) if column in row else None


def _outline(reading: _Reading) -> tuple[PlanTask, ...]:
    """WBS nodes and activities in the order of the outline: of each node first its activities, then the nodes below."""
    mine = reading.projects
    nodes: dict[str, list[tuple[float, PlanTask]]] = defaultdict(list)
    notes = read_notes(reading.tables, "WBSMEMO", "wbs_id", "wbs_memo")
    known = {
        row["wbs_id"]
        for row in reading.tables.rows("PROJWBS")
        if row.get("proj_id") in mine and "wbs_id" in row and not is_made(mine, row)
    }

    def read_node(row: Row) -> None:
        uid = row.get("wbs_id", "")
        if uid in known:
            above = row.get("parent_wbs_id", "")
            parent = above if above in known and row.get("proj_node_flag") != "Y" else ""
            node = PlanTask(
                uid=f"W{uid}",
                name=values.clean(row.get("wbs_name")),
                guid=row.get("guid", ""),
                code=values.clean(row.get("wbs_short_name")),
                wbs=values.clean(row.get("wbs_short_name")),
                parent=f"W{parent}" if parent else None,
                summary=True,
                notes=notes.get(uid, ""),
                values=reading.fields.of("PROJWBS", uid),
            )
            nodes[parent].append((values.number(row.get("seq_num", "0")), node))

    activities: dict[str, list[PlanTask]] = defaultdict(list)

    def read_activity(row: Row) -> None:
        if row.get("proj_id") in mine:
            node = row.get("wbs_id", "") if row.get("wbs_id") in known else ""
            activities[node].append(_activity(reading, row, f"W{node}" if node else None))

    for _done in reading.tables.each("PROJWBS", read_node):
        pass
    for _done in reading.tables.each("TASK", read_activity):
        pass
    return _spanned(list(_walk(nodes, activities)))


def _walk(
    nodes: dict[str, list[tuple[float, PlanTask]]], activities: dict[str, list[PlanTask]]
) -> Iterator[PlanTask]:
    for beneath in nodes.values():
        beneath.sort(key=lambda one: one[0])
    waiting = [node for _place, node in reversed(nodes.pop("", []))]
    yield from activities.get("", [])
    while waiting:
        node = waiting.pop()
        yield node
        yield from sorted(activities.get(node.uid[1:], []), key=lambda task: task.code)
        waiting += [below for _place, below in reversed(nodes.pop(node.uid[1:], []))]


def _spanned(tasks: list[PlanTask]) -> tuple[PlanTask, ...]:
    """Summaries from the first start to the last finish of what is under them: Primavera does not write it."""
    spans: dict[str | None, tuple[list[Instant], list[Instant]]] = defaultdict(lambda: ([], []))
    for place in range(len(tasks) - 1, -1, -1):
        task = tasks[place]
        if task.summary:
            starts, finishes = spans[task.uid]
            task = replace(task, start=min(starts, default=None), finish=max(finishes, default=None))
            tasks[place] = task
        if task.start is not None:
            spans[task.parent][0].append(task.start)
        if task.finish is not None:
            spans[task.parent][1].append(task.finish)
    return tuple(tasks)


def _activity(reading: _Reading, row: Row, parent: str | None) -> PlanTask:
    uid, kind, done = (
        row.get("task_id", ""),
        row.get("task_type", ""),
        row.get("status_code") == "TK_Complete",
    )
    _count_left_out(reading.aside, row)
    duration, remaining = _for(row, "target_drtn_hr_cnt"), _for(row, "remain_drtn_hr_cnt")
    started, project = "act_start_date" in row, reading.projects[row["proj_id"]]
    costs = reading.costs.get(uid)
    first, first_at = _constraint(row, "cstr_type", "cstr_date")
    second, second_at = _constraint(row, "cstr_type2", "cstr_date2")
    return PlanTask(
        uid=uid,
        name=values.clean(row.get("task_name")),
        guid=row.get("guid", ""),
        code=values.clean(row.get("task_code")),
        parent=parent,
        milestone=kind in MILESTONES,
        duration=duration if started or remaining is None else remaining,
        start=at(row, "act_start_date", "restart_date", "early_start_date", "target_start_date"),
        finish=at(row, "act_end_date", "reend_date", "early_end_date", "target_end_date"),
        actual_start=at(row, "act_start_date"),
        actual_finish=at(row, "act_end_date"),
        percent=100.0 if done else _percent(row, duration, remaining),
        remaining=0 if done else remaining,
        constraint=first or Constraint.ASAP,
        constraint_at=first_at,
        second_constraint=second,
        second_constraint_at=second_at,
        priority=PRIORITIES.get(row.get("priority_type", ""), 500),
        calendar=row.get("clndr_id"),
        cost=costs.whole if costs else None,
        fixed_cost=costs.expenses if costs and costs.expenses else None,
        actual_cost=costs.spent if costs else None,
        work=_work(row, "act_work_qty", "remain_work_qty"),
        critical=None if done else _critical(project, row),
        notes=reading.notes.get(uid, ""),
        baselines=_planned(project, row, duration, costs),
        values=reading.fields.of("TASK", uid),
    )


def _count_left_out(aside: Aside, row: Row) -> None:
    aside[_EFFORT] += row.get("task_type") in {"TT_LOE", "TT_WBS"}
    aside[_MANDATORY] += row.get("cstr_type") in {"CS_MANDSTART", "CS_MANDFIN"}
    aside[_EXPECTED] += "expect_end_date" in row
    aside[_SUSPENDED] += "suspend_date" in row


def _constraint(row: Row, kind: str, date: str) -> tuple[Constraint | None, Instant | None]:
    constraint = CONSTRAINTS.get(row.get(kind, ""))
    if constraint is Constraint.ALAP:
        return constraint, None
    when = at(row, date)
    return (constraint, when) if constraint and when is not None else (None, None)


def _percent(row: Row, duration: Minutes | None, remaining: Minutes | None) -> float:
    match row.get("complete_pct_type"):
        case "CP_Phys":
            return min(max(values.number(row.get("phys_complete_pct", "0")), 0.0), 100.0)
        case "CP_Units":
            done = _work(row, "act_work_qty", "act_equip_qty") or 0
            left = _work(row, "remain_work_qty", "remain_equip_qty") or 0
            return 100 * done / (done + left) if done > 0 and left >= 0 else 0.0
        case _:
            if not duration or remaining is None or "act_start_date" not in row:
                return 0.0
            return min(max(100 * (duration - remaining) / duration, 0.0), 100.0)


def _work(row: Row, *columns: str) -> Minutes | None:
    known = [values.hours(row[column]) for column in columns if column in row]
    return sum(known) if known else None


def _critical(project: Row, row: Row) -> bool | None:
    if project.get("critical_path_type") == "CT_DrivPath":
        return row.get("driving_path_flag") == "Y"
    if "total_float_hr_cnt" not in row:
        late, early = at(row, "late_end_date"), at(row, "reend_date", "early_end_date")
        return None if late is None or early is None else late <= early
    return values.number(row["total_float_hr_cnt"]) <= values.number(project.get("critical_drtn_hr_cnt", "0"))


def _planned(project: Row, row: Row, duration: Minutes | None, costs: Costs | None) -> dict[int, Baseline]:
    """The planned dates, which Primavera compares with where no other project was made the baseline."""
    start, finish = at(row, "target_start_date"), at(row, "target_end_date")
    if "sum_base_proj_id" in project or (start is None and finish is None):
        return {}
    return {
        0: Baseline(
            start=start,
            finish=finish,
            duration=duration,
            cost=costs.planned if costs else None,
            work=_for(row, "target_work_qty"),
        )
    }


def _links(reading: _Reading, tasks: tuple[PlanTask, ...]) -> Iterator[PlanLink]:
    counted = {
        row.get("proj_id"): row.get("sched_calendar_on_relationship_lag")
        for row in reading.tables.rows("SCHEDOPTIONS")
    }
    calendars = {task.uid: task.calendar for task in tasks}

    def read(row: Row) -> PlanLink | None:
        ends = (row.get("proj_id", row.get("pred_proj_id")), row.get("pred_proj_id"))
        if not reading.others.isdisjoint(ends):
            reading.aside[_ACROSS] += any(end in reading.projects for end in ends)
            return None
        if ends[0] not in reading.projects:
            return None
        before, after = row.get("pred_task_id", ""), row.get("task_id", "")
        lag, how = values.hours(row.get("lag_hr_cnt", "0")), counted.get(row.get("proj_id"))
        elsewhere = how == "rcal_ProjDefault" or calendars.get(before) != calendars.get(after)
        reading.aside[_LAG_CALENDAR] += (
            lag != 0 and elsewhere and how in {"rcal_Predecessor", "rcal_ProjDefault"}
        )
        return PlanLink(
            predecessor=before,
            successor=after,
            kind=LINKS.get(row.get("pred_type", ""), LinkKind.FS),
            lag=lag,
            lag_kind=LagKind.ELAPSED if how == "rcal_24Hour" else LagKind.WORKING,
        )

    return (link for link in reading.tables.each("TASKPRED", read) if link)
