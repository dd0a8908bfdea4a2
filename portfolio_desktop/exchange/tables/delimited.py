# SPDX-License-Identifier: Apache-2.0
"""Reads text tables (csv, tsv, semicolons) whatever their encoding and separator."""

import csv
import io
from collections import Counter
from pathlib import Path

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.progress import Cancelled, Progress, Stopped
from portfolio_desktop.exchange.tables.cells import Cell, Grid, Sheet
from portfolio_desktop.exchange.untrusted.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Unsafe

_TOO_LARGE = N_("{file} has more cells than can be read. Leave only the table you need and save it again.")
_EMPTY = N_("{file} has no text in it. Save the spreadsheet again and choose that file.")
_SEPARATORS = ",;\t|"
_SAMPLE = 200_000  # characters that the separator is judged by
_ROWS_BETWEEN_LOOKS = 2_000
_LARGEST_CELL = 2**31 - 1  # the csv module's own limit of 131,072 would stop on a long narrative


def read_text(path: Path, *, progress: Progress, cancelled: Stopped) -> Sheet:
    """The file as one sheet, named after it. Raises Unsafe when it holds no text or too much."""
    text, notes = decode(path.read_bytes())
    if not text.strip():
        raise Unsafe(_EMPTY)
    separator = separator_of(text[:_SAMPLE])
    total = text.count("\n") + 1
    grid: Grid = []
    cells = 0
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            grid.append(_row(row))
            cells += len(row)
            if len(row) > MOST_COLUMNS or cells > MOST_CELLS or len(grid) > MOST_ROWS:
                raise Unsafe(_TOO_LARGE)
            if len(grid) % _ROWS_BETWEEN_LOOKS == 0:
                progress(len(grid), total)
                if cancelled():
                    raise Cancelled
    finally:
        csv.field_size_limit(before)
    while grid and not any(cell is not None for cell in grid[-1]):
        grid.pop()
    notes += _unclosed(grid)
    return Sheet(path.stem, grid, notes=tuple(notes))


def _row(row: list[str]) -> list[Cell]:
    return [cell or None for cell in row]


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and what was odd about it. UTF-8 and UTF-16 are recognised; anything else is taken as Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").removeprefix("\ufeff"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    strange = text.count("\ufffd")
    if not strange:
        return text, []
    note = _("{count} characters are not valid in the file's encoding and are shown as \ufffd.")
    return text, [note.format(count=strange)]


def separator_of(sample: str) -> str:
    """The separator that cuts the sample into the most even rows, quoted cells with line breaks included."""
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
    finally:
        csv.field_size_limit(before)
    if len(sample) == _SAMPLE and len(widths) > 1:
        widths.pop()  # cut in two by the end of the sample
    filled = Counter(width for width in widths if width > 1)
    if not filled:
        return (0.0, 0)
    width, count = filled.most_common(1)[0]
    return (count / len(widths), width)


def _unclosed(grid: Grid) -> list[str]:
    """A quotation mark that is never closed swallows the rest of the file into one cell: say where."""
    if not grid or len(grid) < 2:
        return []
    last = grid[-1][-1] if grid[-1] else None
    if isinstance(last, str) and last.count("\n") > 50:
        note = _("Row {row} ends in a cell of {lines} lines: a quotation mark in it may never be closed.")
        return [note.format(row=len(grid), lines=last.count("\n") + 1)]
    return []
