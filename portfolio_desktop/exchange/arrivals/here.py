# SPDX-License-Identifier: Apache-2.0
"""What the office has already of a plan that comes: its project, the tasks of earlier versions, and who changed them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.exchange.arrivals.identity import (
    Named,
    guid_here,
    matched,
    named_here,
    plain_guid,
    with_guid,
)
from portfolio_desktop.exchange.arrivals.planned import Options
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.planning.baselines.pictures import Picture, read_picture
from portfolio_desktop.storage.plans.touched import edited_by_people
from portfolio_desktop.storage.read import Reader

_SAME_PLAN = 0.3  # the share of tasks that an earlier version must have in common with the file

_DERIVED = ("starts", "finishes")


@dataclass(slots=True)
class Here:
    """What is here. Without a project, nothing."""

    project: Mapping[str, Value] = field(default_factory=dict)
    calendar: Id | None = None  # of the project or of its portfolio
    previous: Id | None = None  # the version of the plan that was received before
    previous_title: str = ""
    tasks: dict[Id, dict[str, Any]] = field(default_factory=dict)  # that earlier versions brought, by field
    home: bool = False  # a plan of this office comes back
    others: bool = False  # whether the project has other tasks beside them
    matches: dict[str, Id] = field(default_factory=dict)  # by the task of the file
    by_people: Mapping[str, set[str]] = field(default_factory=dict)
    received: Picture = field(default_factory=Picture)  # the last version as it was received
    links: dict[tuple[Id, Id, str], dict[str, Any]] = field(default_factory=dict)  # both ends among `tasks`
    assignments: dict[tuple[Id, Id], dict[str, Any]] = field(default_factory=dict)
    baselines: dict[str, str] = field(default_factory=dict)  # pictures by title
    last_position: int = 0


def what_is_here(reader: Reader, options: Options, there: Mapping[str, Named]) -> Here:
    """What the project has that the file comes into. Refuses a project or a summary that is not there."""
    found = Here()
    if options.into is None:
        return found
    found.project = reader.catalogue.entity("project").values(record_of(reader, "project", options.into))
    found.calendar = calendar_of_project(reader, found.project)
    every = rows_of(reader, "task", task_fields(reader), Test("project_id", Op.IS, options.into))
    if options.under is not None and options.under not in every:
        text = _("The task under which the plan is to go is not in {project}. Choose another.")
        raise Refusal(text.format(project=found.project.get("code") or found.project.get("title")))
    found.last_position = max((each["position"] or 0 for each in every.values()), default=0)
    version = find_version(reader, options.into, there, options.under, every)
    if version is not None:
        found.previous, found.previous_title = version.plan, version.title
        found.matches, found.tasks = version.matches, {id: every[id] for id in version.tasks}
        if version.plan is not None and not version.home:
            found.received = _received(reader, version.plan)
    found.others = len(found.tasks) < len(every)
    found.by_people = edited_by_people(reader.connection, found.tasks.keys())
    if version is not None and version.home:  # what people said here went out with it
        found.home, found.by_people = True, {}
    _find_links(reader, found)
    titles = ("title", "definition")
    baselines = rows_of(reader, "baseline", titles, Test("project_id", Op.IS, options.into))
    found.baselines = {each["title"]: each["definition"] or "" for each in baselines.values()}
    return found


@dataclass(frozen=True, slots=True)
class Version:
    """What is here of a plan: a version that was received before, with the tasks that its line of versions brought.

    Where `home` the file is a plan of this office that went out and comes back: `tasks` are all of the project.
    """

    plan: Id | None
    title: str
    tasks: tuple[Id, ...]
    matches: dict[str, Id]
    home: bool = False


def find_version(
    reader: Reader,
    project: Id,
    there: Mapping[str, Named],
    under: Id | None = None,
    every: Mapping[Id, dict[str, Any]] | None = None,
) -> Version | None:
    """The version of a file's plan that came into a project last. `every` are the project's tasks where they are known."""
    plans = rows_of(reader, "plan", ("title", "previous_id", "code"), Test("project_id", Op.IS, project))
    if every is None:
        names_of = ("parent_id", "title", "wbs", "plan_id", "plan_uid")
        every = rows_of(reader, "task", names_of, Test("project_id", Op.IS, project))
    replaced = {each["previous_id"] for each in plans.values()}
    names = _paths(every)
    best: Version | None = None
    for last in (id for id in plans if id not in replaced):
        line = _line(last, plans)
        tasks = {
            id: named_here(each["plan_uid"], each["wbs"], names[id])
            for id, each in every.items()
            if each["plan_id"] in line and (under is None or under in _above(id, every))
        }
        matches = matched(there, tasks)
        alike = len(matches) >= max(1, _SAME_PLAN * min(len(tasks), len(there)))
        if alike and (best is None or len(matches) > len(best.matches)):
            title = str(plans[last]["title"] or plans[last]["code"] or "")
            best = Version(last, title, tuple(tasks), matches)
    return _come_home(there, every, names, under, best) or best


def _come_home(
    there: Mapping[str, Named],
    every: Mapping[Id, dict[str, Any]],
    names: Mapping[Id, list[str]],
    under: Id | None,
    received: Version | None,
) -> Version | None:
    """A plan that this office wrote, known by the identities of its own records; None where it is another's."""
    tasks = {
        id: with_guid(named_here(each["plan_uid"], each["wbs"], names[id]), id)
        for id, each in every.items()
        if under is None or under in _above(id, every)
    }
    given = {plain_guid(named.guid) for named in there.values() if named.guid}
    own = sum(plain_guid(guid_here(id)) in given for id in tasks)
    if not own or own < _SAME_PLAN * len(there):
        return None
    last, title = (None, "") if received is None else (received.plan, received.title)
    return Version(last, title, tuple(tasks), matched(there, tasks), home=True)


