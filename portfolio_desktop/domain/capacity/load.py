# SPDX-License-Identifier: Apache-2.0
"""What is asked against what there is: by skill, role, team or person, in one month at a time.

Everybody stands in one row of the people, of the roles and of the teams, so these rows add up. Somebody with three
skills stands in three rows of the skills, which therefore do not. There the time of people is what their named work
for anything else leaves, and a row for a level asks, and counts, everything at that level and above.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.capacity.demand import Line
from portfolio_desktop.domain.capacity.months import Month, days_between, first_day, last_day
from portfolio_desktop.domain.capacity.supply import Worker, has, supply
from portfolio_desktop.domain.capacity.thresholds import SHIPPED_THRESHOLDS, Thresholds
from portfolio_desktop.domain.schedule.calendars import Calendar

_NEXT_TO_NOTHING = 1e-6


class By(StrEnum):
    """What the rows of a picture of capacity are."""

    SKILL = "skill"
    ROLE = "role"
    TEAM = "team"
    PERSON = "person"


BY_LABELS = {
    By.SKILL: N_("Skill"),
    By.ROLE: N_("Role"),
    By.TEAM: N_("Team"),
    By.PERSON: N_("Person"),
}


class State(StrEnum):
    """How a month stands."""

    OVER = "over"
    RIGHT = "right"
    UNDER = "under"
    NOTHING = "nothing"  # nobody is asked for and nobody is there
    UNSAID = "unsaid"  # asked for, and the row is of what nobody said: no time stands against it
    UNKNOWN = "unknown"  # of nobody who could do it is it known how much time they have


TOGETHER = "T"
"""The letter of a month in which a row is short together with others, though not by itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is told without colour: by a letter and by its words."""

    letter: str
    label: str
    tone: str


MARKS: Mapping[State, Mark] = {
    State.OVER: Mark("O", N_("Too much is asked"), "red"),
    State.RIGHT: Mark("", N_("Well used"), "green"),
    State.UNDER: Mark("U", N_("Time to spare"), "none"),
    State.NOTHING: Mark("", N_("Nothing asked, nobody there"), "none"),
    State.UNSAID: Mark("", N_("Asked of nobody in particular"), "none"),
    State.UNKNOWN: Mark("?", N_("Time not known"), "none"),
}


class Key(NamedTuple):
    """A row: a person, team, role or skill by its id, of a skill with the lowest level; empty for what nobody said."""

    by: By
    key: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One row in one month, in days. `elsewhere` has been taken off `supply`: it is named work for something else.

    Of `people` the time of `known` is known; the supply is theirs alone.
    """

    demand: float
    supply: float
    elsewhere: float
    known: int
    people: int
    full: float
    """The days of a full-time month."""
    named: bool = True
    """Whether the row is of somebody or something; else it is of what nobody said."""

    @property
    def load(self) -> float | None:
        """Demand by supply; None where there is no supply to divide by."""
        return self.demand / self.supply if self.supply > _NEXT_TO_NOTHING else None

    @property
    def excess(self) -> float:
        """Days too many; below nought, days to spare."""
        return self.demand - self.supply

    def state(self, thresholds: Thresholds) -> State:
        if not self.named:
            return State.UNSAID if self.demand > _NEXT_TO_NOTHING else State.NOTHING
        if self.load is None:
            if self.people and not self.known:
                return State.UNKNOWN
            return State.OVER if self.demand > _NEXT_TO_NOTHING else State.NOTHING
        if self.load > thresholds.over + _NEXT_TO_NOTHING:
            return State.OVER
        return State.UNDER if self.load < thresholds.under - _NEXT_TO_NOTHING else State.RIGHT

    def people_asked(self) -> float:
        """The demand as full-time equivalents."""
        return self.demand / self.full if self.full else 0.0

    def people_there(self) -> float:
        """The supply as full-time equivalents."""
        return self.supply / self.full if self.full else 0.0


