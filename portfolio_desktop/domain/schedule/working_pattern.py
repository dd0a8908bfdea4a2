# SPDX-License-Identifier: Apache-2.0
"""When somebody works, as people say it: "Mon–Wed", "Tue am, Thu 09:00-13:00", "3 days", "22.5 hours", "0.6 FTE".

It says which days of the week (and then plans keep them), or only how much of a full week, or both. What is written
back is always the same words for the same pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Day, Minutes

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAME = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|rs|urs|sday|nesday|rsday|urday|day)?s?\b\.?"
_ITEM = re.compile(rf"{_NAME}(?:\s*(?:-|to|until)\s*{_NAME})?\s*(.*)")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*-\s*(\d{1,2})(?:[:.](\d{2}))?"
_SPANS = re.compile(rf"{_CLOCK}(?:\s*(?:\+|and)?\s*{_CLOCK})*")
_SPAN = re.compile(_CLOCK)
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:hours?|hrs?|h)")
_AMOUNT = re.compile(
    r"(?:fte\s*[:=]?\s*)?(\d+(?:[.,]\d+)?)\s*"
    r"(% of full time|% fte|%|fte|days?|d|hours?|hrs?|h)?\s*(?:(?:a|per|/|each)?\s*(?:week|wk)|weekly|pw)?"
)
_HALVES = {
    "am": "am",
    "morning": "am",
    "mornings": "am",
    "pm": "pm",
    "afternoon": "pm",
    "afternoons": "pm",
}
_WORDS = {"full time": "100 %", "full-time": "100 %", "half time": "50 %", "half-time": "50 %"}
_WEEK = {"weekdays": "mon-fri", "every weekday": "mon-fri", "all week": "mon-fri"}

_NOT_READ = N_(
    "“{text}” is no working pattern that can be read. Write days, such as Mon–Wed or Mon, Tue am, Thu 09:00-13:00; or "
    "how much of a week, such as 3 days, 22.5 hours or 0.6 FTE."
)
_NO_UNIT = N_("“{text}” does not say what it counts. Write {text} days, {text} hours or {text} FTE.")


class Unit(StrEnum):
    """What an amount counts, a week each."""

    SHARE = "%"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a week: per cent of full time, days or hours."""

    number: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pattern:
    """`days` says what is worked on each day of a week, from Monday: None for a day off; empty where no days are said.

    A day is "" (as the calendar has it), "am" or "pm" (half of its work), minutes of work, or spans of the clock.
    """

    days: tuple["Part | None", ...] = ()
    amount: Amount | None = None


Part = str | Minutes | Day


@lru_cache(maxsize=2_048)
def read_pattern(text: str) -> Pattern:
    """What the words say. Refuses what it cannot read, a number that does not say what it counts, and more than there is."""
    plain = " ".join(re.sub("[–—−]", "-", text.casefold()).split())
    days: dict[int, Part] = {}
    amount: Amount | None = None
    last: list[int] = []
    for item in filter(None, (each.strip() for each in re.split(r"[,;&()]|\band\b(?!\s*\d)", plain))):
        said = _WEEK.get(item, _WORDS.get(item, item))
        if (found := _ITEM.fullmatch(said)) is not None:
            last = _which(found[1], found[2])
            days |= dict.fromkeys(last, _part(found[3].strip(), text))
        elif _SPAN.fullmatch(said) and last:
            days |= {day: _with(days[day], _part(said, text), text) for day in last}
        elif amount is None and (said_amount := _AMOUNT.fullmatch(said)) is not None:
            amount = _amount(Decimal(said_amount[1].replace(",", ".")), said_amount[2] or "", text)
        else:
            raise Refusal(_(_NOT_READ).format(text=text))
    if not days and amount is None:
        raise Refusal(_(_NOT_READ).format(text=text))
    return Pattern(tuple(days.get(day) for day in range(7)) if days else (), amount)


def written(pattern: Pattern) -> str:
    """The words that `read_pattern` reads as this pattern. Days come first, and begin with a capital."""
    said = []
    runs: list[tuple[int, int, Part]] = []
    for day, part in enumerate(pattern.days):
        if part is None:
            continue
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == part:
            runs[-1] = (runs[-1][0], day, part)
        else:
            runs.append((day, day, part))
    for first, final, part in runs:
        name = _DAYS[first] if first == final else f"{_DAYS[first]}–{_DAYS[final]}"
        said.append(f"{name} {_part_words(part)}".strip())
    amount = _amount_words(pattern.amount) if pattern.amount is not None else ""
    return "; ".join(filter(None, (", ".join(said), amount)))


def share_of(pattern: Pattern, calendar: Calendar) -> float:
    """How much of the calendar's week the amount is, 1 at most. Days that are said are no matter of this."""
    if pattern.amount is None:
        return 1.0
    number = float(pattern.amount.number)
    if pattern.amount.unit is Unit.SHARE:
        return min(1.0, number / 100)
    if pattern.amount.unit is Unit.DAYS:
        return min(1.0, number / sum(map(bool, calendar.week)))
    return min(1.0, number * 60 / sum(map(_length, calendar.week)))


