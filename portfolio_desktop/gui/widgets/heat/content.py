# SPDX-License-Identifier: Apache-2.0
"""What a heat map holds, in words: one source for its tooltip and for what a screen reader says. Draws nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.risk_matrix import Band, Point, RiskMatrix, Stage
from portfolio_desktop.gui.widgets.heat.grid import Axes, points


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one cell: how many, and the first few of them, each "R-0007 Supplier fails"."""

    count: int
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one risk, which `label` names, from stage to stage."""

    label: str
    stages: tuple[tuple[Stage, Point], ...]


_NOTHING = Held(0)
_STAGES = {
    Stage.INHERENT: N_("inherent"),
    Stage.CURRENT: N_("now"),
    Stage.RESIDUAL: N_("residual"),
    Stage.TARGET: N_("target"),
}


@dataclass(frozen=True, slots=True)
class Content:
    """The matrix and what stands in its cells; a cell that `held` does not name is empty.

    `present` is the cell in which what is spoken about stands now. `ways` are drawn over the cells; where nothing is held,
    a cell says which stages of them it is.
    """

    matrix: RiskMatrix
    axes: Axes
    held: Mapping[Point, Held] = field(default_factory=dict)
    present: Point | None = None
    ways: tuple[Way, ...] = ()

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
        return f"{self._place(point)}: {', '.join(self._standing(point))}"

    def _place(self, point: Point) -> str:
        likelihood, impact = self.axes.likelihood[point.likelihood - 1], self.axes.impact[point.impact - 1]
        return f"{likelihood} × {impact}"

    def _standing(self, point: Point) -> Iterator[str]:
        counts = bool(self.held) or not (self.ways or self.present)
        if point == self.present:
            yield _("now")
        elif counts:
            count = self.count(point)
            yield ngettext("{count} risk", "{count} risks", count).format(count=f"{count:,}")
        else:
            yield from (_(_STAGES[stage]) for way in self.ways for stage, at in way.stages if at == point)
        yield _(self.band(point).label)
        cell = self.matrix.cell(point)
        if not counts and cell is not None:
            yield _("score {score}").format(score=cell.score)

    def tip(self, point: Point) -> str:
        """The cell in words and the first risks in it."""
        held = self.held.get(point, _NOTHING)
        more = held.count - len(held.first)
        rest = [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
        return "\n".join([self.words(point), *held.first, *(rest if held.first else [])])

    def summary(self) -> str:
        """All that stands anywhere, cell by cell; of ways that are drawn, each."""
        if self.ways:
            return "; ".join(map(self._way, self.ways))
        if self.present is not None and not self.held:
            return self.words(self.present)
        filled = [self.words(point) for point in points(self.matrix) if self.count(point)]
        return "; ".join(filled) or _("No risk stands in any cell.")

    def _way(self, way: Way) -> str:
        stages = (f"{_(_STAGES[stage])} {self._place(point)}" for stage, point in way.stages)
        return f"{way.label}: {', '.join(stages)}"
