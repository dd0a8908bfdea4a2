# SPDX-License-Identifier: Apache-2.0
"""What moved, what is new and what has gone: the lines of the preview, one for each task."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.schedule.calendars import Calendar, Instant, instant, moment
from portfolio_desktop.exchange.arrivals.deciding import FROM_FILES
from portfolio_desktop.exchange.arrivals.here import Here
from portfolio_desktop.exchange.arrivals.pictures import outer
from portfolio_desktop.exchange.arrivals.planned import Fate, FieldChange, Row, Span, Whole, days_between
from portfolio_desktop.exchange.arrivals.tasks import Reading
from portfolio_desktop.exchange.plans.plan_file import PlanTask

_NOT_TOLD = frozenset({"position", "plan_uid", "parent_id"})

LinkEnds = tuple[Id, Id, str]


def rows(
    reading: Reading,
    here: Here,
    values: Mapping[Id, Values],
    links: Mapping[str, Sequence[LinkEnds]],
    calendar: Calendar,
) -> Iterator[Row]:
    """The tasks of the file in its order, then those that it has no more. `links` are those that are "new" and "gone"."""
    new = Counter(ends[1] for ends in links["new"])
    gone = Counter(ends[1] for ends in links["gone"])
    depths: dict[str | None, int] = {None: -1}
    for task in reading.file.tasks:
        depths[task.uid] = depths.get(task.parent, -1) + 1
        id = reading.ids[task.uid]
        yield _row(
            task, id, here, values[id], depths[task.uid], (new[id], gone[id]), reading.own_names, calendar
        )
    stay = set(here.matches.values())
    for id, each in here.tasks.items():
        if id not in stay and each["status"] != "dropped":
            yield Row(
                fate=Fate.GONE,
                id=id,
                title=str(each["title"] or ""),
                wbs=str(each["wbs"] or ""),
                was=was(here, id),
            )


def was(here: Here, id: Id) -> Span:
    """When a task was, by the last version of the file; where there was none, as it is planned here."""
    pictured = here.received.tasks.get(id)
    if pictured is not None:
        return Span(pictured.start, pictured.finish)
    each = here.tasks.get(id, {})
    return Span(each.get("starts"), each.get("finishes"))


def whole(reading: Reading, here: Here, finish: datetime | None) -> Whole:
    """The plan as a whole, as its files have it. `finish` is what will be shown here."""
    start, end, cost = outer(reading.file, reading.costs)
    then = here.received.project
    return Whole(
        was=_planned(here) if here.home else Span(then.start, then.finish),
        now=Span(start, end),
        cost_was=then.cost,
        cost_now=cost,
        here=finish,
        slip=days_between(_planned(here).finish if here.home else then.finish, end),
    )


def _planned(here: Here) -> Span:
    """From when to when the tasks here are planned."""
    starts = [each["starts"] for each in here.tasks.values() if each.get("starts") is not None]
    finishes = [each["finishes"] for each in here.tasks.values() if each.get("finishes") is not None]
    return Span(min(starts, default=None), max(finishes, default=None))


def _row(
    task: PlanTask,
    id: Id,
    here: Here,
    values: Values,
    depth: int,
    links: tuple[int, int],
    own: Sequence[str],
    calendar: Calendar,
) -> Row:
    before = here.tasks.get(id)
    then, now = was(here, id), Span(_moment(task.start), _moment(task.finish))
    changes = tuple(_changes(before, values, own)) if before is not None else ()
    slip, start_slip = days_between(then.finish, now.finish), days_between(then.start, now.start)
    moved = any((slip, start_slip, changes, *links))
    return Row(
        fate=Fate.NEW if before is None else Fate.CHANGED if moved else Fate.SAME,
        id=id,
        title=str(values.get("title") or ""),
        wbs=str(values.get("wbs") or ""),
        depth=depth,
        summary=task.summary,
        was=then,
        now=now,
        slip=slip,
        slip_worked=_worked(calendar, then.finish, now.finish),
        start_slip=start_slip,
        changes=changes,
        links_new=links[0] if before is not None else 0,
        links_gone=links[1],
    )


def _changes(before: Mapping[str, Any], values: Values, own: Sequence[str]) -> Iterator[FieldChange]:
    for name in (*FROM_FILES, *own):
        if name not in _NOT_TOLD and before.get(name) != values.get(name):
            yield FieldChange(name, before.get(name), values.get(name))


def _worked(calendar: Calendar, was: datetime | None, now: datetime | None) -> int | None:
    """Working days that a finish moved, to the nearest whole one."""
    if was is None or now is None:
        return None
    return round((calendar.before(instant(now)) - calendar.before(instant(was))) / calendar.minutes_per_day)


def _moment(at: Instant | None) -> datetime | None:
    return None if at is None else moment(at)
