# SPDX-License-Identifier: Apache-2.0
"""Rule and solver in turn, within one time limit: the whole search for a levelled plan."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.rule import Found, Placing, by_rule
from portfolio_desktop.domain.levelling.sketch import Sketch, Value

_FIRST = 0.1  # of the time, for the rule to make a plan that the solver starts from
_SOLVER = 0.3  # for the solver; the rest is for the rule again, from what the solver found

Told: TypeAlias = Callable[[Value, int], None]
"""Told the value of each better plan, and the lateness that is proved to be the least."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The best plan of a sketch. `bound` is the least lateness that any can have; None where nothing is proved."""

    starts: list[int]
    value: Value
    bound: int | None = None


def search(sketch: Sketch, seconds: float, *, thorough: bool = True, told: Told | None = None) -> Searched:
    """The best plan found within `seconds`, by the rule alone unless `thorough`. Raises Refusal where there is no solver."""
    began = time.monotonic()
    if not len(sketch):
        return Searched([], Value(0, 0, 0), 0)

    def tell(value: Value, bound: int = 0) -> None:
        if told is not None:
            told(value, bound)

    def better(found: Found) -> None:
        tell(found.value)

    if not thorough:
        best = by_rule(sketch, seconds, better=better)
        return Searched(best.starts, best.value, 0 if best.value[:2] == (0, 0) else None)
    best = by_rule(sketch, seconds * _FIRST, better=better)
    asking = sketch.asking_less(set(best.stuck)) if best.stuck else sketch
    solved = solver.solve(
        asking,
        best.starts,
        seconds * _SOLVER,
        better=lambda starts, bound: tell(
            Value(len(best.stuck), sketch.lateness(starts), sketch.movement(starts)), bound
        ),
    )
    placing = Placing(sketch)
    best = min(best, placing.place(placing.by_start(solved.starts)), key=lambda found: found.value)
    proved = sketch.exact and not best.stuck
    if not (proved and best.value.lateness <= solved.bound):
        left = seconds - (time.monotonic() - began)
        again = by_rule(sketch, left, like=best.starts, better=better)
        best = min(best, again, key=lambda found: found.value)
    return Searched(best.starts, best.value, solved.bound if proved else None)
