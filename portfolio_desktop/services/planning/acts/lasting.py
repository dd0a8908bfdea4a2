# SPDX-License-Identifier: Apache-2.0
"""How long a task with dates of its own lasts, and when it then ends. It says what follows; it writes nothing."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from msgspec.structs import replace

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, instant, moment
from portfolio_desktop.storage.changes import Edit
from portfolio_desktop.storage.plans.patterns import every_calendar, owner_calendars
from portfolio_desktop.storage.read import Reader

_LASTS = frozenset({"duration", "elapsed"})
_COUNTS = _LASTS | {"scheduling", "start", "owner_id", "calendar_id", "project_id"}


def end_that_follows(
    reader: Reader, entity: str, record: Record, edits: Collection[Edit]
) -> tuple[Edit, ...]:
    """The edit by which an open task with dates of its own ends as its new duration says, unless its end is said too."""
    said = {edit.field: edit.value for edit in edits}
    if entity != "task" or "end" in said or _LASTS.isdisjoint(said):
        return ()
    now: Mapping[str, Any] = {name: value for name, value in said.items() if name in _COUNTS}
    task = replace(cast(Task, record), **now)
    begins, days = midnight(task.start), task.duration
    if not isinstance(task.end, date) or begins is None or not isinstance(days, Decimal):
        return ()
    if is_over(task) or task.kind == "milestone" or not has_own_dates(task) or is_summary(reader, task):
        return ()
    end = _end(calendar_for(reader, task), task, begins, days)
    return (Edit(entity, record.id, "end", end),) if end != task.end else ()


def has_own_dates(task: Task) -> bool:
    """As the schedule has it: what is not said follows from whether dates are stated."""
    if task.scheduling is None:
        return isinstance(task.start, date) or isinstance(task.end, date)
    return task.scheduling == "dates"


def is_over(task: Task) -> bool:
    """Whether somebody says that it has finished."""
    return isinstance(task.end_actual, date) or task.status == "done"


def is_summary(reader: Reader, task: Task) -> bool:
    """Whether other tasks lie under it."""
    return bool(reader.count(reader.catalogue.entity("task"), Test("parent_id", Op.IS, task.id)))


def calendar_for(reader: Reader, task: Task) -> Calendar:
    """The calendar that counts for a task, in the order in which the schedule looks for it."""
    calendars = every_calendar(reader.connection)
    project = _linked(reader, "project", task.project_id)
    portfolio = _linked(reader, "portfolio", project["portfolio_id"] if project else None)
    kept = dict(owner_calendars(reader.connection)).get(str(task.owner_id))
    wanted = (task.calendar_id, kept, *(each["calendar_id"] for each in (project, portfolio) if each))
    found = next((str(id) for id in wanted if isinstance(id, str) and id in calendars), "")
    return calendars[found]


def length(calendar: Calendar, task: Task, start: datetime, finish: datetime) -> Decimal:
    """The days between two moments, as the task counts them."""
    if task.elapsed:
        return Decimal(instant(finish) - instant(start)) / DAY
    work = calendar.before(instant(finish)) - calendar.before(instant(start))
    return Decimal(work) / calendar.minutes_per_day


def day_after(calendar: Calendar, start: datetime, minutes: int) -> date:
    """The last day of so much work from `start` on."""
    return last_day(moment(calendar.finishes_at(calendar.before(instant(start)) + minutes)))


def last_day(finish: datetime) -> date:
    """The day that a finish is on: a midnight belongs to the day before."""
    return (finish - timedelta(minutes=1)).date()


def midnight(day: object) -> datetime | None:
    """When a day begins; None for what is no day."""
    return datetime.combine(day, datetime.min.time()) if isinstance(day, date) else None


def _end(calendar: Calendar, task: Task, start: datetime, days: Decimal) -> date:
    if days <= 0:
        return start.date()
    if task.elapsed:
        return last_day(start + timedelta(minutes=round(days * DAY)))
    return day_after(calendar, start, calendar.minutes(float(days)))


def _linked(reader: Reader, entity: str, id: Value) -> Record | None:
    return reader.get(reader.catalogue.entity(entity), Id(id)) if isinstance(id, str) else None
