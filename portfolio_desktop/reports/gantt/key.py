# SPDX-License-Identifier: Apache-2.0
"""What the signs of a timeline mean, drawn by the very code that draws the timeline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.reports.gantt.bars import (
    Box,
    bar,
    behind,
    beneath,
    box,
    deadline,
    has_one_end,
    rolled_up,
    stated,
)
from portfolio_desktop.reports.gantt.look import Look, Shown
from portfolio_desktop.reports.gantt.scale import DAY, Scale, minutes, wall
from portfolio_desktop.reports.gantt.signs import warning
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Clipped, Mark, Text
from portfolio_desktop.reports.style import REGULAR
from portfolio_desktop.services.planning.rows import Row, RowKind, Span

KEY_HEIGHT = 26.0
_LINES, _STEP = 2, 12.5
USUAL = (
    *("task", "critical", "near", "done", "summary", "project", "milestone", "baseline", "float"),
    *("stated", "deadline", "conflict"),
)
"""What a plan shows."""
_FIRST = wall(2026)
_WEEK = Span(start=_FIRST, finish=_FIRST + timedelta(days=5))
_EARLIER = Span(start=_FIRST - timedelta(days=1), finish=_FIRST + timedelta(days=4))
_LONG_BEFORE = Span(start=_FIRST - timedelta(days=1), finish=_FIRST + timedelta(days=1))
_SIGNS: tuple[tuple[str, str, Row], ...] = (
    (
        "task",
        N_("Task, the part done darker"),
        Row(key="", kind=RowKind.TASK, title="", span=_WEEK, progress=0.4),
    ),
    ("critical", N_("Critical"), Row(key="", kind=RowKind.TASK, title="", span=_WEEK, critical=True)),
    ("near", N_("Nearly critical"), Row(key="", kind=RowKind.TASK, title="", span=_WEEK, near_critical=True)),
    ("done", N_("Done"), Row(key="", kind=RowKind.TASK, title="", span=_WEEK, done=True)),
    ("summary", N_("Stage"), Row(key="", kind=RowKind.SUMMARY, title="", span=_WEEK)),
    ("project", N_("Project"), Row(key="", kind=RowKind.PROJECT, title="", span=_WEEK, progress=0.4)),
    ("milestone", N_("Milestone"), Row(key="", kind=RowKind.MILESTONE, title="", span=_WEEK)),
    (
        "agreed",
        N_("Milestone, and where its baseline is"),
        Row(key="", kind=RowKind.MILESTONE, title="", span=_WEEK, baselines=(_LONG_BEFORE,)),
    ),
    ("reached", N_("Reached"), Row(key="", kind=RowKind.MILESTONE, title="", span=_WEEK, done=True)),
    ("baseline", N_("Baseline"), Row(key="", kind=RowKind.TASK, title="", span=_WEEK, baselines=(_EARLIER,))),
    (
        "agreed_finish",
        N_("Finish in the baseline"),
        Row(
            key="", kind=RowKind.PROJECT, title="", span=_WEEK, baselines=(Span(finish=_LONG_BEFORE.finish),)
        ),
    ),
    (
        "float",
        N_("Float"),
        Row(key="", kind=RowKind.TASK, title="", span=_WEEK, late=Span(finish=_FIRST + timedelta(days=8))),
    ),
    (
        "stated",
        N_("Finish the project states"),
        Row(key="", kind=RowKind.PROJECT, title="", span=_WEEK, stated=_FIRST + timedelta(days=8)),
    ),
    (
        "no_start",
        N_("Start not known"),
        Row(key="", kind=RowKind.PROJECT, title="", span=Span(finish=_FIRST + timedelta(days=5))),
    ),
    (
        "no_finish",
        N_("Finish not known"),
        Row(key="", kind=RowKind.PROJECT, title="", span=Span(start=_FIRST)),
    ),
)


def of_one_end(rows: Iterable[Row]) -> tuple[str, ...]:
    """The signs of bars with a start or a finish alone, as far as `rows` have such."""
    known = {row.span.start is None for row in rows if has_one_end(row)}
    return tuple(name for name, no_start in (("no_start", True), ("no_finish", False)) if no_start in known)


def key_marks(
    x: float, y: float, right: float, look: Look, measure: Measure, signs: Sequence[str] = USUAL
) -> list[Mark]:
    """Signs and their names from `x` to `right` in one line, or in two; what has no room even then goes.

    `signs` are those to explain, by name.
    """
    marks: list[Mark] = []
    size = 7.0
    sized = replace(look, row=14.0)
    left, lines = x, 1
    for name, sign, wide, words in _entries(sized):
        if name not in signs:
            continue
        said = _(words)
        room = wide + 4 + measure(said, REGULAR, size)
        if x + room > right:
            if lines == _LINES:
                break
            x, y, lines = left, y + _STEP, lines + 1
        marks += sign(x, y)
        marks.append(Text(x + wide + 4, y + sized.row / 2 + size * 0.3, said, REGULAR, size, look.muted))
        x += room + 14
    return marks


class _Sign:
    """One row's bar at a place, without words."""

    def __init__(self, row: Row, look: Look) -> None:
        self._row, self._look = row, look

    def __call__(self, x: float, y: float) -> Iterator[Mark]:
        scale = Scale(minutes(_FIRST) - DAY, DAY / 3.6, x)
        span = (minutes(_WEEK.start or _FIRST), minutes(_WEEK.finish or _FIRST))
        at = box(self._row, span, scale, y, self._look)
        assert at is not None
        window = (x - 20, x + 80)
        yield from behind(self._row, at, window, scale, self._look, Shown())
        yield from bar(self._row, at, window, self._look, Shown())
        yield from beneath(self._row, at, window, scale, self._look, Shown())
        if self._row.stated:
            yield from stated(scale.x(minutes(self._row.stated)), at, window, self._look)


