# SPDX-License-Identifier: Apache-2.0
"""All that asks for people: demands of projects, work packages, and assignments of plans. What is over asks for nobody.

What does not say how much or when cannot be put into a month. It is never taken for nothing: it is listed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.capacity.demand import Part, Source, Sure, Want
from portfolio_desktop.domain.capacity.months import (
    Month,
    days_between,
    first_day,
    last_day,
    month_of,
    spread,
)
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.read import Reader

_AHEAD: Final = 96
"""Months ahead up to which demands count: one without an end must not go on for ever."""
_TO_DO = ("draft", "offered", "accepted", "declined", "in_hand", "handed_back")
_WITH_SOMEBODY = ("draft", "offered", "accepted", "in_hand")
_SURE = {"draft": Sure.FORECAST, "accepted": Sure.CONFIRMED, "in_hand": Sure.CONFIRMED}
_DEMANDS = {"confirmed": Sure.CONFIRMED, "asked": Sure.ASKED}

NO_AMOUNT = N_("does not say how much")
NO_DATES = N_("does not say from when until when")
OVERDUE = N_("is overdue, and does not say how much is left")


@dataclass(frozen=True, slots=True)
class Untold:
    """Something that asks for people and could not be counted, and why."""

    source: Source
    id: Id
    project: str
    title: str
    why: str


@dataclass(slots=True)
class Asking:
    """Everything that is asked of people. `titles` say what of; `tiers` are by project."""

    wants: tuple[Want, ...] = ()
    untold: tuple[Untold, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    tiers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What all three kinds are read with."""

    reader: Reader
    workers: Mapping[str, Worker]
    usual: Calendar
    projects: Mapping[str, str]
    steps: Mapping[str, int]

    def calendar(self, person: str) -> Calendar:
        worker = self.workers.get(person)
        return worker.calendar if worker else self.usual


def wants(reader: Reader, workers: Mapping[str, Worker], usual: Calendar) -> Asking:
    """What open projects ask for, and packages that belong to no project."""
    catalogue = reader.catalogue
    entity = catalogue.entity("project")
    asking = Asking()
    order = [item.code for item in catalogue.list_named("tier").items]
    projects: dict[str, str] = {}
    for id, title, tier in reader.values(entity, ("title", "tier"), still_open(catalogue, entity)):
        projects[id] = asking.titles[id] = title or ""
        asking.tiers[id] = order.index(tier) if tier in order else len(order)
    steps = {id: step or 0 for id, step in reader.values(catalogue.entity("capability_level"), ("step",))}
    found: list[Want] = []
    untold: list[Untold] = []
    reading = _Reading(reader, workers, usual, projects, steps)
    for each, title in (*_demands(reading), *_packages(reading), *_assignments(reading)):
        if isinstance(each, Want):
            found.append(each)
            asking.titles[each.key] = title
        else:
            untold.append(each)
    asking.wants, asking.untold = tuple(found), tuple(untold)
    return asking


_Read = Iterator[tuple[Want | Untold, str]]


def _demands(reading: _Reading) -> _Read:
    entity = reading.reader.catalogue.entity("demand")
    names = (
        *("code", "title", "project_id", "skill_id", "level_id", "role_profile_id", "person_id"),
        *("first", "last", "people", "days", "status"),
    )
    rows = reading.reader.values(entity, names, still_open(reading.reader.catalogue, entity))
    for id, code, title, project, skill, level, role, person, first, last, people, days, status in rows:
        if project not in reading.projects:
            continue
        called = f"{code or ''} {title or ''}".strip()
        why = NO_AMOUNT if people is None and days is None else _no_dates(first, last)
        if why:
            yield Untold(Source.DEMAND, id, project, called, why), called
            continue
        want = Want(
            key=id,
            source=Source.DEMAND,
            project=project,
            days=_monthly(reading, first, last, people, days),
            person=person or "",
            role=role or "",
            parts=(Part(skill, reading.steps.get(level, 0), 1.0),) if skill else (),
            sure=_DEMANDS.get(status, Sure.FORECAST),
        )
        yield want, called


def _no_dates(first: date | None, last: date | None) -> str:
    return NO_DATES if first is None or last is None or last < first else ""


def _monthly(
    reading: _Reading, first: date, last: date, people: Decimal | None, days: Decimal | None
) -> dict[Month, float]:
    """The days of each month; of one that is asked for in part, as much as of its working days."""
    found: dict[Month, float] = {}
    start = max(month_of(first), month_of(reading.reader.today))
    for month in range(start, min(month_of(last), month_of(reading.reader.today) + _AHEAD) + 1):
        full = days_between(reading.usual, first_day(month), last_day(month))
        part = days_between(reading.usual, max(first, first_day(month)), min(last, last_day(month)))
        if full and part:
            found[month] = float(people) * part if people is not None else float(days or 0) * part / full
    return found


