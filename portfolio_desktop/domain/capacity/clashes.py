# SPDX-License-Identifier: Apache-2.0
"""Where more is asked than there is, which projects ask for it, and what can be done about it, with its arithmetic.

A choice is worked out for the row that clashes alone. It says what would fit there, and moves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portfolio_desktop.domain.capacity.demand import Line, Sure
from portfolio_desktop.domain.capacity.load import Board, By, Cell, Key, State
from portfolio_desktop.domain.capacity.months import Month
from portfolio_desktop.domain.capacity.supply import has

FURTHEST = 12
"""Months by which a project is moved at most before another choice is better."""
_OFFERED = 3
"""People who are offered to share or to be trained."""
_LITTLE = 0.25
"""Days of somebody that are too few to speak of."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What one project asks of a row in the months of a clash, in days, and how sure most of these are."""

    project: str
    days: tuple[float, ...]
    sure: Sure

    @property
    def whole(self) -> float:
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class Clash:
    """A row in months without a break in each of which too much is asked. The project that asks most comes first."""

    row: Key
    months: tuple[Month, ...]
    cells: tuple[Cell, ...]
    asks: tuple[Asks, ...]

    @property
    def excess(self) -> float:
        """Days too many, over all its months."""
        return sum(cell.excess for cell in self.cells)

    @property
    def between(self) -> bool:
        """Whether more than one project asks."""
        return len(self.asks) > 1


@dataclass(frozen=True, slots=True)
class Sum:
    """The arithmetic of one month: what is asked, what would be taken off it or come on top, and what there is."""

    month: Month
    asked: float
    change: float
    there: float


@dataclass(frozen=True, slots=True)
class MoveLater:
    """Everything that a project asks of the row from the clash on, so many months later: then it fits."""

    project: str
    by: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class GiveTo:
    """Somebody with the skill who has so many of the days too many free."""

    person: str
    days: float
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Train:
    """Somebody who has the skill so many levels too low, and time."""

    person: str
    levels: int
    days: float


@dataclass(frozen=True, slots=True)
class Hire:
    """So many full-time people for the months of the clash: what the worst of them lacks."""

    people: float
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class GiveWay:
    """The projects that would do without, the least sure first, until the rest fits; lower priority first.

    `sums` are of what is left when all of them have given way.
    """

    projects: tuple[Asks, ...]
    sums: tuple[Sum, ...]


Choice = MoveLater | GiveTo | Train | Hire | GiveWay


def clashes(board: Board, by: Iterable[By], months: Sequence[Month]) -> tuple[Clash, ...]:
    """Every clash, those between projects first, then by how much too much is asked. What nobody named is not one."""
    found = [
        _clash(board, row, stretch)
        for each in by
        for row in board.rows(each)
        if row.key
        for stretch in _stretches(board, row, months)
    ]
    return tuple(sorted(found, key=lambda clash: (not clash.between, -clash.excess, clash.row)))


def choices(board: Board, clash: Clash, priority: Mapping[str, int]) -> tuple[Choice, ...]:
    """What is open, the least costly first. `priority` is by project, the highest number giving way first."""
    return (
        *_moves(board, clash, priority),
        *_shares(board, clash),
        *_trainees(board, clash),
        _hire(clash),
        *_yields(board, clash, priority),
    )


def moved(lines: Iterable[Line], project: str, start: Month, by: int) -> dict[Month, float]:
    """Days by month of `lines` if what `project` asks from `start` on came `by` months later."""
    days: dict[Month, float] = defaultdict(float)
    for line in lines:
        later = by if line.project == project and line.month >= start else 0
        days[line.month + later] += line.days
    return dict(days)


def _stretches(board: Board, row: Key, months: Sequence[Month]) -> list[tuple[Month, ...]]:
    found: list[list[Month]] = []
    for month in months:
        if not board.lines_of(row, month):
            continue
        if board.cell(row, month).state(board.thresholds) is State.OVER:
            if found and found[-1][-1] == month - 1:
                found[-1].append(month)
            else:
                found.append([month])
    return [tuple(each) for each in found]


def _clash(board: Board, row: Key, months: tuple[Month, ...]) -> Clash:
    days: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(months))
    sure: dict[str, dict[Sure, float]] = defaultdict(lambda: dict.fromkeys(Sure, 0.0))
    for place, month in enumerate(months):
        for line in board.lines_of(row, month):
            days[line.project][place] += line.days
            sure[line.project][line.sure] += line.days
    asks = [
        Asks(project, tuple(found), max(Sure, key=sure[project].__getitem__))
        for project, found in days.items()
    ]
    cells = tuple(board.cell(row, month) for month in months)
    return Clash(row, months, cells, tuple(sorted(asks, key=lambda each: (-each.whole, each.project))))


