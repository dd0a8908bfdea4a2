# SPDX-License-Identifier: Apache-2.0
"""Working patterns as offices write them, read plainly or refused, and kept by a calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import Calendar, instant, moment, standard
from portfolio_desktop.domain.schedule.working_pattern import (
    Amount,
    Pattern,
    Unit,
    kept_by,
    read_pattern,
    share_of,
    written,
)

_USUAL = standard("Usual", [date(2026, 12, 25)])


def _hours(calendar: Calendar) -> list[float]:
    return [sum(until - since for since, until in day) / 60 for day in calendar.week]


@pytest.mark.parametrize(
    ("said", "kept", "share"),
    [
        ("FTE 0.6", "60 % of full time", 0.6),
        ("0.6 fte", "60 % of full time", 0.6),
        ("0.6", "60 % of full time", 0.6),
        ("60%", "60 % of full time", 0.6),
        ("Full time", "100 % of full time", 1.0),
        ("3 days", "3 days a week", 0.6),
        ("3 days per week", "3 days a week", 0.6),
        ("22.5 hours", "22.5 hours a week", 0.6),
        ("22.5", "22.5 hours a week", 0.6),
        ("30 hrs pw", "30 hours a week", 0.8),
    ],
)
def test_that_how_much_of_a_week_is_read_as_people_write_it(said: str, kept: str, share: float) -> None:
    pattern = read_pattern(said)
    assert written(pattern) == kept
    assert share_of(pattern, _USUAL) == pytest.approx(share)
    assert kept_by(pattern, _USUAL) is _USUAL


@pytest.mark.parametrize(
    ("said", "kept", "hours"),
    [
        ("Mon, Tue, Wed", "Mon–Wed", [7.5, 7.5, 7.5, 0, 0, 0, 0]),
        ("Monday to Wednesday", "Mon–Wed", [7.5, 7.5, 7.5, 0, 0, 0, 0]),
        ("Tues am & Thurs 09:00-13:00", "Tue am, Thu 09:00-13:00", [0, 3.75, 0, 4, 0, 0, 0]),
        ("Mon-Thu 9.25h", "Mon–Thu 9.25 hours", [9.25, 9.25, 9.25, 9.25, 0, 0, 0]),
        ("Mon 9-12, 13-17", "Mon 09:00-12:00, 13:00-17:00", [7, 0, 0, 0, 0, 0, 0]),
        ("Fri, Sat", "Fri–Sat", [0, 0, 0, 0, 7.5, 7.5, 0]),
        ("Mon, Tue, Wed (20 hours)", "Mon–Wed; 20 hours a week", [7.5, 7.5, 7.5, 0, 0, 0, 0]),
    ],
)
def test_that_days_and_their_hours_are_read_and_kept(said: str, kept: str, hours: list[float]) -> None:
    pattern = read_pattern(said)
    assert written(pattern) == kept
    assert _hours(kept_by(pattern, _USUAL)) == hours


@pytest.mark.parametrize(
    "said",
    ["9-day fortnight", "term time only", "part time", "as needed", "8 days", "Mon 13-9", "Mon 0h", "-"],
)
def test_that_what_cannot_be_read_is_refused_with_the_ways_to_write_it(said: str) -> None:
    with pytest.raises(Refusal, match=r"no working pattern that can be read.*Mon–Wed.*0\.6 FTE"):
        read_pattern(said)


@pytest.mark.parametrize("said", ["1", "7.5", "0"])
def test_that_a_number_that_could_count_several_things_is_not_guessed_at(said: str) -> None:
    with pytest.raises(Refusal, match=f"{said} days, {said} hours or {said} FTE"):
        read_pattern(said)


def test_that_public_holidays_stay_off_and_days_off_do_not_come_back_for_them() -> None:
    saturday = date(2026, 11, 28)
    calendar = _USUAL.derived("Usual", {saturday: ((540, 780),)})
    own = kept_by(read_pattern("Thu–Fri"), calendar)
    assert not own.on(date(2026, 12, 25))
    assert not own.on(saturday)


def test_that_three_days_of_work_take_somebody_with_mondays_and_tuesdays_until_the_next_week() -> None:
    own = kept_by(read_pattern("Mon, Tue"), _USUAL)
    start = own.before(instant(date(2026, 11, 23)))
    assert moment(own.finishes_at(start + own.minutes(3))).isoformat() == "2026-11-30T17:30:00"


_PARTS = st.sampled_from(["", "am", "pm", 240, 600, ((540, 720),), ((540, 720), (780, 1020))])
_WEEKS = st.tuples(*[st.none() | _PARTS] * 7).filter(any)
_AMOUNTS = st.builds(
    Amount, st.decimals(1, 7, places=1), st.sampled_from([Unit.DAYS, Unit.HOURS, Unit.SHARE])
)


@given(
    st.builds(
        Pattern, _WEEKS.filter(lambda week: any(part is not None for part in week)), st.none() | _AMOUNTS
    )
)
def test_that_what_is_written_is_read_as_the_same(pattern: Pattern) -> None:
    assert read_pattern(written(pattern)) == pattern
