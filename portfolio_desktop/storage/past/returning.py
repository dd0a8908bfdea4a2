# SPDX-License-Identifier: Apache-2.0
"""What went with a record when it was deleted, and comes back with it; and which deleted records had a code."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, read_plain
from portfolio_desktop.storage.history import Step, steps
from portfolio_desktop.storage.merge.disputes import edits_of
from portfolio_desktop.storage.merge.refreshing import present
from portfolio_desktop.storage.replay import Register, registers_of
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT


@dataclass(frozen=True, slots=True)
class Gone:
    """What the acts took that deleted a record: its `parts` with theirs, wholes before their parts, by entity and id.

    `hidden` are those of them that no register shows.
    """

    parts: tuple[tuple[str, Id], ...] = ()
    hidden: tuple[tuple[str, Id], ...] = ()


class Deletions:
    """The acts that deleted records, each read once however many records are asked about."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection, self._catalogue = connection, catalogue
        self._taken: dict[tuple[str, ...], dict[str, Register]] = {}
        self._parts: dict[tuple[str, ...], dict[str, list[str]]] = {}
        self._changed: dict[str, list[Step]] = {}

    def gone_with(self, entity: str, record: Id, *, but: Collection[Id] = ()) -> Gone:
        """What went with a record. What somebody deleted by itself is not among it, nor `but` and what is part of that."""
        acts = _acts(self._connection, record)
        if acts not in self._taken:
            taken = self._taken[acts] = _taken(self._connection, self._catalogue, acts)
            self._parts[acts] = defaultdict(list)
            for id, one in taken.items():
                for _target, whole in self._wholes(one):
                    self._parts[acts][whole].append(id)
        back, left = {record: entity}, set(but)
        open_ends = [record]
        while open_ends:
            for id in self._parts[acts].get(open_ends.pop(), ()):
                one = self._taken[acts][id]
                if (
                    id not in back
                    and id not in left
                    and all(
                        whole in back or present(self._connection, target, [whole])
                        for target, whole in self._wholes(one)
                    )
                ):
                    back[Id(id)] = one.entity
                    open_ends.append(Id(id))
        del back[record]
        shown = {
            id
            for name in set(back.values())
            for id in present(self._connection, name, [id for id, entity in back.items() if entity == name])
        }
        parts = tuple((name, id) for id, name in back.items())
        return Gone(parts, tuple(each for each in parts if each[1] not in shown))

    def emptied(self, record: Id, back: Collection[Id]) -> list[Step]:
        """What the acts that deleted a record emptied elsewhere, as it led to what comes `back`; and what followed from that."""
        return [step for act in _acts(self._connection, record) for step in self._emptied(act, back)]

    def _wholes(self, one: Register) -> list[tuple[str, str]]:
        """What a record was part of, by entity and id."""
        values = one.values()
        named = ((link.target, values.get(link.name)) for link in self._catalogue.entity(one.entity).wholes)
        return [(target, id) for target, id in named if isinstance(id, str)]

    def _emptied(self, act: str, back: Collection[str]) -> list[Step]:
        """What an act changed since a link led to what comes `back`: that link, and what followed from its being emptied."""
        if act not in self._changed:
            done = steps(self._connection, self._catalogue, change_set=act)
            self._changed[act] = [step for step in done if step.event == "changed"]
        changed = self._changed[act]
        holders = {step.record for step in changed if step.new is None and step.old in back}
        return [
            step
            for step in changed
            if step.record in holders and (step.old in back or not self._is_link(step))
        ]

    def _is_link(self, step: Step) -> bool:
        entity = self._catalogue.entity(step.entity)
        return entity.has(step.field) and bool(entity.field(step.field).target)


def deleted_by_code(connection: Connection, catalogue: Catalogue, code: str) -> list[tuple[Entity, Id]]:
    """The deleted records that were called `code` last, whatever the case. What was erased has no code any more."""
    wanted = code.strip().casefold()
    found: list[tuple[Entity, Id]] = []
    for entity in catalogue.entities:
        if entity.code is not None and wanted.startswith(f"{entity.prefix.casefold()}-"):
            name = entity.code.name
            said = or_(
                and_(EDIT.c.field == name, func.lower(EDIT.c.value.op("->>")("$")) == wanted),
                and_(EDIT.c.field == CREATED, func.lower(EDIT.c.value.op("->>")(f"$.{name}")) == wanted),
            )
            query = select(EDIT.c.record).where(EDIT.c.entity == entity.name, said).distinct()
            records = registers_of(connection, list(connection.execute(query).scalars()))
            found += [
                (entity, Id(id))
                for id, one in sorted(records.items())
                if one.created and one.hidden and str(one.values().get(name)).casefold() == wanted
            ]
    return found


def _acts(connection: Connection, record: Id) -> tuple[str, ...]:
    """The change sets that deleted a record, in the order of arrival."""
    query = _DELETED.where(EDIT.c.record == record).order_by(EDIT.c.seq)
    return tuple(
        dict.fromkeys(row.id for row in connection.execute(query) if read_plain(row.value or "null"))
    )


def _taken(connection: Connection, catalogue: Catalogue, acts: Collection[str]) -> dict[str, Register]:
    """The records that these acts deleted and nothing else did, and that are deleted still."""
    records = {
        row.record
        for some in slices(list(acts))
        for row in connection.execute(_DELETED.where(CHANGE_SET.c.id.in_(some)))
    }
    known = {
        id: one
        for id, one in registers_of(connection, records).items()
        if one.created and one.deleted and catalogue.knows(one.entity)
    }
    live = {id: [tag for tag, (gone, _seen) in one.deletions.items() if gone] for id, one in known.items()}
    by = edits_of(connection, [tag for tags in live.values() for tag in tags])
    return {id: one for id, one in known.items() if all(tag in by and by[tag].id in acts for tag in live[id])}


_DELETED = (
    select(EDIT.c.record, EDIT.c.value, CHANGE_SET.c.id)
    .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
    .where(EDIT.c.field == DELETED)
)
