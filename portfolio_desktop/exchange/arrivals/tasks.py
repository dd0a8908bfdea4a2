# SPDX-License-Identifier: Apache-2.0
"""A task of a file as the values of a task here. What it cannot say here is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.checks import EARLIEST, LATEST
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, Minutes, moment
from portfolio_desktop.domain.schedule.plan import Constraint
from portfolio_desktop.exchange.arrivals.identity import written
from portfolio_desktop.exchange.arrivals.own import OwnFields
from portfolio_desktop.exchange.arrivals.working_time import WorkingTime
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanTask

_DEFAULT_PRIORITY = 500
_WHOLE = Decimal(100)
_MOST = Decimal(10) ** 11
_WANTED_BY = (Constraint.FINISH_NO_LATER, Constraint.MUST_FINISH_ON)

PRIMAVERA = "xer"
"""The form of file whose first baseline are the planned dates of the plan itself, which move with every version."""

SECOND = N_("Second conditions on the dates of a task, which has room for one: {count}")
FAR_OFF = N_("Dates before 1900 or after 2200: {count}")
SPARE_DAYS = N_("Tasks without a length or dates, which are taken to last a day: {count}")


@dataclass(slots=True)
class Reading:
    """What the tasks of one file are read with."""

    file: PlanFile
    project: Id
    ids: Mapping[str, Id]  # of all its tasks
    time: WorkingTime
    own: OwnFields
    project_calendar: Id | None  # that of the project here
    costs: Mapping[str, Decimal] = field(default_factory=dict)
    kept_calendars: Mapping[str, Id | None] = field(default_factory=dict)  # where the file is silent on them
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of the own fields that the file fills."""
        return tuple(kept.name for _custom, kept in self.own.fields.values())

    def calendar_of(self, task: PlanTask) -> Calendar:
        """The calendar that the file works a task by; where it says none, that of the task here."""
        if "calendar" in self.file.silent:
            kept = self.kept_calendars.get(task.uid) or self.project_calendar or ""
            return self.time.known.get(kept, self.time.known[""])
        uid = task.calendar if task.calendar in self.time.by_uid else self.file.project.calendar
        return self.time.of(uid)


def stated_costs(tasks: Sequence[PlanTask]) -> dict[str, Decimal]:
    """What each task costs. Of a summary only what its tasks do not come to by themselves, such as a fee of its own.

    A file in which nothing costs anything says nothing of cost.
    """
    found: dict[str, Decimal] = {}
    below: dict[str, Decimal] = {}
    for task in reversed(tasks):
        cost = task.fixed_cost if task.cost is None else task.cost
        under = below.get(task.uid)
        if cost is not None and cost != under:
            found[task.uid] = cost
        total = under if cost is None else cost
        if total is not None and task.parent is not None:
            below[task.parent] = below.get(task.parent, Decimal(0)) + total
    return found if any(found.values()) else {}


def total_cost(tasks: Sequence[PlanTask], costs: Mapping[str, Decimal]) -> Decimal | None:
    """What a plan comes to, by what `stated_costs` says of its tasks."""
    totals: dict[str | None, Decimal] = {}
    for task in reversed(tasks):
        own = costs.get(task.uid, totals.get(task.uid))
        if own is not None:
            totals[task.parent] = totals.get(task.parent, Decimal(0)) + own
    return totals.get(None)


def values_of(reading: Reading, task: PlanTask, position: int) -> dict[str, Value]:
    """All that the file says of a task, as it is kept. What is not said is not there."""
    own_calendar = reading.time.by_uid.get(task.calendar or reading.file.project.calendar or "")
    values: dict[str, Value] = {
        "title": _line(task.name) or "–",
        "project_id": reading.project,
        "parent_id": reading.ids.get(task.parent or ""),
        "position": position,
        "wbs": _line(task.wbs or task.code),
        "calendar_id": own_calendar if own_calendar != reading.project_calendar else None,
        "levelling_priority": task.priority if task.priority != _DEFAULT_PRIORITY else None,
        "plan_uid": written(task),
        "note": _note(task),
        "duration": None if task.summary else _days(reading, task, task.duration),
        "elapsed": True if task.elapsed and not task.summary else None,
        "deadline": _moment(reading, task.deadline),
        "cost": _money(reading.costs.get(task.uid)),
        "cost_actual": None if task.summary else _money(task.actual_cost or None),
        "effort": None if task.summary else _work(reading, task.work),
        "status": "to_do",
        "scheduling": "links",
    }
    _conditions(reading, task, values)
    _progress(reading, task, values)
    _by_hand(reading, task, values)
    promised = task.baselines.get(0)
    if promised is not None and reading.file.form != PRIMAVERA:
        values["start_baseline"] = _day(reading, promised.start)
        values["end_baseline"] = _last_day(reading, promised.finish)
    values |= reading.own.values_of(task)
    return {name: value for name, value in values.items() if value is not None}


