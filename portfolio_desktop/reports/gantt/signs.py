# SPDX-License-Identifier: Apache-2.0
"""The signs that stand before the words of a bar: what cannot be, the rating by its letters, and what is done."""

from collections.abc import Iterator

from portfolio_desktop.reports.gantt.look import Look
from portfolio_desktop.reports.gantt.ticks import Measure
from portfolio_desktop.reports.primitives import Line, Mark, Path, Rect, Route, Text
from portfolio_desktop.reports.style import SEMIBOLD
from portfolio_desktop.services.planning.rows import Row


def lead_width(row: Row, look: Look, measure: Measure) -> float:
    """How much room the signs of a row take."""
    return sum(wide for _marks, wide in signs(row, 0.0, 0.0, "", look, measure))


def signs(
    row: Row, x: float, y: float, ink: str, look: Look, measure: Measure
) -> Iterator[tuple[list[Mark], float]]:
    """Each sign from `x` on, centred at the height `y`, with the room it takes."""
    if not (row.conflict or row.tone or row.done):
        return
    size = look.text_size
    if row.conflict:
        yield warning(x, y, size, look), size * 1.35
        x += size * 1.35
    badge = look.badges.get(row.tone)
    if badge is not None:
        wide = measure(badge.letters, SEMIBOLD, size * 0.85) + size * 0.7
        pill = Rect(x, y - size * 0.55, wide, size * 1.1, badge.fill, badge.edge, size * 0.06, size * 0.3)
        letters = Text(x + size * 0.35, y + size * 0.31, badge.letters, SEMIBOLD, size * 0.85, badge.text)
        yield [pill, letters], wide + size * 0.4
        x += wide + size * 0.4
    if row.done:
        yield [tick(x, y, size * 0.8, ink or look.text)], size * 1.1


def warning(x: float, y: float, size: float, look: Look) -> list[Mark]:
    """A triangle with its stroke and its dot: something here cannot be."""
    half = size / 2
    return [
        Path(((x, y + half), (x + half, y - half), (x + size, y + half)), look.danger),
        Line(x + half, y - half * 0.35, x + half, y + half * 0.35, look.on_danger, size * 0.13),
        Line(x + half, y + half * 0.56, x + half, y + half * 0.76, look.on_danger, size * 0.13),
    ]


def tick(x: float, y: float, size: float, colour: str) -> Route:
    """The sign of what is done."""
    return Route(
        ((x, y), (x + size * 0.35, y + size * 0.35), (x + size * 0.95, y - size * 0.4)), colour, size * 0.16
    )
