# SPDX-License-Identifier: Apache-2.0
"""When tasks happen: what a drag of a bar, of its end or of its progress comes to, and where dates come from."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.schedule.calendars import DAY, instant
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.acts.lasting import (
    calendar_for,
    day_after,
    has_own_dates,
    is_over,
    is_summary,
    last_day,
    length,
    midnight,
)
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader

_WHOLE = Decimal(100)
MOVABLE = frozenset({"task", "project", "milestone", "dependency"})
"""The registers whose records lie on a timeline and can be put elsewhere."""
_DAY_OF = {"milestone": "forecast", "dependency": "promised"}
"""The date of a record that is a point in time, by its register."""


def set_start(office: Office, entity: str, id: Id, start: datetime) -> Changes:
    """What lies on a timeline begins at `start`, as far as it may.

    A task that follows its links starts no earlier than that; one with its own dates keeps its length, and so does a
    project. A milestone is forecast, and a dependency promised, for that day. Refuses work that has begun.
    """
    with office.reading() as reader:
        record = record_of(reader, entity, id)
        name = _name(reader, entity, record)
        if entity == "task":
            values = _moved_task(reader, cast(Task, record), start)
        elif entity == "project":
            values = _moved_project(reader, record, start.date())
        else:
            values = {_DAY_OF[entity]: start.date()}
    label = _("Move {what} to {day}").format(what=name, day=format_date(start.date()))
    return Changes(label, records.change(office, entity, id, values).items)


def set_finish(office: Office, id: Id, finish: datetime) -> Changes:
    """A task lasts until `finish`: its start holds. Refuses summaries, whose dates are their tasks', and what is over."""
    with office.reading() as reader:
        task = _open_task(reader, id)
        name = _name(reader, "task", task)
        _refuse_summary(reader, task)
        begins = task.starts or midnight(task.start)
        if begins is None or finish <= begins:
            raise Refusal(_("{task} cannot finish before it starts.").format(task=name))
        values = _stretched(reader, task, finish)
    label = _("Stretch {what} to {day}").format(what=name, day=format_date(finish.date()))
    return Changes(label, records.change(office, "task", id, values).items)


def set_duration(office: Office, id: Id, days: Decimal, *, elapsed: bool | None = None) -> Changes:
    """A task lasts so many days, of work or by the clock (`elapsed`, as it counts them where that is not said).

    One with its own dates ends accordingly.
    """
    with office.reading() as reader:
        task = _open_task(reader, id)
        name = _name(reader, "task", task)
        _refuse_summary(reader, task)
    values: dict[str, Value] = {"duration": days}
    if elapsed is not None and elapsed is not bool(task.elapsed):
        values["elapsed"] = elapsed
    label = _("Change the duration of {what} to {days} d").format(what=name, days=format(days, "f"))
    return Changes(label, records.change(office, "task", id, values).items)


def hours_a_day(office: Office, id: Id, *, elapsed: bool | None = None) -> Decimal:
    """The hours that make a day of this task, by the clock or not; as it counts them where `elapsed` is None."""
    with office.reading() as reader:
        task = cast(Task, record_of(reader, "task", id))
        by_clock = bool(task.elapsed) if elapsed is None else elapsed
        minutes = DAY if by_clock else calendar_for(reader, task).minutes_per_day
    return Decimal(minutes) / 60


def set_progress(office: Office, ids: Sequence[Id], percent: Decimal, on: date | None = None) -> Changes:
    """So much of each task is done, as of today or of the day given.

    With the first of it the task has started, when its plan said, or today if that is to come; with all of it, it has
    finished. Back at nothing it has not started.
    """
    day = on or office.today()
    wanted: dict[Id, Values] = {}
    with office.reading() as reader:
        for id in ids:
            task = cast(Task, record_of(reader, "task", id))
            _refuse_summary(reader, task)
            wanted[id] = _progressed(task, percent, day)
        what = _named(reader, ids)
    label = _("{what}: {percent} % done").format(what=what, percent=format(percent.normalize(), "f"))
    return Changes(label, records.change_each(office, "task", wanted).items)


def follow_links(office: Office, ids: Sequence[Id]) -> Changes:
    """Tasks get their dates from their links from now on; the dates that were stated stay as they were said."""
    with office.reading() as reader:
        what = _named(reader, ids)
    label = _("{what}: dates by links").format(what=what)
    return Changes(label, records.change_many(office, "task", ids, {"scheduling": "links"}).items)


def keep_dates(office: Office, ids: Sequence[Id]) -> Changes:
    """Tasks keep, as their own, the dates that they have now, whatever their links say."""
    wanted: dict[Id, Values] = {}
    with office.reading() as reader:
        for id in ids:
            task = cast(Task, record_of(reader, "task", id))
            _refuse_summary(reader, task)
            values: dict[str, Value] = {"scheduling": "dates"}
            if task.starts is not None and task.finishes is not None:
                values |= {"start": task.starts.date(), "end": last_day(task.finishes)}
            wanted[id] = values
        what = _named(reader, ids)
    label = _("{what}: keeps its own dates").format(what=what)
    return Changes(label, records.change_each(office, "task", wanted).items)


