# SPDX-License-Identifier: Apache-2.0
"""Risks as lines: what a page or a pack shows of each, with its movement, read for thousands of them in a few queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Not, Op, Test
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.movement import Movement, Stand, movement
from portfolio_desktop.domain.proximity import NEAREST_FIRST
from portfolio_desktop.domain.risk_matrix import Cell, band_words
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.risks.judging import NOW, Judge, Places
from portfolio_desktop.services.risks.since import last_board, touched
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.read import Reader

_Row: TypeAlias = tuple[Any, ...]
"""The id of a risk and its values of `_READ`."""

_READ = (
    *("code", "title", "kind", "level", "category", "given_score", "status", "project_id", "owner_id"),
    *("proximity_now", "could_strike", "review_on", "expected", "contributes_to_id"),
    *NOW,
)
_PROJECT, _OWNER = (1 + _READ.index(link) for link in ("project_id", "owner_id"))  # after the id

_GONE = "closed"


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk. `before` is where it stood when the board last saw it, `expected` its expected value, gains negative.

    `proximity` is a code of the list risk.proximity, or "passed" once its day is over; None where nothing was said.
    `feeds` is the risk of the programme or the portfolio that this one is a part of.
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
    feeds: Id | None

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


def weight(line: RiskLine) -> tuple[int, int, Decimal, str]:
    """What risks are sorted by, the weightiest first: score, nearness, expected value; their code settles the rest."""
    score = line.score if line.score is not None else -1
    return -score, nearness(line.proximity), -abs(line.expected or Decimal()), line.code


def nearness(proximity: str | None) -> int:
    """The place of a proximity in the order, the nearest first; that of which nothing is known comes last."""
    return NEAREST_FIRST.index(proximity) if proximity in NEAREST_FIRST else len(NEAREST_FIRST)


class Lines:
    """Makes lines in one reading. What they share is read once: the last board, and the responses to every risk.

    Made for one `risk`, it reads no more than that one needs.
    """

    def __init__(self, reader: Reader, risk: Id | None = None) -> None:
        self.judge = Judge(reader)
        self.since = last_board(reader)
        self._reader = reader
        self._entity = reader.catalogue.entity("risk")
        self._then = touched(reader, self.since, risk)
        self._open, self._late = _responses(reader, risk)

    def open(self, where: Filter = EVERYTHING) -> list[RiskLine]:
        """The open risks among those that `where` means, the weightiest first."""
        still = together((where, still_open(self._reader.catalogue, self._entity)))
        return sorted(self._lines(self._reader.values(self._entity, _READ, still)), key=weight)

    def closed(self, where: Filter = EVERYTHING) -> list[RiskLine]:
        """The risks that were open at the last board and are over now; deleted ones too, where all are asked for."""
        over = self.judge.is_over
        were = {id: plain for id, plain in self._then.items() if plain and not over(plain.get("status"))}
        if not were:
            return []
        where_over = together((where, Not(still_open(self._reader.catalogue, self._entity))))
        rows = [row for row in self._reader.values(self._entity, _READ, where_over) if row[0] in were]
        if where == EVERYTHING:
            there = {id for id, _code in self._reader.column(self._entity, self._entity.field("code"))}
            rows += [_row_then(self._entity, id, were[id]) for id in sorted(were.keys() - there)]
        return sorted(self._lines(rows), key=weight)

    def of(self, risk: Risk) -> RiskLine:
        """The line of one risk, open or not."""
        row = (risk.id, *(None if isinstance(value := risk[name], Unknown) else value for name in _READ))
        return self._lines([row])[0]

    def _lines(self, rows: Sequence[_Row]) -> list[RiskLine]:
        names = _titles(self._reader, rows)
        return [self._line(row, names) for row in rows]

    def _line(self, row: _Row, names: Mapping[Id, str]) -> RiskLine:
        id, code, title, kind, level, category, given, status, project, owner, *rest = row
        near, strike, review, expected, feeds, *steps = rest
        kind = kind or "threat"
        places = self.judge.places(tuple(steps))
        now = self.judge.stand(status, places)
        before, moved = self._movement(id, places.current, now, kind)
        return RiskLine(
            id=id,
            code=code or "",
            title=title or "",
            kind=kind,
            level=level or "",
            category=category or "",
            project=project,
            project_title=names.get(project, ""),
            owner=owner,
            owner_name=names.get(owner, ""),
            status=status or "",
            places=places,
            before=before,
            movement=moved,
            given_score=given or "",
            proximity=near,
            strike=strike,
            review_on=review,
            review_late=now.is_open and review is not None and review < self._reader.today,
            responses_open=self._open[id],
            responses_late=self._late[id],
            expected=expected,
            feeds=feeds,
        )

    def _movement(
        self, id: Id, current: Cell | None, now: Stand, kind: str
    ) -> tuple[Cell | None, Movement | None]:
        """Where the risk stood at the last board, and how it has moved since."""
        if not self.since.known:
            return None, None
        was: Stand | None = now
        before = current
        if id in self._then:
            plain = self._then[id]
            places = self.judge.places_then(plain) if plain else None
            before = places.current if places else None
            was = self.judge.stand(plain.get("status"), places) if plain and places else None
        return before, movement(was, now, opportunity=kind == "opportunity")


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


def _responses(reader: Reader, risk: Id | None) -> tuple[Counter[Id], Counter[Id]]:
    """How many responses to each risk are still to be carried out, and how many of these are late."""
    entity = reader.catalogue.entity("risk_response")
    still, late = Counter[Id](), Counter[Id]()
    of_risk = EVERYTHING if risk is None else Test("risk_id", Op.IS, risk)
    where = together((of_risk, still_open(reader.catalogue, entity)))
    for _response, about, due in reader.values(entity, ("risk_id", "due"), where):
        still[about] += 1
        late[about] += due is not None and due < reader.today
    return still, late
