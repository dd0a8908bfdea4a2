# SPDX-License-Identifier: Apache-2.0
"""The risk log as the board argues over it: every open risk with its places, what moved, and what is due."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.domain.movement import Movement
from portfolio_desktop.domain.risk_matrix import Cell, Point, RiskMatrix, Stage
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.risks.lines import Lines, RiskLine, nearness
from portfolio_desktop.services.risks.since import Since

TOP = 10


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """Risks that have something in common. `key` None gathers those of whom it is not known."""

    key: str | None
    label: str
    count: int
    score: int
    worst: Cell | None
    reviews_late: int


@dataclass(frozen=True)
class RiskBoard:
    """The page. `lines` are the open risks in the order of the top ten; `closed` those that the board saw open.

    `proximities` gives the words for the code of each proximity. What every part of the page asks for is sorted out once.
    """

    matrix: RiskMatrix
    since: Since
    lines: tuple[RiskLine, ...]
    closed: tuple[RiskLine, ...]
    proximities: Mapping[str, str]

    @cached_property
    def threats(self) -> tuple[RiskLine, ...]:
        return tuple(line for line in self.lines if not line.is_opportunity)

    @cached_property
    def opportunities(self) -> tuple[RiskLine, ...]:
        return tuple(line for line in self.lines if line.is_opportunity)

    @property
    def top(self) -> tuple[RiskLine, ...]:
        """The threats that weigh most: by score, then how soon they could strike, then what they are expected to cost."""
        return self.threats[:TOP]

    @cached_property
    def reviews_late(self) -> tuple[RiskLine, ...]:
        """Risks whose review is overdue, the longest first."""
        late = (line for line in self.lines if line.review_late)
        return tuple(sorted(late, key=lambda line: line.review_on or date.max))

    @cached_property
    def moved(self) -> Counter[Movement]:
        """How many risks moved in which way since the last board."""
        return Counter(line.movement for line in (*self.lines, *self.closed) if line.movement)

    def counts(self, stage: Stage = Stage.CURRENT, *, opportunities: bool = False) -> Counter[Point]:
        """How many open threats, or opportunities, stand in each cell at `stage`."""
        cells = (line.places.at(stage) for line in self.lines if line.is_opportunity is opportunities)
        return Counter(cell.point for cell in cells if cell)

    def unplaced(self, stage: Stage = Stage.CURRENT) -> int:
        """How many open risks have no cell at `stage`."""
        return sum(line.places.at(stage) is None for line in self.lines)

    def by_owner(self) -> tuple[RiskGroup, ...]:
        """Open threats by owner, the greatest total score first."""
        groups = _groups(self.threats, lambda line: line.owner, lambda line: line.owner_name or _("No owner"))
        return tuple(sorted(groups, key=lambda group: (-group.score, -group.count, group.label)))

    def by_proximity(self) -> tuple[RiskGroup, ...]:
        """Open threats by how soon they could strike, the nearest first; those of which nothing was said last."""
        groups = _groups(self.threats, lambda line: line.proximity, self.proximity_words)
        return tuple(sorted(groups, key=lambda group: nearness(group.key)))

    def proximity_words(self, line: RiskLine) -> str:
        """How soon the risk could strike."""
        return self.proximities.get(line.proximity or "", line.proximity or _("Not said"))


def risk_board(office: Office, where: Filter = EVERYTHING) -> RiskBoard:
    """The open risks among those that `where` means, and those of them that were closed since the last board."""
    with office.reading() as reader, uncollected():
        lines = Lines(reader)
        words = {item.code: _(item.label) for item in reader.catalogue.list_named("risk.proximity").items}
        return RiskBoard(
            lines.judge.matrix, lines.since, tuple(lines.open(where)), tuple(lines.closed(where)), words
        )


def _groups(
    lines: Iterable[RiskLine], key: Callable[[RiskLine], str | None], label: Callable[[RiskLine], str]
) -> Iterator[RiskGroup]:
    gathered: dict[str | None, list[RiskLine]] = defaultdict(list)
    for line in lines:
        gathered[key(line)].append(line)
    for shared, found in gathered.items():
        cells = [line.current for line in found if line.current]
        yield RiskGroup(
            shared,
            label(found[0]),
            len(found),
            sum(cell.score for cell in cells),
            max(cells, key=lambda cell: cell.score, default=None),
            sum(line.review_late for line in found),
        )
