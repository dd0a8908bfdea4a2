# SPDX-License-Identifier: Apache-2.0
"""The visible part of a timeline as marks, from back to front: ground, days off, arrows, bars, words.

What a frame costs depends on the rows and arrows in the window, never on those outside of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from portfolio_desktop.reports.gantt.bars import (
    Box,
    bar,
    behind,
    beneath,
    box,
    deadline,
    holds_words,
    paint_of,
    rolled_up,
    stated,
)
from portfolio_desktop.reports.gantt.chart import Chart, Joined
from portfolio_desktop.reports.gantt.head import Head
from portfolio_desktop.reports.gantt.labels import Room, Spot, place
from portfolio_desktop.reports.gantt.look import Look, Shown
from portfolio_desktop.reports.gantt.routes import Bend, Led, elbow_room, lead, simplified
from portfolio_desktop.reports.gantt.scale import Scale, minutes
from portfolio_desktop.reports.gantt.signs import lead_width, signs
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Line, Mark, Path, Rect, Route, Text
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD
from portfolio_desktop.services.planning.rows import Row, RowKind

_PASSING = 120
"""Arrows that only pass through the window, with neither end in it: so many are drawn and no more."""
Taken = list[tuple[float, float]]
"""Stretches of a row where no words can be."""

_RIM = 60.0
_HEADINGS = (RowKind.GROUP, RowKind.PROGRAMME, RowKind.PROJECT)


class Window(NamedTuple):
    """Lanes `first` up to, not including, `last`, the first of them at height `top`; and the stretch `x0` to `x1`."""

    first: int
    last: int
    top: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words that were placed, for whoever asks what lies where."""

    lane: int
    spot: Spot
    y: float


def is_heading(row: Row, chart: Chart) -> bool:
    """Whether it heads rows that are in sight, and so is set off from them."""
    return row.kind in _HEADINGS and row.key not in chart.folded


