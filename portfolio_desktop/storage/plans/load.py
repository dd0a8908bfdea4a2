# SPDX-License-Identifier: Apache-2.0
"""From registers to the engine's plan: tasks as activities, days as instants, with the calendar that counts for each.

Which calendar counts: the task's own, else its owner's, else its project's, else the portfolio's, else the usual week.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, Minutes, instant
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind, Plan
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.plans.patterns import every_calendar

_MILLION = 1_000_000  # numbers and percentages are stored in millionths
_WHOLE = 100 * _MILLION

OUTSIDE: Final = "outside"
"""The project, in the engine's sense, of what was promised to a project by somebody else."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan, and the tasks that cannot be placed in time: nothing is known of when."""

    plan: Plan
    undated: tuple[str, ...]
    given: Mapping[str, Instant]
    """The starts that projects were given; of the others the plan takes the first date it finds."""


class _Project(NamedTuple):
    id: str
    title: str | None
    start: str | None
    must_finish: str | None
    status: str | None
    calendar: str | None


class TaskRow(NamedTuple):
    """What of a task its dates depend on, as it is stored."""

    id: str
    project: str
    parent: str | None
    title: str
    kind: str | None
    status: str | None
    scheduling: str | None
    start: str | None
    end: str | None
    start_actual: str | None
    end_actual: str | None
    percent: int | None
    duration: int | None
    elapsed: int | None
    condition: str | None
    condition_at: str | None
    deadline: str | None
    calendar: str | None
    priority: int | None


_PROJECTS = """
SELECT project.id, project.title, project.start, must_finish, plan_status, coalesce(project.calendar_id, portfolio.calendar_id)
FROM project LEFT JOIN portfolio ON portfolio.id = project.portfolio_id
WHERE project.id IN ({marks})
"""

_OF_A_TASK = """
SELECT task.id, project_id, parent_id, task.title, kind, status, scheduling, start, "end", start_actual, end_actual,
    percent_done, duration, elapsed, condition, condition_at, deadline,
    coalesce(task.calendar_id, iif(person.pattern GLOB '[A-Z]*', person.id, person.calendar_id)), levelling_priority
FROM task LEFT JOIN person ON person.id = task.owner_id
WHERE status IS NOT 'dropped' AND """
_TASKS = _OF_A_TASK + "project_id IN ({marks})"
_SOME_TASKS = _OF_A_TASK + "task.id IN ({marks})"

_LINKS = """
SELECT task_link.id, predecessor_id, task_id, task_link.kind, lag, lag_kind
FROM task_link JOIN task ON task.id = task_link.task_id
WHERE project_id IN ({marks}) ORDER BY task_link.id
"""

_PROMISES = """
SELECT dependency.id, dependency.title, dependency.task_id, giver_task_id, rests_on, promised, delivered_on
FROM dependency JOIN task ON task.id = dependency.task_id
WHERE task.project_id IN ({marks}) AND dependency.status IS NOT 'dropped' ORDER BY dependency.id
"""


def load_plan(
    connection: Connection, projects: Collection[str], known: Mapping[str, Calendar] | None = None
) -> Loaded:
    """The plan of `projects`. Tasks that were dropped have no part in it. `known` is `every_calendar`, where it was read."""
    calendars = dict(every_calendar(connection) if known is None else known)
    heads = {row[0]: _Project(*row) for row in _select(connection, _PROJECTS, projects)}
    calendars |= {id: calendars[row.calendar] for id, row in heads.items() if row.calendar}
    tasks = {row[0]: TaskRow(*row) for row in _select(connection, _TASKS, projects)}
    kept = {id: calendars.get(task.calendar or task.project) or calendars[""] for id, task in tasks.items()}
    promises = list(_promises(connection, projects))
    links = [*_links(connection, projects, kept), *(promise.link for promise in promises)]
    tied = _ends(links) | {task.parent for task in tasks.values() if task.parent}
    activities = [
        activity_of(task, kept[id])
        for id, task in tasks.items()
        if (id in tied or says_when(task)) and not _is_past(task)
    ]
    given = {id: _first(row.start) for id, row in heads.items() if row.start}
    given[OUTSIDE] = 0  # a promise is where it is
    starts = _starts(given, activities)
    placed = [activity for activity in activities if activity.project in starts]
    placed += [promise.activity for promise in promises if promise.activity]
    there = {activity.id for activity in placed}
    plan = Plan(
        activities=tuple(
            activity if activity.parent in there else replace(activity, parent=None) for activity in placed
        ),
        links=tuple(link for link in links if link.predecessor in there and link.successor in there),
        calendars=calendars,
        starts=starts,
        status={id: _first(row.status) for id, row in heads.items() if row.status},
        finish_by={id: _last(row.must_finish) for id, row in heads.items() if row.must_finish},
        titles={id: row.title for id, row in heads.items() if row.title},
    )
    return Loaded(plan, tuple(id for id in tasks if id not in there), given)


