# SPDX-License-Identifier: Apache-2.0
"""Tolerances: what is beyond a limit and what only reaches it, and the clock that runs afterwards."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from portfolio_desktop.domain.tolerance import (
    Limits,
    Waiting,
    benefit_breach,
    clock,
    clock_words,
    cost_breach,
    risk_breach,
    time_breach,
)

NOW = datetime.fromisoformat("2026-11-21T09:00")


@pytest.mark.parametrize(("slip", "breached"), [(None, False), (-5, False), (30, False), (31, True)])
def test_that_a_tolerance_of_thirty_days_allows_thirty_days(slip: int | None, breached: bool) -> None:
    assert bool(time_breach(slip, Limits(days=30))) is breached


def test_that_a_breach_tells_figure_and_limit() -> None:
    assert time_breach(122, Limits(days=30)) == (
        "The end is forecast 122 days later than agreed; the tolerance is 30 days."
    )
    assert cost_breach(
        Decimal(36_800_000), Decimal(46_200_000), Limits(percent=Decimal(5), money=Decimal(10**6))
    ) == (
        "The whole-life cost is forecast at £46.2m, which is £9.4m (25.5%) above the agreed £36.8m; "
        "the tolerance is 5% or £1m."
    )


@pytest.mark.parametrize(
    ("forecast", "limits", "breached"),
    [
        (105, Limits(percent=Decimal(5)), False),
        (106, Limits(percent=Decimal(5)), True),
        (103, Limits(percent=Decimal(5), money=Decimal(2)), True),
        (102, Limits(percent=Decimal(5), money=Decimal(2)), False),
        (90, Limits(percent=Decimal(5)), False),
        (900, Limits(), False),
    ],
)
def test_that_of_two_limits_the_one_reached_first_counts(
    forecast: int, limits: Limits, breached: bool
) -> None:
    assert bool(cost_breach(Decimal(100), Decimal(forecast), limits)) is breached


def test_that_a_cost_that_was_agreed_at_nothing_has_no_percentage() -> None:
    assert cost_breach(Decimal(0), Decimal(10), Limits(percent=Decimal(5))) == ""
    assert "above the agreed £0" in cost_breach(Decimal(0), Decimal(10), Limits(money=Decimal(5)))


def test_that_benefits_are_breached_downwards_only() -> None:
    limits = Limits(percent=Decimal(10))
    assert benefit_breach(Decimal(100), Decimal(130), limits) == ""
    assert benefit_breach(Decimal(100), Decimal(90), limits) == ""
    assert "£11 (11.0%) below" in benefit_breach(Decimal(100), Decimal(89), limits)


def test_that_a_risk_is_told_of_from_its_score_on() -> None:
    assert risk_breach("R-1", "Steel", 15, Limits(score=16)) == ""
    assert "scores 16" in risk_breach("R-1", "Steel", 16, Limits(score=16))
    assert risk_breach("R-1", "Steel", None, Limits(score=16)) == ""


@pytest.mark.parametrize(
    ("status", "told", "waiting"),
    [
        ("draft", None, Waiting.RAISE),
        ("raised", None, Waiting.TELL),
        ("raised", NOW, Waiting.ANSWER),
        ("told", NOW, Waiting.ANSWER),
    ],
)
def test_that_each_state_waits_for_the_next(status: str, told: datetime | None, waiting: Waiting) -> None:
    found = clock(status, NOW, told, NOW + timedelta(days=3))
    assert found is not None
    assert found.waiting is waiting


@pytest.mark.parametrize("status", ["answered", "closed", "withdrawn", None])
def test_that_what_is_answered_waits_for_nothing(status: str | None) -> None:
    assert clock(status, NOW, NOW, NOW) is None


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "no time set"),
        (timedelta(days=3, hours=5), "3 days left"),
        (timedelta(hours=47), "47 hours left"),
        (timedelta(minutes=90), "90 minutes left"),
        (timedelta(minutes=-1), "1 minute late"),
        (timedelta(days=-2), "2 days late"),
    ],
)
def test_that_the_clock_is_told_in_a_unit_that_does_not_mislead(left: timedelta | None, words: str) -> None:
    assert clock_words(left) == words
