# SPDX-License-Identifier: Apache-2.0
"""Dates on a time axis, a lane for each project, with labels that give way to each other instead of colliding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date, format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.pack.data import Milestone
from portfolio_desktop.reports.primitives import Circle, Line, Mark, Path, Rect, Text
from portfolio_desktop.reports.style import ACCENT, GREY, HAIR, INK, LATE, REGULAR, SEMIBOLD, SMALL, WHITE
from portfolio_desktop.reports.text import shorten, width

STEP = 13.0
"""The height of one line of labels."""
_GLYPH = 4.0
_LABEL_ROOM = 190.0


@dataclass(frozen=True)
class Axis:
    """Where each day stands: `first` at `left`, `last` at `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """The place of `day`, held at the ends of the axis."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def ticks(self) -> list[date]:
        """Firsts of quarters, or of years where the axis is long."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in (3, 6, 12, 24, 60, 120) if months / step <= 13), 240)
        found = []
        for number in range(self.first.year * 12, self.last.year * 12 + 12):
            day = date(number // 12, number % 12 + 1, 1)
            if number % step == 0 and self.covers(day):
                found.append(day)
        return found

    def marks(self, top: float, foot: float, today: date, board: date | None) -> list[Mark]:
        """The scale above, a thin line down from each tick, and the lines of today and of the board's meeting."""
        marks: list[Mark] = []
        ticks = [(self.at(tick), format_month(tick)) for tick in self.ticks()]
        marks += [Line(x, top + 16, x, foot, HAIR, 0.5) for x, _words in ticks]
        marks.append(Line(self.left, top + 16, self.right, top + 16, GREY, 0.8))
        for day, words, align, dash in self._named_lines(today, board):
            x = self.at(day)
            marks.append(Line(x, top, x, foot, ACCENT, 1.0, dash))
            start = x + (3 if align == 0 else -3)
            marks.append(Text(start, top, f"{words} {format_date(day)}", SEMIBOLD, SMALL, ACCENT, align))
        for x, words in ticks:
            if x + 40 < self.right:
                marks += on_white(Text(x + 2, top + 12, words, REGULAR, SMALL, GREY))
        return marks

    def _named_lines(
        self, today: date, board: date | None
    ) -> list[tuple[date, str, float, tuple[float, ...]]]:
        """The label of the earlier line ends there and that of the later one begins there, so that they never meet."""
        apart = board is not None and abs(self.at(board) - self.at(today)) > _GLYPH
        lines: list[tuple[date, str, float, tuple[float, ...]]] = []
        if self.covers(today):
            lines.append((today, _("Data as of"), float(board is None or board > today), ()))
        if board and apart and self.covers(board):
            lines.append((board, _("Board"), float(board < today), (3, 2)))
        return lines


class _Placed(NamedTuple):
    """A milestone with the stretch of the line that its marks and its label take."""

    milestone: Milestone
    start: float
    end: float
    label: str
    before: bool


class Lane(NamedTuple):
    """Milestones of one project set out on as many lines as their labels need; `left_out` found no line."""

    lines: tuple[tuple[_Placed, ...], ...]
    left_out: int

    @property
    def height(self) -> float:
        return max(len(self.lines), 1) * STEP + 5


def lane(milestones: Sequence[Milestone], axis: Axis, most: int = 8) -> Lane:
    """Each milestone goes on the first line where it touches no other."""
    placed = sorted((_place(each, axis) for each in milestones if each.expected), key=lambda item: item.start)
    lines: list[list[_Placed]] = []
    left_out = 0
    for item in placed:
        free = next((line for line in lines if line[-1].end + 4 <= item.start), None)
        if free is None and len(lines) == most:
            left_out += 1
        elif free is None:
            lines.append([item])
        else:
            free.append(item)
    return Lane(tuple(tuple(line) for line in lines), left_out)


def _place(milestone: Milestone, axis: Axis) -> _Placed:
    days = [day for day in (milestone.baseline, milestone.expected) if isinstance(day, date)]
    places = [axis.at(day) for day in days]
    label = shorten(milestone.name, REGULAR, SMALL, _LABEL_ROOM)
    room = width(label, REGULAR, SMALL) + 5
    before = max(places) + _GLYPH + room > axis.right
    start = min(places) - _GLYPH - (room if before else 0)
    return _Placed(milestone, start, max(places) + _GLYPH + (0 if before else room), label, before)


def lane_marks(lane_: Lane, axis: Axis, y: float, today: date) -> list[Mark]:
    marks: list[Mark] = []
    for place, line in enumerate(lane_.lines):
        middle = y + 3 + (place + 0.5) * STEP
        for item in line:
            marks += _milestone(item.milestone, axis, middle, today)
            x = item.start if item.before else item.end
            marks += on_white(
                Text(x, middle + 2.6, item.label, REGULAR, SMALL, INK, 0.0 if item.before else 1.0)
            )
    return marks


def on_white(text: Text) -> list[Mark]:
    """A label that stays legible where a line runs behind it."""
    wide = width(text.text, text.face, text.size)
    return [Rect(text.x - text.align * wide - 1, text.y - 6.6, wide + 2, 8.6, WHITE), text]


def _milestone(milestone: Milestone, axis: Axis, y: float, today: date) -> list[Mark]:
    """Baseline hollow, forecast filled, a line between the two; reached is a dot, overdue is in the colour of late."""
    now = milestone.expected
    if now is None:
        return []
    marks: list[Mark] = []
    x = axis.at(now)
    overdue = milestone.overdue(today)
    if isinstance(milestone.baseline, date) and milestone.baseline != now:
        was = axis.at(milestone.baseline)
        marks.append(Line(was, y, x, y, GREY, 0.7))
        marks.append(diamond(was, y, None) if axis.covers(milestone.baseline) else _earlier(was, y))
    if milestone.reached:
        return [*marks, Circle(x, y, _GLYPH - 0.6, INK)]
    return [*marks, *late(x, y)] if overdue else [*marks, diamond(x, y, ACCENT)]


def late(x: float, y: float) -> list[Mark]:
    """Ringed, so that grey printing tells it from what is still ahead."""
    return [diamond(x, y, None, _GLYPH + 2.4)._replace(stroke=LATE), diamond(x, y, LATE, _GLYPH - 0.6)]


def diamond(x: float, y: float, fill: str | None, reach: float = _GLYPH) -> Path:
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return Path(corners, fill or WHITE, None if fill else GREY, 0.7)


def _earlier(x: float, y: float) -> Path:
    """The baseline lies beyond the axis: a hollow pointer instead of a diamond that would name a wrong day."""
    return Path(((x - _GLYPH, y), (x, y - _GLYPH), (x, y + _GLYPH)), WHITE, GREY, 0.7)


def key(x: float, y: float) -> list[Mark]:
    """What the signs of the timeline mean."""
    signs: tuple[tuple[Callable[[float, float], Sequence[Mark]], str], ...] = (
        (lambda left, top: [diamond(left, top, None)], _("Baseline")),
        (lambda left, top: [diamond(left, top, ACCENT)], _("Forecast")),
        (lambda left, top: [Circle(left, top, _GLYPH - 0.6, INK)], _("Reached")),
        (late, _("Overdue")),
    )
    marks: list[Mark] = []
    for sign, words in signs:
        marks += sign(x + 4, y + 5)
        marks.append(Text(x + 12, y + 8, words, REGULAR, SMALL, INK))
        x += 12 + width(words, REGULAR, SMALL) + 18
    return marks
