# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of meetings: when each item is due, how long all take, when a board meets next, whether it may decide."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_WEEKS = {"weekly": 1, "fortnightly": 2, "six_weekly": 6}
_MONTHS = {"monthly": 1, "two_monthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item begins: on the clock where the meeting has a time, else so many minutes after it opens."""

    begins: datetime | None
    after: int

    @property
    def words(self) -> str:
        """09:40, or +0:40 where the meeting has no time yet."""
        if self.begins is not None:
            return f"{self.begins:%H:%M}"
        return f"+{self.after // 60}:{self.after % 60:02}"


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes planned for the items, how many items say theirs, and the meeting's own length where that is known."""

    planned: int
    known: int
    items: int
    meeting: int | None

    @property
    def over(self) -> int:
        """Minutes by which the items take longer than the meeting; 0 where they fit, or where nobody can tell."""
        return max(0, self.planned - self.meeting) if self.meeting is not None else 0


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many with a vote are there, and how many have to be; None where the board sets no quorum."""

    present: int
    needed: int | None

    @property
    def met(self) -> bool:
        return self.needed is None or self.present >= self.needed


def slots(starts: datetime | None, minutes: Iterable[int | None]) -> list[Slot]:
    """When each item begins. An item without a time takes none."""
    found: list[Slot] = []
    after = 0
    for each in minutes:
        found.append(Slot(starts + timedelta(minutes=after) if starts else None, after))
        after += max(0, each or 0)
    return found


def length(starts: datetime | None, ends: datetime | None, minutes: Sequence[int | None]) -> Length:
    """What the items take against what the meeting has. A meeting that ends before it starts has no length."""
    whole = int((ends - starts).total_seconds() // 60) if starts and ends and ends > starts else None
    known = [each for each in minutes if each is not None]
    return Length(sum(max(0, each) for each in known), len(known), len(minutes), whole)


def next_day(last: date, frequency: str | None) -> date | None:
    """The day a board meets after `last`: the same weekday so many weeks on, or the same such day of a later month.

    A board that met on the second Tuesday meets on the second Tuesday; one that met on the fifth, on the last.
    None for a frequency that names no interval.
    """
    if frequency in _WEEKS:
        return last + timedelta(weeks=_WEEKS[frequency])
    if frequency not in _MONTHS:
        return None
    year, month = divmod(last.year * 12 + last.month - 1 + _MONTHS[frequency], 12)
    month += 1
    nth = (last.day - 1) // _WEEK
    first = date(year, month, 1)
    day = 1 + (last.weekday() - first.weekday()) % _WEEK + nth * _WEEK
    if day > calendar.monthrange(year, month)[1]:
        day -= _WEEK
    return date(year, month, day)


def next_day_from(last: date, frequency: str | None, today: date) -> date | None:
    """As `next_day`, but not in the past: intervals that went by without a meeting are passed over."""
    day = next_day(last, frequency)
    while day is not None and day < today:
        day = next_day(day, frequency)
    return day