def _entries(look: Look) -> Iterator[tuple[str, "_Sign | _Gathered | _Beyond | _Point", float, str]]:
    for name, words, row in _SIGNS:
        yield name, _Sign(row, look), 34.0 if row.late.finish or row.stated else 24.0, words
    yield "gathered", _Gathered(look, done=False), 24.0, N_("Milestone on the bar of its project")
    yield "gathered_done", _Gathered(look, done=True), 24.0, N_("Milestone reached")
    yield "beyond", _Beyond(look), 22.0, N_("Goes on beyond the edge")
    yield "deadline", _Point("deadline", look), 9.0, N_("Deadline")
    yield "conflict", _Point("conflict", look), 9.0, N_("Cannot be as planned")
    yield "overdue", _Point("conflict", look), 9.0, N_("Overdue")


class _Gathered:
    """A milestone that is folded into the bar of its project."""

    def __init__(self, look: Look, *, done: bool) -> None:
        self._look, self._done = look, done

    def __call__(self, x: float, y: float) -> Iterator[Mark]:
        look = self._look
        at = Box(x, x + 20, y + (look.row - look.bar) / 2, look.bar)
        project = Row(key="", kind=RowKind.PROJECT, title="", span=_WEEK)
        step = Row(key="", kind=RowKind.MILESTONE, title="", span=_WEEK, done=self._done)
        yield from bar(project, at, (x - 20, x + 80), look, Shown())
        yield from rolled_up(step, x + 10, at, look, Shown())


class _Beyond:
    """A bar of which an edge shows only a part."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __call__(self, x: float, y: float) -> Iterator[Mark]:
        row = Row(key="", kind=RowKind.PROJECT, title="", span=_WEEK)
        at = Box(x - 20, x + 18, y + (self._look.row - self._look.bar) / 2, self._look.bar)
        drawn = tuple(bar(row, at, (x, x + 20), self._look, Shown()))
        yield Clipped(x, y, 20, self._look.row, drawn)


class _Point:
    """A sign without a bar."""

    def __init__(self, what: str, look: Look) -> None:
        self._what, self._look = what, look

    def __call__(self, x: float, y: float) -> Iterator[Mark]:
        at = Box(x, x + 9, y + 2, self._look.bar)
        if self._what == "deadline":
            yield from deadline(x + 4, at, missed=False, look=self._look)
        else:
            yield from warning(x, at.middle, 8.0, self._look)
