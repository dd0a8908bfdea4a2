# SPDX-License-Identifier: Apache-2.0
"""Adding a change set to the log: each change becomes an edit that names the edits it replaces."""

import re
from collections import defaultdict
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, func, insert, select, update

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.changes import Change, Changes, Create, Delete, Edit
from portfolio_desktop.storage.connect import slices
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

_COLUMNS = (
    *("tag", "stream", "place", "tick", "entity", "record", "field"),
    *("parents", "seal", "salt", "value", "change_set", "live"),
)
_STREAM = select(STREAM).where(STREAM.c.name == bindparam("stream"))
_LAST_TICK = select(func.max(CHANGE_SET.c.tick))
_NEW_SET = insert(CHANGE_SET).returning(CHANGE_SET.c.number)
_HEADS = select(EDIT.c.record, EDIT.c.field, EDIT.c.tag).where(
    EDIT.c.record.in_(bindparam("records", expanding=True)), EDIT.c.live == 1
)
_END = update(STREAM).where(STREAM.c.number == bindparam("stream"))
_INSERT = f"INSERT INTO edit ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_REPLACE = "UPDATE edit SET live = 0 WHERE tag = ?"

_UNKEPT = N_(
    "A text here holds {words}, which no file can keep. Nothing was saved; take it out and try again."
)
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # not a backslash that somebody typed before u0000

_Heads: TypeAlias = dict[str, list[bytes]]
"""Tags of the live edits of one record, by field name."""


class Log:
    """The end of this laptop's stream of edits, within one transaction."""

    def __init__(self, connection: Connection, stream: str, random: RandomBytes) -> None:
        self._connection = connection
        self._random = random
        self._name = stream
        row = connection.execute(_STREAM, {"stream": stream}).one()
        self._stream: int = row.number
        self._length: int = row.length
        self._tip: bytes = row.tip

    def last_tick(self) -> int:
        """The latest tick in the log, from whichever laptop; 0 in an empty one."""
        return self._connection.execute(_LAST_TICK).scalar() or 0

    def append(self, changes: Changes, catalogue: Catalogue, *, id: str, author: str, tick: int) -> None:
        """Write the change set's header and an edit for each change, and mark the edits that they replace.

        Refuses a value that cannot be kept.
        """
        header = {"author": author, "label": changes.label, "why": changes.why.value}
        if changes.reverses is not None:
            header["reverses"] = changes.reverses
        rows = [self._row(EditBody(tick, id, HEADER, id, CREATED, b""), _kept(header))]
        heads = self._heads(list({change.record for change in changes}))
        replaced: set[bytes] = set()
        for change in changes:
            field, value = _line(change, catalogue)
            own = heads[change.record]
            parents, gone = _replaced(own, field)
            body = EditBody(tick, id, change.entity, change.record, field, b"".join(parents))
            rows.append(self._row(body, value))
            replaced.update(gone)
            if field == CREATED:
                own.clear()
            own[field] = [rows[-1][0]]
        self._write({"id": id, "tick": tick, **header}, rows, replaced)

    def _row(self, body: EditBody, value: bytes) -> tuple[Any, ...]:
        salt = self._random(SALT_BYTES)
        sealed = seal(salt, value)
        self._tip = name_edit(self._name, self._tip, body, sealed)
        self._length += 1
        place = (self._tip, self._stream, self._length, body.tick)
        return (*place, body.entity, body.record, body.field, body.parents, sealed, salt, value.decode())

    def _heads(self, records: list[str]) -> dict[str, _Heads]:
        found: dict[str, _Heads] = defaultdict(dict)
        for some in slices(records):
            for record, field, tag in self._connection.execute(_HEADS, {"records": some}).all():
                found[record].setdefault(field, []).append(tag)
        return found

    def _write(self, header: dict[str, Any], rows: list[tuple[Any, ...]], replaced: set[bytes]) -> None:
        number = self._connection.execute(_NEW_SET, header).scalar_one()
        # An edit may be replaced by a later one of its own change set.
        lines = [(*row, number, row[0] not in replaced) for row in rows]
        self._connection.exec_driver_sql(_INSERT, lines)
        if replaced:
            self._connection.exec_driver_sql(_REPLACE, [(tag,) for tag in replaced])
        end = {"stream": self._stream, "length": self._length, "tip": self._tip}
        self._connection.execute(_END, end)


def _line(change: Change, catalogue: Catalogue) -> tuple[str, bytes]:
    """The field name and the value, as canonical JSON, that stand in the log for a change."""
    entity = catalogue.entity(change.entity)
    if isinstance(change, Create):
        return CREATED, _kept(plain_values(entity, change.values))
    if isinstance(change, Edit):
        return change.field, _kept(plain_values(entity, {change.field: change.value}).get(change.field))
    return DELETED, _kept(isinstance(change, Delete))


def _kept(plain: Any) -> bytes:
    """Canonical JSON. Refuses text with half a character or a zero byte, which no file can hold."""
    try:
        value = write_plain(plain)
    except UnicodeEncodeError as error:
        raise Refusal(_(_UNKEPT).format(words=ascii(error.object[error.start]))) from error
    if rb"\u0000" in value and _ZERO.search(value):
        raise Refusal(_(_UNKEPT).format(words=ascii("\0")))
    return value


def _replaced(heads: _Heads, field: str) -> tuple[list[bytes], list[bytes]]:
    """The edits that an edit of `field` names as its parents, and those of them that no longer count.

    A deletion has seen, and so names, everything live on the record, and replaces earlier deletions. A creation of a
    record that was there before does away with all of it.
    """
    own = heads.get(field, [])
    if field in (CREATED, DELETED):
        everything = [tag for tags in heads.values() for tag in tags]
        return everything, everything if field == CREATED else own
    return own or heads.get(CREATED, []), own
