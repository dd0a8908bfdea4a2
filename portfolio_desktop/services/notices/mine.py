# SPDX-License-Identifier: Apache-2.0
"""What of the office's records is somebody's own: what they answer for, and what nobody answers for in their projects."""

from typing import NamedTuple

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Not, Op, Test
from portfolio_desktop.storage.read import Reader

_IN_PROJECT = "project_id"


class Mine(NamedTuple):
    """Somebody, and the projects in which they are named."""

    person: Id
    projects: frozenset[Id]

    def of(self, entity: Entity) -> Filter:
        """Their own records of a register."""
        owner = _owner(entity)
        parts: list[Filter] = [Test(owner, Op.IS, self.person)] if owner else []
        if entity.has(_IN_PROJECT):
            nobodys = Not(Test(owner, Op.KNOWN)) if owner else EVERYTHING
            parts.append(All((nobodys, Test(_IN_PROJECT, Op.ANY_OF, sorted(self.projects)))))
        return AnyOf(tuple(parts))


def mine_of(reader: Reader, person: Id) -> Mine:
    """What is theirs at this moment."""
    project = reader.catalogue.entity("project")
    named = AnyOf(tuple(Test(name, Op.IS, person) for name in _people(project)))
    return Mine(person, frozenset(Id(id) for (id,) in reader.values(project, (), named)))


def _owner(entity: Entity) -> str:
    """Who answers for a record, as `owner:` means in a search; empty where nobody can."""
    people = _people(entity)
    return "owner_id" if "owner_id" in people else next(iter(people), "")


def _people(entity: Entity) -> tuple[str, ...]:
    shown = dict.fromkeys((*entity.columns, *entity.fields))
    return tuple(field.name for field in shown if field.kind is Kind.LINK and field.target == "person")
