# SPDX-License-Identifier: Apache-2.0
"""The other side of `books`: reads one untrusted book in a process of its own and sends its cells back.

Runs with little memory and no rights to the window, so that a book that kills its reader kills nothing else.
Imports the standard library, the guards and the reader only: its start is part of every import.
"""

import marshal
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.exchange.untrusted.archive import examine, telling_damage
from portfolio_desktop.exchange.untrusted.limits import (
    CHILD_MEMORY,
    MOST_CELLS,
    MOST_SHEETS,
    Unsafe,
)

BATCH = 2_000  # rows in one message
_MOST_MERGED = 100_000  # merged cells of one sheet
_FORMAT = 2  # of `marshal`: the last without references, whose bookkeeping costs more than it saves

_LOCKED = N_("{file} is locked with a password. Open it, save it without a password, and choose that file.")
_DAMAGED = N_("{file} is damaged. Open it in a spreadsheet program, save it again and choose that file.")
_NO_SHEET = N_("{file} has no sheet with cells in it.")
_TOO_LARGE = N_(
    "{file} has a sheet with more cells than can be read. Leave only the table you need and save it again."
)


def serve(connection: Connection, path: str, form: str) -> None:
    """Read the book at `path` and send: ("sheet", …), ("rows", …)*, …, ("done",) or ("unsafe", …).

    A sheet comes with its name, whether it is hidden, its rows, and where its faults and its merged cells are.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the reader's own panics are told by the parent, in words
    limit_memory()
    try:
        _read(connection, Path(path), form)
    except Unsafe as unsafe:
        _send(connection, ("unsafe", unsafe.message, unsafe.facts))
    except MemoryError:
        _send(connection, ("unsafe", _TOO_LARGE, {}))
    except BrokenPipeError:
        return  # the parent has stopped listening: the person cancelled
    connection.close()


def limit_memory() -> None:
    if sys.platform == "win32":
        from portfolio_desktop.exchange.untrusted.job import limit_own_memory

        limit_own_memory(CHILD_MEMORY)
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = CHILD_MEMORY if hard == resource.RLIM_INFINITY else min(CHILD_MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ValueError, OSError):
        return  # some systems have the call and refuse it


def _read(connection: Connection, path: Path, form: str) -> None:
    faults = examine(path, form) if form != "xls" else {}
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        sheets = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
        if not sheets:
            raise Unsafe(_NO_SHEET)
        if len(sheets) > MOST_SHEETS:
            raise Unsafe(_TOO_LARGE)
        parts = _parts(path) if faults else {}
        for meta in sheets:
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_name(meta.name)
            _send_sheet(connection, sheet, hidden, faults.get(parts.get(meta.name, ""), []))
    except calamine.PasswordError as error:
        raise Unsafe(_LOCKED) from error
    except calamine.CalamineError as error:
        raise Unsafe(_DAMAGED) from error
    _send(connection, ("done",))


def _send_sheet(connection: Connection, sheet: Any, hidden: bool, faults: list[tuple[int, int, str]]) -> None:
    end_row, end_column = sheet.end or (-1, -1)
    if (end_row + 1) * (end_column + 1) > MOST_CELLS:
        raise Unsafe(_TOO_LARGE)
    merged = [
        (top, left, bottom)
        for (top, left), (bottom, _right) in (sheet.merged_cell_ranges or ())[:_MOST_MERGED]
        if top < bottom <= end_row
    ]
    _send(connection, ("sheet", sheet.name, hidden, end_row + 1, faults, merged))
    left = [None] * (sheet.start[1] if sheet.start else 0)
    batch: list[list[object]] = []
    for row in sheet.iter_rows():
        batch.append(left + [cell or None if type(cell) is str else _plain(cell) for cell in row])
        if len(batch) == BATCH:
            _send(connection, ("rows", batch))
            batch = []
    if batch:
        _send(connection, ("rows", batch))


def _plain(cell: Any) -> object:
    """What is not text in types that `marshal` carries: a date or time becomes a tuple."""
    kind = type(cell)
    if kind is float or kind is bool or kind is int:
        return cell
    if kind is date:
        return (cell.year, cell.month, cell.day)
    if kind is datetime:
        return (cell.year, cell.month, cell.day, cell.hour, cell.minute, cell.second)
    if kind is time:
        return (cell.hour, cell.minute)
    if kind is timedelta:
        return (cell.total_seconds(),)
    return str(cell)


def revive(cell: tuple[Any, ...]) -> date | datetime | time | timedelta:
    """The date or time that `_plain` made a tuple of, for the parent."""
    match len(cell):
        case 3:
            return date(*cell)
        case 6:
            return datetime(*cell)  # noqa: DTZ001 - spreadsheets keep wall clocks
        case 2:
            return time(*cell)
        case _:
            return timedelta(seconds=cell[0])


def _send(connection: Connection, message: Any) -> None:
    connection.send_bytes(marshal.dumps(message, _FORMAT))


def _parts(path: Path) -> dict[str, str]:
    """Which part of an xlsx holds which sheet, from the book's own index and its relations."""
    import re
    import zipfile
    from html import unescape

    def attributes(text: str, tag: str) -> Iterator[dict[str, str]]:
        for body in re.findall(rf"<(?:\w+:)?{tag}\s([^>]*)>", text):
            yield {key: unescape(value) for key, value in re.findall(r'([\w:]+)="([^"]*)"', body)}

    try:
        with telling_damage(), zipfile.ZipFile(path) as archive:
            index = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except Unsafe:
        return {}  # the reader will say so, if it minds
    targets = {
        entry.get("Id", ""): entry.get("Target", "") for entry in attributes(relations, "Relationship")
    }
    return {
        entry.get("name", ""): "xl/"
        + targets.get(entry.get("r:id", ""), "").removeprefix("/xl/").removeprefix("xl/")
        for entry in attributes(index, "sheet")
    }
