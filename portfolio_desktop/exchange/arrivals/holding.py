# SPDX-License-Identifier: Apache-2.0
"""The file's own dates against those that follow from its links: where work waits for something else, it keeps its date.

Plans are levelled, and resources have calendars of their own, so that tasks start later in a file than their links
say. Such a task is held by ‘start no earlier than’, and only where nothing that it waits for does so already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Plan
from portfolio_desktop.domain.schedule.schedule import Slot, schedule

_GIVES_WAY = frozenset(
    {Constraint.ASAP, Constraint.ALAP, Constraint.START_NO_EARLIER, Constraint.FINISH_NO_EARLIER}
)


class Dates(NamedTuple):
    """When a task happens by its file."""

    start: Instant
    finish: Instant


@dataclass(frozen=True, slots=True)
class Held:
    """What came of holding tasks to the dates of their file."""

    slots: Mapping[str, Slot]  # with the holds
    holds: Mapping[Id, Mapping[str, Value]] = field(default_factory=dict)  # the values that hold a task
    agreed_before: int = 0  # leaves on the days of their file without any hold
    agreed: int = 0  # the same with the holds
    leaves: int = 0
    later: tuple[
        tuple[Id, int], ...
    ] = ()  # leaves that start later than in the file, with days, the first first


def hold(plan: Plan, dates: Mapping[Id, Dates], fixed: frozenset[Id] = frozenset()) -> Held:
    """Try the plan and hold those of its leaves that have `dates`, but for what people here have `fixed`.

    Refuses what cannot be scheduled.
    """
    found = schedule(plan)
    leaves = [id for id in found.network.node if id in dates]
    slots = found.slots()
    before = sum(_same_days(slots[id], dates[Id(id)]) for id in leaves)
    wanted = {
        activity.id: activity
        for activity in plan.activities
        if activity.id in found.network.node
        and activity.id in dates
        and activity.id not in fixed
        and _too_soon(plan, activity, slots[activity.id], dates[Id(activity.id)])
    }
    if wanted:
        slots = schedule(_with(plan, wanted, dates)).slots()
        needed = {id: each for id, each in wanted.items() if slots[id].driver is None}
    else:
        needed = {}
    return Held(
        slots=slots,
        holds={Id(id): _values(each, dates[Id(id)].start) for id, each in needed.items()},
        agreed_before=before,
        agreed=sum(_same_days(slots[id], dates[Id(id)]) for id in leaves),
        leaves=len(leaves),
        later=_later(leaves, slots, dates),
    )


def _later(
    leaves: list[str], slots: Mapping[str, Slot], dates: Mapping[Id, Dates]
) -> tuple[tuple[Id, int], ...]:
    """Leaves that start later than their file says, by how many days, the earliest of them first."""
    found = [
        (slots[id].start, Id(id), days)
        for id in leaves
        if (days := slots[id].start // DAY - dates[Id(id)].start // DAY) > 0
    ]
    return tuple((id, days) for _start, id, days in sorted(found))


def _too_soon(plan: Plan, activity: Activity, slot: Slot, dates: Dates) -> bool:
    """Whether work that is still to be planned would begin before it does in its file."""
    planned = activity.actual_start is None and activity.actual_finish is None
    by_hand = activity.fixed_start is not None or activity.fixed_finish is not None
    if not planned or by_hand or not _free(activity):
        return False
    if activity.elapsed or not activity.duration:
        return slot.start < dates.start
    calendar = calendar_of(plan, activity)
    return calendar.before(slot.start) < calendar.before(dates.start)


def _free(activity: Activity) -> bool:
    """Whether there is room for a hold beside what is laid down already."""
    return activity.constraint in _GIVES_WAY or (
        activity.constraint is Constraint.FINISH_NO_LATER and activity.deadline is None
    )


def _with(plan: Plan, wanted: Mapping[str, Activity], dates: Mapping[Id, Dates]) -> Plan:
    return replace(
        plan,
        activities=tuple(
            _held(each, dates[Id(each.id)].start) if each.id in wanted else each for each in plan.activities
        ),
    )


def _held(activity: Activity, start: Instant) -> Activity:
    late = activity.constraint is Constraint.FINISH_NO_LATER
    return replace(
        activity,
        constraint=Constraint.START_NO_EARLIER,
        constraint_at=start,
        deadline=activity.constraint_at if late else activity.deadline,
    )


def _values(activity: Activity, start: Instant) -> Mapping[str, Value]:
    values: dict[str, Value] = {
        "condition": str(Constraint.START_NO_EARLIER),
        "condition_at": moment(start),
    }
    if activity.constraint is Constraint.FINISH_NO_LATER and activity.constraint_at is not None:
        values["deadline"] = moment(activity.constraint_at)
    return values


def _same_days(slot: Slot, dates: Dates) -> bool:
    return _day(slot.start) == _day(dates.start) and _last(slot) == _last(dates)


def _day(at: Instant) -> int:
    return at // DAY


def _last(span: Slot | Dates) -> int:
    """The day that a finish belongs to: midnight ends the day before, unless nothing lies before it."""
    return (span.finish - 1 if span.finish > span.start else span.finish) // DAY
