# SPDX-License-Identifier: Apache-2.0
"""Who there is and what is asked of them, read from the registers in one go and counted once (see `domain.capacity`)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.records.people.leave import Leave
from portfolio_desktop.catalogue.records.person import Person
from portfolio_desktop.domain.capacity.demand import Want, counted
from portfolio_desktop.domain.capacity.load import Board
from portfolio_desktop.domain.capacity.months import Month, month_of
from portfolio_desktop.domain.capacity.supply import Away, Worker
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.domain.schedule.working_pattern import share_of
from portfolio_desktop.services.capacity.asking import Untold, wants
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.plans.calendars import read_calendars
from portfolio_desktop.storage.plans.patterns import calendars_of_people, sensible
from portfolio_desktop.storage.read import Reader

ROLE_IN_WORDS: Final = "="
"""Begins the key of a role that people have in words, without a role profile."""


@dataclass(frozen=True)
class Capacity:
    """The board, what everything on it is called, and what could not be put on it.

    `of` counts everything that asks for people; `untold` are those of it that do not say how much or when.
    `holidays` are the people whose calendar knows public holidays, out of all.
    """

    board: Board
    first: Month
    names: Mapping[str, str]
    """Of people, teams, roles, skills and projects; of projects by code."""
    titles: Mapping[str, str]
    """Of projects, and of whatever asks for people."""
    levels: Mapping[str, Mapping[int, str]]
    """By skill, what each step is called."""
    tiers: Mapping[str, int]
    """By project, the highest number giving way first."""
    untold: tuple[Untold, ...]
    of: int
    holidays: tuple[int, int]


def capacity(office: Office) -> Capacity:
    """Capacity as it stands today."""
    with office.reading() as reader:
        return capacity_in(reader)


def capacity_in(reader: Reader) -> Capacity:
    """`capacity` in a reading that is already held."""
    calendars = dict(read_calendars(reader.connection))
    own = calendars_of_people(reader.connection, calendars)
    skills, levels = _skills(reader)
    people = [
        each
        for each in reader.all(reader.catalogue.entity("person"))
        if isinstance(each, Person) and not _has_left(each, reader.today)
    ]
    workers = _workers(reader, people, {**calendars, **own}, skills)
    usual = _usual(people, calendars)
    asking = wants(reader, workers, usual)
    lines = counted(asking.wants, workers)
    board = Board(workers.values(), lines, usual, reader.rules.capacity)
    return Capacity(
        board=board,
        first=month_of(reader.today),
        names=_names(reader, workers, asking.wants),
        titles=asking.titles,
        levels=levels,
        tiers=asking.tiers,
        untold=asking.untold,
        of=len(asking.wants) + len(asking.untold),
        holidays=(sum(bool(each.calendar.exceptions) for each in workers.values()), len(workers)),
    )


def _has_left(person: Person, today: date) -> bool:
    gone = isinstance(person.leaves_on, date) and person.leaves_on < today
    return gone or bool(person.left)


def _usual(people: list[Person], calendars: Mapping[str, Calendar]) -> Calendar:
    """The calendar that most people keep, so that a full-time month is one that people can have."""
    kept = Counter(str(each.calendar_id) for each in people if each.calendar_id in calendars)
    return calendars[min(kept, key=lambda id: (-kept[id], id))] if kept else calendars[""]


def _skills(
    reader: Reader,
) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, Mapping[int, str]]]:
    """The steps that people hold, by person and skill; and what steps are called, by skill."""
    steps: dict[str, int] = {}
    called: dict[str, dict[int, str]] = defaultdict(dict)
    catalogue = reader.catalogue
    for id, framework, step, title in reader.values(
        catalogue.entity("capability_level"), ("framework_id", "step", "title")
    ):
        if step is not None:
            steps[id] = step
            called[framework][step] = title or str(step)
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for _id, person, skill, level in reader.values(
        catalogue.entity("person_skill"), ("person_id", "skill_id", "level_id")
    ):
        if person and skill:
            held[person][skill] = max(held[person].get(skill, 0), steps.get(level, 0))
    names = {
        skill: called.get(framework, {})
        for skill, framework in reader.values(catalogue.entity("skill"), ("framework_id",))
    }
    return held, names


def _workers(
    reader: Reader,
    people: list[Person],
    calendars: Mapping[str, Calendar],
    skills: Mapping[str, Mapping[str, int]],
) -> dict[str, Worker]:
    away: dict[str, list[Away]] = defaultdict(list)
    for each in reader.all(reader.catalogue.entity("leave")):
        if isinstance(each, Leave) and isinstance(each.first, date):
            last = each.last if isinstance(each.last, date) else each.first
            away[str(each.person_id)].append(
                Away(each.first, last, bool(each.from_noon), bool(each.until_noon))
            )
    return {
        each.id: Worker(
            key=each.id,
            calendar=_first(calendars, each.id, str(each.calendar_id)),
            team=str(each.team_id) if isinstance(each.team_id, str) else "",
            role=_role(each),
            skills=skills.get(each.id, {}),
            share=_share(each, _first(calendars, str(each.calendar_id))),
            starts=each.starts_on if isinstance(each.starts_on, date) else None,
            leaves=each.leaves_on if isinstance(each.leaves_on, date) else None,
            away=tuple(away[each.id]),
        )
        for each in people
    }


def _role(person: Person) -> str:
    if isinstance(person.role_profile_id, str):
        return person.role_profile_id
    return f"{ROLE_IN_WORDS}{person.role.strip()}" if person.role and person.role.strip() else ""


def _first(calendars: Mapping[str, Calendar], *keys: str) -> Calendar:
    return next((calendars[key] for key in keys if key in calendars), calendars[""])


def _share(person: Person, calendar: Calendar) -> float | None:
    """A share of one: what is said, or how much of the calendar's week the working pattern is, whichever is less.

    Nothing said counts as full time; asked for and not known is not known.
    """
    pattern = sensible(person.pattern)
    if isinstance(person.share, Unknown):
        return None if pattern.amount is None and not pattern.days else share_of(pattern, calendar)
    said = float(person.share) / 100 if isinstance(person.share, Decimal) else 1.0
    return min(said, share_of(pattern, calendar))


def _names(reader: Reader, workers: Mapping[str, Worker], asked: tuple[Want, ...]) -> dict[str, str]:
    catalogue = reader.catalogue
    names: dict[str, str] = {}
    for entity, field in (
        ("person", "name"),
        ("team", "title"),
        ("role_profile", "title"),
        ("skill", "title"),
    ):
        names |= {id: title or "" for id, title in reader.values(catalogue.entity(entity), (field,))}
    names |= {
        id: code or title or ""
        for id, code, title in reader.values(catalogue.entity("project"), ("code", "title"))
    }
    for role in {worker.role for worker in workers.values()} | {want.role for want in asked}:
        if role.startswith(ROLE_IN_WORDS):
            names[role] = role.removeprefix(ROLE_IN_WORDS)
    return names