def task_rows(connection: Connection, tasks: Collection[str]) -> dict[str, TaskRow]:
    """Tasks as they are stored, by id. Those that were dropped are left out."""
    return {row[0]: TaskRow(*row) for row in _select(connection, _SOME_TASKS, tasks)}


def reload_tasks(connection: Connection, loaded: Loaded, tasks: Collection[str]) -> Loaded | None:
    """What was loaded, with the dates of some `tasks` as they now are. None where one of them comes into it or leaves it."""
    rows = task_rows(connection, tasks)
    plan = loaded.plan
    there = {activity.id: activity for activity in plan.activities if activity.id in tasks}
    if rows.keys() != set(tasks) or there.keys() != rows.keys():
        return None
    silent = {id for id, row in rows.items() if not says_when(row)}
    if (silent and not silent <= _tied(plan)) or any(map(_is_past, rows.values())):
        return None
    calendars = plan.calendars
    edited = {
        id: replace(
            activity_of(row, calendars.get(row.calendar or row.project) or calendars[""]),
            parent=there[id].parent,
        )
        for id, row in rows.items()
    }
    activities = tuple(edited.get(activity.id, activity) for activity in plan.activities)
    ours = (activity for activity in activities if activity.project != OUTSIDE)
    return replace(loaded, plan=replace(plan, activities=activities, starts=_starts(loaded.given, ours)))


def activity_of(task: TaskRow, calendar: Calendar) -> Activity:
    """A task for the engine. `calendar` is the one that counts for it."""
    start, finish = _worked(calendar, _day(task.start, _first), _day(task.end, _last))
    begun, ended = _worked(calendar, _day(task.start_actual, _first), _day(task.end_actual, _last))
    duration = _duration(task, calendar, start, finish)
    done = _is_done(task)
    if done:
        planned = (
            min(start, ended) if start and ended else start
        )  # done before it was to begin: it began by then
        begun = begun or planned or ended or finish
        ended = ended or finish or begun
    elif task.percent:
        begun = begun or start
    stated = task.scheduling == "dates" or (task.scheduling is None and (start or finish) is not None)
    if not duration:
        start = finish = finish or start
    return Activity(
        id=task.id,
        name=task.title,
        duration=duration,
        elapsed=bool(task.elapsed),
        calendar=task.calendar or "",
        parent=task.parent,
        project=task.project,
        constraint=Constraint(task.condition or "asap") if _holds(task) else Constraint.ASAP,
        constraint_at=_moment(task.condition_at) if _holds(task) else None,
        deadline=_moment(task.deadline),
        actual_start=begun,
        actual_finish=ended if done else None,
        remaining=round(duration * (_WHOLE - (task.percent or 0)) / _WHOLE) if begun and not done else None,
        fixed_start=start if stated and not begun else None,
        fixed_finish=finish if stated and not begun else None,
        priority=500 if task.priority is None else task.priority,
    )


def _worked(
    calendar: Calendar, start: Instant | None, finish: Instant | None
) -> tuple[Instant | None, Instant | None]:
    """The hours that days stand for: from when work begins to when it ends. As given where nobody works between them."""
    if start is not None and finish is not None and calendar.before(start) == calendar.before(finish):
        return start, finish
    return (
        None if start is None else calendar.starts_at(calendar.before(start)),
        None if finish is None else calendar.finishes_at(calendar.before(finish)),
    )


