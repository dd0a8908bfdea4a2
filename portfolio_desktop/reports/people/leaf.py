# SPDX-License-Identifier: Apache-2.0
"""Papers of a people file: what two sides say set so that it reads well with a line and with two pages, and signature lines.

Every answer is printed to its last word. Elsewhere a very long text is shortened and says so; what somebody signs is not.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.reports.bidi import is_rtl
from portfolio_desktop.reports.canvas import About, write_pdf
from portfolio_desktop.reports.paper import READING, SIZE, Around, Paper, paged
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Rect, Role, Text, paragraph
from portfolio_desktop.reports.style import (
    ACCENT,
    GREY,
    HEADING,
    INK,
    LATE,
    LEADING,
    REGULAR,
    RULE,
    SEMIBOLD,
    SMALL,
)
from portfolio_desktop.reports.text import LONGEST, printable, shorten, wrap

STEP = READING * LEADING
_BESIDE = 16
"""Lines up to which two replies stand beside each other; a longer one has the whole width, and the other stands above."""
_GUTTER, _BAR_AT = 26.0, 8.0
_LABEL, _LABEL_SIZE = 118.0, SMALL + 1
_LABEL_STEP = _LABEL_SIZE * LEADING
_NAMED, _LEVEL_GAP, _AFTER = 15.0, 3.0, 7.0
_TOGETHER = 3
"""Lines of a reply that are not parted from its name."""
_DOT, _MOST = 3.0, 10
"""The radius of a dot, and how many levels are drawn at most."""
_HAND = 34.0
"""Room above a line for a hand to sign."""
_SIGNED_WIDTH, _DATE_AT, _DATE_WIDTH = 250.0, 290.0, 120.0


class Row(NamedTuple):
    """A line of text with the share of its width that lies left of where it stands: 1 where it runs right to left."""

    text: str
    align: float


class Level(NamedTuple):
    """A level of a scale, the `step`th from below of `steps`, by its name."""

    step: int
    steps: int
    label: str


class Voice(NamedTuple):
    """What one side says. `silent` is printed in grey where it says nothing."""

    who: str
    words: str = ""
    level: Level | None = None
    silent: str = ""


class Signer(NamedTuple):
    """One signature line, with the day where it is signed."""

    name: str
    role: str
    on: date | None
    note: str = ""


def lines_of(text: str, face: str, size: float, room: float) -> list[Row]:
    """All lines of `text`, however long it is."""
    found = []
    for stretch in text.strip().split("\n"):
        align = 1.0 if is_rtl(stretch) else 0.0
        found += [Row(line, align) for piece in _pieces(stretch) for line in wrap(piece, face, size, room)]
    return found


def _pieces(paragraph: str) -> Iterator[str]:
    """The paragraph in pieces that are short enough to be set whole."""
    while len(paragraph) > LONGEST:
        end = paragraph.rfind(" ", 0, LONGEST)
        end = end if end > 0 else LONGEST
        yield paragraph[:end]
        paragraph = paragraph[end:].lstrip()
    yield paragraph


class Leaf(Paper):
    """An upright paper with parts, questions, voices, facts and signatures."""

    def part(self, title: str, follows: float = 70.0) -> None:
        """A heading with a rule above it, that keeps `follows` points of what it heads."""
        lines = wrap(title, SEMIBOLD, READING + 3, self.width, 3)
        self.need(len(lines) * 17 + 14 + follows)
        if not self._fresh:
            self.gap(14)
            self.put([Line(self.x, self.y, self.x + self.width, self.y, RULE)], 8)
        with self.tagged(Role.HEADING):
            for line in lines:
                self.put([Text(self.x, self.y + 13, line, SEMIBOLD, READING + 3, ACCENT)], 17)
        self.gap(4)

    def question(self, text: str, about: str, voices: Sequence[Voice]) -> None:
        """What was asked, small below it how it is measured, and what each side says to it."""
        self.need(self.room_to_ask(text, about, voices))
        self.gap(6)
        asked = lines_of(text, SEMIBOLD, HEADING, self.width)
        self.rows(asked, SEMIBOLD, HEADING, role=Role.SUBHEADING)
        if about:
            self.rows(lines_of(about, REGULAR, _LABEL_SIZE, self.width), REGULAR, _LABEL_SIZE, GREY)
        self.gap(3)
        self.voices(voices)

    def room_to_ask(self, text: str, about: str, voices: Sequence[Voice]) -> float:
        """What has to be free for a question, so that it does not stand alone at the foot of a page."""
        asked = len(lines_of(text, SEMIBOLD, HEADING, self.width)) * HEADING * LEADING
        below = len(lines_of(about, REGULAR, _LABEL_SIZE, self.width)) * _LABEL_STEP if about else 0
        return asked + below + self.room_for(voices) + 11

    def rows(
        self,
        lines: Sequence[Row],
        face: str = REGULAR,
        size: float = READING,
        colour: str = INK,
        role: Role = Role.PARAGRAPH,
    ) -> None:
        """Lines over the whole width, going on to the next page."""
        with self.tagged(role):
            for line in lines:
                self.need(size * LEADING)
                where = self.x + line.align * self.width
                text = Text(where, self.y + size, line.text, face, size, colour, line.align)
                self.put([text], size * LEADING)

    def words(self, text: str, colour: str = INK) -> None:
        """Paragraphs over the whole width."""
        self.rows(lines_of(text, REGULAR, READING, self.width), colour=colour)

    def told(self, label: str, text: str) -> None:
        """A label with what it says beside it, both as long as they are."""
        labels, lines = self._told(label, text)
        self.need(max(len(labels), min(len(lines), _TOGETHER)) * STEP)
        with self.tagged(Role.PARAGRAPH):
            for place in range(max(len(labels), len(lines))):
                self.need(STEP)
                marks: list[Mark] = []
                if place < len(labels):
                    marks.append(Text(self.x, self.y + READING, labels[place], REGULAR, _LABEL_SIZE, GREY))
                if place < len(lines):
                    line, align = lines[place]
                    where = self.x + _LABEL + align * (self.width - _LABEL)
                    marks.append(Text(where, self.y + READING, line, REGULAR, READING, INK, align))
                self.put(marks, STEP)
        self.gap(2)

    def room_to_tell(self, pairs: Sequence[tuple[str, str]]) -> float:
        """What `told` takes for all of these."""
        told = [self._told(label, text) for label, text in pairs]
        return sum(max(len(labels), len(lines)) * STEP + 2 for labels, lines in told)

    def _told(self, label: str, text: str) -> tuple[list[str], list[Row]]:
        lines = lines_of(text, REGULAR, READING, self.width - _LABEL)
        return wrap(label, REGULAR, _LABEL_SIZE, _LABEL - 12), lines

    def voices(self, voices: Sequence[Voice]) -> None:
        """Side by side where all are short, else one below the other over the whole width."""
        width = (self.width - _GUTTER * (len(voices) - 1)) / max(len(voices), 1)
        if len(voices) > 1 and all(_count(voice, width) <= _BESIDE for voice in voices):
            self._beside(voices, width)
            return
        for voice in voices:
            self._below(voice, barred=len(voices) > 1)

    def room_for(self, voices: Sequence[Voice]) -> float:
        """What has to be free below a question, so that it does not stand alone at the foot of a page."""
        width = (self.width - _GUTTER * (len(voices) - 1)) / max(len(voices), 1)
        count = max((_count(voice, width) for voice in voices), default=0)
        return (count if count <= _BESIDE else _TOGETHER) * STEP + 20

    def _beside(self, voices: Sequence[Voice], width: float) -> None:
        high = 0.0
        marks: list[Mark] = []
        self.need(self.room_for(voices))
        for place, voice in enumerate(voices):
            own, used = _column(voice, self.x + place * (width + _GUTTER), self.y, width)
            marks.append(paragraph(own))
            high = max(high, used)
        marks += [
            Line(edge, self.y + 2, edge, self.y + high, RULE)
            for edge in (self.x + place * (width + _GUTTER) - _GUTTER / 2 for place in range(1, len(voices)))
        ]
        self.put(marks, high)
        self.gap(_AFTER)

    def _below(self, voice: Voice, *, barred: bool) -> None:
        """One side over the whole width; its name is said again where it goes on on the next page.

        `barred` where another follows: a bar in the margin shows how far each reaches.
        """
        said, colour = (voice.words, INK) if voice.words else (voice.silent, GREY)
        lines = lines_of(said, REGULAR, READING, self.width) if said else []
        self.need(_NAMED + (STEP if voice.level else 0) + min(len(lines), _TOGETHER) * STEP)
        with self.tagged(Role.PARAGRAPH):
            self._barred(_name(voice.who, self.x, self.y, self.width), _NAMED, barred)
            if voice.level:
                high = len(_level_lines(voice.level, self.width)) * STEP + _LEVEL_GAP
                self._barred(_level(voice.level, self.x, self.y, self.width), high, barred)
            for line in lines:
                if self.room < STEP:
                    self.move_on()
                    again = _("{name}, continued").format(name=voice.who)
                    self._barred(_name(again, self.x, self.y, self.width), _NAMED, barred)
                where = self.x + line.align * self.width
                text = Text(where, self.y + READING, line.text, REGULAR, READING, colour, line.align)
                self._barred([text], STEP, barred)
        self.gap(_AFTER)

    def _barred(self, marks: list[Mark], height: float, barred: bool) -> None:
        bar = [Rect(self.x - _BAR_AT, self.y, 1.5, height, RULE)] if barred else []
        self.put([*marks, *bar], height)

    def room_to_sign(self, signers: Sequence[Signer]) -> float:
        """What all of them take, so that they stand on one page."""
        return sum(_HAND + 16 + (_TOGETHER * _LABEL_STEP if signer.note else 0) for signer in signers)

    def signatures(self, signers: Sequence[Signer]) -> None:
        """A line and a date for each, filled in where they have signed."""
        for signer in signers:
            note = lines_of(signer.note, REGULAR, _LABEL_SIZE, self.width) if signer.note else []
            self.need(self.room_to_sign([signer]))
            self.put([], _HAND)
            marks: list[Mark] = [
                Line(self.x, self.y, self.x + _SIGNED_WIDTH, self.y, GREY),
                Line(self.x + _DATE_AT, self.y, self.x + _DATE_AT + _DATE_WIDTH, self.y, GREY),
                Text(self.x + _DATE_AT, self.y + 12, _("Date"), REGULAR, _LABEL_SIZE, GREY),
            ]
            who = shorten(
                f"{signer.name}, {signer.role}" if signer.name != signer.role else signer.role,
                REGULAR,
                _LABEL_SIZE,
                _SIGNED_WIDTH,
            )
            marks.append(Text(self.x, self.y + 12, who, REGULAR, _LABEL_SIZE, GREY))
            if signer.on:
                said = _("Signed in the people file")
                marks.append(Text(self.x, self.y - 5, said, SEMIBOLD, READING))
                day = format_date(signer.on)
                marks.append(Text(self.x + _DATE_AT, self.y - 5, day, SEMIBOLD, READING))
            self.put([paragraph(marks)], 16)
            self.rows(note, REGULAR, _LABEL_SIZE, LATE)


def confidential(leaf: Paper, title: str, name: str, marking: str, day: date, word: str = "") -> bytes:
    """The finished file: `marking` on every page, `name` at its foot. The same leaf gives the same bytes."""
    about = About(printable(title), "", _("Confidential"), day)
    return write_pdf(paged(leaf.sheets, Around(_("People file"), name, marking, word)), about, SIZE)


def _count(voice: Voice, width: float) -> int:
    words = lines_of(voice.words or voice.silent, REGULAR, READING, width)
    return len(words) + (len(_level_lines(voice.level, width)) if voice.level else 0)


def _name(who: str, x: float, y: float, width: float) -> list[Mark]:
    return [Text(x, y + 9, shorten(who, SEMIBOLD, _LABEL_SIZE, width), SEMIBOLD, _LABEL_SIZE, GREY)]


def _column(voice: Voice, x: float, y: float, width: float) -> tuple[list[Mark], float]:
    marks, top = _name(voice.who, x, y, width), y
    y += _NAMED
    if voice.level:
        marks += _level(voice.level, x, y, width)
        y += len(_level_lines(voice.level, width)) * STEP + _LEVEL_GAP
    said, colour = (voice.words, INK) if voice.words else (voice.silent, GREY)
    for line in lines_of(said, REGULAR, READING, width) if said else ():
        marks.append(
            Text(x + line.align * width, y + READING, line.text, REGULAR, READING, colour, line.align)
        )
        y += STEP
    return marks, y - top


def _dots(level: Level) -> float:
    """How wide the dots of a scale are, with the space after them."""
    return min(level.steps, _MOST) * (2 * _DOT + 3) + 5


def _level_lines(level: Level, width: float) -> list[str]:
    return wrap(level.label, SEMIBOLD, READING, width - _dots(level), 3)


def _level(level: Level, x: float, y: float, width: float) -> list[Mark]:
    """The name of the level after a row of dots, one for each level, the reached ones filled."""
    middle = y + READING * 0.66
    marks: list[Mark] = [
        Circle(
            x + _DOT + place * (2 * _DOT + 3),
            middle,
            _DOT,
            ACCENT if place < level.step else None,
            ACCENT,
        )
        for place in range(min(level.steps, _MOST))
    ]
    for line in _level_lines(level, width):
        marks.append(Text(x + _dots(level), y + READING, line, SEMIBOLD, READING))
        y += STEP
    return marks
