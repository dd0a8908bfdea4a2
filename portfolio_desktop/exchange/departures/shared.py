# SPDX-License-Identifier: Apache-2.0
"""What goes out beside tasks and links: calendars, resources and the organisation's own fields."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.domain.schedule.calendars import Calendar, Day, instant
from portfolio_desktop.exchange.plans.plan_file import (
    CustomField,
    FieldKind,
    FieldValue,
    PlanCalendar,
    PlanException,
    PlanResource,
    ResourceKind,
)
from portfolio_desktop.storage.read import Reader

USUAL = "usual"
"""The identity of the week that counts where nobody has said which."""

_KINDS: Mapping[Kind, FieldKind] = MappingProxyType(
    {
        Kind.TEXT: FieldKind.TEXT,
        Kind.NARRATIVE: FieldKind.TEXT,
        Kind.NUMBER: FieldKind.NUMBER,
        Kind.INTEGER: FieldKind.NUMBER,
        Kind.PERCENT: FieldKind.NUMBER,
        Kind.MONEY: FieldKind.COST,
        Kind.FLAG: FieldKind.FLAG,
        Kind.DATE: FieldKind.DATE,
        Kind.MOMENT: FieldKind.DATE,
    }
)


def calendars_of(calendars: Mapping[str, Calendar], used: Iterable[str | None]) -> tuple[PlanCalendar, ...]:
    """The calendars that are used, each complete in itself."""
    wanted = dict.fromkeys(id or USUAL for id in used if id is None or id in calendars or id == USUAL)
    return tuple(_calendar(id, calendars[""] if id == USUAL else calendars[id]) for id in wanted)


def _calendar(uid: str, calendar: Calendar) -> PlanCalendar:
    return PlanCalendar(
        uid=uid,
        name=calendar.name,
        week=calendar.week,
        exceptions=tuple(_exceptions(calendar)),
    )


def _exceptions(calendar: Calendar) -> Iterator[PlanException]:
    """Days in a row that differ in the same way, as one."""
    run: list[date] = []
    spans: Day = ()
    for day, hours in calendar.exceptions.items():
        if hours == calendar.week[day.weekday()]:
            continue
        if run and (hours != spans or day - run[-1] > timedelta(days=1)):
            yield PlanException(first=run[0], last=run[-1], spans=spans, name=_name(spans))
            run = []
        run.append(day)
        spans = hours
    if run:
        yield PlanException(first=run[0], last=run[-1], spans=spans, name=_name(spans))


def _name(spans: Day) -> str:
    return _("Other hours") if spans else _("No work")


def resources_of(
    reader: Reader, wanted: Collection[str | None], calendars: Mapping[str, Calendar]
) -> tuple[PlanResource, ...]:
    """The resources that are given work. Addresses of people stay here."""
    names = ("title", "kind", "team", "units", "rate", "cost_per_use", "calendar_id", "measure", "note")
    rows = reader.values(reader.catalogue.entity("resource"), names)
    return tuple(
        PlanResource(
            uid=id,
            name=title or "",
            kind=ResourceKind(kind) if kind in set(ResourceKind) else ResourceKind.WORK,
            group=team or "",
            max_units=1.0 if units is None else float(units) / 100,
            rate=rate,
            cost_per_use=each_time,
            calendar=calendar if calendar in calendars else None,
            unit=measure or "",
            notes=note or "",
        )
        for id, title, kind, team, units, rate, each_time, calendar, measure, note in rows
        if id in wanted
    )


def fields_of(reader: Reader, tasks: Collection[Mapping[str, Any]]) -> tuple[tuple[CustomField, Field], ...]:
    """The own fields that some task fills."""
    own = [each for each in reader.catalogue.entity("task").fields if each.name.startswith("own_")]
    return tuple(
        (CustomField(name=each.label, kind=_KINDS.get(each.kind, FieldKind.TEXT)), each)
        for each in own
        if any(task[each.name] is not None for task in tasks)
    )


def value_of(value: object) -> FieldValue | None:
    """A value of an own field as files of plans hold it."""
    match value:
        case None:
            return None
        case bool() | str():
            return value
        case datetime() | date():
            return instant(value)
        case Decimal() | int():
            return float(value)
        case _:
            return str(value)
