# SPDX-License-Identifier: Apache-2.0
"""Where the table stands on a sheet: guessed as a first offer, changed by the person, plain data throughout.

Finds headings under title blocks, tables that lie on their side (a project per column), total rows and footnotes.
Says in words what it left out; `extract` follows a layout to the letter.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import zip_longest
from statistics import median

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.tables.cells import Cell, Grid, cell_text, column_letters

_LOOK = 60  # lines in which headings are looked for
_TOTAL = re.compile(r"(grand |sub-?)?totals?\b|sum\b|cyfanswm\b|summe\b|gesamt\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}$")
_NUMBER = re.compile(r"[-+(]?\s*[£$€]?\s*[-+]?\d[\d,. ]*\s*(%|k|m|bn)?\)?$", re.IGNORECASE)
_NOTE = re.compile(r"notes?\b|source\b|n\.?b\.?\b|[*†‡(\[]", re.IGNORECASE)
_SEEN = 50  # records that tell how full a record is
_BANDED = 4  # fields: in a narrower table a single word may well be a record
BAND = N_("Section")
"""What the column is called that says in which group a record stands."""
_LONG = 80  # characters: a lone cell of more is a sentence about the table, not the beginning of a record
_SIDEWAYS_MARGIN = (
    0.3  # how much more orderly rows must be than columns before a table counts as lying on its side
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands. All numbers count from 1 as spreadsheets do, and name columns instead when `transposed`.

    `header_rows` lines from `header_row` on make the headings; records follow up to `last_row`, but for `left_out`.
    `first_column` and `last_column` bound the fields. `bands` are the lines among the records that name the group below
    them ("Digital", "Estates"). `notes` tell what was guessed, in sentences.
    """

    header_row: int
    last_row: int
    first_column: int
    last_column: int
    header_rows: int = 1
    transposed: bool = False
    left_out: frozenset[int] = frozenset()
    bands: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        return self.header_row + self.header_rows


def turned(grid: Grid) -> Grid:
    """The grid with rows for columns."""
    return [list(line) for line in zip_longest(*grid)]


def guess_layout(grid: Grid, *, transposed: bool | None = None) -> Layout:
    """The likeliest layout. Pass `transposed` when the person has said which way the table lies.

    A sheet without any table still gives a layout, with no rows in it.
    """
    sideways = _lies_on_its_side(grid) if transposed is None else transposed
    lines = turned(grid) if sideways else grid
    return _laid(lines, *_find_header(lines), sideways)


def relaid(grid: Grid, layout: Layout, header_row: int, header_rows: int, last_row: int) -> Layout:
    """The layout with the headings and the last row that a person has pointed at. What follows from the headings follows
    again, the last row too unless the person has chosen one."""
    lines = turned(grid) if layout.transposed else grid
    guessed = _laid(lines, layout.header_row - 1, layout.header_rows, layout.transposed)
    end = None if last_row == guessed.last_row else max(header_row, last_row)
    return _laid(lines, header_row - 1, header_rows, layout.transposed, end)


def _laid(lines: Grid, header: int, span: int, sideways: bool, end: int | None = None) -> Layout:
    """The table below headings that begin at `header` (from 0), up to the line `end` (from 1) or to where it seems to."""
    first, last = _fields(lines, header, span)
    start = header + span
    notes = [_("Each record is a column of this sheet, not a row.")] if sideways else []
    if end is None:
        end = _find_end(lines, start, first, last, notes, sideways)
    totals = [number for number in range(start + 1, end + 1) if _is_total(lines[number - 1], first)]
    notes.extend(_left_out_note(lines[number - 1], number, sideways) for number in totals[:20])
    bands = [] if sideways else _bands(lines, start, end, first, last)
    if bands:
        notes.append(_bands_note([lines[number - 1] for number in bands]))
    return Layout(
        header + 1,
        end,
        first + 1,
        last + 1,
        span,
        sideways,
        frozenset(totals),
        frozenset(bands),
        tuple(notes),
    )


def _kind(cell: Cell) -> str:
    """A cell's class, as far as telling headings from values needs it."""
    match cell:
        case None:
            return ""
        case bool():
            return "flag"
        case int() | float() | timedelta():
            return "number"
        case date() | time():
            return "date"
        case str():
            words = cell.strip() if len(cell) < 60 else "…"
            if not words:
                return ""
            if _DATE.match(words):
                return "date"
            return "number" if _NUMBER.match(words) else "text"
        case _:
            return "error"