class Board:
    """Who there is and what is asked of them. Never changes; what it is asked for, it works out once."""

    def __init__(
        self,
        workers: Iterable[Worker],
        lines: Iterable[Line],
        usual: Calendar,
        thresholds: Thresholds = SHIPPED_THRESHOLDS,
    ) -> None:
        self.workers = {worker.key: worker for worker in workers}
        self.lines = tuple(lines)
        self.usual = usual
        self.thresholds = thresholds
        self._full: dict[Month, float] = {}
        self._supply: dict[Month, dict[str, float | None]] = {}
        self._people: dict[Key, Sequence[str]] = {}
        self._cells: dict[tuple[Key, Month], Cell] = {}

    def full(self, month: Month) -> float:
        """The days that somebody works full time in a month."""
        if month not in self._full:
            self._full[month] = days_between(self.usual, first_day(month), last_day(month))
        return self._full[month]

    def supply(self, month: Month) -> Mapping[str, float | None]:
        """The days of everybody in a month; None where their share of full time is not known."""
        if month not in self._supply:
            self._supply[month] = {
                key: supply(worker, (month,), self.usual)[month] for key, worker in self.workers.items()
            }
        return self._supply[month]

    def rows(self, by: By) -> list[Key]:
        """Every row that anybody stands in or that anything is asked of; that of what nobody said comes last."""
        if by is By.SKILL:
            levels: dict[str, set[int]] = defaultdict(set)
            for line in self.lines:
                levels[line.skill].add(line.level)
            for worker in self.workers.values():
                for skill in worker.skills:
                    levels[skill] = levels[skill] or {0}
            found = {Key(by, skill, level) for skill, steps in levels.items() for level in steps if skill}
            return sorted(found) + ([Key(by, "")] if "" in levels else [])
        keys = {key_of(line, by) for line in self.lines} | set(self._standing[by])
        return sorted(Key(by, key) for key in keys if key) + ([Key(by, "")] if "" in keys else [])

    def people(self, row: Key) -> Sequence[str]:
        """Who stands in a row."""
        if row not in self._people:
            self._people[row] = (
                [key for key, each in self.workers.items() if row.key and has(each, row.key, row.level)]
                if row.by is By.SKILL
                else self._standing[row.by].get(row.key, ())
            )
        return self._people[row]

    def lines_of(self, row: Key, month: Month | None = None) -> list[Line]:
        """What is asked of a row, in one month or in all."""
        found = self._by_row[row.by].get(row.key, {})
        if month is not None:
            return [
                line for line in found.get(month, ()) if line.level >= row.level or row.by is not By.SKILL
            ]
        return [line for each in sorted(found) for line in self.lines_of(row, each)]

    def lines_in(self, month: Month) -> Sequence[Line]:
        """All that is asked in a month."""
        return self._by_month.get(month, ())

    def cell(self, row: Key, month: Month) -> Cell:
        """One row in one month."""
        if (row, month) not in self._cells:
            self._cells[row, month] = self._cell(row, month)
        return self._cells[row, month]

    def free(self, person: str, month: Month) -> float | None:
        """The days of somebody that nothing is asked of by name; never below nought; None where not known."""
        days = self.supply(month).get(person)
        if days is None:
            return None
        asked = sum(line.days for line in self.lines_of(Key(By.PERSON, person), month))
        return max(0.0, days - asked)

    def _cell(self, row: Key, month: Month) -> Cell:
        people, there = self.people(row), self.supply(month)
        have = [days for person in people if (days := there[person]) is not None]
        elsewhere = self._elsewhere(row, month) if row.by is By.SKILL else 0.0
        return Cell(
            demand=sum(line.days for line in self.lines_of(row, month)),
            supply=max(0.0, sum(have) - elsewhere),
            elsewhere=elsewhere,
            known=len(have),
            people=len(people),
            full=self.full(month),
            named=bool(row.key),
        )

    def _elsewhere(self, row: Key, month: Month) -> float:
        """Days of the people of a skill for which they are named and that the row does not ask for."""
        there, days = self.supply(month), 0.0
        for person, lines in self._named[month].items():
            worker, have = self.workers.get(person), there.get(person)
            if worker is not None and have is not None and has(worker, row.key, row.level):
                other = sum(line.days for line in lines if line.skill != row.key or line.level < row.level)
                days += min(other, have)
        return days

    @cached_property
    def _by_month(self) -> Mapping[Month, list[Line]]:
        found: dict[Month, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.month].append(line)
        return found

    @cached_property
    def _named(self) -> Mapping[Month, Mapping[str, list[Line]]]:
        """Who is asked for by name, by month."""
        found: dict[Month, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
        for line in self.lines:
            if line.person:
                found[line.month][line.person].append(line)
        return found

    @cached_property
    def _standing(self) -> Mapping[By, Mapping[str, list[str]]]:
        found: dict[By, dict[str, list[str]]] = {by: defaultdict(list) for by in By}
        for key, worker in self.workers.items():
            found[By.PERSON][key].append(key)
            found[By.ROLE][worker.role].append(key)
            found[By.TEAM][worker.team].append(key)
        return found

    @cached_property
    def _by_row(self) -> Mapping[By, Mapping[str, Mapping[Month, list[Line]]]]:
        found: dict[By, dict[str, dict[Month, list[Line]]]] = {
            by: defaultdict(lambda: defaultdict(list)) for by in By
        }
        for line in self.lines:
            for by in By:
                found[by][key_of(line, by)][line.month].append(line)
        return found


def key_of(line: Line, by: By) -> str:
    """The row that a line stands in."""
    match by:
        case By.SKILL:
            return line.skill
        case By.ROLE:
            return line.role
        case By.TEAM:
            return line.team
    return line.person
