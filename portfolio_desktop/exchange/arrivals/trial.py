# SPDX-License-Identifier: Apache-2.0
"""The schedule as it would be with a plan that is not written yet: what is here, with the plan's tasks put in.

Tasks go through the very door by which the office loads them, so that what is tried is what will be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, instant
from portfolio_desktop.domain.schedule.plan import Activity, Link, Plan
from portfolio_desktop.storage.plans.load import TaskRow, activity_of, load_plan, says_when
from portfolio_desktop.storage.plans.patterns import every_calendar, owner_calendars
from portfolio_desktop.storage.plans.reach import hanging_together
from portfolio_desktop.storage.read import Reader

_MILLION = 1_000_000


@dataclass(slots=True)
class Ground:
    """What is here before the plan comes: the plans that hang together with the project, and the project's own dates."""

    project: Id
    plan: Plan
    start: date | None = None
    status: date | None = None
    must_finish: date | None = None
    calendar: Id | None = None
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    owner_calendars: Mapping[str, str] = field(default_factory=dict)

    def calendar_of(self, values: Values) -> str:
        """The key of the calendar that counts for a task; empty for its project's."""
        return str(values.get("calendar_id") or self.owner_calendars.get(str(values.get("owner_id")), ""))


def ground_of(reader: Reader, project: Id, *, new: bool) -> Ground:
    """What is here. A project that is not made yet has nothing."""
    calendars = every_calendar(reader.connection)
    if new:
        plan = Plan(activities=(), calendars=calendars, starts={})
    else:
        plan = load_plan(reader.connection, hanging_together(reader.connection, [project])).plan
    found = Ground(project, plan, calendars=calendars)
    found.owner_calendars = dict(owner_calendars(reader.connection))
    return found


def activities_of(ground: Ground, tasks: Mapping[Id, Values], linked: set[str]) -> list[Activity]:
    """The activities that tasks will be. `linked` have a place in time because others refer to them."""
    calendars = ground.calendars
    usual = calendars[ground.calendar or ""]
    found = []
    for id, values in tasks.items():
        row = _row(id, values, ground.calendar_of(values))
        if values.get("status") != "dropped" and (says_when(row) or id in linked):
            found.append(activity_of(row, calendars.get(row.calendar, usual) if row.calendar else usual))
    there = {activity.id for activity in found} | {activity.id for activity in ground.plan.activities}
    return [each if each.parent in there else replace(each, parent=None) for each in found]


def tried(ground: Ground, activities: Sequence[Activity], links: Iterable[Link], replaced: set[Id]) -> Plan:
    """The plan as it would be. `replaced` are the tasks here that the file's stand for, or that go."""
    base = ground.plan
    rest = [each for each in base.activities if each.id not in replaced]
    all_of_them = [*rest, *activities]
    there = {activity.id for activity in all_of_them}
    kept = [
        link
        for link in base.links
        if not (link.predecessor in replaced and link.successor in replaced)
        and link.predecessor in there
        and link.successor in there
    ]
    calendars = {**base.calendars, **ground.calendars}
    if ground.calendar is not None:
        calendars[ground.project] = ground.calendars[ground.calendar]
    return Plan(
        activities=tuple(
            each if each.parent in there else replace(each, parent=None) for each in all_of_them
        ),
        links=(*kept, *links),
        calendars=calendars,
        starts={**base.starts, ground.project: _start(ground, activities)},
        status=_with(base.status, ground.project, ground.status, 0),
        finish_by=_with(base.finish_by, ground.project, ground.must_finish, DAY),
    )


def _with(dates: Mapping[str, Instant], project: Id, day: date | None, beyond: int) -> Mapping[str, Instant]:
    return dates if day is None else {**dates, project: instant(day) + beyond}


def _start(ground: Ground, activities: Iterable[Activity]) -> Instant:
    """The start that the project is given, else the first date that is."""
    if ground.start is not None:
        return instant(ground.start)
    known = (
        at
        for each in activities
        for at in (each.actual_start, each.fixed_start, each.constraint_at, each.fixed_finish)
        if at is not None
    )
    return min(known, default=ground.plan.starts.get(ground.project, 0))


def _row(id: Id, values: Values, calendar: str) -> TaskRow:
    """A task as it will be stored."""

    def text(name: str) -> str | None:
        value = values.get(name)
        return value if isinstance(value, str) else None

    return TaskRow(
        id=id,
        project=str(values["project_id"]),
        parent=text("parent_id"),
        title=str(values["title"]),
        kind=text("kind"),
        status=text("status"),
        scheduling=text("scheduling"),
        start=_day(values.get("start")),
        end=_day(values.get("end")),
        start_actual=_day(values.get("start_actual")),
        end_actual=_day(values.get("end_actual")),
        percent=_millionths(values.get("percent_done")),
        duration=_millionths(values.get("duration")),
        elapsed=1 if values.get("elapsed") else None,
        condition=text("condition"),
        condition_at=_day(values.get("condition_at")),
        deadline=_day(values.get("deadline")),
        calendar=calendar or None,
        priority=None,
    )


def _day(value: Value) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else None


def _millionths(value: Value) -> int | None:
    return round(value * _MILLION) if isinstance(value, Decimal) else None
