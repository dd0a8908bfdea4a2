# SPDX-License-Identifier: Apache-2.0
"""The thorough way: OR-Tools' CP-SAT, from a plan that the rule has found, with what it could prove.

The one module that imports ortools, and only inside functions: it takes seconds to load, and is an extra.
"""

from __future__ import annotations

import importlib.util
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import is_packed
from portfolio_desktop.domain.levelling.profile import NEVER
from portfolio_desktop.domain.levelling.sketch import Aim, Sketch

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Better: TypeAlias = Callable[[list[int]], object]
"""Told the starts of a better plan."""
Known: TypeAlias = Callable[[], Sequence[int]]
"""Tells the starts of the best plan that is known by now."""

_MISSING = N_(
    "To have a levelled plan searched for thoroughly and its quality proved, add the solver: "
    "`python3 dev.py optimise` in the product's folder. The quick rule works without it."
)
_NOT_PACKED = N_(
    "To have a levelled plan searched for thoroughly and its quality proved, a part is needed that this packed program does "
    "not carry; whoever prepared it can pack one that does. The quick rule works without it."
)
_FOR_LATENESS = 0.75  # of the time; what is left of it, and the rest, is for movement


@dataclass(frozen=True, slots=True)
class Solved:
    """The best plan that was found, the least lateness that any can have, and whether it is proved that no plan is better."""

    starts: list[int]
    bound: int
    proved: bool


def missing() -> str:
    """What to do before the solver can be used, for a person; empty where it can. Quick."""
    if importlib.util.find_spec("ortools"):
        return ""
    return _(_NOT_PACKED if is_packed() else _MISSING)


class Turn:
    """How long the solver may go on: until its time is over, or another thread ends its turn."""

    def __init__(self) -> None:
        self.begun, self.over = Event(), Event()
        self._solver: cp_model.CpSolver | None = None

    def end(self) -> None:
        """Stop soon. What is only about to begin may miss it: ask until it has stopped."""
        self.over.set()
        if self._solver is not None:
            self._solver.stop_search()

    def solved(
        self, solver: cp_model.CpSolver, model: cp_model.CpModel, telling: cp_model.CpSolverSolutionCallback
    ) -> cp_model.CpSolverStatus:
        """Let a solver have its turn."""
        self._solver = solver
        self.begun.set()
        status = solver.solve(model, telling)
        self._solver = None
        return status


