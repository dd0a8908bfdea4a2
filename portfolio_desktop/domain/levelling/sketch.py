# SPDX-License-Identifier: Apache-2.0
"""Levelling as a puzzle in whole numbers on one axis of time: what the rule and the solver both work on.

It knows nothing of calendars. Where all work is on one calendar it is the plan itself; else it is near to it, and
`settle` turns the order that is found into dates that are right to the minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import add, mul, sub
from typing import NamedTuple, TypeAlias

from portfolio_desktop.domain.levelling.profile import Step

Starts: TypeAlias = Sequence[int]
"""When each job starts."""


class Value(NamedTuple):
    """How good a levelled plan is; less is better, the first difference decides."""

    stuck: int
    """Jobs that fit nowhere without breaking a date that stands."""
    lateness: int
    """Of all aims, by their weight."""
    movement: int
    """From today's plan, by the priority of what moves."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Jobs that are wanted by a date: a project, or a task with a deadline."""

    jobs: tuple[int, ...]
    due: int
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Jobs in an order in which each comes after all that it waits for; every field has one entry for each of them."""

    spans: tuple[int, ...]
    floors: tuple[int, ...]
    caps: tuple[int, ...]
    """The latest start with which every date that stands can be kept."""
    moves: tuple[bool, ...]
    """Whether it may be put off. What may not starts as soon as it can, whoever is asked for twice."""
    needs: tuple[tuple[tuple[int, int], ...], ...]
    """Resources and units: none of more units than there are at any time."""
    waits: tuple[tuple[tuple[int, int], ...], ...]
    """Earlier jobs, and how long after their start it can start at the soonest."""
    free: tuple[tuple[Step, ...], ...]
    """Of each resource, what is left by what stands."""
    aims: tuple[Aim, ...]
    today: tuple[int, ...]
    """When each starts in today's plan, which asks for people twice."""
    costs: tuple[int, ...]
    """What moving it by one costs: more for what has priority."""
    exact: bool = True
    """Whether it is the plan itself, so that a bound proved of it holds for the plan."""

    def __len__(self) -> int:
        return len(self.spans)

    def ends(self, starts: Starts) -> list[int]:
        """When each job ends."""
        return list(map(add, starts, self.spans))

    def lateness(self, starts: Starts) -> int:
        """How late the aims are, by their weight."""
        ends = self.ends(starts)
        return sum(aim.weight * max(0, max(map(ends.__getitem__, aim.jobs)) - aim.due) for aim in self.aims)

    def movement(self, starts: Starts) -> int:
        """How far the jobs are from where they are today, by their costs."""
        return sum(map(mul, self.costs, map(abs, map(sub, starts, self.today))))

    def asking_less(self, jobs: set[int]) -> "Sketch":
        """The same without what some of the jobs need."""
        return replace(self, needs=tuple(() if n in jobs else need for n, need in enumerate(self.needs)))