@lru_cache(maxsize=512)
def kept_by(pattern: Pattern, calendar: Calendar) -> Calendar:
    """The calendar with the days that somebody works of it. The same where no days are said.

    A day that the calendar has off by the week (a Saturday) is as long as most of its days. Public holidays stay off,
    and a day on which nobody works by the pattern stays off whatever the calendar says of its date.
    """
    if not pattern.days:
        return calendar
    longest = max(calendar.week, key=_length)
    week = [
        () if part is None else _on(part, usual or longest)
        for part, usual in zip(pattern.days, calendar.week, strict=True)
    ]
    return calendar.derived(calendar.name, _off(week, calendar.exceptions), week)


def _off(week: Sequence[Day], exceptions: Mapping[date, Day]) -> dict[date, Day]:
    """Dates with hours of their own that fall on a day off."""
    return {day: () for day, spans in exceptions.items() if spans and not week[day.weekday()]}


def _on(part: Part, usual: Day) -> Day:
    if isinstance(part, tuple):
        return part
    whole = _length(usual)
    if part == "am":
        return _cut(usual, 0, whole // 2)
    if part == "pm":
        return _cut(usual, whole // 2, whole)
    return _lasting(usual, part) if isinstance(part, int) else usual


def _lasting(day: Day, minutes: Minutes) -> Day:
    """So many minutes from the beginning of a day, which goes on for longer where it has fewer."""
    (since, until), more = day[-1], minutes - _length(day)
    return (*day[:-1], (since, min(DAY, until + more))) if more > 0 else _cut(day, 0, minutes)


def _cut(day: Day, start: Minutes, end: Minutes) -> Day:
    """The spans of a day from one minute of its work until another."""
    found, done = [], 0
    for since, until in day:
        low, high = max(since, since + start - done), min(until, since + end - done)
        if low < high:
            found.append((low, high))
        done += until - since
    return tuple(found)


def _length(day: Day) -> Minutes:
    return sum(until - since for since, until in day)


def _which(first: str, last: str | None) -> list[int]:
    names = [name.casefold() for name in _DAYS]
    start = names.index(first)
    count = (names.index(last) - start) % 7 + 1 if last else 1
    return [(start + step) % 7 for step in range(count)]


def _part(said: str, text: str) -> Part:
    """What follows the name of a day."""
    said = said.strip(" :")
    if not said or said in ("all day", "full day"):
        return ""
    if said in _HALVES:
        return _HALVES[said]
    if (hours := _HOURS.fullmatch(said)) is not None:
        minutes = round(Decimal(hours[1].replace(",", ".")) * 60)
        if 0 < minutes <= DAY:
            return minutes
    if _SPANS.fullmatch(said) is not None:
        spans = tuple(
            (int(a) * 60 + int(b or 0), int(c) * 60 + int(d or 0)) for a, b, c, d in _SPAN.findall(said)
        )
        edges = [edge for span in spans for edge in span]
        if edges == sorted(set(edges)) and edges[-1] <= DAY:
            return spans
    raise Refusal(_(_NOT_READ).format(text=text))


def _with(before: Part, more: Part, text: str) -> Day:
    """The spans of a day that another span follows: after a whole day or half of one it makes no sense."""
    if isinstance(before, tuple) and isinstance(more, tuple) and before[-1][1] < more[0][0]:
        return before + more
    raise Refusal(_(_NOT_READ).format(text=text))


def _amount(number: Decimal, unit: str, text: str) -> Amount:
    if not unit:
        unit = _meant(number, text)
    if unit.startswith("%"):
        found, most = Amount(number, Unit.SHARE), 100
    elif unit == "fte":
        found, most = Amount(number * 100, Unit.SHARE), 100
    elif unit.startswith("d"):
        found, most = Amount(number, Unit.DAYS), 7
    else:
        found, most = Amount(number, Unit.HOURS), 84
    if not 0 < found.number <= most:
        raise Refusal(_(_NOT_READ).format(text=text))
    return found


def _meant(number: Decimal, text: str) -> str:
    """The unit of a bare number, where only one is possible: 0.6 of full time, 3 days, 22.5 hours."""
    if 0 < number < 1:
        return "fte"
    if 2 <= number <= 6:
        return "days"
    if 12 <= number <= 60:
        return "hours"
    raise Refusal(_(_NO_UNIT).format(text=text))


def _part_words(part: Part) -> str:
    if isinstance(part, tuple):
        return ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in part)
    return f"{_plain(Decimal(part) / 60)} hours" if isinstance(part, int) else part


def _amount_words(amount: Amount) -> str:
    if amount.unit is Unit.SHARE:
        return f"{_plain(amount.number)} % of full time"
    return f"{_plain(amount.number)} {amount.unit} a week"


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01')).normalize():f}"