def _lies_on_its_side(grid: Grid) -> bool:
    """Whether values of one sort stand beside one another rather than below one another."""
    kinds = [[_kind(cell) for cell in row[:_LOOK]] for row in grid[:_LOOK]]
    width = max((len(row) for row in kinds), default=0)
    if len(kinds) < 4 or width < 4:
        return False
    down = [[row[column] if column < len(row) else "" for row in kinds[1:]] for column in range(width)]
    across = [row[1:] for row in kinds]
    return _order(across) > _order(down) + _SIDEWAYS_MARGIN


def _order(lines: Sequence[Sequence[str]]) -> float:
    """The share of numbers and dates that stand in a line made of their own sort."""
    orderly = total = 0
    for line in lines:
        counts = Counter(kind for kind in line if kind)
        values = counts["number"] + counts["date"]
        total += values
        kind, most = counts.most_common(1)[0] if counts else ("", 0)
        if kind in ("number", "date") and most >= 0.6 * counts.total() and most > 1:
            orderly += most
    return orderly / total if total else 0.0


def _filled(line: Sequence[Cell]) -> list[int]:
    return [place for place, cell in enumerate(line) if _kind(cell)]


def _find_header(lines: Grid) -> tuple[int, int]:
    """The first line of headings (from 0) and how many lines they take."""
    for share in (0.75, 0.5):  # headings fill nearly all fields; only where no line does, fewer will do
        for place in range(min(len(lines), _LOOK)):
            if _may_head(lines, place, share):
                return _with_neighbours(lines, place)
    return 0, 1


def _may_head(lines: Grid, place: int, share: float) -> bool:
    """Whether a line is mostly words, and about as full as the lines below it, with the headings of a second line."""
    kinds = [kind for kind in map(_kind, lines[place]) if kind]
    below = [count for line in lines[place + 1 : place + 40] if (count := len(_filled(line))) > 1][:20]
    if not below and any(len(_filled(line)) > 1 for line in lines[:place]):
        return False  # what stands beneath a table heads none
    usual = median(below) if below else len(kinds)
    words = kinds.count("text")
    if words < min(2, max(usual, 1)) or words < 0.7 * len(kinds):
        return False
    return len(kinds) >= share * usual or len(kinds) + _added(lines, place) >= share * usual


def _added(lines: Grid, place: int) -> int:
    """How many columns have their heading in the line below, under one that spans them ("Key dates") or none."""
    below = _filled(lines[place + 1]) if place + 1 < len(lines) else []
    return len(set(below) - set(_filled(lines[place]))) if _heads_values(lines, place + 1, below) else 0


def _with_neighbours(lines: Grid, header: int) -> tuple[int, int]:
    """Take in a line of groups above ("Inherent", "Residual") or of late headings below."""
    if header and _groups(lines[header - 1], lines[header]):
        return header - 1, 2
    for place in (header + 1, header + 2):
        if place >= len(lines):
            break
        filled = _filled(lines[place])
        if filled:
            late = len(filled) <= len(_filled(lines[header])) and _heads_values(lines, place, filled)
            return header, (place - header + 1) if late else 1
    return header, 1


def _groups(above: Sequence[Cell], header: Sequence[Cell]) -> bool:
    places = _filled(above)
    names = [str(cell).strip().casefold() for cell in header if _kind(cell)]
    texts = all(
        _kind(above[place]) == "text" and not str(above[place]).rstrip().endswith(":") for place in places
    )
    hangs = any(place >= len(header) or not _kind(header[place]) for place in places)
    return len(places) >= 2 and texts and (len(set(names)) < len(names) or hangs)


def _heads_values(lines: Grid, place: int, filled: list[int]) -> bool:
    """Whether each cell of a line is a word above a column of numbers or dates: a heading, not a record. A column of which
    some say "TBC" is one all the same; one that is empty, or worked out and not kept, tells nothing."""
    said = values = 0
    for column in filled:
        below = Counter(_kind(line[column]) for line in lines[place + 1 : place + 11] if column < len(line))
        here, known = below.total() - below[""], below["number"] + below["date"]
        if _kind(lines[place][column]) != "text" or known < 0.6 * here:
            return False
        said, values = said + here, values + known
    return values > 0 and values >= 0.8 * said


def _fields(lines: Grid, header: int, span: int) -> tuple[int, int]:
    places = [place for line in lines[header : header + span] for place in _filled(line)]
    return (min(places), max(places)) if places else (0, 0)


