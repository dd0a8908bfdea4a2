# SPDX-License-Identifier: Apache-2.0
"""The time that people have, by calendar, share of full time, coming, going and leave."""

from datetime import date

import pytest

from portfolio_desktop.domain.capacity.months import days_between, month_of, spread
from portfolio_desktop.domain.capacity.supply import Away, Worker, supply
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
MARCH = month_of(date(2027, 3, 1))  # 23 working days


def days(worker: Worker, month: int = MARCH) -> float | None:
    return supply(worker, (month,), USUAL)[month]


def test_that_a_full_timer_has_every_working_day_but_the_bank_holidays() -> None:
    good_friday = date(2027, 3, 26)
    assert days(Worker(key="ann", calendar=USUAL)) == 23
    assert days(Worker(key="ann", calendar=standard("England", [good_friday]))) == 22


def test_that_three_days_by_calendar_and_sixty_per_cent_are_the_same_three_days() -> None:
    week = USUAL.week
    three = USUAL.derived("Three days", {}, week=(*week[:3], (), (), (), ()))
    assert days(Worker(key="ann", calendar=three, share=0.6)) == pytest.approx(
        days_between(three, date(2027, 3, 1), date(2027, 3, 31))
    )
    assert days(Worker(key="ann", calendar=three, share=1.0)) == days(
        Worker(key="ann", calendar=three, share=0.6)
    )
    assert days(Worker(key="ann", calendar=USUAL, share=0.6)) == pytest.approx(13.8)
    assert days(Worker(key="ann", calendar=three, share=0.3)) == pytest.approx(7.5)


def test_that_nobody_works_before_they_start_or_after_they_leave() -> None:
    assert days(Worker(key="ann", calendar=USUAL, starts=date(2027, 3, 29))) == 3
    assert days(Worker(key="ann", calendar=USUAL, leaves=date(2027, 3, 2))) == 2
    assert days(Worker(key="ann", calendar=USUAL, leaves=date(2027, 2, 26))) == 0


def test_that_leave_entered_twice_is_taken_off_once_and_half_days_count_half() -> None:
    week = Away(date(2027, 3, 1), date(2027, 3, 5))
    part = Away(date(2027, 3, 4), date(2027, 3, 8))
    assert days(Worker(key="ann", calendar=USUAL, away=(week, part))) == 23 - 6
    noon = Away(date(2027, 3, 1), date(2027, 3, 2), from_noon=True, until_noon=True)
    assert days(Worker(key="ann", calendar=USUAL, away=(noon,))) == 22


def test_that_leave_on_days_without_work_costs_nothing() -> None:
    weekend = Away(date(2027, 3, 6), date(2027, 3, 7))
    assert days(Worker(key="ann", calendar=USUAL, away=(weekend,))) == 23


def test_that_an_unknown_share_of_full_time_is_not_full_time_and_not_nought() -> None:
    assert days(Worker(key="ann", calendar=USUAL, share=None)) is None


def test_that_work_is_spread_over_working_days_and_adds_up() -> None:
    found = spread(10, date(2027, 2, 22), date(2027, 3, 5), USUAL)
    assert found == {MARCH - 1: 5, MARCH: 5}
    assert spread(2, date(2027, 3, 6), date(2027, 3, 7), USUAL) == {MARCH: 2}
    assert spread(2, date(2027, 3, 7), date(2027, 3, 6), USUAL) == {}
