# SPDX-License-Identifier: Apache-2.0
"""Which records of a register are one thing said twice: of one parent, with one name, and without codes that tell them apart.

Parts without a name of their own are told by what they tie together, as an import tells them.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Protocol, TypeAlias, TypeVar

from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.identity import IDENTITY
from portfolio_desktop.storage.naming.numbers import BESIDE

Into: TypeAlias = Mapping[Id, Id]
"""The record that stays, by each that goes."""

OFFERED = (
    "person",
    "team",
    "resource",
    "portfolio",
    "programme",
    "objective",
    "board",
    "meeting",
    "project",
    "stakeholder",
    "milestone",
    "risk",
    "issue",
    "benefit",
    "decision",
    "dependency",
    "lesson",
    "cost_line",
    "tolerance",
    "assignment",
    "asset",
    "technology",
)
"""The registers of which it is told that something stands twice, what others lead to or are part of first."""

MADE_APART = frozenset({"cost_line", "assignment", "tolerance", "meeting"})
"""Of these, two that say the same may be meant, such as two sums alike; two that were made on different laptops hardly are."""

_PERSON = "person"
_WHOLLY = frozenset({"tolerance"})
"""Registers whose records are one only where they say the same of everything."""

NEVER = frozenset({"task", "plan", "baseline", "task_link", "agenda_item", "pack"})
"""Of these, two of one name are often meant: work that is done twice, minutes of two meetings."""


class Said(Protocol):
    """A record, or as much of it as tells which it is."""

    @property
    def id(self) -> Id: ...

    def __getitem__(self, name: str) -> Any: ...


_Saying = TypeVar("_Saying", bound=Said)


def ties(entity: Entity) -> tuple[str, ...]:
    """The fields of a register that two records which are one have in common, once what these lead to is one as well."""
    identity = IDENTITY.get(entity.name)
    if identity is not None:
        return (*identity.ties, *identity.apart)
    if entity.name in _WHOLLY:
        return tuple(field.name for field in entity.fields if not field.derived)
    return (entity.title, *(whole.name for whole in entity.wholes))


def groups(entity: Entity, records: Iterable[_Saying], into: Into) -> list[list[_Saying]]:
    """Those that are one thing, two or more of each, the one that was made first at the head."""
    found: defaultdict[Hashable, list[_Saying]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.id):
        key = _key(entity, record, into)
        if key is not None:
            found[key].append(record)
    return [one for several in found.values() for one in _apart(entity, several)]


def side_by_side(alike: Iterable[_Saying], side: Mapping[Id, Hashable]) -> Iterator[list[_Saying]]:
    """The first of each side together, then the second of each: two that are alike on one side are meant to be two."""
    sides: defaultdict[Hashable, list[_Saying]] = defaultdict(list)
    for record in alike:
        sides[side.get(record.id)].append(record)
    for abreast in zip_longest(*sides.values()):
        group = sorted((each for each in abreast if each is not None), key=lambda record: record.id)
        if len(group) > 1:
            yield group


def _key(entity: Entity, record: Said, into: Into) -> Hashable | None:
    """What two that are one have in common; None where nothing says so."""
    title = one_line(str(record[entity.title] or "")).casefold()
    if not title and entity.name not in IDENTITY:
        return None
    return tuple(title if name == entity.title else _plain(record[name], into) for name in ties(entity))


def _plain(value: object, into: Into) -> Hashable:
    if isinstance(value, str):
        return into.get(Id(value), value)
    return value if isinstance(value, Hashable) else repr(value)


def _apart(entity: Entity, several: Sequence[_Saying]) -> list[list[_Saying]]:
    """Those of one name that nothing tells apart: neither the e-mail of a person nor a code that somebody brought along."""
    alike: list[tuple[set[str], list[_Saying]]] = []
    for record in several:
        own = {sign for sign in (_own_sign(entity, record),) if sign}
        fits = next((each for each in alike if not own or each[0] <= own), None)
        if fits is None:
            alike.append((own, [record]))
        else:
            fits[0].update(own)
            fits[1].append(record)
    return [group for _signs, group in alike if len(group) > 1]


def own_code(entity: Entity, record: Said) -> str:
    """The code that a record was given, without what tells it from another of that code until somebody decides."""
    return str(record[entity.code.name] or "").partition(BESIDE)[0] if entity.code else ""


def _own_sign(entity: Entity, record: Said) -> str:
    """What tells a record from another of its name; empty where nobody has said anything of the kind."""
    if entity.name == _PERSON:
        return str(record["email"] or "").casefold()
    code = own_code(entity, record)
    given_out = re.fullmatch(re.escape(entity.prefix) + r"-\d+", code, re.IGNORECASE)
    return "" if given_out else code.casefold()
