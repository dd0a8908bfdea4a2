# SPDX-License-Identifier: Apache-2.0
"""Dates and financial years as people read them."""

from datetime import date

from portfolio_desktop.base.dates import (
    add_months,
    format_date,
    format_month,
    format_year,
    month_name,
    months_between,
    short_month,
    short_weekday,
    weekday_name,
)


def test_that_the_month_is_a_word() -> None:
    assert format_date(date(2026, 3, 31)) == "31 Mar 2026"
    assert format_month(date(2026, 12, 1)) == "Dec 2026"
    assert (weekday_name(date(2026, 11, 21)), short_weekday(date(2026, 11, 23))) == ("Saturday", "Mon")
    assert (month_name(1), short_month(12)) == ("January", "Dec")


def test_that_a_financial_year_names_both_its_calendar_years() -> None:
    assert format_year(2025) == "2025–26"
    assert format_year(1999) == "1999–00"
    assert format_year(2025, starts=1) == "2025"


def test_that_months_are_rounded_to_the_nearest() -> None:
    assert months_between(date(2026, 1, 1), date(2026, 8, 3)) == 7
    assert months_between(date(2026, 8, 1), date(2026, 1, 1)) == -7


def test_that_months_are_added_without_leaving_the_calendar() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 72) == date(2030, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert add_months(date(9999, 6, 1), 12) == date.max
