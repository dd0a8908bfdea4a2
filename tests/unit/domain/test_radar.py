# SPDX-License-Identifier: Apache-2.0
"""Moves on the radar, and blips that lie in their own ring and never on one another."""

import math
from datetime import date
from itertools import combinations, pairwise

import pytest

from portfolio_desktop.domain.radar import Move, move_of, ring_edges, spots

TODAY = date(2026, 11, 20)
RINGS = ("adopt", "trial", "assess", "hold")
LATELY, LONG_AGO = date(2026, 9, 1), date(2025, 9, 1)


@pytest.mark.parametrize(
    ("ring", "before", "moved", "move"),
    [
        ("adopt", "trial", LATELY, Move.IN),
        ("hold", "assess", LATELY, Move.OUT),
        ("trial", None, LATELY, Move.NEW),
        ("trial", "trial", LATELY, Move.STAYED),
        ("adopt", "trial", LONG_AGO, Move.STAYED),
        ("trial", None, LONG_AGO, Move.STAYED),
        ("adopt", "trial", None, Move.IN),
        ("trial", None, None, Move.STAYED),
        ("adopt", "a ring of another radar", LATELY, Move.STAYED),
    ],
)
def test_that_a_move_is_told_while_it_is_news(
    ring: str, before: str | None, moved: date | None, move: Move
) -> None:
    assert move_of(ring, before, moved, TODAY, RINGS) is move


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12, 25])
@pytest.mark.parametrize("quadrant", range(4))
def test_that_every_blip_lies_in_its_ring_and_quadrant(quadrant: int, count: int) -> None:
    right, below = quadrant in (0, 1), quadrant in (1, 2)
    for inner, outer in pairwise((0.0, *ring_edges(4))):
        found = spots(quadrant, inner, outer, count)
        assert len(found) == count
        for spot in found:
            assert inner < math.hypot(spot.x, spot.y) < outer
            assert ((spot.x > 0), (spot.y > 0)) == (right, below)


def test_that_a_hundred_blips_do_not_hide_one_another() -> None:
    placed = [
        spot
        for quadrant in range(4)
        for inner, outer in pairwise((0.0, *ring_edges(4)))
        for spot in spots(quadrant, inner, outer, 7)
    ]
    assert len(placed) == 112
    nearest = min(math.hypot(a.x - b.x, a.y - b.y) for a, b in combinations(placed, 2))
    assert nearest > 0.055  # 16 pixels on a radar of 290 pixels radius
