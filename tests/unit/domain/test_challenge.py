# SPDX-License-Identifier: Apache-2.0
"""The rating that evidence suggests: thresholds, counting, and what it takes to disagree."""

import json
from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.challenge import (
    MEASURES,
    SHIPPED_CHALLENGE,
    ChallengeRules,
    Check,
    Slip,
    Threshold,
    Verdict,
    challenge,
    challenge_from_plain,
)

GREEN = Rating("rag5", "green")


def figures(**values: int | str) -> dict[Check, Decimal | None]:
    return {Check(name): Decimal(value) for name, value in values.items()}


def test_that_every_test_has_words_and_thresholds() -> None:
    assert set(MEASURES) == set(Check) == set(SHIPPED_CHALLENGE.thresholds)


def test_that_one_red_aspect_makes_amber_and_two_make_red() -> None:
    one = challenge(GREEN, figures(end=120, milestone=120, cost=2))
    two = challenge(GREEN, figures(end=120, cost=12))
    assert one.suggested == Rating("rag3", "amber")
    assert one.note == (
        "Red in dates alone: Red is suggested where 2 of dates, money, risks and control are red."
    )
    assert two.suggested == Rating("rag3", "red")
    assert two.note == challenge(GREEN, figures(end=45)).note == ""
    assert [reason.tone for reason in two.reasons] == ["red", "red"]


@pytest.mark.parametrize(("days", "tone"), [(29, None), (30, "amber"), (89, "amber"), (90, "red")])
def test_that_a_threshold_counts_from_its_own_figure_on(days: int, tone: str | None) -> None:
    reasons = challenge(GREEN, figures(end=days)).reasons
    assert (reasons[0].tone if reasons else None) == tone


def test_that_a_reason_says_the_figure_and_the_threshold() -> None:
    (reason,) = challenge(GREEN, figures(cost="7.25")).reasons
    assert (
        reason.text
        == "The whole-life cost is forecast at 7.2% above what was agreed. 5% or more counts as amber."
    )


def test_that_a_plan_that_contradicts_the_declared_end_is_told_with_both_dates() -> None:
    slip = Slip(date(2027, 3, 1), date(2027, 4, 5))
    found = challenge(GREEN, {Check.PLAN: slip})
    assert found.verdict is Verdict.KINDER
    assert found.reasons[0].text == (
        "Declared to end on 1 Mar 2027; by its plan it finishes on 5 Apr 2027, 35 days later. "
        "14 days or more counts as amber."
    )
    earlier = {Check.PLAN: Slip(slip.now, slip.was), **figures(cost=0)}
    assert challenge(GREEN, earlier).verdict is Verdict.AGREES


def test_that_nothing_known_suggests_nothing_and_is_said() -> None:
    found = challenge(GREEN, {})
    assert found.suggested is None
    assert found.verdict is Verdict.NO_EVIDENCE
    assert set(found.silent) == set(Check)


def test_that_green_is_suggested_only_where_dates_and_money_are_known() -> None:
    """Whoever declares Amber because the end is not known must not be asked why it is not Green."""
    amber = Rating("rag3", "amber")
    for known in (figures(actions=0), figures(actions=0, end=0), figures(actions=0, cost=0)):
        found = challenge(amber, known)
        assert (found.suggested, found.verdict) == (None, Verdict.NO_EVIDENCE)
    found = challenge(amber, figures(end=0, year=0))
    assert (found.suggested, found.verdict) == (Rating("rag3", "green"), Verdict.HARSHER)
    assert challenge(GREEN, figures(actions=9)).verdict is Verdict.KINDER


def test_that_an_office_that_does_not_test_money_is_told_green_without() -> None:
    rules = SHIPPED_CHALLENGE
    for check in (Check.COST, Check.YEAR):
        rules = rules.with_threshold(check, Threshold(Decimal(5), Decimal(10), on=False))
    assert challenge(GREEN, figures(end=0), rules).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [
        (Rating("rag5", "green"), Verdict.KINDER),
        (Rating("rag5", "amber_green"), Verdict.AGREES),
        (Rating("rag3", "amber"), Verdict.AGREES),
        (Rating("rag5", "amber_red"), Verdict.AGREES),
        (Rating("confidence5", "low"), Verdict.HARSHER),
        (Rating("rag3", "red"), Verdict.HARSHER),
        (None, Verdict.NOT_DECLARED),
        (Rating("other", "purple"), Verdict.NOT_DECLARED),
    ],
)
def test_that_only_ratings_clearly_apart_are_asked_about(declared: Rating | None, verdict: Verdict) -> None:
    found = challenge(declared, figures(end=45))
    assert found.suggested == Rating("rag3", "amber")
    assert found.verdict is verdict
    assert found.is_asked == (verdict in (Verdict.KINDER, Verdict.HARSHER))


def test_that_a_test_that_is_off_is_neither_counted_nor_missed() -> None:
    rules = SHIPPED_CHALLENGE.with_threshold(Check.END, Threshold(Decimal(30), Decimal(90), on=False))
    found = challenge(GREEN, figures(end=400), rules)
    assert found.reasons == ()
    assert Check.END not in found.silent


def test_that_rules_survive_being_written_and_read() -> None:
    rules = ChallengeRules(
        {**SHIPPED_CHALLENGE.thresholds, Check.COST: Threshold(Decimal("2.5"), Decimal(4), on=False)}, reds=3
    )
    assert challenge_from_plain(json.loads(json.dumps(rules.to_plain()))) == (rules, "")


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        [],
        {"tests": 3},
        {"tests": {}, "reds": 0},
        {"tests": {"end": {"amber": "9", "red": "3", "on": True}}},
        {"tests": {"end": {"amber": "NaN", "red": "3", "on": True}}},
        {"tests": {"end": {"amber": "1"}}},
        {"tests": {"end": {"amber": "one", "red": "3", "on": True}}},
    ],
)
def test_that_rules_that_make_no_sense_are_replaced_and_said(damaged: object) -> None:
    rules, fault = challenge_from_plain(damaged)
    assert rules == SHIPPED_CHALLENGE
    assert "cannot be read" in fault


def test_that_tests_of_a_newer_version_are_passed_over() -> None:
    rules, fault = challenge_from_plain({"tests": {"weather": {}}, "reds": 1})
    assert (rules.reds, fault) == (1, "")
