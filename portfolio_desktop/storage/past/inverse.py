# SPDX-License-Identifier: Apache-2.0
"""What takes an act back, part by part, and which of the parts others have changed since.

A value is put back as it was. Where the act had settled a disagreement, the values are laid beside each other again, each in the
place of the one that had settled it; and what takes that back puts one in the place of them all.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, not_, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.changes import Change, Delete, Edit, Lay, Revive
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import CREATED, DELETED, read_plain, split_tags
from portfolio_desktop.storage.history import (
    STEPS,
    Step,
    made_here,
    own_streams,
    parent_values,
    step_of,
    typed,
)
from portfolio_desktop.storage.merge.claims import claims_of
from portfolio_desktop.storage.merge.disputes import edits_of, not_followed
from portfolio_desktop.storage.replay import Register, registers_of
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM

Key: TypeAlias = tuple[Id, str]
"""A record and one of its fields; an empty field stands for the whole record."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that an act did, and what takes it back. `since` is who else has changed that since; empty for nobody.

    `anyway` takes it back all the same.
    """

    step: Step
    back: tuple[Change, ...]
    since: str = ""
    anyway: tuple[Change, ...] = ()


def parts_of(connection: Connection, catalogue: Catalogue, change_set: str) -> tuple[Part, ...]:
    """Everything that an act did and can be taken back, the last first."""
    known = [entity.name for entity in catalogue.entities]
    statement = STEPS.where(CHANGE_SET.c.id == change_set, EDIT.c.entity.in_(known)).order_by(
        EDIT.c.seq.desc()
    )
    rows = connection.execute(statement).all()
    return tuple(_Taking(connection, catalogue, rows).parts())


def inverse(
    connection: Connection, catalogue: Catalogue, change_set: str, also: Collection[Key] = ()
) -> tuple[Change, ...]:
    """The changes that take an act back; of what others have changed since, what is named in `also`."""
    return changes_of(parts_of(connection, catalogue, change_set), also)


def changes_of(parts: Iterable[Part], also: Collection[Key] = ()) -> tuple[Change, ...]:
    """As `inverse`, of the parts of an act."""
    return tuple(
        change
        for part in parts
        if not part.since or (part.step.record, part.step.field) in also
        for change in (part.anyway if part.since else part.back)
    )


def is_led_to(
    connection: Connection, catalogue: Catalogue, going: Iterable[tuple[str, Id]], touched: Collection[Id]
) -> bool:
    """Whether anything but the records `touched` leads to some that are `going`, or is part of them."""
    by_entity: dict[str, list[Id]] = defaultdict(list)
    for entity, record in going:
        by_entity[entity].append(record)
    apart = json.dumps(list(touched))
    return any(
        connection.exec_driver_sql(
            f'SELECT 1 FROM {holder.name} WHERE "{link.name}" IN (SELECT value FROM json_each(?)) '  # noqa: S608
            "AND id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
            (json.dumps(ids), apart),
        ).first()
        for entity, ids in by_entity.items()
        for holder, link in catalogue.holders(entity)
    )


class _Taking:
    def __init__(self, connection: Connection, catalogue: Catalogue, rows: Sequence[Row[Any]]) -> None:
        self._connection, self._catalogue, self._rows = connection, catalogue, rows
        self._before = parent_values(connection, rows)
        self._others = _others(connection, rows[0].author, {row.record for row in rows}) if rows else {}
        self._registers: Mapping[str, Register] = {}
        if self._others:
            self._registers = registers_of(connection, {row.record for row in rows})
        self._beside: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
        for row in reversed(rows):
            self._beside[row.record, row.field].append(row)

    def parts(self) -> Iterator[Part]:
        born = {row.record for row in self._rows if row.field == CREATED}
        done: set[tuple[str, str]] = set()
        for row in self._rows:
            key = row.record, row.field
            # What was born in this act goes as a whole; taking its edits back one by one would only add to the log.
            if (row.record in born and row.field != CREATED) or key in done:
                continue
            if self._were_laid(self._beside[key]):
                done.add(key)
            yield self._part(row)

    def _part(self, row: Row[Any]) -> Part:
        step = step_of(row, self._catalogue, self._before)
        entity, record, field = step.entity, step.record, step.field
        if step.event == "created":
            gone = (Delete(entity, record),)
            return Part(step, gone, self._went_on(record, row.parents), gone)
        if step.event in ("deleted", "restored"):
            back = tuple(self._undeleted(row, step))
            since = self._went_on(record, row.parents) if step.event == "restored" else ""
            return Part(step, back, since, back)
        since = self._changed_by(record, field)
        anyway: tuple[Change, ...] = ()
        if since:
            claims = self._registers[record].claims(field)
            anyway = (Lay(entity, record, field, step.old, b"".join(claims)),)
        return Part(step, tuple(self._unchanged(row, step)), since, anyway)

    def _unchanged(self, row: Row[Any], step: Step) -> Iterator[Change]:
        """The value that was there before; where there were several, all of them."""
        entity, beside = self._catalogue.entity(step.entity), self._beside[row.record, row.field]
        if self._were_laid(beside):
            tags = b"".join(each.tag for each in beside)
            yield Lay(step.entity, step.record, step.field, step.old, tags)
            return
        said = [
            (plain or {}).get(step.field) if name == CREATED else plain
            for name, plain in (self._before[tag] for tag in split_tags(row.parents) if tag in self._before)
        ]
        if all(plain == said[0] for plain in said):
            yield Edit(step.entity, step.record, step.field, step.old)
            return
        for plain in said:
            yield Lay(step.entity, step.record, step.field, typed(entity, step.field, plain), row.tag)

    def _undeleted(self, row: Row[Any], step: Step) -> Iterator[Change]:
        """A deleted record comes back, one that came back goes; and one that was deleted and yet edited is both again.

        Where some of what the act had seen is still on its way, nobody can tell whether it was both: it comes back.
        """
        known = edits_of(self._connection, split_tags(row.parents))
        earlier = [edit for edit in known.values() if edit.field == DELETED]
        last = not_followed(earlier) if len(known) == len(set(split_tags(row.parents))) else []
        deletions = [edit for edit in last if edit.value is not None and read_plain(edit.value)]
        seen = {tag for edit in deletions for tag in split_tags(edit.parents)}
        other = set(split_tags(row.parents)) - {edit.tag for edit in earlier}
        if deletions and (step.event == "deleted" or other - seen):
            tags = b"".join(each.tag for each in self._beside[row.record, DELETED])
            for edit in deletions:
                yield Lay(step.entity, step.record, DELETED, True, tags + edit.parents)
        elif step.event == "deleted":
            yield Revive(step.entity, step.record)
        else:
            yield Delete(step.entity, step.record)

    @staticmethod
    def _were_laid(beside: Sequence[Row[Any]]) -> bool:
        """Whether several edits of one field in one act stand beside each other, rather than each in the place of the last."""
        return len(beside) > 1 and all(
            later.tag not in split_tags(each.parents) for later in beside for each in beside
        )

    def _changed_by(self, record: Id, field: str) -> str:
        """Who else gave a field the value that is shown; empty where nobody did."""
        if record not in self._registers:
            return ""
        claims = claims_of(self._connection, record, self._registers[record], field)
        shown = next(reversed(claims), b"")
        return self._others.get(shown, "")

    def _went_on(self, record: Id, seen: bytes) -> str:
        """Who else has changed something about a record, apart from what was `seen` then."""
        if record not in self._registers:
            return ""
        new = self._registers[record].live().difference(split_tags(seen))
        return next((self._others[tag] for tag in new if tag in self._others), "")


def _others(connection: Connection, author: str, records: set[str]) -> dict[bytes, str]:
    """The live edits of `records` that were made in other files than `author`'s, each with who made it."""
    present = own_streams(connection)[0]
    if not connection.execute(select(STREAM.c.number).where(STREAM.c.name != present).limit(1)).first():
        return {}
    statement = (
        select(EDIT.c.tag, CHANGE_SET.c.author)
        .join(CHANGE_SET, CHANGE_SET.c.number == EDIT.c.change_set)
        .join(STREAM, STREAM.c.number == EDIT.c.stream)
        .where(EDIT.c.live == 1, not_(made_here(connection, author)))
    )
    found: dict[bytes, str] = {}
    for some in slices(sorted(records)):
        found |= dict(connection.execute(statement.where(EDIT.c.record.in_(some))).all())
    return found
