# SPDX-License-Identifier: Apache-2.0
"""How a technology has moved on the radar within the last year, and where its blip is drawn. Pure geometry and rules."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portfolio_desktop.base.i18n import N_

LATELY = timedelta(days=365)
"""A move longer ago is no longer shown as one."""


class Move(StrEnum):
    """What happened to a blip. Inwards is towards the ring that is to be adopted."""

    NEW = "new"
    IN = "in"
    OUT = "out"
    STAYED = "stayed"


MOVE_LABELS = {
    Move.NEW: N_("New"),
    Move.IN: N_("Moved in"),
    Move.OUT: N_("Moved out"),
    Move.STAYED: N_("Not moved"),
}


def move_of(
    ring: str | None, before: str | None, moved_on: date | None, today: date, rings: Sequence[str]
) -> Move:
    """The move of a technology that stands in `ring` and stood in `before`, which is None for one that is new."""
    if moved_on is not None and moved_on < today - LATELY:
        return Move.STAYED
    if before is None:
        return Move.NEW if moved_on is not None else Move.STAYED
    if ring not in rings or before not in rings or ring == before:
        return Move.STAYED
    return Move.IN if rings.index(ring) < rings.index(before) else Move.OUT


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a radar of radius 1 around (0, 0), y pointing down."""

    x: float
    y: float


def ring_edges(rings: int) -> tuple[float, ...]:
    """The outer radius of each ring: the inner ones wider, so that every ring has room for as many blips."""
    return tuple(((place + 1) / rings) ** 0.62 for place in range(rings))


def spots(quadrant: int, inner: float, outer: float, count: int) -> tuple[Spot, ...]:
    """Places for `count` blips in one ring of a quadrant, spread evenly and always in the same way.

    Quadrants count from 0 at the upper right, clockwise as they are read on a page.
    """
    if not count:
        return ()
    middle = (inner + outer) / 2
    rows = max(1, round(math.sqrt(count * (outer - inner) / (middle * math.pi / 2))))
    radii = [inner + (row + 0.5) / rows * (outer - inner) for row in range(rows)]
    shares = _shared(count, radii)
    found = []
    for row, (radius, share) in enumerate(zip(radii, shares, strict=True)):
        shift = (
            0.5 if rows == 1 else 0.35 + 0.3 * (row % 2)
        )  # every second row half a step on, as bricks are laid
        for place in range(share):
            along = (place + shift) / share
            angle = (quadrant - 1) * math.pi / 2 + _MARGIN + along * (math.pi / 2 - 2 * _MARGIN)
            found.append(Spot(radius * math.cos(angle), radius * math.sin(angle)))
    return tuple(found)


_MARGIN = 0.07  # radians off the lines between quadrants


def _shared(count: int, radii: Sequence[float]) -> list[int]:
    """`count` shared out over arcs by their length, none lost."""
    total, given, shares = sum(radii), 0, []
    for place, _radius in enumerate(radii, 1):
        until = round(count * sum(radii[:place]) / total)
        shares.append(until - given)
        given = until
    return shares
