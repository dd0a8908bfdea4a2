# SPDX-License-Identifier: Apache-2.0
"""Keeping the worked-out dates of tasks in step with the registers, within the transaction that writes them.

The plan that was worked out last is remembered, so that an edit of its tasks costs what it reaches and no more.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.domain.schedule.moved import moved
from portfolio_desktop.domain.schedule.order import Tangled
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from portfolio_desktop.storage.connect import rows
from portfolio_desktop.storage.edits import Line
from portfolio_desktop.storage.plans.fallen import Fallen, fallen, keep_fallen, laid_last
from portfolio_desktop.storage.plans.load import Loaded, load_plan, reload_tasks
from portfolio_desktop.storage.plans.patterns import every_calendar
from portfolio_desktop.storage.plans.reach import (
    edited_tasks,
    every_project,
    groups,
    hanging_together,
    has_plans,
)
from portfolio_desktop.storage.plans.table import keep_all, keep_none, keep_some, rows_of


@dataclass(frozen=True, slots=True)
class _Known:
    """What hangs together with what was edited last."""

    projects: frozenset[str]
    loaded: Loaded
    schedule: Schedule
    fallen: tuple[Fallen, ...] = ()


class Planner:
    """The dates of one workspace. A last change set that is not the one it knows means that somebody else has written."""

    def __init__(self) -> None:
        self._last = ""
        self._known: _Known | None = None

    def follow(
        self, connection: Connection, lines: Iterable[Line], projects: Collection[str], *, back: bool = False
    ) -> None:
        """Take up `lines`, of which the last change set consists and which bear upon the dates of `projects`.

        Refuses what no dates follow from, such as tasks that wait for each other in a circle, unless it was so before
        or the change set takes one `back`: who undoes what opened a circle is to have it again.
        """
        now, was = _last_sets(connection)
        self._forget_unless(was)
        if projects:
            self._known = _followed(connection, self._known, lines, projects, own=not back)
        self._last = now

    def expect(self, connection: Connection) -> None:
        """Others' edits are about to arrive: forget what does not stand as it is."""
        self._forget_unless(_last_sets(connection)[0])

    def arrived(self, connection: Connection, lines: Iterable[Line], projects: Set[str]) -> None:
        """Take up others' edits, which were `expect`ed and bear upon the dates of `projects`.

        Of links in a circle the one laid last is not followed.
        """
        if projects:
            self._known = _arrived(connection, self._known, lines, projects)
        self._last = _last_sets(connection)[0]

    def schedule(self, connection: Connection, projects: Collection[str]) -> Schedule:
        """The dates of `projects` and of all that hangs together with them, of other projects too where they are known."""
        self._forget_unless(_last_sets(connection)[0])
        if self._known is None or not self._known.projects.issuperset(projects):
            self._known = _read(connection, hanging_together(connection, projects))
        return self._known.schedule

    def forget(self) -> None:
        """Read everything anew when next asked: what is known may be no longer so."""
        self._last, self._known = "", None

    def _forget_unless(self, last: str) -> None:
        """What is known stands only if nobody else has written since the change set `last`."""
        if self._last != last:
            self._last, self._known = last, None


def _last_sets(connection: Connection) -> tuple[str, str]:
    """The last change set of the log and the one before it; empty where there is none."""
    found = [row[0] for row in rows(connection, "SELECT id FROM change_set ORDER BY number DESC LIMIT 2")]
    now, was = (*found, "", "")[:2]
    return now, was


def _followed(
    connection: Connection,
    known: _Known | None,
    lines: Iterable[Line],
    projects: Collection[str],
    *,
    own: bool,
) -> _Known:
    """What is known after `lines`: only what they reach is worked out anew where they edit tasks alone."""
    further = _further(connection, known, lines, projects)
    return further or _work_out(connection, hanging_together(connection, projects), own=own)


