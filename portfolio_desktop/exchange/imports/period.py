# SPDX-License-Identifier: Apache-2.0
"""The date that a file reports on, as far as its words tell: "as at 20 Nov 2026", "March_2022", "AR2021". A first offer only."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.imports.headings import words_of
from portfolio_desktop.exchange.tables import MonthDay, Reading, Table, cell_text, read_cell

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?!\d)")
_MONTH = re.compile(
    r"(?:(?<![A-Za-z\d])(\d{1,2})(?:st|nd|rd|th)?[-_. ]+)?(?<![A-Za-z])([A-Za-z]{3,9})[-_. ]*(20\d\d)(?!\d)"
)
_AS_AT = re.compile(
    r"(?<![A-Za-z])(?:(?:as|status|position|correct)[-_ ](?:at|of|on)|(?:period|month|quarter|year)[-_ ](?:ending|ended|to))"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_READING = Reading(kind=Kind.DATE, months=MonthDay.LAST)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_YEAR_END = (3, 31)  # a bare year is taken for the financial year that ends in it
_HEADINGS = frozenset({"year", "report year", "financial year", "period", "reporting period", "data as of"})


def guess_as_of(table: Table, *names: str, today: date) -> date | None:
    """The day "as at" which the words above the table or one of `names` say that it stands; else the period they name.

    Or what the column "year" or "period" says where it says one thing only. Nobody has reported on a day to come yet:
    of a month that has not ended, it is `today`.
    """
    found = _guess(table, names)
    return min(found, today) if found else None


def _guess(table: Table, names: Sequence[str]) -> date | None:
    for words in (*table.above, *names):
        as_at = _AS_AT.search(words)
        found = _exact(words[as_at.end() :]) if as_at else None
        if found is not None:
            return found
    said = [cell_text(row) for row in _one_value(table)]
    for words in (*names, *said):
        found = _exact(words)
        if found is not None:
            return found
    for words in (*said, *names):
        year = _YEAR.search(words)
        if year:
            return date(int(year[1]), *_YEAR_END)
    return None


def period_column(table: Table) -> str:
    """The column that gives every row the same year or period; "" when there is none."""
    for column in table.columns:
        if words_of(column.name) in _HEADINGS and len({cell_text(cell) for cell in table.cells(column)}) == 1:
            return column.name
    return ""


def _one_value(table: Table) -> list[str]:
    name = period_column(table)
    column = next((each for each in table.columns if each.name == name), None)
    return [cell_text(table.cells(column)[0])] if column and table.rows else []


def _exact(words: str) -> date | None:
    if day := _DAY.search(words):
        year, month, number = int(day[1]), int(day[2]), int(day[3])
        if 0 < number <= monthrange(year, month)[1]:
            return date(year, month, number)
    for in_month, month_name, year_text in _MONTH.findall(words):
        exact = read_cell(f"{in_month} {month_name} {year_text}", _READING) if in_month else None
        if isinstance(exact, date):
            return exact
        last = read_cell(f"{month_name} {year_text}", _READING)
        if isinstance(last, date):
            return last
    return None
