# SPDX-License-Identifier: Apache-2.0
"""Adding a change set to the log: each change becomes an edit that names the edits it replaces."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, func, insert, select, update

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import (
    CREATED,
    DELETED,
    HEADER,
    SALT_BYTES,
    EditBody,
    Line,
    name_edit,
    seal,
    write_plain,
)
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, STREAM

_COLUMNS = (
    *("seq", "change_set", "tag", "stream", "place", "tick"),
    *("entity", "record", "field", "parents", "seal", "salt", "value"),
)
_STREAM = select(STREAM).where(STREAM.c.name == bindparam("stream"))
_LAST_SEQ = select(func.max(EDIT.c.seq))
_LAST_TICK = select(func.max(CHANGE_SET.c.tick))
_NEW_SET = insert(CHANGE_SET).returning(CHANGE_SET.c.number)
_END = update(STREAM).where(STREAM.c.number == bindparam("stream"))
_INSERT = f"INSERT INTO edit ({', '.join(_COLUMNS)}, live) VALUES ({'?, ' * len(_COLUMNS)}1)"  # noqa: S608
_REPLACE = "UPDATE edit SET live = 0 WHERE seq = ?"

_UNKEPT = N_(
    "A text here holds {words}, which no file can keep. Nothing was saved; take it out and try again."
)
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # not a backslash that somebody typed before u0000

_Head: TypeAlias = tuple[bytes, int]
"""The tag of a live edit and its place in the file."""

_Heads: TypeAlias = dict[str, list[_Head]]
"""The live edits of one record, by field name."""


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

    def append(self, changes: Changes, lines: Iterable[Line], *, id: str, author: str, tick: int) -> None:
        """Write the change set's header and an edit for each of its lines, and mark the edits that they replace.

        Refuses a value that cannot be kept.
        """
        header = {"author": author, "label": changes.label, "why": changes.why.value}
        if changes.reverses is not None:
            header["reverses"] = changes.reverses
        _kept(header)  # or SQLite would stumble over it
        number = self._connection.execute(_NEW_SET, {"id": id, "tick": tick, **header}).scalar_one()
        first = (self._connection.execute(_LAST_SEQ).scalar() or 0) + 1
        heads = self._heads(list({change.record for change in changes}))
        rows: list[tuple[Any, ...]] = []
        replaced: list[_Head] = []
        opening = Line(HEADER, id, CREATED, header)
        for seq, (entity, record, field, plain) in enumerate((opening, *lines), first):
            own = heads[record]
            parents, gone = _replaced(own, field)
            named = b"".join([tag for tag, _seq in parents])
            body = EditBody(tick, id, entity, record, field, named)
            rows.append((seq, number, *self._chained(body, _kept(plain))))
            replaced += gone
            if field == CREATED:
                own.clear()
            own[field] = [(self._tip, seq)]
        self._connection.exec_driver_sql(_INSERT, rows)
        if replaced:
            self._connection.exec_driver_sql(_REPLACE, [(seq,) for _tag, seq in replaced])
        end = {"stream": self._stream, "length": self._length, "tip": self._tip}
        self._connection.execute(_END, end)

    def _chained(self, body: EditBody, value: bytes) -> tuple[Any, ...]:
        """The columns of the edit that comes next on this stream, from its tag to its value."""
        salt = self._random(SALT_BYTES)
        sealed = seal(salt, value)
        self._tip = name_edit(self._name, self._tip, body, sealed)
        self._length += 1
        tick, _set, *said = body
        return (self._tip, self._stream, self._length, tick, *said, sealed, salt, value.decode())

    def _heads(self, records: Sequence[str]) -> defaultdict[str, _Heads]:
        found: defaultdict[str, _Heads] = defaultdict(dict)
        for some in slices(records):
            marks = ", ".join("?" * len(some))
            statement = f"SELECT record, field, tag, seq FROM edit WHERE record IN ({marks}) AND live = 1"  # noqa: S608
            for record, field, tag, seq in self._connection.exec_driver_sql(statement, tuple(some)).all():
                found[record].setdefault(field, []).append((tag, seq))
        return found


def _kept(plain: Any) -> bytes:
    """Canonical JSON. Refuses text with half a character or a zero byte, which no file can hold."""
    try:
        value = write_plain(plain)
    except UnicodeEncodeError as error:
        raise Refusal(_(_UNKEPT).format(words=ascii(error.object[error.start]))) from error
    if rb"\u0000" in value and _ZERO.search(value):
        raise Refusal(_(_UNKEPT).format(words=ascii("\0")))
    return value


def _replaced(heads: _Heads, field: str) -> tuple[list[_Head], list[_Head]]:
    """The edits that an edit of `field` names as its parents, and those of them that no longer count.

    A deletion has seen, and so names, everything live on the record, and replaces earlier deletions. A creation of a
    record that was there before does away with all of it.
    """
    own = heads.get(field, [])
    if field in (CREATED, DELETED):
        everything = [head for some in heads.values() for head in some]
        return everything, everything if field == CREATED else own
    return own or heads.get(CREATED, []), own
