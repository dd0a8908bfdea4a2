# SPDX-License-Identifier: Apache-2.0
"""What projects hand to one another: promised, needed and planned dates side by side, and agreeing on one of them."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.catalogue.records.dependency import Dependency
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.planning.latest import latest_day
from portfolio_desktop.services.planning.plans import schedule_in
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class End:
    """One side of a hand-over. `title` is the project, or who is outside; the task may not be named."""

    project: Id | None
    title: str
    task: Id | None = None
    task_title: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One open hand-over. `latest` is the last day that harms nothing by the receiver's plan; `needed` was stated."""

    id: Id
    code: str
    title: str
    giver: End
    receiver: End
    by_plan: bool  # the giver's plan moves the receiver at once
    promised: date | None
    needed: date | None
    latest: date | None
    planned: date | None
    outdated: bool

    @property
    def spare(self) -> int | None:
        """Days by the calendar from what the giver's plan says, or else the promise, to what the receiver can bear."""
        given, wanted = self.planned or self.promised, self.latest or self.needed
        return (wanted - given).days if given is not None and wanted is not None else None


def hand_overs(
    office: Office, project: Id | None = None, where: Filter | None = None
) -> tuple[HandOver, ...]:
    """The open hand-overs of the portfolio, or those that a project gives or takes: the least room first."""
    with office.reading() as reader:
        return hand_overs_in(reader, project, where)


def hand_overs_in(
    reader: Reader, project: Id | None = None, where: Filter | None = None
) -> tuple[HandOver, ...]:
    """`hand_overs` in a reading that is already held."""
    entity = reader.catalogue.entity("dependency")
    chosen = [still_open(reader.catalogue, entity), Test("delivered_on", Op.EMPTY)]
    found = reader.all(entity, together((*chosen, *((where,) if where else ()))))
    told = _told(reader, [cast(Dependency, each) for each in found])
    mine = [
        each for each in told if project is None or project in (each.giver.project, each.receiver.project)
    ]
    return tuple(sorted(mine, key=_urgency))


def agree(office: Office, ids: Collection[Id]) -> Changes:
    """Promise what the givers' plans say. Refuses a hand-over whose giver has no plan for it."""
    with office.reading() as reader:
        found = [cast(Dependency, record_of(reader, "dependency", id)) for id in ids]
    dates: dict[Id, Mapping[str, Value]] = {each.id: {"promised": _agreed(each)} for each in found}
    changes = records.change_each(office, "dependency", dates)
    label = _("Agree the dates of {count} hand-overs").format(count=len(dates))
    if len(found) == 1:
        day = format_date(_agreed(found[0]))
        label = _("Agree {day} for {title}").format(day=day, title=found[0].title)
    return Changes(label, changes.items)


def link_tasks(office: Office, giver: Id, receiver: Id, *, title: str = "", by_plan: bool = False) -> Changes:
    """A hand-over between tasks of two projects, promised for what the giver's plan says.

    Refuses two tasks of one project, whose plan has links for that, and two that are linked already.
    """
    with office.reading() as reader:
        gives, takes = (cast(Task, record_of(reader, "task", id)) for id in (giver, receiver))
        entity = reader.catalogue.entity("dependency")
        both = (Test("giver_task_id", Op.IS, giver), Test("task_id", Op.IS, receiver))
        there = reader.all(entity, together((*both, still_open(reader.catalogue, entity))))
    if gives.project_id == takes.project_id:
        raise Refusal(_("Both tasks belong to one project. Link them in its plan."))
    if there:
        text = _("“{giver}” already hands over to “{receiver}”: {code}.")
        raise Refusal(text.format(giver=gives.title, receiver=takes.title, code=there[0]["code"]))
    values: dict[str, Value] = {
        "title": title or gives.title,
        "project_id": takes.project_id,
        "giver_id": gives.project_id,
        "giver_task_id": giver,
        "task_id": receiver,
        "rests_on": "plan" if by_plan else "promise",
        "promised": None if gives.finishes is None else _day(gives.finishes),
        "status": "proposed",
    }
    made = records.create(office, "dependency", values)
    label = _("Link {giver} to {receiver}").format(giver=gives.title, receiver=takes.title)
    return Changes(label, made.items)


def _agreed(found: Dependency) -> date:
    if found.plan_date is None:
        text = _(
            "The giver's plan says no date for “{title}”. Name the giver's task, or promise a date by hand."
        )
        raise Refusal(text.format(title=found.title))
    return _day(found.plan_date)


def _told(reader: Reader, found: Collection[Dependency]) -> list[HandOver]:
    wanted = {id for each in found for id in (each.task_id, each.giver_task_id) if isinstance(id, str)}
    tasks = {
        each.id: cast(Task, each) for each in reader.many(reader.catalogue.entity("task"), map(Id, wanted))
    }
    projects = {Id(id) for each in found for id in (each.project_id, each.giver_id) if isinstance(id, str)}
    projects |= {Id(str(each.project_id)) for each in tasks.values()}
    titles = reader.titles(reader.catalogue.entity("project"), projects)
    waiting = {each.task_id for each in found}
    latest = _latest(reader, [task for id, task in tasks.items() if id in waiting])
    return [
        HandOver(
            id=each.id,
            code=each.code or "",
            title=each.title or "",
            giver=_end(each.giver_id, each.giver_task_id, tasks, titles, each.outside_party or ""),
            receiver=_end(each.project_id, each.task_id, tasks, titles),
            by_plan=each.rests_on == "plan",
            promised=each.promised if isinstance(each.promised, date) else None,
            needed=each.needed if isinstance(each.needed, date) else None,
            latest=latest.get(Id(str(each.task_id))),
            planned=None if each.plan_date is None else _day(each.plan_date),
            outdated=bool(each.outdated),
        )
        for each in found
    ]


def _latest(reader: Reader, tasks: Iterable[Task]) -> dict[Id, date]:
    """By task that waits, the last day that harms nothing. A plan from which no dates follow says none."""
    found: dict[Id, date] = {}
    waiting: dict[Id, list[Id]] = {}
    for task in tasks:
        waiting.setdefault(Id(str(task.project_id)), []).append(task.id)
    while waiting:
        project = next(iter(waiting))
        of_it = {project: waiting.pop(project)}
        with suppress(Refusal):
            plan = schedule_in(reader, [project])
            of_it |= {id: waiting.pop(id) for id in [*waiting] if id in plan.finishes}
            for id in (id for ids in of_it.values() for id in ids):
                if day := latest_day(plan, id):
                    found[id] = day
    return found


def _end(
    project: object,
    task: object,
    tasks: Mapping[Id, Task],
    titles: Mapping[Id, str],
    otherwise: str = "",
) -> End:
    """One side: the project that is named, else that of the task, else who is outside."""
    doer = tasks.get(Id(task)) if isinstance(task, str) else None
    said = project if isinstance(project, str) else doer.project_id if doer else None
    id = Id(said) if isinstance(said, str) else None
    title = titles.get(id, "") if id else otherwise
    return End(id, title, doer.id if doer else None, (doer.title or "") if doer else "")


def _urgency(each: HandOver) -> tuple[bool, int, str]:
    spare = each.spare
    return spare is None, spare or 0, each.title


def _day(moment: datetime) -> date:
    """The day of a finish. The midnight that ends a day belongs to it."""
    return (moment - timedelta(minutes=1)).date()
