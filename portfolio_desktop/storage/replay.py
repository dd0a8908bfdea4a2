# SPDX-License-Identifier: Apache-2.0
"""What the log says: the state of every record, worked out from the edits alone.

The registers are a cache of this. It serves to rebuild them, to check them, to go back to what a past pack saw,
and to bring back a deleted record.

Of the live edits of a field the one with the greatest (tick, stream, place, tag) is shown: edits of one change set
share a tick, and follow each other by their place. A record is hidden when a live deletion had seen every live edit of
it: whoever edits what somebody else is deleting brings it back into view.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects import sqlite

from portfolio_desktop.base.ids import STREAM_LETTERS
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.connect import rows, slices
from portfolio_desktop.storage.edits import CREATED, DELETED, HEADER, read_plain, split_tags
from portfolio_desktop.storage.schema import EDIT, STREAM

State: TypeAlias = dict[str, dict[str, dict[str, Any]]]
"""Plain values by entity, record and field. None and hidden records are left out."""

Frontier: TypeAlias = Mapping[str, int]
"""How many edits of each stream had arrived: a moment in the life of the workspace."""


@dataclass(slots=True)
class Register:
    """One record while its edits are folded. `shown` holds each field's value and the tag of the edit that gave it."""

    entity: str
    created: bool = False
    shown: dict[str, tuple[Any, bytes]] = field(default_factory=dict)
    heads: dict[str, dict[bytes, Any]] = field(default_factory=lambda: defaultdict(dict))
    deletions: dict[bytes, tuple[bool, frozenset[bytes]]] = field(default_factory=dict)
    _gone: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    _early: set[bytes] = field(
        default_factory=set
    )  # edits of what another laptop had made, before it was made anew

    def take(self, tag: bytes, name: str, parents: bytes, plain: Any) -> None:
        """Take up an edit. They come in the order of their ticks."""
        seen = split_tags(parents)
        if name == DELETED:
            self._forget_deletions(seen)
            self.deletions[tag] = (bool(plain), frozenset(seen))
            return
        if tag in self._gone[name]:
            return  # what replaced it claims an earlier tick, which no honest laptop does
        if name == CREATED:
            self._create(tag, seen, plain or {})
        else:
            self.shown[name] = (plain, tag)
            heads = self.heads[name]
            for parent in seen:
                heads.pop(parent, None)
            heads[tag] = plain
            self._gone[name].update(seen)

    def _create(self, tag: bytes, seen: list[bytes], values: Mapping[str, Any]) -> None:
        # With parents it is made anew, after a deletion: what it had seen is gone, what it had not seen stays.
        if seen:
            self._forget_deletions(seen)
            self.shown = {name: shown for name, shown in self.shown.items() if shown[1] not in seen}
            for heads in self.heads.values():
                for parent in seen:
                    heads.pop(parent, None)
            self._gone[CREATED].update(seen)
        self.created = True
        self._early |= self.live()
        self.shown.update(
            (name, (value, tag)) for name, value in values.items() if tag not in self._gone.get(name, ())
        )
        self.heads[CREATED][tag] = values

    def _forget_deletions(self, seen: list[bytes]) -> None:
        for parent in seen:
            self.deletions.pop(parent, None)

    @property
    def hidden(self) -> bool:
        """Whether somebody who had seen all that is live has deleted it."""
        return any(deleted and self.live() <= seen for deleted, seen in self.deletions.values())

    @property
    def deleted(self) -> bool:
        """Whether somebody has deleted it, though others may have gone on."""
        return any(deleted for deleted, _seen in self.deletions.values())

    def live(self) -> set[bytes]:
        """The tags of the edits that nothing has replaced."""
        return {tag for heads in self.heads.values() for tag in heads}

    def claims(self, name: str) -> dict[bytes, Any]:
        """The live values of a field by the tags of the edits that gave them, the one that is shown last."""
        gone, made, set_since = self._gone.get(name, ()), self.heads[CREATED], self.heads.get(name, {})
        # Who edits what was made once has seen what it was made with, also where an edit in between has not arrived.
        begun = {} if len(made) == 1 and set_since.keys() - self._early else made
        found = {tag: values[name] for tag, values in begun.items() if name in values and tag not in gone}
        found |= set_since
        if name in self.shown:
            tag = self.shown[name][1]
            found[tag] = found.pop(tag)
        return found

    def disputed(self) -> list[str]:
        """The fields of which people, unaware of each other, have said different things."""
        made = self.heads[CREATED]
        several = len(made) > 1
        names = {
            name
            for name, heads in self.heads.items()
            if len(heads) > 1 or (heads and (several or not self._early.isdisjoint(heads)))
        }
        names |= {name for values in made.values() for name in values} if several else set()
        return sorted(name for name in names - {CREATED} if _differ(self.claims(name).values()))

    def values(self) -> dict[str, Any]:
        """What is shown, in plain form, without what is not said."""
        return {name: value for name, (value, _tag) in self.shown.items() if value is not None}


