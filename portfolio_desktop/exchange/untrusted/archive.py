# SPDX-License-Identifier: Apache-2.0
"""Whether a packed book (xlsx, ods) is safe to hand to the reader, and which of its cells the reader would lose.

Trusts no header: every part is unpacked here and its bytes are counted, so that sizes that lie are found out.
Runs in the child process.
"""

import errno
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.untrusted.limits import (
    LARGEST_INSIDE,
    LARGEST_RATIO,
    MOST_CELLS,
    MOST_ENTRIES,
    RATIO_FROM,
    Unsafe,
)

_DAMAGED = N_("{file} is damaged. Open it in a spreadsheet program, save it again and choose that file.")
_TOO_MUCH = N_(
    "{file} unpacks to far more than a spreadsheet holds, so it was not opened. "
    "If it is yours, copy the sheet you need into a new workbook and choose that."
)
_STRAY = N_(
    "{file} has a sheet with cells so far from its table that it cannot be read. "
    "Delete the rows below and the columns right of the table, save, and try again."
)
_LOCKED = N_("{file} is locked with a password. Open it, save it without a password, and choose that file.")
_DECLARES = N_("{file} contains XML declarations that spreadsheets never have, so it was not opened.")

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DECLARATIONS = re.compile(b"<!(?:DOCTYPE|ENTITY)")
_DECLARATIONS_UTF_16 = re.compile(b"<\\0!\\0[DE]\\0")
_ROW = re.compile(rb"<row\b(?:[^>]*?\br=\"(\d{1,9})\")?")
_PREFIXED_ROW = re.compile(rb"<\w+:row\b(?:[^>]*?\br=\"(\d{1,9})\")?")
_WIDE = re.compile(rb"r=\"[A-Z]{3}\d")
_COLUMN = re.compile(rb"r=\"([A-Z]{1,3})\d")
_MOST_TWO_LETTERS = 702  # columns up to ZZ
_FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*(?<!/)>")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*(?<!/)>(.{0,9000}?)</(?:\w+:)?c>",
    re.S,
)
_ANY_ERROR = re.compile(
    b't="e"'
)  # the quickest ways, some forty times quicker than the whole patterns, to know …
_ANY_FORMULA = (re.compile(rb"<f[\s/>]"), re.compile(rb":f[\s/>]"))  # … that there is none
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_TEXT_RESULT = re.compile(rb"\bt=\"str\"")
_REPEATED_CELL = re.compile(rb"<table:table-cell\b([^>]*?)number-columns-repeated=\"(\d{4,})\"([^>]*)>")
_REPEATED_ROW = re.compile(
    rb"<table:table-row\b[^>]*?number-rows-repeated=\"(\d{5,})\"[^>]*>(.{0,20000}?)</table:table-row>", re.S
)


Faults: TypeAlias = dict[str, list[tuple[int, int, str]]]
"""Cells without a usable value, by sheet part: (row, column) counted from 0, and the error's name or ""."""


def examine(path: Path, form: str) -> Faults:
    """Unpack every part, counting. Raises Unsafe for bombs, overlaps, locked or damaged books."""
    faults: Faults = {}
    size = path.stat().st_size
    with telling_damage(), path.open("rb") as file, zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        _check_places(entries, size)
        total = 0
        for entry in entries:
            data = _unpack(file, entry, LARGEST_INSIDE - total)
            total += len(data)
            _check_part(entry.filename, data, form, faults)
        if total > RATIO_FROM and total > LARGEST_RATIO * size:
            raise Unsafe(_TOO_MUCH)
    return faults


@contextmanager
def telling_damage() -> Iterator[None]:
    """Turn all that the zip reader says of damaged packages into Unsafe: it has no exception of its own for most."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        RuntimeError,
        ValueError,
        EOFError,
        LookupError,
        OverflowError,
    ) as error:
        raise Unsafe(_DAMAGED) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's beginning
            raise
        raise Unsafe(_DAMAGED) from error


def _check_places(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Parts must lie one after another inside the file: overlapping parts unpack the same bytes again and again."""
    if len(entries) > MOST_ENTRIES:
        raise Unsafe(_TOO_MUCH)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Unsafe(_TOO_MUCH)
        end = entry.header_offset + 30 + entry.compress_size
    if end > size:
        raise Unsafe(_DAMAGED)


