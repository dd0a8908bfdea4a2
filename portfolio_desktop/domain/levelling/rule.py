# SPDX-License-Identifier: Apache-2.0
"""The quick way: jobs are placed one after another, each as soon as it fits, and better orders are bred from good ones.

Serial schedule generation (Kelley, 1963) by priority, then by late start; each plan is pushed to its end and back
(Li and Willis, 1992); orders are crossed at two points (Hartmann, 1998). The same seed and rounds, the same plan.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import NamedTuple, TypeAlias

from portfolio_desktop.base.progress import Stopped
from portfolio_desktop.domain.levelling.profile import NEVER, packing, profile
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

Order: TypeAlias = list[int]

_KEPT = 90  # plans that others are bred from
_STALE = 40  # generations without a better plan after which a new brood is begun
_MUTATED = 0.03  # of neighbours in an order
_SHUFFLED = 0.4  # how far chance may bend the first orders, as a share of the whole time


@dataclass(frozen=True, slots=True)
class Found:
    """A plan with its order and value. `stuck` are the jobs that fit nowhere."""

    starts: list[int]
    value: Value
    stuck: frozenset[int]


class Kin(NamedTuple):
    """A plan to breed from. The same starts are the same plan."""

    value: Value
    starts: tuple[int, ...]
    order: Order


Better: TypeAlias = Callable[[Found], None]


class Placing:
    """Turns orders of a sketch's jobs into plans."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self._packing = packing(max(free for _at, free in steps) for steps in sketch.free)
        self._demands = [self._packing.packed(needs) for needs in sketch.needs]
        self._free = profile(self._packing, sketch.free)
        self._mirrored = self._free.mirrored()
        self.followers: list[list[tuple[int, int]]] = [[] for _job in sketch.spans]
        for job, waits in enumerate(sketch.waits):
            for before, weight in waits:
                self.followers[before].append((job, weight))

    def place(self, order: Sequence[int]) -> Found:
        """Each job in turn as soon as it fits. The order must have no job before one that it waits for."""
        sketch = self.sketch
        free, demands, spans = self._free.copy(), self._demands, sketch.spans
        starts, stuck = [0] * len(sketch), set[int]()
        for job in order:
            start = earliest = sketch.earliest(job, starts)
            demand, span = demands[job], spans[job]
            if demand and span:
                start = free.first(earliest, span, demand)
                if start == earliest or (sketch.moves[job] and start <= sketch.caps[job]):
                    free.take(start, start + span, demand)
                else:
                    start = earliest
                    free.clip(start, start + span, sketch.needs[job], self._packing.shifts)
                    stuck.add(job)
            if start > sketch.caps[job]:
                stuck.add(job)
            starts[job] = start
        value = Value(len(stuck), sketch.lateness(starts), sketch.movement(starts))
        return Found(starts, value, frozenset(stuck))

    def improved(self, found: Found) -> Found:
        """The better of a plan and the same pushed towards its end and back, as often as that helps."""
        while True:
            back = self.place(self.by_start(self._pushed(found)))
            if back.value >= found.value:
                return found
            found = back

    def by_start(self, starts: Sequence[int]) -> Order:
        """The jobs as they start; those that wait come after what they wait for."""
        return self.ordered([(starts[job], job) for job in range(len(starts))])

    def ordered(self, ranks: Sequence[tuple[float, int]]) -> Order:
        """The jobs by rank, as far as those that wait can come after what they wait for."""
        waiting = [len(waits) for waits in self.sketch.waits]
        ready = [rank for rank, count in zip(ranks, waiting, strict=True) if not count]
        heapify(ready)
        order: Order = []
        while ready:
            job = heappop(ready)[1]
            order.append(job)
            for follower, _weight in self.followers[job]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    heappush(ready, ranks[follower])
        return order

    def late(self) -> list[int]:
        """The latest starts with which the aims end no later than they do today."""
        return self._backwards(self.sketch.today, self._whole_path)

    def _pushed(self, found: Found) -> list[int]:
        """The starts when each job is as late as it can be with every aim ending when it does."""
        sketch, free = self.sketch, self._mirrored.copy()

        def as_late(job: int, latest: int) -> int:
            span, demand = sketch.spans[job], self._demands[job]
            if not demand or not span:
                return latest
            asked = -(latest + span)
            at = free.first(asked, span, demand)
            if at == asked or (sketch.moves[job] and job not in found.stuck and at < NEVER):
                free.take(at, at + span, demand)
                return -(at + span)
            free.clip(asked, asked + span, sketch.needs[job], self._packing.shifts)
            return latest

        return self._backwards(found.starts, as_late)

    @staticmethod
    def _whole_path(_job: int, latest: int) -> int:
        return latest

    def _backwards(self, starts: Sequence[int], put: Callable[[int, int], int]) -> list[int]:
        """Go through the jobs from the last finish to the first; `put` says where each goes, given its latest start."""
        sketch, late = self.sketch, [0] * len(starts)
        latest = [cap if cap < NEVER else NEVER for cap in sketch.caps]
        for aim in sketch.aims:
            end = max(aim.due, *(starts[job] + sketch.spans[job] for job in aim.jobs), -NEVER)
            for job in aim.jobs:
                latest[job] = min(latest[job], end - sketch.spans[job])
        left = [len(followers) for followers in self.followers]
        ends = [-(start + span) for start, span in zip(starts, sketch.spans, strict=True)]
        ready = [(ends[job], job) for job, count in enumerate(left) if not count]
        heapify(ready)
        while ready:
            job = heappop(ready)[1]
            late[job] = put(job, max(latest[job], starts[job]) if latest[job] == NEVER else latest[job])
            for before, weight in sketch.waits[job]:
                latest[before] = min(latest[before], late[job] - weight)
                left[before] -= 1
                if not left[before]:
                    heappush(ready, (ends[before], before))
        return late


