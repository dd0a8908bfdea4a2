# SPDX-License-Identifier: Apache-2.0
"""Who and what activities need, and where more is asked of somebody than there is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, instant, moment
from portfolio_desktop.domain.schedule.passes import edge
from portfolio_desktop.domain.schedule.placing import State
from portfolio_desktop.domain.schedule.schedule import Schedule

Units: TypeAlias = int
"""Thousandths of one person or machine, full time."""
ONE: Final = 1000
_AHEAD: Final = 3650  # how far ahead absences are looked for, in days


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Somebody, a team or a machine, and how much of it there is."""

    id: str
    name: str
    units: Units = ONE
    calendar: str = ""
    """Key of the plan's calendars: it is away on days on which that has no work. Empty: it is there whenever the task is
    worked. Hours are the task's own."""


@dataclass(frozen=True, slots=True)
class Need:
    """An activity needs so much of a resource from its start to its finish."""

    activity: str
    resource: str
    units: Units


@dataclass(frozen=True, slots=True)
class Pool:
    """What there is, and who asks for it. Needs are of leaves and of resources that are there."""

    resources: Mapping[str, Resource]
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Overload:
    """A stretch of time in which more is asked of a resource than there is."""

    resource: str
    start: Instant
    finish: Instant
    asked: Units
    """The most that is asked at once."""
    there: Units
    """What there is; none while it is away."""
    activities: tuple[str, ...]


class Stretch(NamedTuple):
    """From when until when."""

    start: Instant
    finish: Instant


def worked(schedule: Schedule, id: str) -> Stretch | None:
    """When a leaf asks for its people: all the time from its start to its finish; of a started one what remains."""
    net, early = schedule.network, schedule.dates.early
    node = net.node[id]
    if net.state[node] is State.DONE or not net.span[node]:
        return None
    ends = (edge(net, early.starts, early.beyond, node, at_start) for at_start in (True, False))
    return Stretch(*ends)


def overloads(schedule: Schedule, pool: Pool) -> list[Overload]:
    """All of them, by resource and then by time. What is done asks for nobody any more."""
    asking: dict[str, list[tuple[Stretch, Units, str]]] = defaultdict(list)
    found: list[Overload] = []
    for need in pool.needs:
        stretch = worked(schedule, need.activity)
        if stretch is not None and need.units:
            asking[need.resource].append((stretch, need.units, need.activity))
            resource = pool.resources[need.resource]
            for start, finish in absences(schedule, need.activity, resource, stretch):
                away = need.activity
                found.append(Overload(need.resource, start, finish, need.units, 0, (away,)))
    for resource_id, those in asking.items():
        found += _crowded(pool.resources[resource_id], those)
    return sorted(found, key=lambda each: (pool.resources[each.resource].name, each.resource, each.start))


def _crowded(resource: Resource, those: list[tuple[Stretch, Units, str]]) -> Iterator[Overload]:
    """The stretches of one resource in which those who ask for it together ask for too much."""
    edges = sorted({at for stretch, _units, _id in those for at in stretch})
    events: dict[Instant, list[tuple[Units, str]]] = defaultdict(list)
    for stretch, units, id in those:
        events[stretch.start].append((units, id))
        events[stretch.finish].append((-units, id))
    asked, most, since, now, among = 0, 0, None, set[str](), dict[str, None]()
    for at in edges:
        for units, id in sorted(events[at]):
            asked += units
            (now.add if units > 0 else now.discard)(id)
        if asked > resource.units:
            since = at if since is None else since
            most = max(most, asked)
            among |= dict.fromkeys(sorted(now))
        elif since is not None:
            yield Overload(resource.id, since, at, most, resource.units, tuple(among))
            most, since, among = 0, None, {}


def absences(schedule: Schedule, id: str, resource: Resource, within: Stretch) -> list[Stretch]:
    """When a resource is away on days on which the activity would be worked."""
    net = schedule.network
    axis = net.axis[net.node[id]]
    if not resource.calendar or axis is None:
        return []
    own = net.plan.calendars[resource.calendar]
    first, last = within.start // DAY, -(-within.finish // DAY)
    return [
        Stretch(max(start, within.start), min(finish, within.finish))
        for start, finish in away(axis, own, first, last)
        if start < within.finish and finish > within.start
    ]


def to_come(schedule: Schedule, pool: Pool) -> dict[str, tuple[Stretch, ...]]:
    """For each activity that may still be put off: when somebody it needs is away, as far ahead as it could ever go."""
    net = schedule.network
    asking = [need for need in pool.needs if need.units and net.state[net.node[need.activity]] is State.FREE]
    starts = [stretch.start for need in asking if (stretch := worked(schedule, need.activity))]
    if not starts:
        return {}
    first = min(starts) // DAY
    found: dict[str, tuple[Stretch, ...]] = {}
    for need in asking:
        axis, calendar = net.axis[net.node[need.activity]], pool.resources[need.resource].calendar
        if calendar and axis is not None:
            off = away(axis, net.plan.calendars[calendar], first, first + _AHEAD)
            found[need.activity] = tuple(sorted({*found.get(need.activity, ()), *off}))
    return {id: _joined(stretches) for id, stretches in found.items() if stretches}


def _joined(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The same without overlaps."""
    joined = [stretches[0]]
    for start, finish in stretches[1:]:
        if start <= joined[-1].finish:
            joined[-1] = Stretch(joined[-1].start, max(finish, joined[-1].finish))
        else:
            joined.append(Stretch(start, finish))
    return tuple(joined)


@lru_cache(maxsize=256)
def away(axis: Calendar, own: Calendar, first: int, last: int) -> tuple[Stretch, ...]:
    """The days from one to before the other, since 1970, that the one calendar works and the other does not, joined."""
    if axis is own:
        return ()
    found: list[Stretch] = []
    for day in range(first, last):
        at = moment(day * DAY).date()
        if axis.on(at) and not own.on(at):
            start = instant(at)
            if found and found[-1].finish == start:
                found[-1] = Stretch(found[-1].start, start + DAY)
            else:
                found.append(Stretch(start, start + DAY))
    return tuple(found)