def _duration(task: TaskRow, calendar: Calendar, start: Instant | None, finish: Instant | None) -> Minutes:
    """As it is said, else what lies between the dates, else a day: a task of which no length is known is not a moment."""
    if task.kind == "milestone":
        return 0
    if task.duration is not None:
        days = task.duration / _MILLION
        return round(days * DAY) if task.elapsed else calendar.minutes(days)
    if start is not None and finish is not None and start < finish:
        return finish - start if task.elapsed else calendar.before(finish) - calendar.before(start)
    return DAY if task.elapsed else calendar.minutes_per_day


def _is_done(task: TaskRow) -> bool:
    return task.end_actual is not None or task.status == "done" or (task.percent or 0) >= _WHOLE


def _is_past(task: TaskRow) -> bool:
    """Whether it is done and nobody says when: it has no place, and holds up nothing."""
    return _is_done(task) and not any((task.start, task.end, task.start_actual, task.end_actual))


def _tied(plan: Plan) -> set[str]:
    """Those that have a place because others refer to them, even where nothing is said of when."""
    return _ends(plan.links) | {activity.parent for activity in plan.activities if activity.parent}


def _ends(links: Iterable[Link]) -> set[str]:
    return {end for link in links for end in (link.predecessor, link.successor)}


def says_when(task: TaskRow) -> bool:
    """Whether a task has a place in time by what is said of itself, even where nothing is linked to it."""
    return any((task.start, task.end, task.start_actual, task.end_actual, task.scheduling == "links"))


def _holds(task: TaskRow) -> bool:
    """Whether the condition on its dates has all that it needs."""
    return task.condition in ("asap", "alap") or task.condition_at is not None


def _starts(given: Mapping[str, Instant], activities: Iterable[Activity]) -> dict[str, Instant]:
    """The start that each project is given, else the first date that is given in it. None known: not there."""
    earliest: dict[str, Instant] = {}
    for each in activities:
        known = (each.actual_start, each.fixed_start, each.constraint_at, each.fixed_finish)
        first = min((at for at in known if at is not None), default=None)
        if first is not None:
            earliest[each.project] = min(first, earliest.get(each.project, first))
    return {**earliest, **given}


class _Promise(NamedTuple):
    """What stands for a dependency: an event on the day that was promised, or a link to the giver's own task."""

    activity: Activity | None
    link: Link


def _promises(connection: Connection, projects: Collection[str]) -> Iterator[_Promise]:
    for id, title, task, giver, rests_on, promised, delivered in _select(connection, _PROMISES, projects):
        if delivered is None and rests_on == "plan" and giver:
            yield _Promise(None, Link(giver, task, id=id))
        elif day := delivered or promised:
            at = _last(day)
            event = Activity(id=id, name=title, project=OUTSIDE, fixed_start=at, fixed_finish=at)
            yield _Promise(event, Link(id, task))


def _links(
    connection: Connection, projects: Collection[str], calendars: Mapping[str, Calendar]
) -> Iterator[Link]:
    for id, predecessor, task, kind, lag, lag_kind in _select(connection, _LINKS, projects):
        if task in calendars:
            counted = LagKind(lag_kind or "working")
            unit = {LagKind.WORKING: calendars[task].minutes_per_day, LagKind.ELAPSED: DAY}.get(counted, 1)
            length = round((lag or 0) * unit / _MILLION)
            yield Link(predecessor, task, LinkKind(kind or "fs"), length, counted, id)


def _select(connection: Connection, statement: str, projects: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for some in slices(sorted(projects)):
        marks = ", ".join("?" * len(some))
        yield from map(tuple, connection.exec_driver_sql(statement.format(marks=marks), tuple(some)))


def _day(text: str | None, read: Callable[[str], Instant]) -> Instant | None:
    return None if text is None else read(text)


def _first(day: str) -> Instant:
    return instant(date.fromisoformat(day))


def _last(day: str) -> Instant:
    return _first(day) + DAY


def _moment(text: str | None) -> Instant | None:
    return None if text is None else instant(datetime.fromisoformat(text))