def by_rule(
    sketch: Sketch,
    seconds: float,
    *,
    rounds: int = 1_000_000,
    seed: int = 1,
    like: Sequence[int] | None = None,
    better: Better | None = None,
    stopped: Stopped | None = None,
) -> Found:
    """The best plan found within `seconds` and `rounds`. The first plan is made whatever the time.

    `like` are the starts of a plan that is known, from which others are bred too.
    """
    placing, end = Placing(sketch), time.monotonic() + seconds
    best: Found | None = None
    for found, _round in zip(_search(placing, random.Random(seed), like), range(rounds), strict=False):
        if best is None or found.value < best.value:
            best = found
            if better is not None:
                better(found)
        if time.monotonic() > end or best.value == (0, 0, 0) or (stopped is not None and stopped()):
            break
    assert best is not None
    return best


def _search(placing: Placing, chance: random.Random, like: Sequence[int] | None) -> Iterator[Found]:
    """Plans of one brood after another, until all of a brood are one. Only the first knows the plan `like`."""
    while True:
        kept: list[Kin] = []
        known = () if like is None else (placing.by_start(like),)
        for order in chain(known, _first_orders(placing, chance)):
            found = placing.improved(placing.place(order))
            yield found
            kept.append(_kin(placing, found))
        stale, best, like = 0, min(kin.value for kin in kept), None
        while stale < _STALE:
            kept = _surviving(kept, chance)
            if len(kept) < 2:
                return
            for order in _children(kept, placing, chance):
                found = placing.improved(placing.place(order))
                yield found
                kept.append(_kin(placing, found))
            now = min(kin.value for kin in kept)
            stale, best = (stale + 1, best) if now >= best else (0, now)


def _children(kept: list[Kin], placing: Placing, chance: random.Random) -> Iterator[Order]:
    """Two of each pair, pairs being made by chance."""
    chance.shuffle(kept)
    for one, other in list(zip(kept[::2], kept[1::2], strict=False)):
        for father, mother in ((one, other), (other, one)):
            yield _mutated(_crossed(father.order, mother.order, chance), placing, chance)


def _kin(placing: Placing, found: Found) -> Kin:
    return Kin(found.value, tuple(found.starts), placing.by_start(found.starts))


def _surviving(kin: Sequence[Kin], chance: random.Random) -> list[Kin]:
    """As many as are kept: of two the worse goes, time and again, so that there is always somebody who is different."""
    left = list({one.starts: one for one in kin}.values())
    best = min(one.value for one in left)
    while len(left) > _KEPT:
        one, other = chance.sample(range(len(left)), 2)
        worse = one if left[one].value > left[other].value else other
        if left[worse].value > best or sum(1 for each in left if each.value == best) > 1:
            left[worse] = left[-1]
            left.pop()
    return left


def _first_orders(placing: Placing, chance: random.Random) -> Iterator[Order]:
    """By priority, by late start and by float, what may not be put off first of all; then bent by chance."""
    sketch = placing.sketch
    late = [at if moves else -NEVER for at, moves in zip(placing.late(), sketch.moves, strict=True)]
    steps = sorted(set(sketch.costs), reverse=True)
    rank = {cost: n for n, cost in enumerate(steps)}
    yield placing.ordered([(rank[sketch.costs[job]] * NEVER + late[job], job) for job in range(len(late))])
    yield placing.ordered([(late[job], job) for job in range(len(late))])
    yield placing.ordered([(late[job] - sketch.today[job], job) for job in range(len(late))])
    real = [at for at in late if at > -NEVER]
    whole = max(real, default=0) - min(real, default=0)
    for _order in range(_KEPT):
        ranks = [(late[job] + chance.random() * _SHUFFLED * whole, job) for job in range(len(late))]
        yield placing.ordered(ranks)


def _crossed(father: Order, mother: Order, chance: random.Random) -> Order:
    """The mother's order with a middle in which the jobs come as they do in the father's."""
    first, last = sorted(chance.sample(range(len(mother) + 1), 2))
    child = mother[:first]
    there = set(child)
    child += [job for job in father if job not in there][: last - first]
    there.update(child)
    return child + [job for job in mother if job not in there]


def _mutated(order: Order, placing: Placing, chance: random.Random) -> Order:
    """Some neighbours trade places where neither waits for the other."""
    waits = placing.sketch.waits
    for n in range(len(order) - 1):
        if chance.random() < _MUTATED:
            one, other = order[n], order[n + 1]
            if all(before != one for before, _weight in waits[other]):
                order[n], order[n + 1] = other, one
    return order
