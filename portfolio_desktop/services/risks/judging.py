# SPDX-License-Identifier: Apache-2.0
"""Where risks stand in the matrix, worked out for thousands of them at once, now or as the log has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.movement import Stand
from portfolio_desktop.domain.risk_matrix import DIMENSIONS, Cell, Stage, stage_fields
from portfolio_desktop.storage.read import Reader

STEPS = (*(name for stage in Stage for name in stage_fields(stage)), *DIMENSIONS)
"""The fields that say where a risk stands: likelihood and impact of each stage, then the impact on each dimension."""

NOW = tuple("overall_impact" if name == "impact" else name for name in STEPS[: 2 * len(Stage)])
"""The same of a present risk, whose overall impact is worked out when it is read."""


@dataclass(frozen=True, slots=True)
class Places:
    """The cell of a risk at each stage; None where it was not judged, or lies off the matrix."""

    inherent: Cell | None
    current: Cell | None
    residual: Cell | None
    target: Cell | None

    def at(self, stage: Stage) -> Cell | None:
        found: Cell | None = getattr(self, stage)
        return found


class Judge:
    """Places risks in the matrix of an office."""

    def __init__(self, reader: Reader) -> None:
        self.matrix = reader.rules.matrix
        status = reader.catalogue.choices(reader.catalogue.entity("risk").field("status"))
        self._over = frozenset(item.code for item in status.items if item.over)
        self._cells = {(cell.point.likelihood, cell.point.impact): cell for cell in self.matrix.cells()}
        self._known: dict[tuple[Any, ...], Places] = {}

    def places(self, steps: tuple[Any, ...]) -> Places:
        """Where a risk stands that has these values of `NOW`. One that is not known may be anything but a number."""
        places = self._known.get(steps)
        if places is None:
            pairs = zip(steps[::2], steps[1::2], strict=True)
            places = self._known[steps] = Places(*(self._cells.get(pair) for pair in pairs))
        return places

    def places_then(self, plain: Mapping[str, Any]) -> Places:
        """Where a risk stood whose values in plain form were these."""
        steps: dict[str, int | None] = {
            name: step for name in STEPS if isinstance(step := plain.get(name), int)
        }
        steps["overall_impact"] = self.matrix.overall_impact(
            [steps.get(name) for name in DIMENSIONS], steps.get("impact")
        )
        return self.places(tuple(steps.get(name) for name in NOW))

    def stand(self, status: object, places: Places) -> Stand:
        """How a risk of that status stands, for comparison."""
        return Stand(not self.is_over(status), places.current.score if places.current else None)

    def is_over(self, status: object) -> bool:
        return status in self._over if isinstance(status, str) else False


def steps_of(risk: Risk) -> tuple[Any, ...]:
    """The values of `NOW` of one risk."""
    return tuple(risk[name] for name in NOW)
