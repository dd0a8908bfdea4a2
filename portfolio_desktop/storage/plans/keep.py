# SPDX-License-Identifier: Apache-2.0
"""Keeping the worked-out dates of tasks in step with the registers, within the transaction that writes them.

An edit is followed as far as it reaches: through its project, and from there into those whose tasks wait for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, moment
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Activity
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, Line
from portfolio_desktop.storage.plans.conflicts import conflict_of
from portfolio_desktop.storage.plans.load import load_plan

_WHOLE_RECORD = {CREATED, DELETED}

_OF_A_TASK = frozenset(
    {
        *("project_id", "parent_id", "title", "kind", "status", "owner_id", "calendar_id"),
        *("scheduling", "start", "end", "start_actual", "end_actual", "percent_done", "duration", "elapsed"),
        *("condition", "condition_at", "deadline", "levelling_priority"),
    }
)
_BEARS_ON_DATES: Mapping[str, frozenset[str]] = {
    "task": _OF_A_TASK,
    "task_link": frozenset({"task_id", "predecessor_id", "kind", "lag", "lag_kind"}),
    "dependency": frozenset(
        {"task_id", "giver_task_id", "rests_on", "promised", "delivered_on", "status", "title"}
    ),
    "project": frozenset({"start", "must_finish", "plan_status", "calendar_id", "portfolio_id"}),
    "portfolio": frozenset({"calendar_id"}),
    "person": frozenset({"calendar_id"}),
    "calendar": frozenset(
        [
            "parent_id",
            "holidays",
            "hours_a_day",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
    ),
    "calendar_exception": frozenset({"calendar_id", "first", "last", "hours"}),
}
"""The fields on which dates depend, by entity."""

_PROJECT_OF = {
    "task": "SELECT project_id FROM task WHERE id IN ({marks})",
    "task_link": (
        "SELECT project_id FROM task JOIN task_link ON task.id IN (task_id, predecessor_id) "
        "WHERE task_link.id IN ({marks})"
    ),
    "dependency": (
        "SELECT task.project_id FROM task JOIN dependency ON task.id IN (dependency.task_id, giver_task_id) "
        "WHERE dependency.id IN ({marks})"
    ),
    "project": "SELECT id FROM project WHERE id IN ({marks})",
}
"""Which projects a record has a part in. A record of any other entity that bears on dates has one in all of them."""

_TIES = """
SELECT DISTINCT giver.project_id, taker.project_id FROM task_link
    JOIN task AS giver ON giver.id = predecessor_id JOIN task AS taker ON taker.id = task_id
WHERE giver.project_id <> taker.project_id
UNION
SELECT DISTINCT giver.project_id, taker.project_id FROM dependency
    JOIN task AS giver ON giver.id = giver_task_id JOIN task AS taker ON taker.id = dependency.task_id
WHERE giver.project_id <> taker.project_id
"""


def projects_of(connection: Connection, lines: Iterable[Line]) -> frozenset[str]:
    """The projects whose dates may change with `lines`. Ask before and after they are carried out: each knows its own."""
    touched: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        fields = _BEARS_ON_DATES.get(line.entity)
        if fields is not None and (line.field in fields or line.field in _WHOLE_RECORD):
            touched[line.entity].add(line.record)
    if touched.keys() - _PROJECT_OF.keys():
        return every_project(connection)
    found: set[str] = set()
    for entity, records in touched.items():
        found |= {project for (project,) in _for(connection, _PROJECT_OF[entity], records)}
    return frozenset(found)


def every_project(connection: Connection) -> frozenset[str]:
    """All that have tasks."""
    return frozenset(connection.exec_driver_sql("SELECT DISTINCT project_id FROM task").scalars())


def refresh(connection: Connection, projects: Collection[str]) -> None:
    """Work out `projects`, and all that hang together with them, and write what has changed.

    Refuses a plan of which no dates follow, such as tasks that wait for each other in a circle.
    """
    if not projects:
        return
    reached = _hanging_together(connection, projects)
    was = {row[0]: tuple(row) for row in _for(connection, _KEPT, reached)}
    now = {row[0]: row for row in worked_out(connection, reached)}
    gone = [(task,) for task in was.keys() - now.keys()]
    if gone:
        connection.exec_driver_sql("DELETE FROM task_schedule WHERE task = ?", gone)
    other = [row for task, row in now.items() if was.get(task) != row]
    if other:
        connection.exec_driver_sql(_REPLACE, other)


def refill(connection: Connection) -> None:
    """Work out everything anew. A project of which no dates follow has none: its records are kept all the same."""
    left = set(every_project(connection))
    while left:
        together = _hanging_together(connection, [left.pop()])
        left -= together
        with suppress(Refusal):
            refresh(connection, together)


def worked_out(connection: Connection, projects: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """The rows that the table should have for the tasks of `projects`."""
    plan = load_plan(connection, projects).plan
    found = schedule(plan)
    for activity in plan.activities:
        if activity.project in projects:
            yield _row(found, activity, calendar_of(plan, activity))


_KEPT = (
    "SELECT task, starts, finishes, latest_finish, total_float, free_float, critical, conflict "
    "FROM task_schedule JOIN task ON task.id = task WHERE project_id IN ({marks})"
)
_REPLACE = "INSERT OR REPLACE INTO task_schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_MILLION = 1_000_000


def _row(found: Schedule, activity: Activity, calendar: Calendar) -> tuple[Any, ...]:
    slot = found[activity.id]
    a_day = DAY if activity.elapsed else calendar.minutes_per_day
    return (
        activity.id,
        _text(slot.start),
        _text(slot.finish),
        _text(slot.late_finish),
        round(slot.total_float * _MILLION / a_day),
        round(slot.free_float * _MILLION / a_day),
        int(slot.critical),
        conflict_of(activity, slot, found.plan.finish_by.get(activity.project)),
    )


def _text(instant: Instant) -> str:
    return moment(instant).isoformat(timespec="minutes")


def _hanging_together(connection: Connection, projects: Collection[str]) -> frozenset[str]:
    """`projects`, and every other that gives to or takes from one of those that are reached."""
    beside: dict[str, set[str]] = defaultdict(set)
    for giver, taker in connection.exec_driver_sql(_TIES):
        beside[giver].add(taker)
        beside[taker].add(giver)
    reached, waiting = set(projects), list(projects)
    while waiting:
        new = beside[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return frozenset(reached)


def _for(connection: Connection, statement: str, values: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for some in slices(sorted(values)):
        marks = ", ".join("?" * len(some))
        yield from map(tuple, connection.exec_driver_sql(statement.format(marks=marks), tuple(some)))
