# SPDX-License-Identifier: Apache-2.0
"""The bar of one row: where it lies, and the marks it is drawn with. What a bar says is never said by colour alone.

Critical is a heavy edge, near critical a broken one; done is grey and ticked; a milestone is a diamond, tasks that hold
tasks are a bracket.
"""

from collections.abc import Iterator
from typing import NamedTuple

from portfolio_desktop.reports.gantt.chart import ends
from portfolio_desktop.reports.gantt.look import Look, Paint, Shown
from portfolio_desktop.reports.gantt.scale import Scale, minutes
from portfolio_desktop.reports.primitives import Line, Mark, Path, Rect
from portfolio_desktop.services.planning.rows import Row, RowKind, Span

_BEYOND = 40.0
"""How far outside of the window a bar is drawn that goes on there: its ends must not show."""
_THIN = 2.5
"""The least width of a bar, so that a short task is not lost where years are seen."""
_SOLID = (RowKind.TASK, RowKind.PROJECT, RowKind.PROGRAMME)
_STUB = 1.4
"""How long a bar is of which one end is not known, in rows: it says nothing of when that is."""
_BASELINES = 2
"""Thin bars that fit beneath one bar."""


class Box(NamedTuple):
    """The bar of a row, from `x0` to `x1`; `middle` is the height at which arrows come and go."""

    x0: float
    x1: float
    top: float
    height: float
    point: bool = False

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def end(self, end: str) -> float:
        """Where an arrow meets the start ("s") or the finish ("f")."""
        return self.x0 if end == "s" else self.x1


def box(row: Row, span: tuple[float, float] | None, scale: Scale, y: float, look: Look) -> Box | None:
    """The bar of `row` whose lane begins at height `y`; None where no date is known."""
    if span is None:
        return None
    height = look.bar
    top = y + look.whole((look.row - height) / 2) - (look.whole(look.row * 0.07) if row.baselines else 0)
    if row.kind is RowKind.MILESTONE:
        x = scale.x(span[1])
        return Box(x - height / 2, x + height / 2, top, height, True)
    x0 = scale.x(span[0])
    if has_one_end(row):
        stub, x1 = look.row * _STUB, scale.x(span[1])
        return Box(x1 - stub, x1, top, height) if row.span.start is None else Box(x0, x0 + stub, top, height)
    return Box(x0, max(scale.x(span[1]), x0 + _THIN), top, height)


def has_one_end(row: Row) -> bool:
    """Whether a bar has a start or a finish and the other is not known."""
    return row.kind in _SOLID and (row.span.start is None) != (row.span.finish is None)


def paint_of(row: Row, look: Look, shown: Shown) -> Paint:
    """The colours of a bar: what stands in the way of the finish first, then what "colour by" makes of it."""
    if row.done:
        return look.finished
    if shown.critical and row.critical:
        return look.critical
    if row.tone.isdigit():
        return look.categories[int(row.tone) % len(look.categories)]
    if row.kind is RowKind.PROGRAMME:
        return look.programme
    if row.kind is RowKind.PROJECT:
        return look.project
    return look.near if shown.critical and row.near_critical else look.task


def holds_words(row: Row, look: Look) -> bool:
    """Whether the title may be written on the bar."""
    return look.bar >= look.text_size * 1.05 and row.kind in _SOLID


def bar(row: Row, at: Box, window: tuple[float, float], look: Look, shown: Shown) -> Iterator[Mark]:
    """The bar without its words, as far as the window from `window[0]` to `window[1]` shows it."""
    paint = paint_of(row, look, shown)
    heavy = shown.critical and row.critical and not row.done
    if row.kind is RowKind.MILESTONE:
        if window[0] - at.height < at.x0 < window[1]:
            yield from _diamond(at, paint, heavy, look)
        return
    if look.still and has_one_end(row) and row.span.start is not None and at.x1 <= window[0]:
        # It goes on, nobody knows for how long: beside the mark that it began before, what leads from there is seen.
        before = look.row * _STUB / 4
        hidden = Box(window[0] - before, window[0] - before + at.x1 - at.x0, at.top, at.height)
        yield from _half(row, hidden, paint, heavy, look)
        return
    x0, x1 = max(at.x0, window[0] - _BEYOND), min(at.x1, window[1] + _BEYOND)
    if x1 <= x0:
        return
    yield from _drawn(row, at, (x0, x1), paint, shown, look)
    if look.still:
        yield from _beyond(at, window, paint, look)


def goes_beyond(row: Row, span: tuple[float, float], first: float, last: float) -> bool:
    """Whether a bar that is seen from `first` to `last` goes on beyond either of them."""
    if row.kind is RowKind.MILESTONE:
        return False
    if has_one_end(row):
        return row.span.start is not None and span[0] < first
    return span[0] < first < span[1] or span[0] < last < span[1]


