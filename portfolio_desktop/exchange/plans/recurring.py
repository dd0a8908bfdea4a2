# SPDX-License-Identifier: Apache-2.0
"""The days on which something recurs: every second Tuesday, the last Friday of each month, each 25 December."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import islice

_EVERY_DAY = frozenset(range(7))
_WORKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})
LAST = 4
"""The position of the last such day of a month; 0 is the first."""


class Rhythm(Enum):
    """What is counted from one occurrence to the next."""

    DAYS = auto()
    WORKDAYS = auto()
    WEEKS = auto()  # on `weekdays`
    MONTH_DAY = auto()  # on the day `month_day` of each `every`th month
    MONTH_POSITION = auto()  # the `position`th of `weekdays` in each `every`th month
    YEAR_DAY = auto()
    YEAR_POSITION = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Days from `first` on, until `last` or until there were `times`, whichever is sooner."""

    rhythm: Rhythm
    first: date
    last: date
    times: int | None = None
    every: int = 1
    weekdays: frozenset[int] = _EVERY_DAY  # Monday is 0
    month: int = 1
    month_day: int = 1
    position: int = 0  # 0 to 3, or LAST

    def days(self) -> Iterator[date]:
        """Each day, in order."""
        return islice(self._unnumbered(), self.times)

    def _unnumbered(self) -> Iterator[date]:
        match self.rhythm:
            case Rhythm.DAYS | Rhythm.WORKDAYS:
                return self._by_day()
            case Rhythm.WEEKS:
                return self._by_week()
            case _:
                return self._by_month()

    def _by_day(self) -> Iterator[date]:
        counted = 0
        for day in self._span():
            if self.rhythm is Rhythm.WORKDAYS and day.weekday() not in _WORKDAYS:
                continue
            if counted % self.every == 0:
                yield day
            counted += 1

    def _by_week(self) -> Iterator[date]:
        week = (
            self.first.toordinal() // 7
        )  # weeks are counted from Sundays, as the programs that write this do
        for day in self._span():
            if day.weekday() in self.weekdays and (day.toordinal() // 7 - week) % self.every == 0:
                yield day

    def _by_month(self) -> Iterator[date]:
        yearly = self.rhythm in {Rhythm.YEAR_DAY, Rhythm.YEAR_POSITION}
        month = self.first.year * 12 + (self.month if yearly else self.first.month) - 1
        step = 12 if yearly else self.every
        while month <= self.last.year * 12 + self.last.month - 1:
            day = self._in_month(month // 12, month % 12 + 1)
            if day and self.first <= day <= self.last:
                yield day
            month += step

    def _in_month(self, year: int, month: int) -> date | None:
        length = calendar.monthrange(year, month)[1]
        if self.rhythm in {Rhythm.YEAR_DAY, Rhythm.MONTH_DAY}:
            return date(year, month, min(self.month_day, length))
        fitting = [n for n in range(1, length + 1) if date(year, month, n).weekday() in self.weekdays]
        if not fitting:
            return None
        return date(
            year, month, fitting[-1 if self.position == LAST else min(self.position, len(fitting) - 1)]
        )

    def _span(self) -> Iterator[date]:
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)


def runs(days: Iterator[date]) -> Iterator[tuple[date, date]]:
    """Days next to each other as one span: first and last."""
    first = last = None
    for day in days:
        if last is not None and day == last + timedelta(1):
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last


WEEKEND, WORKDAYS, EVERY_DAY = _WEEKEND, _WORKDAYS, _EVERY_DAY
