# SPDX-License-Identifier: Apache-2.0
"""Working calendars as they lie in a workspace, made into the engine's. Hours are text that people write and read."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Day, standard
from portfolio_desktop.storage.plans.holidays import holidays

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")
_NO_WORK = frozenset({"-", "–", "—"})
_LONGEST = 3660  # days of one exception, so that a mistyped year does not fill the memory

_NOT_HOURS = N_(
    "“{text}” is not a list of hours. Write them as 09:00-12:30, 13:30-17:00, or a dash for no work."
)


def read_hours(text: str) -> Day:
    """Hours as people write them. Refuses what is none, runs backwards or past midnight."""
    if text.strip() in _NO_WORK:
        return ()
    spans = []
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise Refusal(_(_NOT_HOURS).format(text=text))
        from_hour, from_minute, to_hour, to_minute = (int(each or 0) for each in found.groups())
        spans.append((from_hour * 60 + from_minute, to_hour * 60 + to_minute))
    edges = [edge for span in spans for edge in span]
    if edges != sorted(set(edges)) or edges[-1] > DAY:
        raise Refusal(_(_NOT_HOURS).format(text=text))
    return tuple(spans)


def written_hours(day: Day) -> str:
    """Hours as `read_hours` reads them."""
    if not day:
        return "-"
    return ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in day)


class _Calendar(NamedTuple):
    id: str
    title: str | None
    parent: str | None
    holidays: str | None
    hours_a_day: int | None
    week: tuple[str | None, ...]


def read_calendars(connection: Connection) -> Mapping[str, Calendar]:
    """Every calendar of the workspace by its id, and the usual week under the empty one.

    What a calendar says that makes no sense counts as not said: a plan must have dates even so.
    """
    columns = ", ".join(WEEKDAYS)
    found = connection.exec_driver_sql(
        f"SELECT id, title, parent_id, holidays, hours_a_day, {columns} FROM calendar"  # noqa: S608
    )
    rows = tuple(_Calendar(row[0], row[1], row[2], row[3], row[4], tuple(row[5:])) for row in found)
    dates = connection.exec_driver_sql(
        "SELECT calendar_id, first, last, hours FROM calendar_exception WHERE first IS NOT NULL ORDER BY id"
    )
    return _calendars(rows, tuple(map(tuple, dates)), _("Usual week"))


@lru_cache(maxsize=8)
def _calendars(
    found: tuple[_Calendar, ...], dates: tuple[tuple[str, str, str | None, str | None], ...], usual: str
) -> Mapping[str, Calendar]:
    """Made of what the workspace says, and kept: each page of each plan asks for them, and they seldom change."""
    rows = {row.id: row for row in found}
    made: dict[str, Calendar] = {"": standard(usual)}
    exceptions = _exceptions(dates)
    for id in rows:
        _make(id, rows, exceptions, made)
    return MappingProxyType(made)


def _exceptions(
    dates: Iterable[tuple[str, str, str | None, str | None]],
) -> Mapping[str, dict[date, Day]]:
    found: dict[str, dict[date, Day]] = {}
    for calendar, first, last, hours in dates:
        begins = date.fromisoformat(first)
        length = (date.fromisoformat(last) - begins).days if last else 0
        spans = (_sensible(hours) if hours else None) or ()
        days = (begins + timedelta(days=n) for n in range(min(length, _LONGEST) + 1))
        found.setdefault(calendar, {}).update(dict.fromkeys(days, spans))
    return found


def _make(
    id: str,
    rows: Mapping[str, _Calendar],
    exceptions: Mapping[str, dict[date, Day]],
    made: dict[str, Calendar],
) -> Calendar:
    """The calendar `id`, with whatever it is built on made first. One that is built on itself stands alone."""
    if id in made:
        return made[id]
    row = rows[id]
    alone = {key: each for key, each in rows.items() if key != id}
    parent = _make(row.parent, alone, exceptions, dict(made)) if row.parent in alone else made[""]
    week = [
        usual if (said := _sensible(text) if text else None) is None else said
        for usual, text in zip(parent.week, row.week, strict=True)
    ]
    days_off: dict[date, Day] = dict.fromkeys(holidays(row.holidays), ()) if row.holidays else {}
    minutes = row.hours_a_day * 60 // 1_000_000 if row.hours_a_day else None
    made[id] = parent.derived(
        row.title or "",
        {**days_off, **exceptions.get(id, {})},
        week if any(week) else None,
        minutes or (None if any(row.week) else parent.minutes_per_day),
    )
    return made[id]


def _sensible(text: str) -> Day | None:
    try:
        return read_hours(text)
    except Refusal:
        return None
