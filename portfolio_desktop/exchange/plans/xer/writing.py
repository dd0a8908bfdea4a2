# SPDX-License-Identifier: Apache-2.0
"""From a `PlanFile` to an XER file that Primavera imports: summaries become nodes of the work breakdown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.numbering import numbered
from portfolio_desktop.exchange.plans.plan_file import (
    CustomField,
    FieldKind,
    FieldValue,
    LeftOut,
    PlanAssignment,
    PlanFile,
    PlanTask,
    ResourceKind,
    Written,
)
from portfolio_desktop.exchange.plans.settling import Aside
from portfolio_desktop.exchange.plans.xer.reading import CONSTRAINTS, LINKS, PRIORITIES
from portfolio_desktop.exchange.plans.xer.written_calendars import calendar_cells

_PROJECT = "1"
_CONSTRAINT_WORDS = {constraint: word for word, constraint in CONSTRAINTS.items() if "MAND" not in word}
_LINK_WORDS = {kind: word for word, kind in LINKS.items()}
_KINDS = {
    FieldKind.TEXT: "FT_TEXT",
    FieldKind.NUMBER: "FT_FLOAT",
    FieldKind.COST: "FT_MONEY",
    FieldKind.FLAG: "FT_TEXT",
    FieldKind.DATE: "FT_START_DATE",
    FieldKind.DURATION: "FT_FLOAT",
}

_SUMMARY_LINKS = N_("Links from or to summaries (Primavera links activities only): {count}")
_SUMMARY_WORK = N_("Assignments to summaries (Primavera assigns to activities only): {count}")
_BASELINES = N_("Baselines of tasks but the first (Primavera keeps them as projects of their own): {count}")
_DEADLINES = N_("Deadlines of tasks whose both constraints are taken: {count}")
_ELAPSED_LAGS = N_("Lags in elapsed time, now as much working time: {count}")
_SHARES = N_("Lags in percent of a duration, now fixed: {count}")
_ELAPSED = N_("Tasks that last by the clock, now as long in working time: {count}")
_MANUAL = N_("Tasks with dates set by hand, which follow their links now: {count}")
_LINKS_OUT = N_("Hyperlinks of tasks: {count}")


@dataclass(slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, **cells: object) -> None:
        """A row; what is not given stays blank."""
        self.rows.append([_cell(cells.get(column)) for column in self.columns])

    def lines(self) -> list[str]:
        rows = ["\t".join(["%R", *row]) for row in self.rows]
        return [f"%T\t{self.name}", "\t".join(["%F", *self.columns]), *rows] if rows else []


def _cell(value: object) -> str:
    if value is None:
        return ""
    return values.clean(str(value)).replace("\t", " ").replace("\r", "").replace("\n", "\x7f\x7f")


@dataclass(slots=True)
class _Writing:
    """The plan, the numbers of its parts, and what was left out."""

    plan: PlanFile
    numbers: dict[str, int]
    calendars: dict[str, int]
    resources: dict[str, int]
    aside: Aside = field(default_factory=Aside)

    @property
    def materials(self) -> set[str]:
        return {one.uid for one in self.plan.resources if one.kind is not ResourceKind.WORK}

    def node(self, task: PlanTask) -> int:
        """The number of the node that a task stands in."""
        return self.top if task.parent is None else self.numbers[task.parent]

    @property
    def top(self) -> int:
        """The first node: the only summary that everything is under, or one that is made."""
        roots = [task for task in self.plan.tasks if task.parent is None]
        if len(roots) == 1 and roots[0].summary:
            return self.numbers[roots[0].uid]
        return max(self.numbers.values(), default=0) + 1


def write_xer(plan: PlanFile) -> Written:
    """The plan as a file that Primavera imports, and what it cannot hold."""
    identities = [task.uid for task in plan.tasks]
    plain = {
        uid: uid.removeprefix("W") if task.summary else uid
        for uid, task in zip(identities, plan.tasks, strict=True)
    }
    unique = len(set(plain.values())) == len(identities)
    given = numbered(plain.values() if unique else identities)
    writing = _Writing(
        plan,
        {uid: given[plain[uid] if unique else uid] for uid in identities},
        numbered(calendar.uid for calendar in plan.calendars),
        numbered(resource.uid for resource in plan.resources),
    )
    tables = (
        _project(writing),
        _calendars(writing),
        _nodes(writing),
        *_resources(writing),
        _activities(writing),
        _links(writing),
        _assignments(writing),
        _expenses(writing),
        *_notes(writing),
        *_fields(writing),
    )
    project = plan.project
    header = ["ERMHDR", "19.12", values.iso(project.saved)[:10] if project.saved is not None else ""]
    header += ["Project", "", _cell(project.author), "", "Project Management", _cell(project.currency)]
    lines = ["\t".join(header), *(line for table in tables for line in table.lines()), "%E", ""]
    return Written(
        data="\r\n".join(lines).encode("utf-8"),
        left_out=tuple(LeftOut(message=one, count=count) for one, count in writing.aside.items() if count),
    )


def _at(at: int | None) -> str | None:
    """`2026-04-01 08:00`."""
    return None if at is None else values.iso(at)[:16].replace("T", " ")


def _hours(minutes: int | None) -> str | None:
    return None if minutes is None else repr(round(minutes / 60, 6)).removesuffix(".0")


def _project(writing: _Writing) -> _Table:
    project = writing.plan.project
    columns = (
        "proj_id",
        "proj_short_name",
        "clndr_id",
        "last_recalc_date",
        "plan_start_date",
        "plan_end_date",
    )
    table = _Table("PROJECT", (*columns, "scd_end_date", "last_schedule_date", "export_flag", "project_flag"))
    table.add(
        proj_id=_PROJECT,
        proj_short_name=project.uid or project.title[:40],
        clndr_id=writing.calendars.get(project.calendar or ""),
        last_recalc_date=_at(project.status_date),
        plan_start_date=_at(project.start),
        plan_end_date=_at(project.must_finish),
        scd_end_date=_at(project.finish),
        last_schedule_date=_at(project.saved),
        export_flag="Y",
        project_flag="Y",
    )
    return table


def _calendars(writing: _Writing) -> _Table:
    columns = ("clndr_id", "default_flag", "clndr_name", "proj_id", "base_clndr_id", "clndr_type")
    table = _Table("CALENDAR", (*columns, "day_hr_cnt", "week_hr_cnt", "clndr_data"))
    project = writing.plan.project
    known = {calendar.uid: calendar for calendar in writing.plan.calendars}
    for calendar in writing.plan.calendars:
        main = calendar.uid == project.calendar
        table.add(
            clndr_id=writing.calendars[calendar.uid],
            default_flag="Y" if main else "N",
            clndr_name=calendar.name,
            clndr_type="CA_Base",
            day_hr_cnt=_hours(project.minutes_per_day),
            week_hr_cnt=_hours(project.minutes_per_week),
            clndr_data=calendar_cells(calendar, known),
        )
    return table


def _nodes(writing: _Writing) -> _Table:
    columns = ("wbs_id", "proj_id", "seq_num", "proj_node_flag", "wbs_short_name", "wbs_name")
    table = _Table("PROJWBS", (*columns, "parent_wbs_id", "guid"))
    top, project = writing.top, writing.plan.project
    if top not in writing.numbers.values():
        title = project.title or project.uid or "1"
        table.add(
            wbs_id=top,
            proj_id=_PROJECT,
            seq_num=0,
            proj_node_flag="Y",
            wbs_short_name=title[:40],
            wbs_name=title,
        )
    for place, task in enumerate(writing.plan.tasks):
        if task.summary:
            number = writing.numbers[task.uid]
            table.add(
                wbs_id=number,
                proj_id=_PROJECT,
                seq_num=place,
                proj_node_flag="Y" if number == top else "N",
                wbs_short_name=task.code or task.wbs or str(place + 1),
                wbs_name=task.name,
                parent_wbs_id=None if number == top else writing.node(task),
                guid=task.guid,
            )
    return table


def _activities(writing: _Writing) -> _Table:
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
    table = _Table("TASK", columns)
    for place, task in enumerate(writing.plan.tasks, 1):
        if not task.summary:
            table.add(**_activity(writing, task, place))
    return table


def _activity(writing: _Writing, task: PlanTask, place: int) -> dict[str, object]:
    aside = writing.aside
    aside[_ELAPSED] += task.elapsed
    aside[_MANUAL] += task.manual
    aside[_LINKS_OUT] += bool(task.hyperlink)
    aside[_BASELINES] += sum(number != 0 for number in task.baselines)
    done = task.actual_finish is not None
    begun = done or task.actual_start is not None
    left = 0 if done else task.remaining if begun and task.remaining is not None else task.duration
    promised = task.baselines.get(0)
    second, second_at = _second(task, aside)
    priority = min(PRIORITIES, key=lambda word: abs(PRIORITIES[word] - task.priority))
    return {
        "task_id": writing.numbers[task.uid],
        "proj_id": _PROJECT,
        "wbs_id": writing.node(task),
        "clndr_id": writing.calendars.get(task.calendar or writing.plan.project.calendar or ""),
        "phys_complete_pct": f"{task.percent or 0:.12g}",
        "complete_pct_type": "CP_Phys",
        "task_type": "TT_Task" if not task.milestone else "TT_Mile",
        "duration_type": "DT_FixedDUR2",
        "status_code": "TK_Complete" if done else "TK_Active" if begun else "TK_NotStart",
        "task_code": task.code or f"A{place * 10:05}",
        "task_name": task.name,
        "remain_drtn_hr_cnt": _hours(left),
        "target_drtn_hr_cnt": _hours(task.duration),
        "remain_work_qty": _hours(task.work),
        "target_work_qty": _hours(promised.work if promised else None),
        "cstr_date": _at(task.constraint_at),
        "cstr_type": _CONSTRAINT_WORDS.get(task.constraint),
        "cstr_date2": _at(second_at),
        "cstr_type2": _CONSTRAINT_WORDS.get(second) if second else None,
        "act_start_date": _at(task.actual_start),
        "act_end_date": _at(task.actual_finish),
        "early_start_date": _at(task.start),
        "early_end_date": _at(task.finish),
        "restart_date": None if done else _at(task.start),
        "reend_date": None if done else _at(task.finish),
        "target_start_date": _at(promised.start if promised else None),
        "target_end_date": _at(promised.finish if promised else None),
        "priority_type": priority,
        "guid": task.guid,
    }


def _second(task: PlanTask, aside: Aside) -> tuple[Constraint | None, int | None]:
    """A deadline is asked for by the second constraint, where that is free."""
    if task.second_constraint is None and task.deadline is not None:
        return Constraint.FINISH_NO_LATER, task.deadline
    aside[_DEADLINES] += task.deadline is not None
    return task.second_constraint, task.second_constraint_at


def _links(writing: _Writing) -> _Table:
    columns = (
        "task_pred_id",
        "task_id",
        "pred_task_id",
        "proj_id",
        "pred_proj_id",
        "pred_type",
        "lag_hr_cnt",
    )
    table = _Table("TASKPRED", columns)
    tasks = {task.uid: task for task in writing.plan.tasks}
    for number, link in enumerate(writing.plan.links, 1):
        before = tasks[link.predecessor]
        if before.summary or tasks[link.successor].summary:
            writing.aside[_SUMMARY_LINKS] += 1
            continue
        share = link.lag_kind is LagKind.PERCENT
        writing.aside[_SHARES] += share
        writing.aside[_ELAPSED_LAGS] += link.lag_kind is LagKind.ELAPSED and link.lag != 0
        lag = round((before.duration or 0) * link.lag / 100) if share else link.lag
        table.add(
            task_pred_id=number,
            task_id=writing.numbers[link.successor],
            pred_task_id=writing.numbers[link.predecessor],
            proj_id=_PROJECT,
            pred_proj_id=_PROJECT,
            pred_type=_LINK_WORDS[link.kind],
            lag_hr_cnt=_hours(lag),
        )
    return table


def _resources(writing: _Writing) -> tuple[_Table, ...]:
    units = {
        name: number
        for number, name in enumerate(dict.fromkeys(one.unit for one in writing.plan.resources), 1)
    }
    measures = _Table("UMEASURE", ("unit_id", "seq_num", "unit_abbrev", "unit_name"))
    for name, number in units.items():
        if name:
            measures.add(unit_id=number, seq_num=number, unit_abbrev=name[:12], unit_name=name)
    people = _Table(
        "RSRC",
        ("rsrc_id", "clndr_id", "guid", "rsrc_name", "rsrc_short_name", "rsrc_type", "unit_id", "rsrc_notes"),
    )
    rates = _Table("RSRCRATE", ("rsrc_rate_id", "rsrc_id", "max_qty_per_hr", "cost_per_qty", "start_date"))
    for resource in writing.plan.resources:
        number = writing.resources[resource.uid]
        people.add(
            rsrc_id=number,
            clndr_id=writing.calendars.get(resource.calendar or ""),
            guid=resource.guid,
            rsrc_name=resource.name,
            rsrc_short_name=resource.code or resource.name[:20],
            rsrc_type="RT_Labor" if resource.kind is ResourceKind.WORK else "RT_Mat",
            unit_id=units[resource.unit] if resource.unit else None,
            rsrc_notes=escape(resource.notes, quote=False),
        )
        rates.add(
            rsrc_rate_id=number,
            rsrc_id=number,
            max_qty_per_hr=f"{resource.max_units:.12g}",
            cost_per_qty=None if resource.rate is None else f"{resource.rate:f}",
            start_date="2000-01-01 00:00",
        )
    return measures, people, rates


def _assignments(writing: _Writing) -> _Table:
    columns = (
        *("taskrsrc_id", "task_id", "proj_id", "rsrc_id", "remain_qty", "target_qty_per_hr", "act_reg_qty"),
        *("remain_cost", "act_reg_cost", "target_start_date", "target_end_date"),
    )
    table = _Table("TASKRSRC", columns)
    summaries = {task.uid for task in writing.plan.tasks if task.summary}
    numbers = numbered((one.uid for one in writing.plan.assignments), least=0)
    for one in writing.plan.assignments:
        writing.aside[_SUMMARY_WORK] += one.task in summaries
        if one.task not in summaries:
            table.add(**_assignment(writing, one, numbers[one.uid]))
    return table


def _assignment(writing: _Writing, one: PlanAssignment, number: int) -> dict[str, object]:
    done, cost, spent = one.actual_work or 0, one.cost, one.actual_cost
    material = one.resource in writing.materials
    return {
        "taskrsrc_id": number,
        "task_id": writing.numbers[one.task],
        "proj_id": _PROJECT,
        "rsrc_id": None if one.resource is None else writing.resources[one.resource],
        "remain_qty": f"{one.units:.12g}"
        if material
        else _hours(None if one.work is None else one.work - done),
        "target_qty_per_hr": None if material else f"{one.units:.12g}",
        "act_reg_qty": _hours(one.actual_work),
        "remain_cost": None if cost is None else f"{cost - (spent or 0):f}",
        "act_reg_cost": None if spent is None else f"{spent:f}",
        "target_start_date": _at(one.start),
        "target_end_date": _at(one.finish),
    }


def _expenses(writing: _Writing) -> _Table:
    columns = ("cost_item_id", "proj_id", "task_id", "cost_name", "act_cost", "remain_cost")
    table = _Table("PROJCOST", columns)
    for task in writing.plan.tasks:
        if task.fixed_cost and not task.summary:
            number = writing.numbers[task.uid]
            table.add(
                cost_item_id=number,
                proj_id=_PROJECT,
                task_id=number,
                cost_name=task.name,
                act_cost=0,
                remain_cost=f"{task.fixed_cost:f}",
            )
    return table


def _notes(writing: _Writing) -> tuple[_Table, ...]:
    of_tasks = _Table("TASKMEMO", ("memo_id", "task_id", "memo_type_id", "proj_id", "task_memo"))
    of_nodes = _Table("WBSMEMO", ("wbs_memo_id", "proj_id", "wbs_id", "memo_type_id", "wbs_memo"))
    for number, task in enumerate(writing.plan.tasks, 1):
        words = escape(task.notes, quote=False)
        if words and task.summary:
            of_nodes.add(
                wbs_memo_id=number, proj_id=_PROJECT, wbs_id=writing.numbers[task.uid], wbs_memo=words
            )
        elif words:
            of_tasks.add(memo_id=number, task_id=writing.numbers[task.uid], proj_id=_PROJECT, task_memo=words)
    return of_tasks, of_nodes


def _fields(writing: _Writing) -> tuple[_Table, _Table]:
    """Custom fields of tasks and of resources as user-defined fields; a definition belongs to one kind of record."""
    types = _Table("UDFTYPE", ("udf_type_id", "table_name", "udf_type_label", "logical_data_type"))
    cells = _Table("UDFVALUE", ("udf_type_id", "fk_id", "proj_id", "udf_date", "udf_number", "udf_text"))
    held: list[tuple[str, int, Mapping[str, FieldValue]]] = [
        ("PROJWBS" if task.summary else "TASK", writing.numbers[task.uid], task.values)
        for task in writing.plan.tasks
    ]
    held += [("RSRC", writing.resources[one.uid], one.values) for one in writing.plan.resources]
    kinds = {custom.name: custom for custom in writing.plan.fields}
    numbers: dict[tuple[str, str], int] = {}
    for table, owner, mapping in held:
        for name, value in mapping.items():
            if name not in kinds:
                continue
            key = table, name
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                types.add(
                    udf_type_id=numbers[key],
                    table_name=table,
                    udf_type_label=name,
                    logical_data_type=_KINDS[kinds[name].kind],
                )
            cells.add(udf_type_id=numbers[key], fk_id=owner, proj_id=_PROJECT, **_value(kinds[name], value))
    return types, cells


def _value(custom: CustomField, value: FieldValue) -> dict[str, object]:
    match custom.kind:
        case FieldKind.DATE:
            return {"udf_date": _at(int(value))}
        case FieldKind.NUMBER | FieldKind.COST:
            return {"udf_number": repr(float(value))}
        case FieldKind.DURATION:
            return {"udf_number": _hours(int(value))}
        case FieldKind.FLAG:
            return {"udf_text": "Y" if value else "N"}
        case _:
            return {"udf_text": str(value)}