def _ordered(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one < other else (other, one)


class Frame:
    """One look at a chart. Makes marks on demand, and knows afterwards where bars, arrows and words lie."""

    def __init__(
        self, chart: Chart, scale: Scale, window: Window, look: Look, shown: Shown, measure: Measure
    ) -> None:
        self.chart, self.scale, self.window = chart, scale, window
        self.look, self.shown, self._measure = look, shown, measure
        self.head = Head(scale, window.x0, window.x1, look, measure)
        self.labels: list[Label] = []
        self.led: list[tuple[Joined, Led]] = []
        self._boxes: dict[int, Box | None] = {}
        self._lines: dict[int, list[tuple[float, float]]] = defaultdict(list)

    @cached_property
    def _rim(self) -> tuple[float, float, float, float]:
        """Beyond it nothing has to be drawn where it is."""
        window = self.window
        return window.x0 - _RIM, window.top - _RIM, window.x1 + _RIM, self.bottom + _RIM

    @property
    def bottom(self) -> float:
        """The height at which the last row ends."""
        return self.y(self.window.last)

    def y(self, lane: int) -> float:
        return self.window.top + (lane - self.window.first) * self.look.row

    def box(self, lane: int) -> Box | None:
        """The bar in the lane; None where the row has no date."""
        try:
            return self._boxes[lane]
        except KeyError:
            row, span = self.chart.row(lane), self.chart.span(lane)
            found = self._boxes[lane] = box(row, span, self.scale, self.y(lane), self.look)
            return found

    def marks(self, bottom: float) -> list[Mark]:
        """Everything below the scale, down to height `bottom`."""
        top = self.window.top
        timeline = self.chart.timeline
        marks = list[Mark](self.head.days_off(top, bottom, timeline) if self.shown.days_off else ())
        marks += self._grounds()
        marks += self.head.grid(top, bottom)
        marks += self._rules()
        marks += self.head.lines(top, bottom, timeline)
        above: list[Mark] = []
        if self.shown.arrows:
            for joined in self._arrows():
                followed = joined.arrow.key in self.shown.followed
                (above if followed else marks).extend(self._arrow(joined, followed))
        words: list[Mark] = []
        for lane in range(self.window.first, self.window.last):
            marks += self._row(lane, words)
        return [*marks, *above, *words]

    # Behind the bars

    def _grounds(self) -> Iterator[Mark]:
        for lane in range(self.window.first, self.window.last):
            colour = self.ground(self.chart.row(lane))
            if colour != self.look.ground:
                wide = self.window.x1 - self.window.x0
                yield Rect(self.window.x0, self.y(lane), wide, self.look.row, colour)

    def ground(self, row: Row) -> str:
        """What a row is drawn on."""
        if row.key in self.shown.selected:
            return self.look.selection
        if row.key == self.shown.hovered:
            return self.look.hover
        return self.look.head if is_heading(row, self.chart) else self.look.ground

    def _rules(self) -> Iterator[Mark]:
        thin = self.look.row * 0.036
        for lane in range(self.window.first, self.window.last):
            y = self.y(lane + 1) - thin / 2
            yield Line(self.window.x0, y, self.window.x1, y, self.look.hair, thin)

    # Arrows

    def _arrows(self) -> Iterator[Joined]:
        """Those to draw: all with an end in the window, and of the others only so many."""
        first, last = self.window.first, self.window.last
        passing = 0
        for joined in self.chart.crossing(first, last):
            if first <= joined.before < last or first <= joined.after < last:
                yield joined
            elif passing < _PASSING:
                passing += 1
                yield joined

    def lead(self, joined: Joined) -> Led | None:
        """The line of an arrow; None where one of its rows has no date, or the window shows nothing of it."""
        before, after = self.box(joined.before), self.box(joined.after)
        if before is None or after is None:
            return None
        low, high = min(before.x0, after.x0), max(before.x1, after.x1)
        if high < self.window.x0 - _RIM or low > self.window.x1 + _RIM:
            return None
        if high - low < 3 * self.look.stub and not self._is_wanted(joined):
            return None  # its elbows would be wider than all that it joins: years are looked at, not tasks
        kind = joined.arrow.kind
        turn = self.chart.turn(joined)
        edge = self.y(joined.after if joined.before < joined.after else joined.after + 1)
        return lead(Bend(before, after, kind, joined[1:], turn), self.look, self.box, edge)

    def _is_wanted(self, joined: Joined) -> bool:
        """Whether it is drawn however narrow: at the row that is looked at, or where a critical path changes its project."""
        if joined.arrow.key in self.shown.near:
            return True
        before, after = self.chart.row(joined.before), self.chart.row(joined.after)
        return joined.arrow.critical and self.shown.critical and before.project != after.project

    def _arrow(self, joined: Joined, followed: bool) -> Iterator[Mark]:
        led = self.lead(joined)
        if led is None:
            return
        look, shown = self.look, self.shown
        self.led.append((joined, led))
        critical = joined.arrow.critical and shown.critical
        if shown.followed and not followed:
            colour = look.danger_far if critical else look.arrow_far
        else:
            colour = look.danger if critical else look.accent if followed else look.arrow
        near = joined.arrow.key in shown.near
        thick = look.row * (0.08 if near else 0.06 if critical else 0.036)
        dash = (3.0, 2.5) if joined.arrow.outdated else ()
        yield Route(simplified(led.points, self._rim), colour, thick, dash)
        if self.window.first <= joined.after < self.window.last:
            yield Path(led.head, colour)
        self._note(joined, led)

    def _note(self, joined: Joined, led: Led) -> None:
        """Remember which rows the line crosses and where, so that it does not run through their words."""
        first, last, top, _x0, _x1 = self.window
        row, lines = self.look.row, self._lines
        x0, y0 = led.points[0]
        lines[joined.before].append(_ordered(x0, led.points[1][0]))
        for x1, y1 in led.points[1:]:
            if x0 == x1:
                low, high = (y0, y1) if y0 < y1 else (y1, y0)
                cut = (x0 - 2, x0 + 2)
                start = max(first, first + int((low - top) // row))
                for lane in range(start, min(last, first + int((high - top) // row) + 1)):
                    lines[lane].append(cut)
            x0, y0 = x1, y1
        lines[joined.after].append(_ordered(led.points[-2][0], x0))

    # Bars and words

    def _row(self, lane: int, words: list[Mark]) -> Iterator[Mark]:
        at = self.box(lane)
        if at is None:
            return
        row = self.chart.row(lane)
        window = (self.window.x0, self.window.x1)
        if at.x1 < window[0] or at.x0 > window[1]:
            yield self._elsewhere(at)
        yield from behind(row, at, window, self.scale, self.look, self.shown)
        yield from bar(row, at, window, self.look, self.shown)
        free_to, taken = at.x1, list[tuple[float, float]]()
        for milestone in self.chart.rolled_up(lane):
            if milestone.span.finish is not None:
                x = self.scale.x(minutes(milestone.span.finish))
                yield from rolled_up(milestone, x, at, self.look, self.shown)
                taken.append((x - at.height * 0.7, x + at.height * 0.7))
                if x > window[0]:
                    free_to = min(free_to, x - at.height * 0.4)
        yield from beneath(row, at, window, self.scale, self.look, self.shown)
        if row.stated:
            said = self.scale.x(minutes(row.stated))
            yield from stated(said, at, window, self.look)
            taken.append((said - self.look.row * 0.1, said + self.look.row * 0.1))
        due = self.scale.x(minutes(row.deadline)) if row.deadline else None
        if row.deadline and due is not None and window[0] < due < window[1]:
            missed = row.span.finish is not None and row.span.finish > row.deadline
            yield from deadline(due, at, missed, self.look)
            taken.append((due - self.look.row * 0.24, due + self.look.row * 0.24))
            free_to = free_to if due < at.x0 else min(free_to, due - self.look.row * 0.24)
        if self.shown.labels:
            words += self._label(row, lane, at, free_to, taken)

    def _elsewhere(self, at: Box) -> Mark:
        """A pointer at the edge: the bar lies further on."""
        size, y = self.look.row * 0.14, at.middle
        if at.x1 < self.window.x0:
            x = self.window.x0 + size
            return Path(((x, y), (x + size, y - size), (x + size, y + size)), self.look.baseline)
        x = self.window.x1 - size
        return Path(((x, y), (x - size, y - size), (x - size, y + size)), self.look.baseline)

    def _label(self, row: Row, lane: int, at: Box, free_to: float, taken: Taken) -> list[Mark]:
        look, size = self.look, self.look.text_size
        if at.x1 < self.window.x0 or at.x0 > self.window.x1:
            return []
        face = SEMIBOLD if row.kind in (RowKind.SUMMARY, *_HEADINGS) else REGULAR
        words = self.chart.name(lane)
        room = self._room(row, lane, at, free_to, taken)
        spot = place(
            words, lead_width(row, look, self._measure), room, face, size, self._measure, look.row * 0.2
        )
        if spot is None:
            return []
        self.labels.append(Label(lane, spot, at.middle))
        paint = paint_of(row, look, self.shown)
        ink = paint.text if spot.on_bar else look.muted if row.done else look.text
        marks: list[Mark] = [] if spot.on_bar else self._cleared(row, lane, spot, at)
        x = spot.x
        for sign, wide in signs(row, x, at.middle, ink, look, self._measure):
            marks += sign
            x += wide
        return [*marks, Text(x, at.middle + size * 0.36, spot.words, face, size, ink)]

    def _room(self, row: Row, lane: int, at: Box, free_to: float, taken: Taken) -> Room:
        look = self.look
        gap = look.row * 0.24
        out = elbow_room(self.chart.leaving(lane, "f"), look) if self.shown.arrows else 0.0
        if self.shown.arrows and not out and self.chart.meets(lane, "f"):
            out = look.row * 0.5
        into = look.row * 0.6 if self.shown.arrows and self.chart.meets(lane, "s") else 0.0
        return Room(
            (at.x0, free_to),
            at.x1 + max(gap, out + gap * 0.5 if out else 0.0),
            at.x0 - gap - into,
            (self.window.x0 + gap, self.window.x1 - gap),
            holds_words(row, look),
            taken,
        )

    def _cleared(self, row: Row, lane: int, spot: Spot, at: Box) -> list[Mark]:
        """Breaks in the lines that would run through the words."""
        start, end, high = spot.x - 1, spot.x + spot.width + 1, self.look.text_size * 1.15
        lines = (*self._lines.get(lane, ()), *self._cuts)
        return [
            Rect(
                max(low, start), at.middle - high / 2, min(far, end) - max(low, start), high, self.ground(row)
            )
            for low, far in lines
            if low < end and start < far
        ]

    @cached_property
    def _cuts(self) -> list[tuple[float, float]]:
        """The stretches that upright lines through all rows take."""
        return [(x - 2, x + 2) for x, _mark in self.head.uprights(self.chart.timeline)]
