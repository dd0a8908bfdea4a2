# SPDX-License-Identifier: Apache-2.0
"""What a pack adds up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.data import Edition, MoneyLine, PackData, PackProject, total
from portfolio_desktop.domain.pack.money import (
    cost_total,
    income_by_year,
    like_for_like,
    money_by_year,
    year_gap,
    year_sums,
)

RED, AMBER, GREEN = (Rating("rag3", level) for level in ("red", "amber", "green"))


def project(key: str, *history: Rating | Unknown | None, **values: object) -> PackProject:
    made = PackProject(key, key, f"Project {key}", rating=history[-1] if history else None, history=history)
    return replace(made, **values)  # type: ignore[arg-type]


def data(*projects: PackProject) -> PackData:
    return PackData(Edition("Portfolio", date(2026, 9, 30)), projects)


def test_that_an_unknown_amount_is_not_zero() -> None:
    whole = total((Decimal(100), Unknown("Exempt"), None, Decimal(0)))
    assert (whole.amount, whole.known, whole.of, whole.complete) == (Decimal(100), 2, 4, False)


def test_that_the_change_of_cost_is_taken_like_for_like() -> None:
    both = project("a", cost=Decimal(120), cost_before=Decimal(100))
    joined = project("b", cost=Decimal(900))
    assert like_for_like(data(both, joined)) == (Decimal(20), 1)
    assert cost_total(data(both, joined)).amount == Decimal(1020)


def test_that_money_adds_up_by_year_and_kind() -> None:
    one = project(
        "a",
        money=(MoneyLine(2026, "capital", Decimal(10), Decimal(12)), MoneyLine(2026, "resource", Decimal(1))),
    )
    two = project("b", money=(MoneyLine(2026, "capital", Decimal(5), Unknown("tbc")),))
    rows = money_by_year((one, two))
    assert [(row.year, row.kind) for row in rows] == [(2026, "capital"), (2026, "resource")]
    baseline, forecast, actual = year_sums(rows, 2026)
    assert (baseline.amount, baseline.known) == (Decimal(16), 3)
    assert (forecast.amount, forecast.known, forecast.of) == (Decimal(12), 1, 3)
    assert actual.known == 0


def test_that_the_gap_of_the_year_leaves_out_what_states_one_side_only() -> None:
    lines = (
        MoneyLine(2026, "capital", Decimal(100), Decimal(110)),
        MoneyLine(2026, "resource", Decimal(50), Unknown("Exempt")),
        MoneyLine(2025, "capital", Decimal(7), Decimal(9)),
    )
    gap = year_gap(data(project("a", money=lines, year_budget=Decimal(1), year_forecast=Decimal(2))))
    assert (gap.baseline, gap.forecast, gap.both, gap.by_project) == (Decimal(100), Decimal(110), 1, False)


def test_that_without_cost_lines_the_gap_is_what_projects_report() -> None:
    rows = (
        project("a", year_budget=Decimal(10), year_forecast=Decimal(12)),
        project("b", year_budget=Decimal(10)),
    )
    gap = year_gap(data(*rows))
    assert (gap.baseline, gap.forecast, gap.both, gap.by_project) == (Decimal(10), Decimal(12), 1, True)


def test_that_what_projects_report_for_the_year_is_of_the_year_they_reported_in() -> None:
    row = project("a", year_budget=Decimal(10), year_forecast=Decimal(12))
    edition = Edition("Portfolio", date(2026, 9, 30), reported=date(2022, 3, 31))
    assert year_gap(PackData(edition, (row,))).year == 2021
    lines = replace(row, money=(MoneyLine(2026, "capital", Decimal(1), Decimal(2)),))
    assert year_gap(PackData(edition, (lines,))).year == 2026


def test_that_income_is_kept_apart_from_what_is_spent() -> None:
    row = project(
        "a", money=(MoneyLine(2026, "capital", Decimal(10)),), income=(MoneyLine(2026, "income", Decimal(4)),)
    )
    assert [each.totals[0].amount for each in money_by_year((row,))] == [Decimal(10)]
    assert [each.totals[0].amount for each in income_by_year((row,))] == [Decimal(4)]
