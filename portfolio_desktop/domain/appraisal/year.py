# SPDX-License-Identifier: Apache-2.0
"""The dates of a year of appraisals, from places in the year that hold for every year."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_QUARTERS = 4
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One step of the year with its dates."""

    kind: str
    title: str
    opens: date
    due: date


def stages_of(plan: Sequence[Mapping[str, Any]], starts: date) -> list[PlannedStage]:
    """The stages of a year that begins on `starts`.

    In `plan` each says when it opens and is due as [months after the first month, day]; a day that the month lacks is
    its last. What would be due at a weekend is due on the Friday before.
    """
    return [
        PlannedStage(
            str(row["kind"]),
            str(row["title"]),
            _day(starts, *row["opens"]),
            _workday(_day(starts, *row["due"])),
        )
        for row in plan
    ]


def last_day(starts: date) -> date:
    """The last day of a year that begins on `starts`."""
    return _day(starts, 12, starts.day) - timedelta(days=1)


def quarters(starts: date, ends: date) -> list[tuple[date, date]]:
    """The quarters of a span, each from its first to its last day. A year gives four; what is shorter, as many as fit."""
    found: list[tuple[date, date]] = []
    for quarter in range(_QUARTERS):
        first, after = _day(starts, 3 * quarter, starts.day), _day(starts, 3 * quarter + 3, starts.day)
        if first <= ends:
            found.append((first, min(after - timedelta(days=1), ends)))
    return found


def _day(starts: date, months: int, day: int) -> date:
    year, month = divmod(starts.year * 12 + starts.month - 1 + months, 12)
    return date(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