def _unpack(file: BinaryIO, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of one part, at most `room` of them whatever its header promises."""
    if entry.flag_bits & 0x1:
        raise Unsafe(_LOCKED)
    file.seek(entry.header_offset)
    header = file.read(30)
    if header[:4] != b"PK\x03\x04":
        raise Unsafe(_DAMAGED)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    packed = file.read(entry.compress_size)
    if entry.compress_type == zipfile.ZIP_STORED:
        data = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-15).decompress(packed, room + 1)
    else:
        raise Unsafe(_DAMAGED)
    if len(data) > room:
        raise Unsafe(_TOO_MUCH)
    return data


def _check_part(name: str, data: bytes, form: str, faults: Faults) -> None:
    if not name.lower().endswith((".xml", ".rels")):
        return
    if _declares(data):
        raise Unsafe(_DECLARES)
    if form == "ods" and name == "content.xml":
        _check_repeats(data)
    elif _SHEET_PART.fullmatch(name):
        lost = _lost_cells(data, _check_extent(data))
        if lost:
            faults[name] = lost


def _declares(data: bytes) -> bool:
    """Whether there is a document type or an entity in a part, in UTF-8 or in UTF-16, where every other byte is 0."""
    wide = b"\0" in data[:4] and _DECLARATIONS_UTF_16.search(data)
    return bool(wide or _DECLARATIONS.search(data))


def _check_extent(data: bytes) -> int:
    """The number of the last row. Refuses a sheet whose rectangle from A1 to its last filled cell is too large to build.

    Asks the cheap question first: even a small sheet is megabytes of markup.
    """
    rows = (_ROW if b"<row" in data else _PREFIXED_ROW).findall(data)
    last = max(len(rows), max((int(number) for number in rows if number), default=0))
    if last * _MOST_TWO_LETTERS <= MOST_CELLS and not _WIDE.search(data):
        return last
    columns = max((column_index(letters.decode()) + 1 for letters in set(_COLUMN.findall(data))), default=0)
    if last * columns <= MOST_CELLS:
        return last
    filled = columns = 0
    for cell in _FILLED.finditer(data):
        filled = max(filled, int(cell[2]))
        columns = max(columns, column_index(cell[1].decode()) + 1)
    if filled * columns > MOST_CELLS:
        raise Unsafe(_STRAY)
    return last


def _lost_cells(data: bytes, last: int) -> list[tuple[int, int, str]]:
    """Cells that the reader gives as blank although they are not: errors, and formulas that nobody has calculated."""
    lost: list[tuple[int, int, str]] = []
    if _ANY_ERROR.search(data):
        for cell in _ERROR.finditer(data):
            value = _VALUE.search(cell[3])
            word = value[1].decode("ascii", "replace") if value else "#ERROR!"
            lost.append((int(cell[2]) - 1, column_index(cell[1].decode()), word))
    if any(formula.search(data) for formula in _ANY_FORMULA):
        lost.extend(
            (int(cell[2]) - 1, column_index(cell[1].decode()), "")
            for cell in _UNCALCULATED.finditer(data)
            if not _TEXT_RESULT.search(cell[0][: cell[0].index(b">")])
        )
    return [place for place in lost if 0 <= place[0] < last]


def column_index(letters: str) -> int:
    """Which column, from 0, spreadsheets call by `letters`."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _check_repeats(data: bytes) -> None:
    """OpenDocument writes a run of equal cells once, with a count. Only runs of blank cells may be long."""
    for before, _count, after in _REPEATED_CELL.findall(data):
        if b"office:" in before + after or not after.endswith(b"/"):
            raise Unsafe(_STRAY)
    for _count, inside in _REPEATED_ROW.findall(data):
        if b"office:" in inside or b"<text:" in inside:
            raise Unsafe(_STRAY)
