# SPDX-License-Identifier: Apache-2.0
"""A stretch of a timeline in a rectangle of a page: the table of its rows, the scale above, the bars beside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.labels import shorten
from portfolio_desktop.reports.gantt.look import Look, Shown
from portfolio_desktop.reports.gantt.picture import Frame, Window, is_heading
from portfolio_desktop.reports.gantt.scale import Scale
from portfolio_desktop.reports.gantt.signs import signs
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Clipped, Line, Mark, Rect, Role, Tagged, Text, figure
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD
from portfolio_desktop.services.planning.rows import Row, RowKind, Span

INDENT = 8.0
PAD = 3.0
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the table beside the bars. The one that is a `tree`, or else the first, is indented by level.

    `warns` says of which rows its words stand in the colour of danger.
    """

    title: str
    width: float
    words: Callable[[Row], str]
    right: bool = False
    warns: Callable[[Row], bool] | None = None
    tree: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Where a stretch of a chart stands: from `left` and `top` to `right`, as high as its rows are."""

    chart: Chart
    columns: Sequence[SheetColumn]
    left: float
    top: float
    right: float
    look: Look
    shown: Shown
    measure: Measure

    @property
    def bars_from(self) -> float:
        """Where the table ends and the bars begin."""
        return self.left + sum(column.width for column in self.columns)

    def height(self, rows: int) -> float:
        return self.look.head_height + rows * self.look.row

    def marks(self, first: int, last: int, scale: Scale) -> list[Mark]:
        """The lanes `first` up to, not including, `last`."""
        look = self.look
        top = self.top + look.head_height
        bottom = self.top + self.height(last - first)
        window = Window(first, last, top, self.bars_from, self.right)
        frame = Frame(self.chart, scale, window, look, self.shown, self.measure)
        wide = self.right - self.bars_from
        body = Clipped(self.bars_from, top, wide, bottom - top, tuple(frame.marks(bottom)))
        bars = figure(
            self._said(range(first, last)), [body, *frame.head.above(self.top, self.chart.timeline)]
        )
        edge = Rect(self.left, self.top, self.right - self.left, bottom - self.top, None, look.grid, 0.6)
        return [*self._grounds(frame), bars, *self._table(frame), edge]

    def _said(self, lanes: Iterable[int]) -> str:
        """What the bars say: for each row its name, and from when to when it goes."""
        said = ((row.named, days_of(row.span)) for row in map(self.chart.row, lanes))
        return "; ".join(f"{name}: {days}" for name, days in said if days)

    def _grounds(self, frame: Frame) -> Iterator[Mark]:
        look, edge = self.look, self.bars_from
        if not self.columns:
            return
        yield Rect(self.left, self.top, edge - self.left, look.head_height, look.head)
        for lane in range(frame.window.first, frame.window.last):
            if is_heading(self.chart.row(lane), self.chart):
                yield Rect(self.left, frame.y(lane), edge - self.left, look.row, look.head)
            y = frame.y(lane + 1)
            yield Line(self.left, y, edge, y, look.hair, 0.5)

    def _table(self, frame: Frame) -> Iterator[Mark]:
        if not self.columns:
            return
        look, foot = self.look, self.top + self.look.head_height
        places = list(accumulate((column.width for column in self.columns), initial=self.left))
        for x in places[1:]:
            yield Line(x, self.top, x, frame.y(frame.window.last), look.grid, 0.5)
        beside = list(zip(self.columns, places, strict=False))
        titles = (
            self._cell(column, column.title, x, foot - 5, 0.0, SEMIBOLD, look.head_size, look.text)
            for column, x in beside
        )
        head = Tagged(Role.ROW, tuple(Tagged(Role.COLUMN_TITLE, (title,)) for title in titles))
        tree = next((each for each in self.columns if each.tree), self.columns[0])
        rows = (
            Tagged(
                Role.ROW,
                tuple(
                    Tagged(Role.CELL, tuple(self._row_cell(frame, lane, column, x, tree)))
                    for column, x in beside
                ),
            )
            for lane in range(frame.window.first, frame.window.last)
        )
        yield Tagged(Role.TABLE, (head, *rows))

    def _row_cell(
        self, frame: Frame, lane: int, column: SheetColumn, x: float, tree: SheetColumn
    ) -> Iterator[Mark]:
        look, row = self.look, self.chart.row(lane)
        middle = frame.y(lane) + look.row / 2
        indent = 0.0
        if column is tree:
            indent = row.level * INDENT
            if not self.shown.labels:
                for sign, wide in signs(row, x + PAD + indent, middle, look.text, look, self.measure):
                    yield from sign
                    indent += wide
        bold = column is tree and (row.folds or row.kind not in (RowKind.TASK, RowKind.MILESTONE))
        colour = look.danger if column.warns and column.warns(row) else look.text
        face = SEMIBOLD if bold else REGULAR
        base = middle + look.text_size * 0.34
        yield self._cell(column, column.words(row), x, base, indent, face, look.text_size, colour)

    def _cell(
        self,
        column: SheetColumn,
        words: str,
        x: float,
        y: float,
        indent: float,
        face: str,
        size: float,
        colour: str,
    ) -> Text:
        room = column.width - 2 * PAD - indent
        shown = fit(words, face, size, room, self.measure)
        if column.right:
            return Text(x + column.width - PAD, y, shown, face, size, colour, 1.0)
        return Text(x + PAD + indent, y, shown, face, size, colour)


def days_of(span: Span) -> str:
    """From when to when it goes, or the day on which it is; empty where neither end is known, and told where one is not."""
    if span.start is None and span.finish is not None:
        return _("until {day}, start not known").format(day=format_date(span.finish.date()))
    if span.finish is None and span.start is not None:
        return _("from {day}, finish not known").format(day=format_date(span.start.date()))
    known = [format_date(moment.date()) for moment in (span.start, span.finish) if moment is not None]
    return " – ".join(dict.fromkeys(known))


def fit(words: str, face: str, size: float, room: float, measure: Measure) -> str:
    """One line of `words` that takes no more than `room`."""
    line = visible_bidi(" ".join(words[:_LONGEST].split()))
    if measure(line, face, size) <= room:
        return line
    return shorten(line, face, size, room, measure)
