# SPDX-License-Identifier: Apache-2.0
"""How dates are written where a reader may be anywhere: the month as a word, unless whoever sits here wants otherwise.

Every name of a month or a day that is shown comes from here.
"""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from portfolio_desktop.base.i18n import N_, _

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_SHORT_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)
_SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def month_name(month: int) -> str:
    """January for 1."""
    return _(_MONTHS[month - 1])


def short_month(month: int) -> str:
    """Jan for 1."""
    return _(_SHORT_MONTHS[month - 1])


def weekday_name(day: date) -> str:
    """Monday."""
    return _(_WEEKDAYS[day.weekday()])


def short_weekday(day: date) -> str:
    """Mon."""
    return _(_SHORT_WEEKDAYS[day.weekday()])


WORDS, NUMBERS, ISO = "words", "numbers", "iso"
"""31 Mar 2026; 31/03/2026; 2026-03-31."""

_form = WORDS
_for_everybody: ContextVar[bool] = ContextVar("dates_for_everybody", default=False)


def write_dates_as(form: str) -> None:
    """Write dates so from now on, in this process; what nobody knows is as words."""
    global _form  # noqa: PLW0603 - one habit for the process
    _form = form if form in (NUMBERS, ISO) else WORDS


@contextmanager
def dates_for_everybody() -> Iterator[None]:
    """Write dates meanwhile as for a reader who may be anywhere, whatever is wanted here."""
    token = _for_everybody.set(True)
    try:
        yield
    finally:
        _for_everybody.reset(token)


def local_now() -> datetime:
    """The time on the wall, to the minute, as records keep moments: without a zone."""
    return datetime.now().astimezone().replace(second=0, microsecond=0, tzinfo=None)


def format_moment(moment: datetime) -> str:
    """31 Mar 2026 14:30."""
    return f"{format_date(moment)} {moment:%H:%M}"


def format_date(day: date) -> str:
    """31 Mar 2026, or as somebody wants it in their window."""
    if _form != WORDS and not _for_everybody.get():
        return day.isoformat()[:10] if _form == ISO else f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {short_month(day.month)} {day.year}"


def format_month(day: date) -> str:
    """Mar 2026."""
    return f"{short_month(day.month)} {day.year}"


def format_year(first: int, starts: int = 4) -> str:
    """The financial year that begins in month `starts` of `first`: 2025–26, or 2025 where it is the calendar year."""
    return str(first) if starts == 1 else f"{first}–{(first + 1) % 100:02d}"


def months_between(earlier: date, later: date) -> int:
    """Whole months from one date to the other, rounded to the nearest; negative when `later` comes first."""
    return round((later - earlier).days / 30.4375)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day, the calendar's last beyond its end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
