# SPDX-License-Identifier: Apache-2.0
"""From a `PlanFile` to an XER file that Primavera imports: summaries become nodes of the work breakdown."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.numbering import numbered
from portfolio_desktop.exchange.plans.plan_file import (
    LeftOut,
    PlanFile,
    PlanTask,
    Written,
)
from portfolio_desktop.exchange.plans.settling import Aside
from portfolio_desktop.exchange.plans.xer.projects import made_for
from portfolio_desktop.exchange.plans.xer.reading import CONSTRAINTS, LINKS, PRIORITIES
from portfolio_desktop.exchange.plans.xer.written_calendars import calendar_cells
from portfolio_desktop.exchange.plans.xer.written_fields import fields, notes
from portfolio_desktop.exchange.plans.xer.written_people import assignments, expenses, resources
from portfolio_desktop.exchange.plans.xer.written_tables import (
    PROJECT,
    Table,
    Writing,
    at,
    cell,
    guid_cell,
    hours,
)

_CONSTRAINT_WORDS = {constraint: word for word, constraint in CONSTRAINTS.items() if "MAND" not in word}
_LINK_WORDS = {kind: word for word, kind in LINKS.items()}
_SUMMARY_LINKS = N_("Links from or to summaries (Primavera links activities only): {count}")
_BASELINES = N_("Baselines of tasks but the first (Primavera keeps them as projects of their own): {count}")
_DEADLINES = N_("Deadlines, now constraints to finish no later where there is room for one: {count}")
_ELAPSED_LAGS = N_("Lags in elapsed time, now as much working time: {count}")
_SHARES = N_("Lags in percent of a duration, now fixed: {count}")
_ELAPSED = N_("Tasks that last by the clock, now as long in working time: {count}")
_MANUAL = N_("Tasks with dates set by hand, which follow their links now: {count}")
_LINKS_OUT = N_("Hyperlinks of tasks: {count}")
_INACTIVE = N_("Inactive or dropped tasks, which count again in Primavera: {count}")
_CONDITIONS = N_("Conditions and deadlines of summaries (Primavera has them for activities only): {count}")
_NO_ROOM = N_("Deadlines of tasks that have two constraints already: {count}")
_PEOPLE = N_("Manager and company of the project: {count}")
_BACKWARDS = N_("Projects scheduled backwards from their finish, now forwards: {count}")


def write_xer(plan: PlanFile) -> Written:
    """The plan as a file that Primavera imports, and what it cannot hold."""
    identities = [task.uid for task in plan.tasks]
    plain = {
        uid: uid.removeprefix("W") if task.summary else uid
        for uid, task in zip(identities, plan.tasks, strict=True)
    }
    unique = len(set(plain.values())) == len(identities)
    given = numbered(plain.values() if unique else identities)
    writing = Writing(
        plan,
        {uid: given[plain[uid] if unique else uid] for uid in identities},
        numbered(calendar.uid for calendar in plan.calendars),
        numbered(resource.uid for resource in plan.resources),
    )
    tables = (
        _project(writing),
        _calendars(writing),
        _nodes(writing),
        *resources(writing),
        _activities(writing),
        *_links(writing),
        assignments(writing),
        expenses(writing),
        *notes(writing),
        *fields(writing),
    )
    project = plan.project
    header = ["ERMHDR", "19.12", values.iso(project.saved)[:10] if project.saved is not None else ""]
    header += ["Project", "", cell(project.author), "", "Project Management", cell(project.currency)]
    lines = ["\t".join(header), *(line for table in tables for line in table.lines()), "%E", ""]
    return Written(
        data="\r\n".join(lines).encode("utf-8"),
        left_out=tuple(LeftOut(message=one, count=count) for one, count in writing.aside.items() if count),
    )


def _project(writing: Writing) -> Table:
    project = writing.plan.project
    writing.aside[_PEOPLE] += bool(project.manager) + bool(project.company)
    writing.aside[_BACKWARDS] += project.from_finish
    columns = (
        "proj_id",
        "proj_short_name",
        "clndr_id",
        "last_recalc_date",
        "plan_start_date",
        "plan_end_date",
    )
    table = Table("PROJECT", (*columns, "scd_end_date", "last_schedule_date", "export_flag", "project_flag"))
    table.add(
        proj_id=PROJECT,
        proj_short_name=writing.name,
        clndr_id=writing.calendars.get(project.calendar or ""),
        last_recalc_date=at(project.status_date),
        plan_start_date=at(project.start),
        plan_end_date=at(project.must_finish),
        scd_end_date=at(project.finish),
        last_schedule_date=at(project.saved),
        export_flag="Y",
        project_flag="Y",
    )
    return table


def _calendars(writing: Writing) -> Table:
    columns = ("clndr_id", "default_flag", "clndr_name", "proj_id", "base_clndr_id", "clndr_type")
    table = Table("CALENDAR", (*columns, "day_hr_cnt", "week_hr_cnt", "clndr_data"))
    project = writing.plan.project
    known = {calendar.uid: calendar for calendar in writing.plan.calendars}
    for calendar in writing.plan.calendars:
        main = calendar.uid == project.calendar
        table.add(
            clndr_id=writing.calendars[calendar.uid],
            default_flag="Y" if main else "N",
            clndr_name=calendar.name,
            clndr_type="CA_Base",
            day_hr_cnt=hours(project.minutes_per_day),
            week_hr_cnt=hours(project.minutes_per_week),
            clndr_data=calendar_cells(calendar, known),
        )
    return table


def _nodes(writing: Writing) -> Table:
    columns = ("wbs_id", "proj_id", "seq_num", "proj_node_flag", "wbs_short_name", "wbs_name")
    table = Table("PROJWBS", (*columns, "parent_wbs_id", "guid"))
    top, project = writing.top, writing.plan.project
    if not any(task.summary and writing.numbers[task.uid] == top for task in writing.plan.tasks):
        table.add(
            wbs_id=top,
            proj_id=PROJECT,
            seq_num=0,
            proj_node_flag="Y",
            wbs_short_name=writing.name,
            wbs_name=project.title or writing.name,
            guid=made_for(writing.name),
        )
    for place, task in enumerate(writing.plan.tasks):
        if task.summary:
            number = writing.numbers[task.uid]
            conditions = (task.constraint is not Constraint.ASAP) + (task.deadline is not None)
            writing.aside[_CONDITIONS] += conditions
            table.add(
                wbs_id=number,
                proj_id=PROJECT,
                seq_num=place,
                proj_node_flag="Y" if number == top else "N",
                wbs_short_name=task.code or task.wbs or str(place + 1),
                wbs_name=task.name,
                parent_wbs_id=None if number == top else writing.node(task),
                guid=guid_cell(task.guid),
            )
    return table


def _activities(writing: Writing) -> Table:
    columns = (
        *("task_id", "proj_id", "wbs_id", "clndr_id", "phys_complete_pct", "complete_pct_type", "task_type"),
        *(
            "duration_type",
            "status_code",
            "task_code",
            "task_name",
            "remain_drtn_hr_cnt",
            "target_drtn_hr_cnt",
        ),
        *("remain_work_qty", "target_work_qty", "cstr_date", "cstr_type", "cstr_date2", "cstr_type2"),
        *("act_start_date", "act_end_date", "early_start_date", "early_end_date"),
        *("restart_date", "reend_date", "target_start_date", "target_end_date", "priority_type", "guid"),
    )
    table = Table("TASK", columns)
    for place, task in enumerate(writing.plan.tasks, 1):
        if not task.summary:
            table.add(**_activity(writing, task, place))
    return table


def _activity(writing: Writing, task: PlanTask, place: int) -> dict[str, object]:
    aside = writing.aside
    aside[_ELAPSED] += task.elapsed
    aside[_MANUAL] += task.manual
    aside[_INACTIVE] += not task.active
    aside[_LINKS_OUT] += bool(task.hyperlink)
    aside[_BASELINES] += sum(number != 0 for number in task.baselines)
    done = task.actual_finish is not None
    begun = done or task.actual_start is not None
    left = 0 if done else task.remaining if begun and task.remaining is not None else task.duration
    promised = task.baselines.get(0)
    (first, first_at), (second, second_at) = _constraints(task, aside)
    priority = min(PRIORITIES, key=lambda word: abs(PRIORITIES[word] - task.priority))
    return {
        "task_id": writing.numbers[task.uid],
        "proj_id": PROJECT,
        "wbs_id": writing.node(task),
        "clndr_id": writing.calendars.get(task.calendar or writing.plan.project.calendar or ""),
        "phys_complete_pct": f"{task.percent or 0:.12g}",
        "complete_pct_type": "CP_Phys",
        "task_type": "TT_Task" if not task.milestone else "TT_Mile",
        "duration_type": "DT_FixedDUR2",
        "status_code": "TK_Complete" if done else "TK_Active" if begun else "TK_NotStart",
        "task_code": task.code or f"A{place * 10:05}",
        "task_name": task.name,
        "remain_drtn_hr_cnt": hours(left),
        "target_drtn_hr_cnt": hours(task.duration),
        "remain_work_qty": hours(task.work),
        "target_work_qty": hours(promised.work if promised else None),
        "cstr_date": at(first_at),
        "cstr_type": _CONSTRAINT_WORDS.get(first),
        "cstr_date2": at(second_at),
        "cstr_type2": _CONSTRAINT_WORDS.get(second) if second else None,
        "act_start_date": at(task.actual_start),
        "act_end_date": at(task.actual_finish),
        "early_start_date": at(task.start),
        "early_end_date": at(task.finish),
        "restart_date": None if done else at(task.start),
        "reend_date": None if done else at(task.finish),
        "target_start_date": at(promised.start if promised else None),
        "target_end_date": at(promised.finish if promised else None),
        "priority_type": priority,
        "guid": guid_cell(task.guid),
    }


def _constraints(
    task: PlanTask, aside: Aside
) -> tuple[tuple[Constraint, int | None], tuple[Constraint | None, int | None]]:
    """Both constraints, with their dates. A deadline takes the first place that is free."""
    first, second = (task.constraint, task.constraint_at), (task.second_constraint, task.second_constraint_at)
    if task.deadline is None:
        return first, second
    full = task.constraint is not Constraint.ASAP and task.second_constraint is not None
    aside[_NO_ROOM if full else _DEADLINES] += 1
    if task.constraint is Constraint.ASAP:
        return (Constraint.FINISH_NO_LATER, task.deadline), second
    if task.second_constraint is None:
        return first, (Constraint.FINISH_NO_LATER, task.deadline)
    return first, second


def _links(writing: Writing) -> tuple[Table, Table]:
    """The links, and in which calendar their lags count: by the clock where all do, else that of who waits."""
    columns = (
        "task_pred_id",
        "task_id",
        "pred_task_id",
        "proj_id",
        "pred_proj_id",
        "pred_type",
        "lag_hr_cnt",
    )
    table = Table("TASKPRED", columns)
    lags = {link.lag_kind for link in writing.plan.links if link.lag}
    clock = lags == {LagKind.ELAPSED}
    options = Table("SCHEDOPTIONS", ("schedoptions_id", "proj_id", "sched_calendar_on_relationship_lag"))
    options.add(
        schedoptions_id=1,
        proj_id=PROJECT,
        sched_calendar_on_relationship_lag="rcal_24Hour" if clock else "rcal_Successor",
    )
    tasks = {task.uid: task for task in writing.plan.tasks}
    for number, link in enumerate(writing.plan.links, 1):
        before = tasks[link.predecessor]
        if before.summary or tasks[link.successor].summary:
            writing.aside[_SUMMARY_LINKS] += 1
            continue
        share = link.lag_kind is LagKind.PERCENT
        writing.aside[_SHARES] += share
        writing.aside[_ELAPSED_LAGS] += link.lag_kind is LagKind.ELAPSED and link.lag != 0 and not clock
        lag = round((before.duration or 0) * link.lag / 100) if share else link.lag
        table.add(
            task_pred_id=number,
            task_id=writing.numbers[link.successor],
            pred_task_id=writing.numbers[link.predecessor],
            proj_id=PROJECT,
            pred_proj_id=PROJECT,
            pred_type=_LINK_WORDS[link.kind],
            lag_hr_cnt=hours(lag),
        )
    return table, options
