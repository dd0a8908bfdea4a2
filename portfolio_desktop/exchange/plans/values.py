# SPDX-License-Identifier: Apache-2.0
"""Texts of plans as values: dates, durations, money, numbers. Raises Odd for what is none of these; knows no format."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, Minutes

_EPOCH = date(1970, 1, 1).toordinal()
_LAST_YEAR = 9998  # so that the day after is one too
_MOST = 10**9  # minutes: nearly two thousand years
_MOST_MONEY = Decimal(10) ** 15
_HUNDREDTH = Decimal("0.01")

_DURATION = re.compile(
    r"\s*(-?)P(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,7})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,10})M)?(?:(\d{1,12})(?:[.,](\d{1,9})\d*)?S)?)?\s*"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

A_DATE, A_DURATION, A_NUMBER, A_TIME = N_("a date"), N_("a duration"), N_("a number"), N_("a time of day")
NOWHERE = (1, 0)
"""No years at all."""


class Odd(ValueError):
    """A text that is not what its place asks for. `what` is marked for translation: "a date"."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__(text)
        self.text = text if len(text) <= 60 else text[:59] + "…"
        self.what = what


@lru_cache(maxsize=20_000)
def instant(text: str) -> Instant:
    """The minute that an ISO date or date and time is in; seconds are rounded, a zone is not heeded."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Odd(text, A_DATE) from error
    if at.year > _LAST_YEAR:
        raise Odd(text, A_DATE)
    return of_datetime(at)


def day(text: str) -> date:
    """The day that an ISO date or date and time lies in: its last second is still that day."""
    return day_of(instant(text[:16] if len(text) > 16 else text))


def of_datetime(at: datetime) -> Instant:
    days = at.toordinal() - _EPOCH
    return days * DAY + at.hour * 60 + at.minute + (at.second >= 30)


def of_date(day: date, minute: int = 0) -> Instant:
    """That minute after the midnight that begins `day`."""
    return (day.toordinal() - _EPOCH) * DAY + minute


def day_of(at: Instant) -> date:
    return date.fromordinal(at // DAY + _EPOCH)


def iso(at: Instant) -> str:
    """As `2026-04-01T08:00:00`."""
    day, minute = divmod(at, DAY)
    return f"{date.fromordinal(day + _EPOCH).isoformat()}T{minute // 60:02}:{minute % 60:02}:00"


@lru_cache(maxsize=5_000)
def period(text: str) -> Minutes:
    """The minutes of an ISO duration: `PT7H30M0S` is 450. A year is 365 days and a month 30: programs write neither."""
    found = _DURATION.fullmatch(text)
    if not found or found.end() == found.start() or text.strip() in {"P", "-P"}:
        raise Odd(text, A_DURATION)
    years, months, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:7])
    total = (years * 365 + months * 30 + days) * DAY + hours * 60 + minutes + round(seconds / 60)
    if total > _MOST:
        raise Odd(text, A_DURATION)
    return -total if found[1] else total


def iso_period(minutes: Minutes) -> str:
    """As `PT7H30M0S`."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}PT{hours}H{rest}M0S"


def whole(text: str) -> int:
    """A whole number of sensible size; `3.0` is 3."""
    value = number(text)
    if value != int(value):
        raise Odd(text, A_NUMBER)
    return int(value)


@lru_cache(maxsize=5_000)
def number(text: str) -> float:
    """A finite number, with a dot or a comma for decimals."""
    try:
        value = float(text if "," not in text or "." in text else text.replace(",", "."))
    except ValueError as error:
        raise Odd(text, A_NUMBER) from error
    if not abs(value) < 1e15 or "_" in text:  # also what is not a number
        raise Odd(text, A_NUMBER)
    return value


@lru_cache(maxsize=5_000)
def money(text: str) -> Decimal:
    """An amount, to the hundredth."""
    value = Decimal(repr(number(text)))
    return value.quantize(_HUNDREDTH).normalize() + 0


def cents(text: str) -> Decimal:
    """An amount that is written in hundredths."""
    value = Decimal(repr(number(text))) / 100
    return value.quantize(Decimal("0.0001")).normalize() + 0


def hours(text: str) -> Minutes:
    """The minutes of a number of hours."""
    value = number(text)
    if abs(value) > _MOST / 60:
        raise Odd(text, A_DURATION)
    return round(value * 60)


def minute_of_day(text: str) -> int:
    """`08:30:00` is 510."""
    found = _CLOCK.match(text.strip())
    if not found or int(found[1]) > 24 or int(found[2]) > 59:
        raise Odd(text, A_TIME)
    return min(int(found[1]) * 60 + int(found[2]), DAY)


def spans(times: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Working times of a day in order, none into another. Until midnight is 1440; past it is cut off there."""
    made: list[tuple[int, int]] = []
    for begin, end in sorted((begin, end if end > begin else DAY) for begin, end in times if begin < DAY):
        if made and begin <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((begin, end))
    return tuple(made)


def clean(text: str | None) -> str:
    """`text` without what no window can show and no file can carry, trimmed."""
    return _CONTROLS.sub("", text).strip() if text else ""
