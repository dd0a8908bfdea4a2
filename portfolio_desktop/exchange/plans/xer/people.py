# SPDX-License-Identifier: Apache-2.0
"""The resources of an XER file, what they cost, and what they work on."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import PlanAssignment, PlanResource, ResourceKind
from portfolio_desktop.exchange.plans.settling import Aside
from portfolio_desktop.exchange.plans.xer.fields import Fields, plain
from portfolio_desktop.exchange.plans.xer.tables import Row, Tables

_RATES = N_("Further rates of resources, from later days on: {count}")
_EXPENSES = N_("Expenses by name; their cost is in that of their tasks: {count}")
_ADDRESSES = N_("E-mail addresses and telephone numbers of people: {count}")

_WORK_COSTS = ("act_reg_cost", "act_ot_cost", "remain_cost", "target_cost")
_KINDS = {"RT_Mat": ResourceKind.MATERIAL}


def read_resources(tables: Tables, fields: Fields, aside: Aside) -> tuple[PlanResource, ...]:
    """All that the file names, people and roles, with the rate that holds first. A role is named "R" and its number."""
    rates = _rates(tables, "RSRCRATE", "rsrc_id", aside)
    role_rates = _rates(tables, "ROLERATE", "role_id", aside)
    units = {row.get("unit_id"): row.get("unit_name", "") for row in tables.rows("UMEASURE")}

    def read(row: Row) -> PlanResource:
        uid = row.get("rsrc_id", "")
        rate = rates.get(uid, row)
        personal = ("email_addr", "office_phone", "other_phone")
        aside[_ADDRESSES] += sum(column in row for column in personal)
        return PlanResource(
            uid=uid,
            name=values.clean(row.get("rsrc_name")),
            guid=row.get("guid", ""),
            code=values.clean(row.get("rsrc_short_name")),
            kind=_KINDS.get(row.get("rsrc_type", ""), ResourceKind.WORK),
            max_units=values.number(rate.get("max_qty_per_hr", "1")),
            rate=values.money(rate["cost_per_qty"]) if "cost_per_qty" in rate else None,
            calendar=row.get("clndr_id"),
            unit=values.clean(units.get(row.get("unit_id"))),
            notes=plain(row.get("rsrc_notes", "")),
            values=fields.of("RSRC", uid),
        )

    def read_role(row: Row) -> PlanResource:
        uid = row.get("role_id", "")
        rate = role_rates.get(uid, {})
        return PlanResource(
            uid=f"R{uid}",
            name=values.clean(row.get("role_name")),
            code=values.clean(row.get("role_short_name")),
            rate=values.money(rate["cost_per_qty"]) if "cost_per_qty" in rate else None,
            notes=plain(row.get("role_descr", "")),
        )

    return (*tables.each("RSRC", read), *tables.each("ROLES", read_role))


def _rates(tables: Tables, table: str, owner: str, aside: Aside) -> dict[str, Row]:
    """The first rate of each; later ones are counted."""
    first: dict[str, Row] = {}
    for row in sorted(tables.rows(table), key=lambda row: row.get("start_date", "")):
        aside[_RATES] += row.get(owner, "") in first
        first.setdefault(row.get(owner, ""), row)
    return first


def read_assignments(tables: Tables, resources: tuple[PlanResource, ...]) -> tuple[PlanAssignment, ...]:
    materials = {one.uid for one in resources if one.kind is ResourceKind.MATERIAL}

    def read(row: Row) -> PlanAssignment:
        material = row.get("rsrc_id") in materials
        return PlanAssignment(
            uid=row.get("taskrsrc_id", ""),
            task=row.get("task_id", ""),
            resource=row.get("rsrc_id") or (f"R{row['role_id']}" if "role_id" in row else None),
            units=(_hours(row, "act_reg_qty", "act_ot_qty", "remain_qty") or 0) / 60
            if material
            else values.number(row.get("target_qty_per_hr", "1")),
            work=None if material else _hours(row, "act_reg_qty", "act_ot_qty", "remain_qty"),
            actual_work=None if material else _hours(row, "act_reg_qty", "act_ot_qty"),
            cost=_amount(row, "act_reg_cost", "act_ot_cost", "remain_cost"),
            actual_cost=_amount(row, "act_reg_cost", "act_ot_cost"),
            start=_first(row, "act_start_date", "rem_late_start_date", "restart_date", "target_start_date"),
            finish=_first(row, "act_end_date", "reend_date", "target_end_date"),
        )

    return tuple(tables.each("TASKRSRC", read))


@dataclass(slots=True)
class Costs:
    """What a task costs: in all, of which expenses; what was spent; and what was planned. None where nothing is said."""

    whole: Decimal | None = None
    expenses: Decimal = Decimal(0)
    spent: Decimal | None = None
    planned: Decimal | None = None


def read_costs(tables: Tables, aside: Aside) -> dict[str, Costs]:
    """The costs of each task that has any."""
    costs: dict[str, Costs] = defaultdict(Costs)

    def add_work(row: Row) -> None:
        if not any(column in row for column in _WORK_COSTS):
            return
        of_task = costs[row.get("task_id", "")]
        of_task.spent = _sum(of_task.spent, _amount(row, "act_reg_cost", "act_ot_cost"))
        of_task.whole = _sum(of_task.whole, _amount(row, "act_reg_cost", "act_ot_cost", "remain_cost"))
        of_task.planned = _sum(of_task.planned, _amount(row, "target_cost"))

    def add_expense(row: Row) -> None:
        of_task = costs[row.get("task_id", "")]
        aside[_EXPENSES] += 1
        of_task.expenses += _money(row, "act_cost", "remain_cost")
        of_task.whole = _sum(of_task.whole, _amount(row, "act_cost", "remain_cost"))
        of_task.spent = _sum(of_task.spent, _amount(row, "act_cost"))
        of_task.planned = _sum(of_task.planned, _amount(row, "target_cost"))

    for _done in tables.each("TASKRSRC", add_work):
        pass
    for _done in tables.each("PROJCOST", add_expense):
        pass
    return costs


def _money(row: Row, *columns: str) -> Decimal:
    return sum((values.money(row[column]) for column in columns if column in row), Decimal(0))


def _amount(row: Row, *columns: str) -> Decimal | None:
    """None where nothing is said of it."""
    return _money(row, *columns) if any(column in row for column in columns) else None


def _sum(total: Decimal | None, more: Decimal | None) -> Decimal | None:
    return total if more is None else (total or Decimal(0)) + more


def _hours(row: Row, *columns: str) -> int | None:
    if not any(column in row for column in columns):
        return None
    return values.hours(repr(sum(values.number(row[column]) for column in columns if column in row)))


def _first(row: Row, *columns: str) -> int | None:
    return next((values.instant(row[column]) for column in columns if column in row), None)