def _drawn(
    row: Row, at: Box, reach: tuple[float, float], paint: Paint, shown: Shown, look: Look
) -> Iterator[Mark]:
    heavy = shown.critical and row.critical and not row.done
    if row.kind in (RowKind.SUMMARY, RowKind.GROUP):
        colour = look.danger if heavy else look.summary
        yield from _bracket(at, reach, colour, look, row.progress if shown.progress else None)
    elif has_one_end(row):
        yield from _half(row, at, paint, heavy, look)
    else:
        yield from _solid(row, at, reach, paint, shown, look)


def _beyond(at: Box, window: tuple[float, float], paint: Paint, look: Look) -> Iterator[Mark]:
    """An arrowhead at the edge of the picture where the bar goes on beyond it."""
    half, edge = look.row * 0.23, look.row * 0.045
    for x, onward in ((window[0], -1.0), (window[1], 1.0)):
        if at.x0 < x < at.x1:
            tip, foot = x - onward * edge * 2, x - onward * (edge * 2 + half * 1.6)
            corners = ((tip, at.middle), (foot, at.middle - half), (foot, at.middle + half))
            yield Path(corners, look.ground, paint.edge, edge)


def _half(row: Row, at: Box, paint: Paint, heavy: bool, look: Look) -> Iterator[Mark]:
    """A firm edge on the day that is known; broken ones lead to it, or from it. Hollow, so that it measures nothing."""
    thick = look.row * 0.036
    known = at.x1 if row.span.start is None else at.x0
    firm = look.row * (0.14 if heavy else 0.09)
    for y in (at.top + thick / 2, at.bottom - thick / 2):
        yield Line(at.x0, y, at.x1, y, paint.edge, thick, (3 * thick, 2 * thick))
    x = known - firm / 2 if row.span.start is None else known + firm / 2
    yield Line(x, at.top, x, at.bottom, paint.edge, firm)


def _solid(
    row: Row, at: Box, reach: tuple[float, float], paint: Paint, shown: Shown, look: Look
) -> Iterator[Mark]:
    x0, x1 = reach
    heavy = shown.critical and row.critical and not row.done
    near = shown.critical and row.near_critical and not heavy and not row.done
    thick = look.row * (0.07 if heavy else 0.045 if near else 0.036)
    radius = look.row * 0.11 if x1 - x0 > look.row * 0.4 else 0.0
    inner = (x0 + thick / 2, at.top + thick / 2, x1 - x0 - thick, at.height - thick)
    if inner[2] <= thick:
        yield Rect(x0, at.top, x1 - x0, at.height, paint.edge)
        return
    share = 1.0 if row.done else row.progress if shown.progress and row.progress else 0.0
    done_to = min(at.x0 + share * (at.x1 - at.x0), x1)
    dash = (3 * thick, 2 * thick) if near else ()
    if done_to <= x0 + thick or share >= 1.0:
        fill = paint.done if share >= 1.0 else paint.rest
        yield Rect(*inner, fill, paint.edge, thick, radius, dash)
        return
    yield Rect(*inner, paint.rest, None, 0.0, radius)
    yield Rect(inner[0], inner[1], done_to - x0 - thick, inner[3], paint.done, None, 0.0, radius)
    if done_to < x1 - thick:
        yield Line(done_to - thick, at.top + thick, done_to - thick, at.bottom - thick, paint.edge, thick)
    yield Rect(*inner, None, paint.edge, thick, radius, dash)


def rolled_up(row: Row, x: float, at: Box, look: Look, shown: Shown) -> Iterator[Mark]:
    """A milestone of a folded row, small, on the bar that it is folded into."""
    y, reach = at.middle, at.height * 0.36
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    critical = shown.critical and row.critical and not row.done
    edge = look.danger if critical else look.text
    fill = look.baseline if row.done else look.ground
    yield Path(corners, fill, edge, look.row * (0.08 if critical else 0.045))


def _diamond(at: Box, paint: Paint, heavy: bool, look: Look) -> Iterator[Mark]:
    x, y, reach = (at.x0 + at.x1) / 2, at.middle, at.height / 2 - look.row * 0.02
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    if heavy:
        yield Path(corners, look.ground, paint.edge, look.row * 0.07)
        small = reach * 0.45
        yield Path(((x, y - small), (x + small, y), (x, y + small), (x - small, y)), paint.edge)
    else:
        yield Path(corners, paint.edge)


def _bracket(
    at: Box, reach: tuple[float, float], colour: str, look: Look, share: float | None
) -> Iterator[Mark]:
    x0, x1 = reach
    beam, foot = look.row * 0.18, look.row * 0.2
    top = at.middle - beam * 0.9
    wide = min(foot, (x1 - x0) / 2)
    yield Rect(x0, top, x1 - x0, beam, colour)
    yield Path(((x0, top), (x0 + wide, top), (x0, top + beam + foot)), colour)
    yield Path(((x1, top), (x1 - wide, top), (x1, top + beam + foot)), colour)
    if share:
        done_to = min(at.x0 + share * (at.x1 - at.x0), x1)
        if done_to > x0:
            yield Rect(x0, top + beam * 0.3, done_to - x0, beam * 0.4, look.ground)


