# SPDX-License-Identifier: Apache-2.0
"""From what was decided to the changes that carry it out: one change set, which one undo takes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import clean, one_line, shorten
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.domain.schedule.plan import Activity, Link
from portfolio_desktop.exchange.arrivals import pictures
from portfolio_desktop.exchange.arrivals.here import Here
from portfolio_desktop.exchange.arrivals.links import LinkAside
from portfolio_desktop.exchange.arrivals.people import People
from portfolio_desktop.exchange.arrivals.planned import Arrival, Clash, FieldChange, Gone, Options, Source
from portfolio_desktop.exchange.arrivals.tasks import Reading
from portfolio_desktop.exchange.plans.plan_file import LeftOut, PlanLink
from portfolio_desktop.services.codes import codes, next_code
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.pictures import write_picture
from portfolio_desktop.services.records import defaults, delete
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit, Why
from portfolio_desktop.storage.read import Reader

LinkEnds = tuple[Id, Id, str]

_SHARES = ("units", "effort", "effort_spent", "cost")
_LINK_FIELDS = ("lag", "lag_kind")


@dataclass(slots=True, kw_only=True)
class Coming:
    """What has been worked out so far of a plan on its way in."""

    reading: Reading
    here: Here
    options: Options
    source: Source
    today: date
    plan: Id  # of the record of this version
    people: People = field(default_factory=People)
    values: dict[Id, dict[str, Value]] = field(default_factory=dict)  # all that each task will say
    clashes: list[Clash] = field(default_factory=list)
    project_changes: list[FieldChange] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    links: list[PlanLink] = field(default_factory=list)
    link_values: dict[LinkEnds, Values] = field(default_factory=dict)
    engine_links: list[Link] = field(default_factory=list)
    aside: list[LinkAside] = field(default_factory=list)
    baselines: list[str] = field(default_factory=list)

    @property
    def linked(self) -> set[str]:
        """The tasks that others of the file refer to."""
        ids, file = self.reading.ids, self.reading.file
        ends = {uid for link in file.links for uid in (link.predecessor, link.successor)}
        ends |= {task.parent for task in file.tasks if task.parent is not None}
        return {ids[uid] for uid in ends if uid in ids}

    @property
    def replaced(self) -> set[Id]:
        """The tasks here that the file's stand for, and those that go."""
        return set(self.here.tasks)

    @property
    def gone(self) -> list[Id]:
        """Tasks of earlier versions that the file does not have."""
        stay = set(self.here.matches.values())
        return [id for id in self.here.tasks if id not in stay]

    @property
    def title(self) -> str:
        """What the project is called."""
        known = self.here.project.get("title")
        return str(known) if known else self.name

    @property
    def name(self) -> str:
        """What the plan is called: by itself, else by its file."""
        said = one_line(clean(self.reading.file.project.title).text).strip()
        return shorten(said or self.source.name.rpartition(".")[0] or self.source.name, 120)

    @property
    def label(self) -> str:
        return _("Open the plan {file}").format(file=shorten(self.source.name, 60))

    def left_out(self) -> Iterator[str]:
        """What has no place here, as sentences."""
        yield from map(str, self.reading.file.left_out)
        counts = {**self.reading.left_out, **self.reading.own.left_out}
        yield from (str(LeftOut(message=message, count=count)) for message, count in counts.items() if count)


def changes(arrival: Arrival) -> Changes:
    """What `office.write` needs to carry an arrival out."""
    return Changes(arrival.label, arrival.items, Why.IMPORT)


def items(
    office: Office, reader: Reader, coming: Coming, shares: Mapping[tuple[Id, Id], Values]
) -> tuple[Change, ...]:
    """The changes, in the order in which records need one another. Names the new baselines in `coming`."""
    made = [*coming.reading.own.made, *coming.reading.time.made]
    return (
        *made,
        *_project(reader, coming),
        _received(reader, coming),
        *coming.people.made,
        *_tasks(reader, coming),
        *_ties(office, reader, coming, "task_link", coming.here.links, coming.link_values, _LINK_FIELDS),
        *_ties(office, reader, coming, "assignment", coming.here.assignments, shares, _SHARES),
        *_gone(office, coming),
        *_baselines(office, coming),
    )


def _project(reader: Reader, coming: Coming) -> Iterator[Change]:
    project = coming.reading.project
    if coming.options.into is not None:
        yield from (Edit("project", project, each.field, each.new) for each in coming.project_changes)
        return
    entity = reader.catalogue.entity("project")
    end = coming.reading.file.project.finish
    values = {
        **defaults(entity),
        "code": next_code(reader, entity),
        "title": coming.name,
        **{each.field: each.new for each in coming.project_changes},
    }
    if end is not None:
        values["end"] = moment(end).date()
    yield Create("project", project, values)