def _moves(board: Board, clash: Clash, priority: Mapping[str, int]) -> list[MoveLater]:
    """For each project the fewest months, as long as it is not alone: moving all there is only puts it off."""
    if not clash.between:
        return []
    lines = board.lines_of(clash.row)
    order = sorted(clash.asks, key=lambda each: _first_to_yield(each, priority))
    return [move for each in order if (move := _move(board, clash, lines, each.project)) is not None]


def _move(board: Board, clash: Clash, lines: Sequence[Line], project: str) -> MoveLater | None:
    before = moved(lines, project, clash.months[0], 0)
    for by in range(1, FURTHEST + 1):
        after = moved(lines, project, clash.months[0], by)
        changed = sorted(month for month in after.keys() | before.keys() if _differs(before, after, month))
        sums = tuple(
            Sum(
                month,
                before.get(month, 0.0),
                after.get(month, 0.0) - before.get(month, 0.0),
                board.cell(clash.row, month).supply,
            )
            for month in changed
        )
        if {*clash.months} <= {*changed} and all(_fits(board, each) for each in sums):
            return MoveLater(project, by, sums)
    return None


def _differs(before: Mapping[Month, float], after: Mapping[Month, float], month: Month) -> bool:
    return abs(after.get(month, 0.0) - before.get(month, 0.0)) > 1e-9


def _fits(board: Board, each: Sum) -> bool:
    return each.asked + each.change <= each.there * board.thresholds.over + 1e-9


def _shares(board: Board, clash: Clash) -> list[GiveTo]:
    """Only of what one person is asked for: where a skill clashes, everybody who has it has been counted.

    Of those who can take as much, the team's own come first, and then whoever is least above what is needed.
    """
    busy = board.workers.get(clash.row.key)
    if clash.row.by is not By.PERSON or busy is None:
        return []
    wanted = {(line.skill, line.level) for month in clash.months for line in board.lines_of(clash.row, month)}
    skills = {(skill, level) for skill, level in wanted if skill}
    found = []
    for person, worker in board.workers.items():
        same_role = bool(busy.role) and worker.role == busy.role
        able = all(has(worker, skill, level) for skill, level in skills) if skills else same_role
        if person != clash.row.key and able:
            above = sum(worker.skills.get(skill, 0) - level for skill, level in skills)
            give = _give(board, clash, person)
            found.append((-round(give.days, 1), worker.team != busy.team, above, person, give))
    return [give for *_rank, give in sorted(found, key=lambda each: each[:4]) if give.days >= _LITTLE][
        :_OFFERED
    ]


def _give(board: Board, clash: Clash, person: str) -> GiveTo:
    sums = []
    for month, cell in zip(clash.months, clash.cells, strict=True):
        days = min(board.free(person, month) or 0.0, cell.excess)
        sums.append(Sum(month, cell.demand, -days, cell.supply))
    return GiveTo(person, -sum(each.change for each in sums), tuple(sums))


def _trainees(board: Board, clash: Clash) -> list[Train]:
    row = clash.row
    if row.by is not By.SKILL or not row.level:
        return []
    found = []
    for person, worker in board.workers.items():
        held = worker.skills.get(row.key)
        if held is not None and held < row.level:
            days = sum(board.free(person, month) or 0.0 for month in clash.months)
            if days >= _LITTLE:
                found.append(Train(person, row.level - held, min(days, clash.excess)))
    return sorted(found, key=lambda each: (each.levels, -each.days, each.person))[:_OFFERED]


def _hire(clash: Clash) -> Hire:
    people = max((cell.excess / cell.full for cell in clash.cells if cell.full), default=0.0)
    sums = tuple(
        Sum(month, cell.demand, 0.0, cell.supply + people * cell.full)
        for month, cell in zip(clash.months, clash.cells, strict=True)
    )
    return Hire(people, sums)


def _yields(board: Board, clash: Clash, priority: Mapping[str, int]) -> list[GiveWay]:
    if not clash.between:
        return []
    gone: list[Asks] = []
    for asks in sorted(clash.asks, key=lambda each: _first_to_yield(each, priority))[:-1]:
        gone.append(asks)
        sums = tuple(
            Sum(month, cell.demand, -sum(each.days[place] for each in gone), cell.supply)
            for place, (month, cell) in enumerate(zip(clash.months, clash.cells, strict=True))
        )
        if all(_fits(board, each) for each in sums):
            return [GiveWay(tuple(gone), sums)]
    return []


def _first_to_yield(asks: Asks, priority: Mapping[str, int]) -> tuple[int, int, float, str]:
    return asks.sure, -priority.get(asks.project, 0), asks.whole, asks.project
