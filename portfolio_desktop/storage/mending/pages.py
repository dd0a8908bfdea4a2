# SPDX-License-Identifier: Apache-2.0
"""The rows in the pages of a damaged SQLite file, read without SQLite, which gives up at the first page that is wrong.

A row is read wherever a page of a table or an index holds one, whatever became of the pages that lead there. That may bring up
rows that are damaged, or out of date: whoever asks has to prove what is found. After the published description of the format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from typing import TypeAlias

from portfolio_desktop.storage.keys.ciphering import PAGE, RESERVED, plain_page
from portfolio_desktop.storage.keys.ring import RING

Cell: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = tuple[Cell, ...]

_HEADER, _WAL_HEADER, _FRAME_HEADER = 100, 32, 24
_USUAL_SIZE = 4096
_SIZES = frozenset(1 << power for power in range(9, 17))
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_LENGTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a value by its serial type; from 12 on the type itself says how long text and blobs are."""
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a table with its number; of an index with 0."""

    number: int
    row: Row


class Pages:
    """All pages of a file and of the write-ahead log beside it, by number, the newest version of each first."""

    def __init__(self, path: Path) -> None:
        content = _content(path)
        log = _content(path.with_name(path.name + "-wal"))
        key = RING.key_of(path)
        self._size = PAGE if key is not None else _page_size(content, log)
        self._usable = self._size - (RESERVED if key else content[20] if _has_header(content) else 0)
        self._versions: dict[int, list[bytes]] = {}
        for number, page in _frames(log, self._size):
            self._versions.setdefault(number, []).insert(0, page)
        for start in range(0, len(content), self._size):
            page = content[start : start + self._size].ljust(self._size, b"\0")
            self._versions.setdefault(start // self._size + 1, []).append(page)
        if key is not None:
            for number, versions in self._versions.items():
                versions[:] = [plain_page(page, number, key) for page in versions]

    def rows(self, widths: frozenset[int]) -> Iterator[Found]:
        """Every row with as many columns as one of `widths` that any version of any page holds."""
        for number, versions in self._versions.items():
            for page in versions:
                yield from self._rows(page, _HEADER if number == 1 else 0, widths)

    def text(self) -> Iterator[bytes]:
        """The bare content of every page."""
        for versions in self._versions.values():
            yield from versions

    def _rows(self, page: bytes, start: int, widths: frozenset[int]) -> Iterator[Found]:
        kind = page[start]
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        count = int.from_bytes(page[start + 3 : start + 5])
        first = start + (12 if kind == _INDEX_INTERIOR else 8)
        for place in range(first, min(first + 2 * count, len(page) - 1), 2):
            at = int.from_bytes(page[place : place + 2])
            if not first <= at < len(page) - 2:
                continue
            try:
                found = self._cell(page, at, kind, widths)
            except (IndexError, ValueError):
                continue
            if found is not None:
                yield found

    def _cell(self, page: bytes, at: int, kind: int, widths: frozenset[int]) -> Found | None:
        if kind == _INDEX_INTERIOR:
            at += 4
        length, at = _varint(page, at)
        number = 0
        if kind == _TABLE_LEAF:
            number, at = _varint(page, at)
        if not 0 < length <= _LARGEST:
            return None
        row = _record(self._payload(page, at, length, kind), widths)
        return None if row is None else Found(number, row)

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """The whole of a row, of which what does not fit into its page lies in a chain of others."""
        usable = self._usable
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return page[at : at + length]
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= most else least
        pieces, left = [page[at : at + here]], length - here
        following = int.from_bytes(page[at + here : at + here + 4])
        seen: set[int] = set()
        while left > 0:
            if following in seen or following not in self._versions:
                raise ValueError("a chain of pages that breaks off")
            seen.add(following)
            more = self._versions[following][0]
            pieces.append(more[4 : 4 + min(left, usable - 4)])
            left -= usable - 4
            following = int.from_bytes(more[:4])
        return b"".join(pieces)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _has_header(content: bytes) -> bool:
    return content.startswith(b"SQLite format 3\0") and len(content) > _HEADER


def _page_size(content: bytes, log: bytes) -> int:
    """As file or log says; as we make files where neither can be believed."""
    told = int.from_bytes(content[16:18]) if _has_header(content) else 0
    told = 65536 if told == 1 else told
    if told not in _SIZES and len(log) > _WAL_HEADER:
        told = int.from_bytes(log[8:12])
    return told if told in _SIZES else _USUAL_SIZE


def _frames(log: bytes, size: int) -> list[tuple[int, bytes]]:
    """The pages that committed transactions wrote into a write-ahead log, in their order."""
    salts, found, committed = log[16:24], list[tuple[int, bytes]](), 0
    for start in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, pages = unpack_from(">II", log, start)
        if log[start + 8 : start + 16] != salts:
            break  # what was written before the log was begun anew
        found.append((number, log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]))
        if pages:
            committed = len(found)
    return found[:committed]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64 if value >> 63 else 0), at + 9


def _record(payload: bytes, widths: frozenset[int]) -> Row | None:
    """The values of a record; None where it has not one of the numbers of columns that are wanted."""
    end, at = _varint(payload, 0)
    types: list[int] = []
    most = max(widths)
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > most:
            return None
    if len(types) not in widths or at != end:
        return None
    return tuple(_values(payload, at, types))


def _values(payload: bytes, at: int, types: Sequence[int]) -> Iterator[Cell]:
    for kind in types:
        if kind in (10, 11) or kind < 0:
            raise ValueError("a kind of value that there is not")
        length = _LENGTHS[kind] if kind < 12 else (kind - 12) // 2
        piece = payload[at : at + length]
        if len(piece) < length:
            raise ValueError("a value that breaks off")
        at += length
        if kind >= 12:
            yield piece.decode() if kind % 2 else piece
        elif kind == 7:
            yield float(unpack_from(">d", piece)[0])
        else:
            yield None if kind == 0 else kind - 8 if kind >= 8 else int.from_bytes(piece, signed=True)
