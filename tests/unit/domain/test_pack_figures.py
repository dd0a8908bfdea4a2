# SPDX-License-Identifier: Apache-2.0
"""What a pack counts and adds up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack import Edition, MoneyLine, PackData, PackProject, total
from portfolio_desktop.domain.pack_figures import (
    checks,
    concerns,
    confidence,
    cost_total,
    like_for_like,
    money_by_year,
    moves,
    worst,
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


def test_that_ratings_are_counted_worst_first_and_the_unrated_last() -> None:
    counts = confidence(data(project("a", GREEN), project("b", AMBER, RED), project("c", None)))
    assert [(count.rating, count.now) for count in counts] == [(RED, 1), (AMBER, 0), (GREEN, 1), (None, 1)]


def test_that_scales_are_counted_apart() -> None:
    five = Rating("rag5", "red")
    counts = {count.rating: count.now for count in confidence(data(project("a", RED), project("b", five)))}
    assert counts[RED] == counts[five] == 1


def test_that_the_worst_level_is_compared_with_the_period_before() -> None:
    state = worst(data(project("a", RED, AMBER), project("b", RED, RED), project("c", GREEN, AMBER)))
    assert state is not None
    level, now, before = state
    assert (level.label, now, before) == ("Red", 1, 2)


def test_that_a_move_across_scales_counts_neither_way() -> None:
    assert moves(
        data(project("a", GREEN, RED), project("b", RED, GREEN), project("c", GREEN, Rating("rag5", "red")))
    ) == (1, 1)


def test_that_red_projects_worry_most_and_then_the_newly_worse() -> None:
    ranked = concerns(data(project("a", GREEN, AMBER), project("b", RED, RED), project("c", AMBER, AMBER)))
    assert [each.key for each in ranked] == ["b", "a"]


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


def test_that_a_gap_keeps_the_words_that_were_given() -> None:
    found = {
        check.label: check.gaps
        for check in checks(data(project("a", cost=Unknown("Exempt")), project("b", cost=Decimal(0))))
    }
    assert found["Whole-life cost"] == {"a": Unknown("Exempt")}
    assert found["Delivery confidence"] == {"a": None, "b": None}


def test_that_the_financial_year_turns_in_its_month() -> None:
    assert Edition("P", date(2026, 3, 31)).this_year == 2025
    assert Edition("P", date(2026, 4, 1)).this_year == 2026
    assert Edition("P", date(2026, 3, 31), year_starts=1).this_year == 2026
