# SPDX-License-Identifier: Apache-2.0
"""Reads workbooks (xlsx, xlsm, xls, ods) through a child process that may run out of memory or time without harm.

See docs/decisions/0004 for what the child costs and why it is worth it.
"""

import marshal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.tables.cells import Cell, ErrorCell, Grid, Sheet, cell_text
from portfolio_desktop.exchange.tables.layout import guess_layout
from portfolio_desktop.exchange.untrusted.apart import read_apart
from portfolio_desktop.exchange.untrusted.child import revive, serve
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_TOO_LONG = N_(
    "{file} took longer than {seconds} seconds to read, so it was given up. Leave only the table you need and save it again."
)
_MOST_SPREAD = 1_000_000
"""Cells that merged ones may stand for on one sheet."""
_DIED = N_(
    "{file} could not be read: it is damaged, or needs more memory than a spreadsheet should. Save it again and choose that file."
)


def read_book(path: Path, form: str, *, progress: Progress, cancelled: Stopped) -> tuple[Sheet, ...]:
    """All worksheets with their cells. Raises Unsafe with the reason, Cancelled when the person stops it."""
    told = read_apart(serve, path, form, cancelled, too_long=_TOO_LONG, died=_DIED)
    with told as following, uncollected():
        return _collect(following, progress)


def _collect(following: Callable[[], bytes], progress: Progress) -> tuple[Sheet, ...]:
    sheets: list[Sheet] = []
    expected = 0
    faults: list[tuple[int, int, str]] = []
    merged: list[tuple[int, int, int]] = []
    while True:
        message: tuple[Any, ...] = marshal.loads(following())  # noqa: S302 - written by our own child
        match message[0]:
            case "sheet":
                _settle(sheets, faults, merged)
                name, hidden, expected, faults, merged = message[1:]
                sheets.append(Sheet(name, [], hidden))
            case "rows":
                grid = sheets[-1].grid
                grid += [
                    [revive(cell) if type(cell) is tuple else cell for cell in row] for row in message[1]
                ]
                progress(len(grid), expected)
            case "unsafe":
                raise Unsafe(message[1], **message[2])
            case _:
                _settle(sheets, faults, merged)
                return tuple(sheets)


def _settle(
    sheets: list[Sheet], faults: list[tuple[int, int, str]], merged: list[tuple[int, int, int]]
) -> None:
    """Finish the sheet that was read last: its errors in their places, merged cells for all their rows, no blank end."""
    if not sheets:
        return
    sheet = sheets[-1]
    for row, column, word in faults:
        _put(sheet.grid, row, column, ErrorCell(word))
    while sheet.grid and all(cell is None for cell in sheet.grid[-1]):
        sheet.grid.pop()
    notes = list(_spread(sheet.grid, merged)) if merged else []
    if faults:
        note = _(
            "{count} cells hold an error or a formula that was never calculated. They are set aside when read."
        )
        notes.append(note.format(count=len(faults)))
    if notes:
        sheets[-1] = Sheet(sheet.name, sheet.grid, sheet.hidden, tuple(notes))


def _spread(grid: Grid, merged: list[tuple[int, int, int]]) -> Iterator[str]:
    """Give each row of a table what a cell merged over several rows says of them all; tells which were.

    Headings and what stands above or below the table are left as they are: there, merging is for looks.
    """
    layout = guess_layout(grid)
    if layout.transposed:
        return
    words: list[str] = []
    room = _MOST_SPREAD
    said = [
        any(cell is not None for cell in row) for row in grid
    ]  # a row that says nothing only makes another higher
    for top, column, bottom in merged:
        if not layout.first_row <= top + 1 < layout.last_row or column >= len(grid[top]):
            continue
        cell = grid[top][column]
        if cell is None:
            continue
        span = range(top + 1, min(bottom + 1, layout.last_row))
        room -= len(span)
        if room < 0:  # a sheet that merges the same rows again and again was not made by anybody
            break
        below = [row for row in span if said[row]]
        if not below:
            continue
        words.append(cell_text(cell))
        for row in below:
            if column >= len(grid[row]) or grid[row][column] is None:
                _put(grid, row, column, cell)
    if words:
        note = ngettext(
            "{count} cell is merged over several rows, and is read for each of them: {words}.",
            "{count} cells are merged over several rows, and are read for each of them: {words}.",
            len(words),
        )
        several = dict.fromkeys(f"“{shorten(each, 40)}”" for each in words)
        yield note.format(count=len(words), words=", ".join(list(several)[:4]))


def _put(grid: Grid, row: int, column: int, cell: Cell) -> None:
    while len(grid) <= row:
        grid.append([])
    line = grid[row]
    line.extend([None] * (column + 1 - len(line)))
    line[column] = cell
