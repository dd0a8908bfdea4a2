# SPDX-License-Identifier: Apache-2.0
"""Derived fields: SQL and the rules of the domain come to one answer, whatever a risk says and whatever the matrix is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.catalogue.records.risk import RISK, Risk
from portfolio_desktop.domain.exposure import event, spread
from portfolio_desktop.domain.proximity import months_after, proximity_now
from portfolio_desktop.domain.risk_matrix import DIMENSIONS, SHIPPED, Overall, Point, RiskMatrix, point
from portfolio_desktop.domain.rules import Rules
from portfolio_desktop.storage.derived import DERIVED, Sources
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.schema import register_tables
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import TODAY, create, delete, edit, findings, new_store, reader

_STEPS = st.one_of(st.none(), st.integers(1, 5), st.just(Unknown("TBC")))
_MONEY = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("derived") / "office.portfolio"
    with new_store(path) as opened:
        yield opened


@contextmanager
def reading(store: Store, matrix: RiskMatrix) -> Iterator[Reader]:
    with store.reading() as connection:
        yield Reader(connection, Sources(store.tables, store.catalogue, Rules(matrix), TODAY))


def read_back(store: Store, matrix: RiskMatrix = SHIPPED, **values: Value) -> Risk:
    """A risk of these values as the register shows it."""
    id = create(store, "risk", title="Late steel", **values)
    with reading(store, matrix) as read:
        found = read.get(RISK, id)
    delete(store, "risk", id)
    assert isinstance(found, Risk)
    return found


def test_that_everything_derived_can_be_worked_out() -> None:
    for entity in CATALOGUE.entities:
        assert not entity.derived or entity.name in DERIVED, entity.name


def test_that_every_cell_of_the_matrix_gives_its_score_and_band(store: Store) -> None:
    for likelihood, impact in product(range(1, 6), repeat=2):
        create(store, "risk", title="Late steel", likelihood=likelihood, impact=impact)
    with reader(store) as read:
        risks = [risk for risk in read.all(RISK) if isinstance(risk, Risk)]
        bands = {group.value: group.count for group in read.groups(RISK, RISK.field("band"))}
    assert len(risks) == 25
    for risk in risks:
        cell = SHIPPED.cell(point(risk.likelihood, risk.impact))
        assert cell is not None
        assert (risk.score, risk.band) == (cell.score, cell.band.code)
    assert bands == {"low": 8, "medium": 7, "high": 6, "critical": 4}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    likelihood=_STEPS,
    impact=_STEPS,
    dimensions=st.tuples(*[_STEPS] * 5),
    how=st.sampled_from(list(Overall)),
)
def test_that_sql_scores_a_risk_as_the_matrix_does(
    shared: Store,
    likelihood: int | Unknown | None,
    impact: int | Unknown | None,
    dimensions: tuple[int | Unknown | None, ...],
    how: Overall,
) -> None:
    matrix = RiskMatrix(SHIPPED.bands, SHIPPED.grid, SHIPPED.scores, how).with_cell(
        Point(1, 5), "critical", 17
    )
    risk = read_back(
        shared,
        matrix,
        likelihood=likelihood,
        impact=impact,
        inherent_likelihood=impact,
        inherent_impact=likelihood,
        **dict(zip(DIMENSIONS, dimensions, strict=True)),
    )
    overall = matrix.overall_impact(dimensions, impact)
    cell, inherent = matrix.cell(point(likelihood, overall)), matrix.cell(point(impact, likelihood))
    assert risk.overall_impact == overall
    assert (risk.score, risk.band) == ((cell.score, cell.band.code) if cell else (None, None))
    assert risk.inherent_score == (inherent.score if inherent else None)


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 27, 31, 32, 58, 59, 60, 89, 90, 91, 180, 181, 182, 4000])
def test_that_sql_sees_a_risk_as_near_as_the_calendar_does(shared: Store, days: int) -> None:
    strike = TODAY + timedelta(days)
    assert read_back(shared, could_strike=strike).proximity_now == proximity_now(strike, None, TODAY)


def test_that_the_last_day_of_a_month_is_near_by_the_calendar(shared: Store) -> None:
    assert read_back(shared, could_strike=months_after(TODAY, 1)).proximity_now == "imminent"
    assert read_back(shared, could_strike=months_after(TODAY, 1) + timedelta(1)).proximity_now == "quarter"


def test_that_proximity_is_as_stated_where_no_date_is_known(shared: Store) -> None:
    assert read_back(shared, could_strike=Unknown("TBC"), proximity="later").proximity_now == "later"
    assert read_back(shared).proximity_now is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chance=st.one_of(st.none(), st.decimals(0, 100, places=2)),
    low=_MONEY,
    likely=_MONEY,
    high=_MONEY,
    kind=st.sampled_from(["threat", "opportunity", None]),
)
def test_that_sql_expects_of_a_risk_what_its_spread_does(
    shared: Store,
    chance: Decimal | None,
    low: Decimal | None,
    likely: Decimal | None,
    high: Decimal | None,
    kind: str | None,
) -> None:
    points = sorted(each for each in (low, likely, high) if each is not None)
    if len(points) == 3:
        low, likely, high = points
    risk = read_back(
        shared, probability=chance, money_low=low, money_likely=likely, money_high=high, kind=kind
    )
    found = spread(low, likely, high)
    if found is None or chance is None:
        assert risk.expected is None
        return
    counted = event(chance / 100, found, opportunity=kind == "opportunity")
    expected = counted.expected.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert risk.expected is not None
    assert abs(risk.expected - expected) <= Decimal("0.01")


def test_that_derived_fields_are_sorted_filtered_and_summed_like_any_other(store: Store) -> None:
    low = create(
        store, "risk", title="Low", likelihood=1, impact=2, probability=Decimal(50), money_likely=Decimal(10)
    )
    high = create(
        store, "risk", title="High", likelihood=4, impact=5, probability=Decimal(10), money_likely=Decimal(70)
    )
    blank = create(store, "risk", title="Unscored", likelihood=Unknown("TBC"), impact=3)
    with reader(store) as read:
        assert [r.id for r in read.all(RISK, order=(Sort("score", descending=True),))] == [high, low, blank]
        assert [r.id for r in read.all(RISK, Test("score", Op.AT_LEAST, 10))] == [high]
        assert [r.id for r in read.all(RISK, Test("band", Op.EMPTY))] == [blank]
        assert [r.id for r in read.page(RISK, read.rows(RISK, EVERYTHING, (Sort("band"),)))] == [
            low,
            high,
            blank,
        ]
        total = read.totals(RISK, [RISK.field("expected")])["expected"]
        assert (total.sum, total.known, total.count) == (Decimal(12), 2, 3)
        assert read.count(RISK, Test("score", Op.KNOWN)) == 2


def test_that_what_is_derived_is_never_kept(store: Store) -> None:
    create(store, "risk", title="Late steel", likelihood=2, impact=5)
    columns = set(store.tables["risk"].c.keys())
    assert columns.isdisjoint(field.name for field in RISK.derived)
    assert findings(store) == []


def test_that_a_milestone_that_follows_a_task_shows_its_date_everywhere_and_keeps_its_own_beneath(
    store: Store,
) -> None:
    project = create(store, "project", title="Harbour", start=date(2026, 3, 2))
    dig = create(store, "task", project_id=project, title="Dig", duration=Decimal(3), scheduling="links")
    said: dict[str, Value] = {"project_id": project, "title": "Dug", "forecast": date(2026, 9, 1)}
    end = create(store, "milestone", **said, task_id=dig)
    start = create(store, "milestone", **said, task_id=dig, task_date="start")
    own = create(store, "milestone", **{**said, "forecast": Unknown("TBC")})
    undated = create(store, "task", project_id=project, title="Someday")
    dark = create(store, "milestone", **said, task_id=undated)
    entity = CATALOGUE.entity("milestone")
    with reader(store) as read:
        assert dict(read.values(entity, ("forecast",))) == {
            end: date(2026, 3, 4),
            start: date(2026, 3, 2),
            own: None,
            dark: None,
        }
        assert [each.id for each in read.all(entity, order=(Sort("forecast"),))][:2] == [start, end]
        assert [each.id for each in read.all(entity, Test("forecast", Op.BELOW, "2026-03-03"))] == [start]
        (shown,) = read.many(entity, [own])
        assert shown["forecast"] == Unknown("TBC")
    assert findings(store) == []
    edit(store, "task", dig, duration=Decimal(5))
    with reader(store) as read:
        assert dict(read.values(entity, ("forecast",)))[end] == date(2026, 3, 6)
    edit(store, "milestone", end, task_id=None)
    with reader(store) as read:
        assert dict(read.values(entity, ("forecast",)))[end] == date(2026, 9, 1)


def test_that_a_date_moves_nearer_as_days_go_by(store: Store) -> None:
    create(store, "risk", title="Late steel", could_strike=date(2026, 12, 1))
    seen = []
    for today in (date(2026, 1, 1), date(2026, 9, 1), date(2026, 11, 15), date(2027, 1, 1)):
        with store.reading() as connection:
            read = Reader(connection, Sources(store.tables, store.catalogue, Rules(), today))
            seen += [risk["proximity_now"] for risk in read.all(RISK)]
    assert seen == ["later", "quarter", "imminent", "passed"]


@pytest.mark.parametrize("name", DERIVED)
def test_that_a_field_is_read_from_the_bare_table_only_where_nothing_stands_in_for_it(name: str) -> None:
    sources = Sources(register_tables(CATALOGUE), CATALOGUE, Rules(), TODAY)
    entity, bare, whole = CATALOGUE.entity(name), sources.tables[name], sources[name]
    for field in (*entity.fields, *entity.derived):
        kept = field.name in bare.c and whole.c[field.name].base_columns == bare.c[field.name].base_columns
        assert sources.keeps(name, [field.name]) == kept, field.name


def test_that_counts_asked_together_are_those_of_each(shared: Store) -> None:
    for day in (date(2026, 3, 1), date(2026, 2, 1)):
        create(shared, "milestone", title="Steel", forecast=day)
    milestone = CATALOGUE.entity("milestone")
    asked: list[tuple[Entity, Filter, str]] = [
        (RISK, EVERYTHING, ""),
        (milestone, EVERYTHING, "forecast"),
        (RISK, Test("score", Op.ABOVE, 90), "score"),
    ]
    with reading(shared, SHIPPED) as read:
        assert read.counts(asked) == [(len(read.rows(RISK)), None), (2, date(2026, 2, 1)), (0, None)]
