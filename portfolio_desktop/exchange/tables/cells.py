# SPDX-License-Identifier: Apache-2.0
"""What a file holds once it is open: sheets of plain cells. Nothing here reads files or knows what a cell means."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell without a usable value: `text` is what the spreadsheet shows ("#REF!"), or empty for a formula never calculated."""

    text: str


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | ErrorCell | None
"""A cell's value without its formatting. None is blank; text is never empty and is not yet cleaned."""

Grid: TypeAlias = list[list[Cell]]
"""Rows of cells from the sheet's first row and column on. Rows may differ in length."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its cells, whether the book hides it, and what had to be done to read it, in sentences."""

    name: str
    grid: Grid
    hidden: bool = False
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.grid)

    @property
    def columns(self) -> int:
        return max(map(len, self.grid), default=0)


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file. `form` is what it really is ("xlsx", "xls", "ods" or "csv"), whatever its name says."""

    name: str
    form: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, without regard to capitals. Raises Refusal with the names that there are."""
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        names = ", ".join(f"“{sheet.name}”" for sheet in self.sheets)
        raise Refusal(
            _("There is no sheet “{name}” in {file}. It has {names}.").format(
                name=name, file=self.name, names=names
            )
        )

    @property
    def likely(self) -> Sheet:
        """The sheet to offer first: the visible one with the most cells."""
        return max(self.sheets, key=lambda sheet: (not sheet.hidden, sheet.rows * sheet.columns))


def column_letters(index: int) -> str:
    """The name that spreadsheets give column `index`, counted from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """A cell as words: whole numbers without ".0", dates as 2024-03-31, yes and no as such."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "Yes" if cell else "No"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case ErrorCell():
            return cell.text
    return str(cell)