def _arrived(
    connection: Connection, known: _Known | None, lines: Iterable[Line], projects: Set[str]
) -> _Known | None:
    """The same after others' edits, which nothing refuses. None where they reach plans that do not hang together."""
    with suppress(Refusal):
        if further := _further(connection, known, lines, projects):
            return further
    bare = projects - every_project(connection)
    if bare:
        _keep_nothing(connection, bare)
    found: list[_Known | None] = []
    for together, calendars in _groups(connection, projects - bare):
        try:
            found.append(_work_out(connection, together, calendars))
        except Refusal:
            _keep_nothing(connection, together)
            found.append(None)
    return found[0] if len(found) == 1 else None


def _further(
    connection: Connection, known: _Known | None, lines: Iterable[Line], projects: Collection[str]
) -> _Known | None:
    """What is known after `lines` that edit its tasks and do nothing else to its dates; None where they do."""
    tasks = edited_tasks(lines)
    if known is None or tasks is None or not known.projects.issuperset(projects):
        return None
    loaded = reload_tasks(connection, known.loaded, tasks)
    if loaded is None:
        return None
    found = after(known.schedule, loaded.plan)
    keep_some(connection, found, moved(known.schedule, found), known.projects)
    return _Known(known.projects, loaded, found, known.fallen)


def refill(connection: Connection, catalogue: Catalogue) -> None:
    """Work out everything anew. A project of which no dates follow has none: its records are kept all the same."""
    if not has_plans(catalogue):
        return
    for together, calendars in _groups(connection, every_project(connection)):
        with suppress(Refusal):
            _work_out(connection, together, calendars)


def wrong_dates(connection: Connection, catalogue: Catalogue) -> int:
    """How many tasks are kept with dates that do not follow from their plan, or without those that do."""
    if not has_plans(catalogue):
        return 0
    kept = {tuple(row) for row in connection.exec_driver_sql("SELECT * FROM task_schedule")}
    expected: set[tuple[object, ...]] = set()
    for together, calendars in _groups(connection, every_project(connection)):
        with suppress(Refusal):
            found = _read(connection, together, calendars).schedule
            expected.update(rows_of(found, found, together))
    return len({row[0] for row in kept ^ expected})


def _groups(
    connection: Connection, projects: Collection[str]
) -> Iterator[tuple[frozenset[str], Mapping[str, Calendar]]]:
    """`projects` by what hangs together, with all calendars, which are read once."""
    if projects:
        calendars = every_calendar(connection)
        yield from ((together, calendars) for together in groups(connection, projects))


def _keep_nothing(connection: Connection, projects: Collection[str]) -> None:
    keep_none(connection, projects)
    keep_fallen(connection, projects, ())


def _work_out(
    connection: Connection,
    projects: frozenset[str],
    calendars: Mapping[str, Calendar] | None = None,
    *,
    own: bool = False,
) -> _Known:
    may_fall = {each.link for each in fallen(connection)} if own else None
    known = _read(connection, projects, calendars, may_fall)
    keep_all(connection, known.schedule, projects)
    keep_fallen(connection, projects, known.fallen)
    return known


def _read(
    connection: Connection,
    projects: frozenset[str],
    calendars: Mapping[str, Calendar] | None = None,
    may_fall: Collection[str] | None = None,
) -> _Known:
    """The plan of `projects` and its dates. Of links in a circle the last one falls: any, or only those that may."""
    with uncollected():
        loaded, found = load_plan(connection, projects, calendars), list[Fallen]()
        while True:
            try:
                return _Known(projects, loaded, schedule(loaded.plan), tuple(found))
            except Tangled as error:
                last = laid_last(connection, error.links)
                if last is None or (may_fall is not None and last[0] not in may_fall):
                    raise
                found.append(Fallen(*last, tuple(sorted(error.links))))
                links = tuple(link for link in loaded.plan.links if link.id != last[0])
                loaded = replace(loaded, plan=replace(loaded.plan, links=links))
