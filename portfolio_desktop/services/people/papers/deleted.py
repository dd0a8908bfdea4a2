# SPDX-License-Identifier: Apache-2.0
"""What was deleted and can still be read: a deletion takes a record out of its register, an erasure out of the file."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services.people.keeping import ABOUT, Held, HeldOn
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.history import Step, steps
from portfolio_desktop.storage.replay import State, replay


def deleted_on(people: PeopleFile, held: HeldOn) -> tuple[list[Held], list[Step]]:
    """The deleted records that were about the person or part of something of theirs, as they were last; and their history."""
    whole = {(each.entity, each.record.id) for each in held.own}
    with people.store.reading() as connection:
        left = [
            Held(name, _record(people.catalogue.entity(name), Id(id), values))
            for name, id, values in _deleted(replay(connection), replay(connection, hidden=True))
            if people.catalogue.knows(name)
        ]
        found: list[Held] = []
        while more := [each for each in left if _belongs(people, each, held.person.id, whole)]:
            found += more
            whole |= {(each.entity, each.record.id) for each in more}
            left = [each for each in left if (each.entity, each.record.id) not in whole]
        told = [step for each in found for step in steps(connection, people.catalogue, record=each.record.id)]
    return found, told


def _deleted(live: State, every: State) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for name, records in every.items():
        there = live.get(name, {})
        for id, values in records.items():
            if id not in there and values:  # of what was erased nothing is left
                yield name, id, values


def _record(entity: Entity, id: Id, values: Mapping[str, Any]) -> Record:
    typed = {
        name: from_plain(entity.field(name).kind, plain)
        for name, plain in values.items()
        if entity.keeps(name)
    }
    return entity.make(id, typed)


def _belongs(people: PeopleFile, held: Held, person: Id, wholes: Collection[tuple[str, Id]]) -> bool:
    entity = people.catalogue.entity(held.entity)
    own = any(entity.has(name) and held.record[name] == person for name in ABOUT)
    return own or any((field.target, held.record[field.name]) in wholes for field in entity.wholes)
