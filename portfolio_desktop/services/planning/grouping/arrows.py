# SPDX-License-Identifier: Apache-2.0
"""The arrows of a timeline: the links between tasks, and what one project promised another. Linear in their number."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, instant
from portfolio_desktop.services.planning.gathered import Dependency, Gathered, Link, Task, last_minute
from portfolio_desktop.services.planning.rows import Arrow, Row
from portfolio_desktop.storage.plans.patterns import every_calendar, owner_calendars
from portfolio_desktop.storage.read import Reader

_LAGS = {"working": N_("{lag} d"), "elapsed": N_("{lag} d by the clock"), "percent": N_("{lag} %")}


def arrows_of(reader: Reader, found: Gathered, rows: Iterable[Row]) -> Iterator[Arrow]:
    """Those whose two ends have rows. Critical are those between critical rows that leave no time between them."""
    shown = {row.follows: row for row in rows if row.follows}  # of a task without a row, its milestone's
    shown |= {row.record: row for row in rows if row.record}
    waits = _Waits(reader, found)
    for link in found.links:
        before, after = shown.get(link.before or ""), shown.get(link.after or "")
        if before is not None and after is not None:
            yield Arrow(
                key=link.id,
                before=before.key,
                after=after.key,
                kind=link.kind or "fs",
                lag=lag_words(link),
                critical=before.critical and after.critical and waits.for_link(link),
            )
    for each in found.dependencies:
        arrow = _promised(each, shown, waits)
        if arrow is not None:
            yield arrow


def lag_words(link: Link) -> str:
    """+2 d, -1 d, +50 %; empty where nothing lies between."""
    if not link.lag:
        return ""
    lag = format(link.lag.normalize(), "+f")
    return _(_LAGS.get(link.lag_kind or "working", _LAGS["working"])).format(lag=lag)


def _promised(dependency: Dependency, shown: Mapping[str, Row], waits: "_Waits") -> Arrow | None:
    """From whatever of the giver has a row to whatever of the receiver has."""
    before = _first(shown, dependency.giver_task, dependency.milestone, dependency.id, dependency.giver)
    after = _first(shown, dependency.task, dependency.project)
    if before is None or after is None or before is after:
        return None
    return Arrow(
        key=dependency.id,
        before=before.key,
        after=after.key,
        critical=before.critical and after.critical and waits.for_promise(dependency),
        outdated=bool(dependency.outdated) and dependency.delivered is None,
    )


def _first(shown: Mapping[str, Row], *ids: Id | None) -> Row | None:
    return next((shown[id] for id in ids if id and id in shown), None)


class _Waits:
    """Whether a task waits for what leads to it, by the dates at which both lie and the calendar that counts for it."""

    def __init__(self, reader: Reader, found: Gathered) -> None:
        self._tasks = {task.id: task for tasks in found.tasks.values() for task in tasks}
        self._calendars = every_calendar(reader.connection)
        of_portfolio: dict[Id | None, Id | None] = dict(
            reader.values(reader.catalogue.entity("portfolio"), ("calendar_id",))
        )
        self._of_person = dict(owner_calendars(reader.connection))
        self._of_project: dict[Id | None, Id | None] = {
            each.id: each.calendar or of_portfolio.get(each.portfolio) for each in found.projects
        }

    def for_link(self, link: Link) -> bool:
        """Whether the link leaves no work between its ends. What is summed up counts from its first to its last."""
        before, after = self._tasks.get(link.before or Id("")), self._tasks.get(link.after or Id(""))
        if before is None or after is None:
            return False
        kind = link.kind or "fs"
        leaves = before.starts if kind[0] == "s" else before.finishes
        enters = after.starts if kind[1] == "s" else after.finishes
        return (
            leaves is not None and enters is not None and self._reaches(leaves, link, before, after, enters)
        )

    def for_promise(self, dependency: Dependency) -> bool:
        """Whether the receiver's task begins no later than what it was promised; a project is taken to wait."""
        after = self._tasks.get(dependency.task or Id(""))
        if after is None or after.starts is None:
            return True
        giver = self._tasks.get(dependency.giver_task or Id(""))
        day = dependency.delivered or dependency.promised
        at = last_minute(day) if day else None
        if giver is not None and dependency.delivered is None and dependency.rests_on == "plan":
            at = giver.finishes
        calendar = self._calendar(after)
        return at is None or calendar.before(instant(at)) >= calendar.before(instant(after.starts))

    def _reaches(self, leaves: datetime, link: Link, before: Task, after: Task, enters: datetime) -> bool:
        """Whether the lag counted from `leaves` comes to `enters` or beyond."""
        calendar, lag, by_clock = self._calendar(after), float(link.lag or 0), link.lag_kind == "elapsed"
        counted = round(lag * DAY) if by_clock else calendar.minutes(lag)
        if link.lag_kind == "percent":
            duration, by_clock = float(before.duration or 0), bool(before.elapsed)
            whole = round(duration * DAY) if by_clock else self._calendar(before).minutes(duration)
            counted = int(whole * lag + 50) // 100  # as the schedule rounds
        at, to = instant(leaves), calendar.before(instant(enters))
        return calendar.before(at + counted) >= to if by_clock else calendar.before(at) + counted >= to

    def _calendar(self, task: Task) -> Calendar:
        """The task's own, its owner's, its project's or that of the portfolio: as its dates were worked out."""
        own = task.calendar or self._of_person.get(task.owner or "") or self._of_project.get(task.project)
        return self._calendars.get(own or "") or self._calendars[""]
