# SPDX-License-Identifier: Apache-2.0
"""A risk matrix that a workbook draws on one of its sheets, and the classes of its own register that contradict it.

Many registers bring the matrix that they follow. Where a row says otherwise, the workbook contradicts itself: that is
told, with the sheet that says so. Nothing is put right, and no matrix but ours is ever kept.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.imports.classes import GRAVE, LIKELY, bare, class_columns, near, said
from portfolio_desktop.exchange.tables import Cell, Column, Grid, Sheet, SourceRow, Table, cell_text, word_key

_LOOK = 60  # rows and columns of a sheet in which a matrix is looked for
_LEAST = 3  # steps on either axis below which a block of words is not taken for a matrix
_LONGEST = 40  # characters of a label or a class

_Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SheetMatrix:
    """`classes` are the words of each cell, by the keys of a likelihood and an impact (see `word_key`)."""

    sheet: str
    classes: Mapping[_Pair, str]

    @property
    def likelihoods(self) -> frozenset[str]:
        return frozenset(likely for likely, _grave in self.classes)

    @property
    def impacts(self) -> frozenset[str]:
        return frozenset(grave for _likely, grave in self.classes)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A class that the matrix of its own workbook contradicts."""

    row: SourceRow
    column: Column
    reason: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Words by the labels above them and at their left. `down` and `across` are what the axes are called, if anything."""

    top: Sequence[str]
    left: Sequence[str]
    cells: Sequence[Sequence[str]]
    down: str
    across: str


def judged(table: Table, matrices: Sequence[SheetMatrix]) -> tuple[frozenset[str], tuple[Contradiction, ...]]:
    """The columns of classes that one of `matrices` is for, and every class among them that it contradicts.

    A matrix that most rows of a column do not follow is not the matrix of that column.
    """
    names = class_columns(table)
    scales: dict[tuple[str, str], list[tuple[str, int, list[Contradiction]]]] = defaultdict(list)
    for column in table.columns:
        for matrix in matrices if column.name in names else ():
            parts = _parts(table, column, names, matrix)
            if parts is not None:
                rows = _compared(table, column, parts, matrix)
                wrong = [each for each in rows if each is not None]
                scales[matrix.sheet, bare(column)].append((column.name, len(rows), wrong))
    followed = [
        scale
        for scale in scales.values()
        if 2 * sum(len(wrong) for _name, _rows, wrong in scale) < sum(rows for _name, rows, _wrong in scale)
    ]
    return (
        frozenset(name for scale in followed for name, _rows, _wrong in scale),
        tuple(each for scale in followed for _name, _rows, wrong in scale for each in wrong),
    )


def matrices_of(sheets: Iterable[Sheet]) -> tuple[SheetMatrix, ...]:
    """Every risk matrix in words that these sheets draw."""
    return tuple(
        SheetMatrix(sheet.name, classes)
        for sheet in sheets
        for block in _blocks(_close([line[:_LOOK] for line in sheet.grid[:_LOOK]]))
        for classes in _turned(block)
    )


def _parts(
    table: Table, column: Column, names: Collection[str], matrix: SheetMatrix
) -> tuple[Column, Column] | None:
    """The likelihood and the impact nearest before a class that say what the axes of the matrix say."""

    def saying(pattern: re.Pattern[str], labels: frozenset[str]) -> Column | None:
        found = reversed(list(near(table, column, names, pattern)))
        return next(
            (each for each in found if {word_key(text) for text in said(table, each)} <= labels), None
        )

    likely, grave = saying(LIKELY, matrix.likelihoods), saying(GRAVE, matrix.impacts)
    return (likely, grave) if likely is not None and grave is not None else None


def _compared(
    table: Table, column: Column, parts: tuple[Column, Column], matrix: SheetMatrix
) -> list[Contradiction | None]:
    """For each row that says all three: None where the matrix agrees."""
    found: list[Contradiction | None] = []
    for row in table.rows:
        text, one, two = (cell_text(row.cells[each.index]).strip() for each in (column, *parts))
        if not (text and one and two):
            continue
        meant = matrix.classes[word_key(one), word_key(two)]
        reason = _(
            "This workbook\u2019s own matrix, on its sheet “{sheet}”, says {meant}: "
            "“{first}” {one} with “{second}” {two}."
        ).format(sheet=matrix.sheet, meant=meant, first=parts[0].name, one=one, second=parts[1].name, two=two)
        agrees = word_key(text) == word_key(meant)
        found.append(None if agrees else Contradiction(row, column, reason))
    return found


def _turned(block: _Block) -> Iterator[Mapping[_Pair, str]]:
    """The classes by likelihood and impact, whichever way the matrix stands; none where nothing tells which way that is."""
    top, left = [word_key(each) for each in block.top], [word_key(each) for each in block.left]
    rows = list(zip(left, block.cells, strict=True))
    upright = {(above, beside): text for beside, line in rows for above, text in zip(top, line, strict=True)}
    turned = {(beside, above): text for (above, beside), text in upright.items()}
    if not set(top) & set(left):  # the words of the register will tell
        yield from (upright, turned)
    elif _is(LIKELY, block.across, GRAVE) or _is(GRAVE, block.down, LIKELY):
        yield upright
    elif _is(GRAVE, block.across, LIKELY) or _is(LIKELY, block.down, GRAVE):
        yield turned
    elif upright == turned:
        yield upright


def _is(pattern: re.Pattern[str], text: str, other: re.Pattern[str]) -> bool:
    return bool(pattern.search(text)) and not other.search(text)


def _close(grid: Grid) -> Grid:
    """Without blank rows and columns: merged cells leave them behind."""
    lines = [line for line in grid if any(cell is not None for cell in line)]
    columns = [column for column in zip_longest(*lines) if any(cell is not None for cell in column)]
    return [list(line) for line in zip(*columns, strict=True)]


def _blocks(grid: Grid) -> Iterator[_Block]:
    """Every block of few words said often, with different labels above and at the left."""
    for top, line in enumerate(grid):
        for start in range(len(line)):
            if start and _label(line[start - 1]):
                continue
            end = start + sum(1 for _cell in takewhile(_label, line[start:]))
            for side in (start, start - 1):  # with a word in the corner, and without
                block = _block(grid, top, side, end) if side >= 0 and end - side > _LEAST else None
                if block is not None:
                    yield block


def _block(grid: Grid, top: int, side: int, end: int) -> _Block | None:
    """The block whose labels stand in line `top`, from the column after `side` on, and below it in `side`."""

    def words(line: Sequence[Cell], first: int, last: int) -> list[str]:
        return [_label(cell) for cell in line[first:last]]

    lines = list(
        takewhile(
            lambda line: len(line) >= end and all(words(line, side, end)),
            grid[top + 1 :],
        )
    )
    above, left = words(grid[top], side + 1, end), [_label(line[side]) for line in lines]
    cells = [words(line, side + 1, end) for line in lines]
    different = {word_key(text) for line in cells for text in line}
    labels = [word_key(each) for each in (*above, *left)]
    if len(lines) < _LEAST or 2 * len(different) > len(lines) * len(above) or len(different) < 2:
        return None
    if len(set(labels[: len(above)])) < len(above) or len(set(labels[len(above) :])) < len(left):
        return None
    corner = _label(grid[top][side])
    beside = (_label(line[side - 1]) for line in grid[top : top + 1 + len(lines)] if 0 < side <= len(line))
    over = (text for line in grid[max(0, top - 2) : top] for text in words(line, side + 1, end))
    return _Block(above, left, cells, " ".join((corner, *beside)), " ".join(over))


def _label(cell: Cell) -> str:
    """A short text in words; empty for figures, long texts and blank cells."""
    text = " ".join(cell.split()) if isinstance(cell, str) else ""
    return text if len(text) <= _LONGEST and any(character.isalpha() for character in text) else ""
