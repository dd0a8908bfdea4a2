# SPDX-License-Identifier: Apache-2.0
"""Records of one register that people, unaware of each other, gave the same code."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, read_plain
from portfolio_desktop.storage.merge.disputes import Act, act_of, edits_of
from portfolio_desktop.storage.replay import ORDER
from portfolio_desktop.storage.schema import EDIT, STREAM

_LETTERS, _DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"  # none that is read as another


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that has the code, and who gave it that."""

    record: Id
    act: Act


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A code that several records have, the one that was given it first before the others."""

    entity: str
    code: str
    holders: tuple[Holder, ...]


def duplicates(
    connection: Connection, catalogue: Catalogue, entities: Collection[str] | None = None
) -> list[Duplicate]:
    """All there are, or those of some registers.

    What one person numbered alike on one laptop was seen by that person, and is not among them.
    """
    if len(connection.execute(select(STREAM.c.number).where(STREAM.c.length > 0).limit(2)).all()) < 2:
        return []
    return [
        found
        for entity in catalogue.entities
        if entity.code is not None and (entities is None or entity.name in entities)
        for found in _of_register(connection, entity, entity.code.name)
    ]


def marks(
    connection: Connection, catalogue: Catalogue, entities: Collection[str] | None = None
) -> dict[str, dict[str, str]]:
    """What tells the records of one code apart, by entity and id, until somebody decides: none for the one that had it first.

    A letter and a digit that follow from the id, so that they are the same on every laptop.
    """
    found: dict[str, dict[str, str]] = {}
    for each in duplicates(connection, catalogue, entities):
        given: set[str] = set()
        for holder in each.holders[1:]:
            mark = next(mark for mark in _marks_of(holder.record) if mark not in given)
            given.add(mark)
            found.setdefault(each.entity, {})[holder.record] = mark
    return found


def _marks_of(record: Id) -> Iterator[str]:
    for salt in count():
        digest = hashlib.sha256(f"{record}{salt or ''}".encode()).digest()
        yield _LETTERS[digest[0] % len(_LETTERS)] + _DIGITS[digest[1] % len(_DIGITS)]


def _of_register(connection: Connection, entity: Entity, field: str) -> Iterator[Duplicate]:
    statement = (
        f'SELECT min("{field}"), group_concat(id) FROM {entity.name} WHERE "{field}" IS NOT NULL '  # noqa: S608
        f'GROUP BY "{field}" COLLATE NOCASE HAVING count(*) > 1'
    )
    alike = {code: sorted(ids.split(",")) for code, ids in connection.exec_driver_sql(statement)}
    given = _given_first(connection, field, alike)
    edits = edits_of(connection, given.values())
    were_deleted = _deleted(connection, given)
    for code, ids in alike.items():
        by = {id: edits[given[id]] for id in sorted(ids, key=list(given).index)}
        if len({edit.name for edit in by.values()}) > 1 or were_deleted & set(ids):
            yield Duplicate(entity.name, code, tuple(Holder(Id(id), act_of(edit)) for id, edit in by.items()))


def _deleted(connection: Connection, records: Collection[str]) -> set[str]:
    """Those that were deleted for some time: nobody saw their code while they were."""
    found: set[str] = set()
    for some in slices(sorted(records)):
        chosen = select(EDIT.c.record).where(EDIT.c.record.in_(some), EDIT.c.field == DELETED)
        found.update(connection.execute(chosen).scalars())
    return found


def _given_first(connection: Connection, field: str, alike: Mapping[str, list[str]]) -> dict[str, bytes]:
    """The edit that first gave each record the code that it shares with others: who takes it back later has not given it.

    In the order in which they count.
    """
    wanted = {id: code.casefold() for code, ids in alike.items() for id in ids}
    found: list[tuple[Any, ...]] = []
    for some in slices(sorted(wanted)):
        found += connection.execute(
            select(*ORDER, EDIT.c.record, EDIT.c.field, EDIT.c.value)
            .join(STREAM, STREAM.c.number == EDIT.c.stream)
            .where(EDIT.c.record.in_(some), EDIT.c.field.in_((field, CREATED)), EDIT.c.value.is_not(None))
        ).all()
    given: dict[str, bytes] = {}
    for *_place, tag, record, name, text in sorted(found):
        plain = read_plain(text)
        code = plain.get(field) if name == CREATED else plain
        if isinstance(code, str) and code.casefold() == wanted[record]:
            given.setdefault(record, tag)
    return given
