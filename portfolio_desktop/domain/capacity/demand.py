# SPDX-License-Identifier: Apache-2.0
"""What is asked of people, counted once.

The same work may be written down three times: a project asks for a tester from April to June, its plan assigns Ana to
three tasks in these months, and one of the tasks is handed to her as a work package. Two rules make one of them:

1. A package that carries out a task stands for the task's assignment of whoever is responsible for it.
2. Named work (packages and assignments) is taken out of what its project asks for in the same month: first where
   somebody is asked for by name, then by skill, then by role. What is left over is asked for on top of it. A day of
   named work makes up for one day that is asked for, never for two.

An assignment says who, not with which skill. Where it makes up for a skill that is asked for, it counts under that
skill; else under none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from portfolio_desktop.domain.capacity.months import Days, Month
from portfolio_desktop.domain.capacity.supply import Worker, has

_NEXT_TO_NOTHING = 1e-9


class Source(StrEnum):
    """What says that somebody is needed. The values are names of entities."""

    DEMAND = "demand"
    PACKAGE = "work_package"
    ASSIGNMENT = "assignment"


class Sure(IntEnum):
    """How sure it is that it will be needed, the surest last."""

    FORECAST = 0
    ASKED = 1
    CONFIRMED = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A skill at least at a level, and the share of the days that need it. Shares add up to one at most."""

    skill: str
    level: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """One thing that asks for people. Keys are ids of records, empty where nothing is said."""

    key: str
    source: Source
    project: str
    days: Days
    person: str = ""
    team: str = ""
    role: str = ""
    parts: tuple[Part, ...] = ()
    sure: Sure = Sure.CONFIRMED
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Days that count, in one month: of one project, for at most one skill, and by whom where that is said."""

    want: str
    source: Source
    project: str
    month: Month
    days: float
    person: str = ""
    team: str = ""
    role: str = ""
    skill: str = ""
    level: int = 0
    sure: Sure = Sure.CONFIRMED


@dataclass(slots=True)
class _Rest:
    """What of a line has not made up for anything yet."""

    line: Line
    days: float


def counted(wants: Iterable[Want], workers: Mapping[str, Worker]) -> tuple[Line, ...]:
    """Every day once, by the rules above, in an order that depends on the wants alone."""
    found = _without_doubles(wants)
    named: dict[tuple[str, Month], list[Line]] = defaultdict(list)
    asked: dict[tuple[str, Month], list[Line]] = defaultdict(list)
    for want in found:
        into = asked if want.source is Source.DEMAND else named
        for line in _lines(want, workers):
            into[line.project, line.month].append(line)
    lines: list[Line] = []
    for place in sorted(named.keys() | asked.keys()):
        lines += _settled(named[place], asked[place], workers)
    return tuple(lines)


def _without_doubles(wants: Iterable[Want]) -> list[Want]:
    """The wants without assignments for which a package stands."""
    found = list(wants)
    handed = {(want.task, want.person) for want in found if want.source is Source.PACKAGE and want.task}
    return [
        want
        for want in found
        if want.source is not Source.ASSIGNMENT or (want.task, want.person) not in handed
    ]


def _lines(want: Want, workers: Mapping[str, Worker]) -> Iterator[Line]:
    """The want by month and skill; of whoever does it, their team and role."""
    worker = workers.get(want.person)
    whole = Line(
        want=want.key,
        source=want.source,
        project=want.project,
        month=0,
        days=0.0,
        person=want.person,
        team=worker.team if worker else want.team,
        role=worker.role if worker and worker.role else want.role,
        sure=want.sure,
    )
    rest = 1.0 - sum(part.share for part in want.parts)
    for month, days in want.days.items():
        for part in want.parts:
            if part.share > 0:
                yield replace(whole, month=month, days=days * part.share, skill=part.skill, level=part.level)
        if days > 0 and rest > _NEXT_TO_NOTHING:
            yield replace(whole, month=month, days=days * rest)


def _settled(named: Sequence[Line], asked: Sequence[Line], workers: Mapping[str, Worker]) -> Iterator[Line]:
    """Named work, then what is asked for beyond it; all of one project in one month."""
    pool = [_Rest(line, line.days) for line in named]
    beyond: list[Line] = []
    for want in sorted(asked, key=lambda line: (not line.person, not line.skill, -line.level)):
        open_days = want.days
        for rest in pool:
            if open_days <= _NEXT_TO_NOTHING:
                break
            if rest.days > _NEXT_TO_NOTHING and _answers(rest.line, want, workers.get(rest.line.person)):
                taken = min(rest.days, open_days)
                rest.days -= taken
                open_days -= taken
                yield _made_up(rest.line, want, taken)
        if open_days > _NEXT_TO_NOTHING:
            beyond.append(replace(want, days=open_days))
    yield from (replace(rest.line, days=rest.days) for rest in pool if rest.days > _NEXT_TO_NOTHING)
    yield from beyond


def _answers(work: Line, want: Line, worker: Worker | None) -> bool:
    """Whether a day of named work is a day of what is asked for."""
    if want.person:
        return work.person == want.person
    if want.skill:
        if work.skill:
            return work.skill == want.skill and work.level >= want.level
        return worker is not None and has(worker, want.skill, want.level)
    return bool(want.role) and work.role == want.role


def _made_up(work: Line, want: Line, days: float) -> Line:
    """Named work that makes up for what is asked for, with the skill and the role that only the asking says."""
    return replace(
        work,
        days=days,
        skill=work.skill or want.skill,
        level=max(work.level, want.level) if not work.skill or work.skill == want.skill else work.level,
        role=work.role or want.role,
    )
