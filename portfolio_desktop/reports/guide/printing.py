# SPDX-License-Identifier: Apache-2.0
"""The guide as PDF: a contents page with numbers that can be clicked, then each page of help as a chapter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from struct import unpack

from portfolio_desktop import __version__
from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.reports.canvas import About, Page, write_pdf
from portfolio_desktop.reports.guide.lines import STEP, broken, set_line
from portfolio_desktop.reports.paper import LEFT, READING, RIGHT, SIZE, Paper
from portfolio_desktop.reports.primitives import (
    Image,
    Line,
    Link,
    Mark,
    Rect,
    Role,
    Tagged,
    Text,
    figure,
    unread,
)
from portfolio_desktop.reports.style import ACCENT, GREY, INK, REGULAR, RULE, SEMIBOLD, SMALL
from portfolio_desktop.reports.table import Column, Table, Words
from portfolio_desktop.services.help import markdown
from portfolio_desktop.services.help.field_pages import FIELDS
from portfolio_desktop.services.help.library import CONTENTS, Library
from portfolio_desktop.services.help.markdown import Block, Grid, Heading, Item, Picture, Prose, Spans
from portfolio_desktop.services.help.page import Page as HelpPage

_INDENT = 20.0
_TALLEST = 330.0
_KEY_COLUMN = 165.0
_HEAD, _FOOT = 34.0, 812.0


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A page of help as it is set, the section that it begins, and on which of its sheets each heading stands."""

    name: str
    title: str
    section: str
    marks: list[list[Mark]]
    headings: dict[str, int] = field(default_factory=dict)

    def anchor(self, part: str = "") -> str:
        return f"{self.name}:{self.headings.get(part, 0)}"


@for_papers()
def render_guide(day: date, library: Library | None = None) -> bytes:
    """Every page of help but those of fields, which are looked up and not read. The same bytes for the same day."""
    library = library or Library()
    chapters = list(_chapters(library))
    front = _front(chapters, day)
    targets = {chapter.name: chapter for chapter in chapters}
    pages = list(_paged(front, chapters, targets))
    about = About(_("Portfolio Desktop: guide"), "", _("User guide"), day)
    return write_pdf(pages, about, SIZE)


def _chapters(library: Library) -> Iterator[_Chapter]:
    for section in library.sections:
        begins = section.heading
        for page in section.pages:
            if page.name != FIELDS:
                yield _chapter(page, begins, library)
                begins = ""


def _chapter(page: HelpPage, section: str, library: Library) -> _Chapter:
    paper = Paper(page.title)
    headings: dict[str, int] = {}
    for block in page.blocks[1:]:
        if isinstance(block, Heading):
            _heading(paper, block)
            headings[block.anchor] = len(paper.sheets) - 1
        else:
            _block(paper, block, library)
    return _Chapter(page.name, page.title, section, [list(sheet.marks) for sheet in paper.sheets], headings)


def _heading(paper: Paper, block: Heading) -> None:
    size = READING + (3 if block.level == 2 else 1)
    paper.gap(14 if block.level == 2 else 8)
    paper.need(size * 1.5 + 3 * STEP)
    with paper.tagged(Role.HEADING if block.level == 2 else Role.SUBHEADING):
        paper.put([Text(paper.x, paper.y + size, block.text, SEMIBOLD, size, INK)], size * 1.5)


def _block(paper: Paper, block: Block, library: Library) -> None:
    match block:
        case Prose(spans):
            _lines(paper, spans, 0.0)
            paper.gap(5)
        case Item(spans, number):
            sign = f"{number}." if number else "•"
            _lines(paper, spans, _INDENT, sign)
            paper.gap(3)
        case Grid(head, rows):
            _grid(paper, head, rows)
        case Picture(scene, caption):
            _picture(paper, library.picture(scene), caption)


def _lines(paper: Paper, spans: Spans, indent: float, sign: str = "") -> None:
    with paper.tagged(Role.PARAGRAPH):
        for place, line in enumerate(broken(spans, paper.width - indent)):
            paper.need(STEP)
            marks = list(set_line(line, paper.x + indent, paper.y))
            if sign and not place:
                beside = paper.x + indent - 6
                marks.insert(0, Text(beside, paper.y + READING, sign, SEMIBOLD, READING, ACCENT, 1.0))
            paper.put(marks, STEP)


