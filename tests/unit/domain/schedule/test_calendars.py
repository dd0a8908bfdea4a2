# SPDX-License-Identifier: Apache-2.0
"""Calendars against working minutes written out one by one, in any year, and against the working days of the nations."""

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import (
    DAY,
    Calendar,
    Day,
    instant,
    moment,
    round_the_clock,
    standard,
)
from portfolio_desktop.storage.plans.holidays import holidays

OFFICE = standard("Office")


def days(chance: random.Random) -> Day:
    edges = sorted(chance.sample(range(DAY + 1), 2 * chance.randint(0, 3)))
    return tuple((edges[n], edges[n + 1]) for n in range(0, len(edges), 2))


def any_calendar(seed: int, around: date) -> Calendar:
    """A week and exceptions about a date, many of them part days, some of them on days that are off."""
    chance = random.Random(seed)
    week = [days(chance) if chance.random() < 0.7 else () for _weekday in range(7)]
    week[chance.randrange(7)] = ((540, 1020),)
    off = {
        around + timedelta(days=chance.randint(-3, 9)): days(chance) for _day in range(chance.randint(0, 6))
    }
    return Calendar("Any", week, off)


def written_out(calendar: Calendar, first: date, length: int) -> list[int]:
    minutes: list[int] = []
    for n in range(length):
        day = first + timedelta(days=n)
        spans = calendar.exceptions.get(day, calendar.week[day.weekday()])
        minutes += [instant(day) + minute for start, end in spans for minute in range(start, end)]
    return minutes


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), around=st.dates(date(1980, 1, 1), date(2150, 1, 1)))
def test_that_minutes_are_numbered_as_if_they_were_written_out(seed: int, around: date) -> None:
    calendar = any_calendar(seed, around)
    minutes = written_out(calendar, around, 8)
    began = calendar.before(instant(around))
    for number, minute in enumerate(minutes):
        assert calendar.before(minute) == began + number
        assert calendar.starts_at(began + number) == minute
        assert calendar.finishes_at(began + number + 1) == minute + 1
    assert calendar.before(instant(around + timedelta(days=8))) == began + len(minutes)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    around=st.dates(date(1980, 1, 1), date(2150, 1, 1)),
    hours=st.integers(0, 200),
)
def test_that_no_time_off_is_counted_and_its_edges_are_told_apart(
    seed: int, around: date, hours: int
) -> None:
    calendar = any_calendar(seed, around)
    at = instant(around) + hours * 60
    number = calendar.before(at)
    assert calendar.finishes_at(number) <= at <= calendar.starts_at(number)
    for gap in calendar.gaps(at, at + 3 * DAY):
        assert calendar.before(gap[0]) == calendar.before(gap[1])
    shaded = sum(until - since for since, until in calendar.gaps(at, at + 3 * DAY))
    assert 3 * DAY - shaded == calendar.before(at + 3 * DAY) - number


@pytest.mark.parametrize(
    ("region", "working"), [("england_and_wales", 251), ("scotland", 250), ("northern_ireland", 249)]
)
def test_that_each_nation_has_its_working_days(region: str, working: int) -> None:
    nation = standard("Nation", sorted(holidays(region)))
    assert nation.working_days(date(2026, 4, 1), date(2027, 3, 31)) == working
    minutes = nation.before(instant(date(2027, 4, 1))) - nation.before(instant(date(2026, 4, 1)))
    assert nation.days(minutes) == working


def test_that_a_friday_evening_and_a_monday_morning_are_one_moment_of_work() -> None:
    friday, monday = (
        instant(datetime.fromisoformat("2026-03-06T17:30")),
        instant(datetime.fromisoformat("2026-03-09T09:00")),
    )
    number = OFFICE.before(friday)
    assert number == OFFICE.before(monday) == OFFICE.before(instant(date(2026, 3, 8)))
    assert OFFICE.finishes_at(number) == friday
    assert OFFICE.starts_at(number) == monday


def test_that_a_sunday_can_be_worked_and_a_christmas_eve_in_part() -> None:
    calendar = OFFICE.derived("Ours", {date(2026, 12, 20): ((600, 720),), date(2026, 12, 24): ((540, 720),)})
    assert calendar.working_days(date(2026, 12, 14), date(2026, 12, 20)) == 6
    worked = [calendar.before(instant(date(2026, 12, day))) for day in (20, 21, 24, 25)]
    assert [worked[1] - worked[0], worked[3] - worked[2]] == [120, 180]
    assert OFFICE.before(instant(date(2026, 12, 21))) == OFFICE.before(instant(date(2026, 12, 20)))


def test_that_a_calendar_of_its_own_dates_keeps_those_it_is_derived_from() -> None:
    nation = standard("Nation", [date(2026, 12, 25), date(2026, 12, 28)])
    own = nation.derived("Own", {date(2026, 12, 28): ((540, 600),), date(2026, 12, 29): ()})
    assert own.on(date(2026, 12, 25)) == own.on(date(2026, 12, 29)) == ()
    assert own.on(date(2026, 12, 28)) == ((540, 600),)
    assert nation.on(date(2026, 12, 28)) == ()
    assert own.minutes_per_day == 450


def test_that_round_the_clock_time_is_plain_time() -> None:
    clock = round_the_clock("Clock")
    at = instant(date(2026, 3, 7))
    assert clock.before(at + 5000) - clock.before(at) == 5000
    assert clock.starts_at(clock.before(at)) == clock.finishes_at(clock.before(at)) == at
    assert list(clock.gaps(at, at + 5000)) == []


def test_that_days_are_the_usual_length_unless_somebody_says_otherwise() -> None:
    week: list[Day] = [((540, 1020),)] * 4 + [((540, 720),), (), ()]
    assert Calendar("Short Fridays", week).minutes(2) == 960
    assert Calendar("Short Fridays", week, minutes_per_day=420).days(840) == 2


@pytest.mark.parametrize("year", [1901, 1970, 2150])
def test_that_wall_time_and_instants_agree_in_any_year(year: int) -> None:
    at = datetime.fromisoformat(f"{year}-06-01T13:45")
    assert moment(instant(at)) == at


@pytest.mark.parametrize(
    "week",
    [
        [()] * 7,
        [((540, 1020),)] * 6,
        [((1020, 540),)] * 7,
        [((540, 540),)] * 7,
        [((540, 720), (700, 800))] * 7,
        [((1320, 1560),)] * 7,
    ],
)
def test_that_a_week_that_cannot_be_worked_is_refused(week: list[Day]) -> None:
    with pytest.raises(Refusal, match="Nights"):
        Calendar("Nights", week)
