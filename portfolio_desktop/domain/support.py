# SPDX-License-Identifier: Apache-2.0
"""When support ends, in steps that a board plans by, and whether a service meets its target. Pure rules."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Window(StrEnum):
    """How far off the end of support is."""

    ENDED = "ended"
    HALF_YEAR = "6"
    YEAR = "12"
    TWO_YEARS = "24"
    LATER = "later"
    UNKNOWN = "unknown"


_MONTHS = ((Window.HALF_YEAR, 6), (Window.YEAR, 12), (Window.TWO_YEARS, 24))


def window_of(end: date | None, today: date) -> Window:
    """The window that `end` falls into. The last day of support is still supported."""
    if end is None:
        return Window.UNKNOWN
    if end < today:
        return Window.ENDED
    return next((window for window, months in _MONTHS if end <= months_on(today, months)), Window.LATER)


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def meets(target: Decimal | None, actual: Decimal | None, *, higher_is_better: bool | None) -> bool | None:
    """Whether a measure is at its target or better; None while either is not known, or which way is better."""
    if target is None or actual is None or higher_is_better is None:
        return None
    return actual >= target if higher_is_better else actual <= target
