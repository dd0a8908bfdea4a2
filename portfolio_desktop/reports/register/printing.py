# SPDX-License-Identifier: Apache-2.0
"""`print_register`: a register as it is seen, as PDF. Columns, order, groups, marks and totals are those of the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.reports.badge import WIDTH as BADGE_WIDTH
from portfolio_desktop.reports.badge import sign
from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Role, Tagged, Text, unread
from portfolio_desktop.reports.register.columns import SAMPLE, Part, needs, parts
from portfolio_desktop.reports.register.signs import sign_marks
from portfolio_desktop.reports.style import (
    GREY,
    HAIR,
    INK,
    LEADING,
    PALE,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
    TITLE,
)
from portfolio_desktop.reports.table import PAD, RIGHT, Cell, Row, Signed, Table, Words
from portfolio_desktop.reports.text import printable, shorten, wrap
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.registers.cells import cell_words, heading, known_words, total_words
from portfolio_desktop.services.registers.grouping import Heading
from portfolio_desktop.services.registers.marking import PAPER
from portfolio_desktop.services.registers.seen import Seen
from portfolio_desktop.services.views.marks import Sign

PAPERS = {"a4": (842.0, 595.0), "a3": (1191.0, 842.0)}
"""Width and height of a sheet that lies on its long side, in points."""
MOST_ROWS = 20_000
"""Records on one printout: some six hundred pages."""
_MARGIN, _HEAD, _FIRST, _FOOT = 36.0, 30.0, 44.0, 34.0
_SIZE = 8.0
_INDENT = 12.0
_REPORT_EVERY = 200


@dataclass(frozen=True, slots=True)
class Printout:
    """What stands around the table: `title` and the lines `under` it, what its marks mean, whose it is, its marking,
    and the paper.
    """

    title: str
    under: Sequence[str]
    key: Sequence[tuple[Sign, str]]
    owner: str
    marking: str
    day: date
    paper: str = "a4"
    upright: bool = False

    @property
    def size(self) -> tuple[float, float]:
        wide, high = PAPERS[self.paper]
        return (high, wide) if self.upright else (wide, high)


@for_papers()
def print_register(seen: Seen, printout: Printout, progress: Progress | None = None) -> bytes:
    """The register as PDF, the same bytes for the same register. Refuses more than `MOST_ROWS` records.

    `progress` is told of pages, and raises where it is to stop.
    """
    if seen.shown > MOST_ROWS:
        raise Refusal(
            _("{count} records are too many to print. Filter them, or export them to a spreadsheet.").format(
                count=f"{seen.shown:,}"
            )
        )
    pages = _Paged(seen, printout, progress)
    title = printable(printout.title)
    about = About(title, printable(printout.owner), _("Register"), printout.day)
    return write_pdf(pages.draw(), about, printout.size)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: its record or heading, a measured row for each part of the columns, and its height."""

    what: int | Heading | None
    rows: tuple[Row, ...]
    height: float
    words: str = ""
    """Of a heading that is said again on the next page."""


