# SPDX-License-Identifier: Apache-2.0
"""The time that people have for work: their calendar, their share of full time, when they come, go and are away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portfolio_desktop.domain.capacity.months import Month, first_day, last_day, worked
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Day, Instant, instant


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody is away, both included; half days where it begins or ends at noon."""

    first: date
    last: date
    from_noon: bool = False
    until_noon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who works. `share` is of full time, None where it is not known; `skills` are steps by skill."""

    key: str
    calendar: Calendar
    team: str = ""
    role: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    share: float | None = 1.0
    starts: date | None = None
    leaves: date | None = None
    away: tuple[Away, ...] = ()


def has(worker: Worker, skill: str, level: int) -> bool:
    """Whether somebody has a skill at least at a level; at level 0 any will do."""
    held = worker.skills.get(skill)
    return held is not None and held >= level


def supply(worker: Worker, months: Iterable[Month], usual: Calendar) -> dict[Month, float | None]:
    """The days that somebody can work in each month; None throughout where their share of full time is not known.

    A calendar says on which days, and the share how much of full time that is. Whichever is less counts: three days
    a week by the calendar and 60 % are the same three days. `usual` is the calendar of full time.
    """
    if worker.share is None:
        return dict.fromkeys(months)
    part = min(1.0, worker.share * _week(usual.week) / _week(worker.calendar.week))
    gone = _merged(worker.away)
    return {month: part * _present(worker, month, gone) for month in months}


def full_time(worker: Worker, usual: Calendar) -> float | None:
    """The share of full time that somebody works, by what is said of it or by their calendar, whichever is less."""
    if worker.share is None:
        return None
    return min(1.0, worker.share, _week(worker.calendar.week) / _week(usual.week))


def _present(worker: Worker, month: Month, gone: Sequence[tuple[Instant, Instant]]) -> float:
    first, last = first_day(month), last_day(month)
    if worker.starts is not None:
        first = max(first, worker.starts)
    if worker.leaves is not None:
        last = min(last, worker.leaves)
    if last < first:
        return 0.0
    start, finish = instant(first), instant(last) + DAY
    minutes = worked(worker.calendar, start, finish)
    for since, until in gone:
        if max(since, start) < min(until, finish):
            minutes -= worked(worker.calendar, max(since, start), min(until, finish))
    return worker.calendar.days(minutes)


def _merged(away: Iterable[Away]) -> list[tuple[Instant, Instant]]:
    """The stretches that are away, none of them twice, however they were entered."""
    spans = sorted(
        (
            instant(each.first) + (DAY // 2 if each.from_noon else 0),
            instant(each.last) + (DAY // 2 if each.until_noon else DAY),
        )
        for each in away
    )
    found: list[tuple[Instant, Instant]] = []
    for start, finish in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        elif start < finish:
            found.append((start, finish))
    return found


def _week(week: Sequence[Day]) -> int:
    return sum(until - since for day in week for since, until in day)
