# SPDX-License-Identifier: Apache-2.0
"""What a heat map holds, in words: one source for its tooltip and for what a screen reader says. Draws nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.risk_matrix import Band, Point, RiskMatrix
from portfolio_desktop.gui.widgets.heat.grid import Axes, points


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one cell: how many, and the first few of them, each "R-0007 Supplier fails"."""

    count: int
    first: tuple[str, ...] = ()


_NOTHING = Held(0)


@dataclass(frozen=True, slots=True)
class Content:
    """The matrix and what stands in its cells; a cell that `held` does not name is empty.

    `present` is the cell in which what is spoken about stands now.
    """

    matrix: RiskMatrix
    axes: Axes
    held: Mapping[Point, Held] = field(default_factory=dict)
    present: Point | None = None

    def count(self, point: Point) -> int:
        """How many stand in a cell."""
        return self.held.get(point, _NOTHING).count

    def band(self, point: Point) -> Band:
        """The band of a cell of the matrix."""
        cell = self.matrix.cell(point)
        assert cell is not None  # only points of the matrix are asked for
        return cell.band

    def words(self, point: Point) -> str:
        """A cell in words: "Likely × High: 7 risks, Critical"."""
        count = self.count(point)
        risks = ngettext("{count} risk", "{count} risks", count).format(count=f"{count:,}")
        return _("{likelihood} × {impact}: {risks}, {band}").format(
            likelihood=self.axes.likelihood[point.likelihood - 1],
            impact=self.axes.impact[point.impact - 1],
            risks=_("now") if point == self.present else risks,
            band=_(self.band(point).label),
        )

    def tip(self, point: Point) -> str:
        """The cell in words and the first risks in it."""
        held = self.held.get(point, _NOTHING)
        more = held.count - len(held.first)
        rest = [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
        return "\n".join([self.words(point), *held.first, *(rest if held.first else [])])

    def summary(self) -> str:
        """All that stands anywhere, cell by cell."""
        filled = [self.words(point) for point in points(self.matrix) if self.count(point)]
        return "; ".join(filled) or _("No risk stands in any cell.")
