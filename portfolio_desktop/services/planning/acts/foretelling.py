# SPDX-License-Identifier: Apache-2.0
"""What a drag would come to, told while it goes on: tried with the very changes that letting go would write.

Nothing is written here. Whoever asks keeps the schedule from before the drag, so that each new date costs what it moves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.schedule.calendars import DAY, instant, moment
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Plan
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.latest import last_day
from portfolio_desktop.services.planning.plans import schedule_in
from portfolio_desktop.storage.changes import Changes, Edit
from portfolio_desktop.storage.plans.load import OUTSIDE, activity_of, task_rows
from portfolio_desktop.storage.read import Reader

_MILLION = 1_000_000
_NAMES = {"percent_done": "percent"}
"""Fields of a task that the loaded row calls otherwise."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """`start`, `finish` and `days` are those of the task that is dragged; None for a project.

    `days` are working days of its calendar, or days by the clock where it counts those (`elapsed`). `moved` are the
    other tasks of any project that would lie elsewhere. The project's finish is None where it has no plan.
    """

    start: datetime | None
    finish: date | None
    days: Decimal | None
    elapsed: bool
    moved: int
    finish_before: date | None
    finish_after: date | None


def standing(office: Office, project: Id) -> Schedule:
    """The schedule as it is, of all that hangs together with the project."""
    with office.reading() as reader:
        return schedule_in(reader, [project])


def foretell(office: Office, before: Schedule, changes: Changes, project: Id) -> Foretold:
    """What `changes` to one task of the project, or to the project itself, would come to."""
    edits = [item for item in changes.items if isinstance(item, Edit)]
    values = {edit.field: edit.value for edit in edits}
    id = edits[0].record if edits else project
    with office.reading() as reader:
        plan = _edited(reader, before.plan, id, values)
    now = after(before, plan)
    was, will = (each.finishes.get(project) for each in (before, now))
    ends = [None if each is None else last_day(each) for each in (was, will)]
    moved = sum(other != id for other in _elsewhere(before, now))
    if id not in now.network.node:
        return Foretold(None, None, None, False, moved, *ends)
    slot, activity = now[id], now.network.activity[now.network.node[id]]
    calendar = calendar_of(plan, activity)
    work = calendar.before(slot.finish) - calendar.before(slot.start)
    days = (
        Decimal(slot.finish - slot.start) / DAY
        if activity.elapsed
        else Decimal(work) / calendar.minutes_per_day
    )
    return Foretold(moment(slot.start), last_day(slot.finish), days, activity.elapsed, moved, *ends)


def _edited(reader: Reader, plan: Plan, id: Id, values: Mapping[str, Value]) -> Plan:
    if id in plan.starts:
        start = values.get("start")
        return replace(plan, starts={**plan.starts, id: instant(start)}) if isinstance(start, date) else plan
    row = task_rows(reader.connection, [id]).get(id)
    if row is None:
        return plan
    stored: dict[str, Any] = {_NAMES.get(name, name): _stored(value) for name, value in values.items()}
    row = row._replace(**stored)
    calendar = plan.calendars.get(row.calendar or row.project) or plan.calendars[""]
    changed = activity_of(row, calendar)
    return replace(
        plan,
        activities=tuple(
            replace(changed, parent=each.parent) if each.id == id else each for each in plan.activities
        ),
    )


def _stored(value: Value) -> str | int | None:
    """As a row of the file holds it."""
    match value:
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return round(value * _MILLION)
        case _:
            return None if value is None else str(value)


def _elsewhere(before: Schedule, now: Schedule) -> Iterator[str]:
    """The leaves that would begin at another time; promises from outside are nobody's tasks."""
    old, new = before.dates.early.starts, now.dates.early.starts
    for id, node in before.network.node.items():
        other = now.network.node.get(id)
        if other is None or before.network.activity[node].project == OUTSIDE:
            continue
        if old[node] != new[other]:
            yield id