def _grid(paper: Paper, head: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> None:
    rest = (paper.width - _KEY_COLUMN) / max(1, len(head) - 1)
    widths = [_KEY_COLUMN, *[rest] * (len(head) - 1)]
    columns = (Column(markdown.words(cell), wide, lines=0) for cell, wide in zip(head, widths, strict=True))
    table = Table(tuple(columns))
    paper.gap(4)
    paper.table(
        table,
        [
            table.row(
                *(
                    Words(markdown.words(cell), REGULAR if place else SEMIBOLD)
                    for place, cell in enumerate(row)
                )
            )
            for row in rows
        ],
    )
    paper.gap(8)


def _picture(paper: Paper, path: Path, caption: str) -> None:
    """The picture as wide as the page unless it were too tall, with its caption; nothing where it is not there."""
    if not path.is_file():
        return
    png = path.read_bytes()
    across, down = unpack(">II", png[16:24])
    wide = min(paper.width, _TALLEST * across / down)
    tall = wide * down / across
    paper.gap(4)
    paper.need(tall + 24)
    x, y = paper.x, paper.y
    paper.put(
        [figure(caption, [Image(x, y, wide, tall, png), Rect(x, y, wide, tall, stroke=RULE)])], tall + 4
    )
    paper.put([Text(x, paper.y + SMALL + 1, caption, REGULAR, SMALL + 1, GREY)], 16)
    paper.gap(6)


def _front(chapters: Sequence[_Chapter], day: date) -> list[list[Mark]]:
    """The title and the contents. How many pages they take does not hang on the numbers in them."""
    count = len(_contents(chapters, day, 0))
    return _contents(chapters, day, count)


def _contents(chapters: Sequence[_Chapter], day: date, before: int) -> list[list[Mark]]:
    said = _("Version {version}, {day}").format(version=__version__, day=format_date(day))
    paper = Paper(_("Portfolio Desktop: guide"), (said,))
    number = before + 1
    for chapter in chapters:
        if chapter.section:
            paper.gap(10)
            paper.need(16 + 2 * STEP)
            size = READING + 1
            with paper.tagged(Role.HEADING):
                paper.put([Text(paper.x, paper.y + size, chapter.section, SEMIBOLD, size, INK)], 17)
        paper.need(STEP)
        x, y = paper.x, paper.y
        marks: list[Mark] = [
            Text(x, y + READING, chapter.title, REGULAR, READING, INK),
            Text(RIGHT, y + READING, str(number), REGULAR, READING, GREY, 1.0),
            Link(x, y, paper.width, STEP, chapter.name),
        ]
        paper.put([Tagged(Role.LINK, tuple(marks))], STEP)
        number += len(chapter.marks)
    return [list(sheet.marks) for sheet in paper.sheets]


def _paged(
    front: Sequence[list[Mark]], chapters: Sequence[_Chapter], targets: dict[str, _Chapter]
) -> Iterator[Page]:
    count = len(front) + sum(len(chapter.marks) for chapter in chapters)
    number = 0
    for place, marks in enumerate(front):
        number += 1
        outline = [(0, _("Contents"))] if not place else []
        framing = unread(_frame("", number, count))
        yield Page([framing, *_resolved(marks, targets)], f"{CONTENTS}:{place}", outline)
    for chapter in chapters:
        for place, marks in enumerate(chapter.marks):
            number += 1
            outline = [(1, chapter.title)] if not place else []
            if chapter.section and not place:
                outline.insert(0, (0, chapter.section))
            framing = unread(_frame(chapter.title if place else "", number, count))
            yield Page([framing, *_resolved(marks, targets)], f"{chapter.name}:{place}", outline)


def _resolved(marks: Sequence[Mark], targets: dict[str, _Chapter]) -> Iterator[Mark]:
    """Links lead to the sheet on which what they name stands; those to what is not printed go."""
    for mark in marks:
        if isinstance(mark, Tagged):
            yield mark._replace(marks=tuple(_resolved(mark.marks, targets)))
        elif not isinstance(mark, Link):
            yield mark
        elif (name := mark.target.partition("#")[0]) in targets:
            yield mark._replace(target=targets[name].anchor(mark.target.partition("#")[2]))


def _frame(again: str, number: int, count: int) -> Iterator[Mark]:
    """What stands around every page. The foot leads back to the contents."""
    yield Text(LEFT, _HEAD, _("Portfolio Desktop"), SEMIBOLD, SMALL + 1, ACCENT)
    if again:
        words = _("{title}, continued").format(title=again)
        yield Text(RIGHT, _HEAD, words, REGULAR, SMALL + 1, GREY, 1.0)
    yield Line(LEFT, _HEAD + 8, RIGHT, _HEAD + 8, RULE)
    yield Line(LEFT, _FOOT - 12, RIGHT, _FOOT - 12, RULE)
    place = _("page {number} of {count}").format(number=number, count=count)
    yield Text(LEFT, _FOOT, _("Guide"), REGULAR, SMALL + 0.5, GREY)
    yield Text(RIGHT, _FOOT, place, REGULAR, SMALL + 0.5, GREY, 1.0)
    if number > 1:
        yield Link(LEFT, _FOOT - 10, RIGHT - LEFT, 14, f"{CONTENTS}:0")
