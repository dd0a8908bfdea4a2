# SPDX-License-Identifier: Apache-2.0
"""What a framework's file would bring in: new skills, roles and what they ask for, and what it says otherwise."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.exchange.frameworks.reading import FoundRole, FoundSkill, FrameworkFile
from portfolio_desktop.services.codes import codes
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reference import LaidFramework, lay_in_framework
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit, Why
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class FrameworkPlan:
    """`added` and `changed` count records by entity; `unlevelled` skills are defined at no level by the file."""

    file: FrameworkFile
    title: str
    changes: Changes
    added: Mapping[str, int]
    changed: Mapping[str, int]
    unlevelled: int


def plan_framework(office: Office, file: FrameworkFile) -> FrameworkPlan:
    """Hold `file` against what is here. The framework itself, with its levels, is laid in where it is missing."""
    laid = lay_in_framework(office, file.framework)
    with office.reading() as reader:
        coming = _Coming(office, reader, laid)
        for skill in file.skills:
            coming.skill(skill)
        for role in file.roles:
            coming.role(role)
    items = (*laid.items, *coming.items)
    touched = {(item.entity, item.record) for item in items if isinstance(item, Edit)}
    return FrameworkPlan(
        file,
        laid.title,
        Changes(_("Import the framework {title}").format(title=laid.title), items, Why.IMPORT),
        Counter(item.entity for item in items if isinstance(item, Create)),
        Counter(entity for entity, _record in touched),
        0 if file.roles else sum(not skill.steps for skill in file.skills),
    )


class _Coming:
    """What is here already, by name, and what comes on top of it."""

    def __init__(self, office: Office, reader: Reader, laid: LaidFramework) -> None:
        self.items: list[Change] = []
        self._office = office
        self._laid = laid
        of_it = Test("framework_id", Op.IS, laid.id)
        entity = reader.catalogue.entity("skill")
        self._skills: dict[str, Id] = {}  # by code and by title
        self._said: dict[Id, tuple[Value, Value]] = {}  # the family and levels of each
        for id, code, title, family, levels in reader.values(
            entity, ("code", "title", "family", "levels"), of_it
        ):
            self._skills.update({_same(title): id, _same(code): id})
            self._said[id] = family, levels
        self._fresh = codes(reader, entity)
        roles = reader.values(reader.catalogue.entity("role_profile"), ("title", "family"), of_it)
        self._roles = {(_same(title), _same(family)): id for id, title, family in roles}
        asked = reader.values(
            reader.catalogue.entity("role_requirement"), ("profile_id", "skill_id", "level_id")
        )
        self._asked = {(profile, skill): (id, level) for id, profile, skill, level in asked}

    def skill(self, found: FoundSkill) -> None:
        """A skill that is not here, or one whose family or levels the file gives otherwise."""
        levels = (
            None if set(found.steps) >= self._laid.levels.keys() else " ".join(map(str, found.steps)) or None
        )
        id = self._skills.get(_same(found.code)) or self._skills.get(_same(found.title))
        if id is None:
            id = self._new()
            code = found.code or next(self._fresh)
            self._skills.update({_same(found.title): id, _same(code): id})
            self._create(
                "skill", id, code=code, title=found.title, family=found.family or None,
                framework_id=self._laid.id, levels=levels,
            )  # fmt: skip
            return
        family, before = self._said.get(id, (None, None))
        if found.family and found.family != family:
            self.items.append(Edit("skill", id, "family", found.family))
        if found.steps and levels != before:
            self.items.append(Edit("skill", id, "levels", levels))

    def role(self, found: FoundRole) -> None:
        """A role that is not here, and whatever it asks for that is not so here."""
        key = _same(found.title), _same(found.family)
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = self._new()
            self._create(
                "role_profile", role, title=found.title, family=found.family or None,
                grade=found.grade or None, framework_id=self._laid.id,
            )  # fmt: skip
        for title, step in found.asks.items():
            skill = self._skills[_same(title)]
            # The file asks for the skill and keeps to itself at which level: that is said, and is no level.
            level: Value = self._laid.levels[step] if step is not None else Unknown(_("Not given"))
            before = self._asked.get((role, skill))
            if before is None:
                self._create("role_requirement", self._new(), profile_id=role, skill_id=skill, level_id=level)
            elif step is not None and before[1] != level:
                self.items.append(Edit("role_requirement", before[0], "level_id", level))

    def _create(self, entity: str, id: Id, **values: Value) -> None:
        said = {name: value for name, value in values.items() if value is not None}
        self.items.append(Create(entity, id, said))

    def _new(self) -> Id:
        return Id(self._office.store.new_id())


def _same(name: object) -> str:
    return str(name or "").casefold()
