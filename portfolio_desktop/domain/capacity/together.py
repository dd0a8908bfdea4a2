# SPDX-License-Identifier: Apache-2.0
"""Skills and roles that ask for the same people at the same time.

A row of the picture looks as if it had its people to itself. Here all that is asked of nobody by name is shared out
among those who can do it, as well as it can be, out of the time that their named work leaves them. What is left over
is too much, whatever the rows say one by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from portfolio_desktop.domain.capacity.flow import serve
from portfolio_desktop.domain.capacity.load import Board, By, Key
from portfolio_desktop.domain.capacity.months import Month

_UNIT = 1000
"""Days are shared out in thousandths."""
_LEAST = 0.5
"""Days too many that are worth telling."""


class Ask(NamedTuple):
    """What somebody has to have: a skill at least at a level, a role, or both."""

    skill: str
    level: int
    role: str

    @property
    def row(self) -> Key:
        return Key(By.SKILL, self.skill, self.level) if self.skill else Key(By.ROLE, self.role)


@dataclass(frozen=True, slots=True)
class Joint:
    """Rows that are short together in months without a break, in days: what they ask, and what all have who can do any."""

    rows: tuple[Key, ...]
    months: tuple[Month, ...]
    asked: tuple[float, ...]
    there: tuple[float, ...]
    full: tuple[float, ...]
    """The days of a full-time month."""
    people: int

    @property
    def excess(self) -> float:
        """Days too many, over all its months."""
        return sum(self.asked) - sum(self.there)

    @property
    def hire(self) -> float:
        """The full-time people that the worst month lacks."""
        lacks = zip(self.asked, self.there, self.full, strict=True)
        return max(((asked - there) / full for asked, there, full in lacks if full), default=0.0)


@dataclass(frozen=True, slots=True)
class _Short:
    """One group of asks that are short together in one month."""

    rows: tuple[Key, ...]
    asked: float
    there: float
    full: float
    people: frozenset[str]


class _Month(NamedTuple):
    """What is asked of nobody by name, how much of it stays undone in thousandths, and what is short together."""

    asked: Mapping[Ask, float]
    undone: int
    short: tuple[_Short, ...]


_KEPT: WeakKeyDictionary[Board, dict[Month, _Month]] = WeakKeyDictionary()


def joint_shortages(board: Board, months: Iterable[Month]) -> tuple[Joint, ...]:
    """Where rows are short together by more than they are one by one, the gravest first."""
    open_ones: dict[tuple[Key, ...], list[tuple[Month, _Short]]] = {}
    done: list[Joint] = []
    for month in months:
        found = {short.rows: short for short in _month(board, month).short}
        over = [rows for rows in open_ones if rows not in found]
        done += [_joined(rows, open_ones.pop(rows)) for rows in over]
        for rows, short in found.items():
            open_ones.setdefault(rows, []).append((month, short))
    done += [_joined(rows, stretch) for rows, stretch in open_ones.items()]
    return tuple(sorted(done, key=lambda joint: (-joint.excess, joint.months, joint.rows)))


def open_demand(board: Board, month: Month) -> dict[Ask, float]:
    """The days that are asked of nobody by name; those that name neither skill nor role, nobody can be found for."""
    found: dict[Ask, float] = defaultdict(float)
    for line in board.lines_in(month):
        if line.person not in board.workers and (line.skill or line.role):
            found[Ask(line.skill, line.level if line.skill else 0, line.role)] += line.days
    return dict(found)


def fits_together(board: Board, month: Month, more: Mapping[Ask, float]) -> bool:
    """Whether `more` can be done beside all that is asked already, or leaves no more undone than was before."""
    kept = _month(board, month)
    after = {ask: kept.asked.get(ask, 0.0) + more.get(ask, 0.0) for ask in {**kept.asked, **more}}
    return _undone(board, month, after) <= kept.undone + _UNIT // 100


def _month(board: Board, month: Month) -> _Month:
    """A month of a board, worked out once: a board never changes."""
    months = _KEPT.setdefault(board, {})
    if month not in months:
        asked = open_demand(board, month)
        months[month] = _Month(asked, *_shortages(board, month, asked))
    return months[month]


def _undone(board: Board, month: Month, asked: Mapping[Ask, float]) -> int:
    asks, groups = sorted(asked), _groups(board, month, sorted(asked))
    wanted = [round(asked[ask] * _UNIT) for ask in asks]
    return sum(wanted) - _served(wanted, groups)[0]


def _shortages(board: Board, month: Month, asked: Mapping[Ask, float]) -> tuple[int, tuple[_Short, ...]]:
    """What stays undone, in thousandths of a day, and who is short of it together."""
    asks = sorted(asked)
    groups = _groups(board, month, asks)
    wanted = [round(asked[ask] * _UNIT) for ask in asks]
    served, short = _served(wanted, groups)
    found = []
    for places in _hanging_together(short, groups):
        rows = tuple(sorted({asks[place].row for place in places}))
        people = frozenset(
            person for can, (members, _days) in groups.items() if places & can for person in members
        )
        there = sum(days for can, (_members, days) in groups.items() if places & can)
        group = _Short(rows, sum(asked[asks[place]] for place in places), there, board.full(month), people)
        alone = sum(max(0.0, board.cell(row, month).excess) for row in _lowest(rows))
        if len({row.key for row in rows}) > 1 and group.asked - group.there > alone + _LEAST:
            found.append(group)
    return sum(wanted) - served, tuple(found)


def _groups(board: Board, month: Month, asks: Sequence[Ask]) -> dict[frozenset[int], tuple[list[str], float]]:
    """People who can serve the same asks, as one: who they are, and the days that their named work leaves them."""
    can: dict[str, set[int]] = defaultdict(set)
    for place, ask in enumerate(asks):
        for person in board.people(ask.row):
            if not ask.skill or not ask.role or board.workers[person].role == ask.role:
                can[person].add(place)
    found: dict[frozenset[int], tuple[list[str], float]] = {}
    for person, places in can.items():
        if days := board.free(person, month):
            members, before = found.get(frozenset(places), ([], 0.0))
            found[frozenset(places)] = ([*members, person], before + days)
    return found


def _served(
    wanted: Sequence[int], groups: Mapping[frozenset[int], tuple[list[str], float]]
) -> tuple[int, frozenset[int]]:
    haves = [round(days * _UNIT) for _members, days in groups.values()]
    can: dict[int, list[int]] = defaultdict(list)
    for have, places in enumerate(groups):
        for place in places:
            can[place].append(have)
    served = serve(wanted, haves, can)
    return served.amount, served.short


def _hanging_together(
    short: frozenset[int], groups: Mapping[frozenset[int], tuple[list[str], float]]
) -> list[frozenset[int]]:
    """The asks that are short, parted where no one can serve both sides."""
    parts: list[frozenset[int]] = [frozenset({place}) for place in sorted(short)]
    for can in groups:
        touched = [part for part in parts if part & can]
        if len(touched) > 1:
            parts = [part for part in parts if not part & can] + [frozenset().union(*touched)]
    return parts


def _lowest(rows: Iterable[Key]) -> list[Key]:
    """Of each skill the lowest level, which holds all above it."""
    lowest: dict[tuple[By, str], Key] = {}
    for row in rows:
        place = (row.by, row.key)
        lowest[place] = min(row, lowest.get(place, row))
    return list(lowest.values())


def _joined(rows: tuple[Key, ...], stretch: Sequence[tuple[Month, _Short]]) -> Joint:
    return Joint(
        rows,
        tuple(month for month, _short in stretch),
        tuple(short.asked for _month, short in stretch),
        tuple(short.there for _month, short in stretch),
        tuple(short.full for _month, short in stretch),
        len(frozenset().union(*(short.people for _month, short in stretch))),
    )
