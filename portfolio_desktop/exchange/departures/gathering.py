# SPDX-License-Identifier: Apache-2.0
"""From the records of a project to a `PlanFile`. Dates are those that are shown here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.schedule.calendars import DAY, Calendar, Instant, instant
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.arrivals.here import calendar_of_project, rows_of, task_fields
from portfolio_desktop.exchange.arrivals.identity import guid_here, named_here
from portfolio_desktop.exchange.arrivals.pictures import numbered_title
from portfolio_desktop.exchange.departures.pictured import MOST, Shot, baselines_of, whole_of
from portfolio_desktop.exchange.departures.shared import calendars_of, fields_of, resources_of, value_of
from portfolio_desktop.exchange.plans.plan_file import (
    LeftOut,
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanTask,
)
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.planning.outline import Outline
from portfolio_desktop.storage.plans.calendars import read_calendars
from portfolio_desktop.storage.read import Reader

OUTSIDE = N_("Links with tasks of other projects: {count}")
BASELINES = N_("Baselines beyond the first eleven, for which files of plans have no room: {count}")
NAMES = N_("Names of baselines, which files of plans number: {count}")
OWNERS = N_("Owners of tasks that no resource stands for: {count}")

Task: TypeAlias = Mapping[str, Any]
"""A task by its fields; what is not known is None."""

_WHOLE = 100.0
_HOUR = 60


@dataclass(slots=True)
class Leaving:
    """What a plan is made of on its way out."""

    reader: Reader
    project: Record
    calendar: Id | None
    calendars: Mapping[str, Calendar]
    tasks: dict[Id, Task]
    uids: dict[Id, str] = field(default_factory=dict)
    costs: dict[Id, Decimal] = field(default_factory=dict)  # with what lies under each
    shots: tuple[Shot, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def minutes_per_day(self) -> int:
        return self.calendars[self.calendar or ""].minutes_per_day

    def calendar_of(self, task: Task) -> Calendar:
        """The calendar that a task is worked by, so far as it goes out."""
        return self.calendars.get(str(task["calendar_id"] or self.calendar or ""), self.calendars[""])


class _Placed:
    """A task as the outline wants it."""

    __slots__ = ("id", "parent", "position")
    parent: Id | None
    position: int | None

    def __init__(self, id: Id, task: Task) -> None:
        self.id = id
        self.parent = task["parent_id"]
        self.position = task["position"]


def plan_file_of(office: Office, project: Id, *, baselines: bool = True) -> PlanFile:
    """The plan of a project. Refuses one without a task."""
    with uncollected(), office.reading() as reader:
        record = record_of(reader, "project", project)
        names = (*task_fields(reader), "critical")
        found = rows_of(reader, "task", names, Test("project_id", Op.IS, project))
        if not found:
            text = _("{project} has no tasks: there is no plan to write.")
            raise Refusal(text.format(project=record["code"] or record["title"]))
        outline = Outline([_Placed(id, task) for id, task in found.items()])
        leaving = Leaving(
            reader=reader,
            project=record,
            calendar=calendar_of_project(reader, reader.catalogue.entity("project").values(record)),
            calendars=read_calendars(reader.connection),
            tasks={line.id: found[line.id] for line in outline.lines},
        )
        leaving.uids = _numbers(leaving.tasks)
        leaving.costs = _costs(leaving.tasks)
        shots = baselines_of(reader, project) if baselines else ()
        leaving.shots = shots[:MOST]
        leaving.left_out[BASELINES] += len(shots) - len(leaving.shots)
        leaving.left_out[NAMES] += sum(
            shot.title != numbered_title(number) for number, shot in enumerate(leaving.shots)
        )
        return _file(leaving)


def _file(leaving: Leaving) -> PlanFile:
    fields = fields_of(leaving.reader, leaving.tasks.values())
    parents = {task["parent_id"] for task in leaving.tasks.values()}
    tasks = tuple(_task(leaving, id, id in parents) for id in leaving.tasks)
    tasks = tuple(
        _with_values(leaving, task, id, fields) for task, id in zip(tasks, leaving.tasks, strict=True)
    )
    links = tuple(_links(leaving))
    assignments = tuple(_assignments(leaving))
    resources = resources_of(leaving.reader, {each.resource for each in assignments}, leaving.calendars)
    used: list[str | None] = [leaving.calendar, *(each["calendar_id"] for each in leaving.tasks.values())]
    used += [each.calendar for each in resources]
    starts = [task.start for task in tasks if task.start is not None]
    finishes = [task.finish for task in tasks if task.finish is not None]
    record = leaving.project
    project = PlanProject(
        uid=guid_here(record.id),
        code=str(record["code"] or ""),
        title=str(record["title"] or ""),
        manager=_manager(leaving),
        start=min([*starts, *_instants(record["start"])], default=None),
        finish=max(finishes, default=None),
        status_date=next(_instants(record["plan_status"]), None),
        must_finish=next((at + DAY - 1 for at in _instants(record["must_finish"])), None),
        currency="GBP",
        calendar=leaving.calendar or "usual",
        minutes_per_day=leaving.minutes_per_day,
        minutes_per_week=5 * leaving.minutes_per_day,
    )
    return PlanFile(
        form="office",
        project=project,
        whole=whole_of(leaving.shots, _top_cost(leaving)),
        tasks=tasks,
        links=links,
        calendars=calendars_of(leaving.calendars, used),
        resources=resources,
        assignments=assignments,
        fields=tuple(custom for custom, _kept in fields),
        left_out=tuple(
            LeftOut(message=text, count=count) for text, count in leaving.left_out.items() if count
        ),
    )


def _manager(leaving: Leaving) -> str:
    person = leaving.project["manager_id"]
    if not isinstance(person, str):
        return ""
    entity = leaving.reader.catalogue.entity("person")
    return leaving.reader.titles(entity, [Id(person)]).get(Id(person), "")


def _numbers(tasks: Mapping[Id, Task]) -> dict[Id, str]:
    """The number of each task: that of the file it came from where it is still its own, else the next."""
    said = {id: named_here(task["plan_uid"], None, ()).uid for id, task in tasks.items()}
    often = Counter(said.values())
    kept = {id: uid for id, uid in said.items() if uid.isdecimal() and uid != "0" and often[uid] == 1}
    last = max((int(uid) for uid in kept.values()), default=0)
    rest = (id for id in tasks if id not in kept)
    return kept | {id: str(number) for number, id in enumerate(rest, last + 1)}


def _costs(tasks: Mapping[Id, Task]) -> dict[Id, Decimal]:
    """What each task costs: as stated, else what lies under it comes to, where anything is known."""
    found: dict[Id, Decimal] = {}
    below: dict[Id, Decimal] = {}
    for id, task in reversed(list(tasks.items())):
        own, parent = task["cost"], task["parent_id"]
        cost = own if isinstance(own, Decimal) else below.get(id)
        if cost is None:
            continue
        found[id] = cost
        if parent in tasks:
            below[parent] = below.get(parent, Decimal(0)) + cost
    return found


def _top_cost(leaving: Leaving) -> Decimal | None:
    tops = [
        leaving.costs[id]
        for id, task in leaving.tasks.items()
        if task["parent_id"] not in leaving.tasks and id in leaving.costs
    ]
    return sum(tops, Decimal(0)) if tops else None


def _task(leaving: Leaving, id: Id, summary: bool) -> PlanTask:
    task = leaving.tasks[id]
    named = named_here(task["plan_uid"], None, ())
    duration = None if summary else _minutes(leaving, task)
    start, finish = _span(leaving, task)
    done = task["status"] == "done" or task["end_actual"] is not None
    percent = task["percent_done"]
    begun = done or task["start_actual"] is not None or bool(percent)
    share = 1.0 if done else float(percent or 0) / 100
    condition = task["condition"]
    return PlanTask(
        uid=leaving.uids[id],
        name=str(task["title"] or ""),
        guid=named.guid or guid_here(id),
        code=named.code,
        wbs=str(task["wbs"] or ""),
        parent=leaving.uids.get(task["parent_id"]),
        summary=summary,
        milestone=duration == 0 and not summary,
        manual=_by_hand(task) and not summary,
        active=task["status"] != "dropped",
        duration=duration,
        elapsed=bool(task["elapsed"]),
        start=start,
        finish=finish,
        actual_start=start if begun and not summary else None,
        actual_finish=finish if done and not summary else None,
        percent=None if percent is None and not done else share * _WHOLE,
        remaining=round(duration * (1 - share)) if begun and duration is not None else None,
        constraint=Constraint(condition or "asap"),
        constraint_at=next(_instants(task["condition_at"]), None),
        deadline=next(_instants(task["deadline"]), None),
        priority=500 if task["levelling_priority"] is None else task["levelling_priority"],
        calendar=task["calendar_id"] if task["calendar_id"] in leaving.calendars else None,
        cost=leaving.costs.get(id),
        actual_cost=task["cost_actual"],
        work=_work(leaving, task),
        critical=bool(task["critical"]),
        notes=str(task["note"] or ""),
        baselines={
            number: shot.of(id, leaving.calendar_of(task))
            for number, shot in enumerate(leaving.shots)
            if id in shot.picture.tasks
        },
    )


def _with_values(leaving: Leaving, task: PlanTask, id: Id, fields: Any) -> PlanTask:

    record = leaving.tasks[id]
    values = {
        custom.name: said for custom, kept in fields if (said := value_of(record[kept.name])) is not None
    }
    return replace(task, values=values) if values else task


def _by_hand(task: Task) -> bool:
    stated = task["start"] is not None or task["end"] is not None
    return task["scheduling"] == "dates" or (task["scheduling"] is None and stated)


def _minutes(leaving: Leaving, task: Task) -> int | None:
    days = task["duration"]
    if not isinstance(days, Decimal):
        start, finish = _span(leaving, task)
        if start is None or finish is None:
            return None
        calendar = leaving.calendar_of(task)
        return finish - start if task["elapsed"] else calendar.before(finish) - calendar.before(start)
    return round(days * (DAY if task["elapsed"] else leaving.calendar_of(task).minutes_per_day))


def _span(leaving: Leaving, task: Task) -> tuple[Instant | None, Instant | None]:
    """When a task is, as it is shown here; of one without a place in time, what somebody stated."""
    start, finish = next(_instants(task["starts"]), None), next(_instants(task["finishes"]), None)
    if start is not None and finish is not None:
        return start, finish
    calendar = leaving.calendar_of(task)
    stated = [next(_instants(task[name]), None) for name in ("start", "end")]
    begins = None if stated[0] is None else calendar.starts_at(calendar.before(stated[0]))
    ends = None if stated[1] is None else calendar.finishes_at(calendar.before(stated[1] + DAY))
    return begins, ends


def _work(leaving: Leaving, task: Task) -> int | None:
    effort = task["effort"]
    return round(effort * leaving.minutes_per_day) if isinstance(effort, Decimal) else None


def _links(leaving: Leaving) -> Iterator[PlanLink]:
    names = ("predecessor_id", "task_id", "kind", "lag", "lag_kind")
    for _id, before, after, kind, lag, lag_kind in _rows(leaving.reader, "task_link", names):
        ours = (before in leaving.uids, after in leaving.uids)
        if not all(ours):
            leaving.left_out[OUTSIDE] += any(ours)
            continue
        counted = LagKind(lag_kind or "working")
        a_day = leaving.calendar_of(leaving.tasks[after]).minutes_per_day
        unit = {LagKind.WORKING: a_day, LagKind.ELAPSED: DAY}.get(counted, 1)
        yield PlanLink(
            predecessor=leaving.uids[before],
            successor=leaving.uids[after],
            kind=LinkKind(kind or "fs"),
            lag=round((lag or 0) * unit),
            lag_kind=counted,
        )


def _assignments(leaving: Leaving) -> Iterator[PlanAssignment]:
    names = ("task_id", "resource_id", "units", "effort", "effort_spent", "cost")
    covered: dict[Id, set[Id]] = defaultdict(set)
    for id, task, resource, units, effort, spent, cost in _rows(leaving.reader, "assignment", names):
        if task not in leaving.uids or resource is None:
            continue
        covered[task].add(resource)
        yield PlanAssignment(
            uid=id,
            task=leaving.uids[task],
            resource=resource,
            units=1.0 if units is None else float(units) / 100,
            work=None if effort is None else round(effort * _HOUR),
            actual_work=None if spent is None else round(spent * _HOUR),
            cost=cost,
        )
    leaving.left_out[OWNERS] += sum(
        1 for id, task in leaving.tasks.items() if task["owner_id"] is not None and id not in covered
    )


def _rows(reader: Reader, entity: str, names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return reader.values(reader.catalogue.entity(entity), names)


def _instants(value: object) -> Iterator[Instant]:
    """The instant of a date or a moment; nothing of anything else."""
    if isinstance(value, datetime | date):
        yield instant(value)
