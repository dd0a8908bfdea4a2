# SPDX-License-Identifier: Apache-2.0
"""Records of one register that people, unaware of each other, gave the same code."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.merge.disputes import Act, act_of, edits_of
from portfolio_desktop.storage.replay import registers_of
from portfolio_desktop.storage.schema import STREAM


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that has the code, and who gave it that."""

    record: Id
    act: Act


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A code that several records have, the oldest of them first."""

    entity: str
    code: str
    holders: tuple[Holder, ...]


def duplicates(connection: Connection, catalogue: Catalogue) -> list[Duplicate]:
    """All there are. What one person numbered alike on one laptop was seen by that person, and is not among them."""
    if len(connection.execute(select(STREAM.c.number).where(STREAM.c.length > 0).limit(2)).all()) < 2:
        return []
    return [
        found
        for entity in catalogue.entities
        if entity.code is not None
        for found in _of_register(connection, entity, entity.code.name)
    ]


def _of_register(connection: Connection, entity: Entity, field: str) -> Iterator[Duplicate]:
    statement = (
        f'SELECT min("{field}"), group_concat(id) FROM {entity.name} WHERE "{field}" IS NOT NULL '  # noqa: S608
        f'GROUP BY "{field}" COLLATE NOCASE HAVING count(*) > 1'
    )
    alike = {code: sorted(ids.split(",")) for code, ids in connection.exec_driver_sql(statement)}
    registers = registers_of(connection, {id for ids in alike.values() for id in ids})
    given = {id: next(reversed(register.claims(field))) for id, register in registers.items()}
    edits = edits_of(connection, given.values())
    for code, ids in alike.items():
        by = [edits[given[id]] for id in ids]
        if len({edit.name for edit in by}) > 1:
            holders = (Holder(Id(id), act_of(edit)) for id, edit in zip(ids, by, strict=True))
            yield Duplicate(entity.name, code, tuple(holders))
