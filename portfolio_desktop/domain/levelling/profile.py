# SPDX-License-Identifier: Apache-2.0
"""How much of all resources is free, as steps over time: asked when work fits, told that work has been put there.

What is free at one moment is one whole number, in which each resource has some bits and a guard bit above them. Taking
a demand away at once from all of them clears the guard of each that has too little: one subtraction answers for all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, Self, TypeAlias

NEVER: Final = 1 << 60
"""Later than anything; its negative is earlier."""

Step: TypeAlias = tuple[int, int]
"""From when on, and how many units are free then."""
Needs: TypeAlias = Sequence[tuple[int, int]]
"""Resources, and units of them."""


class Packing(NamedTuple):
    """Where in a whole number each resource has its bits."""

    shifts: tuple[int, ...]
    guards: int

    def packed(self, needs: Needs) -> int:
        return sum(units << self.shifts[resource] for resource, units in needs)


def packing(most: Iterable[int]) -> Packing:
    """Room for what there can be of each resource."""
    widths = [units.bit_length() + 1 for units in most]
    ends = list(accumulate(widths))
    starts = tuple(end - width for end, width in zip(ends, widths, strict=True))
    return Packing(starts, sum(1 << (end - 1) for end in ends))


class Profile:
    """Steps in order. The first is from before everything on, the last lasts for ever."""

    __slots__ = ("_free", "_guards", "_times")

    def __init__(self, guards: int, times: list[int], free: list[int]) -> None:
        """`free` are packed, with all guards set."""
        self._guards, self._times, self._free = guards, times, free

    def copy(self) -> Self:
        return type(self)(self._guards, self._times.copy(), self._free.copy())

    def mirrored(self) -> Self:
        """The same with time running backwards."""
        times, free = self._times, self._free
        return type(self)(self._guards, [-NEVER, *(-at for at in times[:0:-1])], free[::-1])

    def first(self, start: int, span: int, demand: int) -> int:
        """The first moment from `start` on at which a packed demand is free for `span`; NEVER where there is none."""
        return self.copy().put(start, span, demand, NEVER - 1)

    def put(self, start: int, span: int, demand: int, latest: int) -> int:
        """Take a packed demand for `span` at the first such moment, and tell it; NEVER, and nothing taken, after `latest`.

        One loop and no calls: nearly all the time of a search is spent here.
        """
        times, free, guards = self._times, self._free, self._guards
        count = len(times)
        last = first = (
            bisect_right(times, start) - 1
        )  # the step in which it begins, and that in which it has ended
        end = start + span
        while True:
            fits = (free[last] - demand) & guards == guards
            last += 1
            if fits:
                if last == count or times[last] >= end:
                    break
            elif last == count:
                return NEVER
            else:
                first, start = last, times[last]
                end = start + span
        if start > latest:
            return NEVER
        if last == count or times[last] != end:
            times.insert(last, end)
            free.insert(last, free[last - 1])
        if times[first] != start:
            first += 1
            last += 1
            times.insert(first, start)
            free.insert(first, free[first - 1])
        for n in range(first, last):
            free[n] -= demand
        return start

    def clip(self, start: int, finish: int, needs: Needs, shifts: Sequence[int]) -> None:
        """Take what is free of `needs` from `start` until `finish`: where there is less, all of it."""
        first, last = self._edge(start), self._edge(finish)
        for n in range(first, last):
            for resource, units in needs:
                guards = self._guards >> shifts[resource]
                there = (self._free[n] >> shifts[resource]) & ((guards & -guards) - 1)
                self._free[n] -= min(there, units) << shifts[resource]

    def _edge(self, at: int) -> int:
        """The place of the step that begins at a moment, made where there is none."""
        n = bisect_left(self._times, at)
        if n == len(self._times) or self._times[n] != at:
            self._times.insert(n, at)
            self._free.insert(n, self._free[n - 1])
        return n


def profile(packed: Packing, steps: Sequence[Sequence[Step]]) -> Profile:
    """The profile of resources whose steps are given one by one; each first step is from before everything on."""
    times = sorted({at for own in steps for at, _free in own} | {-NEVER})
    free = [packed.guards] * len(times)
    for own, shift in zip(steps, packed.shifts, strict=True):
        starts = [at for at, _free in own]
        for n, at in enumerate(times):
            free[n] += own[bisect_right(starts, at) - 1][1] << shift
    return Profile(packed.guards, times, free)
