# SPDX-License-Identifier: Apache-2.0
"""From the order that a sketch was solved in to dates: each activity as soon as the engine's own rules and people allow.

Works in instants, by each activity's own calendar, with the very functions of the engine: what it settles, the engine
works out again from the levelled plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from portfolio_desktop.domain.levelling.drawing import Drawing
from portfolio_desktop.domain.levelling.pool import Pool, to_come
from portfolio_desktop.domain.levelling.profile import NEVER, Needs, Packing, Profile, Step, packing, profile
from portfolio_desktop.domain.levelling.standing import CONSTANT, latest
from portfolio_desktop.domain.schedule.calendars import Instant, Minutes
from portfolio_desktop.domain.schedule.passes import Early, start_of
from portfolio_desktop.domain.schedule.placing import State, number
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Plan
from portfolio_desktop.domain.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Delay:
    """An activity that is put off, from when its links would let it start until when there is somebody for it."""

    activity: str
    possible: Instant
    start: Instant


@dataclass(frozen=True, slots=True)
class Settled:
    """The delays that level a plan, and the activities that fit nowhere without breaking a date that stands."""

    delays: tuple[Delay, ...]
    stuck: tuple[str, ...]


def settle(schedule: Schedule, pool: Pool, drawing: Drawing, starts: Sequence[int]) -> Settled:
    """Place the activities in the order of `starts`, which are those of the drawing's jobs."""
    return _Settling(schedule, pool, drawing).settled(starts)


def levelled(plan: Plan, delays: Sequence[Delay]) -> Plan:
    """The plan in which what is put off starts no earlier than it was settled."""
    put_off = {delay.activity: delay.start for delay in delays}

    def held(activity: Activity) -> Activity:
        at = put_off.get(activity.id)
        if at is None:
            return activity
        return replace(activity, constraint=Constraint.START_NO_EARLIER, constraint_at=at)

    return replace(plan, activities=tuple(map(held, plan.activities)))


class _Settling:
    """One plan being filled, node by node."""

    def __init__(self, schedule: Schedule, pool: Pool, drawing: Drawing) -> None:
        self._net, self._drawing = schedule.network, drawing
        self._early = Early(self._net.floor.copy(), set(), {})
        self._latest = latest(schedule)
        self._needs: dict[int, list[tuple[int, int]]] = {}
        self._packing, self._free = self._filled(schedule, pool)
        self._movable = {
            node for node, moves in zip(drawing.nodes, drawing.sketch.moves, strict=True) if moves
        }
        self._delays: list[Delay] = []
        self._stuck: list[str] = []

    def settled(self, starts: Sequence[int]) -> Settled:
        for node in self._order(starts):
            self._early.starts[node] = start_of(self._net, self._early, node)
            if self._net.state[node] not in CONSTANT and node in self._needs:
                self._place(node)
        return Settled(tuple(self._delays), tuple(self._stuck))

    def _filled(self, schedule: Schedule, pool: Pool) -> tuple[Packing, Profile]:
        """What the dates that stand leave free; absences are resources of their own, as in the drawing."""
        net = self._net
        place = {id: n for n, id in enumerate(pool.resources)}
        absent: dict[tuple[Step, ...], int] = {}
        for need in pool.needs:
            node, resource = net.node[need.activity], pool.resources[need.resource]
            if net.state[node] is State.DONE or not net.span[node] or not need.units:
                continue
            own = dict(self._needs.get(node, ()))
            there = own.get(place[resource.id], 0)
            own[place[resource.id]] = min(resource.units, there + need.units)
            self._needs[node] = list(own.items())
        for id, stretches in to_come(schedule, pool).items():
            steps = _absences(stretches, len(net.node))
            self._needs[net.node[id]].append((absent.setdefault(steps, len(place) + len(absent)), 1))
        whole: list[tuple[Step, ...]] = [((-NEVER, each.units),) for each in pool.resources.values()]
        packed = packing(
            [*(resource.units for resource in pool.resources.values()), *(len(net.node) for _each in absent)]
        )
        free = profile(packed, [*whole, *absent])
        for node, needs in self._needs.items():
            if net.state[node] in CONSTANT:
                start = schedule.dates.early.starts[node]
                free.clip(start, start + net.span[node], needs, packed.shifts)
        return packed, free

    def _order(self, starts: Sequence[int]) -> list[int]:
        """All nodes, gates included, as the jobs start in the sketch and each after all that it waits for."""
        net, ties = self._net, self._net.ties
        rank = dict.fromkeys(range(len(net.state)), -NEVER)
        rank |= dict(zip(self._drawing.nodes, starts, strict=True))
        waiting = [len(ties.into[node]) for node in rank]
        ready = [(rank[node], node) for node in rank if not waiting[node]]
        heapify(ready)
        order: list[int] = []
        while ready:
            node = heappop(ready)[1]
            order.append(node)
            for tie in ties.out_of[node]:
                waiting[tie.head] -= 1
                if not waiting[tie.head]:
                    heappush(ready, (rank[tie.head], tie.head))
        return order

    def _place(self, node: int) -> None:
        net, early, needs = self._net, self._early, self._needs[node]
        possible = early.starts[node]
        fitting = self._fitting(node, possible, needs)
        if fitting is None:
            self._stuck.append(net.activity[node].id)
            fitting = possible
        early.starts[node] = fitting
        start, finish = self._ends(node, fitting)
        self._free.clip(start, finish, needs, self._packing.shifts)
        if fitting > possible:
            self._delays.append(Delay(net.activity[node].id, self._ends(node, possible)[0], start))

    def _fitting(self, node: int, start: Minutes, needs: Needs) -> Minutes | None:
        """The first start from `start` on at which there is somebody for it; None where that breaks a date."""
        demand, axis, latest = self._packing.packed(needs), self._net.axis[node], self._latest[node]
        while True:
            begins, finishes = self._ends(node, start)
            at = self._free.first(begins, finishes - begins, demand)
            if at == begins:
                return start
            if node not in self._movable or at >= NEVER:
                return None
            start = number(axis, at)
            if start > latest:
                return None

    def _ends(self, node: int, start: Minutes) -> tuple[Instant, Instant]:
        axis, span = self._net.axis[node], self._net.span[node]
        if axis is None:
            return start, start + span
        return axis.starts_at(start), axis.finishes_at(start + span)


def _absences(stretches: Sequence[tuple[Instant, Instant]], enough: int) -> tuple[Step, ...]:
    steps: list[Step] = [(-NEVER, enough)]
    for start, finish in stretches:
        steps += [(start, 0), (finish, enough)]
    return tuple(steps)
