# SPDX-License-Identifier: Apache-2.0
"""Who and what a file's tasks are given, matched by name with the resources and the people that are here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.exchange.arrivals.tasks import Reading
from portfolio_desktop.exchange.imports.links import same_name
from portfolio_desktop.exchange.plans.plan_file import PlanAssignment, PlanResource, ResourceKind
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import defaults
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.read import Reader

NOBODY = N_("Work on tasks that nobody was given yet: {count}")

_MOST = Decimal(10) ** 9
_HOUR = 60
_KEPT = ("task_id", "resource_id", "units", "effort", "effort_spent", "cost")


@dataclass(slots=True)
class People:
    """The resources of a file by their identities in it, those to be made, and the owner that a task suggests."""

    by_uid: dict[str, Id] = field(default_factory=dict)
    made: list[Create] = field(default_factory=list)
    owners: dict[str, Id] = field(default_factory=dict)  # by the task in the file
    matched: int = 0


def people(office: Office, reader: Reader, reading: Reading) -> People:
    """Resources that tasks of the file are given: of the pool of the office where the name is known there."""
    found = People()
    pool = _named(reader, "resource")
    staff = _named(reader, "person")
    given = {assignment.resource for assignment in reading.file.assignments}
    person_of = dict(reader.values(reader.catalogue.entity("resource"), ("person_id",)))
    for resource in reading.file.resources:
        name = resource.name
        if resource.uid not in given or not name:
            continue
        key = same_name(name)
        if len(pool.get(key, ())) == 1:
            found.by_uid[resource.uid] = pool[key][0]
            found.matched += 1
            continue
        person = staff[key][0] if len(staff.get(key, ())) == 1 else None
        id = Id(office.store.new_id())
        values = {**defaults(reader.catalogue.entity("resource")), **_values(reading, resource, name, person)}
        found.made.append(Create("resource", id, values))
        found.by_uid[resource.uid] = id
        pool[key] = [id]
        person_of[id] = person
    found.owners = _owners(reading.file.assignments, found.by_uid, person_of)
    return found


def assigned(
    reading: Reading, found: People, here: Mapping[tuple[Id, Id], Values]
) -> dict[tuple[Id, Id], Values]:
    """What each resource does on each task, several shares of one as their sum.

    What the file is silent on stays as it is `here`: all, or how much work it is and what it costs.
    """
    silent = reading.file.silent
    if "assignments" in silent:
        return {key: {name: known.get(name) for name in _KEPT} for key, known in here.items()}
    unsaid = ("effort", "effort_spent", "cost") if "work" in silent else ()
    a: dict[tuple[Id, Id], dict[str, Decimal]] = defaultdict(dict)
    for each in reading.file.assignments:
        task, resource = reading.ids.get(each.task), found.by_uid.get(each.resource or "")
        if task is None or resource is None:
            reading.left_out[NOBODY] += 1
            continue
        said = a[task, resource]
        for name, value in _shares(each):
            said[name] = said.get(name, Decimal(0)) + value
    return {
        (task, resource): {
            **{name: here[task, resource].get(name) for name in unsaid if (task, resource) in here},
            "task_id": task,
            "resource_id": resource,
            **said,
        }
        for (task, resource), said in a.items()
    }


def _shares(each: PlanAssignment) -> Iterable[tuple[str, Decimal]]:
    yield "units", _bounded(Decimal(str(each.units)) * 100, 2)
    if each.work is not None:
        yield "effort", _bounded(Decimal(each.work) / _HOUR, 6)
    if each.actual_work:
        yield "effort_spent", _bounded(Decimal(each.actual_work) / _HOUR, 6)
    if each.cost is not None:
        yield "cost", _bounded(each.cost, 2)


def _bounded(number: Decimal, digits: int) -> Decimal:
    return round(min(max(number, -_MOST), _MOST), digits)


def _values(reading: Reading, resource: PlanResource, name: str, person: Id | None) -> dict[str, Value]:
    calendar = reading.time.by_uid.get(resource.calendar or "")
    values: dict[str, Value] = {
        "title": name,
        "kind": str(resource.kind),
        "person_id": person,
        "team": one_line(clean(resource.group).text) or None,
        "units": _bounded(Decimal(str(resource.max_units)) * 100, 2)
        if resource.kind is ResourceKind.WORK
        else None,
        "calendar_id": calendar if calendar != reading.project_calendar else None,
        "rate": None if resource.rate is None else _bounded(resource.rate, 2),
        "cost_per_use": _bounded(resource.cost_per_use, 2) if resource.cost_per_use else None,
        "measure": one_line(clean(resource.unit).text) or None,
        "note": clean(resource.notes).text.strip() or None,
    }
    return {field: value for field, value in values.items() if value is not None}


def _owners(
    assignments: Iterable[PlanAssignment], by_uid: Mapping[str, Id], person_of: Mapping[Id, Id | None]
) -> dict[str, Id]:
    """The person that works on a task, where it is one and known here."""
    on: dict[str, set[Id]] = defaultdict(set)
    for each in assignments:
        person = person_of.get(by_uid.get(each.resource or "", Id("")))
        if person is not None:
            on[each.task].add(person)
    return {task: next(iter(found)) for task, found in on.items() if len(found) == 1}


def _named(reader: Reader, entity: str) -> dict[str, list[Id]]:
    definition = reader.catalogue.entity(entity)
    found: dict[str, list[Id]] = defaultdict(list)
    for id, title in reader.values(definition, (definition.title,)):
        if title:
            found[same_name(title)].append(id)
    return found
