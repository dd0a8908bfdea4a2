# SPDX-License-Identifier: Apache-2.0
"""What moves when something slips: over the whole portfolio, the greatest harm first. Nothing is written."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.catalogue.records.dependency import Dependency
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.schedule.calendars import Instant
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.planning.latest import last_day, latest_day
from portfolio_desktop.services.planning.slips import Slip, slipped
from portfolio_desktop.storage.plans.load import OUTSIDE
from portfolio_desktop.storage.plans.reach import hanging_together
from portfolio_desktop.storage.read import Reader

_HELD = ("must_start_on", "must_finish_on", "start_no_later", "finish_no_later")


@dataclass(frozen=True, slots=True)
class Moved:
    """One record whose date moves. `harm` says what can then no longer be kept; empty where it is only later."""

    entity: str
    id: Id
    code: str
    title: str
    before: date
    after: date
    harm: str = ""
    project: str = ""

    @property
    def days(self) -> int:
        """How much later, by the calendar."""
        return (self.after - self.before).days


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What follows from one slip. `milestones` are those of the board, and tasks that then miss a date of their own."""

    entity: str
    id: Id
    title: str
    slip: Slip
    projects: tuple[Moved, ...]
    milestones: tuple[Moved, ...]
    dependencies: tuple[Moved, ...]
    tasks: tuple[Moved, ...]
    beside: int
    """How many projects hang together with it and do not move."""

    @property
    def broken(self) -> int:
        """How many dates can no longer be kept."""
        return sum(bool(each.harm) for each in (*self.projects, *self.milestones, *self.dependencies))


def what_if(office: Office, entity: str, id: Id, slip: Slip) -> WhatIf:
    """What moves when this task, project or dependency is later by `slip`.

    A project slips with all of its open tasks, a summary with those under it, and a dependency with the date on which
    its receiver rests. Refuses what is over, and what has no place in any plan.
    """
    with office.reading() as reader:
        record = record_of(reader, entity, id)
        at = _start(reader, entity, record)
        before = office.store.schedule([at])
        leaves = _open_leaves(before, _roots(entity, record, before))
        if not leaves:
            text = _("“{title}” is over, or has no place in time: it cannot slip.")
            raise Refusal(text.format(title=_title(record)))
        now = after(before, slipped(before, leaves, slip))
        together = hanging_together(reader.connection, [at])
        return _told(reader, entity, record, slip, _Change(before, now), together)


def headline(found: WhatIf) -> str:
    """What follows, in one sentence."""
    ends, broken = len(found.projects), found.broken
    if not ends and not broken:
        text = _("If “{title}” slips by {slip}, no project ends later and every date can still be kept.")
        return text.format(title=found.title, slip=found.slip)
    later = ngettext("{count} project ends later", "{count} projects end later", ends).format(count=ends)
    lost = ngettext("{count} date cannot be kept", "{count} dates cannot be kept", broken).format(
        count=broken
    )
    text = _("If “{title}” slips by {slip}, {later} and {lost}.")
    return text.format(title=found.title, slip=found.slip, later=later, lost=lost)


def _watched(reader: Reader) -> set[Id]:
    """The tasks that milestones of the board follow."""
    board = All((Test("board", Op.IS, True), Test("task_id", Op.KNOWN)))
    rows = reader.values(reader.catalogue.entity("milestone"), ("task_id",), board)
    return {task for _milestone, task in rows}


class _Change:
    """Two schedules of the same tasks, and what differs between them."""

    def __init__(self, before: Schedule, now: Schedule) -> None:
        self.before = before
        self.now = now
        self.later = {
            id: pair for id in self._elsewhere() if (pair := (before[id].finish, now[id].finish))[1] > pair[0]
        }

    def _elsewhere(self) -> Iterator[str]:
        """The leaves that start at another time, or are others: few of many, so that no more is looked at."""
        old, new = self.before.network, self.now.network
        was, now = self.before.dates.early.starts, self.now.dates.early.starts
        for id, node in old.node.items():
            other = new.node[id]
            if was[node] != now[other] or old.activity[node] is not new.activity[other]:
                yield id

    def ends(self) -> Iterator[tuple[str, Instant, Instant]]:
        """The projects that end later."""
        now = self.now.finishes
        for project, was in self.before.finishes.items():
            if project != OUTSIDE and now[project] > was:
                yield project, was, now[project]


def _start(reader: Reader, entity: str, record: Record) -> Id:
    """The project from which all that can move is reached."""
    if entity == "project":
        return record.id
    if entity == "task":
        return Id(str(cast(Task, record).project_id))
    if entity == "dependency":
        found = cast(Dependency, record)
        if found.delivered_on is None and isinstance(found.task_id, str):
            return Id(str(cast(Task, record_of(reader, "task", found.task_id)).project_id))
        text = _("No task waits for “{title}” any more, or none is named. Name the task that waits for it.")
        raise Refusal(text.format(title=found.title))
    raise Refusal(_("Only a task, a project or a dependency can slip."))


