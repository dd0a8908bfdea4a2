# SPDX-License-Identifier: Apache-2.0
"""A plan as a supplier sent it, straight into the engine: for tests of what is worked out from real plans."""

from datetime import date, timedelta

from portfolio_desktop.domain.schedule.calendars import Calendar, Day, standard
from portfolio_desktop.domain.schedule.plan import Activity, Link, Plan
from portfolio_desktop.exchange.plans.plan_file import PlanCalendar, PlanFile, PlanTask

PROJECT = "p"


def engine_plan(file: PlanFile) -> Plan:
    """Its tasks as one project. Dates follow from links; what has happened stays."""
    calendars: dict[str, Calendar] = {"": standard("Usual week")}
    for calendar in sorted(file.calendars, key=lambda each: each.parent is not None):
        calendars[calendar.uid] = _calendar(calendar, calendars)
    if file.project.calendar in calendars:
        calendars[PROJECT] = calendars[file.project.calendar]
    summaries = {task.parent for task in file.tasks}
    begun = [task.start for task in file.tasks if task.start is not None]
    status = file.project.status_date
    return Plan(
        activities=tuple(_activity(task, task.uid in summaries, calendars) for task in file.tasks),
        links=tuple(
            Link(each.predecessor, each.successor, each.kind, each.lag, each.lag_kind) for each in file.links
        ),
        calendars=calendars,
        starts={PROJECT: file.project.start if file.project.start is not None else min(begun)},
        status={} if status is None else {PROJECT: status},
    )


def _activity(task: PlanTask, summary: bool, calendars: dict[str, Calendar]) -> Activity:
    begun = task.actual_start is not None and task.actual_finish is None
    return Activity(
        id=task.uid,
        name=task.name,
        duration=0 if summary else task.duration or 0,
        elapsed=task.elapsed,
        calendar=task.calendar if task.calendar in calendars else "",
        parent=task.parent,
        project=PROJECT,
        constraint=task.constraint,
        constraint_at=task.constraint_at,
        deadline=task.deadline,
        actual_start=None if summary else task.actual_start,
        actual_finish=None if summary else task.actual_finish,
        remaining=task.remaining if begun and not summary else None,
    )


def _calendar(calendar: PlanCalendar, known: dict[str, Calendar]) -> Calendar:
    usual = known[calendar.parent] if calendar.parent in known else known[""]
    week = [usual.week[n] if day is None else day for n, day in enumerate(calendar.week)]
    exceptions: dict[date, Day] = {}
    for each in calendar.exceptions:
        length = min((each.last - each.first).days, 4000)
        exceptions |= {each.first + timedelta(days=n): each.spans for n in range(length + 1)}
    return usual.derived(calendar.name, exceptions, week if any(week) else None)
