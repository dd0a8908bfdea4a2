# SPDX-License-Identifier: Apache-2.0
"""What can still be proved of the log of a damaged workspace, alone or together with a backup of it.

Every edit carries its own proof: its name follows from its stream, the edit before it, and all it says, and the seal covers the
value. So it does not matter where an edit is found. What proves itself is as good as it ever was, and nothing else is taken.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from portfolio_desktop.base.clock import tick_time
from portfolio_desktop.base.ids import STREAM_LETTERS
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.storage.changes import Why
from portfolio_desktop.storage.edits import HEADER, TAG_BYTES, name_edit, read_plain
from portfolio_desktop.storage.examine import SHARE as KEPT_SHARE
from portfolio_desktop.storage.mending.pages import Found, Pages
from portfolio_desktop.storage.past.arrivals import Arrivals, is_arrival
from portfolio_desktop.storage.schema import CURRENT, EDIT, FORMER, META, STREAM
from portfolio_desktop.storage.travel.edits import SEAL_BYTES, BadEdit, Sent, Stretch, checked
from portfolio_desktop.storage.travel.outgoing import origin, root

_EDIT, _STREAM, _META = len(EDIT.c), len(STREAM.c), len(META.c)
_WIDTHS = frozenset((_EDIT, _STREAM, _META))
_SHAPE: tuple[tuple[type, ...], ...] = (
    *((type(None),), (bytes,), (int,), (int,), (int,), (int,)),
    *((str,), (str,), (str,), (bytes,), (bytes,), (bytes, type(None)), (str, type(None)), (int,)),
)
_NAME = re.compile(rb"[0-9a-v]{%d}" % STREAM_LETTERS)
_LINE = re.compile(rf"[0-9a-v]{{{STREAM_LETTERS}}}(~[0-9a-f.]+)?")
_NAMELESS = "?"  # of a line whose name is lost nothing can be proved; what it says can still be read
_SHARE = "share."
_ID = "id"


class Piece(NamedTuple):
    """An edit as it was found: its order of arrival, its place and its name."""

    seq: int
    place: int
    tag: bytes
    sent: Sent


@dataclass(slots=True)
class Pool:
    """All that was found, proved or not: pieces by line, lengths that were promised, what the file remembered, and by the name of
    each edit when it came from elsewhere, in milliseconds since 1970."""

    pieces: dict[str, dict[int, list[Piece]]] = field(default_factory=lambda: defaultdict(dict))
    lengths: dict[str, int] = field(default_factory=dict)
    memory: dict[str, str] = field(default_factory=dict)
    arrivals: dict[bytes, int] = field(default_factory=dict)

    def add(self, other: "Pool") -> None:
        """Take up what another file holds. What this one remembers stays."""
        for line, places in other.pieces.items():
            for place, pieces in places.items():
                self.pieces[line].setdefault(place, []).extend(pieces)
        for line, length in other.lengths.items():
            self.lengths[line] = max(length, self.lengths.get(line, 0))
        self.memory = {**other.memory, **self.memory}
        self.arrivals = {**other.arrivals, **self.arrivals}


@dataclass(frozen=True, slots=True)
class Salvage:
    """What is proved. `stretches` are in the order in which they arrived, each line without a gap.

    `loose` are edits that lie behind a gap: their values are sealed, their place in the history is not proved. `missing` counts
    the edits that were there and cannot be read, `until` is the time of the last edit that is proved; `arrivals` are those of
    the pool.
    """

    portfolio: str
    stretches: tuple[Stretch, ...]
    loose: tuple[Piece, ...]
    missing: int
    until: datetime | None
    memory: Mapping[str, str]
    own: tuple[str, ...]
    arrivals: Mapping[bytes, int]

    @property
    def edits(self) -> int:
        """How many are proved."""
        return sum(len(stretch.edits) for stretch in self.stretches)

    @property
    def acts(self) -> int:
        """How many acts of people they are. What cannot be read any more counts as one."""
        openings = (sent for stretch in self.stretches for sent in stretch.edits if sent.entity == HEADER)
        return sum(sent.value is None or read_plain(sent.value).get("why") != Why.UPKEEP for sent in openings)

    @property
    def is_shared(self) -> bool:
        """Whether the file knew the secret of a share."""
        return bool(self.memory.get(KEPT_SHARE))

    @property
    def is_complete(self) -> bool:
        """Whether all is there that ever was, as far as that can be known."""
        return bool(self.portfolio) and not self.loose and not self.missing


def dig(path: Path, hints: Pool | None = None) -> Pool:
    """Whatever looks like a part of the log in the file at `path`; `hints` know names of streams that this one may have lost."""
    with uncollected():
        pages = Pages(path)
        pool, edits, names, arrivals = Pool(), list[Found](), dict[int, str](), dict[str, str]()
        for found in pages.rows(_WIDTHS):
            width = len(found.row)
            if width == _EDIT:
                if _is_shaped(found):
                    edits.append(found)
            elif width == _STREAM:
                _note_stream(found, pool, names)
            else:
                _note_pair(found, pool, names, arrivals)
        sets = {found.row[5]: found.row[7] for found in edits if found.row[6] == HEADER}
        by_line: dict[Any, list[Piece]] = defaultdict(list)
        for found in edits:
            set_id = sets.get(found.row[5])
            if isinstance(set_id, str):
                by_line[found.row[2]].append(_piece(found, set_id))
        candidates = _candidates(pages, pool, hints) if by_line.keys() - names.keys() else ()
        for number, pieces in by_line.items():
            name = names.get(number) or _name_of(pieces, candidates) or f"{_NAMELESS}{number}"
            for piece in pieces:
                pool.pieces[name].setdefault(piece.place, []).append(piece)
        known = Arrivals(arrivals)
        walls = ((piece.tag, known.wall(piece.seq)) for pieces in by_line.values() for piece in pieces)
        pool.arrivals = {tag: wall for tag, wall in walls if wall is not None}
    return pool


def salvage(pool: Pool) -> Salvage:
    """Prove what is in the pool."""
    proved: dict[str, list[Piece]] = {}
    with uncollected():
        for line in sorted(pool.pieces, key=len):  # a branch after the line that it leaves
            proved[line] = list(_chain(line, pool.pieces[line], proved))
        loose, missing = _rest(pool, proved)
    last = max((pieces[-1].sent.tick for pieces in proved.values() if pieces), default=None)
    return Salvage(
        portfolio=pool.memory.get(_ID, ""),
        stretches=tuple(_stretches(proved)),
        loose=tuple(loose),
        missing=missing,
        until=None if last is None else tick_time(last),
        memory={key: value for key, value in pool.memory.items() if key.startswith(_SHARE)},
        own=_own(pool),
        arrivals=pool.arrivals,
    )


def _is_shaped(found: Found) -> bool:
    return (
        all(isinstance(cell, kinds) for cell, kinds in zip(found.row, _SHAPE, strict=True))
        and len(found.row[1]) == TAG_BYTES  # type: ignore[arg-type]
        and len(found.row[10]) == SEAL_BYTES  # type: ignore[arg-type]
    )


def _note_stream(found: Found, pool: Pool, names: dict[int, str]) -> None:
    _none, name, length, tip = found.row
    if isinstance(name, str) and isinstance(length, int) and isinstance(tip, bytes) and _LINE.fullmatch(name):
        names[found.number] = name
        pool.lengths[name] = max(length, pool.lengths.get(name, 0))


def _note_pair(found: Found, pool: Pool, names: dict[int, str], arrivals: dict[str, str]) -> None:
    """A line of the file's memory, or of the index that leads from a stream's name to its number."""
    key, value = found.row
    if not isinstance(key, str):
        return
    if isinstance(value, int) and not found.number and _LINE.fullmatch(key):
        names.setdefault(value, key)
    elif isinstance(value, str) and (key.startswith(_SHARE) or key in (_ID, CURRENT, FORMER)):
        pool.memory.setdefault(key, value)
    elif isinstance(value, str) and is_arrival(key):
        arrivals.setdefault(key, value)


def _piece(found: Found, set_id: str) -> Piece:
    row: Any = found.row
    _none, tag, _stream, place, tick, _set, entity, record, name, parents, seal, salt, value, _live = row
    return Piece(
        found.number, place, tag, Sent(tick, set_id, entity, record, name, parents, seal, salt, value)
    )


def _candidates(pages: Pages, pool: Pool, hints: Pool | None) -> Sequence[str]:
    """Whatever may be the name of a stream, wherever it stands."""
    known = [*pool.lengths, *(hints.pieces if hints else ())]
    seen = {name.decode() for page in pages.text() for name in _NAME.findall(page)}
    return [*known, *sorted(seen)]


def _name_of(pieces: Iterable[Piece], candidates: Sequence[str]) -> str | None:
    """The name under which a line's first edit bears the name that it has."""
    first = next((piece for piece in pieces if piece.place == 1), None)
    if first is None:
        return None
    return next(
        (name for name in candidates if name_edit(name, b"", first.sent.body, first.sent.seal) == first.tag),
        None,
    )


