# SPDX-License-Identifier: Apache-2.0
"""Reads workbooks (xlsx, xlsm, xls, ods) through a child process that may run out of memory or time without harm.

See docs/decisions/0004 for what the child costs and why it is worth it.
"""

import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.progress import Progress, Stopped
from portfolio_desktop.exchange.tables.cells import ErrorCell, Grid, Sheet
from portfolio_desktop.exchange.untrusted.apart import read_apart
from portfolio_desktop.exchange.untrusted.child import revive, serve
from portfolio_desktop.exchange.untrusted.limits import Unsafe

_TOO_LONG = N_(
    "{file} took longer than {seconds} seconds to read, so it was given up. Leave only the table you need and save it again."
)
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
    while True:
        message: tuple[Any, ...] = marshal.loads(following())  # noqa: S302 - written by our own child
        match message[0]:
            case "sheet":
                _settle(sheets, faults)
                name, hidden, expected, faults = message[1:]
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
                _settle(sheets, faults)
                return tuple(sheets)


def _settle(sheets: list[Sheet], faults: list[tuple[int, int, str]]) -> None:
    """Finish the sheet that was read last: put its errors in their places and drop the blank rows at its end."""
    if not sheets:
        return
    sheet = sheets[-1]
    for row, column, word in faults:
        _put(sheet.grid, row, column, ErrorCell(word))
    while sheet.grid and all(cell is None for cell in sheet.grid[-1]):
        sheet.grid.pop()
    if faults:
        note = _(
            "{count} cells hold an error or a formula that was never calculated. They are set aside when read."
        )
        sheets[-1] = Sheet(sheet.name, sheet.grid, sheet.hidden, (note.format(count=len(faults)),))


def _put(grid: Grid, row: int, column: int, cell: ErrorCell) -> None:
    while len(grid) <= row:
        grid.append([])
    line = grid[row]
    line.extend([None] * (column + 1 - len(line)))
    line[column] = cell
