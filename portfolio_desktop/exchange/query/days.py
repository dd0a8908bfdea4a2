# SPDX-License-Identifier: Apache-2.0
"""Days as they are typed into a search: `2027-03-31`, `31/3/27`, `2027`, `2027-03`, `today`, `30d`, `-2w`, `1/4/26..today`.

Each is a stretch of days. What counts from today stays so in a view that is kept: it is written "today+30", not worked out.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.catalogue.filters import All, Filter, Op, Test
from portfolio_desktop.exchange.tables import DateOrder, Reading, Unreadable, read_cell

_SPAN = re.compile(r"([+-]?)(\d{1,4})([dwmy])", re.IGNORECASE)
_FROM_TODAY = re.compile(r"today\s*(?:([+-])\s*(\d{1,5})([dwmy]?))?", re.IGNORECASE)
_MONTH = re.compile(r"((?:19|20|21)\d\d)(?:-(0?[1-9]|1[0-2]))?")
_YEARS_AT_MOST = 100
_DAYS = {"d": 1, "": 1, "w": 7, "m": 30, "y": 365}
_NEAR = {"yesterday": "today-1", "today": "today", "tomorrow": "today+1"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, each in the plain form of a filter; empty leaves an end open."""

    first: str
    last: str


def asked_days(field: Field, sign: str, text: str) -> Filter:
    """What `field:text` means for a date or a moment, or `field:<text` with a sign. Refuses what is no day."""
    start, dots, end = text.partition("..")
    if dots and not sign and (start or end):
        days = Stretch(_read(field, start).first if start else "", _read(field, end).last if end else "")
    else:
        days = _read(field, text)
        if not sign and _SPAN.fullmatch(text):
            # Within so many days from today, or back from it.
            days = Stretch(days.first, "today") if text.startswith("-") else Stretch("today", days.last)
    return _compared(field, sign, days)


def within(field: Field, first: date | None, last: date | None) -> Filter:
    """Dates from one day to another, both included; None leaves an end open."""
    days = Stretch(first.isoformat() if first else "", last.isoformat() if last else "")
    return _compared(field, "", days)


def _compared(field: Field, sign: str, days: Stretch) -> Filter:
    late = "T23:59" if field.kind is Kind.MOMENT else ""
    early = "T00:00" if field.kind is Kind.MOMENT else ""
    if sign:
        value, op = {
            "<": (days.first + early, Op.BELOW),
            "<=": (days.last + late, Op.AT_MOST),
            ">": (days.last + late, Op.ABOVE),
            ">=": (days.first + early, Op.AT_LEAST),
        }[sign]
        return Test(field.name, op, value)
    if days.first == days.last and field.kind is Kind.DATE:
        return Test(field.name, Op.IS, days.first)
    parts: list[Filter] = []
    if days.first:
        parts.append(Test(field.name, Op.AT_LEAST, days.first + early))
    if days.last:
        parts.append(Test(field.name, Op.AT_MOST, days.last + late))
    return All(tuple(parts))


def _read(field: Field, text: str) -> Stretch:
    bare = text.strip()
    if bare.casefold() in _NEAR:
        return _one(_NEAR[bare.casefold()])
    if relative := _SPAN.fullmatch(bare) or _FROM_TODAY.fullmatch(bare):
        sign, count, unit = relative.groups()
        if int(count) * _DAYS[unit.casefold()] <= _YEARS_AT_MOST * 365:
            return _one(f"today{sign or '+'}{int(count)}{'' if unit in 'dD' else unit.casefold()}")
        raise _no_day(field, text)
    if whole := _MONTH.fullmatch(bare):
        year, month = int(whole[1]), int(whole[2] or 0)
        last_month = month or 12
        first = date(year, month or 1, 1)
        return Stretch(first.isoformat(), date(year, last_month, monthrange(year, last_month)[1]).isoformat())
    order = DateOrder.ISO if re.match(r"\d{4}-", bare) else DateOrder.DMY
    value = read_cell(bare, Reading(kind=Kind.DATE, order=order))
    if value is None or isinstance(value, Unreadable | Unknown) or not isinstance(value, date):
        raise _no_day(field, text)
    return _one(value.isoformat()[:10])


def _one(day: str) -> Stretch:
    return Stretch(day, day)


def _no_day(field: Field, text: str) -> Refusal:
    return Refusal(
        _(
            "{label}: “{text}” is no day. Write it as 31/3/2027, 2027-03, today, 30d, -2w or 1/4/26..today."
        ).format(label=_(field.label), text=one_line(text)[:40])
    )
