# SPDX-License-Identifier: Apache-2.0
"""Documents on upright A4 that read from top to bottom: minutes, lists of actions. What is set goes on to the next page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.bidi import is_rtl
from portfolio_desktop.reports.canvas import Page
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Role, Tagged, Text, unread
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import (
    ACCENT,
    GREY,
    INK,
    LEADING,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
    TITLE,
)
from portfolio_desktop.reports.text import printable, shorten, wrap

SIZE = 595.0, 842.0
LEFT, RIGHT = 56.0, 539.0
READING = 10.0
"""The type size of running text."""
_HEAD, _TITLE, _FOOT, _BOTTOM = 34.0, 76.0, 812.0, 784.0
_LABEL = 92.0
_BAR = 2.5
_INDENT = 12.0
_MARK_SIZE, _FAINT = 150.0, "#edf0f2"
_LATER = 62.0
"""Where pages after the first begin: they repeat no title."""


class Around(NamedTuple):
    """What stands on every page: whose paper it is, what it is called below, its marking, and a word across it."""

    owner: str
    name: str
    marking: str = ""
    word: str = ""


class Paper(Flow):
    """A flow over upright pages. `title` is set large on the first; `under` are lines below it."""

    def __init__(self, title: str, under: Sequence[str] = ()) -> None:
        first = Sheet(title)
        marks: list[Mark] = []
        y = _TITLE
        for line in wrap(title, SEMIBOLD, TITLE, RIGHT - LEFT, 3):
            marks.append(Text(LEFT, y, line, SEMIBOLD, TITLE, INK))
            y += TITLE * 1.2
        marks = [Tagged(Role.TITLE, tuple(marks))]
        for text in filter(None, under):
            marks.append(
                Text(
                    LEFT,
                    y - 4,
                    shorten(text, REGULAR, READING + 1, RIGHT - LEFT),
                    size=READING + 1,
                    colour=GREY,
                )
            )
            y += 16
        first.marks += marks
        spans = ((LEFT, RIGHT - LEFT),)
        super().__init__(first, spans, top=y + 6, foot=_BOTTOM, bottom=_BOTTOM)

    def move_on(self) -> None:
        super().move_on()
        self.y = self._top = _LATER

    def fact(self, label: str, text: str) -> None:
        """A label with what it says beside it; nothing where nothing is said."""
        if not text.strip():
            return
        step = READING * LEADING
        with self.tagged(Role.PARAGRAPH):
            for place, line in enumerate(wrap(text, REGULAR, READING, self.width - _LABEL)):
                self.need(step)
                marks: list[Mark] = [Text(self.x + _LABEL, self.y + READING, line, REGULAR, READING)]
                if place == 0:
                    marks.insert(0, Text(self.x, self.y + READING, label, SEMIBOLD, READING, GREY))
                self.put(marks, step)
        self.gap(3)

    def head(self, number: str, text: str, aside: str = "") -> None:
        """The heading of an item: its number in the margin of the text, and what goes with it small below."""
        size = READING + 2
        lines = wrap(text, SEMIBOLD, size, self.width - 26)
        self.need(len(lines) * size * LEADING + 44)
        with self.tagged(Role.HEADING):
            for place, line in enumerate(lines):
                marks: list[Mark] = [Text(self.x + 26, self.y + size, line, SEMIBOLD, size)]
                if place == 0:
                    marks.insert(0, Text(self.x, self.y + size, number, SEMIBOLD, size, ACCENT))
                self.put(marks, size * LEADING)
        if aside:
            words = shorten(aside, REGULAR, SMALL + 1, self.width - 26)
            self.put([Text(self.x + 26, self.y + 9, words, REGULAR, SMALL + 1, GREY)], 14)
        self.gap(3)

    def said(self, text: str) -> None:
        """Paragraphs under an item, in line with its heading."""
        self._lines(text, REGULAR, INK, 26.0)

    def barred(self, text: str, *, label: str = "", bold: bool = False) -> None:
        """Paragraphs beside an upright bar: what was decided. A `label` begins the first of them."""
        whole = f"{label}: {text}" if label else text
        self._lines(whole, SEMIBOLD if bold else REGULAR, INK, 26.0 + _INDENT, bar=True)

    def _lines(self, text: str, face: str, colour: str, indent: float, *, bar: bool = False) -> None:
        step = READING * LEADING
        for paragraph in text.strip().split("\n"):
            align = 1.0 if is_rtl(paragraph) else 0.0
            with self.tagged(Role.PARAGRAPH):
                for line in wrap(paragraph, face, READING, self.width - indent):
                    self.need(step)
                    where = self.x + indent + align * (self.width - indent)
                    marks: list[Mark] = [Text(where, self.y + READING, line, face, READING, colour, align)]
                    if bar:
                        marks.append(Rect(self.x + 26, self.y, _BAR, step, ACCENT))
                    self.put(marks, step)


def paged(sheets: Sequence[Sheet], around: Around) -> Iterator[Page]:
    """Every sheet with what stands around it. The marking and the word across it are read where the paper begins."""
    for number, sheet in enumerate(sheets, 1):
        said = [*_behind(around), *_marking(around, 18.0)]
        head, foot = unread(_head(sheet, around, number)), unread(_foot(around, number, len(sheets)))
        marks = [*(said if number == 1 else [unread(said)]), head, *sheet.marks, foot]
        outline = [(0, printable(sheet.title)[:120] or "–")] if number == 1 else []
        yield Page(marks, f"page:{number}", outline)


def _behind(around: Around) -> list[Mark]:
    """The word across the page, pale enough to read what stands on it."""
    if not around.word:
        return []
    middle = SIZE[0] / 2
    return [Text(middle, SIZE[1] / 2 + _MARK_SIZE / 3, around.word, SEMIBOLD, _MARK_SIZE, _FAINT, 0.5)]


def _head(sheet: Sheet, around: Around, number: int) -> list[Mark]:
    owner = shorten(around.owner, SEMIBOLD, SMALL + 1, 300)
    marks: list[Mark] = [
        Text(LEFT, _HEAD, owner, SEMIBOLD, SMALL + 1, ACCENT),
        Line(LEFT, _HEAD + 8, RIGHT, _HEAD + 8, RULE),
    ]
    if number > 1:
        again = shorten(f"{sheet.title}, {_('continued')}", REGULAR, SMALL + 1, 240)
        marks.append(Text(RIGHT, _HEAD, again, REGULAR, SMALL + 1, GREY, 1.0))
    return marks


def _foot(around: Around, number: int, count: int) -> list[Mark]:
    place = _("page {number} of {count}").format(number=number, count=count)
    return [
        Line(LEFT, _FOOT - 12, RIGHT, _FOOT - 12, RULE),
        Text(LEFT, _FOOT, shorten(around.name, REGULAR, SMALL + 0.5, 380), REGULAR, SMALL + 0.5, GREY),
        Text(RIGHT, _FOOT, place, REGULAR, SMALL + 0.5, GREY, 1.0),
        *_marking(around, 830.0),
    ]


def _marking(around: Around, y: float) -> list[Mark]:
    words = shorten(around.marking, SEMIBOLD, SMALL + 0.5, 300)
    return [Text(SIZE[0] / 2, y, words, SEMIBOLD, SMALL + 0.5, INK, 0.5)] if words else []
