# SPDX-License-Identifier: Apache-2.0
"""Where an arrow key leads on the chart: as the boxes lie, and along the lines where they lead up or down."""

from collections.abc import Iterable

from portfolio_desktop.reports.organisation.layout import Layout, Spot

UP, DOWN, LEFT, RIGHT, BACK = "up", "down", "left", "right", "back"


def step_from(layout: Layout, row: int, way: str) -> int:
    """The row that a step leads to; `row` itself where there is none. Back is to whom one reports."""
    spots = {spot.row: spot for spot in layout.spots}
    here = spots.get(row)
    if here is None:
        return layout.spots[0].row if layout.spots else row
    beneath = [spot for spot in layout.spots if spot.above == row]
    in_column = [
        spot for spot in layout.spots if spot.above == here.above and spot.x == here.x and spot is not here
    ]
    above = spots.get(here.above)
    if way == BACK:
        return above.row if above else row
    if way == UP:
        found = max((spot for spot in in_column if spot.y < here.y), key=lambda spot: spot.y, default=above)
    elif way == DOWN:
        lower = min((spot for spot in in_column if spot.y > here.y), key=lambda spot: spot.y, default=None)
        found = beneath[0] if beneath else lower
    else:
        found = _beside(here, layout.spots, 1 if way == RIGHT else -1)
    return found.row if found else row


def _beside(here: Spot, spots: Iterable[Spot], side: int) -> Spot | None:
    """The nearest to one side; one at the same height before one that is nearer."""
    ways = [spot for spot in spots if (spot.x - here.x) * side > 0]
    return min(ways, key=lambda spot: 4 * abs(spot.y - here.y) + abs(spot.x - here.x), default=None)
