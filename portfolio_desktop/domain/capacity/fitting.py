# SPDX-License-Identifier: Apache-2.0
"""What fits: a new project into the months, and a person to a package of work."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from portfolio_desktop.domain.capacity.load import Board, By, Key
from portfolio_desktop.domain.capacity.months import Month, days_between, first_day, last_day, month_of
from portfolio_desktop.domain.capacity.together import Ask, fits_together
from portfolio_desktop.domain.skills.gaps import Fit, Need, Readiness, gaps

LATEST = 36
"""Months ahead that are tried for a new project."""
_ALMOST = 1e-6


@dataclass(frozen=True, slots=True)
class Needs:
    """What a new project asks of one row: full-time people in each month from its first on."""

    row: Key
    people: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """One row in one month of a new project, in days."""

    month: Month
    asked: float
    free: float

    @property
    def fits(self) -> bool:
        return self.asked <= self.free + _ALMOST


@dataclass(frozen=True, slots=True)
class When:
    """When one row has room. `start` None: not within `LATEST` months; then `rooms` are of the first month tried.

    `hire` is how many full-time people are lacking to begin in the first month tried.
    """

    needs: Needs
    start: Month | None
    rooms: tuple[Room, ...]
    hire: float


@dataclass(frozen=True, slots=True)
class NewProject:
    """When all rows have room together, and each by itself. `rooms` are those of the start, row by row."""

    start: Month | None
    each: tuple[When, ...]
    rooms: tuple[tuple[Room, ...], ...]


@dataclass(frozen=True, slots=True)
class Suits:
    """Somebody for a package: skills against what it needs, and days free in its time out of those it takes.

    `free` None: it is not known how much of full time they work; `days` None: the effort is not known.
    """

    person: str
    fit: Fit
    free: float | None
    days: float | None

    @property
    def able(self) -> bool:
        """Whether every skill is held at what is asked. A package that asks for none, anybody can do."""
        return not self.fit.gaps or self.fit.readiness is Readiness.READY

    @property
    def has_time(self) -> bool:
        return self.free is not None and self.days is not None and self.free + _ALMOST >= self.days


def new_project(board: Board, needs: Sequence[Needs], first: Month) -> NewProject:
    """The earliest month from `first` on in which the whole profile fits, and the one in which each row of it does."""
    asked = asked_together(board, needs)
    each = tuple(_when(board, need, first) for need in asked)
    for start in range(first, first + LATEST):
        rooms = tuple(_rooms(board, need, start) for need in asked)
        if all(room.fits for row in rooms for room in row) and _together(board, needs, start):
            return NewProject(start, each, rooms)
    return NewProject(None, each, tuple(_rooms(board, need, first) for need in asked))


def who_suits(
    board: Board, needs: Sequence[Need], days: float | None, first: date, last: date, own: str = ""
) -> tuple[Suits, ...]:
    """Everybody of whom at least one of the skills is known, the most suited first.

    Skills count before time: who lacks one cannot do it however free. `own` is the package itself, which does not
    stand in the way of whoever has it already. Where no skill is asked for, time alone tells.
    """
    wanted = {need.skill for need in needs}
    found = [
        Suits(person, Fit(gaps(needs, worker.skills)), _free(board, person, first, last, own), days)
        for person, worker in board.workers.items()
        if not wanted or not wanted.isdisjoint(worker.skills)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(each: Suits) -> tuple[object, ...]:
    time = 0 if each.has_time else 1
    return (not each.able, time if each.able else 0, each.fit.rank, time, -(each.free or 0.0), each.person)


def _free(board: Board, person: str, first: date, last: date, own: str) -> float | None:
    """Days free from `first` to `last`: of each month, as much as of its working days lies in that time."""
    worker = board.workers[person]
    free = 0.0
    for month in range(month_of(first), month_of(last) + 1):
        there = board.supply(month)[person]
        if there is None:
            return None
        lines = board.lines_of(Key(By.PERSON, person), month)
        rest = there - sum(line.days for line in lines if line.want != own)
        whole = days_between(worker.calendar, first_day(month), last_day(month))
        within = days_between(worker.calendar, max(first, first_day(month)), min(last, last_day(month)))
        free += max(0.0, rest) * (within / whole if whole else 0.0)
    return free


def _together(board: Board, needs: Sequence[Needs], start: Month) -> bool:
    """Whether the people suffice who can do it all: two rows may have room, and only the same people for it."""
    length = max((len(need.people) for need in needs), default=0)
    for place in range(length):
        month = start + place
        more: dict[Ask, float] = defaultdict(float)
        for need in needs:
            if place < len(need.people):
                more[_ask(need.row)] += need.people[place] * board.full(month)
        if not fits_together(board, month, more):
            return False
    return True


def _ask(row: Key) -> Ask:
    return Ask(row.key, row.level, "") if row.by is By.SKILL else Ask("", 0, row.key)


def _when(board: Board, needs: Needs, first: Month) -> When:
    now = _rooms(board, needs, first)
    hire = max(
        (
            (room.asked - max(0.0, room.free)) / board.full(room.month)
            for room in now
            if board.full(room.month)
        ),
        default=0.0,
    )
    for start in range(first, first + LATEST):
        rooms = _rooms(board, needs, start)
        if all(room.fits for room in rooms):
            return When(needs, start, rooms, max(0.0, hire))
    return When(needs, None, now, max(0.0, hire))


def _rooms(board: Board, needs: Needs, start: Month) -> tuple[Room, ...]:
    found = []
    for month, people in enumerate(needs.people, start):
        cell = board.cell(needs.row, month)
        asked = people * cell.full
        found.append(Room(month, asked, cell.supply * board.thresholds.over - cell.demand))
    return tuple(found)


def asked_together(board: Board, needs: Iterable[Needs]) -> tuple[Needs, ...]:
    """What is asked of each row in all: the same row twice adds up, and a level is asked of every level below it too.

    An expert who is taken is one practitioner less, so the rows of lower levels that the board has are asked as well.
    """
    given = tuple(needs)
    rows = {need.row for need in given}
    skills = {row.key for row in rows if row.by is By.SKILL}
    rows |= {row for row in board.rows(By.SKILL) if row.key in skills and board.lines_of(row)}
    found = []
    for row in sorted(rows):
        asking = [
            need.people
            for need in given
            if need.row.by is row.by and need.row.key == row.key and need.row.level >= row.level
        ]
        if asking:
            found.append(Needs(row, tuple(map(sum, zip_longest(*asking, fillvalue=0.0)))))
    return tuple(found)