ORDER = (EDIT.c.tick, func.substr(STREAM.c.name, 1, STREAM_LETTERS), EDIT.c.place, EDIT.c.tag)
"""The order in which edits count. Of a stream with branches each laptop has another for its own line; so its name alone."""

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
    .order_by(*ORDER)
)

# Compiled once: it is asked for at every save that meets a disagreement, and for all that arrives.
_OF_RECORDS = str(
    EDITS.where(text("edit.record IN (SELECT value FROM json_each(?))")).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
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


def replayed(connection: Connection) -> dict[str, Register]:
    """Every record that the log knows, by id."""
    with uncollected():
        return folded(connection.execute(EDITS).all())


def fold(rows: Iterable[tuple[Any, ...]], frontier: Frontier | None = None, *, hidden: bool = False) -> State:
    """The state that `rows` of (stream, place, tag, entity, record, field, parents, value) lead to, in tick order."""
    state: State = defaultdict(dict)
    for record, register in folded(rows, frontier).items():
        if register.created and (hidden or not register.hidden):
            state[register.entity][record] = register.values()
    return state


def folded(rows: Iterable[tuple[Any, ...]], frontier: Frontier | None = None) -> dict[str, Register]:
    """As `fold`, with all that is known of each record, by id."""
    registers: dict[str, Register] = {}
    for stream, place, tag, entity, record, name, parents, value in rows:
        if frontier is not None and place > frontier.get(stream, 0):
            continue
        register = registers.get(record)
        if register is None:
            register = registers[record] = Register(entity)
        register.take(tag, name, parents, read_plain(value) if value is not None else None)
    return registers


def registers_of(connection: Connection, records: Collection[str]) -> dict[str, Register]:
    """Some records alone, by id."""
    found: dict[str, Register] = {}
    for some in slices(sorted(records)):
        found |= folded(rows(connection, _OF_RECORDS, (json.dumps(some),)))
    return found


def replay_records(connection: Connection, records: Collection[str]) -> State:
    """Fold the edits of some records alone, those of deleted ones too."""
    state: State = defaultdict(dict)
    for record, register in registers_of(connection, records).items():
        if register.created:
            state[register.entity][record] = register.values()
    return state


def replaced(connection: Connection) -> set[bytes]:
    """The tags of edits that a later one of the same field, or their record's creation anew, has replaced.

    `live` repeats this in the file, so that a save need not read the log.
    """
    return gone_of(connection.execute(select(EDIT.c.tag, EDIT.c.record, EDIT.c.field, EDIT.c.parents)).all())


def gone_of(edits: Iterable[tuple[bytes, str, str, bytes]]) -> set[bytes]:
    """As `replaced`, of all edits of some records, each as (tag, record, field, parents)."""
    rows = list(edits)
    named = {(tag, record, field) for _tag, record, field, parents in rows for tag in split_tags(parents)}
    return {
        tag
        for tag, record, field, _parents in rows
        if (tag, record, field) in named or (tag, record, CREATED) in named
    }


def frontier(connection: Connection) -> dict[str, int]:
    """The present moment: what `replay` needs to come back to it."""
    return dict(connection.execute(select(STREAM.c.name, STREAM.c.length)).all())


def _differ(values: Iterable[Any]) -> bool:
    found = list(values)
    return any(value != found[0] for value in found[1:])
