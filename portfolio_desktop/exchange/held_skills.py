# SPDX-License-Identifier: Apache-2.0
"""Skills of people from a spreadsheet: a row for each skill of a person, or people down and skills across.

Levels are read by the framework of their own skill: by name, mark or step. Neither people nor skills are made here, and
a column that names no skill goes nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.private import LeftOut, left_out, subject_of
from portfolio_desktop.exchange.tables import Column, Table, cell_text, extract, guess_layout, open_source
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.gathered import Gathered, SkillKind, gathered
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Why

_PERSON = ("name", "person", "full name", "employee", "employee name", "display name")
_SKILL = ("skill", "skill name", "skill code", "competency", "competence")
_LEVEL = ("level", "level held", "skill level", "current level", "proficiency", "proficiency level", "rating")
_NOTHING = frozenset({"", "-", "–", "0", "n/a", "na", "none"})
_ENTITY = "person_skill"


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not taken, and why."""

    row: int
    column: str
    text: str
    reason: str

    def __str__(self) -> str:
        return _("Row {row}, {column}: “{text}”: {reason}").format(
            row=self.row, column=self.column, text=self.text, reason=self.reason
        )


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """What would come in: how many skills of people are new, at another level, and as they were."""

    changes: Changes
    added: int
    changed: int
    same: int
    unread: tuple[Unread, ...]
    unused: tuple[str, ...]
    private: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One cell that states a level."""

    row: int
    column: str
    person: str
    skill: str
    level: str


def read_held(path: Path, *, progress: Progress | None = None) -> Table:
    """The table of the sheet that is likeliest meant."""
    source = open_source(path, progress=progress) if progress else open_source(path)
    return extract(source.likely.grid, guess_layout(source.likely.grid))


def plan_held(office: Office, table: Table, *, by: str | None = None, on: date | None = None) -> HeldPlan:
    """Hold a table against what is here. Refuses one in which no column names people, or none a skill."""
    with office.reading() as reader:
        found = gathered(reader)
    coming = _Coming(office, found, by, on or office.today())
    columns = {_same(column.header or column.name): column for column in reversed(table.columns)}
    person = _first(columns, _PERSON)
    if person is None:
        raise Refusal(_("No column names people. Give it the heading Name."))
    skill, level = _first(columns, _SKILL), _first(columns, _LEVEL)
    used = {person.name}
    if skill is not None and level is not None:
        used |= {skill.name, level.name}
        said: Iterable[_Said] = _listed(table, person, skill, level)
    else:
        across = [
            each for each in table.columns if coming.is_skill(each.header or each.name) and each != person
        ]
        if not across:
            raise Refusal(
                _(
                    "No column is called like a skill that is kept here. Bring in the framework first, or add the skills."
                )
            )
        used |= {each.name for each in across}
        said = _across(table, person, across)
    for each in said:
        coming.take(each)
    names = [column.name for column in table.columns if column.name not in used]
    return HeldPlan(
        Changes(_("Import skills of people"), tuple(coming.items), Why.IMPORT),
        coming.added,
        coming.changed,
        coming.same,
        tuple(coming.unread),
        tuple(name for name in names if not subject_of(_ENTITY, name)),
        left_out(_ENTITY, names),
    )


def told(plan: HeldPlan) -> Iterator[str]:
    """What would come in and what would not, in sentences."""
    count = plan.added + plan.changed
    yield ngettext(
        "{count} skill stated: {added} new, {changed} at another level; {same} already so",
        "{count} skills stated: {added} new, {changed} at another level; {same} already so",
        count,
    ).format(count=f"{count:,}", added=f"{plan.added:,}", changed=f"{plan.changed:,}", same=f"{plan.same:,}")
    yield from map(str, plan.private)
    if plan.unused:
        yield _("Columns that go nowhere: {columns}").format(columns=", ".join(plan.unused))
    yield from map(str, plan.unread)


class _Coming:
    """What is here, by name, and what comes on top of it."""

    def __init__(self, office: Office, found: Gathered, by: str | None, on: date) -> None:
        self.items: list[Change] = []
        self.unread: list[Unread] = []
        self.added = self.changed = self.same = 0
        self._office, self._found, self._by, self._on = office, found, by, on
        self._people: dict[str, list[Id]] = {}
        for person in found.people.values():
            self._people.setdefault(_same(person.name), []).append(person.id)
        self._skills: dict[str, list[SkillKind]] = {}
        for skill in found.skills.values():
            for name in {_same(skill.title), _same(skill.code)} - {""}:
                self._skills.setdefault(name, []).append(skill)
        self._done: set[tuple[Id, Id]] = set()
        with office.reading() as reader:
            rows = reader.values(reader.catalogue.entity("capability_level"), ("framework_id", "step"))
        self._levels = {(framework, step): id for id, framework, step in rows}

    def is_skill(self, name: str) -> bool:
        return _same(name) in self._skills

    def take(self, said: _Said) -> None:
        """One cell: a new entry, another level, or a reason why not."""
        people, skills = self._people.get(_same(said.person), []), self._skills.get(_same(said.skill), [])
        if len(people) != 1:
            self._aside(
                said,
                said.person,
                _("nobody is called so") if not people else _("several people are called so"),
            )
        elif len(skills) != 1:
            self._aside(
                said,
                said.skill,
                _("no skill is called so") if not skills else _("several skills are called so"),
            )
        elif (level := skills[0].named(said.level)) is None:
            names = ", ".join(each.name for each in skills[0].levels) or _("none yet")
            self._aside(
                said, said.level, _("no level of this skill; there are: {levels}").format(levels=names)
            )
        elif (people[0], skills[0].id) in self._done:
            self._aside(said, said.level, _("another cell has said so already"))
        else:
            self._done.add((people[0], skills[0].id))
            self._state(people[0], skills[0], level.step)

    def _state(self, person: Id, skill: SkillKind, step: int) -> None:
        held = self._found.holdings.get(person, {}).get(skill.id)
        if held is not None and held.step == step:
            self.same += 1
            return
        values: dict[str, Value] = {"level_id": self._levels[skill.framework, step], "assessed_on": self._on}
        if self._by:
            values["assessed_by"] = self._by
        if held is None:
            self.added += 1
            made = {"person_id": person, "skill_id": skill.id, **values}
            self.items.append(Create(_ENTITY, Id(self._office.store.new_id()), made))
        else:
            self.changed += 1
            self.items += [Edit(_ENTITY, held.id, name, value) for name, value in values.items()]

    def _aside(self, said: _Said, text: str, reason: str) -> None:
        self.unread.append(Unread(said.row, said.column, text, reason))


def _listed(table: Table, person: Column, skill: Column, level: Column) -> Iterator[_Said]:
    for row in table.rows:
        texts = [cell_text(row.cells[column.index]).strip() for column in (person, skill, level)]
        if texts[0] and texts[2].casefold() not in _NOTHING:
            yield _Said(row.number, level.name, *texts)


def _across(table: Table, person: Column, skills: list[Column]) -> Iterator[_Said]:
    for row in table.rows:
        name = cell_text(row.cells[person.index]).strip()
        for column in skills:
            text = cell_text(row.cells[column.index]).strip()
            if name and text.casefold() not in _NOTHING:
                yield _Said(row.number, column.name, name, column.header or column.name, text)


def _first(columns: dict[str, Column], names: tuple[str, ...]) -> Column | None:
    return next((columns[name] for name in names if name in columns), None)


def _same(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