def beneath(
    row: Row, at: Box, window: tuple[float, float], scale: Scale, look: Look, shown: Shown
) -> Iterator[Mark]:
    """Baselines as thin bars under the bar, and the float as a line from its finish to the latest that harms nothing."""
    if shown.baselines:
        for place, span in enumerate(row.baselines[-_BASELINES:]):
            yield from _baseline(row, span, at, place, window, scale, look)
    late = row.late.finish
    if shown.slack and late is not None and not row.done and row.kind is not RowKind.SUMMARY:
        finish = (at.x0 + at.x1) / 2 if at.point else at.x1
        ends_at = scale.x(minutes(late))
        if abs(ends_at - finish) > look.row * 0.12:
            y = max(at.bottom, at.middle + look.text_size * 0.62)
            yield from _slack(finish, ends_at, y, window, look)


def _baseline(
    row: Row, span: Span, at: Box, place: int, window: tuple[float, float], scale: Scale, look: Look
) -> Iterator[Mark]:
    was = ends(span)
    if was is None:
        return
    x0, x1 = scale.x(was[0]), scale.x(was[1])
    if row.kind is RowKind.MILESTONE:
        if not look.still:
            yield from _agreed(x1, at.bottom + look.row * 0.08, look.row * 0.13, window, look)
        return
    if span.start is None or span.finish is None:
        if window[0] < x1 < window[1]:
            yield _pointer(x1, at, look)
        return
    thick = look.row * (0.16 if look.still and len(row.baselines) == 1 else 0.11)
    top = at.bottom + look.row * 0.07 + place * thick * 1.2
    x0, x1 = max(x0, window[0] - _BEYOND), min(max(x1, x0 + _THIN), window[1] + _BEYOND)
    if x1 > x0:
        yield Rect(x0, top, x1 - x0, thick, look.baseline)


def _pointer(x: float, at: Box, look: Look) -> Mark:
    """Points from beneath the bar at the one day that its baseline knows: a bar of no length would be seen by nobody."""
    half, foot = look.row * 0.24, at.bottom + look.row * 0.15
    corners = ((x, at.middle - look.row * 0.02), (x + half, foot), (x - half, foot))
    return Path(corners, look.ground, look.baseline, look.row * (0.06 if look.still else 0.04))


def behind(
    row: Row, at: Box, window: tuple[float, float], scale: Scale, look: Look, shown: Shown
) -> Iterator[Mark]:
    """The baseline of a milestone on a still picture: so large that it rings the diamond of today where the two are one day."""
    if not (look.still and shown.baselines and row.kind is RowKind.MILESTONE):
        return
    for span in row.baselines[-1:]:
        was = ends(span)
        if was is not None:
            yield from _agreed(scale.x(was[1]), at.middle, look.row * 0.34, window, look)


def _agreed(x: float, y: float, reach: float, window: tuple[float, float], look: Look) -> Iterator[Mark]:
    """A hollow diamond on a day of a baseline."""
    if window[0] < x < window[1]:
        corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        yield Path(corners, look.ground, look.baseline, look.row * (0.06 if look.still else 0.04))


def _slack(finish: float, late: float, y: float, window: tuple[float, float], look: Look) -> Iterator[Mark]:
    """Time to spare runs on from the finish; time that is lacking runs back from it, in the colour of danger."""
    colour = look.slack if late > finish else look.danger
    low, high = max(min(finish, late), window[0] - _BEYOND), min(max(finish, late), window[1] + _BEYOND)
    if high <= low:
        return
    thick = look.row * (0.04 if late > finish else 0.08)
    yield Line(low, y, high, y, colour, thick)
    if window[0] < late < window[1]:
        tick = look.row * 0.11
        yield Line(late, y - tick, late, y + thick / 2, colour, thick)


def stated(x: float, at: Box, window: tuple[float, float], look: Look) -> Iterator[Mark]:
    """A cap on the day that a project states as its finish; a broken line leads to it from a plan that ends sooner."""
    reach = look.row * 0.05
    if at.x1 < x:
        low, high = max(at.x1, window[0] - _BEYOND), min(x, window[1] + _BEYOND)
        if low < high:
            yield Line(low, at.middle, high, at.middle, look.summary, reach, (3 * reach, 2 * reach))
    if window[0] < x < window[1]:
        yield Line(x, at.top - reach, x, at.bottom + reach, look.summary, 1.6 * reach)


def deadline(x: float, at: Box, missed: bool, look: Look) -> Iterator[Mark]:
    """A pointer down to the day; filled and crossed where the finish lies beyond it."""
    half, tall = look.row * 0.15, look.row * 0.24
    colour = look.danger if missed else look.deadline
    foot = at.top + at.height * 0.62
    shape = ((x - half, foot - tall), (x + half, foot - tall), (x, foot))
    yield Line(x, at.top - look.row * 0.06, x, foot - tall, colour, look.row * 0.05)
    yield Path(shape, colour if missed else look.ground, colour, look.row * 0.05)
