# SPDX-License-Identifier: Apache-2.0
"""A timeline made ready to be drawn piece by piece: which rows show, where, and which arrows cross a stretch of them.

Asking for a stretch costs what lies in it, however long the timeline is.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.reports.gantt.scale import DAY, minutes
from portfolio_desktop.services.planning.paths import with_marks
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Span, Timeline

MOST_ROLLED_UP = 60
"""Milestones on the bar of a folded row; more of them would be one dark smear."""
LONGEST_CHAIN = 4000
"""Arrows of a chain that are followed each way; further than that nobody follows with the eye."""

_LONGEST_TITLE = 400

_UNFOLDED = ("numbers", "extent", "_next", "_spans", "_names", "_milestones")
"""What stays as it is whatever is folded."""


class Joined(NamedTuple):
    """An arrow between two lanes; of a row folded away, the lane of what it is folded into."""

    arrow: Arrow
    before: int
    after: int


class Chart:
    """Rows have numbers, as in the timeline; those that show have lanes, from the top."""

    def __init__(self, timeline: Timeline, folded: frozenset[str] = frozenset()) -> None:
        self.timeline = timeline
        self.rows = timeline.rows
        self.folded = folded
        self.lanes: list[int] = []
        """The number of the row that each lane shows."""
        self._lane_of: list[int] = []
        self._turns: dict[tuple[int, str], dict[str, int]] = {}
        self._spans: dict[int, tuple[float, float] | None] = {}
        self._names: dict[int, str] = {}
        self._lay_out()

    def refolded(self, folded: frozenset[str]) -> "Chart":
        """The same timeline with other rows folded away; what does not depend on that is not worked out again."""
        other = Chart(self.timeline, folded)
        known = self.__dict__
        other.__dict__.update((name, known[name]) for name in _UNFOLDED if name in known)
        return other

    def with_rows(self, rows: Mapping[str, Row]) -> "Chart":
        """The same rows in the same places, those of `rows` as they are there, by key: for what is about to be so."""
        other = copy(self)
        other.rows = tuple(rows.get(row.key, row) for row in self.rows)
        other.timeline = replace(self.timeline, rows=other.rows)
        other._spans, other._names = {}, {}
        return other

    def __len__(self) -> int:
        return len(self.lanes)

    def _lay_out(self) -> None:
        hidden_below = 1 << 30
        lanes, lane_of, folded = self.lanes, self._lane_of, self.folded
        for number, row in enumerate(self.rows):
            if row.level > hidden_below:
                lane_of.append(len(lanes) - 1)
                continue
            lane_of.append(len(lanes))
            lanes.append(number)
            hidden_below = row.level if row.key in folded and row.folds else 1 << 30

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {row.key: number for number, row in enumerate(self.rows)}

    def row(self, lane: int) -> Row:
        return self.rows[self.lanes[lane]]

    def span(self, lane: int) -> tuple[float, float] | None:
        """Start and finish of the row in minutes; None where neither is known."""
        number = self.lanes[lane]
        if number not in self._spans:
            self._spans[number] = ends(self.rows[number].span)
        return self._spans[number]

    def name(self, lane: int) -> str:
        """What is written at the bar: the title in one line, and of a milestone its day."""
        number = self.lanes[lane]
        found = self._names.get(number)
        if found is None:
            row = self.rows[number]
            found = visible_bidi(" ".join(row.title[:_LONGEST_TITLE].split()))
            if row.kind is RowKind.MILESTONE and row.span.finish is not None:
                found = f"{found} · {format_date(row.span.finish)}"
            self._names[number] = found
        return found

    def lane(self, key: str) -> int:
        """Where the row shows, or what it is folded into; -1 where there is none."""
        number = self.numbers.get(key, -1)
        return self._lane_of[number] if number >= 0 else -1

    @cached_property
    def _milestones(self) -> list[int]:
        return [number for number, row in enumerate(self.rows) if row.kind is RowKind.MILESTONE]

    def rolled_up(self, lane: int) -> list[Row]:
        """The milestones that are folded into the lane's row, the first of them where there are very many."""
        if self.rows[self.lanes[lane]].key not in self.folded:
            return []
        first = self.lanes[lane] + 1
        last = self.lanes[lane + 1] if lane + 1 < len(self.lanes) else len(self.rows)
        at = self._milestones
        found = at[bisect_left(at, first) : bisect_left(at, last)][:MOST_ROLLED_UP]
        return [self.rows[number] for number in found]

    def parent(self, lane: int) -> int:
        """The lane that this one is folded into when that is folded; -1 at the first level."""
        level = self.row(lane).level
        return next((at for at in range(lane - 1, -1, -1) if self.row(at).level < level), -1)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """From the first to the last moment of any bar, with the marks that are not far; these alone where there is no bar."""
        at = [moment for row in self.rows for moment in (row.span.start, row.span.finish) if moment]
        if not at:
            days = [minutes(mark.day) for mark in self.timeline.marks] or [0.0, 365 * DAY]
            return min(days), max(*days, min(days) + DAY)
        begins, ends = min(at), max(at)
        first, last = with_marks(self.timeline, begins.date(), ends.date())
        # A mark beyond the bars is seen with the day that it stands for.
        start = minutes(begins) if first == begins.date() else minutes(first)
        end = minutes(ends) if last == ends.date() else minutes(last) + DAY
        return start, max(end, start + DAY)

    # Arrows

    @cached_property
    def joined(self) -> list[Joined]:
        """Every arrow between two rows that show at different places."""
        numbers, lane_of = self.numbers, self._lane_of
        found = []
        for arrow in self.timeline.arrows:
            before, after = numbers.get(arrow.before, -1), numbers.get(arrow.after, -1)
            if before >= 0 and after >= 0 and lane_of[before] != lane_of[after]:
                found.append(Joined(arrow, lane_of[before], lane_of[after]))
        return found

    @cached_property
    def _blocks(self) -> dict[int, dict[int, list[Joined]]]:
        """Arrows by reach, then by where they begin: one that reaches less than 2**k lanes lies in a block of so many."""
        blocks: dict[int, dict[int, list[Joined]]] = defaultdict(lambda: defaultdict(list))
        for each in self.joined:
            top, bottom = (each.before, each.after) if each.before < each.after else (each.after, each.before)
            reach = (bottom - top).bit_length()
            blocks[reach][top >> reach].append(each)
        return blocks

    def crossing(self, first: int, last: int) -> Iterator[Joined]:
        """Arrows of which some part lies in the lanes from `first` up to, not including, `last`."""
        for reach, block in self._blocks.items():
            for number in range(max(first - (1 << reach), 0) >> reach, (last >> reach) + 1):
                for each in block.get(number, ()):
                    if min(each.before, each.after) < last and max(each.before, each.after) >= first:
                        yield each

    @cached_property
    def _leaving(self) -> dict[tuple[int, str], list[Joined]]:
        """Arrows by the lane and the end of the bar that they leave."""
        leaving: dict[tuple[int, str], list[Joined]] = defaultdict(list)
        for each in self.joined:
            leaving[each.before, each.arrow.kind[0]].append(each)
        return leaving

    @cached_property
    def _arriving(self) -> set[tuple[int, str]]:
        return {(each.after, each.arrow.kind[1]) for each in self.joined}

    def leaving(self, lane: int, end: str) -> int:
        """How many arrows leave this `end` ("s" or "f") of the lane's bar."""
        return len(self._leaving.get((lane, end), ()))

    def turn(self, joined: Joined) -> int:
        """The place of an arrow among those that leave the same end, in the order in which they turn."""
        turns = self._turns.get((joined.before, joined.arrow.kind[0]))
        if turns is None:
            end = (joined.before, joined.arrow.kind[0])
            order = sorted(self._leaving[end], key=lambda each: -abs(each.after - each.before))
            turns = self._turns[end] = {each.arrow.key: place for place, each in enumerate(order)}
        return turns[joined.arrow.key]

    def meets(self, lane: int, end: str) -> bool:
        """Whether an arrow leaves or reaches this end of the lane's bar."""
        return (lane, end) in self._leaving or (lane, end) in self._arriving

    @cached_property
    def _next(self) -> tuple[dict[str, list[Arrow]], dict[str, list[Arrow]]]:
        after: dict[str, list[Arrow]] = defaultdict(list)
        before: dict[str, list[Arrow]] = defaultdict(list)
        for arrow in self.timeline.arrows:
            after[arrow.before].append(arrow)
            before[arrow.after].append(arrow)
        return after, before

    def near(self, key: str) -> frozenset[str]:
        """Keys of the arrows that begin or end at the row itself."""
        return frozenset(arrow.key for ways in self._next for arrow in ways.get(key, ()))

    def chain(self, key: str) -> frozenset[str]:
        """Keys of the arrows by which the row hangs together with what leads to it and what follows from it."""
        if not key:
            return frozenset()
        after, before = self._next
        onward = _reached(key, after, lambda arrow: arrow.after)
        return onward | _reached(key, before, lambda arrow: arrow.before)


