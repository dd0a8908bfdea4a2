# SPDX-License-Identifier: Apache-2.0
"""The rows of one project: itself, its milestones, what was promised to it, and its tasks in the order of its plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.milestones import is_reached
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.services.planning import conflicts
from portfolio_desktop.services.planning.baselines.chosen import Chosen
from portfolio_desktop.services.planning.gathered import (
    Dependency,
    Gathered,
    Milestone,
    Project,
    Task,
    between,
    last_minute,
    on,
    spanning,
)
from portfolio_desktop.services.planning.grouping.tasks import TaskGroups
from portfolio_desktop.services.planning.outline import Line, Outline
from portfolio_desktop.services.planning.rows import Row, RowKind, Span, stated_finish
from portfolio_desktop.services.planning.scope import Colour, Detail, Scope


class _Work(NamedTuple):
    """How much work something is and how much of it is done, in days, and whether anything in it is still open.

    The last is not said by the others: a milestone that is not met yet is no work.
    """

    whole: Decimal = Decimal(0)
    part: Decimal = Decimal(0)
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Makes rows. `over` are the states, by entity, in which nothing more is expected."""

    found: Gathered
    scope: Scope
    today: date
    over: Mapping[str, frozenset[str]]
    tones: Mapping[object, str]
    baselines: Chosen
    groups: TaskGroups

    def project(self, project: Project, level: int) -> list[Row]:
        """The project's row, and those that belong under it."""
        tasks = {task.id: task for task in self.found.tasks.get(project.id, [])}
        outline = Outline(tasks.values())
        sums = _rolled_up(tasks, outline.lines, self.over["task"])
        deeper = level + 1
        around = list(self._around(project, tasks, deeper))
        planned = [
            self._task(
                project, tasks[line.id], deeper + line.level, outline.is_summary(line.id), sums[line.id]
            )
            for line in outline.lines
        ]
        span = spanning(row.span for row in planned)
        done = project.status in self.over["project"]
        stated = None if done else stated_finish(project.end, span)
        if span == Span():
            span = between(project.start, project.end)
        under = self._seen(project, around, planned, deeper)
        row = Row(
            key=project.id,
            kind=RowKind.PROJECT,
            title=project.title or project.code or "",
            entity="project",
            record=project.id,
            code=project.code or "",
            level=level,
            folds=bool(under),
            span=span,
            baselines=self.baselines.of_project(project),
            progress=_share(_added(sums[line.id] for line in outline.lines if line.parent is None)),
            deadline=last_minute(project.must_finish) if project.must_finish else None,
            stated=stated,
            conflict=conflicts.of_project(project, span.finish, self.today, done),
            tone=self._tone(project.confidence, project.owner, project, "project", project.status),
            owner=self._name(project.owner),
            programme=self._name(project.programme),
            project=project.title or "",
            confidence=_level(project.confidence),
            done=done,
        )
        return [row, *under]

    @property
    def _has_tasks(self) -> bool:
        return self.scope.detail is Detail.TASKS

    def _seen(self, project: Project, around: list[Row], planned: list[Row], level: int) -> list[Row]:
        """The rows below a project's own, as deep and as gathered as is asked for."""
        match self.scope.detail:
            case Detail.PROJECTS:
                return []
            case Detail.MILESTONES:
                twice = {row.follows for row in around}
                found = [row for row in planned if row.kind is RowKind.MILESTONE and row.key not in twice]
                return [*around, *(replace(row, level=level) for row in found)]
            case _:
                tasks = {task.id: task for task in self.found.tasks.get(project.id, [])}
                return [*around, *self.groups.gathered(project.id, planned, tasks, level)]

    def _around(self, project: Project, tasks: Mapping[Id, Task], level: int) -> Iterator[Row]:
        """Milestones that are watched, and what was promised to the project from outside."""
        for milestone in sorted(self.found.milestones.get(project.id, []), key=_when):
            yield self._milestone(project, milestone, tasks.get(milestone.task or Id("")), level)
        for promise in self._promises(project):
            yield self._promise(project, promise, level)

    def _task(self, project: Project, task: Task, level: int, summary: bool, work: _Work) -> Row:
        done = not work.is_open or _is_over(task, self.over["task"])
        spare = task.total_float
        near = not done and not task.critical and spare is not None and spare <= self.scope.near
        return Row(
            key=task.id,
            kind=_kind(task, summary),
            title=task.title or "",
            entity="task",
            record=task.id,
            code=task.code or "",
            level=level,
            folds=summary,
            span=_span(task),
            late=Span(finish=task.latest_finish),
            baselines=self.baselines.of_task(task),
            progress=_share(work) if work.whole else float(done),
            critical=bool(task.critical),
            near_critical=near,
            total_float=_float(spare),
            free_float=_float(task.free_float),
            deadline=task.deadline,
            conflict="" if done else conflicts.of_task(task),
            tone=self._tone(None, task.owner, project, "task", task.status),
            owner=self._name(task.owner),
            programme=self._name(project.programme),
            project=project.title or "",
            by_links=task.scheduling == "links"
            or (task.scheduling is None and task.start is None and task.end is None),
            done=done,
            resources=self.found.resources.get(task.id, ""),
        )

    def _milestone(self, project: Project, milestone: Milestone, task: Task | None, level: int) -> Row:
        done = is_reached(milestone.status, milestone.actual, self.over["milestone"])
        return Row(
            key=milestone.id,
            kind=RowKind.MILESTONE,
            title=milestone.title or "",
            entity="milestone",
            record=milestone.id,
            code=milestone.code or "",
            level=level,
            span=_point(milestone, task),
            baselines=self.baselines.of_milestone(milestone),
            progress=1.0 if done else 0.0,
            critical=bool(milestone.critical if task is None else task.critical),
            conflict=conflicts.of_milestone(milestone, self.today, done),
            tone=self._tone(milestone.rating, milestone.owner, project, "milestone", milestone.status),
            owner=self._name(milestone.owner),
            programme=self._name(project.programme),
            project=project.title or "",
            follows=task.id if task else "",
            note=_("follows {code}").format(code=task.code) if task and self._has_tasks else "",
            done=done,
        )

    def _promise(self, project: Project, promise: Dependency, level: int) -> Row:
        """What somebody gives who has no row of his own: a point in time that the project waits for."""
        done = promise.status in self.over["dependency"] or promise.delivered is not None
        day = promise.delivered or promise.promised
        text = _("{what} (from {whom})") if promise.outside else "{what}"
        return Row(
            key=promise.id,
            kind=RowKind.MILESTONE,
            title=text.format(what=promise.title or "", whom=promise.outside),
            entity="dependency",
            record=promise.id,
            code=promise.code or "",
            level=level,
            span=on(day),
            progress=1.0 if done else 0.0,
            deadline=last_minute(promise.needed) if promise.needed else None,
            conflict=conflicts.of_dependency(promise, done),
            tone=self._tone(promise.rating, None, project, "dependency", promise.status),
            programme=self._name(project.programme),
            project=project.title or "",
            done=done,
        )

    def _promises(self, project: Project) -> Iterator[Dependency]:
        shown = {each.id for each in self.found.projects}
        for each in self.found.dependencies:
            if each.project == project.id and each.giver not in shown and (each.delivered or each.promised):
                yield each

    def _tone(
        self, rating: Rating | None, owner: Id | None, project: Project, entity: str, status: str | None
    ) -> str:
        match self.scope.colour:
            case Colour.RATING:
                return level_of(rating).tone if rating else ""
            case Colour.OWNER:
                return self.tones.get(owner, "")
            case Colour.PROGRAMME:
                return self.tones.get(project.programme, "")
            case Colour.STATUS:
                return self.tones.get((entity, status), "")
            case Colour.CRITICAL:
                return ""

    def _name(self, id: Id | None) -> str:
        return self.found.names.get(id, "") if id else ""


