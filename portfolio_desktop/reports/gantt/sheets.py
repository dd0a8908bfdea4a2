# SPDX-License-Identifier: Apache-2.0
"""A timeline on paper: chosen columns and dates, cut into as many pages as are asked for, each complete in itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.key import KEY_HEIGHT, key_marks
from portfolio_desktop.reports.gantt.labels import shorten
from portfolio_desktop.reports.gantt.look import PAPER, Look, Shown
from portfolio_desktop.reports.gantt.picture import Frame, Window, is_heading
from portfolio_desktop.reports.gantt.scale import DAY, Scale, fitted, minutes
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Clipped, Line, Mark, Rect, Text
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD
from portfolio_desktop.services.planning.rows import Row, RowKind

A4 = (841.9, 595.3)
A3 = (1190.6, 841.9)
"""Landscape, in points."""

_EDGE = 28.0
_TITLE = 34.0
_FOOT = 18.0
_INDENT = 8.0
_LEAST_ROW = 7.0
_PAD = 3.0


_ALL = Shown()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the table beside the bars; the first of them is indented as a tree."""

    title: str
    width: float
    words: Callable[[Row], str]
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is printed and on how many pages. `down` pages of rows (0: as many as rows of full height need)."""

    title: str
    subtitle: str = ""
    foot: str = ""
    columns: Sequence[SheetColumn] = ()
    first: date | None = None
    last: date | None = None
    size: tuple[float, float] = A4
    down: int = 0
    across: int = 1
    shown: Shown = _ALL
    look: Look = PAPER


def sheets(chart: Chart, setup: Setup, measure: Measure) -> list[list[Mark]]:
    """The marks of each page: first across, then down."""
    return _Sheets(chart, setup, measure).pages()


class _Sheets:
    def __init__(self, chart: Chart, setup: Setup, measure: Measure) -> None:
        self._chart, self._setup, self._measure = chart, setup, measure
        self._top = _EDGE + _TITLE
        self._bottom = setup.size[1] - _EDGE - _FOOT - KEY_HEIGHT
        self._left = _EDGE + sum(column.width for column in setup.columns)
        self._right = setup.size[0] - _EDGE
        self._look = self._fitting()
        room = self._bottom - self._top - self._look.head_height
        self._rows_a_page = max(int(room / self._look.row + 0.001), 1)

    def _fitting(self) -> Look:
        """Rows as high as `down` pages allow, words with them, but never too small to be read with a glass."""
        look, down = self._setup.look, self._setup.down
        if not down or not len(self._chart):
            return look
        room = self._bottom - self._top - look.head_height
        row = min(max(room / ceil(len(self._chart) / down), _LEAST_ROW), look.row)
        return replace(look, row=row, text_size=min(look.text_size, row * 0.62))

    def pages(self) -> list[list[Mark]]:
        rows = self._rows_a_page
        starts = range(0, max(len(self._chart), 1), rows)
        count = len(starts) * self._setup.across
        return [
            self._page(
                start,
                min(start + rows, len(self._chart)),
                part,
                (down * self._setup.across + part + 1, count),
            )
            for down, start in enumerate(starts)
            for part in range(self._setup.across)
        ]

    def _scale(self, part: int) -> Scale:
        first, last = self._chart.extent
        setup = self._setup
        if setup.first is not None:
            first = minutes(setup.first)
        if setup.last is not None:
            last = minutes(setup.last) + DAY
        wide = self._right - self._left
        whole = fitted(first, max(last, first + DAY), self._left, self._left + wide * setup.across, _PAD * 2)
        return whole.panned(part * wide)

    def _page(self, first: int, last: int, part: int, number: tuple[int, int]) -> list[Mark]:
        look = self._look
        top = self._top + look.head_height
        bottom = top + (last - first) * look.row
        window = Window(first, last, top, self._left, self._right)
        frame = Frame(self._chart, self._scale(part), window, look, self._setup.shown, self._measure)
        body = Clipped(self._left, top, self._right - self._left, bottom - top, tuple(frame.marks(bottom)))
        marks: list[Mark] = [*self._titles(number), *self._grounds(frame, first, last), body]
        marks += frame.head.above(self._top, self._chart.timeline)
        marks += self._table(frame, first, last)
        marks.append(Rect(_EDGE, self._top, self._right - _EDGE, bottom - self._top, None, look.grid, 0.6))
        marks += key_marks(_EDGE, bottom + 6, self._right, look, self._measure)
        return marks

    def _titles(self, number: tuple[int, int]) -> list[Mark]:
        look, setup = self._look, self._setup
        wide = self._right - _EDGE
        foot = setup.size[1] - _EDGE
        page = _("Page {number} of {count}").format(number=number[0], count=number[1])
        return [
            Text(_EDGE, _EDGE + 11, self._fit(setup.title, SEMIBOLD, 14, wide), SEMIBOLD, 14, look.text),
            Text(_EDGE, _EDGE + 24, self._fit(setup.subtitle, REGULAR, 8.5, wide), REGULAR, 8.5, look.muted),
            Text(_EDGE, foot, self._fit(setup.foot, REGULAR, 7, wide * 0.8), REGULAR, 7, look.muted),
            Text(self._right, foot, page, REGULAR, 7, look.muted, 1.0),
        ]

    def _fit(self, words: str, face: str, size: float, room: float) -> str:
        line = " ".join(words.split())
        if self._measure(line, face, size) <= room:
            return line
        return shorten(line, face, size, room, self._measure)

    def _grounds(self, frame: Frame, first: int, last: int) -> list[Mark]:
        look = self._look
        wide = self._left - _EDGE
        marks: list[Mark] = [Rect(_EDGE, self._top, wide, look.head_height, look.head)]
        for lane in range(first, last):
            if is_heading(self._chart.row(lane), self._chart):
                marks.append(Rect(_EDGE, frame.y(lane), wide, look.row, look.head))
            y = frame.y(lane + 1)
            marks.append(Line(_EDGE, y, self._left, y, look.hair, 0.5))
        return marks

    def _table(self, frame: Frame, first: int, last: int) -> list[Mark]:
        look, marks = self._look, list[Mark]()
        x = _EDGE
        for place, column in enumerate(self._setup.columns):
            foot = self._top + look.head_height
            marks.append(self._cell(column, column.title, x, foot - 5, 0.0, SEMIBOLD, look.head_size))
            for lane in range(first, last):
                row = self._chart.row(lane)
                face = SEMIBOLD if not place and (row.folds or row.kind is RowKind.SUMMARY) else REGULAR
                base = frame.y(lane) + look.row / 2 + look.text_size * 0.34
                indent = 0.0 if place else row.level * _INDENT
                marks.append(self._cell(column, column.words(row), x, base, indent, face, look.text_size))
            x += column.width
            marks.append(Line(x, self._top, x, frame.y(last), look.grid, 0.5))
        return marks

    def _cell(
        self, column: SheetColumn, words: str, x: float, y: float, indent: float, face: str, size: float
    ) -> Text:
        shown = self._fit(words, face, size, column.width - 2 * _PAD - indent)
        if column.right:
            return Text(x + column.width - _PAD, y, shown, face, size, self._look.text, 1.0)
        return Text(x + _PAD + indent, y, shown, face, size, self._look.text)
