# SPDX-License-Identifier: Apache-2.0
"""Where the nine cells of the grid and the chips in them lie. Numbers only; nothing is painted here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from portfolio_desktop.services.stakeholders import StakeholderLine

LEVELS = ("low", "medium", "high")
"""The codes of both axes, from the origin outwards."""

CHIP, TALL_CHIP, GAP = 24, 42, 4
_LEAST_CHIP = 190
"""With less the signs leave no room beside them for a name: it has a line of its own."""
_HEAD, _LEAST_CELL = 24, 92
LEFT, BOTTOM, TRAY_HEAD = 84, 44, 24


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of the grid. The tray of those that cannot be placed is the spot with neither."""

    interest: str | None
    influence: str | None


TRAY = Spot(None, None)


@dataclass(frozen=True, slots=True)
class Layout:
    """The rectangle of each cell and each chip, and the height that all of it takes."""

    cells: Mapping[Spot, QRect]
    chips: Mapping[str, QRect]
    height: int

    def spot_at(self, at: QPoint) -> Spot | None:
        """The cell under a point; the tray takes nobody in."""
        return next((spot for spot, rect in self.cells.items() if spot != TRAY and rect.contains(at)), None)


def spot_of(line: StakeholderLine) -> Spot:
    """The cell of a stakeholder; the tray for one whose interest or influence is not known, or not on the axes."""
    if line.interest in LEVELS and line.influence in LEVELS:
        return Spot(line.interest, line.influence)
    return TRAY


def moved(spot: Spot, right: int, up: int) -> Spot:
    """The cell so many steps on, no further than the edge. From the tray every way leads to the middle."""
    if spot.interest is None or spot.influence is None:
        return Spot("medium", "medium")
    return Spot(_stepped(spot.interest, right), _stepped(spot.influence, up))


def lay_out(lines: Sequence[StakeholderLine], width: int, height: int) -> Layout:
    """Cells as high as what stands in them needs, and at least as high together as `height`."""
    held: dict[Spot, list[str]] = {}
    for line in lines:
        held.setdefault(spot_of(line), []).append(line.id)
    across = max(3, width - LEFT) // 3
    columns = max(1, (across - 2 * GAP) // (_LEAST_CHIP + GAP))
    rows = {
        influence: max(_rows(held.get(Spot(interest, influence), ()), columns) for interest in LEVELS)
        for influence in LEVELS
    }
    chip = CHIP if across - 3 * GAP >= _LEAST_CHIP else TALL_CHIP
    needed = {
        influence: max(_LEAST_CELL, _HEAD + count * (chip + GAP) + GAP) for influence, count in rows.items()
    }
    tray_columns = max(1, (width - 2 * GAP) // (_LEAST_CHIP + GAP))
    tray_rows = _rows(held.get(TRAY, ()), tray_columns)
    tray = TRAY_HEAD + tray_rows * (chip + GAP) + GAP if tray_rows else 0
    tall = _shared(needed, height - BOTTOM - tray)
    cells, top = {}, 0
    for influence in reversed(LEVELS):
        for place, interest in enumerate(LEVELS):
            cells[Spot(interest, influence)] = QRect(
                LEFT + place * across, top, across - GAP, tall[influence] - GAP
            )
        top += tall[influence]
    top += BOTTOM
    if tray_rows:
        cells[TRAY] = QRect(0, top, width, tray)
    chips: dict[str, QRect] = {}
    for spot, ids in held.items():
        chips |= _chips(ids, cells[spot], tray_columns if spot == TRAY else columns, chip)
    return Layout(cells, chips, top + tray)


def _shared(needed: Mapping[str, int], room: int) -> dict[str, int]:
    """The heights of the rows: alike where there is room, and never less than a row needs."""
    tall: dict[str, int] = {}
    for influence in sorted(needed, key=lambda each: -needed[each]):
        fair = (room - sum(tall.values())) // (len(needed) - len(tall))
        tall[influence] = max(needed[influence], fair)
    return tall


def _chips(ids: Sequence[str], cell: QRect, columns: int, high: int) -> dict[str, QRect]:
    """Chips in rows, from the upper left of their cell."""
    wide = (cell.width() - GAP) // columns - GAP
    found = {}
    for place, id in enumerate(ids):
        row, column = divmod(place, columns)
        left = cell.left() + GAP + column * (wide + GAP)
        found[id] = QRect(left, cell.top() + _HEAD + row * (high + GAP), wide, high)
    return found


def _rows(ids: Sequence[str], columns: int) -> int:
    return -(-len(ids) // columns)


def _stepped(level: str, by: int) -> str:
    return LEVELS[min(max(LEVELS.index(level) + by, 0), len(LEVELS) - 1)]
