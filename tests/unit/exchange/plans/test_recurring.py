# SPDX-License-Identifier: Apache-2.0
"""Days that recur, against the days that a person finds on a calendar."""

from datetime import date

import pytest

from portfolio_desktop.exchange.plans.recurring import LAST, WORKDAYS, Recurrence, Rhythm, runs

FIRST, END = date(2026, 1, 1), date(2026, 12, 31)


def every(rhythm: Rhythm, **facts: object) -> list[str]:
    recurrence = Recurrence(**{"rhythm": rhythm, "first": FIRST, "last": END, "times": 3, **facts})  # type: ignore[arg-type]
    return [f"{day:%d %b}" for day in recurrence.days()]


@pytest.mark.parametrize(
    ("rhythm", "facts", "days"),
    [
        (Rhythm.DAYS, {"every": 10}, ["01 Jan", "11 Jan", "21 Jan"]),
        (Rhythm.WORKDAYS, {"every": 2}, ["01 Jan", "05 Jan", "07 Jan"]),
        (Rhythm.WEEKS, {"every": 2, "weekdays": frozenset({1})}, ["13 Jan", "27 Jan", "10 Feb"]),
        (Rhythm.MONTH_DAY, {"month_day": 31}, ["31 Jan", "28 Feb", "31 Mar"]),
        (Rhythm.MONTH_POSITION, {"position": LAST, "weekdays": frozenset({4})}, ["30 Jan", "27 Feb", "27 Mar"]),
        (Rhythm.MONTH_POSITION, {"position": 0, "weekdays": WORKDAYS, "every": 3}, ["01 Jan", "01 Apr", "01 Jul"]),
        (Rhythm.YEAR_POSITION, {"month": 5, "weekdays": frozenset({0}), "position": 0}, ["04 May"]),
    ],
)  # fmt: skip
def test_that_a_recurrence_falls_on_its_days(
    rhythm: Rhythm, facts: dict[str, object], days: list[str]
) -> None:
    assert every(rhythm, **facts) == days


def test_that_days_next_to_each_other_are_one_span() -> None:
    days = iter([date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 5)])
    assert list(runs(days)) == [(date(2026, 1, 1), date(2026, 1, 2)), (date(2026, 1, 5), date(2026, 1, 5))]
