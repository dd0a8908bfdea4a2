# SPDX-License-Identifier: Apache-2.0
"""Sets headings, prose and tables one below the other, through the columns of a page and on to the next page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.bidi import is_rtl
from portfolio_desktop.reports.primitives import Mark, Role, Tagged, Text
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    BODY,
    BOTTOM,
    GREY,
    GUTTER,
    HEADING,
    INK,
    LEADING,
    LEFT,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    TOP,
)
from portfolio_desktop.reports.table import TIGHT, Row, Table, fitting, pages
from portfolio_desktop.reports.text import wrap

_TOGETHER = 3
"""A table of no more rows than this is never broken: one row would stand alone."""
_HEADING_ROOM = 16.0
_TIGHT_GAP = 0.6
_FILLED = 0.5
"""A last page that is filled less than this takes rows from those before it."""


def even(columns: int) -> tuple[tuple[float, float], ...]:
    """The page cut into columns of one width."""
    width = (RIGHT - LEFT - GUTTER * (columns - 1)) / columns
    return tuple((LEFT + place * (width + GUTTER), width) for place in range(columns))


class Flow:
    """A place on a sheet that moves on as things are set. Sheets after the first repeat its title.

    `spans` are the columns as (left edge, width); `later` those of the sheets that follow, the same if not given.
    `top` and `foot` bound what may be filled of the first sheet, `bottom` of those that follow. `tight` sets the rows
    of tables closer.
    """

    def __init__(
        self,
        first: Sheet,
        spans: Sequence[tuple[float, float]] = ((LEFT, RIGHT - LEFT),),
        *,
        later: Sequence[tuple[float, float]] = (),
        top: float = 0.0,
        foot: float = BOTTOM,
        bottom: float = BOTTOM,
        tight: bool = False,
    ) -> None:
        self.sheets = [first]
        self._spans = spans
        self._later = later or spans
        self._column = 0
        self._foot = foot
        self._bottom = bottom
        self.tight = tight
        self.y = self._top = top or first.top
        self._headed = 0.0
        self._role: Role | None = None
        self._held: list[Mark] = []

    @property
    def x(self) -> float:
        return self._spans[self._column][0]

    @property
    def width(self) -> float:
        return self._spans[self._column][1]

    @property
    def room(self) -> float:
        """Points left down to the foot of the column."""
        return self._foot - self.y

    @property
    def _fresh(self) -> bool:
        return self.y == self._top

    @property
    def _begun(self) -> bool:
        """Nothing but perhaps a heading stands in this column: moving on would gain no room."""
        return self._fresh or (self.y == self._headed and self.y < self._top + 48)

    def need(self, height: float) -> None:
        """Move on to the next column or page unless `height` points are left here."""
        if self.room < height and not self._fresh:
            self.move_on()

    def move_on(self) -> None:
        """Go to the top of the next column, or of the first one on a new sheet."""
        self._column += 1
        if self._column == len(self._spans):
            self._let_go()
            first = self.sheets[0]
            self.sheets.append(Sheet(first.title, _("continued"), first.section, level=None))
            self._column, self._spans, self._top, self._foot = (
                0,
                self._later,
                self.sheets[-1].top,
                self._bottom,
            )
        self.y = self._top

    def put(self, marks: Sequence[Mark], height: float) -> None:
        """Add marks that were placed by the caller at `x`, `y`."""
        if self._role:
            self._held += marks
        else:
            self.sheets[-1].marks += marks
        self.y += height
        self.sheets[-1].end = max(self.sheets[-1].end, self.y)

    @contextmanager
    def tagged(self, role: Role) -> Iterator[None]:
        """What is put meanwhile is one thing to whoever it is read to; where a page ends, one on each page."""
        self._role = role
        yield
        self._let_go()
        self._role = None

    def _let_go(self) -> None:
        if self._role and self._held:
            self.sheets[-1].marks.append(Tagged(self._role, tuple(self._held)))
            self._held = []

    def gap(self, height: float = 12.0) -> None:
        """White space, less of it where all is set tight; none at the top of a column."""
        self.y += 0 if self._fresh else height * (_TIGHT_GAP if self.tight else 1.0)

    def heading(self, text: str, follows: float = 48.0) -> None:
        """A heading that keeps at least `follows` points of what it heads with it; nothing if it is empty."""
        if not text:
            return
        lines = wrap(text, SEMIBOLD, HEADING, self.width, 2)
        self.need(len(lines) * 14 + follows)
        with self.tagged(Role.HEADING):
            for line in lines:
                self.put([Text(self.x, self.y + 10, line, SEMIBOLD, HEADING, INK)], 14)
        self.y += 2
        self._headed = self.y

    def prose(self, text: str, size: float = BODY, colour: str = INK, limit: int = 0) -> None:
        """Paragraphs of plain text; one that begins right to left stands at the right."""
        for paragraph in text.split("\n"):
            align = 1.0 if is_rtl(paragraph) else 0.0
            with self.tagged(Role.PARAGRAPH):
                for line in wrap(paragraph, REGULAR, size, self.width, limit):
                    self.need(size * LEADING)
                    where = self.x + align * self.width
                    self.put([Text(where, self.y + size, line, REGULAR, size, colour, align)], size * LEADING)

    def table(self, table: Table, rows: Sequence[Row], *, heading: str = "", empty: str = "") -> None:
        """Set the rows under `heading`; wherever they go on, the heading, the group and the header are said again.

        `empty` is said instead where there are no rows.
        """
        if self.tight:
            rows = [row.tight() for row in rows]
        together = rows if len(rows) <= _TOGETHER else rows[:2]
        self.heading(heading, table.head_height + sum(row.height for row in together))
        if not rows:
            self.prose(empty, colour=GREY)
        left, most = self._spaced(rows, table.head_height, _HEADING_ROOM if heading else 0.0)
        group = ""
        while left:
            count = fitting(left, min(self.room - table.head_height, most))
            if count < min(2, len(left)) and not self._begun:
                self.move_on()
                continue
            taken, left = left[: max(count, 1)], left[max(count, 1) :]
            head = table.head_marks(self.x, self.y)
            body = table.row_marks(taken, self.x, self.y + table.head_height)
            height = table.head_height + sum(row.height for row in taken)
            self.put([Tagged(Role.TABLE, (*head, *body))], height)
            group = next((row.band for row in reversed(taken) if row.band), group)
            if left:
                self.move_on()
                self.heading(_("{heading}, continued").format(heading=heading) if heading else "")
                if group and not left[0].band:
                    again = table.band(_("{group}, continued").format(group=group))._replace(band=group)
                    left.insert(0, again.tight() if left[0].pad == TIGHT else again)

    def _spaced(self, rows: Sequence[Row], head: float, again: float) -> tuple[list[Row], float]:
        """The rows, closer to each other where that saves a page, and how much of a page they are to fill.

        Where their last page would be nearly empty, they are spread evenly over all of theirs. On each later page stand
        column titles, `head` points high, and the heading once more, `again` points high.
        """
        full = self._bottom - TOP - head - again
        first = self.room - head
        chosen = list(rows)
        if len(self._spans) > 1 or sum(row.height for row in rows) <= first:
            return chosen, full + head
        closer = [row.tight() for row in rows]
        if len(pages(closer, first, full)) < len(pages(rows, first, full)):
            chosen = closer
        planned = pages(chosen, first, full)
        if len(planned) > 1 and planned[-1] < full * _FILLED:
            for share in (0.5, 0.6, 0.7, 0.8, 0.9):
                if len(pages(chosen, min(first, full * share), full * share)) == len(planned):
                    return chosen, full * share
        return chosen, full + head


def fewest(compose: Callable[[bool], list[Sheet]]) -> list[Sheet]:
    """What `compose(tight)` makes: with roomy tables, unless tight ones take fewer pages."""
    roomy = compose(False)
    tight = compose(True) if len(roomy) > 1 else roomy
    return tight if len(tight) < len(roomy) else roomy
