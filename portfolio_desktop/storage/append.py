# SPDX-License-Identifier: Apache-2.0
"""Adding a change set to the log: each change becomes an edit that names the edits it replaces."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, insert, select, update

from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.plain import to_plain
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.edits import (
    CREATED,
    DELETED,
    HEADER,
    SALT_BYTES,
    EditBody,
    name_edit,
    plain_values,
    seal,
    write_plain,
)
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM

_IN_ONE_QUERY = 1000

_COLUMNS = (
    *("tag", "stream", "place", "tick", "change_set", "entity", "record", "field"),
    *("parents", "seal", "salt", "value", "live"),
)
_INSERT = f"INSERT INTO edit ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608

_Heads: TypeAlias = dict[str, list[bytes]]
"""Tags of the live edits of one record, by field name."""


class Log:
    """The end of this laptop's stream of edits, within one transaction."""

    def __init__(self, connection: Connection, stream: str, random: RandomBytes) -> None:
        self._connection = connection
        self._random = random
        self._name = stream
        row = connection.execute(select(STREAM).where(STREAM.c.name == stream)).one()
        self._stream: int = row.number
        self._length: int = row.length
        self._tip: bytes = row.tip

    def last_tick(self) -> int:
        """The latest tick in the log, from whichever laptop; 0 in an empty one."""
        return self._connection.execute(select(func.max(CHANGE_SET.c.tick))).scalar() or 0

    def append(self, changes: Changes, catalogue: Catalogue, *, id: str, author: str, tick: int) -> None:
        """Write the change set's header and an edit for each change, and mark the edits that they replace."""
        header = {"author": author, "label": changes.label, "why": changes.why.value}
        if changes.reverses is not None:
            header["reverses"] = changes.reverses
        statement = insert(CHANGE_SET).values(id=id, tick=tick, **header).returning(CHANGE_SET.c.number)
        number = self._connection.execute(statement).scalar_one()
        rows = [self._row(EditBody(tick, id, HEADER, id, CREATED, b""), header, number)]
        heads = self._heads([change.record for change in changes])
        replaced: list[bytes] = []
        for change in changes:
            field, plain = _line(change, catalogue)
            own = heads[change.record]
            body = EditBody(tick, id, change.entity, change.record, field, _parents(own, field))
            rows.append(self._row(body, plain, number))
            replaced += own.get(field, ())
            own[field] = [rows[-1][0]]
        self._write(rows, replaced)

    def _row(self, body: EditBody, plain: Any, change_set: int) -> tuple[Any, ...]:
        value, salt = write_plain(plain), self._random(SALT_BYTES)
        sealed = seal(salt, value)
        self._tip = name_edit(self._name, self._tip, body, sealed)
        self._length += 1
        place = (self._tip, self._stream, self._length, body.tick, change_set)
        return (*place, body.entity, body.record, body.field, body.parents, sealed, salt, value.decode(), 1)

    def _heads(self, records: Sequence[str]) -> dict[str, _Heads]:
        found: dict[str, _Heads] = defaultdict(dict)
        for some in _slices(sorted(set(records))):
            statement = select(EDIT.c.record, EDIT.c.field, EDIT.c.tag).where(
                EDIT.c.record.in_(some), EDIT.c.live == 1
            )
            for record, field, tag in self._connection.execute(statement).tuples():
                found[record].setdefault(field, []).append(tag)
        return found

    def _write(self, rows: list[tuple[Any, ...]], replaced: list[bytes]) -> None:
        # Before the insert: an edit may be replaced by a later one of its own change set.
        superseded = set(replaced)
        rows = [(*row[:-1], 0) if row[0] in superseded else row for row in rows]
        self._connection.exec_driver_sql(_INSERT, rows)
        for some in _slices(replaced):
            self._connection.execute(update(EDIT).where(EDIT.c.tag.in_(some)).values(live=0))
        end = update(STREAM).where(STREAM.c.number == self._stream)
        self._connection.execute(end.values(length=self._length, tip=self._tip))


def _line(change: Change, catalogue: Catalogue) -> tuple[str, Any]:
    """The field name and the plain value that stand in the log for a change."""
    entity = catalogue.entity(change.entity)
    if isinstance(change, Create):
        return CREATED, plain_values(entity, change.values)
    if isinstance(change, Edit):
        return change.field, to_plain(entity.field(change.field).kind, change.value)
    return DELETED, isinstance(change, Delete)


def _parents(heads: _Heads, field: str) -> bytes:
    """What an edit of `field` replaces. A deletion has seen, and so names, everything live on the record."""
    if field == DELETED:
        return b"".join(tag for tags in heads.values() for tag in tags)
    return b"".join(heads.get(field) or heads.get(CREATED) or [])


def _slices(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _IN_ONE_QUERY):
        yield items[start : start + _IN_ONE_QUERY]