def _received(reader: Reader, coming: Coming) -> Create:
    """The record of this version of the plan."""
    file, entity = coming.reading.file, reader.catalogue.entity("plan")
    start, finish, _cost = pictures.outer(file, coming.reading.costs)
    status = file.project.status_date
    told = [*coming.left_out(), *map(str, coming.aside)]
    values: dict[str, Value] = {
        **defaults(entity),
        "code": next_code(reader, entity),
        "title": coming.name,
        "project_id": coming.reading.project,
        "supplier": one_line(clean(file.project.company).text).strip() or None,
        "received_on": coming.today,
        "status_date": moment(status).date() if status is not None else None,
        "start": start.date() if start else None,
        "finish": finish.date() if finish else None,
        "tasks": len(file.tasks),
        "links": len(file.links),
        "file": one_line(clean(coming.source.name).text),
        "format": file.form,
        "digest": coming.source.digest or None,
        "previous_id": coming.here.previous,
        "left_out": "\n".join(told) or None,
    }
    return Create("plan", coming.plan, _said(values))


def _tasks(reader: Reader, coming: Coming) -> Iterator[Change]:
    entity = reader.catalogue.entity("task")
    fresh = codes(reader, entity)
    for id, values in coming.values.items():
        before = coming.here.tasks.get(id)
        if before is None:
            yield Create("task", id, _said({"code": next(fresh), **values}))
        else:
            for name, value in values.items():
                if value != before.get(name) and entity.keeps(name):
                    yield Edit("task", id, name, value)


def _ties(
    office: Office,
    reader: Reader,
    coming: Coming,
    entity: str,
    before: Mapping[Any, Mapping[str, Any]],
    now: Mapping[Any, Values],
    names: tuple[str, ...],
) -> Iterator[Change]:
    """Links or assignments: the new ones, what changes in those that stay, and those that go."""
    begin = defaults(reader.catalogue.entity(entity))
    for key, values in now.items():
        known = before.get(key)
        if known is None:
            yield Create(entity, Id(office.store.new_id()), _said({**begin, **values}))
            continue
        for name in names:
            if values.get(name) != known.get(name):
                yield Edit(entity, known["id"], name, values.get(name))
    gone = set(coming.gone)  # what those have stays with them, or goes with them
    for key, known in before.items():
        if key not in now and gone.isdisjoint(key):
            yield Delete(entity, known["id"])


def _gone(office: Office, coming: Coming) -> Iterator[Change]:
    for id in coming.gone:
        if coming.options.gone is Gone.DROP and coming.here.tasks[id]["status"] != "dropped":
            yield Edit("task", id, "status", "dropped")
    if coming.options.gone is Gone.DELETE:
        yield from _deletions(office, coming)


def _deletions(office: Office, coming: Coming) -> Iterator[Change]:
    """Tasks go with all that is part of them, and with every link that they have an end of."""
    if not coming.gone:
        return
    for change in delete(office, "task", coming.gone):
        if isinstance(change, Edit) and change.entity == "task_link":
            yield Delete("task_link", change.record)
        elif change.record not in coming.values:
            yield change


def _baselines(office: Office, coming: Coming) -> Iterator[Change]:
    """Pictures that are not here yet. What a supplier has baselined anew stands beside the old."""
    for shot in pictures.taken(coming.reading, coming.today):
        if coming.here.home and shot.kind != "received":
            continue  # it is a copy of what is here
        text = write_picture(shot.picture)
        title = next(
            each
            for each in _titles(shot, coming.today)
            if _is_free(coming, each) or _is_kept(coming, each, shot, text)
        )
        if _is_free(coming, title):
            coming.baselines.append(title)
            yield pictures.created(office, coming.reading, shot, title, coming.plan, coming.today)


def _titles(shot: pictures.Taken, today: date) -> Iterator[str]:
    """What a picture may be called: as its file calls it, else with the day on which it came."""
    yield shot.title
    dated = shot.title
    if shot.kind != "received":
        dated = _("{title}, received on {day}").format(title=shot.title, day=format_date(today))
        yield dated
    yield from (f"{dated} ({number})" for number in count(2))


def _is_free(coming: Coming, title: str) -> bool:
    return title not in coming.here.baselines and title not in coming.baselines


def _is_kept(coming: Coming, title: str, shot: pictures.Taken, text: str) -> bool:
    return shot.kind != "received" and coming.here.baselines.get(title) == text


def _said(values: Values) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
