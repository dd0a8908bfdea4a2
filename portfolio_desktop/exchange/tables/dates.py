# SPDX-License-Identifier: Apache-2.0
"""Dates as people write them, under an order of day and month that is fixed for the column."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.exchange.tables.cells import Cell


class DateOrder(StrEnum):
    """The order of figures in a date whose year does not come first in four figures. ISO allows only those that do."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    ISO = "iso"


class MonthDay(StrEnum):
    """The day that is meant by a month without one, such as "Dec-2026"."""

    UNSAID = ""  # such a cell is not a date
    FIRST = "first"
    LAST = "last"


ORDER_LABELS = {
    DateOrder.DMY: N_("Day, month, year (31/12/2024)"),
    DateOrder.MDY: N_("Month, day, year (12/31/2024)"),
    DateOrder.YMD: N_("Year, month, day (24/12/31)"),
    DateOrder.ISO: N_("Year first, in four figures (2024-12-31)"),
}

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(\d{1,4})([-/. ])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)")
_WORDS_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([^\W\d_]{3,10})\.?,?[-/. ]+(\d{2}|\d{4})(?!\d)", re.IGNORECASE
)
_WORDS_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,10})\.?[-/ ](\d{4}|\d{2})", re.IGNORECASE)
_MONTH_IN_FIGURES = re.compile(
    r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})|(?P<first>\d{4})[-/.](?P<then>\d{1,2})"
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
    r"|(?:dydd )?(?:llun|maw(?:rth)?|mer(?:cher)?|iau|gwe(?:n(?:er)?)?|sad(?:wrn)?|sul)(?=\.?,? +\d{1,2}[ .]+[^\W\d]))"
    r"\.?,? +",  # in Welsh, a Tuesday has the name of March, so a day and a month have to follow
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:T|,? +)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?( ?[ap]\.?m\.?)?\s*(Z|UTC|GMT|[-+]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_MONTHS = (
    ("january", "ionawr", "januar"),
    ("february", "chwefror", "februar"),
    ("march", "mawrth", "märz"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin", "juni"),
    ("july", "gorffennaf", "juli"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref", "oktober"),
    ("november", "tachwedd"),
    ("december", "rhagfyr", "dezember"),
)
_FULL_NAMES = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SHORT_WELSH = "ion chwef maw ebr mai meh gorff awst medi hyd tach rhag"
_SHORT_NAMES = {
    **{names[0][:length]: number for number, names in enumerate(_MONTHS, 1) for length in (3, 4)},
    **{name: number for number, name in enumerate(_SHORT_WELSH.split(), 1)},
}
# Day 0 of a spreadsheet's count, for dates after February 1900.
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets keep wall clocks
_LAST_SERIAL = 109_574  # the end of 2199
_NO_DATE = N_("This is not a date.")
_NO_SUCH = N_("There is no such day.")


def read_date(
    cell: Cell, order: DateOrder, century_from: int, *, months: MonthDay, serials: bool
) -> date | str:
    """The date, or the reason why it is none. A time of day is allowed and dropped."""
    if not isinstance(cell, datetime) and isinstance(cell, date):
        return cell
    month = month_alone(cell, century_from) if months else None
    if month is not None:
        return on_day(month, months)
    moment = read_moment(cell, order, century_from, serials=serials)
    return moment.date() if isinstance(moment, datetime) else moment


def month_alone(cell: Cell, century_from: int) -> date | None:
    """The first day of a month that is written without a day: "Dec-2026", "December 2026", "12/2026", "2026-12"."""
    text = cell.strip() if isinstance(cell, str) else ""
    if named := _MONTH_NAMED.fullmatch(text):
        month, year = month_called(named[1]), _year(named[2], century_from)
    elif figures := _MONTH_IN_FIGURES.fullmatch(text):
        month, year = int(figures["month"] or figures["then"]), int(figures["year"] or figures["first"])
    else:
        return None
    return date(year, month, 1) if year and 1 <= month <= 12 else None


def on_day(month: date, which: MonthDay) -> date:
    """`month`, given by its first day, on the day that is meant."""
    return month.replace(day=monthrange(month.year, month.month)[1]) if which is MonthDay.LAST else month


def read_moment(cell: Cell, order: DateOrder, century_from: int, *, serials: bool) -> datetime | str:
    """Date and time of day (midnight when none is given), or the reason why not. A time zone is dropped: the wall clock stays."""
    match cell:
        case datetime():
            return cell
        case date():
            return datetime.combine(cell, time())
        case str():
            return _from_text(cell.strip(), order, century_from)
        case bool():
            return _(_NO_DATE)
        case int() | float() if serials and 1 <= cell <= _LAST_SERIAL:
            return _DAY_ZERO + timedelta(days=int(cell), minutes=round((cell % 1) * 1440))
    return _(_NO_DATE)


def _from_text(text: str, order: DateOrder, century_from: int) -> datetime | str:
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    found = _parts(text, order, century_from)
    if found is None:
        return _(_NO_DATE)
    year, month, day, rest = found
    clock = _clock(rest)
    if clock is None:
        return _(_NO_DATE)
    try:
        return datetime.combine(date(year, month, day), clock)
    except ValueError:
        return _(_NO_SUCH)


def _parts(text: str, order: DateOrder, century_from: int) -> tuple[int, int, int, str] | None:
    """Year, month, day and what follows them."""
    if iso := _ISO.match(text):
        return int(iso[1]), int(iso[3]), int(iso[4]), text[iso.end() :]
    if order is not DateOrder.ISO and (figures := _FIGURES.match(text)):
        return _in_order(figures[1], figures[3], figures[4], order, century_from, text[figures.end() :])
    if words := _WORDS_DAY_FIRST.match(text):
        month = month_called(words[2])
        return (_year(words[3], century_from), month, int(words[1]), text[words.end() :]) if month else None
    if words := _WORDS_MONTH_FIRST.match(text):
        month = month_called(words[1])
        return (int(words[3]), month, int(words[2]), text[words.end() :]) if month else None
    return None


def _in_order(
    first: str, second: str, third: str, order: DateOrder, century_from: int, rest: str
) -> tuple[int, int, int, str] | None:
    year, month, day = {
        DateOrder.DMY: (third, second, first),
        DateOrder.MDY: (third, first, second),
    }.get(order, (first, second, third))
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        return None
    return _year(year, century_from), int(month), int(day), rest


def _year(figures: str, century_from: int) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return century_from + (year - century_from) % 100


def month_called(name: str) -> int:
    """The month of that name, in full or short; 0 where it is none."""
    key = name.casefold()
    return _FULL_NAMES.get(key) or _SHORT_NAMES.get(key) or 0


def _clock(text: str) -> time | None:
    """The time of day that follows a date; midnight when nothing follows, None when something else does."""
    if not text.strip():
        return time()
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if match[4]:
        hour = hour % 12 + (12 if "p" in match[4].lower() else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
