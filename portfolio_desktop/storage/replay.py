# SPDX-License-Identifier: Apache-2.0
"""What the log says: the state of every record, worked out from the edits alone.

The registers are a cache of this. It serves to rebuild them, to check them, to go back to what a past pack saw,
and to bring back a deleted record.

Among edits of a field the one with the greatest (tick, stream, place, tag) is shown: edits of one change set share
a tick, and follow each other by their place. A record is hidden when a live
deletion had seen every live edit of it: whoever edits what somebody else is deleting brings it back into view.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, HEADER, read_plain, split_tags
from portfolio_desktop.storage.schema import EDIT, STREAM

State: TypeAlias = dict[str, dict[str, dict[str, Any]]]
"""Plain values by entity, record and field. None and hidden records are left out."""

Frontier: TypeAlias = Mapping[str, int]
"""How many edits of each stream had arrived: a moment in the life of the workspace."""


@dataclass(slots=True)
class _Register:
    """One record while its edits are folded. `shown` holds each field's value and the tag of the edit that gave it."""

    entity: str
    created: bool = False
    shown: dict[str, tuple[Any, bytes]] = field(default_factory=dict)
    heads: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    deletions: dict[bytes, tuple[bool, frozenset[bytes]]] = field(default_factory=dict)

    def take(self, tag: bytes, name: str, parents: bytes, plain: Any) -> None:
        seen = split_tags(parents)
        if name == DELETED:
            self._forget_deletions(seen)
            self.deletions[tag] = (bool(plain), frozenset(seen))
        elif name == CREATED:
            self._create(tag, seen, plain or {})
        else:
            self.shown[name] = (plain, tag)
            self.heads[name].difference_update(seen)
            self.heads[name].add(tag)

    def _create(self, tag: bytes, seen: list[bytes], values: Mapping[str, Any]) -> None:
        # With parents it is made anew, after a deletion: what it had seen is gone, what it had not seen stays.
        if seen:
            self._forget_deletions(seen)
            self.shown = {name: shown for name, shown in self.shown.items() if shown[1] not in seen}
            for heads in self.heads.values():
                heads.difference_update(seen)
        self.created = True
        self.shown.update((name, (value, tag)) for name, value in values.items())
        self.heads[CREATED].add(tag)

    def _forget_deletions(self, seen: list[bytes]) -> None:
        for parent in seen:
            self.deletions.pop(parent, None)

    @property
    def hidden(self) -> bool:
        live = {tag for heads in self.heads.values() for tag in heads}
        return any(deleted and live <= seen for deleted, seen in self.deletions.values())


EDITS = (
    select(
        STREAM.c.name,
        EDIT.c.place,
        EDIT.c.tag,
        EDIT.c.entity,
        EDIT.c.record,
        EDIT.c.field,
        EDIT.c.parents,
        EDIT.c.value,
    )
    .join(STREAM, STREAM.c.number == EDIT.c.stream)
    .where(EDIT.c.entity != HEADER)
    .order_by(EDIT.c.tick, STREAM.c.name, EDIT.c.place, EDIT.c.tag)
)


def replay(
    connection: Connection,
    *,
    record: str | None = None,
    entities: Collection[str] | None = None,
    frontier: Frontier | None = None,
    hidden: bool = False,
) -> State:
    """Fold the log: all of it, or one record's edits, some entities', or what had arrived at `frontier`.

    With `hidden` deleted records are there too, as they were last.
    """
    statement = EDITS
    if record is not None:
        statement = statement.where(EDIT.c.record == record)
    if entities is not None:
        statement = statement.where(EDIT.c.entity.in_(entities))
    with uncollected():
        return fold(connection.execute(statement).all(), frontier, hidden=hidden)


def fold(rows: Iterable[tuple[Any, ...]], frontier: Frontier | None = None, *, hidden: bool = False) -> State:
    """The state that `rows` of (stream, place, tag, entity, record, field, parents, value) lead to, in tick order."""
    registers: dict[str, _Register] = {}
    for stream, place, tag, entity, record, name, parents, value in rows:
        if frontier is not None and place > frontier.get(stream, 0):
            continue
        register = registers.get(record)
        if register is None:
            register = registers[record] = _Register(entity)
        register.take(tag, name, parents, read_plain(value) if value is not None else None)
    state: State = defaultdict(dict)
    for record, register in registers.items():
        if register.created and (hidden or not register.hidden):
            known = {name: value for name, (value, _tag) in register.shown.items() if value is not None}
            state[register.entity][record] = known
    return state


def replay_records(connection: Connection, records: Collection[str]) -> State:
    """Fold the edits of some records alone, those of deleted ones too."""
    state: State = defaultdict(dict)
    for some in slices(sorted(records)):
        rows = connection.execute(EDITS.where(EDIT.c.record.in_(some))).all()
        for entity, found in fold(rows, hidden=True).items():
            state[entity].update(found)
    return state


def replaced(connection: Connection) -> set[bytes]:
    """The tags of edits that a later one of the same field, or their record's creation anew, has replaced.

    `live` repeats this in the file, so that a save need not read the log.
    """
    rows = connection.execute(select(EDIT.c.tag, EDIT.c.field, EDIT.c.parents)).all()
    named = {(parent, field) for _tag, field, parents in rows for parent in split_tags(parents)}
    return {tag for tag, field, _parents in rows if (tag, field) in named or (tag, CREATED) in named}


def frontier(connection: Connection) -> dict[str, int]:
    """The present moment: what `replay` needs to come back to it."""
    return dict(connection.execute(select(STREAM.c.name, STREAM.c.length)).all())