class _Paged:
    """Measures every line once, cuts them into pages, and draws these."""

    def __init__(self, seen: Seen, printout: Printout, progress: Progress | None) -> None:
        self._seen = seen
        self._printout = printout
        self._progress = progress
        self._wide, self._high = printout.size
        room = self._wide - 2 * _MARGIN
        heads = [heading(field, seen.units.get(field.name, "")) for field in seen.fields]
        sample = [self._words(number) for number in seen.numbers[:SAMPLE]]
        columns = seen.view.columns
        marked = {mark.field if mark.field in columns else columns[0] for mark in seen.view.marks}
        need = needs(seen.entity, seen.fields, heads, sample, marked, _SIZE)
        self._parts = parts(seen.entity, seen.view, seen.fields, heads, need, room)
        self._tables = [Table(part.columns, _SIZE) for part in self._parts]
        self._head = max(table.head_height for table in self._tables)
        self._step = _SIZE * LEADING

    def draw(self) -> Iterator[Page]:
        """The pages, the parts of the columns one after another."""
        cut = list(self._cut(self._lines()))
        count = len(cut) * len(self._parts)
        for place, (top, lines) in enumerate(cut):
            for number, (part, table) in enumerate(zip(self._parts, self._tables, strict=True)):
                page = place * len(self._parts) + number + 1
                if self._progress is not None:
                    self._progress(page, count)
                marks = [unread(self._frame(page, count)), *self._intro(page)]
                body = self._table_marks(lines, number, part, table, top + table.head_height)
                marks.append(Tagged(Role.TABLE, (*table.head_marks(_MARGIN, top), *body)))
                outline = [(0, printable(self._printout.title)[:120])] if page == 1 else []
                yield Page(marks, f"page:{page}", outline)

    def _lines(self) -> Iterator[_Line]:
        for place, what in enumerate(self._seen.lines()):
            if self._progress is not None and place % _REPORT_EVERY == 0:
                self._progress(0, self._seen.shown)
            if isinstance(what, Heading):
                yield _Line(what, (), self._band_height(what))
            else:
                cells = [self._cell(what, field) for field in self._seen.fields]
                rows = tuple(
                    table.row(*(cells[at] for at in part.places))
                    for part, table in zip(self._parts, self._tables, strict=True)
                )
                yield _Line(what, rows, max(row.height for row in rows))
        if self._seen.totals:
            yield _Line(None, (), 2 * self._step + 6)

    def _cut(self, lines: Iterator[_Line]) -> Iterator[tuple[float, list[_Line]]]:
        """Where the table begins on each page, and its lines there. No heading is left alone at the foot."""
        top = _FIRST + self._intro_height()
        page: list[_Line] = []
        above: list[Heading] = []
        used = top + self._head
        foot = self._high - _FOOT - 8
        for line in lines:
            if page and used + line.height > foot:
                held: list[_Line] = []
                while len(page) > 1 and isinstance(page[-1].what, Heading):
                    held.insert(0, page.pop())
                yield top, page
                top, page = _FIRST, held or self._again(above, line)
                used = top + self._head + sum(each.height for each in page)
            if isinstance(line.what, Heading):
                above = [*above[: line.what.level], line.what]
            page.append(line)
            used += line.height
        yield top, page

    def _again(self, above: Sequence[Heading], line: _Line) -> list[_Line]:
        """The heading of the group that goes on with `line` on a new page."""
        if not above or not line.rows:
            return []
        words = _("{group}, continued").format(group=" › ".join(each.words for each in above))
        return [_Line(above[-1], (), self._step + 6, words)]

    def _table_marks(
        self, lines: Sequence[_Line], number: int, part: Part, table: Table, y: float
    ) -> Iterator[Mark]:
        right = _MARGIN + table.width
        for line in lines:
            if line.rows and isinstance(line.what, int):
                cells = self._row_marks(line.what, line, number, part, y)
            else:
                outer = isinstance(line.what, Heading) and line.what.inner and not line.words
                yield Rect(_MARGIN, y, table.width, line.height, HAIR if outer else PALE)
                cells = self._band_marks(line, part, y)
            yield Tagged(Role.ROW, tuple(cells))
            y += line.height
            yield Line(_MARGIN, y, right, y, HAIR if line.rows else RULE, 0.5)

    def _row_marks(self, number: int, line: _Line, at: int, part: Part, y: float) -> Iterator[Mark]:
        marked, x = self._seen.marks(number), _MARGIN
        row = line.rows[at]
        for block, place, column in zip(row.blocks, part.places, part.columns, strict=True):
            found = marked.cells.get(self._seen.fields[place].name)
            ground = found or marked.row
            if ground is not None:
                yield Rect(x - 2, y, column.width, line.height, PAPER[ground][0])
            marks: list[Mark] = []
            block.draw(marks, x, y + row.pad)
            yield Tagged(Role.CELL, tuple(marks))
            if found is not None:
                spot = x + 3 if column.align == RIGHT else x + column.width - PAD / 2 - 1
                yield from sign_marks(found, spot, y + row.pad + _SIZE * 0.6)
            x += column.width

    def _totals(self, line: _Line) -> Mapping[str, Total]:
        return line.what.totals if isinstance(line.what, Heading) else self._seen.totals

    def _band_marks(self, line: _Line, part: Part, y: float) -> Iterator[Mark]:
        """What a group is called, how many records it has and what they come to; the totals at the end are called so."""
        x, words, what = _MARGIN + 3.0, line.words or _("Total"), line.what
        if isinstance(what, Heading) and not line.words:
            x += what.level * _INDENT
            words = f"{what.words} ({len(what.rows):,})"
            if what.badge is not None:
                yield unread(sign(what.badge, x + BADGE_WIDTH / 2 - 3, y + 3.5 + _SIZE * 0.6, 10.0))
                x += BADGE_WIDTH
        totals = {} if line.words else self._totals(line)
        covered = self._covered(totals, part)
        room = _MARGIN + sum(column.width for column in part.columns[:covered]) - x - 6
        called = Text(x, y + 3.5 + _SIZE * 0.98, shorten(words, SEMIBOLD, _SIZE, room), SEMIBOLD, _SIZE)
        written = list(self._total_marks(totals, part, y))
        yield Tagged(Role.COLUMN_TITLE, (called, *chain.from_iterable(written[:covered])), span=covered)
        yield from (Tagged(Role.CELL, tuple(marks)) for marks in written[covered:])

    def _covered(self, totals: Mapping[str, Total], part: Part) -> int:
        """How many columns the name of a group may reach over: those before the next one that has a total."""
        names = (self._seen.fields[at].name for at in part.places)
        return next((place for place, name in enumerate(names) if place and name in totals), len(part.places))

    def _total_marks(self, totals: Mapping[str, Total], part: Part, y: float) -> Iterator[list[Mark]]:
        """What stands in each column, nothing where nothing is added up."""
        x = _MARGIN
        for place, column in zip(part.places, part.columns, strict=True):
            name = self._seen.fields[place].name
            total = totals.get(name)
            marks: list[Mark] = []
            if total is not None:
                end = x + column.width - (PAD if place != part.places[-1] else 0)
                base = y + 3.5 + _SIZE * 0.98
                said = total_words(total, self._seen.units.get(name, ""))
                marks.append(Text(end, base, said, SEMIBOLD, _SIZE, INK, RIGHT))
                if total.known < total.count:
                    known = shorten(known_words(total), REGULAR, SMALL - 1, column.width + 30)
                    marks.append(Text(end, base + self._step - 1, known, REGULAR, SMALL - 1, GREY, RIGHT))
            yield marks
            x += column.width

    def _band_height(self, what: Heading) -> float:
        partly = any(
            total.known < total.count
            for name, total in what.totals.items()
            if name in self._seen.view.columns
        )
        return (2 * self._step if partly else self._step) + 6

    def _words(self, number: int) -> list[str]:
        """What decides how wide columns are: why a value is not known may go over several lines."""
        record, seen = self._seen.records[number], self._seen
        return [
            ""
            if isinstance(record[field.name], Unknown)
            else cell_words(
                seen.catalogue, field, record[field.name], seen.titles, seen.units.get(field.name, "")
            )
            for field in seen.fields
        ]

    def _cell(self, number: int, field: Field) -> Cell:
        seen = self._seen
        value = seen.records[number][field.name]
        text = cell_words(seen.catalogue, field, value, seen.titles, seen.units.get(field.name, ""))
        badge = badge_of(seen.catalogue, field, value)
        return Signed(badge, Words(text), Words("")) if badge is not None else text

    # What stands around the table

    def _intro_height(self) -> float:
        return TITLE + 10 + 12 * (len(self._under()) + len(self._printout.key))

    def _under(self) -> list[str]:
        room = self._wide - 2 * _MARGIN
        return [line for text in self._printout.under for line in wrap(text, REGULAR, SMALL + 1, room, 3)]

    def _intro(self, page: int) -> Iterator[Mark]:
        """On the first page the title, what is shown, and what the signs mean."""
        if page > len(self._parts):
            return
        room = self._wide - 2 * _MARGIN
        y = _FIRST + TITLE
        title = shorten(self._printout.title, SEMIBOLD, TITLE, room)
        yield Tagged(Role.TITLE, (Text(_MARGIN, y, title, SEMIBOLD, TITLE),))
        y += 4
        for line in self._under():
            y += 12
            yield Text(_MARGIN, y, line, REGULAR, SMALL + 1, GREY)
        for each, words in self._printout.key:
            y += 12
            yield from sign_marks(each, _MARGIN + 4, y - 3)
            yield Text(
                _MARGIN + 12, y, shorten(words, REGULAR, SMALL + 1, room - 12), REGULAR, SMALL + 1, GREY
            )

    def _frame(self, page: int, count: int) -> Iterator[Mark]:
        """Whose it is and what, above; the day and the page, below; the marking at both."""
        right, foot = self._wide - _MARGIN, self._high - 20
        half = (right - _MARGIN) / 2 - 60
        yield Text(_MARGIN, 24, shorten(self._printout.owner, SEMIBOLD, SMALL, half), SEMIBOLD, SMALL, GREY)
        title = shorten(self._printout.title, SEMIBOLD, SMALL, half)
        yield Text(right, 24, title, SEMIBOLD, SMALL, GREY, RIGHT)
        yield Line(_MARGIN, _HEAD, right, _HEAD, RULE)
        day = _("Printed {date}").format(date=format_date(self._printout.day))
        yield Text(_MARGIN, foot, day, REGULAR, SMALL, GREY)
        place = _("page {number} of {count}").format(number=f"{page:,}", count=f"{count:,}")
        yield Text(right, foot, place, REGULAR, SMALL, GREY, RIGHT)
        for y in (24.0, foot):
            if self._printout.marking:
                marking = shorten(self._printout.marking, SEMIBOLD, SMALL, 120)
                yield Text(self._wide / 2, y, marking, SEMIBOLD, SMALL, INK, 0.5)
