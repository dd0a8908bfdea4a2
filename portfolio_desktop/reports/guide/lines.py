# SPDX-License-Identifier: Apache-2.0
"""Breaks words of several looks into lines, and sets a line as marks: keys on a pale ground, links to click."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portfolio_desktop.reports.paper import READING
from portfolio_desktop.reports.primitives import Link, Mark, Rect, Role, Tagged, Text
from portfolio_desktop.reports.style import ACCENT, INK, PALE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.text import BROKEN, width
from portfolio_desktop.services.help.markdown import BOLD, KEY, LINK, Span, Spans

STEP = READING * 1.42
_PAD = 2.0


class Word(NamedTuple):
    """A word with the blanks after it, which are not drawn at the end of a line."""

    text: str
    blank: str
    look: str
    target: str

    @property
    def face(self) -> str:
        return SEMIBOLD if self.look in (BOLD, KEY) else REGULAR

    @property
    def wide(self) -> float:
        return width(self.text, self.face, READING)


Line = Sequence[Word]


def broken(spans: Spans, room: float) -> list[Line]:
    """The words in lines of at most `room` points. What has no blank between it, such as a key and a comma, stays together."""
    lines: list[list[Word]] = [[]]
    left = room
    for group in _groups(spans):
        wide = sum(word.wide for word in group)
        if lines[-1] and wide > left:
            lines.append([])
            left = room
        lines[-1] += group
        left -= wide + width(group[-1].blank, REGULAR, READING)
    return [line for line in lines if line]


def set_line(line: Line, x: float, y: float) -> Iterator[Mark]:
    """The marks of a line whose top left is (x, y)."""
    for word in line:
        wide = word.wide
        if word.look == KEY:
            yield Rect(x - _PAD, y + 1.0, wide + 2 * _PAD, READING * 1.25, PALE, radius=2.0)
        text = Text(
            x,
            y + READING,
            word.text if word.blank else word.text + BROKEN,
            word.face,
            READING,
            ACCENT if word.look == LINK else INK,
        )
        leads = Tagged(Role.LINK, (Link(x, y, wide, STEP, word.target), text))
        yield leads if word.look == LINK else text
        x += wide + width(word.blank, REGULAR, READING)


def _groups(spans: Spans) -> Iterator[list[Word]]:
    """Words that no line may be broken between."""
    group: list[Word] = []
    for word in (word for span in spans for word in _words(span)):
        group.append(word)
        if word.blank:
            yield group
            group = []
    if group:
        yield group


def _words(span: Span) -> Iterator[Word]:
    if span.look == KEY:
        yield Word(span.text, "", KEY, "")
        return
    for text, blank in re.findall(r"(\S*)(\s*)", span.text):
        if text or blank:
            yield Word(text, " " if blank else "", span.look, span.target)
