# SPDX-License-Identifier: Apache-2.0
"""Keeping the worked-out dates of tasks in step with the registers, within the transaction that writes them.

The plan that was worked out last is remembered, so that an edit of its tasks costs what it reaches and no more.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.schedule.moved import moved
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from portfolio_desktop.storage.edits import Line
from portfolio_desktop.storage.plans.load import Loaded, load_plan, reload_tasks
from portfolio_desktop.storage.plans.reach import edited_tasks, groups, hanging_together, has_plans
from portfolio_desktop.storage.plans.table import keep_all, keep_some, rows_of


@dataclass(frozen=True, slots=True)
class _Known:
    """What hangs together with what was edited last."""

    projects: frozenset[str]
    loaded: Loaded
    schedule: Schedule


class Planner:
    """The dates of one workspace. A tick that is not the one it knows means that somebody else has written."""

    def __init__(self) -> None:
        self._tick = -1
        self._known: _Known | None = None

    def follow(
        self, connection: Connection, lines: Iterable[Line], projects: Collection[str], was: int, now: int
    ) -> None:
        """Take up `lines`, which bear upon the dates of `projects`; the log's last tick `was` and is `now`.

        Refuses what no dates follow from, such as tasks that wait for each other in a circle.
        """
        if self._tick != was:
            self._known = None
        self._tick = now
        if not projects:
            return
        known, tasks = self._known, edited_tasks(lines)
        if known is None or tasks is None or not known.projects.issuperset(projects):
            self._known = _work_out(connection, hanging_together(connection, projects))
            return
        loaded = reload_tasks(connection, known.loaded, tasks)
        if loaded is None:
            self._known = _work_out(connection, known.projects)
            return
        found = after(known.schedule, loaded.plan)
        keep_some(connection, found, moved(known.schedule, found), known.projects)
        self._known = _Known(known.projects, loaded, found)


def refill(connection: Connection, catalogue: Catalogue) -> None:
    """Work out everything anew. A project of which no dates follow has none: its records are kept all the same."""
    if not has_plans(catalogue):
        return
    for together in groups(connection):
        with suppress(Refusal):
            _work_out(connection, together)


def wrong_dates(connection: Connection, catalogue: Catalogue) -> int:
    """How many tasks are kept with dates that do not follow from their plan, or without those that do."""
    if not has_plans(catalogue):
        return 0
    kept = {tuple(row) for row in connection.exec_driver_sql("SELECT * FROM task_schedule")}
    expected: set[tuple[object, ...]] = set()
    for together in groups(connection):
        with suppress(Refusal):
            found = schedule(load_plan(connection, together).plan)
            expected.update(rows_of(found, found, together))
    return len({row[0] for row in kept ^ expected})


def _work_out(connection: Connection, projects: frozenset[str]) -> _Known:
    loaded = load_plan(connection, projects)
    found = schedule(loaded.plan)
    keep_all(connection, found, projects)
    return _Known(projects, loaded, found)
