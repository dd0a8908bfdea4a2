# SPDX-License-Identifier: Apache-2.0
"""Rule and solver at once, within one time limit: the whole search for a levelled plan.

They are good at different things. The rule makes thousands of plans a second and comes near to the best of any size;
the solver proves, and finishes small puzzles. So the rule breeds plans on one processor from the first second to the
last, while the solver has the others, in a thread that leaves Python alone. Each best plan that the solver finds joins the
brood as a guest, and the solver sets out from the best plan of both.

Of large puzzles the solver betters and proves nothing. Where somebody else has a use for its processors it is stopped
once it has not bettered the best plan for a while; what it has proved by then stays.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeAlias

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.rule import Better, Found, Placing, by_rule
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

_FIRST = 0.05  # of the time at most, for a plan that the solver sets out from
_FIRST_ROUNDS = 100
_SOLVER = 0.95  # of the time that is left then: it stops a little late
_PATIENCE = 0.25  # of the time, for which the solver may better nothing before others have its processors
_LARGE = 60  # jobs, from which on that share is smaller: of large puzzles the rule finds more
_WORTH = 0.1  # of the time: with less of it left it is not worth their while to begin
_STOPPING = 0.02  # seconds between two requests that the solver stop: the first may come before it has begun

Room: TypeAlias = Callable[[float], object]
"""Told, once, for how many seconds from now on others may have the solver's processors."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The best plan of a sketch. `bound` is the least lateness that any can have; None where nothing is proved."""

    starts: list[int]
    value: Value
    bound: int | None = None


def search(
    sketch: Sketch,
    seconds: float,
    *,
    thorough: bool = True,
    guests: list[list[int]] | None = None,
    better: Better | None = None,
    room: Room | None = None,
) -> Searched:
    """The best plan found within `seconds`, by the rule alone unless `thorough`. Raises Refusal where there is no solver.

    `guests` as for the rule; `better` is told of each better plan. Without `room` the solver goes on to the end.
    """
    if not len(sketch):
        return Searched([], Value(0, 0, 0), 0)
    if not thorough:
        best = by_rule(sketch, seconds, guests=guests, better=better)
        return Searched(best.starts, best.value, 0 if best.value[:2] == (0, 0) else None)
    return _Both(sketch, [] if guests is None else guests, better, room).search(seconds)


class _Both:
    """The rule, and the solver beside it."""

    def __init__(
        self, sketch: Sketch, guests: list[list[int]], better: Better | None, room: Room | None
    ) -> None:
        self._sketch, self._guests, self._told, self._room = sketch, guests, better, room
        self._best: Found | None = None
        self._turn = solver.Turn()
        self._end = self._hopeful = (
            0.0  # when the search ends; until when the solver is hoped to better something
        )
        self._patience = self._worth = 0.0

    def search(self, seconds: float) -> Searched:
        sketch, self._end = self._sketch, time.monotonic() + seconds
        self._worth = _WORTH * seconds
        self._patience = _PATIENCE * seconds * min(1, _LARGE / len(sketch))
        first = by_rule(sketch, _FIRST * seconds, rounds=_FIRST_ROUNDS, better=self._better)
        asking = sketch.asking_less(set(first.stuck)) if first.stuck else sketch
        with ThreadPoolExecutor(1) as beside:
            left = self._end - time.monotonic()
            solving = beside.submit(
                solver.solve,
                asking,
                self._starts,
                _SOLVER * left,
                better=self._solved,
                workers=max(1, (os.cpu_count() or 1) - 1),
                turn=self._turn,
            )
            by_rule(
                sketch,
                left,
                guests=self._guests,
                better=self._better,
                stopped=lambda: self._settled(solving),
            )
            # Of a small puzzle the rule soon has nothing left to try; what is left of the time is the solver's.
            wait([solving], max(0.0, self._end - time.monotonic()))
            while wait([solving], _STOPPING).not_done:
                self._turn.end()
            solved = solving.result()
        placing = Placing(sketch)
        self._better(placing.place(placing.by_start(solved.starts)))
        best = self._known()
        return Searched(best.starts, best.value, solved.bound if sketch.exact and not best.stuck else None)

    def _settled(self, solving: "Future[solver.Solved]") -> bool:
        """Whether nothing better is left to be found. Sees to it that the solver does not go on in vain."""
        done = solving.done()  # asked once: it may end at any time between two questions
        if done and solving.result().proved:
            return True
        if self._room is not None:
            left = self._end - time.monotonic()
            if left < self._worth:
                self._room = None
            elif done:
                self._room(left)
                self._room = None
            elif not self._turn.begun.is_set():  # its library may take seconds to load
                self._hopeful = time.monotonic() + self._patience
            elif time.monotonic() > self._hopeful:
                self._turn.end()
        return False

    def _solved(self, starts: list[int]) -> None:
        """Have a plan of the solver's that is the best so far join the brood; as long as it leads, it is let go on."""
        best = self._known()
        value = Value(len(best.stuck), self._sketch.lateness(starts), self._sketch.movement(starts))
        if value < best.value:
            self._hopeful = time.monotonic() + self._patience
            self._guests.append(starts)

    def _better(self, found: Found) -> None:
        """Take note of a plan, if it is better than all before it."""
        if self._best is None or found.value < self._best.value:
            self._best = found
            if self._told is not None:
                self._told(found)

    def _known(self) -> Found:
        assert self._best is not None
        return self._best

    def _starts(self) -> list[int]:
        return self._known().starts
