# SPDX-License-Identifier: Apache-2.0
"""From a sheet and a layout to a table: named columns, numbered rows, cleaned text, and all that did not fit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import LONGEST, clean, is_clean, one_line, shorten
from portfolio_desktop.exchange.tables.cells import Cell, Grid, cell_text, column_letters
from portfolio_desktop.exchange.tables.layout import BAND, Layout, turned

_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the table: `name` is unique and on one line, `header` as the sheet shows it, `place` on the sheet from 0.

    `own` is its heading without that of the group above it ("Start" of "Key dates Start"); empty where there is none.
    """

    index: int
    place: int
    name: str
    header: str
    samples: tuple[str, ...]
    own: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A record: `number` is its row on the sheet (its column when transposed), `cells` run parallel to `Table.columns`."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that is not in the table: where it stands, what it says, and why it was put aside."""

    where: str
    text: str
    reason: str


@dataclass(frozen=True)
class Table:
    """Records of one sheet. `aside` and `notes` together account for every cell below the headings that is not in `rows`."""

    columns: tuple[Column, ...]
    rows: tuple[SourceRow, ...]
    transposed: bool = False
    aside: tuple[Aside, ...] = ()
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    """What stands above the headings, a line each."""

    def cells(self, column: Column) -> list[Cell]:
        """All cells of a column, top to bottom."""
        return list(self._by_column[column.index]) if self.rows else []

    @cached_property
    def _by_column(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(zip(*(row.cells for row in self.rows), strict=True))

    def where(self, row: SourceRow, column: Column) -> str:
        """A cell's own name on the sheet, such as C7."""
        if self.transposed:
            return f"{column_letters(row.number - 1)}{column.place + 1}"
        return f"{column_letters(column.place)}{row.number}"


def extract(grid: Grid, layout: Layout) -> Table:
    """Read the records that `layout` points at. Blank rows and columns vanish; nothing else does without an `Aside`."""
    lines = turned(grid) if layout.transposed else grid
    first, last = layout.first_column - 1, layout.last_column - 1
    places = [place for place in range(first, last + 1) if _in_use(lines, layout, place)]
    washer = _Washer()
    rows: list[SourceRow] = []
    aside = _outside(lines, layout)
    band: Cell = None
    for number in range(layout.first_row, min(layout.last_row, len(lines)) + 1):
        line = lines[number - 1]
        if number in layout.bands:
            band = washer.wash(_words(line))
            continue
        if number in layout.left_out or not any(not _blank(cell) for cell in line):
            continue
        if any(not _blank(cell) for cell in line[last + 1 :]):
            reason = _("The row is wider than the headings.")
            aside.append(Aside(_line_name(number, layout), _words(line), reason))
            continue
        full = line if len(line) > last else [*line, *[None] * (last + 1 - len(line))]
        cells = tuple(
            [washer.wash(cell) if isinstance(cell, str) else cell for cell in map(full.__getitem__, places)]
        )
        if any(cell is not None for cell in cells):
            rows.append(SourceRow(number, (*cells, band) if layout.bands else cells))
        else:
            aside.append(Aside(_line_name(number, layout), _words(line), _("It stands left of the table.")))
    columns = _columns(lines, layout, places, rows)
    above = tuple(filter(None, map(_words, lines[: layout.header_row - 1])))
    return Table(columns, tuple(rows), layout.transposed, tuple(aside), washer.notes(), above)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _in_use(lines: Grid, layout: Layout, place: int) -> bool:
    """Whether a column has a heading or a value; merged cells leave columns behind that have neither."""
    return any(
        place < len(line) and not _blank(line[place])
        for line in lines[layout.header_row - 1 : layout.last_row]
    )


def _outside(lines: Grid, layout: Layout) -> list[Aside]:
    """What stands below the records or was left out among them."""
    numbers = [*sorted(layout.left_out), *range(layout.last_row + 1, len(lines) + 1)]
    reason = _("It is not part of the table: a total, a footnote, or below the last row chosen.")
    return [
        Aside(_line_name(number, layout), _words(lines[number - 1]), reason)
        for number in numbers
        if number <= len(lines) and any(not _blank(cell) for cell in lines[number - 1])
    ]


def _line_name(number: int, layout: Layout) -> str:
    if layout.transposed:
        return _("column {letters}").format(letters=column_letters(number - 1))
    return _("row {number}").format(number=number)


def _words(line: Sequence[Cell]) -> str:
    return " | ".join(clean(cell_text(cell)).text for cell in line if not _blank(cell))


def _columns(
    lines: Grid, layout: Layout, places: Sequence[int], rows: Sequence[SourceRow]
) -> tuple[Column, ...]:
    parts = [_header(lines, layout, place) for place in places]
    if layout.bands:
        places, parts = [*places, layout.first_column - 1], [*parts, (_(BAND),)]
    headers = [" ".join(each) for each in parts]
    names = _unique(
        [one_line(header) or _unnamed(place, layout) for place, header in zip(places, headers, strict=True)]
    )
    return tuple(
        Column(index, place, name, header, _samples(rows, index), own=part[-1] if len(part) > 1 else "")
        for index, (place, header, name, part) in enumerate(zip(places, headers, names, parts, strict=True))
    )


def _unnamed(place: int, layout: Layout) -> str:
    if layout.transposed:
        return _("Row {number}").format(number=place + 1)
    return _("Column {letters}").format(letters=column_letters(place))


def _header(lines: Grid, layout: Layout, place: int) -> tuple[str, ...]:
    """The heading over a column, line by line. In two lines of headings a group name holds until the next one."""
    parts: list[str] = []
    top = layout.header_row - 1
    for depth, line in enumerate(lines[top : top + layout.header_rows]):
        cell = line[place] if place < len(line) else None
        if _blank(cell) and depth == 0 and layout.header_rows > 1:
            cell = _group(line, lines[top + 1], place)
        if not _blank(cell):
            parts.append(clean(cell_text(cell)).text.strip())
    return tuple(dict.fromkeys(parts))


def _group(groups: Sequence[Cell], below: Sequence[Cell], place: int) -> Cell:
    """The group that a heading on the second line belongs to: the nearest to the left."""
    if place >= len(below) or _blank(below[place]):
        return None
    return next((cell for cell in reversed(groups[:place]) if not _blank(cell)), None)


def _unique(names: list[str]) -> list[str]:
    taken = set(names)
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        unique, number = name, seen[name]
        while number > 1 and (unique == name or unique in taken):
            unique = f"{name} ({number})"
            number += 1
        taken.add(unique)
        result.append(unique)
    return result


def _samples(rows: Sequence[SourceRow], index: int) -> tuple[str, ...]:
    """The first few different values, short enough to show beside the heading."""
    seen: set[Cell] = {None}
    found: dict[str, None] = {}
    for row in rows:
        cell = row.cells[index]
        if cell not in seen:
            seen.add(cell)
            found.setdefault(shorten(cell_text(cell), 80))
        if len(found) == _SAMPLES:
            break
    return tuple(found)


class _Washer:
    """Cleans text cells and counts what that cost."""

    def __init__(self) -> None:
        self._washed = 0

    def wash(self, cell: str) -> str | None:
        if is_clean(cell):
            return cell.strip() or None
        if len(cell) > LONGEST:
            return cell  # left whole, so that whoever reads it can put all of it aside
        cleaned = clean(cell)
        self._washed += cleaned.removed > 0
        return cleaned.text.strip() or None

    def notes(self) -> tuple[str, ...]:
        if not self._washed:
            return ()
        words = ngettext(
            "{count} cell held control characters, which nothing can show; they were left out.",
            "{count} cells held control characters, which nothing can show; they were left out.",
            self._washed,
        )
        return (words.format(count=self._washed),)
