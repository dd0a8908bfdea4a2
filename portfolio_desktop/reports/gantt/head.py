# SPDX-License-Identifier: Apache-2.0
"""What stands above and behind the bars: the scale in two lines, days without work, and today and the boards by name."""

from collections.abc import Iterator
from datetime import timedelta

from portfolio_desktop.reports.gantt.labels import flags
from portfolio_desktop.reports.gantt.look import Look
from portfolio_desktop.reports.gantt.scale import Scale, day_of, minutes
from portfolio_desktop.reports.gantt.ticks import Measure, Tick, Tiers, major_ticks, minor_ticks, tiers
from portfolio_desktop.reports.primitives import Line, Mark, Path, Rect, Text
from portfolio_desktop.reports.style import REGULAR, SEMIBOLD
from portfolio_desktop.services.planning.rows import Mark as Upright
from portfolio_desktop.services.planning.rows import Timeline

_PAD = 5.0
_NARROWEST_DAY = 3.5
"""Days without work are shaded from this width of a day on; below it they would be no more than a grey haze."""
_ORDER = {"today": 0, "status": 1, "board": 2}
_DASHES: dict[str, tuple[float, ...]] = {"board": (5, 3), "status": (1.5, 2.5)}


class Head:
    """The scale over one window, from `x0` to `x1`: worked out once and drawn above and behind the rows."""

    def __init__(self, scale: Scale, x0: float, x1: float, look: Look, measure: Measure) -> None:
        self.scale, self.x0, self.x1 = scale, x0, x1
        self._look, self._measure = look, measure
        self._pad = _PAD * look.row / 28
        self.tiers: Tiers = tiers(scale, measure, REGULAR, look.head_size, self._pad)
        self.minor: list[Tick] = minor_ticks(self.tiers, scale, x0, x1)
        self.major: list[Tick] = major_ticks(
            self.tiers, scale, x0, x1, measure, SEMIBOLD, look.head_size, self._pad
        )

    def above(self, top: float, timeline: Timeline) -> Iterator[Mark]:
        """The scale from height `top` down, with the names of the upright lines in its last line."""
        look, x0, x1 = self._look, self.x0, self.x1
        thin = look.row * 0.036
        foot, middle = top + 2 * look.tier, top + look.tier
        yield Rect(x0, top, x1 - x0, look.head_height, look.head)
        for tick in self.major:
            if tick.x >= x0:
                yield Line(tick.x, top, tick.x, foot, look.grid, thin)
            if tick.words:
                at = max(tick.x, x0) + self._pad
                yield self._text(at, top, tick.words, SEMIBOLD, look.text)
        for tick in self.minor:
            if tick.x >= x0:
                yield Line(tick.x, middle, tick.x, foot, look.grid, thin)
            wide = self._measure(tick.words, REGULAR, look.head_size)
            at = (tick.x + tick.end) / 2 - wide / 2
            if at >= x0 and at + wide <= x1:
                yield self._text(at, middle, tick.words, REGULAR, look.muted)
        for y in (middle, foot, top + look.head_height):
            yield Line(x0, y, x1, y, look.grid, thin)
        yield from self._flags(foot, timeline)

    def _text(self, x: float, top: float, words: str, face: str, colour: str) -> Text:
        size = self._look.head_size
        return Text(x, top + self._look.tier / 2 + size * 0.36, words, face, size, colour)

    def _flags(self, top: float, timeline: Timeline) -> Iterator[Mark]:
        look = self._look
        lines = self.uprights(timeline)
        size = look.head_size * 0.92
        foot = top + look.flags
        for x, mark in lines:
            half, tall = look.row * 0.13, look.row * 0.17
            colour = self._colour(mark)
            yield Path(((x - half, foot - tall), (x + half, foot - tall), (x, foot)), colour)
        named = [(x, mark.label) for x, mark in lines]
        for flag in flags(named, (self.x0, self.x1), SEMIBOLD, size, self._measure, self._pad):
            colour = self._colour(lines[flag.number][1])
            yield Text(flag.x, top + look.flags / 2 + size * 0.36, flag.words, SEMIBOLD, size, colour)

    def uprights(self, timeline: Timeline) -> list[tuple[float, Upright]]:
        """Today, status dates and boards that the window shows, today first."""
        found = ((self.scale.x(minutes(mark.day)), mark) for mark in timeline.marks)
        seen = [(x, mark) for x, mark in found if self.x0 <= x < self.x1]
        return sorted(seen, key=lambda line: (_ORDER.get(line[1].kind, 9), line[0]))

    def _colour(self, mark: Upright) -> str:
        look = self._look
        return {"today": look.accent, "status": look.muted}.get(mark.kind, look.text)

    def lines(self, top: float, bottom: float, timeline: Timeline) -> Iterator[Mark]:
        """Today, status dates and boards as upright lines."""
        for x, mark in self.uprights(timeline):
            thick = self._look.row * (0.055 if mark.kind == "today" else 0.036)
            yield Line(x, top, x, bottom, self._colour(mark), thick, _DASHES.get(mark.kind, ()))

    def days_off(self, top: float, bottom: float, timeline: Timeline) -> Iterator[Mark]:
        """Weekends and holidays, one field for each run of them."""
        scale = self.scale
        if scale.day < _NARROWEST_DAY:
            return
        day, last = day_of(scale.at(self.x0)), day_of(scale.at(self.x1))
        since = None
        while day <= last + timedelta(days=1):
            off = day.weekday() in timeline.weekend or day in timeline.days_off
            if off and since is None:
                since = day
            elif not off and since is not None:
                start, end = max(scale.x(minutes(since)), self.x0), min(scale.x(minutes(day)), self.x1)
                if end > start:
                    yield Rect(start, top, end - start, bottom - top, self._look.off)
                since = None
            day += timedelta(days=1)

    def grid(self, top: float, bottom: float) -> Iterator[Mark]:
        look = self._look
        thin = look.row * 0.036
        strong = {tick.x for tick in self.major}
        for tick in self.minor:
            if self.x0 <= tick.x and tick.x not in strong:
                yield Line(tick.x, top, tick.x, bottom, look.hair, thin)
        for tick in self.major:
            if self.x0 <= tick.x:
                yield Line(tick.x, top, tick.x, bottom, look.grid, thin)
