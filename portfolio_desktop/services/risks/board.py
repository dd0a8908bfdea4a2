# SPDX-License-Identifier: Apache-2.0
"""The risk log as the board argues over it: every open risk with its places, what moved, and what is due."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Not
from portfolio_desktop.domain.movement import Movement, Stand, movement
from portfolio_desktop.domain.proximity import NEAREST_FIRST
from portfolio_desktop.domain.risk_matrix import Cell, Point, RiskMatrix, Stage, band_words
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.risks.judging import NOW, Judge, Places
from portfolio_desktop.services.risks.since import Since, last_board, touched
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.read import Reader

TOP = 10

_Row: TypeAlias = tuple[Any, ...]
"""The id of a risk and its values of `_READ`."""

_GONE = "closed"

_READ = (
    *("code", "title", "kind", "level", "category", "given_score", "status"),
    *("project_id", "owner_id", "proximity_now", "could_strike", "review_on", "expected"),
    *NOW,
)
_PROJECT, _OWNER = (1 + _READ.index(link) for link in ("project_id", "owner_id"))  # after the id


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk. `before` is where it stood when the board last saw it, `expected` its expected value, gains negative.

    `proximity` is a code of the list risk.proximity, or "passed" once its day is over; None where nothing was said.
    """

    id: Id
    code: str
    title: str
    kind: str
    level: str
    category: str
    project: Id | None
    project_title: str
    owner: Id | None
    owner_name: str
    status: str
    places: Places
    before: Cell | None
    movement: Movement | None
    given_score: str
    proximity: str | None
    strike: date | None
    review_on: date | None
    review_late: bool
    responses_open: int
    responses_late: int
    expected: Decimal | None

    @property
    def current(self) -> Cell | None:
        return self.places.current

    @property
    def score(self) -> int | None:
        return self.current.score if self.current else None

    @property
    def band(self) -> str:
        """The band's label, or the words of another register where the risk has no place in the matrix."""
        return band_words(self.current, self.given_score)

    @property
    def is_opportunity(self) -> bool:
        return self.kind == "opportunity"


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """Risks that have something in common. `key` None gathers those of whom it is not known."""

    key: str | None
    label: str
    count: int
    score: int
    worst: Cell | None
    reviews_late: int


@dataclass(frozen=True, slots=True)
class RiskBoard:
    """The page. `lines` are the open risks in the order of the top ten; `closed` those that the board saw open.

    `proximities` gives the words for the code of each proximity.
    """

    matrix: RiskMatrix
    since: Since
    lines: tuple[RiskLine, ...]
    closed: tuple[RiskLine, ...]
    proximities: Mapping[str, str]

    @property
    def threats(self) -> tuple[RiskLine, ...]:
        return tuple(line for line in self.lines if not line.is_opportunity)

    @property
    def opportunities(self) -> tuple[RiskLine, ...]:
        return tuple(line for line in self.lines if line.is_opportunity)

    @property
    def top(self) -> tuple[RiskLine, ...]:
        """The threats that weigh most: by score, then how soon they could strike, then what they are expected to cost."""
        return self.threats[:TOP]

    @property
    def reviews_late(self) -> tuple[RiskLine, ...]:
        """Risks whose review is overdue, the longest first."""
        late = (line for line in self.lines if line.review_late)
        return tuple(sorted(late, key=lambda line: line.review_on or date.max))

    @property
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
        return tuple(sorted(groups, key=lambda group: _nearness(group.key)))

    def proximity_words(self, line: RiskLine) -> str:
        """How soon the risk could strike."""
        return self.proximities.get(line.proximity or "", line.proximity or _("Not said"))


def risk_board(office: Office, where: Filter = EVERYTHING) -> RiskBoard:
    """The open risks among those that `where` means, and those of them that were closed since the last board."""
    with office.reading() as reader, uncollected():
        judge = Judge(reader)
        since = last_board(reader)
        then = touched(reader, since)
        entity = reader.catalogue.entity("risk")
        still = reader.values(entity, _READ, together((where, still_open(reader.catalogue, entity))))
        closed = _closed(reader, where, then, judge)
        lines = _Lines(reader, judge, since, then, [*still, *closed])
        made = sorted(map(lines.line, still), key=weight)
        words = {item.code: _(item.label) for item in reader.catalogue.list_named("risk.proximity").items}
        return RiskBoard(judge.matrix, since, tuple(made), tuple(map(lines.line, closed)), words)