def _chain(
    line: str, places: Mapping[int, Sequence[Piece]], proved: Mapping[str, Sequence[Piece]]
) -> Iterator[Piece]:
    """The edits of a line as far as each follows from the one before it."""
    tip, place = root(line), 1
    if tip:
        before = next((piece for piece in proved.get(origin(line), ()) if piece.tag == tip), None)
        if before is None:
            return
        place = before.place + 1
    while True:
        piece = next((each for each in places.get(place, ()) if _follows(origin(line), tip, each)), None)
        if piece is None:
            return
        yield piece
        tip, place = piece.tag, place + 1


def _follows(stream: str, tip: bytes, piece: Piece) -> bool:
    return name_edit(stream, tip, piece.sent.body, piece.sent.seal) == piece.tag and _is_sealed(piece)


def _rest(pool: Pool, proved: Mapping[str, Sequence[Piece]]) -> tuple[list[Piece], int]:
    """What lies behind the gaps, in the order of its time, and how much cannot be read at all.

    What others wrote comes back from the share, where there is one.
    """
    loose: list[Piece] = []
    missing = 0
    own = _own(pool) if pool.memory.get(KEPT_SHARE) else None
    for line, places in pool.pieces.items():
        if own is not None and origin(line) not in own:
            continue
        known = proved[line][-1].place if proved[line] else 0
        sealed = [
            piece
            for place, pieces in places.items()
            if place > known and (piece := next(filter(_is_sealed, pieces), None)) is not None
        ]
        loose += sealed
        last = max(pool.lengths.get(line, 0), *(piece.place for piece in sealed), known)
        missing += last - known - len(sealed)
    missing += sum(
        length
        for line, length in pool.lengths.items()
        if line not in pool.pieces and (own is None or origin(line) in own)
    )
    loose.sort(key=lambda piece: (piece.sent.tick, piece.seq))
    return loose, missing


def _is_sealed(piece: Piece) -> bool:
    """Whether it has the shape of an edit, and the value that it was sealed with."""
    try:
        checked(Stretch(piece.sent.change_set, 1, b"", (piece.sent,)))
    except BadEdit:
        return False
    return True


def _stretches(proved: Mapping[str, Sequence[Piece]]) -> Iterator[Stretch]:
    """All lines, woven as they arrived."""
    before = {line: root(line) for line in proved}
    ordered = sorted((piece.seq, line, piece) for line, pieces in proved.items() for piece in pieces)
    for line, run in groupby(ordered, key=lambda each: each[1]):
        pieces = [piece for _seq, _line, piece in run]
        yield Stretch(origin(line), pieces[0].place, before[line], tuple(piece.sent for piece in pieces))
        before[line] = pieces[-1].tag


def _own(pool: Pool) -> tuple[str, ...]:
    """The streams that the file has written under, as far as it still says so."""
    try:
        former = json.loads(pool.memory.get(FORMER, "[]"))
    except ValueError:
        former = []
    found = (pool.memory.get(CURRENT, ""), *(former if isinstance(former, list) else ()))
    return tuple(name for name in found if isinstance(name, str) and name in pool.pieces)
