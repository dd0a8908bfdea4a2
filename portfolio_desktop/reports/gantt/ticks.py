# SPDX-License-Identifier: Apache-2.0
"""The two lines of a time scale: which units they count in at this zoom, and words that fit between their ticks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from portfolio_desktop.base.dates import format_month, month_name, short_month, short_weekday
from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.gantt.scale import DAY, Scale, minutes, moment, wall

Measure = Callable[[str, str, float], float]
"""How wide a text is, in a face of a size: `reports.text.width` on paper, font metrics on a screen."""

_ENDS = 9990  # beyond, there is no next tick to speak of
_BEGINS = 10


@dataclass(frozen=True)
class Unit:
    """A length of time that a scale is divided into. `words` gives its names, the longest first."""

    least: float  # minutes of the shortest one
    floor: Callable[[datetime], datetime]
    next: Callable[[datetime], datetime]
    words: Callable[[datetime], tuple[str, ...]]
    samples: tuple[datetime, ...]  # moments with the widest names


class Tick(NamedTuple):
    """One unit on the scale: where it begins and ends, and what it is called there; empty where nothing fits."""

    x: float
    end: float
    words: str
    at: float


def _midnight(at: datetime) -> datetime:
    return wall(at.year, at.month, at.day)


def _hours(step: int) -> Unit:
    return Unit(
        60.0 * step,
        lambda at: _midnight(at) + timedelta(hours=at.hour // step * step),
        lambda at: at + timedelta(hours=step),
        lambda at: (f"{at:%H:%M}", f"{at.hour}"),
        (wall(2026, 1, 1, 20),),
    )


def _years(step: int, words: Callable[[datetime], tuple[str, ...]]) -> Unit:
    def floor(at: datetime) -> datetime:
        return wall(max(at.year // step * step, 1), 1, 1)

    return Unit(
        step * 365 * DAY,
        floor,
        lambda at: wall(at.year // step * step + step, 1, 1),
        words,
        (wall(2000, 1, 1),),
    )


def _months(step: int, words: Callable[[datetime], tuple[str, ...]]) -> Unit:
    def after(at: datetime) -> datetime:
        month = at.year * 12 + at.month - 1 + step
        return wall(month // 12, month % 12 + 1, 1)

    return Unit(
        (28, 59, 90)[step - 1] * DAY,
        lambda at: wall(at.year, (at.month - 1) // step * step + 1, 1),
        after,
        words,
        tuple(wall(2026, month, 1) for month in range(1, 13)),
    )


def _short(month: int) -> str:
    return short_month((month - 1) % 12 + 1)


def _named_month(at: datetime) -> tuple[str, ...]:
    whole = month_name(at.month)
    return whole, _short(at.month), whole[:1]


def _dated_month(at: datetime) -> tuple[str, ...]:
    return f"{month_name(at.month)} {at.year}", format_month(at), _short(at.month)


def _quarter(at: datetime) -> tuple[str, ...]:
    """By its months: the number of a quarter depends on when an office's year begins."""
    return f"{_short(at.month)} – {_short(at.month + 2)}", _short(at.month)


def _named_day(at: datetime) -> tuple[str, ...]:
    weekday = short_weekday(at)
    return f"{weekday} {at.day}", f"{at.day}"


def _dated_day(at: datetime) -> tuple[str, ...]:
    weekday = short_weekday(at)
    dated = f"{at.day} {format_month(at)}"
    return f"{weekday} {dated}", dated, f"{at.day} {_short(at.month)}"


HOUR, HOURS_3, HOURS_6 = _hours(1), _hours(3), _hours(6)
DAYS = Unit(
    DAY,
    _midnight,
    lambda at: at + timedelta(days=1),
    _named_day,
    tuple(wall(2026, 6, day) for day in range(20, 27)),
)
DATED_DAYS = Unit(DAY, _midnight, DAYS.next, _dated_day, (wall(2026, 5, 20),))
WEEKS = Unit(
    7 * DAY,
    lambda at: _midnight(at) - timedelta(days=at.weekday()),
    lambda at: at + timedelta(days=7),
    lambda at: (f"{at.day} {_short(at.month)}", f"{at.day}"),
    tuple(wall(2026, month, 28) for month in range(1, 13)),
)
MONTHS, DATED_MONTHS = _months(1, _named_month), _months(1, _dated_month)
QUARTERS = _months(3, _quarter)
YEARS = _years(1, lambda at: (f"{at.year}", f"’{at.year % 100:02d}"))
DECADES = _years(10, lambda at: (_("{year}s").format(year=at.year // 10 * 10),))
CENTURIES = _years(100, lambda at: (f"{at.year // 100 * 100}–{at.year // 100 * 100 + 99}",))

TIERS = (
    (HOUR, DATED_DAYS),
    (HOURS_3, DATED_DAYS),
    (HOURS_6, DATED_DAYS),
    (DAYS, DATED_MONTHS),
    (WEEKS, DATED_MONTHS),
    (MONTHS, YEARS),
    (QUARTERS, YEARS),
    (YEARS, DECADES),
    (DECADES, CENTURIES),
)
"""Minor and major unit, the finest first."""


@dataclass(frozen=True)
class Tiers:
    """The two units of a scale, and which of their names the minor one goes by everywhere on it."""

    minor: Unit
    major: Unit
    variant: int


def tiers(scale: Scale, measure: Measure, face: str, size: float, pad: float) -> Tiers:
    """The finest units whose names fit between their ticks, each with `pad` of air on both sides."""
    for minor, major in TIERS:
        room = minor.least / scale.per - 2 * pad
        for variant, wide in enumerate(_widths(minor, measure, face, size)):
            if wide <= room:
                return Tiers(minor, major, variant)
    return Tiers(DECADES, CENTURIES, 0)


@lru_cache(maxsize=256)
def _widths(unit: Unit, measure: Measure, face: str, size: float) -> tuple[float, ...]:
    """The width of the widest name of each length."""
    named = [unit.words(sample) for sample in unit.samples]
    return tuple(max(measure(words, face, size) for words in column) for column in zip(*named, strict=True))


def ticks(unit: Unit, scale: Scale, x0: float, x1: float) -> Iterator[tuple[datetime, float, float]]:
    """Units that touch the window from `x0` to `x1`, with the places where each begins and ends."""
    at = moment(scale.at(x0) // 1)
    if at.year < _BEGINS:
        at = wall(_BEGINS, 1, 1)
    at = unit.floor(at)
    x = scale.x(minutes(at))
    while x < x1 and at.year < _ENDS:
        after = unit.next(at)
        end = scale.x(minutes(after))
        yield at, x, end
        at, x = after, end


def minor_ticks(found: Tiers, scale: Scale, x0: float, x1: float) -> list[Tick]:
    """The lower line: every unit by the same length of name."""
    return [
        Tick(x, end, found.minor.words(at)[found.variant], minutes(at))
        for at, x, end in ticks(found.minor, scale, x0, x1)
    ]


def major_ticks(
    found: Tiers, scale: Scale, x0: float, x1: float, measure: Measure, face: str, size: float, pad: float
) -> list[Tick]:
    """The upper line: each unit by the longest name for which the part of it in the window has room."""
    line = []
    for at, x, end in ticks(found.major, scale, x0, x1):
        room = min(end, x1) - max(x, x0) - 2 * pad
        words = next((each for each in found.major.words(at) if measure(each, face, size) <= room), "")
        line.append(Tick(x, end, words, minutes(at)))
    return line
