# SPDX-License-Identifier: Apache-2.0
"""Where the worked-out dates of tasks lie. They follow from the registers, so the log knows nothing of them."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text

from portfolio_desktop.domain.schedule.because import activity_now
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, moment
from portfolio_desktop.domain.schedule.clashes import clash
from portfolio_desktop.domain.schedule.placing import calendar_of
from portfolio_desktop.domain.schedule.plan import Activity
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.storage.connect import slices

_MILLION = 1_000_000  # numbers are stored in millionths
_FORGET = "DELETE FROM task_schedule WHERE task IN (SELECT id FROM task WHERE project_id IN ({marks}))"
_REPLACE = "INSERT OR REPLACE INTO task_schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

NAME = "task_schedule"
FALLEN = "fallen_link"


def schedule_table(metadata: MetaData) -> Table:
    """A row for each task that has a place in time. Columns are stored as the kinds of their fields are."""
    return Table(
        NAME,
        metadata,
        Column("task", Text, primary_key=True),
        Column("starts", Text, nullable=False),
        Column("finishes", Text, nullable=False),
        Column("latest_finish", Text, nullable=False),
        Column("total_float", Integer, nullable=False),
        Column("free_float", Integer, nullable=False),
        Column("critical", Integer, nullable=False),
        Column("conflict", Text),
    )


def fallen_table(metadata: MetaData) -> Table:
    """A row for each link that is not followed, with the links of its circle and a project that it belongs to (`fallen`)."""
    rest = (Column(name, Text, nullable=False) for name in ("entity", "project", "circle"))
    return Table(FALLEN, metadata, Column("link", Text, primary_key=True), *rest)


def keep_all(connection: Connection, found: Schedule, projects: Collection[str]) -> None:
    """Write the dates of every task of `projects`, and take away those of tasks that have none any more."""
    keep_none(connection, projects)
    keep_some(connection, found, found, projects)


def keep_none(connection: Connection, projects: Collection[str]) -> None:
    """Take away the dates of `projects`, and of tasks that are gone."""
    connection.exec_driver_sql("DELETE FROM task_schedule WHERE task NOT IN (SELECT id FROM task)")
    for some in slices(sorted(projects)):
        connection.exec_driver_sql(_FORGET.format(marks=", ".join("?" * len(some))), tuple(some))


def keep_some(
    connection: Connection, found: Schedule, tasks: Iterable[str], projects: Collection[str]
) -> None:
    """Write the dates of `tasks`. Only tasks of `projects` have a row: a promise from outside has none."""
    rows = list(rows_of(found, tasks, projects))
    if rows:
        connection.exec_driver_sql(_REPLACE, rows)


def rows_of(found: Schedule, tasks: Iterable[str], projects: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of `tasks` as they are stored."""
    return (_row(found, each) for id in tasks if (each := activity_now(found, id)).project in projects)


def _row(found: Schedule, activity: Activity) -> tuple[Any, ...]:
    slot = found[activity.id]
    a_day = DAY if activity.elapsed else calendar_of(found.plan, activity).minutes_per_day
    return (
        activity.id,
        _text(slot.start),
        _text(slot.finish),
        _text(slot.late_finish),
        round(slot.total_float * _MILLION / a_day),
        round(slot.free_float * _MILLION / a_day),
        int(slot.critical),
        clash(found, activity.id),
    )


def _text(instant: Instant) -> str:
    return moment(instant).isoformat(timespec="minutes")