def _find_end(lines: Grid, start: int, first: int, last: int, notes: list[str], sideways: bool) -> int:
    """The last line of records (from 1); adds to `notes` what is below."""
    end = len(lines)
    while end > start:
        line = lines[end - 1]
        if _filled(line[first : last + 1]) and not _is_footnote(lines, start, end, first, last):
            break
        if _filled(line):
            notes.append(_left_out_note(line, end, sideways))
        end -= 1
    return end


def _bands(lines: Grid, start: int, end: int, first: int, last: int) -> list[int]:
    """The lines (from 1) that name the group below them: a word at the beginning and nothing beside it. None where the first
    line below the headings is a record: a single word further down may be one of which little is known."""
    width = last - first + 1
    said = [
        number for number in range(start + 1, end + 1) if any(map(_kind, lines[number - 1][first:][:width]))
    ]
    few = [lines[number - 1][first:][:width] for number in said[:_SEEN]]
    if _usual(few) < _BANDED or not _is_band(few[0]):
        return []
    found: list[int] = []
    heads = False  # whether a record, or another group, stands right below
    for number in reversed(said):
        line = lines[number - 1]
        if heads and _is_band(line[first:][:width]):
            found.append(number)
        else:
            heads = not _is_total(line, first) and not _is_band(line[first:][:width])
    return found[::-1]


def _usual(lines: Sequence[Sequence[Cell]]) -> float:
    """How many fields a record fills, as far as these lines tell: single words are names of groups, or notes."""
    return median([count for line in lines if (count := len(_filled(line))) > 1] or [1])


def _is_band(line: Sequence[Cell]) -> bool:
    places = _filled(line)
    return len(places) == 1 and places[0] <= 1 and _kind(line[places[0]]) == "text"


def _bands_note(bands: Sequence[Sequence[Cell]]) -> str:
    words = [shorten(" ".join(filter(None, map(cell_text, line))), 30) for line in bands[:3]]
    named = ", ".join(f"“{each}”" for each in words) + (", …" if len(bands) > 3 else "")
    text = ngettext(
        "{count} row names a group, not a record: it became the column “{column}” ({words}).",
        "{count} rows name groups, not records: they became the column “{column}” ({words}).",
        len(bands),
    )
    return text.format(count=len(bands), column=_(BAND), words=named)


def _is_total(line: Sequence[Cell], first: int) -> bool:
    """A line whose first words are "Total" and which holds numbers but next to no other words."""
    opening = next((cell for cell in line[first:] if isinstance(cell, str) and cell.strip()), "")
    if not _TOTAL.match(opening.strip()):
        return False
    cells = [cell for cell in line[first:] if _kind(cell)]
    words = [cell.strip() for cell in cells if isinstance(cell, str) and _kind(cell) == "text"]
    return len(words) <= 2 and len(cells) > len(words)


def _is_footnote(lines: Grid, start: int, end: int, first: int, last: int) -> bool:
    """Whether the last line says little and stands apart: sums without a word, a note, words after a blank line."""
    if last - first < 2 or end - 1 == start:
        return False
    usual = _usual(lines[start : start + _SEEN])
    cells = [lines[end - 1][place] for place in _filled(lines[end - 1])]
    if len(cells) > max(1, usual / 4) or usual <= 2:
        return False
    if all(_kind(cell) == "number" for cell in cells) or not _filled(lines[end - 2]):
        return True
    words = str(cells[0]).strip()
    if len(cells) != 1:
        return False
    return len(words) > _LONG or _NOTE.match(words) is not None or _ends_notes(lines, start, end, first)


def _ends_notes(lines: Grid, start: int, end: int, first: int) -> bool:
    """Whether single cells stand one below the other from here up to a blank line, the word "Notes" or the total."""
    for line in reversed(lines[start : end - 1]):
        filled = _filled(line)
        if not filled or _is_total(line, first):
            return True
        if len(filled) > 1:
            return False
        if _NOTE.match(str(line[filled[0]]).strip()):
            return True
    return False


def _left_out_note(line: Sequence[Cell], number: int, sideways: bool) -> str:
    words = shorten(" ".join(filter(None, map(cell_text, line))), 60)
    if sideways:
        return _("Column {column} is left out: “{words}”.").format(
            column=column_letters(number - 1), words=words
        )
    return _("Row {row} is left out: “{words}”.").format(row=number, words=words)
