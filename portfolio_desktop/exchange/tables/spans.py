# SPDX-License-Identifier: Apache-2.0
"""Words in the place of a day that name a longer time: "Q3 27/28", "H1 2027", "Spring 2027", "end Mar 27", "2027/28".

None of them is a day, so none is read as one, and who writes "Q3" may count from January or from April. A person says
which day is meant, out of those found here; until then the words are kept in the place of a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portfolio_desktop.exchange.tables.dates import month_alone

_JANUARY, _APRIL = 1, 4
_YEAR = r"(?P<year>20\d\d|\d\d)"
_TWO = rf"{_YEAR}\s?[/\-\u2013]\s?(?P<next>20\d\d|\d\d)"  # a financial year: "27/28"
_YEARS = rf"(?:{_TWO}|(?P<fy>fy\s?)?(?P<one>20\d\d|\d\d))"
_PART = r"(?:q(?:tr|uarter)?\s?(?P<quarter>[1-4])|h(?:alf)?\s?(?P<half>[12]))"
_PARTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_PART}[\s,/\-]*(?:of\s)?(?:fy\s?(?=\S+[/\-\u2013]))?{_YEARS}",
        rf"(?:fy\s?(?=\d+\s?[/\-\u2013]\s?\d))?{_YEARS}[\s,/\-]*{_PART}",
    )
)
_WHOLE = re.compile(rf"(?:fy\s?)?{_TWO}|fy\s?(?P<one>20\d\d|\d\d)", re.IGNORECASE)
_SEASON = re.compile(rf"(?P<season>spring|summer|autumn|winter)\s{_YEAR}", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MONTH = re.compile(r"(?:early|beginning|start|mid|late|end)[\s\-]*(?:of\s)?(?P<month>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another. `since` is the month from which it was counted, where it may be counted from another."""

    first: date
    last: date
    since: int = 0


def spans_named(words: str) -> tuple[Span, ...]:
    """The times that `words` may name, the likeliest first; none where they name a day, or nothing that is known."""
    said = " ".join(words.split())
    for pattern in _PARTS:
        if found := pattern.fullmatch(said):
            return tuple(_parts(found))
    if found := _WHOLE.fullmatch(said):
        return tuple(_span(year, _APRIL, 12) for year in _financial(found))
    if found := _SEASON.fullmatch(said):
        return (_span(_full(found["year"]), _SEASONS[found["season"].casefold()], 3),)
    month = month_alone(found["month"], 2000) if (found := _MONTH.fullmatch(said)) else None
    return (_span(month.year, month.month, 1),) if month else ()


def _parts(found: re.Match[str]) -> Iterator[Span]:
    """A quarter or a half: of a financial year where the years say so, else of a calendar year first."""
    length = 3 if found["quarter"] else 6
    before = length * (int(found["quarter"] or found["half"]) - 1)
    financial = [_span(year, _APRIL + before, length, since=_APRIL) for year in _financial(found)]
    if found["fy"] or (found["next"] and not financial):
        yield from financial
        return
    calendar = _span(_full(found["year"] or found["one"]), _JANUARY + before, length, since=_JANUARY)
    yield from (*financial, calendar) if found["next"] else (calendar, *financial)


def _financial(found: re.Match[str]) -> list[int]:
    """The years in which the financial year may begin: of "27/28" one; "FY28" ends in it for some, and begins for others."""
    if found["next"]:
        year = _full(found["year"])
        return [year] if _full(found["next"]) == year + 1 else []
    year = _full(found["one"])
    bare = found.re is not _WHOLE and not found["fy"]
    return [year] if bare else [year - 1, year]


def _full(figures: str) -> int:
    return int(figures) % 100 + 2000


def _span(year: int, month: int, length: int, *, since: int = 0) -> Span:
    """So many months, counted on from one of a year."""
    after = _first(year, month + length)
    return Span(_first(year, month), after - timedelta(days=1), since)


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
