# SPDX-License-Identifier: Apache-2.0
"""Fields that follow from others, as SQL expressions: never stored, so never stale, yet sorted and filtered like any.

A kept field may follow, too, while a record says so: the forecast of a milestone that is tied to a task. What was kept
stays beneath, and shows again when nothing is followed any more.

The rules themselves are the domain's. An expression is generated from them, and a test holds the two to one answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy import table as table_called

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.proximity import LATER, PASSED, borders
from portfolio_desktop.domain.risk_matrix import DIMENSIONS, Overall, Point, Stage, stage_fields
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.storage.columns import NOTE, columns_of
from portfolio_desktop.storage.naming.numbers import BESIDE
from portfolio_desktop.storage.plans.table import NAME as SCHEDULE

_Columns: TypeAlias = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class _Given:
    """What there is to work from: the register's own columns, and the dates of tasks, found by `Derivation.task`."""

    own: Any
    dates: Any
    rules: Rules
    today: date


@dataclass(frozen=True, slots=True)
class Derivation:
    """How what follows is worked out in a register: its derived fields, and columns of its own that it stands in for.

    `task` names its column that says whose dates it needs, `instead` the kept fields that it stands in for.
    """

    work: Callable[[_Given], _Columns]
    task: str = ""
    instead: tuple[str, ...] = ()


Marks: TypeAlias = Mapping[str, Mapping[str, str]]
"""By entity and record, what tells its code from that of another record which has the same: K7, shown as R-0112·K7."""

NO_MARKS: Marks = MappingProxyType({})

WANTED = "wanted"
"""The parameter of `Sources.whole` that holds what is asked for."""

_CERTAIN = 100_000_000.0  # 100 %, as percentages are stored: in millionths
_ROW = 1000  # more than any scale has steps, so that no two cells share a number


class Sources:
    """What each register is read from: its table, or a selection from it that adds what is derived."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        catalogue: Catalogue,
        rules: Rules,
        today: date,
        marks: Marks = NO_MARKS,
    ) -> None:
        self.marks = marks
        self.tables = tables
        self.catalogue = catalogue
        self.rules = rules
        self.today = today
        self._made: dict[str, FromClause] = {}
        self._wholes: dict[tuple[str, str, tuple[str, ...]], Select[Any]] = {}

    def __getitem__(self, entity: str) -> FromClause:
        found = self._made.get(entity)
        if found is None:
            found = self._made[entity] = self._make(entity)
        return found

    def whole(self, entity: str, columns: tuple[str, ...], by: str) -> Select[Any]:
        """The statement for the row number and these columns of records whose `by`, "id" or "rowid", is among `WANTED`.

        Put together once: that takes three times as long as to read a record.
        """
        found = self._wholes.get((entity, by, columns))
        if found is None:
            table, number = self[entity], literal_column(f"{entity}.rowid", Integer)
            key = table.c.id if by == "id" else number
            wanted = key.in_(bindparam(WANTED, expanding=True))
            found = select(number, *(table.c[name] for name in columns)).where(wanted)
            self._wholes[entity, by, columns] = found
        return found

    def enough(self, entity: str, fields: Iterable[str]) -> FromClause:
        """What these fields of a register can be read from: where none of them is worked out, its table with no others.

        To make a table of all its columns takes longer than to count what is in it.
        """
        named = sorted(set(fields))
        if not self.keeps(entity, named):
            return self[entity]
        definition = self.catalogue.entity(entity)
        columns = (each for name in named for each in columns_of(definition.field(name)))
        return table_called(entity, column("id", Text), *(column(name, kind) for name, kind in columns))

    def keeps(self, entity: str, fields: Iterable[str]) -> bool:
        """Whether a register's table holds these fields as they are shown: none of them is worked out."""
        derivation, definition = DERIVED.get(entity), self.catalogue.entity(entity)
        worked_out = {field.name for field in definition.derived}
        if derivation is not None:
            worked_out.update(derivation.instead)
        if definition.code is not None and entity in self.marks:
            worked_out.add(definition.code.name)
        return worked_out.isdisjoint(fields)

    def _make(self, name: str) -> FromClause:
        table: Table = self.tables[name]
        derivation, code = DERIVED.get(name, Derivation(_nothing)), self._code(name, table)
        if derivation.work is _nothing and not code:
            return table
        dates = self.tables[SCHEDULE] if derivation.task else table
        worked_out = {**derivation.work(_Given(table.c, dates.c, self.rules, self.today)), **code}
        kept = (worked_out.get(column.name, column).label(column.name) for column in table.c)
        columns = (worked_out[field.name].label(field.name) for field in self.catalogue.entity(name).derived)
        source: FromClause = table
        if derivation.task:
            source = table.outerjoin(dates, dates.c.task == table.c[derivation.task])
        number: ColumnElement[int] = literal_column(f"{name}.rowid").label("rowid")
        return select(number, *kept, *columns).select_from(source).subquery(name)

    def _code(self, name: str, table: Table) -> _Columns:
        """The codes as they are shown, where another record has one of them too."""
        field = self.catalogue.entity(name).code
        marks = self.marks.get(name)
        if field is None or not marks:
            return {}
        code = table.c[field.name]
        told = {id: code + f"{BESIDE}{mark}" for id, mark in marks.items()}
        return {field.name: case(told, value=table.c.id, else_=code)}


