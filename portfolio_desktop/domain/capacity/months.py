# SPDX-License-Identifier: Apache-2.0
"""Months as whole numbers, and days of work spread over them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias

from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, Minutes, instant

Month: TypeAlias = int
"""Months since the first of the year nought: the next one is one more."""
Days: TypeAlias = Mapping[Month, float]
"""Days of work by month. A month that is left out has none."""

_HALF = DAY // 2


def month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def first_day(month: Month) -> date:
    year, place = divmod(month, 12)
    return date(year, place + 1, 1)


def last_day(month: Month) -> date:
    return first_day(month + 1) - timedelta(days=1)


def worked(calendar: Calendar, start: Instant, finish: Instant) -> Minutes:
    """The minutes of work from one midday or midnight until another; half a day of work lies before its midday.

    By the clock a calendar may have more of it before noon than after. Who is away for half a day is away for half
    of the work.
    """
    return _before(calendar, finish) - _before(calendar, start)


def days_between(calendar: Calendar, first: date, last: date) -> float:
    """Days of work from `first` to `last`, both included; none where they are the wrong way round."""
    if last < first:
        return 0.0
    return calendar.days(worked(calendar, instant(first), instant(last) + DAY))


def spread(days: float, first: date, last: date, calendar: Calendar) -> dict[Month, float]:
    """`days` of work done evenly on the working days from `first` to `last`, by month; the parts add up to the whole.

    Where none of these days is worked, all of it falls into the month of the last.
    """
    if last < first:
        return {}
    parts = {
        month: days_between(calendar, max(first, first_day(month)), min(last, last_day(month)))
        for month in range(month_of(first), month_of(last) + 1)
    }
    whole = sum(parts.values())
    if not whole:
        return {month_of(last): days}
    return {month: days * part / whole for month, part in parts.items() if part}


def _before(calendar: Calendar, at: Instant) -> Minutes:
    midnight = at - at % DAY
    before = calendar.before(midnight)
    if at % DAY < _HALF:
        return before
    return before + (calendar.before(midnight + DAY) - before) // 2
