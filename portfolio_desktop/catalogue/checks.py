# SPDX-License-Identifier: Apache-2.0
"""Whether a catalogue is sound. Says what is wrong in sentences for whoever writes it; a test holds the shipped one to none."""

from collections import Counter
from collections.abc import Iterable, Iterator
from keyword import iskeyword
from typing import TypeVar

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind

_T = TypeVar("_T")

OWN = "own_"
"""What the names of an organisation's own fields begin with, so that no later version takes one of them."""

REASON = "_note"
"""Ends the name under which an export says why a field's value is not known."""

# Words that SQL reads as the beginning of something else. "end", "left" and the like are quoted by storage.
_SQL = (
    "add all alter as asc begin between by case check collate commit constraint create default deferrable delete "
    "desc distinct drop else escape except exists foreign from group having in index insert intersect into is "
    "join limit natural not null on or order primary references rollback rowid select set table then to "
    "transaction trigger union unique update using values view when where with"
)
_TAKEN = frozenset({"id", "own"})


def faults(catalogue: Catalogue, rating_scales: Iterable[str] = ("rag3", "rag5", "confidence5")) -> list[str]:
    """Everything that is wrong with `catalogue`; empty when it is sound."""
    scales = frozenset(rating_scales)
    found = list(_faults_of_names(catalogue))
    for entity in catalogue.entities:
        found.extend(f"{entity.name}: {words}" for words in _faults_of_entity(entity))
        for field in entity.every:
            found.extend(
                f"{entity.name}.{field.name}: {words}" for words in _faults_of_field(catalogue, field, scales)
            )
    found.extend(_cycles(catalogue))
    return found


def _faults_of_names(catalogue: Catalogue) -> Iterator[str]:
    for what, names in (
        ("entity", [entity.name for entity in catalogue.entities]),
        ("register", [entity.register for entity in catalogue.entities]),
        ("code prefix", [entity.prefix for entity in catalogue.entities if entity.prefix]),
        ("list", [choices.name for choices in catalogue.lists]),
    ):
        yield from (f"two of one {what}: {name}" for name in _twice(names))
    for choices in catalogue.lists:
        for code in _twice(item.code for item in choices.items):
            yield f"list {choices.name}: two items {code}"
        spellings = [set(map(str.casefold, (item.code, item.label, *item.words))) for item in choices.items]
        for words in _twice(spelling for each in spellings for spelling in each):
            yield f"list {choices.name}: {words!r} means two items"
    for entity in catalogue.entities:
        for name in (entity.name, entity.register):
            if not _usable(name):
                yield f"{entity.name}: {name!r} cannot be a name"


def _faults_of_entity(entity: Entity) -> Iterator[str]:
    names = [field.name for field in entity.every]
    shown = [name for section in entity.sections for name in section.fields]
    yield from (f"two fields {name}" for name in _twice(names))
    yield from (f"a section names {name}, which is no field" for name in shown if name not in names)
    yield from (f"no section shows {name}" for name in names if name not in shown)
    yield from (f"{name} is in two sections" for name in _twice(shown))
    for name in names:
        if name.endswith(REASON) and name.removesuffix(REASON) in names:
            yield f"{name} is where exports say why {name.removesuffix(REASON)} is not known"
    if entity.title not in names:
        yield f"its title {entity.title!r} is no field"
    codes = sum(field.kind is Kind.CODE for field in entity.fields)
    if codes > 1:
        yield "two fields hold a code"
    if bool(codes) != bool(entity.prefix):
        yield "a code needs a prefix, and a prefix a code"
    if len(entity.wholes) > 1 and not all(field.required for field in entity.wholes):
        yield "it is part of two records, and can do without one of them"
    places = [field.register for field in entity.every if field.register is not None]
    yield from (f"two columns in place {place}" for place in _twice(places))
    if not places:
        yield "its register shows no column"
    if not entity.description:
        yield "nothing says what it is"
    yield from _clashes(entity)


def _clashes(entity: Entity) -> Iterator[str]:
    """Headings that say two things: labels used twice, and aliases that are another field's label."""
    labels = {field.label.casefold(): field for field in entity.every}
    yield from (
        f"two fields are labelled {label!r}" for label in _twice(f.label.casefold() for f in entity.every)
    )
    for field in entity.fields:
        for alias in field.aliases:
            other = labels.get(alias.casefold())
            if other is not None and other is not field:
                yield f"{alias!r} means {field.name}, but is the label of {other.name}"
        for alias in _twice(alias.casefold() for alias in field.aliases):
            yield f"{field.name} has the heading {alias!r} twice"


def _faults_of_field(catalogue: Catalogue, field: Field, scales: frozenset[str]) -> Iterator[str]:
    if not _usable(field.name) or field.name in _TAKEN or field.name.startswith(OWN):
        yield "cannot be a name"
    lists = {choices.name: choices for choices in catalogue.lists}
    if field.kind in (Kind.CHOICE, Kind.SCALE):
        choices = lists.get(field.options)
        if choices is None:
            yield f"chooses from the list {field.options!r}, which is not there"
        elif field.kind is Kind.SCALE and [item.code for item in choices.items] != [
            str(step) for step in range(1, len(choices.items) + 1)
        ]:
            yield f"the steps of {field.options!r} are not counted from 1"
        elif isinstance(field.default, str) and choices.item(field.default) is None:
            yield f"starts with {field.default!r}, which {field.options!r} does not have"
    if field.kind is Kind.RATING and field.options not in scales:
        yield f"is rated on {field.options!r}, which is no scale"
    if field.kind is Kind.LINK and not catalogue.knows(field.target):
        yield f"points at {field.target!r}, which is no entity"
    if field.part_of and field.kind is not Kind.LINK:
        yield "only a link can say what a record is part of"
    if field.derived and not field.help:
        yield "is derived, and nothing says from what"
    if field.derived and (field.required or field.search or field.part_of or field.default is not None):
        yield "is derived, so that nobody can be asked for it"
    if field.required and field.kind in (Kind.CODE, Kind.FLAG):
        yield "is required, though a person may have nothing to put there"


def _cycles(catalogue: Catalogue) -> Iterator[str]:
    """Entities that are part of themselves by way of others: deleting one would never end."""
    wholes = {entity.name: entity.owner.target for entity in catalogue.entities if entity.owner is not None}
    for start, whole in wholes.items():
        met, name = {start}, whole
        while name in wholes and name not in met:
            met.add(name)
            name = wholes[name]
        if name == start:
            yield f"{start}: it is part of itself"


def _usable(name: str) -> bool:
    return name.isidentifier() and name == name.lower() and not iskeyword(name) and name not in _SQL.split()


def _twice(values: Iterable[_T]) -> list[_T]:
    return [value for value, count in Counter(values).items() if count > 1]
