# SPDX-License-Identifier: Apache-2.0
"""Tables: each cell is measured once and drawn from what was measured, so a page costs little more than its bare text.

A table is laid out as rows of blocks; `Flow` decides which rows stand on which page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import Standing
from portfolio_desktop.reports.badge import WIDTH as BADGE_WIDTH
from portfolio_desktop.reports.badge import Marked, badge, label, moved, movement, sign
from portfolio_desktop.reports.charts import shares
from portfolio_desktop.reports.primitives import Line, Link, Mark, Rect, Role, Tagged, Text, figure, unread
from portfolio_desktop.reports.style import (
    BODY,
    GREY,
    HAIR,
    INK,
    LEADING,
    PALE,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.text import shorten, wrap

PAD = 10.0
ROW_PAD = 3.5
TIGHT = 2.0
"""The padding of a row where roomy rows would need one page more."""
_ARROW = 13.0
LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0


class Column(NamedTuple):
    """`width` in points. `lines` is how many lines a text may take before it is shortened; 0 for all of them."""

    title: str
    width: float
    align: float = LEFT
    lines: int = 2


class Words(NamedTuple):
    """A text cell that differs from the plain string: weight, colour, or a page that a click leads to."""

    text: str
    face: str = REGULAR
    colour: str = INK
    target: str = ""


class Rated(NamedTuple):
    """A rating cell: the badge, the arrow since `before`, and the words when `worded`.

    `asked` sets a question mark beside it: the evidence suggests another rating.
    """

    now: Standing
    before: Standing = None
    worded: bool = False
    asked: bool = False


class Signed(NamedTuple):
    """The badge of a band, a state or an outcome, with words beside it, and more of them below these."""

    marked: Marked
    words: Words
    more: Words


class Stacked(NamedTuple):
    """A title and, below it, what goes with it; what is empty takes no room."""

    title: Words
    detail: Words
    more: Words


class Spread(NamedTuple):
    """How many there are of each rating, as a bar as wide as the column."""

    parts: tuple[tuple[Standing, int], ...]


Cell: TypeAlias = str | Words | Rated | Signed | Stacked | Spread


class Block(Protocol):
    """A measured cell."""

    @property
    def height(self) -> float: ...

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        """Add the marks of the cell whose top left is (x, y)."""


class TextBlock(NamedTuple):
    lines: Sequence[str]
    width: float
    size: float
    words: Words
    align: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        start = x + self.align * self.width
        baseline = y + self.size * 0.98
        written: list[Mark] = []
        for line in self.lines:
            written.append(
                Text(start, baseline, line, self.words.face, self.size, self.words.colour, self.align)
            )
            baseline += self.size * LEADING
        if self.words.target:
            link = Link(x, y, self.width, self.height, self.words.target)
            written = [Tagged(Role.LINK, (*written, link))]
        marks += written


class StackedBlock(NamedTuple):
    parts: tuple[Block, ...]

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        for part in self.parts:
            part.draw(marks, x, y)
            y += part.height


class RatedBlock(NamedTuple):
    """The badge, the arrow right of it, and the words after both, so that words line up with and without an arrow."""

    rated: Rated
    width: float
    size: float
    align: float

    @property
    def height(self) -> float:
        return 12.0

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        middle = y + self.size * 0.66
        centre = x + BADGE_WIDTH / 2 + self.align * (self.width - BADGE_WIDTH)
        drawn = badge(self.rated.now, centre, middle)
        drawn += movement(self.rated.now, self.rated.before, centre + BADGE_WIDTH / 2 + 6, middle)
        if self.rated.asked:
            drawn.append(Text(centre - BADGE_WIDTH / 2 - 3, middle + 3, "?", SEMIBOLD, self.size, INK, 1.0))
        if self.rated.worded:
            start = x + BADGE_WIDTH + _ARROW
            words = shorten(label(self.rated.now), REGULAR, self.size, self.width - BADGE_WIDTH - _ARROW)
            drawn.append(Text(start, y + self.size * 0.98, words, REGULAR, self.size))
        marks.append(figure(self._said(), drawn))

    def _said(self) -> str:
        asked = _("the evidence suggests another rating") if self.rated.asked else ""
        change = moved(self.rated.now, self.rated.before)
        return ", ".join(filter(None, (label(self.rated.now), change, asked)))


class SignedBlock(NamedTuple):
    """The badge, and right of it its words; `worded` where these say what it means."""

    marked: Marked
    words: StackedBlock
    worded: bool

    @property
    def height(self) -> float:
        return max(self.words.height, 13.0)

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        drawn = sign(self.marked, x + BADGE_WIDTH / 2 - 3, y + 6)
        marks.append(unread(drawn) if self.worded else figure(_(self.marked.label), drawn))
        self.words.draw(marks, x + BADGE_WIDTH, y)


class SpreadBlock(NamedTuple):
    parts: tuple[tuple[Standing, int], ...]
    width: float

    @property
    def height(self) -> float:
        return 12.0

    def draw(self, marks: list[Mark], x: float, y: float) -> None:
        marks += shares(self.parts, x, y, self.width, self.height)


class Row(NamedTuple):
    """Measured cells. A row with a `band`, the name of a group, heads those that follow it and never ends a page."""

    blocks: tuple[Block, ...]
    height: float
    band: str = ""
    pad: float = ROW_PAD

    def tight(self) -> "Row":
        """The same row, closer to its neighbours."""
        return self._replace(height=self.height - 2 * (self.pad - TIGHT), pad=TIGHT)


@dataclass(frozen=True)
class Table:
    """Columns, and how its rows are set. `size` is the type size of the cells."""

    columns: tuple[Column, ...]
    size: float = BODY

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    def _rooms(self) -> list[float]:
        """What each column has for its text: all but a gap before the next one."""
        return [*(column.width - PAD for column in self.columns[:-1]), self.columns[-1].width]

    def row(self, *cells: Cell) -> Row:
        """Measure one row; as many cells as columns."""
        given = zip(cells, self.columns, self._rooms(), strict=True)
        blocks = tuple(self._block(cell, column, room) for cell, column, room in given)
        return Row(blocks, max(block.height for block in blocks) + 2 * ROW_PAD)

    def band(self, text: str) -> Row:
        """A row across all columns that names the group below it."""
        words = Words(shorten(text, SEMIBOLD, self.size, self.width - PAD), SEMIBOLD)
        block = TextBlock((words.text,), self.width - PAD, self.size, words, LEFT)
        return Row((block,), block.height + 2 * ROW_PAD, text)

    def _block(self, cell: Cell, column: Column, room: float) -> Block:
        if isinstance(cell, Rated):
            return RatedBlock(cell, room, self.size, column.align)
        if isinstance(cell, Spread):
            return SpreadBlock(cell.parts, room)
        if isinstance(cell, Signed):
            beside = room - BADGE_WIDTH
            said = tuple(self._block(part, column, beside) for part in cell[1:] if part.text)
            worded = _(cell.marked.label) in cell.words.text
            return SignedBlock(cell.marked, StackedBlock(said), worded)
        if isinstance(cell, Stacked):
            return StackedBlock(tuple(self._block(part, column, room) for part in cell if part.text))
        words = cell if isinstance(cell, Words) else Words(cell)
        lines = wrap(words.text, words.face, self.size, room, column.lines)
        return TextBlock(lines, room, self.size, words, column.align)

    @property
    def head_height(self) -> float:
        most = max(len(lines) for lines in self._heads())
        return most * SMALL * LEADING + 6

    def _heads(self) -> list[list[str]]:
        given = zip(self.columns, self._rooms(), strict=True)
        return [wrap(column.title, SEMIBOLD, SMALL, room, 3) for column, room in given]

    def head_marks(self, x: float, y: float) -> list[Mark]:
        """The column titles, standing on the line that opens the table."""
        bottom = y + self.head_height
        titles: list[Mark] = []
        for column, lines, room in zip(self.columns, self._heads(), self._rooms(), strict=True):
            baseline = bottom - 5 - (len(lines) - 1) * SMALL * LEADING
            title: list[Mark] = []
            for line in lines:
                start = x + column.align * room
                title.append(Text(start, baseline, line, SEMIBOLD, SMALL, GREY, column.align))
                baseline += SMALL * LEADING
            titles.append(Tagged(Role.COLUMN_TITLE, tuple(title)))
            x += column.width
        return [Tagged(Role.ROW, tuple(titles)), Line(x - self.width, bottom, x, bottom, GREY, 0.8)]

    def row_marks(self, rows: Sequence[Row], x: float, y: float) -> list[Mark]:
        marks: list[Mark] = []
        for row in rows:
            cells: list[Mark] = []
            if row.band:
                marks.append(Rect(x, y, self.width, row.height, PALE))
                name: list[Mark] = []
                row.blocks[0].draw(name, x + 4, y + row.pad)
                cells.append(Tagged(Role.COLUMN_TITLE, tuple(name), span=len(self.columns)))
            else:
                left = x
                for block, column in zip(row.blocks, self.columns, strict=True):
                    cell: list[Mark] = []
                    block.draw(cell, left, y + row.pad)
                    cells.append(Tagged(Role.CELL, tuple(cell)))
                    left += column.width
            marks.append(Tagged(Role.ROW, tuple(cells)))
            y += row.height
            marks.append(Line(x, y, x + self.width, y, RULE if row.band else HAIR, 0.5))
        return marks


def fitting(rows: Sequence[Row], room: float) -> int:
    """How many rows from the front go into `room` points without leaving a group's name or a single row behind."""
    count, used = 0, 0.0
    while count < len(rows) and used + rows[count].height <= room:
        used += rows[count].height
        count += 1
    if count == len(rows):
        return count
    if len(rows) - count == 1:
        count = count - 1 if count > 2 else 0
    for back in range(1, min(_STUB + 1, count)):
        if rows[count - back].band and count - back >= _WORTH_A_PAGE:
            return count - back
    while count and rows[count - 1].band:
        count -= 1
    return count


_STUB = 3
"""A group of which fewer rows than this would stand on a page begins on the next one,"""
_WORTH_A_PAGE = 12
"""unless that leaves no more rows than these."""


def pages(rows: Sequence[Row], first: float, later: float) -> list[float]:
    """How far down each page the rows go, with `first` points on the page they begin on and `later` on each other.

    Where a page goes on within a group, the name of the group is said again and takes its room.
    """
    filled: list[float] = []
    start, room = 0, first
    again = next((row.height for row in rows if row.band), 0.0)
    while start < len(rows):
        count = max(fitting(rows[start : start + _MOST_ROWS], room), 1)
        filled.append(sum(row.height for row in rows[start : start + count]))
        start += count
        room = later - (again if start < len(rows) and not rows[start].band else 0.0)
    return filled


_MOST_ROWS = 60
"""More rows than go on any page."""