def _received(reader: Reader, plan: Id) -> Picture:
    """The picture of a version as it was received."""
    rows = rows_of(reader, "baseline", ("kind", "definition"), Test("plan_id", Op.IS, plan))
    text = next((each["definition"] for each in rows.values() if each["kind"] == "received"), None)
    return read_picture(text)


def _find_links(reader: Reader, found: Here) -> None:
    names = ("predecessor_id", "task_id", "kind", "lag", "lag_kind")
    for id, each in rows_of(reader, "task_link", names).items():
        ends = (each["predecessor_id"], each["task_id"])
        if ends[0] in found.tasks and ends[1] in found.tasks:
            found.links[*ends, each["kind"] or "fs"] = {"id": id, **each}
    shares = ("task_id", "resource_id", "units", "effort", "effort_spent", "cost")
    for id, each in rows_of(reader, "assignment", shares).items():
        if each["task_id"] in found.tasks:
            found.assignments[each["task_id"], each["resource_id"]] = {"id": id, **each}


def task_fields(reader: Reader) -> tuple[str, ...]:
    """All that is kept of tasks, and when they are by their plan."""
    entity = reader.catalogue.entity("task")
    return (*(each.name for each in entity.fields if entity.keeps(each.name)), *_DERIVED)


def rows_of(
    reader: Reader, entity: str, names: Collection[str], where: Filter | None = None
) -> dict[Id, dict[str, Any]]:
    """Some fields of the records that `where` means, by name; what is not known is None."""
    definition = reader.catalogue.entity(entity)
    found = (
        reader.values(definition, tuple(names))
        if where is None
        else reader.values(definition, tuple(names), where)
    )
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def calendar_of_project(reader: Reader, project: Mapping[str, Value]) -> Id | None:
    """The calendar of a project, else that of its portfolio."""
    own = project.get("calendar_id")
    if isinstance(own, str):
        return Id(own)
    portfolio = project.get("portfolio_id")
    record = (
        reader.get(reader.catalogue.entity("portfolio"), Id(portfolio))
        if isinstance(portfolio, str)
        else None
    )
    inherited = record["calendar_id"] if record is not None else None
    return Id(inherited) if isinstance(inherited, str) else None


def _line(last: Id, plans: Mapping[Id, Mapping[str, Any]]) -> set[Id]:
    """A version and all those before it."""
    found: set[Id] = set()
    at: Id | None = last
    while at is not None and at in plans and at not in found:
        found.add(at)
        at = plans[at]["previous_id"]
    return found


def _paths(tasks: Mapping[Id, Mapping[str, Any]]) -> dict[Id, list[str]]:
    """The titles of the summaries above each task, and its own."""
    return {
        id: [str(tasks[each]["title"] or "") for each in (*reversed(list(_above(id, tasks))), id)]
        for id in tasks
    }


def _above(id: Id, tasks: Mapping[Id, Mapping[str, Any]]) -> Iterable[Id]:
    seen = {id}
    at = tasks[id]["parent_id"]
    while at in tasks and at not in seen:
        seen.add(at)
        yield at
        at = tasks[at]["parent_id"]
