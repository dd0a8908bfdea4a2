# SPDX-License-Identifier: Apache-2.0
"""Everybody, what they can do and what roles ask for, read once: what the read models of this package draw from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.gaps import Need
from portfolio_desktop.domain.skills.levels import Level, read_steps
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Member:
    """A person, as lists of people show one. `here` says whether they are with the organisation today."""

    id: Id
    name: str
    role: str
    team: Id | None
    manager: Id | None
    profile: Id | None
    here: bool


@dataclass(frozen=True, slots=True)
class Team:
    id: Id
    title: str
    part_of: Id | None
    lead: Id | None


@dataclass(frozen=True, slots=True)
class SkillKind:
    """A skill, and the levels at which its framework defines it, the lowest first."""

    id: Id
    code: str
    title: str
    family: str
    framework: Id
    levels: tuple[Level, ...]

    def level(self, step: int | None) -> Level | None:
        """The level at a step."""
        return next((level for level in self.levels if level.step == step), None)

    def named(self, words: str) -> Level | None:
        """The level that a person means by its name, its mark or its step."""
        wanted = words.strip().casefold()
        said = ((level, (level.name, level.mark, str(level.step))) for level in self.levels)
        return next((level for level, names in said if wanted in map(str.casefold, names)), None)

    def name_of(self, step: int | None) -> str:
        """What the level at a step is called; the step itself where it is called nothing."""
        level = self.level(step)
        return level.name if level else str(step) if step is not None else ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A role profile and what it asks for, by its skills' names."""

    id: Id
    title: str
    family: str
    key_role: bool
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """The record that somebody has a skill, and at which step, where that is known."""

    id: Id
    step: int | None
    assessed_on: date | None
    assessed_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that nobody here holds."""

    id: Id
    title: str
    team: Id | None
    manager: Id | None


@dataclass(frozen=True)
class Gathered:
    """One moment of the people side of a workspace. People by name; those who have left are among them."""

    people: Mapping[Id, Member]
    teams: Mapping[Id, Team]
    skills: Mapping[Id, SkillKind]
    profiles: Mapping[Id, Profile]
    holdings: Mapping[Id, Mapping[Id, Holding]]
    today: date
    vacancies: tuple[Vacancy, ...] = ()

    @cached_property
    def here(self) -> tuple[Member, ...]:
        """Who is with the organisation today."""
        return tuple(each for each in self.people.values() if each.here)

    def steps(self, person: Id) -> dict[str, int]:
        """The steps that somebody holds, by skill."""
        return {
            skill: held.step for skill, held in self.holdings.get(person, {}).items() if held.step is not None
        }

    def within(self, team: Id) -> frozenset[Id]:
        """A team with all that are part of it."""
        found, growing = {team}, True
        while growing:
            more = {each.id for each in self.teams.values() if each.part_of in found} - found
            found |= more
            growing = bool(more)
        return frozenset(found)


def gathered(reader: Reader) -> Gathered:
    """Read it all: a handful of columns of eight registers, in one query each."""
    levels = _levels(reader)
    skills = _skills(reader, levels)
    steps = {id: level.step for found in levels.values() for id, level in found.items()}
    people = _people(reader)
    return Gathered(
        people,
        _teams(reader),
        skills,
        _profiles(reader, skills, steps),
        _holdings(reader, steps),
        reader.today,
        _vacancies(reader, people),
    )


def _vacancies(reader: Reader, people: Mapping[Id, Member]) -> tuple[Vacancy, ...]:
    names = ("code", "title", "team_id", "manager_id", "person_id")
    rows = reader.values(reader.catalogue.entity("post"), names)
    return tuple(
        Vacancy(id, title or code or "", team, manager)
        for id, code, title, team, manager, holder in rows
        if holder not in people or not people[holder].here
    )


def _people(reader: Reader) -> dict[Id, Member]:
    names = ("name", "role", "team_id", "manager_id", "role_profile_id", "left", "starts_on", "leaves_on")
    rows = reader.values(reader.catalogue.entity("person"), names)
    found = [
        Member(
            id,
            name or "",
            role or "",
            team,
            manager,
            profile,
            not left
            and (starts is None or starts <= reader.today)
            and (leaves is None or leaves >= reader.today),
        )
        for id, name, role, team, manager, profile, left, starts, leaves in rows
    ]
    return {each.id: each for each in sorted(found, key=lambda each: (each.name.casefold(), each.id))}


def _teams(reader: Reader) -> dict[Id, Team]:
    rows = reader.values(reader.catalogue.entity("team"), ("title", "part_of_id", "lead_id"))
    found = [Team(id, title or "", part_of, lead) for id, title, part_of, lead in rows]
    return {each.id: each for each in sorted(found, key=lambda each: (each.title.casefold(), each.id))}


def _levels(reader: Reader) -> dict[Id, dict[Id, Level]]:
    """The levels of each framework by id."""
    found: dict[Id, dict[Id, Level]] = {}
    names = ("framework_id", "step", "title", "letter")
    for id, framework, step, title, letter in reader.values(
        reader.catalogue.entity("capability_level"), names
    ):
        if framework is not None and step is not None:
            found.setdefault(framework, {})[id] = Level(step, title or str(step), letter or "")
    return found


def _skills(reader: Reader, levels: Mapping[Id, Mapping[Id, Level]]) -> dict[Id, SkillKind]:
    names = ("code", "title", "family", "framework_id", "levels")
    rows = reader.values(reader.catalogue.entity("skill"), names)
    found = []
    for id, code, title, family, framework, said in rows:
        defined = read_steps(said or "")
        known = sorted(levels.get(framework, {}).values())
        at = tuple(level for level in known if not defined or level.step in defined)
        found.append(SkillKind(id, code or "", title or "", family or "", framework, at))
    return {each.id: each for each in sorted(found, key=lambda each: (each.title.casefold(), each.id))}


def _profiles(reader: Reader, skills: Mapping[Id, SkillKind], steps: Mapping[Id, int]) -> dict[Id, Profile]:
    asked: dict[Id, list[Need]] = {}
    names = ("profile_id", "skill_id", "level_id")
    for _id, profile, skill, level in reader.values(reader.catalogue.entity("role_requirement"), names):
        if profile is not None and skill in skills:
            asked.setdefault(profile, []).append(Need(skill, steps.get(level)))
    order = {id: place for place, id in enumerate(skills)}
    rows = reader.values(reader.catalogue.entity("role_profile"), ("title", "family", "key_role"))
    found = [
        Profile(
            id,
            title or "",
            family or "",
            bool(key_role),
            tuple(sorted(asked.get(id, ()), key=lambda need: order[Id(need.skill)])),
        )
        for id, title, family, key_role in rows
    ]
    return {each.id: each for each in sorted(found, key=lambda each: (each.title.casefold(), each.id))}


def _holdings(reader: Reader, steps: Mapping[Id, int]) -> dict[Id, dict[Id, Holding]]:
    found: dict[Id, dict[Id, Holding]] = {}
    entity = reader.catalogue.entity("person_skill")
    assessors = {
        item.code: _(item.label) for item in reader.catalogue.choices(entity.field("assessed_by")).items
    }
    names = ("person_id", "skill_id", "level_id", "assessed_on", "assessed_by", "evidence")
    for id, person, skill, level, on, by, evidence in reader.values(entity, names):
        if person is not None and skill is not None:
            held = Holding(id, steps.get(level), on, assessors.get(by, ""), evidence or "")
            before = found.setdefault(person, {}).get(skill)
            # Two laptops may each have assessed it: the later assessment counts.
            if before is None or (held.assessed_on or date.min) >= (before.assessed_on or date.min):
                found[person][skill] = held
    return found
