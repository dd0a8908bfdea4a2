# SPDX-License-Identifier: Apache-2.0
"""What every office needs to begin with: calendars, gates, controls, tolerances, what scales mean, skills frameworks.

It lies in `db/reference`, one file a register. `_key` is by what the rows name each other, and `_place` by what they
are ordered; neither may ever change, or an office gets the same record twice. Once laid in, records are the office's
own, to change and delete like any other.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.ids import placed_id
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Kind, Record, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.codes import code_of, numbers_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import defaults
from portfolio_desktop.storage.changes import Change, Changes, Create, Revive
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import replay

_STEP = 1000
_Ids = dict[tuple[str, str], Id]

# By what an office's own record is known to be the one that is shipped; whatever is pointed at comes first.
_SAME = {
    "calendar": ("title",),
    "gate": ("title",),
    "control": ("title",),
    "gate_criterion": ("gate_id", "title"),
    "tolerance": ("tier", "dimension"),
    "scale_descriptor": ("dimension", "step"),
    "framework": ("title",),
    "capability_level": ("framework_id", "step"),
    "skill": ("framework_id", "title"),
    "role_profile": ("title",),
    "role_requirement": ("profile_id", "skill_id"),
}

OFFERED = frozenset(_SAME)
"""The registers that can begin with what is shipped."""

SKILLS = frozenset({"framework", "capability_level", "skill", "role_profile", "role_requirement"})
"""Those of them that say what people can do, and what roles ask for."""


def lay_in(office: Office) -> Changes:
    """Whatever of it is missing. What the office has renamed stays, and what it has deleted comes back as it was."""
    return _laid(office, OFFERED, _("Lay in calendars, gates, controls, tolerances, scales and skills"))


def lay_in_skills(office: Office) -> Changes:
    """As `lay_in`, for the capability frameworks and their role profile alone."""
    return _laid(office, SKILLS, _("Add the shipped frameworks"))


@dataclass(frozen=True, slots=True)
class LaidFramework:
    """A framework that is here, or is once `items` are written: its id, and that of the level at each step."""

    id: Id
    title: str
    levels: Mapping[int, Id]
    items: tuple[Change, ...]


def lay_in_framework(office: Office, key: str) -> LaidFramework:
    """A shipped framework with its levels alone, for what comes into it."""
    found: _Ids = {}
    with office.reading() as reader:
        frameworks, levels = (reader.catalogue.entity(name) for name in ("framework", "capability_level"))
        known = replay(reader.connection, entities=(frameworks.name, levels.name), hidden=True)
        own = [row for row in _rows(frameworks) if row["_key"] == key]
        steps = [row for row in _rows(levels) if row["framework_id"] == key]
        items = [
            *_missing(reader, frameworks, found, known.get(frameworks.name, {}), own),
            *_missing(reader, levels, found, known.get(levels.name, {}), steps),
        ]
    at = {row["step"]: found[levels.name, row["_key"]] for row in steps}
    return LaidFramework(found[frameworks.name, key], own[0]["title"], at, tuple(items))


def _laid(office: Office, wanted: Collection[str], label: str) -> Changes:
    items: list[Change] = []
    found: _Ids = {}
    with office.reading() as reader:
        known = replay(reader.connection, entities=tuple(_SAME), hidden=True)
        for name in _SAME:
            if name in wanted:
                items += _missing(reader, reader.catalogue.entity(name), found, known.get(name, {}))
    return Changes(label, tuple(items))


def ids(catalogue: Catalogue) -> Mapping[tuple[str, str], Id]:
    """The id of every shipped record by its entity and key. The same on every laptop, so that two can lay them in."""
    return {(name, row["_key"]): _id(name, row) for name in _SAME for row in _rows(catalogue.entity(name))}


def _missing(
    reader: Reader,
    entity: Entity,
    found: _Ids,
    known: Mapping[str, object],
    rows: Sequence[dict[str, Any]] | None = None,
) -> Iterator[Change]:
    """What has to be written of a register, or of some of its `rows`; `found` learns which record stands for each key."""
    there = {_identity(entity, record): record.id for record in reader.all(entity)}
    present = set(there.values())
    fresh = _Codes(reader, entity) if entity.code is not None else None
    for row in _rows(entity) if rows is None else rows:
        values = _values(entity, row, found)
        id = _id(entity.name, row)
        if id not in present:
            same = there.get(_identity(entity, values))
            if same is not None:
                id = same
            elif id in known:
                yield Revive(entity.name, id)
            else:
                if fresh is not None and fresh.field not in values:
                    values[fresh.field] = fresh.of(row["_key"])
                yield Create(entity.name, id, values)
        found[entity.name, row["_key"]] = id


class _Codes:
    """Codes by the places of the rows, so that two laptops that lay them in apart give each record the same."""

    def __init__(self, reader: Reader, entity: Entity) -> None:
        assert entity.code is not None
        self.field = entity.code.name
        self._entity = entity
        self._used = numbers_of(reader, entity).used()
        self._place = {row["_key"]: place for place, row in enumerate(_rows(entity), 1)}

    def of(self, key: str) -> str:
        """The code of the row of this key: its place, or where that is in use a thousand more."""
        number = self._place[key]
        while number in self._used:
            number += _STEP
        self._used.add(number)
        return code_of(self._entity, number)


def _rows(entity: Entity) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        shipped("db", "reference", f"{entity.register}.json").read_text("utf-8")
    )
    return rows


def _values(entity: Entity, row: Mapping[str, Any], found: _Ids) -> dict[str, Value]:
    values = defaults(entity)
    for name, plain in row.items():
        if name not in ("_key", "_place"):
            field = entity.field(name)
            link = field.kind is Kind.LINK
            values[name] = found[field.target, plain] if link else from_plain(field.kind, plain)
    return values


def _identity(entity: Entity, values: Mapping[str, Value] | Record) -> tuple[str, ...]:
    return tuple(str(values[name]).casefold() for name in _SAME[entity.name])


def _id(entity: str, row: Mapping[str, Any]) -> Id:
    return Id(placed_id(row["_place"], "reference", entity, row["_key"]))
