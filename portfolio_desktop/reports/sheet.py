# SPDX-License-Identifier: Apache-2.0
"""A page before it is painted: its message, its marks, and the frame around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import Edition
from portfolio_desktop.reports.primitives import Line, Mark, Rect, Role, Tagged, Text, unread
from portfolio_desktop.reports.style import (
    ACCENT,
    BOTTOM,
    GREY,
    HAIR,
    HEADING,
    HEIGHT,
    INK,
    LEFT,
    NOTE,
    REGULAR,
    RIGHT,
    RULE,
    SEMIBOLD,
    SMALL,
    TITLE,
    TITLE_TOP,
    TOP,
    WIDTH,
)
from portfolio_desktop.reports.text import shorten, wrap

_TITLE_STEP = 22.0
_APART = 12.0
_HALF_WAY = (TITLE_TOP + BOTTOM) / 2 + 4


@dataclass
class Sheet:
    """One page. `title` is the sentence that it exists to say, `note` says what is shown and in which unit.
    Where the title must be a name, `message` is the sentence instead and stands below it.

    `section` is the name in the running head and the outline, `anchor` what links lead to. `level` is its depth in
    the outline, None for a page that continues the one before. A title takes up to `lines` lines, one on such a page.

    `below` are sheets that stand further down on the same page: the title of each begins at its `y`. `end` is how far down
    the content goes, 0 where whoever drew it does not say.
    """

    title: str
    note: str = ""
    section: str = ""
    anchor: str = ""
    level: int | None = 0
    bare: bool = False
    message: str = ""
    lines: int = 2
    y: float = TITLE_TOP
    end: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    below: list["Sheet"] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where the content begins: below all lines of the title."""
        return self.y + TOP - TITLE_TOP + _TITLE_STEP * (len(self.title_lines) - 1)

    @property
    def parts(self) -> list["Sheet"]:
        """Itself and what stands below it."""
        return [self, *self.below]

    @cached_property
    def title_lines(self) -> list[str]:
        return wrap(self.title, SEMIBOLD, TITLE, RIGHT - LEFT - 16, 1 if self.level is None else self.lines)


def beneath(upper: Sheet, compose: Callable[[float], list[Sheet]]) -> Sheet | None:
    """What `compose(y)` makes with its title at `y`, on the page of `upper`; None where not all of it has room there.

    It begins half way down where it may: pages of two halves look alike.
    """
    if not upper.end or upper.below:
        return None
    for y in (max(_HALF_WAY, upper.end + _APART), upper.end + _APART):
        found = compose(y)
        if len(found) == 1:
            (lower,) = found
            lower.marks.insert(0, Line(LEFT, y - _APART / 2 - 2, RIGHT, y - _APART / 2 - 2, HAIR))
            return lower
    return None


def framed(sheet: Sheet, edition: Edition, number: int, count: int) -> list[Mark]:
    """All marks of the page in the order in which a voice should read them: title and content, and nothing around these.

    The marking is read where the pack begins.
    """
    marking = _marking(edition, 20.0)
    above = marking if number == 1 else [unread(marking)]
    below = unread(_marking(edition, HEIGHT - 14))
    if sheet.bare:
        return [*above, *sheet.marks, below]
    foot = unread(_foot(edition, number, count))
    said = [mark for part in sheet.parts for mark in (*_title(part), *part.marks)]
    return [*above, unread(_head(sheet, edition)), *said, foot, below]


def _marking(edition: Edition, y: float) -> list[Mark]:
    words = shorten(edition.marking, SEMIBOLD, NOTE, 300)
    return [Text(WIDTH / 2, y, words, SEMIBOLD, NOTE, INK, 0.5)] if words else []


def _head(sheet: Sheet, edition: Edition) -> list[Mark]:
    name = shorten(edition.portfolio, SEMIBOLD, SMALL, 220)
    sections = " · ".join(dict.fromkeys(part.section for part in sheet.parts))
    section = shorten(sections, SEMIBOLD, SMALL, 220)
    return [
        Text(LEFT, 24, name, SEMIBOLD, SMALL, GREY),
        Text(RIGHT, 24, section, SEMIBOLD, SMALL, GREY, 1.0),
        Line(LEFT, 30, RIGHT, 30, RULE),
    ]


def _title(sheet: Sheet) -> list[Mark]:
    lines = sheet.title_lines
    marks: list[Mark] = [Rect(LEFT, sheet.y - 2, 4, _TITLE_STEP * len(lines), ACCENT)]
    baseline = sheet.y + 15
    for line in lines:
        marks.append(Text(LEFT + 12, baseline, line, SEMIBOLD, TITLE, INK))
        baseline += _TITLE_STEP
    marks = [Tagged(Role.UNREAD if sheet.level is None else Role.TITLE, tuple(marks))]
    if sheet.message:
        message = shorten(sheet.message, SEMIBOLD, HEADING + 0.5, RIGHT - LEFT - 16)
        marks.append(Text(LEFT + 12, baseline - 3, message, SEMIBOLD, HEADING + 0.5, ACCENT))
    elif sheet.note:
        marks.append(
            Text(LEFT + 12, baseline - 5, shorten(sheet.note, REGULAR, NOTE, 740), colour=GREY, size=NOTE)
        )
    return marks


def _foot(edition: Edition, number: int, count: int) -> list[Mark]:
    who = " · ".join(filter(None, (edition.board, edition.period)))
    facts = [_("Data as of {date}").format(date=format_date(edition.as_of))]
    if edition.read:
        facts.append(_("registers read on {date}").format(date=format_date(edition.read)))
    facts.append(_("page {number} of {count}").format(number=number, count=count))
    y = HEIGHT - 28
    return [
        Line(LEFT, y - 10, RIGHT, y - 10, RULE),
        Text(LEFT, y, shorten(who, REGULAR, SMALL, 380), REGULAR, SMALL, GREY),
        Text(RIGHT, y, shorten(" · ".join(facts), REGULAR, SMALL, 360), REGULAR, SMALL, GREY, 1.0),
    ]
