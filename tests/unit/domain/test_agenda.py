# SPDX-License-Identifier: Apache-2.0
"""Clock times of an agenda, its length, the next day a board meets, and its quorum."""

from datetime import date, datetime

import pytest

from portfolio_desktop.domain.agenda import Quorum, length, next_day, next_day_from, slots

NINE = datetime.fromisoformat("2026-12-08T09:30")


def test_that_each_item_begins_when_those_before_it_are_over() -> None:
    assert [slot.words for slot in slots(NINE, [10, 25, None, 5])] == ["09:30", "09:40", "10:05", "10:05"]


def test_that_without_a_time_items_count_from_the_opening() -> None:
    assert [slot.words for slot in slots(None, [70, 5])] == ["+0:00", "+1:10"]


def test_that_an_agenda_too_long_says_by_how_much() -> None:
    assert length(NINE, datetime.fromisoformat("2026-12-08T10:30"), [40, 30, None]).over == 10
    assert length(NINE, datetime.fromisoformat("2026-12-08T10:30"), [40, 20]).over == 0


def test_that_a_meeting_that_ends_before_it_starts_has_no_length() -> None:
    whole = length(NINE, datetime.fromisoformat("2026-12-08T09:00"), [10])
    assert whole.meeting is None
    assert whole.over == 0


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("weekly", date(2026, 12, 15)),
        ("fortnightly", date(2026, 12, 22)),
        ("monthly", date(2027, 1, 12)),
        ("six_weekly", date(2027, 1, 19)),
        ("quarterly", date(2027, 3, 9)),
        ("yearly", date(2027, 12, 14)),
        ("when_needed", None),
        (None, None),
    ],
)
def test_that_a_board_of_the_second_tuesday_stays_on_the_second_tuesday(
    frequency: str | None, expected: date | None
) -> None:
    assert next_day(date(2026, 12, 8), frequency) == expected


def test_that_a_fifth_monday_becomes_the_last_monday_of_a_month_with_four() -> None:
    assert next_day(date(2026, 11, 30), "monthly") == date(2026, 12, 28)


def test_that_a_meeting_is_never_proposed_for_a_day_that_has_passed() -> None:
    assert next_day_from(date(2026, 1, 13), "monthly", date(2026, 11, 20)) == date(2026, 12, 8)


def test_that_a_board_without_a_quorum_may_always_decide() -> None:
    assert Quorum(0, None).met
    assert not Quorum(3, 4).met
