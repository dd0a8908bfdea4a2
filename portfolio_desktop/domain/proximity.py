# SPDX-License-Identifier: Apache-2.0
"""How soon a risk could strike, in calendar months from today: a month is a month, whether of 28 days or of 31."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

from portfolio_desktop.base.values import Unknown

PASSED = "passed"
"""The day on which it could strike is over, so somebody has to say whether it happened. Not an item of the list."""

LATER = "later"

_WITHIN = (("imminent", 1), ("quarter", 3), ("half_year", 6))
"""Items of the list risk.proximity, each with the months within which it lies."""

NEAREST_FIRST = (PASSED, *(code for code, _months in _WITHIN), LATER)


def proximity(strike: date, today: date) -> str:
    """The code of the band that `strike` lies in. The last day of a band belongs to it."""
    if strike < today:
        return PASSED
    return next((code for code, last in borders(today) if strike <= last), LATER)


def proximity_now(strike: date | Unknown | None, stated: str | Unknown | None, today: date) -> str | None:
    """Where the date puts it, else what was said of it; None where neither is known."""
    if isinstance(strike, date):
        return proximity(strike, today)
    return stated if isinstance(stated, str) else None


@lru_cache(maxsize=4)
def borders(today: date) -> tuple[tuple[str, date], ...]:
    """The last day of each band but the last, which has none."""
    return tuple((code, months_after(today, months)) for code, months in _WITHIN)


def months_after(day: date, months: int) -> date:
    """The same day of a later month (or an earlier one), or its last day where it is shorter: 31 Jan, 28 Feb."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        return date.max if months > 0 else date.min
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
