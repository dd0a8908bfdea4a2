# SPDX-License-Identifier: Apache-2.0
"""A timeline on paper: chosen columns and dates, cut into as many pages as are asked for, each complete in itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.gantt.block import PAD, Block, SheetColumn, fit
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.reports.gantt.key import KEY_HEIGHT, USUAL, key_marks, of_one_end
from portfolio_desktop.reports.gantt.look import PAPER, Look, Shown
from portfolio_desktop.reports.gantt.scale import DAY, Scale, fitted, minutes
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Mark, Role, Tagged, Text, unread
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD

__all__ = [
    "A3",
    "A4",
    "LEAST_ROW",
    "UPRIGHT",
    "Setup",
    "SheetColumn",
    "in_one",
    "rows_that_fit",
    "sheets",
]

A4 = (841.9, 595.3)
A3 = (1190.6, 841.9)
"""Landscape, in points."""
UPRIGHT = {A4: (595.3, 841.9), A3: (841.9, 1190.6)}

_EDGE = 28.0
_TITLE = 34.0
_FOOT = 18.0
_HIGHEST = 14_000.0
"""No page can be higher than some 14,400 points."""
LEAST_ROW = 7.2
"""Lower rows cannot be read: more pages are taken instead."""


_ALL = Shown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is printed and on how many pages. `down` pages of rows (0: as many as rows of full height need)."""

    title: str
    subtitle: str = ""
    foot: str = ""
    marking: str = ""
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


def _whole_height(rows: int, look: Look) -> float:
    """How high a page must be that holds so many rows."""
    return 2 * _EDGE + _TITLE + _FOOT + KEY_HEIGHT + look.head_height + max(rows, 1) * look.row + 1


def in_one(chart: Chart, setup: Setup) -> Setup:
    """The same on one page as high as all rows need. Refuses more of them than one picture can hold."""
    height = max(_whole_height(len(chart), setup.look), setup.size[1] / 2)
    if height > _HIGHEST:
        height = _HIGHEST
        if _whole_height(len(chart), replace(setup.look, row=LEAST_ROW)) > height:
            text = _(
                "{count} rows do not fit into one picture. Fold some, choose fewer projects, or make a PDF."
            )
            raise Refusal(text.format(count=f"{len(chart):,}"))
    return replace(setup, size=(setup.size[0], height), down=1, across=1)


def rows_that_fit(setup: Setup) -> int:
    """How many rows can be read on `down` pages."""
    head = _whole_height(1, setup.look) - setup.look.row
    return max(setup.down, 1) * int((setup.size[1] - head) / LEAST_ROW)


class _Sheets:
    def __init__(self, chart: Chart, setup: Setup, measure: Measure) -> None:
        self._chart, self._setup, self._measure = chart, setup, measure
        self._top = _EDGE + _TITLE
        self._right = setup.size[0] - _EDGE
        self._room = setup.size[1] - _EDGE - _FOOT - KEY_HEIGHT - self._top
        look = self._fitting()
        self._block = Block(chart, setup.columns, _EDGE, self._top, self._right, look, setup.shown, measure)
        self._rows_a_page = max(int((self._room - look.head_height) / look.row + 0.001), 1)

    def _fitting(self) -> Look:
        """Rows as high as `down` pages allow, words with them, but never too small to be read with a glass."""
        look, down = self._setup.look, self._setup.down
        if not down or not len(self._chart):
            return look
        room = self._room - look.head_height
        row = min(max(room / ceil(len(self._chart) / down), LEAST_ROW), look.row)
        return replace(look, row=row, text_size=min(look.text_size, row * 0.72))

    def pages(self) -> list[list[Mark]]:
        rows, across = self._rows_a_page, self._setup.across
        starts = range(0, max(len(self._chart), 1), rows)
        count = len(starts) * across
        return [
            self._page(start, min(start + rows, len(self._chart)), part, (down * across + part + 1, count))
            for down, start in enumerate(starts)
            for part in range(across)
        ]

    def _scale(self, part: int) -> Scale:
        first, last = self._chart.extent
        setup = self._setup
        if setup.first is not None:
            first = minutes(setup.first)
        if setup.last is not None:
            last = minutes(setup.last) + DAY
        left = self._block.bars_from
        wide = self._right - left
        whole = fitted(first, max(last, first + DAY), left, left + wide * setup.across, PAD * 2)
        return whole.panned(part * wide)

    def _page(self, first: int, last: int, part: int, number: tuple[int, int]) -> list[Mark]:
        block = self._block
        marks = [*self._titles(number), *block.marks(first, last, self._scale(part))]
        below = self._top + block.height(last - first) + 6
        signs = (*USUAL, *of_one_end(map(self._chart.row, range(len(self._chart)))))
        return [*marks, unread(key_marks(_EDGE, below, self._right, block.look, self._measure, signs))]

    def _titles(self, number: tuple[int, int]) -> list[Mark]:
        setup, look = self._setup, self._block.look
        wide = self._right - _EDGE
        foot = setup.size[1] - _EDGE
        page = _("Page {number} of {count}").format(number=number[0], count=number[1])
        title = Text(_EDGE, _EDGE + 11, self._fit(setup.title, SEMIBOLD, 14, wide), SEMIBOLD, 14, look.text)
        marks: list[Mark] = [
            Tagged(Role.TITLE, (title,)),
            Text(_EDGE, _EDGE + 24, self._fit(setup.subtitle, REGULAR, 8.5, wide), REGULAR, 8.5, look.muted),
            Text(_EDGE, foot, self._fit(setup.foot, REGULAR, 7, wide * 0.8), REGULAR, 7, look.muted),
            Text(self._right, foot, page, REGULAR, 7, look.muted, 1.0),
        ]
        if setup.marking:
            marking = self._fit(setup.marking, SEMIBOLD, 8, wide)
            middle = setup.size[0] / 2
            marks += [
                Text(middle, y, marking, SEMIBOLD, 8, look.text, 0.5)
                for y in (_EDGE - 10, setup.size[1] - 12)
            ]
        return marks if number[0] == 1 else [unread(marks)]

    def _fit(self, words: str, face: str, size: float, room: float) -> str:
        return fit(words, face, size, room, self._measure)
