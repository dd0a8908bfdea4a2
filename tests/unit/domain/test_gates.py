# SPDX-License-Identifier: Apache-2.0
"""What is missing at a gate, in words, and the stage that follows it."""

from datetime import date

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.controls import State
from portfolio_desktop.domain.gates import (
    OUTCOMES,
    Lack,
    lack_of_control,
    lack_of_criterion,
    lacks_in_words,
    next_stage,
)
from portfolio_desktop.domain.toned import levels_of

STAGES = ("sobc", "obc", "fbc", "delivery")


@pytest.mark.parametrize("found", ["met", "not_applicable"])
def test_that_a_criterion_that_is_met_or_does_not_apply_is_not_missing(found: str) -> None:
    assert lack_of_criterion("Affordable", found) is None


@pytest.mark.parametrize(
    ("found", "how"), [("partly", "only partly met"), ("not_met", "not met"), (None, "not looked at")]
)
def test_that_a_missing_criterion_says_how_it_was_found(found: str | None, how: str) -> None:
    assert lack_of_criterion("Affordable", found) == Lack("Affordable", how)


def test_that_an_expired_control_says_since_when() -> None:
    lack = lack_of_control("Funds", State.EXPIRED, date(2026, 3, 5))
    assert lack is not None
    assert lack.words == "“Funds” expired on 5 Mar 2026"


@pytest.mark.parametrize("state", [State.IN_PLACE, State.NOT_APPLICABLE])
def test_that_a_control_in_place_is_not_missing(state: State) -> None:
    assert lack_of_control("Funds", state, None) is None


def test_that_a_long_list_of_what_is_missing_stays_one_sentence() -> None:
    lacks = [Lack("Ü" * 500, "not met"), *(Lack(f"C{number}", "not met") for number in range(30))]
    words = lacks_in_words(lacks)
    assert len(words) < 200
    assert words.endswith("and 27 more")


@pytest.mark.parametrize(
    ("ended", "now", "expected"),
    [
        ("fbc", "fbc", "delivery"),
        ("fbc", "obc", "delivery"),
        ("fbc", None, "delivery"),
        ("fbc", "delivery", None),
        ("obc", "delivery", None),
        ("delivery", "delivery", None),
        (None, "fbc", None),
        ("gone", "fbc", None),
    ],
)
def test_that_a_gate_leads_to_the_stage_after_the_one_it_ends_and_never_back(
    ended: str | None, now: str | None, expected: str | None
) -> None:
    assert next_stage(ended, now, STAGES) == expected


def test_that_no_two_outcomes_look_alike_without_colour() -> None:
    assert len({(mark.letter, mark.shape) for mark in OUTCOMES.values()}) == len(OUTCOMES)


def test_that_outcomes_wear_the_same_letters_on_the_calendar_and_in_tables() -> None:
    badges = levels_of(CATALOGUE.list_named("review.outcome"))
    assert badges
    assert {code: (badge.letter, badge.shape) for code, badge in badges.items()} == {
        code: (OUTCOMES[code].letter, OUTCOMES[code].shape) for code in badges
    }
