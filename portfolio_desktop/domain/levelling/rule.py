# SPDX-License-Identifier: Apache-2.0
"""The quick way: jobs are placed one after another, each as soon as it fits, and better orders are bred from good ones.

Serial schedule generation (Kelley, 1963) by priority, then by late start; each plan is pushed to its end and back
(Li and Willis, 1992); orders are crossed at two points (Hartmann, 1998). The same seed and rounds, the same plan.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from operator import neg
from typing import NamedTuple, TypeAlias

from portfolio_desktop.base.progress import Stopped
from portfolio_desktop.domain.levelling.profile import NEVER, packing, profile
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

Order: TypeAlias = list[int]
Ties: TypeAlias = Sequence[Sequence[tuple[int, int]]]
"""Of each job, the others and the weights with which it is tied to them."""

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
        self._demands = [
            self._packing.packed(needs) if span else 0
            for needs, span in zip(sketch.needs, sketch.spans, strict=True)
        ]
        self._latest = [
            cap if moves else -NEVER for cap, moves in zip(sketch.caps, sketch.moves, strict=True)
        ]
        self._free = profile(self._packing, sketch.free)
        self._mirrored = self._free.mirrored()
        self._followers: list[list[tuple[int, int]]] = [[] for _job in sketch.spans]
        for job, waits in enumerate(sketch.waits):
            for before, weight in waits:
                self._followers[before].append((job, weight))
        self._in_line = all(
            weight >= sketch.spans[before] for waits in sketch.waits for before, weight in waits
        )  # then sorting by start, or by finish, is enough for each to come after what it waits for
        self._back = sorted(range(len(sketch)), key=lambda job: job if sketch.spans[job] else -1 - job)

    def place(self, order: Sequence[int]) -> Found:
        """Each job in turn as soon as it fits. The order must have no job before one that it waits for."""
        sketch = self.sketch
        floors, waits, spans, caps = sketch.floors, sketch.waits, sketch.spans, sketch.caps
        free, demands = self._free.copy(), self._demands
        starts, stuck = [0] * len(sketch), set[int]()
        for job in order:
            start = floors[job]
            for before, weight in waits[job]:
                reached = starts[before] + weight
                if reached > start:
                    start = reached
            if demands[job]:
                at = free.put(start, spans[job], demands[job], max(start, self._latest[job]))
                if at < NEVER:
                    start = at
                else:
                    free.clip(start, start + spans[job], sketch.needs[job], self._packing.shifts)
                    stuck.add(job)
            if start > caps[job]:
                stuck.add(job)
            starts[job] = start
        value = Value(len(stuck), sketch.lateness(starts), sketch.movement(starts))
        return Found(starts, value, frozenset(stuck))

    def improved(self, found: Found) -> Found:
        """The better of a plan and the same pushed towards its end and back, as often as that helps."""
        while True:
            pushed = self._backwards(found.starts, self._demands, found.stuck)
            back = self.place(self.by_start(pushed))
            if back.value >= found.value:
                return found
            found = back

    def by_start(self, starts: Sequence[int]) -> Order:
        """The jobs as they start; those that wait come after what they wait for."""
        if self._in_line:
            return sorted(range(len(starts)), key=starts.__getitem__)
        return self.ordered(starts)

    def ordered(self, ranks: Sequence[float]) -> Order:
        """The jobs by rank, as far as those that wait can come after what they wait for."""
        return _in_turn(ranks, self.sketch.waits, self._followers)

    def late(self) -> list[int]:
        """The latest starts with which the aims end no later than they do today."""
        return self._backwards(self.sketch.today, [0] * len(self.sketch), frozenset())

    def _backwards(self, starts: Sequence[int], demands: Sequence[int], stuck: Set[int]) -> list[int]:
        """The starts when each job, the last to finish first, is as late as it fits with no aim later than it is."""
        sketch, free, late = self.sketch, self._mirrored.copy(), list(starts)
        latest = self._ends(starts)
        for job in self._by_finish(starts):
            last, span, demand = latest[job], sketch.spans[job], demands[job]
            if last < NEVER:
                late[job] = last
            if demand:
                asked = -(late[job] + span)
                at = free.put(
                    asked, span, demand, NEVER - 1 if sketch.moves[job] and job not in stuck else asked
                )
                if at < NEVER:
                    late[job] = -(at + span)
                else:
                    free.clip(asked, asked + span, sketch.needs[job], self._packing.shifts)
            for before, weight in sketch.waits[job]:
                reached = late[job] - weight
                if reached < latest[before]:
                    latest[before] = reached
        return late

    def _ends(self, starts: Sequence[int]) -> list[int]:
        """The latest starts that dates that stand and the aims allow, without a look at who waits."""
        sketch, latest = self.sketch, list(self.sketch.caps)
        ends = sketch.ends(starts)
        for aim in sketch.aims:
            end = max(aim.due, max(map(ends.__getitem__, aim.jobs), default=aim.due))
            for job in aim.jobs:
                last = end - sketch.spans[job]
                if last < latest[job]:
                    latest[job] = last
        return latest

    def _by_finish(self, starts: Sequence[int]) -> Order:
        """The jobs as they finish, the last first; what others wait for comes after them.

        Of those that finish together the first in number goes first, as on the way back: a true mirror image moves less.
        """
        ends = list(map(neg, self.sketch.ends(starts)))
        if self._in_line:
            return sorted(self._back, key=ends.__getitem__)
        return _in_turn(ends, self._followers, self.sketch.waits)


def _in_turn(ranks: Sequence[float], into: Ties, out_of: Ties) -> Order:
    """By rank, as far as each can come after all from which a tie leads into it."""
    waiting = [len(ties) for ties in into]
    ready = [(rank, job) for job, rank in enumerate(ranks) if not waiting[job]]
    heapify(ready)
    order: Order = []
    while ready:
        job = heappop(ready)[1]
        order.append(job)
        for other, _weight in out_of[job]:
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, (ranks[other], other))
    return order


def by_rule(
    sketch: Sketch,
    seconds: float,
    *,
    rounds: int = 1_000_000,
    seed: int = 1,
    guests: list[list[int]] | None = None,
    better: Better | None = None,
    stopped: Stopped | None = None,
) -> Found:
    """The best plan found within `seconds` and `rounds`. The first plan is made whatever the time.

    `guests` are the starts of plans that somebody else finds: another thread may add to them, and who has joined is gone.
    """
    placing, end = Placing(sketch), time.monotonic() + seconds
    best: Found | None = None
    plans = _search(placing, random.Random(seed), [] if guests is None else guests)
    for found, _round in zip(plans, range(rounds), strict=False):
        if best is None or found.value < best.value:
            best = found
            if better is not None:
                better(found)
        if time.monotonic() > end or best.value == (0, 0, 0) or (stopped is not None and stopped()):
            break
    assert best is not None
    return best


def _search(placing: Placing, chance: random.Random, guests: list[list[int]]) -> Iterator[Found]:
    """Plans of one brood after another, until all of a brood are one."""
    while True:
        kept: list[Kin] = []
        for order in _first_orders(placing, chance):
            found = placing.improved(placing.place(order))
            yield found
            kept.append(_kin(placing, found))
        stale, best = 0, min(kin.value for kin in kept)
        while stale < _STALE:
            kept = _surviving(kept, chance)
            if len(kept) < 2:
                return
            for order in chain(_joining(guests, placing), _children(kept, placing, chance)):
                found = placing.improved(placing.place(order))
                yield found
                kept.append(_kin(placing, found))
            now = min(kin.value for kin in kept)
            stale, best = (stale + 1, best) if now >= best else (0, now)


def _joining(guests: list[list[int]], placing: Placing) -> Iterator[Order]:
    while guests:
        yield placing.by_start(guests.pop())


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
    yield placing.ordered([rank[cost] * NEVER + at for cost, at in zip(sketch.costs, late, strict=True)])
    yield placing.ordered(late)
    yield placing.ordered([at - was for at, was in zip(late, sketch.today, strict=True)])
    real = [at for at in late if at > -NEVER]
    whole = max(real, default=0) - min(real, default=0)
    for _order in range(_KEPT):
        yield placing.ordered([at + chance.random() * _SHUFFLED * whole for at in late])


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
