# SPDX-License-Identifier: Apache-2.0
"""The tables of resources, of what they work on, and of what else tasks cost."""

from collections import defaultdict
from decimal import Decimal
from html import escape

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans.numbering import numbered
from portfolio_desktop.exchange.plans.plan_file import PlanAssignment, ResourceKind
from portfolio_desktop.exchange.plans.xer.written_tables import PROJECT, Table, Writing, at, guid_cell, hours

_SUMMARY_PROMISES = N_("Baseline costs of summaries (Primavera adds up what lies under them): {count}")
_ONCE = N_("Costs of resources for each use: {count}")
_GROUPS = N_("Groups or teams of resources: {count}")
_SUMMARY_WORK = N_("Assignments to summaries (Primavera assigns to activities only): {count}")


def resources(writing: Writing) -> tuple[Table, ...]:
    units = {
        name: number
        for number, name in enumerate(dict.fromkeys(one.unit for one in writing.plan.resources), 1)
    }
    measures = Table("UMEASURE", ("unit_id", "seq_num", "unit_abbrev", "unit_name"))
    for name, number in units.items():
        if name:
            measures.add(unit_id=number, seq_num=number, unit_abbrev=name[:12], unit_name=name)
    people = Table(
        "RSRC",
        ("rsrc_id", "clndr_id", "guid", "rsrc_name", "rsrc_short_name", "rsrc_type", "unit_id", "rsrc_notes"),
    )
    rates = Table("RSRCRATE", ("rsrc_rate_id", "rsrc_id", "max_qty_per_hr", "cost_per_qty", "start_date"))
    for resource in writing.plan.resources:
        writing.aside[_ONCE] += bool(resource.cost_per_use)
        writing.aside[_GROUPS] += bool(resource.group)
        number = writing.resources[resource.uid]
        people.add(
            rsrc_id=number,
            clndr_id=writing.calendars.get(resource.calendar or ""),
            guid=guid_cell(resource.guid),
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


def assignments(writing: Writing) -> Table:
    columns = (
        *("taskrsrc_id", "task_id", "proj_id", "rsrc_id", "remain_qty", "target_qty_per_hr", "act_reg_qty"),
        *("remain_cost", "act_reg_cost", "target_start_date", "target_end_date"),
    )
    table = Table("TASKRSRC", columns)
    summaries = {task.uid for task in writing.plan.tasks if task.summary}
    numbers = numbered((one.uid for one in writing.plan.assignments), least=0)
    for one in writing.plan.assignments:
        writing.aside[_SUMMARY_WORK] += one.task in summaries
        if one.task not in summaries:
            table.add(**_assignment(writing, one, numbers[one.uid]))
    return table


def _assignment(writing: Writing, one: PlanAssignment, number: int) -> dict[str, object]:
    done, cost, spent = one.actual_work or 0, one.cost, one.actual_cost
    material = one.resource in writing.materials
    return {
        "taskrsrc_id": number,
        "task_id": writing.numbers[one.task],
        "proj_id": PROJECT,
        "rsrc_id": None if one.resource is None else writing.resources[one.resource],
        "remain_qty": f"{one.units:.12g}"
        if material
        else hours(None if one.work is None else one.work - done),
        "target_qty_per_hr": None if material else f"{one.units:.12g}",
        "act_reg_qty": hours(one.actual_work),
        "remain_cost": None if cost is None else f"{cost - (spent or 0):f}",
        "act_reg_cost": None if spent is None else f"{spent:f}",
        "target_start_date": at(one.start),
        "target_end_date": at(one.finish),
    }


def expenses(writing: Writing) -> Table:
    """What activities cost beside their people, and what their baseline promised: an expense of each says both."""
    columns = ("cost_item_id", "proj_id", "task_id", "cost_name", "act_cost", "remain_cost", "target_cost")
    table = Table("PROJCOST", columns)
    by_people: defaultdict[str, Decimal] = defaultdict(Decimal)
    spent_by_people: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in writing.plan.assignments:
        by_people[one.task] += one.cost or 0
        spent_by_people[one.task] += one.actual_cost or 0
    for task in writing.plan.tasks:
        promised = task.baselines[0].cost if 0 in task.baselines else None
        if task.summary:
            writing.aside[_SUMMARY_PROMISES] += promised is not None
            continue
        cost = task.fixed_cost if task.cost is None else task.cost - by_people[task.uid]
        spent = (task.actual_cost or 0) - spent_by_people[task.uid]
        if not (cost or spent or promised):
            continue
        number = writing.numbers[task.uid]
        table.add(
            cost_item_id=number,
            proj_id=PROJECT,
            task_id=number,
            cost_name=task.name,
            act_cost=_amount(spent or None),
            remain_cost=None if cost is None else _amount(cost - spent),
            target_cost=_amount(promised),
        )
    return table


def _amount(amount: Decimal | int | None) -> str | None:
    return None if amount is None else f"{amount:f}"