def _reached(key: str, ways: Mapping[str, Sequence[Arrow]], end: Callable[[Arrow], str]) -> frozenset[str]:
    """Keys of the arrows that lead on from a row in one direction, the nearest first."""
    found: set[str] = set()
    todo, seen = deque((key,)), {key}
    while todo and len(found) < LONGEST_CHAIN:
        for arrow in ways.get(todo.popleft(), ()):
            found.add(arrow.key)
            if end(arrow) not in seen:
                seen.add(end(arrow))
                todo.append(end(arrow))
    return frozenset(found)


def above(chart: Chart, key: str) -> frozenset[str]:
    """Keys of the rows that this one lies under."""
    number = chart.numbers.get(key, 0)
    level, found = chart.rows[number].level if chart.rows else 0, set[str]()
    for row in reversed(chart.rows[:number]):
        if row.level < level:
            level = row.level
            found.add(row.key)
    return frozenset(found)


def ends(span: Span) -> tuple[float, float] | None:
    """Start and finish in minutes; of a span with one end, that end twice; None where neither is known."""
    start, finish = span.start, span.finish
    if start is None and finish is None:
        return None
    first: datetime = start if start is not None else finish  # type: ignore[assignment]
    last = finish if finish is not None else first
    return minutes(first), max(minutes(last), minutes(first))
