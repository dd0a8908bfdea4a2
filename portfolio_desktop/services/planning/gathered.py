# SPDX-License-Identifier: Apache-2.0
"""What a timeline is made of, read in one go: whole columns of a few registers rather than thousands of records."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Not, Op, Test
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.planning.rows import Span
from portfolio_desktop.storage.read import Reader

NOT_DROPPED = Not(Test("status", Op.IS, "dropped"))


class Project(NamedTuple):
    id: Id
    code: str | None
    title: str | None
    portfolio: Id | None
    programme: Id | None
    owner: Id | None
    confidence: Rating | None
    start: date | None
    end: date | None
    start_baseline: date | None
    end_baseline: date | None
    must_finish: date | None
    plan_status: date | None
    calendar: Id | None
    status: str | None


class Task(NamedTuple):
    id: Id
    project: Id | None
    parent: Id | None
    position: int | None
    code: str | None
    title: str | None
    kind: str | None
    status: str | None
    owner: Id | None
    scheduling: str | None
    start: date | None
    end: date | None
    start_baseline: date | None
    end_baseline: date | None
    start_actual: date | None
    end_actual: date | None
    percent: Decimal | None
    duration: Decimal | None
    condition: str | None
    condition_at: datetime | None
    deadline: datetime | None
    starts: datetime | None
    finishes: datetime | None
    latest_finish: datetime | None
    total_float: Decimal | None
    free_float: Decimal | None
    critical: bool | None
    conflict: str | None
    calendar: Id | None
    elapsed: bool | None


class Milestone(NamedTuple):
    id: Id
    project: Id | None
    code: str | None
    title: str | None
    owner: Id | None
    board: bool | None
    critical: bool | None
    baseline: date | None
    forecast: date | None
    actual: date | None
    status: str | None
    rating: Rating | None
    task: Id | None
    task_date: str | None
    unforeseen: bool
    """Whether somebody said that its day is not known: the baseline then is no forecast either."""


class Link(NamedTuple):
    id: Id
    before: Id | None
    after: Id | None
    kind: str | None
    lag: Decimal | None
    lag_kind: str | None


class Dependency(NamedTuple):
    id: Id
    code: str | None
    title: str | None
    project: Id | None
    giver: Id | None
    outside: str | None
    milestone: Id | None
    giver_task: Id | None
    task: Id | None
    outdated: bool | None
    plan_date: datetime | None
    needed: date | None
    promised: date | None
    delivered: date | None
    rating: Rating | None
    status: str | None
    rests_on: str | None


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "project": (
        *("code", "title", "portfolio_id", "programme_id", "sro_id", "confidence", "start", "end"),
        *("start_baseline", "end_baseline", "must_finish", "plan_status", "calendar_id", "status"),
    ),
    "task": (
        *("project_id", "parent_id", "position", "code", "title", "kind", "status", "owner_id", "scheduling"),
        *("start", "end", "start_baseline", "end_baseline", "start_actual", "end_actual", "percent_done"),
        *("duration", "condition", "condition_at", "deadline", "starts", "finishes", "latest_finish"),
        *("total_float", "free_float", "critical", "conflict", "calendar_id", "elapsed"),
    ),
    "milestone": (
        *("project_id", "code", "title", "owner_id", "board", "critical", "baseline", "forecast", "actual"),
        *("status", "rating", "task_id", "task_date"),
    ),
    "task_link": ("predecessor_id", "task_id", "kind", "lag", "lag_kind"),
    "dependency": (
        *("code", "title", "project_id", "giver_id", "outside_party", "milestone_id", "giver_task_id"),
        *("task_id", "outdated", "plan_date", "needed", "promised", "delivered_on", "rating", "status"),
        "rests_on",
    ),
}
"""In the order of the fields of the classes above, which begin with the id."""


@dataclass(slots=True)
class Gathered:
    """Everything of the projects that are shown. `names` are the titles of people, programmes and portfolios by id."""

    projects: list[Project]
    tasks: dict[Id, list[Task]] = field(default_factory=dict)
    milestones: dict[Id, list[Milestone]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    dependencies: list[Dependency] = field(default_factory=list)
    names: dict[Id, str] = field(default_factory=dict)
    resources: dict[Id, str] = field(default_factory=dict)


def gather(reader: Reader, projects: Collection[Id], where: Filter | None) -> Gathered:
    """What is to be shown of `projects`, else of those that `where` means, else of all that are not over."""
    chosen = _projects(reader, projects, where)
    ids = {each.id for each in chosen}
    found = Gathered(chosen)
    named = {each.owner for each in chosen}
    scope = Test("project_id", Op.ANY_OF, list(projects)) if projects else EVERYTHING
    for row in reader.values(reader.catalogue.entity("task"), _FIELDS["task"], scope):
        if row[1] in ids and row[7] != "dropped":
            task = Task._make(row)
            named.add(task.owner)
            found.tasks.setdefault(row[1], []).append(task)
    found.links = [Link._make(row) for row in _rows(reader, "task_link")]
    found.resources = _resources(reader)
    unforeseen = {row[0] for row in _rows(reader, "milestone", Test("forecast", Op.UNKNOWN))}
    for row in _rows(reader, "milestone", NOT_DROPPED):
        if row[1] in ids:
            milestone = Milestone._make((*row, row[0] in unforeseen))
            found.milestones.setdefault(row[1], []).append(milestone)
            named.add(row[4])
    found.dependencies = [
        each
        for each in map(Dependency._make, _rows(reader, "dependency", NOT_DROPPED))
        if each.project in ids or each.giver in ids
    ]
    found.names = _names(reader, chosen, named)
    return found


def last_minute(day: date) -> datetime:
    """When a day that was given as a date is over: the last minute, so that it is still that day."""
    return datetime.combine(day, time(23, 59))


def between(start: date | None, finish: date | None) -> Span:
    """The span of two days that were given as dates, both included."""
    return Span(
        start=datetime.combine(start, time()) if start else None,
        finish=last_minute(finish) if finish else None,
    )


def on(day: date | None) -> Span:
    """The point in time that a day stands for: its end."""
    at = last_minute(day) if day else None
    return Span(start=at, finish=at)


def spanning(spans: Iterable[Span]) -> Span:
    """From the first start to the last finish that is known."""
    starts, finishes = list[datetime](), list[datetime]()
    for span in spans:
        starts += [span.start] if span.start else []
        finishes += [span.finish] if span.finish else []
    return Span(start=min(starts, default=None), finish=max(finishes, default=None))


def _projects(reader: Reader, projects: Collection[Id], where: Filter | None) -> list[Project]:
    entity = reader.catalogue.entity("project")
    chosen = still_open(reader.catalogue, entity) if where is None else where
    found = map(Project._make, reader.values(entity, _FIELDS["project"], EVERYTHING if projects else chosen))
    return sorted((each for each in found if not projects or each.id in projects), key=_by_code)


def _by_code(project: Project) -> tuple[str, str]:
    return project.code or project.title or "", project.id


def _rows(reader: Reader, entity: str, where: Filter = EVERYTHING) -> list[tuple[Any, ...]]:
    return reader.values(reader.catalogue.entity(entity), _FIELDS[entity], where)


def _names(reader: Reader, projects: Iterable[Project], people: Iterable[Id | None]) -> dict[Id, str]:
    """What people, programmes and portfolios are called."""
    wanted: dict[str, set[Id | None]] = {
        "person": set(people),
        "programme": {each.programme for each in projects},
        "portfolio": {each.portfolio for each in projects},
    }
    found: dict[Id, str] = {}
    for entity, ids in wanted.items():
        found |= reader.titles(reader.catalogue.entity(entity), [id for id in ids if id is not None])
    return found


def _resources(reader: Reader) -> dict[Id, str]:
    """The names of whoever and whatever works on a task, by task."""
    names = dict(reader.values(reader.catalogue.entity("resource"), ("title",)))
    found: dict[Id, list[str]] = {}
    for _id, task, resource in reader.values(
        reader.catalogue.entity("assignment"), ("task_id", "resource_id")
    ):
        if names.get(resource):
            found.setdefault(task, []).append(names[resource])
    return {task: ", ".join(sorted(said)) for task, said in found.items()}
