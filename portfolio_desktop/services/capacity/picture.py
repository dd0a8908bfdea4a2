# SPDX-License-Identifier: Apache-2.0
"""The picture of capacity: a row for each skill, role, team or person, a cell a month, and what makes a cell up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.capacity.clashes import Choice, Clash, choices, clashes
from portfolio_desktop.domain.capacity.demand import Source
from portfolio_desktop.domain.capacity.load import By, Cell, Key, State
from portfolio_desktop.domain.capacity.months import Month
from portfolio_desktop.domain.capacity.together import Joint, joint_shortages
from portfolio_desktop.services.capacity.gathering import Capacity, capacity
from portfolio_desktop.services.capacity.wording import project_name, row_title
from portfolio_desktop.services.office import Office

MOST_MONTHS = 36
_AHEAD = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the number of people who stand in it."""

    key: Key
    title: str
    people: int
    cells: tuple[Cell, ...]
    states: tuple[State, ...]
    together: tuple[bool, ...]
    """Whether, in a month, it is short together with other rows that want the same people."""

    @property
    def over(self) -> int:
        """In how many months too much is asked."""
        return sum(state is State.OVER for state in self.states)


@dataclass(frozen=True, slots=True)
class Picture:
    """The rows by title, that of what nobody said last, over `months`."""

    by: By
    months: tuple[Month, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a cell is made of: so many days of one record."""

    source: Source
    id: Id
    title: str
    project: str
    who: str
    days: float


def ready(office: Office) -> Capacity:
    """`capacity` with all worked out that a page shows first: the board keeps it, and so the window never waits for it."""
    found = capacity(office)
    for by in By:
        picture(found, by, _AHEAD)
    return found


def picture(found: Capacity, by: By, months: int = 12) -> Picture:
    """So many months from this one on. Refuses a number that nobody can look at."""
    if not 1 <= months <= MOST_MONTHS:
        raise Refusal(_("Choose from 1 to {most} months.").format(most=MOST_MONTHS))
    span = tuple(range(found.first, found.first + months))
    shared = joints(found, months) if by in (By.SKILL, By.ROLE) else ()
    short = {(row, month) for joint in shared for row in joint.rows for month in joint.months}
    rows = [_row(found, key, span, short) for key in found.board.rows(by)]
    shown = [row for row in rows if row.people or any(cell.demand for cell in row.cells)]
    return Picture(by, span, tuple(sorted(shown, key=_place)))


def pieces(found: Capacity, row: Key, month: Month) -> tuple[Piece, ...]:
    """What is asked of a row in a month, the most first; one record once, however its days were counted."""
    days: dict[tuple[Source, str, str, str], float] = {}
    for line in found.board.lines_of(row, month):
        place = (line.source, line.want, line.project, line.person)
        days[place] = days.get(place, 0.0) + line.days
    made = [
        Piece(
            source,
            Id(want),
            found.titles.get(want, ""),
            project_name(found, project),
            found.names.get(person, ""),
            amount,
        )
        for (source, want, project, person), amount in days.items()
    ]
    return tuple(sorted(made, key=lambda piece: (-piece.days, piece.title, piece.id)))


def all_clashes(
    found: Capacity, months: int = 12, by: Sequence[By] = (By.SKILL, By.PERSON)
) -> tuple[Clash, ...]:
    """Where too much is asked in so many months from this one on, those between projects first."""
    return clashes(found.board, by, range(found.first, found.first + months))


def joints(found: Capacity, months: int = 12) -> tuple[Joint, ...]:
    """Skills and roles that are short together, by more than they are one by one; the gravest first."""
    return joint_shortages(found.board, range(found.first, found.first + months))


def choices_of(found: Capacity, clash: Clash) -> tuple[Choice, ...]:
    """What can be done about a clash. Of two that are as sure, the project of the lower tier gives way first."""
    return choices(found.board, clash, found.tiers)


def _row(found: Capacity, key: Key, span: tuple[Month, ...], short: Collection[tuple[Key, Month]]) -> Row:
    cells = tuple(found.board.cell(key, month) for month in span)
    states = tuple(cell.state(found.board.thresholds) for cell in cells)
    together = tuple((key, month) in short for month in span)
    return Row(key, row_title(found, key), len(found.board.people(key)), cells, states, together)


def _place(row: Row) -> tuple[bool, str, int]:
    return not row.key.key, row.title.partition(":")[0].casefold(), row.key.level
