# SPDX-License-Identifier: Apache-2.0
"""Where the boxes of an organisation chart stand, and the lines between them.

Whoever leads somebody stands above them. Those who lead nobody stand in columns beneath their manager, on one line, so
that a large team takes a field and not the width of the wall; those who lead somebody stand side by side.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import ceil

from portfolio_desktop.services.skills.chart import Place

BOX, HIGH = 184.0, 62.0
_ACROSS, _DOWN = 18.0, 44.0
_STACKED, _INDENT = 10.0, 20.0
_KNOB = 14.0
_SPINE = 9.0  # from the left edge of a column to the line that its boxes hang on
_FEWEST = 8  # in a column
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One box: whose it is (`row` of the places), its top left corner, and the row of the box above it (-1: none).

    `hidden` counts the boxes that are folded away beneath it. `line` leads here from the box above.
    """

    row: int
    x: float
    y: float
    above: int
    hidden: int
    line: Points = ()


@dataclass(slots=True)
class _Node:
    below: list[int] = field(default_factory=list)
    leaves: list[int] = field(default_factory=list)
    branches: list[int] = field(default_factory=list)
    hidden: int = 0
    wide: float = BOX
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """All boxes in sight, in the order of the places, and the size of the whole."""

    places: Sequence[Place]
    spots: tuple[Spot, ...]
    wide: float
    high: float


def lay_out(
    places: Sequence[Place], folded: Collection[int] = (), first: int = 0, last: int | None = None
) -> Layout:
    """Lay out the places from `first` up to, not including, `last`; beneath the rows of `folded` nothing is seen."""
    last = len(places) if last is None else last
    nodes = _nodes(places, frozenset(folded), first, last)
    _measure(nodes)
    spots = _Setting(places, nodes).spots()
    return Layout(
        places,
        spots,
        max((spot.x for spot in spots), default=0.0) + BOX,
        max((spot.y for spot in spots), default=0.0) + HIGH,
    )


def end_of(places: Sequence[Place], row: int) -> int:
    """The row after the last that stands beneath `row`."""
    level = places[row].level
    return next((at for at in range(row + 1, len(places)) if places[at].level <= level), len(places))


def _nodes(places: Sequence[Place], folded: frozenset[int], first: int, last: int) -> dict[int, _Node]:
    """Everything in sight by row, parents before those beneath them; -1 is what the tops stand under."""
    nodes = {-1: _Node()}
    chain: list[int] = []
    top = places[first].level if first < last else 0
    for row in range(first, last):
        del chain[places[row].level - top :]
        cover = next((at for at in chain if at in folded), None)
        if cover is not None:
            nodes[cover].hidden += 1
        else:
            nodes[row] = _Node()
            nodes[chain[-1] if chain else -1].below.append(row)
        chain.append(row)
    return nodes


def _measure(nodes: dict[int, _Node]) -> None:
    """How wide everything is with what stands beneath, from the bottom up."""
    for node in reversed(nodes.values()):
        node.leaves = [row for row in node.below if not nodes[row].below]
        node.branches = [row for row in node.below if nodes[row].below]
        if len(node.leaves) == 1 and not node.branches:
            node.branches, node.leaves = node.leaves, []
        many = len(node.leaves)
        node.columns = ceil(many / max(_FEWEST, round((1.6 * many) ** 0.5))) if many else 0
        blocks = [nodes[row].wide for row in node.branches]
        if node.columns:
            blocks.append(node.columns * (BOX + _INDENT) + (node.columns - 1) * _ACROSS)
        node.wide = max(BOX, sum(blocks) + _ACROSS * max(0, len(blocks) - 1))


class _Setting:
    """Sets each box, from the top down."""

    def __init__(self, places: Sequence[Place], nodes: dict[int, _Node]) -> None:
        self._places, self._nodes = places, nodes
        self._found: dict[int, Spot] = {}

    def spots(self) -> tuple[Spot, ...]:
        waiting = [(-1, 0.0, -HIGH - _DOWN)]
        while waiting:
            row, left, y = waiting.pop()
            node = self._nodes[row]
            x = left + (node.wide - BOX) / 2
            if row >= 0:
                x = self._found[row].x
            at = left
            for below in node.branches:
                wide = self._nodes[below].wide
                self._set(below, row, at + self._own(below), y + HIGH + _DOWN, (x + BOX / 2, y + HIGH))
                waiting.append((below, at, y + HIGH + _DOWN))
                at += wide + _ACROSS
            if node.leaves:
                self._columns(row, at, y, (x + BOX / 2, y + HIGH))
        return tuple(self._found[row] for row in sorted(self._found))

    def _own(self, row: int) -> float:
        """How far from the left edge of its block a box stands: at the left over one column, else in the middle."""
        node = self._nodes[row]
        return 0.0 if node.columns == 1 and not node.branches else (node.wide - BOX) / 2

    def _set(self, row: int, above: int, x: float, y: float, start: tuple[float, float]) -> None:
        line: Points = ()
        if above >= 0:
            middle, bend = x + BOX / 2, y - _DOWN / 2 + _KNOB / 4
            line = (
                (start, (middle, y))
                if middle == start[0]
                else (start, (start[0], bend), (middle, bend), (middle, y))
            )
        self._found[row] = Spot(row, x, y, above, self._nodes[row].hidden, line)

    def _columns(self, row: int, left: float, y: float, start: tuple[float, float]) -> None:
        """Those who lead nobody, in columns of one length."""
        node = self._nodes[row]
        each = ceil(len(node.leaves) / node.columns)
        hangs = node.columns == 1 and not node.branches and row >= 0
        top = y + HIGH + (_DOWN / 2 + 2 if hangs else _DOWN)
        bend = y + HIGH + _DOWN / 2 + _KNOB / 4
        for place, leaf in enumerate(node.leaves):
            column, down = divmod(place, each)
            edge = left + column * (BOX + _INDENT + _ACROSS)
            x, at = edge + (_INDENT if row >= 0 else 0.0), top + down * (HIGH + _STACKED)
            line: Points = ()
            if row >= 0:
                spine, middle = edge + _SPINE, at + HIGH / 2
                way: Points = ((spine, start[1]),) if hangs else (start, (start[0], bend), (spine, bend))
                line = (*way, (spine, middle), (x, middle))
            self._found[leaf] = Spot(leaf, x, at, row, self._nodes[leaf].hidden, line)
