# SPDX-License-Identifier: Apache-2.0
"""Proximity by the calendar, and the ends of its bands to the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.proximity import NEAREST_FIRST, borders, months_after, proximity, proximity_now

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("strike", "band"),
    [
        (date(2026, 11, 20), "passed"),
        (date(2026, 11, 21), "imminent"),
        (date(2026, 12, 21), "imminent"),
        (date(2026, 12, 22), "quarter"),
        (date(2027, 2, 21), "quarter"),
        (date(2027, 2, 22), "half_year"),
        (date(2027, 5, 21), "half_year"),
        (date(2027, 5, 22), "later"),
        (date.max, "later"),
    ],
)
def test_that_each_band_ends_on_the_same_day_of_a_later_month(strike: date, band: str) -> None:
    assert proximity(strike, TODAY) == band


def test_that_a_month_after_the_end_of_january_is_the_end_of_february() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 5), 1) == date(2027, 1, 5)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert proximity(date(2027, 3, 1), date(2027, 1, 31)) == "quarter", "not 30 days"


def test_that_the_calendar_may_end() -> None:
    assert months_after(date.max, 1) == date.max
    assert months_after(date.min, -1) == date.min
    assert proximity(date.max, date.max) == "imminent"


def test_that_the_date_outweighs_what_was_said() -> None:
    assert proximity_now(date(2026, 12, 1), "later", TODAY) == "imminent"
    assert proximity_now(None, "later", TODAY) == "later"
    assert proximity_now(Unknown("tbc"), Unknown("soon"), TODAY) is None


@given(st.dates(), st.dates(), st.dates())
def test_that_a_later_day_is_never_nearer(today: date, one: date, other: date) -> None:
    nearer, further = (NEAREST_FIRST.index(proximity(day, today)) for day in sorted((one, other)))
    assert nearer <= further


@given(st.dates())
def test_that_borders_stand_in_order(today: date) -> None:
    days = [last for _code, last in borders(today)]
    assert days == sorted(days)