def _conditions(reading: Reading, task: PlanTask, values: dict[str, Value]) -> None:
    """What holds its dates: one condition, and a deadline where a second one only says by when it is wanted."""
    if task.constraint is not Constraint.ASAP:
        at = _moment(reading, task.constraint_at)
        if at is not None or task.constraint is Constraint.ALAP:
            values["condition"] = str(task.constraint)
            values["condition_at"] = at if task.constraint is not Constraint.ALAP else None
    if task.second_constraint is not None:
        if task.second_constraint in _WANTED_BY and values["deadline"] is None:
            values["deadline"] = _moment(reading, task.second_constraint_at)
        else:
            reading.left_out[SECOND] += 1


def _progress(reading: Reading, task: PlanTask, values: dict[str, Value]) -> None:
    percent = _percent(task)
    done = task.actual_finish is not None or percent == _WHOLE
    begun = done or task.actual_start is not None or bool(percent)
    if not task.active:
        values["status"] = "dropped"
    elif done:
        values["status"] = "done"
    elif begun:
        values["status"] = "doing"
    if task.summary:
        values["percent_done"] = percent or None
        return
    if begun:
        values["percent_done"] = _WHOLE if done else percent
        values["start_actual"] = _day(reading, _first(task.actual_start, task.start))
    if done:
        values["end_actual"] = _last_day(reading, _first(task.actual_finish, task.finish), task)


def _percent(task: PlanTask) -> Decimal | None:
    """How much is done of its time. Where the file counts progress by something else, what remains says it better."""
    if task.actual_finish is not None:
        return _WHOLE
    if task.remaining is not None and task.duration and task.actual_start is not None:
        share = Decimal(task.duration - task.remaining) * 100 / task.duration
        return round(min(max(share, Decimal(0)), Decimal("99.99")), 2)
    return None if task.percent is None else round(Decimal(str(task.percent)), 2)


def _by_hand(reading: Reading, task: PlanTask, values: dict[str, Value]) -> None:
    """A task whose dates were set by hand keeps them."""
    if task.manual and not task.summary and (task.start is not None or task.finish is not None):
        values["scheduling"] = "dates"
        values["start"] = _day(reading, task.start)
        values["end"] = _last_day(reading, task.finish, task)


def _days(reading: Reading, task: PlanTask, minutes: Minutes | None) -> Decimal | None:
    if minutes is None:
        reading.left_out[SPARE_DAYS] += not (task.milestone or task.summary)
        return Decimal(0) if task.milestone else None
    a_day = DAY if task.elapsed else reading.calendar_of(task).minutes_per_day
    return round(Decimal(max(minutes, 0)) / a_day, 6)


def _work(reading: Reading, minutes: Minutes | None) -> Decimal | None:
    return round(Decimal(minutes) / reading.file.project.minutes_per_day, 6) if minutes else None


def _money(amount: Decimal | None) -> Decimal | None:
    return None if amount is None or abs(amount) > _MOST else round(amount, 2)


def _moment(reading: Reading, at: Instant | None) -> datetime | None:
    if at is None:
        return None
    found = moment(at)
    if EARLIEST <= found.year <= LATEST:
        return found
    reading.left_out[FAR_OFF] += 1
    return None


def _day(reading: Reading, at: Instant | None) -> date | None:
    found = _moment(reading, at)
    return None if found is None else found.date()


def _last_day(reading: Reading, at: Instant | None, task: PlanTask | None = None) -> date | None:
    """The day that a finish belongs to: midnight ends the day before it, unless all of the task is that moment."""
    if at is not None and at % DAY == 0 and (task is None or task.duration):
        at -= 1
    return _day(reading, at)


def _first(*found: Instant | None) -> Instant | None:
    return next((at for at in found if at is not None), None)


def _line(text: str) -> str | None:
    return one_line(clean(text).text).strip() or None


def _note(task: PlanTask) -> str | None:
    text = "\n\n".join(part for part in (task.notes, task.hyperlink) if part)
    return clean(text).text.strip() or None