def solve(
    sketch: Sketch, known: Known, seconds: float, *, better: Better, workers: int, turn: Turn
) -> Solved:
    """Look for less lateness than the plan that is known, then for less movement with no more, within `seconds`.

    Raises Refusal where the solver is missing. `workers` are threads.
    """
    if reason := missing():
        raise Refusal(reason)
    end, unit = time.monotonic() + seconds, _unit(sketch)
    small, moving = _scaled(sketch, unit), any(sketch.costs)

    def tell(starts: list[int]) -> None:
        better([start * unit for start in starts])

    def best() -> list[int]:
        return [start // unit for start in known()]

    model = _Model(small, best(), turn)
    left = end - time.monotonic()  # the library may have taken seconds to load
    late = model.least_lateness(left * _FOR_LATENESS if moving else left, workers, tell)
    bound, last = late.bound, late
    if moving and turn.over.is_set():
        last = replace(late, proved=False)
    elif moving:
        begun = min(late.starts, best(), key=small.lateness)
        model = _Model(small, begun, turn)
        last = model.least_movement(small.lateness(begun), end - time.monotonic(), workers, tell)
    proved = last.proved and small.lateness(last.starts) <= bound
    return Solved([start * unit for start in last.starts], bound * unit, proved)


class _Model:
    """A sketch in the solver's words."""

    def __init__(self, sketch: Sketch, hint: Sequence[int], turn: Turn) -> None:
        from ortools.sat.python import cp_model

        self._sketch, self._hint, self._turn = sketch, list(hint), turn
        self._model = model = cp_model.CpModel()
        last = max(start + span for start, span in zip(hint, sketch.spans, strict=True))
        self._horizon = horizon = 2 * last - min(sketch.floors)  # twice as long as the plan that is known
        self._starts = [
            model.new_int_var(floor, max(floor, min(cap, horizon - span)), "")
            for floor, cap, span in zip(sketch.floors, sketch.caps, sketch.spans, strict=True)
        ]
        self._wait()
        for resource, steps in enumerate(sketch.free):
            self._share(resource, steps)
        for start, value in zip(self._starts, hint, strict=True):
            model.add_hint(start, value)
        self._lateness = sum(aim.weight * self._late(aim) for aim in sketch.aims)

    def least_lateness(self, seconds: float, workers: int, tell: Better) -> Solved:
        self._model.minimize(self._lateness)
        return self._solved(seconds, workers, tell)

    def least_movement(self, lateness: int, seconds: float, workers: int, tell: Better) -> Solved:
        """The starts that move least from today's, with no more lateness than that."""
        self._model.add(self._lateness <= lateness)
        sketch = self._sketch
        self._model.minimize(
            sum(
                cost * (start - was)
                for cost, start, was in zip(sketch.costs, self._starts, sketch.today, strict=True)
                if cost
            )
        )
        return self._solved(seconds, workers, tell)

    def _wait(self) -> None:
        """Have jobs start after what they wait for; those that may not be put off, right then."""
        sketch, model, starts = self._sketch, self._model, self._starts
        for job, waits in enumerate(sketch.waits):
            if sketch.moves[job]:
                for before, weight in waits:
                    model.add(starts[job] >= starts[before] + weight)
            elif waits:
                reached = [starts[before] + weight for before, weight in waits]
                model.add_max_equality(starts[job], [sketch.floors[job], *reached])
            else:
                model.add(starts[job] == sketch.floors[job])

    def _share(self, resource: int, steps: Sequence[tuple[int, int]]) -> None:
        """Never more of a resource than there is: what is not free at some time is taken by a job that stands."""
        model, sketch = self._model, self._sketch
        most = max(free for _at, free in steps)
        jobs = [
            (job, units)
            for job, needs in enumerate(sketch.needs)
            for which, units in needs
            if which == resource and sketch.spans[job]
        ]
        if sum(units for _job, units in jobs) <= min(free for _at, free in steps):
            return
        intervals = [
            model.new_fixed_size_interval_var(self._starts[job], sketch.spans[job], "")
            for job, _units in jobs
        ]
        demands = [units for _job, units in jobs]
        for start, finish, free in _stretches(steps):
            if free < most:
                intervals.append(model.new_fixed_size_interval_var(start, finish - start, ""))
                demands.append(most - free)
        model.add_cumulative(intervals, demands, most)

    def _late(self, aim: Aim) -> cp_model.IntVar:
        """How late an aim is."""
        spans = self._sketch.spans
        late = self._model.new_int_var(0, max(0, self._horizon - aim.due), "")
        for job in aim.jobs:
            self._model.add(late >= self._starts[job] + spans[job] - aim.due)
        return late

    def _solved(self, seconds: float, workers: int, tell: Better) -> Solved:
        """The best that was found, and a bound of what was minimised; what it set out from, where nothing was found."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        status = self._turn.solved(solver, self._model, _telling(self._starts, tell))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved(self._hint, 0, False)
        starts = [solver.value(start) for start in self._starts]
        return Solved(starts, math.ceil(solver.best_objective_bound - 1e-6), status == cp_model.OPTIMAL)


def _telling(starts: Sequence[cp_model.IntVar], tell: Better) -> cp_model.CpSolverSolutionCallback:
    """What the solver calls with each better plan."""
    from ortools.sat.python import cp_model

    class Telling(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            tell([self.value(start) for start in starts])

    return Telling()


def _stretches(steps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """From, until and what is free, without the first, which has no beginning, and the last, which has no end."""
    for (start, free), (finish, _free) in pairwise(steps):
        if start > -NEVER:
            yield start, finish, free


def _unit(sketch: Sketch) -> int:
    """The greatest number that all times are multiples of."""
    times = {abs(at) for steps in sketch.free for at, _free in steps}
    times |= {weight for waits in sketch.waits for _before, weight in waits}
    times |= {*sketch.floors, *sketch.caps, *sketch.spans, *sketch.today, *(aim.due for aim in sketch.aims)}
    return math.gcd(*(at for at in times if abs(at) < NEVER)) or 1


def _scaled(sketch: Sketch, unit: int) -> Sketch:
    """The same with times as multiples of a unit."""
    if unit == 1:
        return sketch

    def smaller(times: Sequence[int]) -> tuple[int, ...]:
        return tuple(at if abs(at) >= NEVER else at // unit for at in times)

    return replace(
        sketch,
        spans=smaller(sketch.spans),
        floors=smaller(sketch.floors),
        caps=smaller(sketch.caps),
        today=smaller(sketch.today),
        waits=tuple(tuple((before, weight // unit) for before, weight in waits) for waits in sketch.waits),
        free=tuple(
            tuple((at if at == -NEVER else at // unit, free) for at, free in steps) for steps in sketch.free
        ),
        aims=tuple(replace(aim, due=aim.due // unit) for aim in sketch.aims),
    )
