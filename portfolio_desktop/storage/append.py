# SPDX-License-Identifier: Apache-2.0
"""Adding a change set to the log: each change becomes an edit that names the edits it replaces."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection

from portfolio_desktop.base.clock import LAST_TICK, next_tick
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.storage.changes import Changes, Lay, Why
from portfolio_desktop.storage.connect import each, row, rows, slices, value
from portfolio_desktop.storage.edits import (
    CREATED,
    DELETED,
    HEADER,
    LARGEST_VALUE,
    SALT_BYTES,
    EditBody,
    Line,
    name_edit,
    seal,
    split_tags,
    write_plain,
)
from portfolio_desktop.storage.merge.claims import claims_of
from portfolio_desktop.storage.replay import registers_of
from portfolio_desktop.storage.schema import TICK

_OF_ALL = (CREATED, DELETED)
"""What is done to a record as a whole: made, deleted and brought back."""

_COLUMNS = (
    *("seq", "change_set", "tag", "stream", "place", "tick"),
    *("entity", "record", "field", "parents", "seal", "salt", "value"),
)
_STREAM = "SELECT number, length, tip FROM stream WHERE name = ?"
_LAST_SEQ = "SELECT max(seq) FROM edit"
_LAST_TICK = "SELECT max(tick) FROM change_set WHERE tick < ?"
_OWN_TICK = "SELECT value FROM meta WHERE key = ?"
_NEW_OWN_TICK = (
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_NEW_SET = "INSERT INTO change_set (id, tick, author, label, why, reverses) VALUES (?, ?, ?, ?, ?, ?) RETURNING number"
_END = "UPDATE stream SET length = ?, tip = ? WHERE number = ?"
_INSERT = f"INSERT INTO edit ({', '.join(_COLUMNS)}, live) VALUES ({'?, ' * len(_COLUMNS)}1)"  # noqa: S608
_REPLACE = "UPDATE edit SET live = 0 WHERE seq = ?"

# Milliseconds that a clock may be ahead before it is not followed: another laptop's, or else everybody's work is dated by the
# fastest; and this laptop's own of before, which may have been set back wrongly by a season, and right by decades.
_AHEAD = 10 * 60 * 1000
_OWN_AHEAD = 366 * 24 * 60 * 60 * 1000

_UNKEPT = N_(
    "A text here holds {words}, which no file can keep. Nothing was saved; take it out and try again."
)
_TOO_LARGE = N_("One record holds more text than can be kept. Nothing was saved; shorten it and try again.")
_CLOCK = N_(
    "This laptop's clock is thousands of years ahead, so nothing that is saved could be dated. Nothing was saved; set the clock "
    "right and try again."
)
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # not a backslash that somebody typed before u0000


class _Head(NamedTuple):
    """A live edit, and its place in the file."""

    tag: bytes
    seq: int
    tick: int


_Heads: TypeAlias = dict[str, list[_Head]]
"""The live edits of one record, by field name."""


class Log:
    """The end of this laptop's stream of edits, within one transaction."""

    def __init__(self, connection: Connection, stream: str, random: RandomBytes) -> None:
        self._connection = connection
        self._random = random
        self._name = stream
        self._first = 0  # the seq of the first edit of this change set
        found: tuple[int, int, bytes] = row(connection, _STREAM, (stream,))
        self._stream, self._length, self._tip = found

    def append(self, changes: Changes, lines: Iterable[Line], *, id: str, author: str, wall: int) -> set[str]:
        """Write the change set's header and an edit for each of its lines, and mark the edits that they replace.

        `wall` is the time in milliseconds since 1970. Refuses a value that cannot be kept. Returns the records that were
        made here although something had arrived of them already: their rows do not follow from these lines alone.
        """
        header = {"author": author, "label": changes.label, "why": changes.why.value}
        if changes.reverses is not None:
            header["reverses"] = changes.reverses
        _kept(header)  # or SQLite would stumble over it
        heads = self._heads(list({change.record for change in changes}))
        lines = list(lines)
        acts = self._ended_acts(
            {one.record for one in lines if one.field in _OF_ALL and DELETED in heads[one.record]}
        )
        known = {one.record for one in lines if one.field == CREATED and _unseen(heads[one.record])}
        tick = self._tick(wall, lines, heads)
        number = value(
            self._connection,
            _NEW_SET,
            (id, tick, author, changes.label, changes.why.value, changes.reverses),
        )
        first = self._first = (value(self._connection, _LAST_SEQ) or 0) + 1
        edits: list[tuple[Any, ...]] = []
        replaced: list[_Head] = []
        opening = Line(HEADER, id, CREATED, header)
        laid = (b"", *(change.parents if isinstance(change, Lay) else b"" for change in changes))
        for seq, (entity, record, field, plain) in enumerate((opening, *lines), first):
            own, named = heads[record], laid[seq - first]
            if named:
                gone = [head for head in own.get(field, ()) if head.tag in split_tags(named)]
            else:
                parents, gone = self._replaced(own, record, field, changes.why)
                ended = acts[record] if field in _OF_ALL else []
                named = b"".join([*(head.tag for head in parents), *ended])
            body = EditBody(tick, id, entity, record, field, named)
            edits.append((seq, number, *self._chained(body, _kept(plain))))
            replaced += gone
            if field == CREATED:
                own.clear()
            own[field] = [head for head in own.get(field, ()) if head not in gone]
            own[field].append(_Head(self._tip, seq, tick))
            if field == DELETED:
                acts[record] += [head.tag for head in gone]
        each(self._connection, _INSERT, edits)
        if replaced:
            each(self._connection, _REPLACE, [(head.seq,) for head in replaced])
        each(self._connection, _END, [(self._length, self._tip, self._stream)])
        return known

    def _tick(self, wall: int, lines: Iterable[Line], heads: Mapping[str, _Heads]) -> int:
        """After everything that the log holds, unless that is of a clock that is far ahead: then after what this replaces.

        So one wrong clock does not take all others with it, and nothing is dated before what it replaces. Refuses a clock whose
        time no file can hold.
        """
        if next_tick(wall + _OWN_AHEAD, 0) > LAST_TICK:
            raise Refusal(_(_CLOCK))
        bound = next_tick(wall + _AHEAD, 0)
        last = value(self._connection, _LAST_TICK, (bound,)) or 0
        kept = value(self._connection, _OWN_TICK, (TICK,))
        own = int(kept) if isinstance(kept, str) and kept.isdecimal() else 0  # else the file is damaged there
        if own >= next_tick(wall + _OWN_AHEAD, 0):
            own = 0
        now = next_tick(wall, max(last, own))
        each(self._connection, _NEW_OWN_TICK, [(TICK, str(now))])
        touched = {line.record for line in lines}
        seen = (head.tick for record in touched for some in heads[record].values() for head in some)
        return min(max(now, max(seen, default=0) + 1), LAST_TICK)

    def _replaced(self, heads: _Heads, record: str, field: str, why: Why) -> tuple[list[_Head], list[_Head]]:
        """The edits that an edit of `field` names as its parents, and those of them that no longer count.

        A deletion has seen, and so names, everything live on the record, and replaces earlier deletions. A creation of a
        record that was deleted does away with all of it; of one that nobody here has seen yet all stays. Of several values
        of a field an edit replaces the one that is shown: the others wait until somebody settles which of them is right,
        and has seen them all.
        """
        own, made = heads.get(field, []), heads.get(CREATED, [])
        if field == CREATED and _unseen(heads):
            return [], []
        if field in _OF_ALL:
            everything = [head for some in heads.values() for head in some]
            return everything, everything if field == CREATED else own
        if own and own[-1].seq >= self._first:  # this change set has set it before
            return own[-1:], own[-1:]
        early = own and made and own[0].tick < made[0].tick
        if len(own) > 1 or len(made) > 1 or early:
            seen = self._claims(record, field, every=why is Why.RESOLVE)
            parents = [head for tag in seen for head in (*own, *made) if head.tag == tag]
            return parents, [head for head in parents if head in own]
        return own or made, own

    def _claims(self, record: str, field: str, *, every: bool) -> list[bytes]:
        """The tags of all live values of a field, or of those that are like the one that is shown; that one last."""
        register = registers_of(self._connection, [record])[record]
        claims = claims_of(self._connection, record, register, field)
        shown = next(reversed(claims.values()), None)
        return [tag for tag, value in claims.items() if every or value == shown]

    def _chained(self, body: EditBody, value: bytes) -> tuple[Any, ...]:
        """The columns of the edit that comes next on this stream, from its tag to its value."""
        salt = self._random(SALT_BYTES)
        sealed = seal(salt, value)
        self._tip = name_edit(self._name, self._tip, body, sealed)
        self._length += 1
        tick, _set, *said = body
        return (self._tip, self._stream, self._length, tick, *said, sealed, salt, value.decode())

    def _ended_acts(self, records: Set[str]) -> defaultdict[str, list[bytes]]:
        """The deletions and returns of records that others of them have replaced.

        Whoever deletes or brings back again names them all, so that none comes back to life where one in between has not
        arrived, or never will.
        """
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for some in slices(sorted(records)):
            marks = ", ".join("?" * len(some))
            statement = f"SELECT record, tag FROM edit WHERE record IN ({marks}) AND live = 0 AND field = ?"  # noqa: S608
            for record, tag in rows(self._connection, statement, (*some, DELETED)):
                found[record].append(tag)
        return found

    def _heads(self, records: Sequence[str]) -> defaultdict[str, _Heads]:
        found: defaultdict[str, _Heads] = defaultdict(dict)
        for some in slices(records):
            marks = ", ".join("?" * len(some))
            statement = (
                f"SELECT record, field, tag, seq, tick FROM edit WHERE record IN ({marks}) AND live = 1"  # noqa: S608
            )
            for record, field, *head in rows(self._connection, statement, tuple(some)):
                found[record].setdefault(field, []).append(_Head(*head))
        return found


def _unseen(heads: _Heads) -> bool:
    """Whether something has arrived of a record that is not shown, and not because it was deleted: its creation is still on
    its way, or what it is part of."""
    return bool(heads) and not (heads.get(CREATED) and heads.get(DELETED))


def _kept(plain: Any) -> bytes:
    """Canonical JSON. Refuses text with half a character or a zero byte, which no file can hold."""
    try:
        value = write_plain(plain)
    except UnicodeEncodeError as error:
        raise Refusal(_(_UNKEPT).format(words=ascii(error.object[error.start]))) from error
    if rb"\u0000" in value and _ZERO.search(value):
        raise Refusal(_(_UNKEPT).format(words=ascii("\0")))
    if len(value) > LARGEST_VALUE:
        raise Refusal(_(_TOO_LARGE))
    return value