def _packages(reading: _Reading) -> _Read:
    parts, today = _parts(reading), reading.reader.today
    names = ("code", "title", "project_id", "task_id", "effort", "starts", "due", "responsible_id", "status")
    rows = reading.reader.values(
        reading.reader.catalogue.entity("work_package"), names, Test("status", Op.ANY_OF, _TO_DO)
    )
    for id, code, title, project, task, effort, starts, due, person, status in rows:
        if project is not None and project not in reading.projects:
            continue
        called = f"{code or ''} {title or ''}".strip()
        start = starts or today
        overdue = OVERDUE if due is not None and due < today else ""
        why = NO_AMOUNT if effort is None else overdue or _no_dates(start, due)
        if why:
            yield Untold(Source.PACKAGE, id, project or "", called, why), called
            continue
        who = person if person and status in _WITH_SOMEBODY else ""
        want = Want(
            key=id,
            source=Source.PACKAGE,
            project=project or "",
            days=spread(float(effort), start, due, reading.calendar(who)),
            person=who,
            parts=_shared_out(parts.get(id, ()), float(effort)),
            sure=_SURE.get(status, Sure.ASKED),
            task=task or "",
        )
        yield want, called


def _parts(reading: _Reading) -> Mapping[str, list[tuple[str, int, float | None]]]:
    """What each package needs: skill, step, and days where they are said."""
    found: dict[str, list[tuple[str, int, float | None]]] = defaultdict(list)
    entity = reading.reader.catalogue.entity("package_need")
    for _id, package, skill, level, days in reading.reader.values(
        entity, ("work_package_id", "skill_id", "level_id", "days")
    ):
        if package and skill:
            found[package].append(
                (skill, reading.steps.get(level, 0), float(days) if days is not None else None)
            )
    return found


def _shared_out(needs: Sequence[tuple[str, int, float | None]], effort: float) -> tuple[Part, ...]:
    """Needs as shares of the effort. Those that say no days share equally what the others leave."""
    said = sum(days for _skill, _step, days in needs if days is not None)
    silent = sum(days is None for _skill, _step, days in needs)
    whole = max(effort, said)
    rest = (whole - said) / silent if silent else 0.0
    return tuple(
        Part(skill, step, (rest if days is None else days) / whole) for skill, step, days in needs if whole
    )


def _assignments(reading: _Reading) -> _Read:
    """Assignments to the tasks of open projects that are not done; nobody works on a summary."""
    catalogue = reading.reader.catalogue
    resources = _resources(reading.reader)
    entity = catalogue.entity("task")
    names = ("code", "title", "project_id", "parent_id", "starts", "finishes")
    rows = reading.reader.values(entity, names, still_open(catalogue, entity))
    summaries = {parent for _id, _code, _title, _project, parent, *_dates in rows}
    tasks = {id: rest for id, *rest in rows if id not in summaries and rest[2] in reading.projects}
    for id, task, resource, units, effort in reading.reader.values(
        catalogue.entity("assignment"), ("task_id", "resource_id", "units", "effort")
    ):
        if task not in tasks or resource not in resources:
            continue
        code, title, project, _parent, starts, finishes = tasks[task]
        name, person, team = resources[resource]
        called = _("{who} on {task}").format(who=name, task=f"{code or ''} {title or ''}".strip())
        days = _assigned(reading, person, units, effort, starts, finishes)
        if days is None:
            yield Untold(Source.ASSIGNMENT, id, project, called, NO_DATES), called
            continue
        want = Want(
            key=id,
            source=Source.ASSIGNMENT,
            project=project,
            days=days,
            person=person if person in reading.workers else "",
            team=team,
            task=task,
        )
        yield want, called


def _resources(reader: Reader) -> dict[str, tuple[str, str, str]]:
    """The name, the person and the team of every resource that is not a material or a cost."""
    entity = reader.catalogue.entity("team")
    teams = {(title or "").casefold(): id for id, title in reader.values(entity, ("title",))}
    names = ("title", "kind", "person_id", "team")
    return {
        id: (title or "", person or "", teams.get((team or "").casefold(), ""))
        for id, title, kind, person, team in reader.values(reader.catalogue.entity("resource"), names)
        if kind in (None, "work")
    }


def _assigned(
    reading: _Reading,
    person: str,
    units: Decimal | None,
    effort: Decimal | None,
    starts: datetime | None,
    finishes: datetime | None,
) -> dict[Month, float] | None:
    """The days of an assignment: its hours where they are said, else its share of the days of the task."""
    if starts is None or finishes is None:
        return None
    calendar = reading.calendar(person)
    first = starts.date()
    last = max(first, (finishes - timedelta(minutes=1)).date())
    if effort is not None:
        whole = float(effort) * 60 / calendar.minutes_per_day
    else:
        share = float(units) / 100 if units is not None else 1.0
        whole = share * max(days_between(calendar, first, last), 0.0)
    return spread(whole, first, last, calendar)
