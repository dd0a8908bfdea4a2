# SPDX-License-Identifier: Apache-2.0
"""When a control applies, when its evidence runs out, and how it stands on a day."""

from datetime import date

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.controls import MARKS, State, applies, expiry, state_on
from portfolio_desktop.domain.toned import levels_of

TIERS = ("1", "2", "3")
DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("lowest", "tier", "expected"),
    [
        ("2", "1", True),
        ("2", "2", True),
        ("2", "3", False),
        ("1", "2", False),
        (None, "3", True),
        ("3", None, True),
        ("2", None, False),
        ("gone", "3", True),
    ],
)
def test_that_a_control_applies_to_its_tier_and_all_above_it(
    lowest: str | None, tier: str | None, expected: bool
) -> None:
    assert applies(lowest, tier, TIERS) is expected


def test_that_evidence_holds_to_the_end_of_its_last_day() -> None:
    assert state_on("in_place", DAY, DAY) is State.IN_PLACE
    assert state_on("in_place", date(2026, 11, 20), DAY) is State.EXPIRED


def test_that_what_was_found_missing_stays_missing_when_its_day_has_passed() -> None:
    assert state_on("not_in_place", date(2020, 1, 1), DAY) is State.NOT_IN_PLACE


def test_that_an_exemption_runs_out_like_any_evidence() -> None:
    assert state_on("not_applicable", date(2020, 1, 1), DAY) is State.EXPIRED


@pytest.mark.parametrize("stated", [None, "", "whatever", "expired", "never"])
def test_that_a_state_nobody_can_state_counts_as_never_attested(stated: str | None) -> None:
    assert state_on(stated, None, DAY) is State.NEVER


@pytest.mark.parametrize(
    ("attested", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
        (date(2199, 1, 1), 12, date(2200, 1, 1)),
        (date(2200, 6, 1), 12, None),
        (DAY, None, None),
        (DAY, -3, None),
    ],
)
def test_that_evidence_expires_after_calendar_months(
    attested: date, months: int | None, expected: date | None
) -> None:
    assert expiry(attested, months) == expected


def test_that_no_two_states_look_alike_without_colour() -> None:
    assert len({(mark.letter, mark.shape) for mark in MARKS.values()}) == len(State)


def test_that_states_wear_the_same_letters_in_the_matrix_and_in_tables() -> None:
    badges = levels_of(CATALOGUE.list_named("control.state"))
    assert badges
    assert {code: (badge.letter, badge.shape) for code, badge in badges.items()} == {
        code: (MARKS[State(code)].letter, MARKS[State(code)].shape) for code in badges
    }