def weight(line: RiskLine) -> tuple[int, int, Decimal, str]:
    """What risks are sorted by, the weightiest first: score, nearness, expected value; their code settles the rest."""
    score = line.score if line.score is not None else -1
    return -score, _nearness(line.proximity), -abs(line.expected or Decimal()), line.code


class _Lines:
    """What lines are made of, read once for all of them."""

    def __init__(
        self,
        reader: Reader,
        judge: Judge,
        since: Since,
        then: Mapping[Id, Mapping[str, Any] | None],
        rows: Sequence[_Row],
    ) -> None:
        self._today = reader.today
        self._judge = judge
        self._since = since
        self._then = then
        self._names = _titles(reader, rows)
        self._open, self._late = _responses(reader)

    def line(self, row: _Row) -> RiskLine:
        id, code, title, kind, level, category, given, status, *rest = row
        project, owner, nearness, strike, review, expected, *steps = rest
        kind = kind or "threat"
        places = self._judge.places(tuple(steps))
        now = self._judge.stand(status, places)
        before, moved = self._movement(id, places.current, now, kind)
        return RiskLine(
            id=id,
            code=code or "",
            title=title or "",
            kind=kind,
            level=level or "",
            category=category or "",
            project=project,
            project_title=self._names.get(project, ""),
            owner=owner,
            owner_name=self._names.get(owner, ""),
            status=status or "",
            places=places,
            before=before,
            movement=moved,
            given_score=given or "",
            proximity=nearness,
            strike=strike,
            review_on=review,
            review_late=now.is_open and review is not None and review < self._today,
            responses_open=self._open[id],
            responses_late=self._late[id],
            expected=expected,
        )

    def _movement(
        self, id: Id, current: Cell | None, now: Stand, kind: str
    ) -> tuple[Cell | None, Movement | None]:
        """Where the risk stood at the last board, and how it has moved since."""
        if not self._since.known:
            return None, None
        was: Stand | None = now
        before = current
        if id in self._then:
            plain = self._then[id]
            before = self._judge.places_then(plain).current if plain else None
            was = self._judge.stand_then(plain)
        return before, movement(was, now, opportunity=kind == "opportunity")


def _closed(
    reader: Reader, where: Filter, then: Mapping[Id, Mapping[str, Any] | None], judge: Judge
) -> list[_Row]:
    """The risks that were open at the last board and are over now; deleted ones too, where all risks are asked for."""
    entity = reader.catalogue.entity("risk")
    were = {id: plain for id, plain in then.items() if plain and not judge.is_over(plain.get("status"))}
    if not were:
        return []
    found = [
        row
        for row in reader.values(entity, _READ, together((where, _over(reader, entity))))
        if row[0] in were
    ]
    if where != EVERYTHING:
        return found
    deleted = were.keys() - {id for id, _code in reader.column(entity, entity.field("code"))}
    return [*found, *(_row_then(entity, id, were[id]) for id in sorted(deleted))]


def _over(reader: Reader, entity: Entity) -> Filter:
    return Not(still_open(reader.catalogue, entity))


def _row_then(entity: Entity, id: Id, plain: Mapping[str, Any]) -> _Row:
    """A deleted risk as it was last seen, closed."""
    values = known_values(entity, {**plain, "status": _GONE})
    return (id, *(None if isinstance(values.get(name), Unknown) else values.get(name) for name in _READ))


def _titles(reader: Reader, rows: Sequence[_Row]) -> dict[Id, str]:
    """What the projects and the owners of these risks are called."""
    found: dict[Id, str] = {}
    for target, place in (("project", _PROJECT), ("person", _OWNER)):
        ids = {row[place] for row in rows if row[place] is not None}
        found |= reader.titles(reader.catalogue.entity(target), ids)
    return found


def _responses(reader: Reader) -> tuple[Counter[Id], Counter[Id]]:
    """How many responses to each risk are still to be carried out, and how many of these are late."""
    entity = reader.catalogue.entity("risk_response")
    still, late = Counter[Id](), Counter[Id]()
    where = still_open(reader.catalogue, entity)
    for _response, risk, due in reader.values(entity, ("risk_id", "due"), where):
        still[risk] += 1
        late[risk] += due is not None and due < reader.today
    return still, late


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


def _nearness(proximity: str | None) -> int:
    return NEAREST_FIRST.index(proximity) if proximity in NEAREST_FIRST else len(NEAREST_FIRST)
