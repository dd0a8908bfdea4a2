# SPDX-License-Identifier: Apache-2.0
"""What is checked about each register, as data, and the records that fail: found by the database where a filter can say it.

Projects have more that can be said of them, in `projects`. What is late by the office's own rules is out of date here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.filters import AnyOf, Filter, Op, Test
from portfolio_desktop.services.overdue import LateRule, still_open, together
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.words import side_by_side, words
from portfolio_desktop.storage.read import Reader

_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2150, 12, 31)

_POSITIVE = frozenset(
    (
        "whole_life_cost",
        "whole_life_forecast",
        "year_budget",
        "year_forecast",
        "contingency",
        "money_low",
        "money_likely",
        "money_high",
        "value",
        "year_value",
        "forecast_value",
    )
)
"""Amounts that cannot be below nought."""

_SHARES = frozenset(["probability", "confidence", "percent_done"])
"""Percentages that cannot be outside 0 to 100."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A register: fields that each open record is expected to fill, and pairs of days of which the second comes later."""

    entity: str
    expected: tuple[str, ...] = ()
    ordered: tuple[tuple[str, str], ...] = ()


def _watched(entity: str, expected: str, *ordered: tuple[str, str]) -> Watched:
    return Watched(entity, tuple(expected.split()), ordered)


WATCHED = (
    Watched("project"),  # what is expected of them stands with their own rules
    _watched("status_report", "project_id period_end confidence confidence_reason"),
    _watched("milestone", "project_id forecast baseline owner_id"),
    _watched("task", "", ("start", "end"), ("start_baseline", "end_baseline")),
    _watched("dependency", "project_id owner_id needed promised"),
    _watched("risk", "owner_id likelihood impact category review_on", ("raised_on", "closed_on")),
    _watched("risk_response", "owner_id due strategy"),
    _watched("issue", "owner_id severity due", ("raised_on", "closed_on")),
    _watched("assumption", "owner_id validate_by", ("raised_on", "closed_on")),
    _watched("change_request", "project_id reason needed_by requested_by_id"),
    _watched("decision", "board_id needed_by recommendation"),
    _watched("action", "owner_id due"),
    _watched("gate_review", "planned_on leader_id gate_id"),
    _watched("recommendation", "owner_id due criticality"),
    _watched("cost_line", "year kind amount"),
    _watched("benefit", "owner_id category value starts", ("starts", "ends")),
    _watched("work_package", "responsible_id due outcome", ("starts", "due")),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked of every open record of a register; `where` means those that fail it."""

    rule: str
    label: str
    fault: Fault
    fields: tuple[str, ...]
    where: Filter


def checks(entity: Entity, watched: Watched, late: Sequence[LateRule]) -> Iterator[Check]:
    """What is asked of each open record of `entity`, pairs of days apart."""
    for name in watched.expected:
        label = _(entity.field(name).label)
        yield Check(name, label, Fault.MISSING, (name,), Test(name, Op.EMPTY))
    for rule in late:
        if rule.entity == entity.name:
            yield Check(f"late.{rule.day}", _(rule.label), Fault.STALE, (rule.day,), rule.where)
    for field in entity.fields:
        if where := _impossible(field):
            label = _("{field} cannot be meant").format(field=_(field.label))
            yield Check(f"range.{field.name}", label, Fault.RANGE, (field.name,), where)


def _impossible(field: Field) -> Filter | None:
    """Values that nobody can mean: a year with a digit too few, a cost below nought, a chance above one."""
    if field.kind is Kind.DATE:
        days = _FIRST_DAY.isoformat(), _LAST_DAY.isoformat()
        return AnyOf((Test(field.name, Op.BELOW, days[0]), Test(field.name, Op.ABOVE, days[1])))
    if field.kind is Kind.PERCENT and field.name in _SHARES:
        return AnyOf((Test(field.name, Op.BELOW, "0"), Test(field.name, Op.ABOVE, "100")))
    if field.kind is Kind.MONEY and field.name in _POSITIVE:
        return Test(field.name, Op.BELOW, "0")
    return None


def faults(reader: Reader, watched: Watched, late: Sequence[LateRule]) -> tuple[int, list[Finding]]:
    """How many things are asked of each open record, and what is found wrong."""
    entity = reader.catalogue.entity(watched.entity)
    standing = still_open(reader.catalogue, entity)
    asked = list(checks(entity, watched, late))
    ranges = [check for check in asked if check.fault is Fault.RANGE]
    meant = AnyOf(tuple(check.where for check in ranges))
    # Nearly always all of them hold, which one question says.
    sound = not ranges or not reader.count(entity, together((standing, meant)))
    found = [
        finding
        for check in asked
        if not (sound and check in ranges)
        for finding in _failing(reader, entity, check, together((standing, check.where)))
    ]
    for name in watched.expected:
        found += _unknown(reader, entity, name, standing)
    for first, last in watched.ordered:
        found += _disordered(reader, entity, first, last, standing)
    # All that cannot be meant is one check: nobody should look better for having more fields.
    return len(asked) - len(ranges) + bool(ranges) + len(watched.ordered), found


def _failing(reader: Reader, entity: Entity, check: Check, where: Filter) -> Iterator[Finding]:
    field = entity.field(check.fields[0])
    for row in _rows(reader, entity, check.fields, where):
        said = words(reader.catalogue, field, row[-1]) if check.fault is not Fault.MISSING else ""
        yield _finding(entity, row, check.rule, check.label, check.fault, said, check.fields)


def _unknown(reader: Reader, entity: Entity, name: str, standing: Filter) -> Iterator[Finding]:
    field = entity.field(name)
    if not field.may_be_unknown:
        return
    where = together((standing, Test(name, Op.UNKNOWN)))
    ids = [row[0] for row in _rows(reader, entity, (name,), where)]
    said = {each.id: words(reader.catalogue, field, each[name]) for each in reader.many(entity, ids)}
    for row in _rows(reader, entity, (name,), where):
        yield _finding(entity, row, name, _(field.label), Fault.UNKNOWN, said.get(row[0], ""), (name,))


def _disordered(reader: Reader, entity: Entity, first: str, last: str, standing: Filter) -> Iterator[Finding]:
    both = together((standing, Test(first, Op.KNOWN), Test(last, Op.KNOWN)))
    label = _("{later} comes before {earlier}").format(
        later=_(entity.field(last).label), earlier=_(entity.field(first).label)
    )
    for row in _rows(reader, entity, (first, last), both):
        begins, ends = row[-2:]
        if ends < begins:
            said = side_by_side(reader.catalogue, entity, {first: begins, last: ends})
            yield _finding(entity, row, f"order.{last}", label, Fault.INCONSISTENT, said, (first, last))


def _rows(reader: Reader, entity: Entity, names: Sequence[str], where: Filter) -> list[tuple[Any, ...]]:
    """Id, code, title and project, then the values of `names`."""
    code = entity.code.name if entity.code else entity.title
    project = "project_id" if entity.has("project_id") else entity.title
    return reader.values(entity, (code, entity.title, project, *names), where)


def _finding(
    entity: Entity,
    row: tuple[Any, ...],
    rule: str,
    label: str,
    fault: Fault,
    said: str,
    fields: tuple[str, ...],
) -> Finding:
    id, code, title, project = row[:4]
    own = id if entity.name == "project" else project if entity.has("project_id") else None
    return Finding(
        project=Id(own or ""),
        code=(code or "") if entity.code else "",
        title=title or "",
        rule=rule,
        label=label,
        fault=fault,
        said=said,
        entity=entity.name,
        record=Id(id),
        fields=fields,
    )