def _roots(entity: str, record: Record, found: Schedule) -> list[str]:
    """The activities that slip, those under them included."""
    if entity == "project":
        return [each.id for each in found.plan.activities if each.project == record.id]
    if entity == "dependency":
        dependency = cast(Dependency, record)
        promised = dependency.id in found.network.node
        return [dependency.id if promised else str(dependency.giver_task_id)]
    return [record.id]


def _open_leaves(found: Schedule, roots: Iterable[str]) -> set[str]:
    there = found.network.outline.of
    leaves = {leaf for root in roots if root in there for leaf in found.network.outline.leaves(root)}
    return {leaf for leaf in leaves if found.network.activity[found.network.node[leaf]].actual_finish is None}


def _told(
    reader: Reader, entity: str, record: Record, slip: Slip, change: _Change, together: Collection[str]
) -> WhatIf:
    titles = {id: title or "" for id, title in reader.values(reader.catalogue.entity("project"), ("title",))}
    later = map(Id, change.later)
    tasks = [cast(Task, each) for each in reader.many(reader.catalogue.entity("task"), later)]
    moves = [_task(each, change, titles) for each in tasks]
    projects = _by_harm(_projects(reader, change))
    watched = _watched(reader)
    there = sum(project in together for project in change.before.finishes)  # others may be known too
    return WhatIf(
        entity=entity,
        id=record.id,
        title=_title(record),
        slip=slip,
        projects=projects,
        milestones=_by_harm(
            move
            for task, move in zip(tasks, moves, strict=True)
            if task.board or move.harm or task.id in watched
        ),
        dependencies=_by_harm(_dependencies(reader, change, titles)),
        tasks=_by_harm(moves),
        beside=there - len(projects),
    )


def _projects(reader: Reader, change: _Change) -> Iterator[Moved]:
    ends = {project: (was, now) for project, was, now in change.ends()}
    for record in reader.many(reader.catalogue.entity("project"), [Id(id) for id in ends]):
        project = cast(Project, record)
        before, now = map(last_day, ends[project.id])
        wanted = (
            (project.must_finish, _("Misses {day}, by which it must finish.")),
            (project.end_baseline, _("Misses {day}, its end by the baseline.")),
        )
        harm = _first_missed(before, now, wanted)
        yield Moved("project", project.id, project.code or "", project.title or "", before, now, harm)


def _task(task: Task, change: _Change, titles: Mapping[Id, str]) -> Moved:
    before, now = map(last_day, change.later[task.id])
    held = task.condition_at if task.condition in _HELD else None
    wanted = (
        (task.deadline, _("Misses its deadline, {day}.")),
        (held, _("Misses {day}, by which it must be.")),
        (task.end_baseline if task.board else None, _("Misses {day}, its date by the baseline.")),
    )
    harm = _first_missed(before, now, wanted)
    project = titles.get(Id(str(task.project_id)), "")
    return Moved("task", task.id, task.code or "", task.title or "", before, now, harm, project)


def _dependencies(reader: Reader, change: _Change, titles: Mapping[Id, str]) -> Iterator[Moved]:
    """The open hand-overs whose giver is later, and what that breaks: what the receiver can bear, or what was promised."""
    entity = reader.catalogue.entity("dependency")
    for record in reader.all(entity, still_open(reader.catalogue, entity)):
        found = cast(Dependency, record)
        pair = change.later.get(str(found.giver_task_id)) or change.later.get(found.id)
        if pair is None or found.delivered_on is not None:
            continue
        before, now = map(last_day, pair)
        latest = latest_day(change.before, found.task_id) if isinstance(found.task_id, str) else None
        wanted = (
            (latest, _("The receiver can wait until {day}.")),
            (found.needed, _("Needed on {day}.")),
            (found.promised, _("Promised for {day}.")),
        )
        harm = _first_missed(before, now, wanted)
        receiver = titles.get(Id(str(found.project_id)), "")
        yield Moved("dependency", found.id, found.code or "", found.title or "", before, now, harm, receiver)


def _first_missed(before: date, now: date, wanted: Iterable[tuple[object, str]]) -> str:
    """The first of the dates to be kept that was kept before and is not any more, in its sentence."""
    for day, sentence in wanted:
        if isinstance(day, date) and before <= (kept := _day(day)) < now:
            return sentence.format(day=format_date(kept))
    return ""


def _by_harm(moves: Iterable[Moved]) -> tuple[Moved, ...]:
    """What breaks something first, then the latest, then by name."""
    return tuple(sorted(moves, key=lambda each: (not each.harm, -each.days, each.title, each.id)))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _title(record: Record) -> str:
    return str(record["title"] or "")
