# SPDX-License-Identifier: Apache-2.0
"""What a pack counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.changes import compare
from portfolio_desktop.domain.pack.data import Edition, PackData, PackProject
from portfolio_desktop.domain.pack.figures import (
    checks,
    concerns,
    confidence,
    crossings,
    grouping,
    moves,
    rescaled,
    stale,
    worst,
)

RED, AMBER, GREEN = (Rating("rag3", level) for level in ("red", "amber", "green"))


def project(key: str, *history: Rating | Unknown | None, **values: object) -> PackProject:
    made = PackProject(key, key, f"Project {key}", rating=history[-1] if history else None, history=history)
    return replace(made, **values)  # type: ignore[arg-type]


def data(*projects: PackProject) -> PackData:
    return PackData(Edition("Portfolio", date(2026, 9, 30)), projects)


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


def test_that_of_five_steps_the_two_worst_worry_whether_they_fell_or_not() -> None:
    steps = [Rating("rag5", level) for level in ("green", "amber_green", "amber", "amber_red", "red")]
    ranked = concerns(data(*(project(step.level, step, step) for step in steps)))
    assert [each.key for each in ranked] == ["red", "amber_red"]


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


def test_that_counts_of_before_are_kept_back_where_the_scale_changed() -> None:
    now = data(project("a", Rating("rag5", "amber_red"), RED), project("b", Rating("rag5", "red"), RED))
    assert [count.before for count in confidence(now)] == [None] * 4
    assert worst(now) is not None
    assert worst(now)[2] is None  # type: ignore[index]
    assert rescaled(now) == 2


def test_that_ratings_of_another_scale_are_counted_from_level_to_level() -> None:
    five = Rating("rag5", "amber_red")
    was = data(project("a", five), project("b", five), project("c", GREEN), project("d", None))
    now = data(project("a", RED), project("b", AMBER), project("c", RED), project("d", RED))
    (crossing,) = crossings(compare(was, now))
    assert crossing.counts == {(five, RED): 1, (five, AMBER): 1}
    assert len(crossing.before) == 5
    assert crossing.now == (RED, AMBER, GREEN)


def test_that_projects_are_grouped_by_what_tells_them_apart() -> None:
    rows = [project(str(n), organisation=f"Council {n % 2}", category="Roads") for n in range(20)]
    assert grouping(data(*rows)).label == "organisation"  # type: ignore[union-attr]
    by_programme = [replace(row, group=("North", "")[n % 2]) for n, row in enumerate(rows)]
    found = grouping(data(*by_programme))
    assert found is not None
    assert (found.label, list(found.groups), found.nothing) == ("programme", ["North", ""], "No programme")


def test_that_as_many_groups_as_projects_are_no_groups() -> None:
    rows = [project(str(n), group=f"Programme {n}", organisation=f"Council {n % 4}") for n in range(100)]
    assert grouping(data(*rows)).label == "organisation"  # type: ignore[union-attr]


def test_that_organisations_in_the_place_of_programmes_are_called_what_they_are() -> None:
    rows = [project(str(n), group=f"Council {n % 2}", organisation=f"Council {n % 2}") for n in range(20)]
    assert grouping(data(*rows)).label == "organisation"  # type: ignore[union-attr]


def test_that_a_report_older_than_a_quarter_is_stale_and_none_at_all_is_not() -> None:
    old, fresh, none = (
        project("a", updated=date(2026, 6, 1)),
        project("b", updated=date(2026, 7, 1)),
        project("c"),
    )
    assert [stale(data(old, fresh, none), each) for each in (old, fresh, none)] == [True, False, False]
