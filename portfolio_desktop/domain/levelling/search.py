# SPDX-License-Identifier: Apache-2.0
"""Rule and solver at once, within one time limit: the whole search for a levelled plan.

They are good at different things. The rule makes thousands of plans a second and comes near to the best of any size;
the solver proves, and finishes small puzzles. So the rule breeds plans on one processor from the first second to the
last, while the solver has the others, in a thread that leaves Python alone. Each plan that the solver finds joins the
brood as a guest, and the solver sets out from the best plan of both.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.rule import Found, Placing, by_rule
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

_FIRST = 0.05  # of the time at most, for a plan that the solver sets out from
_FIRST_ROUNDS = 100
_SOLVER = 0.95  # of the time that is left then: it stops a little late

Told: TypeAlias = Callable[[Value], None]
"""Told the value of each better plan."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The best plan of a sketch. `bound` is the least lateness that any can have; None where nothing is proved."""

    starts: list[int]
    value: Value
    bound: int | None = None


def search(sketch: Sketch, seconds: float, *, thorough: bool = True, told: Told | None = None) -> Searched:
    """The best plan found within `seconds`, by the rule alone unless `thorough`. Raises Refusal where there is no solver."""
    end = time.monotonic() + seconds
    if not len(sketch):
        return Searched([], Value(0, 0, 0), 0)
    if not thorough:
        best = by_rule(sketch, seconds, better=lambda found: told(found.value) if told else None)
        return Searched(best.starts, best.value, 0 if best.value[:2] == (0, 0) else None)
    return _Both(sketch, told).search(end)


class _Both:
    """The rule, and the solver beside it."""

    def __init__(self, sketch: Sketch, told: Told | None) -> None:
        self._sketch, self._told = sketch, told
        self._best: Found | None = None
        self._guests: list[list[int]] = []

    def search(self, end: float) -> Searched:
        sketch = self._sketch
        first = by_rule(sketch, _FIRST * (end - time.monotonic()), rounds=_FIRST_ROUNDS, better=self._better)
        asking = sketch.asking_less(set(first.stuck)) if first.stuck else sketch
        with ThreadPoolExecutor(1) as beside:
            left = end - time.monotonic()
            solving = beside.submit(
                solver.solve,
                asking,
                self._starts,
                _SOLVER * left,
                better=self._guests.append,
                workers=max(1, (os.cpu_count() or 1) - 1),
            )
            by_rule(
                sketch,
                left,
                guests=self._guests,
                better=self._better,
                stopped=lambda: solving.done() and solving.result().proved,
            )
            solved = solving.result()
        placing = Placing(sketch)
        self._better(placing.place(placing.by_start(solved.starts)))
        best = self._known()
        return Searched(best.starts, best.value, solved.bound if sketch.exact and not best.stuck else None)

    def _better(self, found: Found) -> None:
        """Take note of a plan, if it is better than all before it."""
        if self._best is None or found.value < self._best.value:
            self._best = found
            if self._told is not None:
                self._told(found.value)

    def _known(self) -> Found:
        assert self._best is not None
        return self._best

    def _starts(self) -> list[int]:
        return self._known().starts