def _span(task: Task) -> Span:
    if task.starts is not None or task.finishes is not None:
        return Span(start=task.starts, finish=task.finishes)
    return between(task.start_actual or task.start, task.end_actual or task.end)


def _point(milestone: Milestone, task: Task | None) -> Span:
    """Where a milestone lies: to the minute where the task does that it follows, so that the two are one point."""
    at = None if task is None else task.starts if milestone.task_date == "start" else task.finishes
    if at is not None and milestone.actual is None:
        return Span(start=at, finish=at)
    return on(_day(milestone))


def _kind(task: Task, summary: bool) -> RowKind:
    if summary:
        return RowKind.SUMMARY
    point = task.kind == "milestone" or task.duration == 0
    return RowKind.MILESTONE if point else RowKind.TASK


def _rolled_up(tasks: Mapping[Id, Task], lines: list[Line], over: frozenset[str]) -> dict[Id, _Work]:
    """The work of each task; a summary is the sum of what lies under it."""
    sums: dict[Id, _Work] = {}
    for line in reversed(lines):
        sums.setdefault(line.id, _work(tasks[line.id], over))
        if line.parent is not None:
            sums[line.parent] = _added((sums.get(line.parent, _Work()), sums[line.id]))
    return sums


def _added(work: Iterable[_Work]) -> _Work:
    whole = part = Decimal(0)
    is_open = False
    for more, done, going in work:
        whole, part, is_open = whole + more, part + done, is_open or going
    return _Work(whole, part, is_open)


def _share(work: _Work) -> float | None:
    return float(work.part / work.whole) if work.whole else None


def _is_over(task: Task, over: frozenset[str]) -> bool:
    return task.status in over or task.end_actual is not None


def _work(task: Task, over: frozenset[str]) -> _Work:
    """Of one task. Without a duration it counts by its dates, or as one day."""
    size = task.duration
    if size is None and task.starts and task.finishes:
        size = Decimal((task.finishes - task.starts).days or 1)
    if size is None:
        size = Decimal(task.kind != "milestone")
    finished = task.end_actual is not None or task.status == "done"
    part = size if finished else size * (task.percent or 0) / 100
    return _Work(size, part, not (_is_over(task, over) or 0 < size == part))


def _when(milestone: Milestone) -> tuple[date, str]:
    return _day(milestone) or date.max, milestone.id


def _day(milestone: Milestone) -> date | None:
    agreed = None if milestone.unforeseen else milestone.baseline
    return milestone.actual or milestone.forecast or agreed


def _level(rating: Rating | None) -> str:
    return _(level_of(rating).label) if rating else ""


def _float(days: Decimal | None) -> float | None:
    return None if days is None else float(days)
