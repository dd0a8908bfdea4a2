# SPDX-License-Identifier: Apache-2.0
"""Dependencies as lines at right angles that the eye can follow: each with an elbow of its own, its head at the bar."""

from collections.abc import Callable
from typing import NamedTuple

from portfolio_desktop.reports.gantt.bars import Box
from portfolio_desktop.reports.gantt.look import Look

Point = tuple[float, float]

_ELBOWS = 5
"""Arrows of one bar that turn at places of their own; more of them share the last."""
_OWN_WORDS = 4
"""Bars that a line rather passes behind than run through the words of the bar that it leaves."""
_LOOKED_AT = 40
"""Lanes between two bars that are looked at for bars in the way."""


class Bend(NamedTuple):
    """One arrow to be led: the ends it joins, its lanes, and its place among those that leave the same end."""

    before: Box
    after: Box
    kind: str
    lanes: tuple[int, int]
    turn: int = 0


class Led(NamedTuple):
    """The line of an arrow and the three corners of its head."""

    points: tuple[Point, ...]
    head: tuple[Point, Point, Point]


def elbow_room(count: int, look: Look) -> float:
    """How far the elbows of `count` arrows stand out from the end of a bar, for words to keep clear of."""
    return look.stub + min(count, _ELBOWS) * _step(look) if count else 0.0


def _step(look: Look) -> float:
    return look.row * 0.14


def lead(bend: Bend, look: Look, box_at: Callable[[int], Box | None], edge: float) -> Led:
    """The way of an arrow. `edge` is the height of the line between lanes next to the second bar, on the first's side."""
    before, after, kind, lanes, turn = bend
    out, into = (1 if kind[0] == "f" else -1), (1 if kind[1] == "s" else -1)
    start: Point = (before.end(kind[0]), before.middle)
    finish: Point = (after.end(kind[1]), after.middle)
    stub = look.stub + min(turn, _ELBOWS - 1) * _step(look)
    head = look.row * 0.2
    leave, arrive = start[0] + out * stub, finish[0] - into * (head + look.stub * 0.5)
    if out != into:
        outmost = max if out > 0 else min
        x = outmost(leave, finish[0] + out * stub)
        return _headed([start, (x, start[1]), (x, finish[1]), finish], head)
    if (arrive - leave) * out >= 0:
        x = _clearest(leave, arrive, lanes, box_at)
        return _headed([start, (x, start[1]), (x, finish[1]), finish], head)
    drop = start[0] + out * (look.row * 0.12 if after.point else min(stub, look.stub * 1.6))
    inset = look.row * 0.14
    if not after.point and after.x1 - after.x0 > 2 * inset:
        drop = max(drop, after.x0 + inset) if out > 0 else min(drop, after.x1 - inset)
    rim = _rim(after, drop, from_above=before.middle < after.middle)
    if rim is not None:
        return _headed([start, (drop, start[1]), (drop, rim)], head)
    return _headed(
        [start, (leave, start[1]), (leave, edge), (arrive, edge), (arrive, finish[1]), finish], head
    )


def _rim(after: Box, x: float, *, from_above: bool) -> float | None:
    """The height at which a line that comes down (or up) at `x` meets the bar; None where it misses it."""
    half = after.height / 2
    if after.point:
        half -= abs(x - (after.x0 + after.x1) / 2)
        if half < after.height * 0.15:
            return None
    elif not after.x0 + 1 <= x <= after.x1 - 1:
        return None
    return after.middle - half if from_above else after.middle + half


def _clearest(
    leave: float, arrive: float, lanes: tuple[int, int], box_at: Callable[[int], Box | None]
) -> float:
    """Near the first bar, unless near the other far fewer bars between the two are crossed."""
    first, last = min(lanes) + 1, max(lanes)
    if leave == arrive or last - first > _LOOKED_AT or first == last:
        return leave
    between = [found for found in map(box_at, range(first, last)) if found is not None]

    def crossed(x: float) -> int:
        return sum(found.x0 - 1 < x < found.x1 + 1 for found in between)

    return leave if crossed(leave) <= crossed(arrive) + _OWN_WORDS else arrive


def _headed(points: list[Point], size: float) -> Led:
    """The line drawn up to the head, and the head at its end."""
    (x0, y0), (x, y) = points[-2:]
    half = size * 0.45
    if y0 == y and x0 != x:
        back = x - size if x > x0 else x + size
        return Led((*points[:-1], (back, y)), ((x, y), (back, y - half), (back, y + half)))
    back = y - size if y > y0 else y + size
    return Led((*points[:-1], (x, back)), ((x, y), (x - half, back), (x + half, back)))


def simplified(points: tuple[Point, ...], window: tuple[float, float, float, float]) -> tuple[Point, ...]:
    """The same line with what is far outside of the window (x0, y0, x1, y1) brought to its rim: no giant coordinates."""
    x0, y0, x1, y1 = window
    if all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in points):
        return points
    return tuple((min(max(x, x0), x1), min(max(y, y0), y1)) for x, y in points)