def _moved_task(reader: Reader, task: Task, start: datetime) -> Values:
    _refuse_over(reader, task)
    if isinstance(task.start_actual, date):
        text = _("{task} started on {day}. Change when it started, or how long it lasts.")
        day = format_date(task.start_actual)
        raise Refusal(text.format(task=_name(reader, "task", task), day=day))
    if not has_own_dates(task) or is_summary(reader, task):
        return {"condition": "start_no_earlier", "condition_at": start}
    values: dict[str, Value] = {"scheduling": "dates", "start": start.date()}
    was, end = midnight(task.start), task.end
    if was is None and isinstance(end, date):
        return {"scheduling": "dates", "end": start.date()}  # all that is said of it is when it ends
    if was is not None and isinstance(end, date):
        calendar = calendar_for(reader, task)
        minutes = calendar.before(instant(end) + DAY) - calendar.before(instant(was))
        values["end"] = day_after(calendar, start, minutes) if minutes else start.date()
    return values


def _moved_project(reader: Reader, project: Record, start: date) -> Values:
    """Its plan follows its start; a stated end moves as far."""
    values: dict[str, Value] = {"start": start}
    was, end = project["start"], project["end"]
    where = Test("project_id", Op.IS, project.id)
    planned = reader.count(reader.catalogue.entity("task"), where)
    if not planned and isinstance(was, date) and isinstance(end, date):
        values["end"] = end + (start - was)
    return values


def _stretched(reader: Reader, task: Task, finish: datetime) -> Values:
    """The duration, or the own end, that makes a task last until `finish`; of started work, what is left grows."""
    calendar = calendar_for(reader, task)
    values: dict[str, Value] = {}
    if has_own_dates(task) and not isinstance(task.start_actual, date):
        values["end"] = last_day(finish)
        if task.duration is None:
            return values
        begins = midnight(task.start) or task.starts
        assert begins is not None
        until = datetime.combine(last_day(finish) + timedelta(days=1), datetime.min.time())
        return {**values, "duration": length(calendar, task, begins, until)}
    assert task.starts is not None
    assert task.finishes is not None
    done = task.percent_done if isinstance(task.percent_done, Decimal) else Decimal(0)
    more = length(calendar, task, task.starts, finish) - length(calendar, task, task.starts, task.finishes)
    had = task.duration if isinstance(task.duration, Decimal) else None
    had = length(calendar, task, task.starts, task.finishes) if had is None else had
    duration = had + more * _WHOLE / (_WHOLE - done)
    if duration <= 0:
        text = _("{task} cannot finish then: no work would be left, and some is to be done.")
        raise Refusal(text.format(task=_name(reader, "task", task)))
    return {"duration": duration.quantize(Decimal("0.0001")).normalize() + 0}


def _progressed(task: Task, percent: Decimal, day: date) -> Values:
    values: dict[str, Value] = {"percent_done": percent}
    if percent <= 0:
        return {**values, "start_actual": None, "end_actual": None, "status": "to_do"}
    if not isinstance(task.start_actual, date):
        planned = task.starts.date() if task.starts else day
        values["start_actual"] = min(planned, day)
    if percent < _WHOLE:
        began = task.status in (None, "to_do", "done")
        return {**values, "end_actual": None, **({"status": "doing"} if began else {})}
    if not isinstance(task.end_actual, date):
        planned = last_day(task.finishes) if task.finishes else day
        values["end_actual"] = min(planned, day)
    return {**values, "status": "done"}


def _open_task(reader: Reader, id: Id) -> Task:
    task = cast(Task, record_of(reader, "task", id))
    _refuse_over(reader, task)
    return task


def _refuse_over(reader: Reader, task: Task) -> None:
    if is_over(task):
        raise Refusal(
            _("{task} is done. Change its progress first.").format(task=_name(reader, "task", task))
        )


def _refuse_summary(reader: Reader, task: Task) -> None:
    if is_summary(reader, task):
        text = _("{task} has tasks under it: its dates and its progress are theirs. Change those.")
        raise Refusal(text.format(task=_name(reader, "task", task)))


def _name(reader: Reader, entity: str, record: Record) -> str:
    definition = reader.catalogue.entity(entity)
    return records.name_of(definition, definition.values(record))


def _named(reader: Reader, ids: Sequence[Id]) -> str:
    if len(ids) > 1:
        return ngettext("{count} task", "{count} tasks", len(ids)).format(count=len(ids))
    return _name(reader, "task", record_of(reader, "task", ids[0]))