def _nothing(_given: _Given) -> _Columns:
    return {}


def _task(given: _Given) -> _Columns:
    return {column.name: column for column in given.dates if column.name != "task"}


def _dependency(given: _Given) -> _Columns:
    dependency, finishes = given.own, given.dates.finishes
    promised = and_(dependency.promised.is_not(None), dependency.delivered_on.is_(None))
    return {
        "plan_date": finishes,
        # A day's work that was given as a date ends with its midnight, which is still that day.
        "outdated": case(
            (and_(promised, finishes.is_not(None)), func.date(finishes, "-1 minute") != dependency.promised)
        ),
    }


def _milestone(given: _Given) -> _Columns:
    """The forecast of one that follows a task: not known where its plan has no date for it."""
    own, dates = given.own, given.dates
    finish = func.date(dates.finishes, "-1 minute")  # what ends with a midnight ends on the day before it
    day = case((own.task_date == "start", func.date(dates.starts)), else_=finish)
    said = own["forecast" + NOTE]
    return {
        "forecast": case((own.task_id.is_(None), own.forecast), else_=day),
        said.name: case((own.task_id.is_(None), said)),
    }


def _risk(given: _Given) -> _Columns:
    risk, matrix = given.own, given.rules.matrix
    score = {cell.point: cell.score for cell in matrix.cells()}
    band = {cell.point: cell.band.code for cell in matrix.cells()}
    overall = _overall([risk[name] for name in DIMENSIONS], risk.impact, matrix.overall)
    now = _number(risk.likelihood, overall)
    return {
        "overall_impact": overall,
        "score": _looked_up(score, now),
        "band": _looked_up(band, now),
        **{
            f"{stage}_score": _looked_up(score, _number(*(risk[name] for name in stage_fields(stage))))
            for stage in (Stage.INHERENT, Stage.RESIDUAL, Stage.TARGET)
        },
        "proximity_now": _proximity(risk, given.today),
        "expected": _expected(risk),
    }


def _overall(
    dimensions: Sequence[ColumnElement[Any]], impact: ColumnElement[Any], how: Overall
) -> ColumnElement[int]:
    """`RiskMatrix.overall_impact` in SQL."""
    any_known = or_(*(column.is_not(None) for column in dimensions))
    given = [func.coalesce(column, 0) for column in dimensions]
    if how is Overall.HIGHEST:
        return case((any_known, func.max(*given)), else_=impact)
    total, known = _added(given), _added(case((column.is_not(None), 1), else_=0) for column in dimensions)
    # Divided without a remainder, this rounds halves upwards.
    return case((any_known, (2 * total + known) // (2 * known)), else_=impact)


def _added(columns: Iterable[ColumnElement[int]]) -> ColumnElement[int]:
    first, *rest = columns
    return sum(rest, first)


def _number(likelihood: ColumnElement[int], impact: ColumnElement[int]) -> ColumnElement[int]:
    """The number of a cell; NULL where a step is not known."""
    return likelihood * _ROW + impact


def _looked_up(values: Mapping[Point, Any], cell: ColumnElement[int]) -> ColumnElement[Any]:
    """What the matrix says of a cell; NULL off the matrix."""
    return case({at.likelihood * _ROW + at.impact: value for at, value in values.items()}, value=cell)


def _proximity(risk: Any, today: date) -> ColumnElement[str]:
    """`domain.proximity.proximity_now` in SQL."""
    strikes = risk.could_strike
    spans = [(strikes <= last.isoformat(), code) for code, last in borders(today)]
    passed = (strikes < today.isoformat(), PASSED)
    return case((strikes.is_(None), risk.proximity), passed, *spans, else_=LATER)


def _expected(risk: Any) -> ColumnElement[int]:
    """Probability times the mean of the triangle that `domain.exposure.spread` makes of the three points."""
    low, likely, high = risk.money_low, risk.money_likely, risk.money_high
    least, most = func.coalesce(low, likely, high), func.coalesce(high, likely, low)
    middle = func.coalesce(likely, (least + most) / 2.0)
    mean = (least + middle + most) / 3.0
    cost = case((risk.kind == "opportunity", -func.abs(mean)), else_=mean)
    # A chance that cannot be makes no expected value, as it counts for nothing in the exposure.
    return case(
        (risk.probability.between(0, _CERTAIN), cast(func.round(cost * risk.probability / _CERTAIN), Integer))
    )


DERIVED: Mapping[str, Derivation] = {
    "dependency": Derivation(_dependency, task="giver_task_id"),
    "milestone": Derivation(_milestone, task="task_id", instead=("forecast",)),
    "risk": Derivation(_risk),
    "task": Derivation(_task, task="id"),
}
"""What works out that which follows, in each register where something does."""
