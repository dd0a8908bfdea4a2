# SPDX-License-Identifier: Apache-2.0
"""The words along both sides of a risk matrix, from the lists of the workspace."""

from collections.abc import Mapping

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.risk_matrix import RiskMatrix
from portfolio_desktop.gui.widgets.heat.grid import Axes


def step_words(catalogue: Catalogue, field: str) -> dict[int, str]:
    """The words of a scale of risks by step. `field` is likelihood or impact."""
    items = catalogue.choices(catalogue.entity("risk").field(field)).items
    return {int(item.code): _(item.label) for item in items if item.code.isdigit()}


def axes_of(matrix: RiskMatrix, likelihood: Mapping[int, str], impact: Mapping[int, str]) -> Axes:
    """A word for each step of `matrix`; a step that the list does not name goes by its number."""
    return Axes(
        tuple(likelihood.get(step, str(step)) for step in range(1, matrix.likelihoods + 1)),
        tuple(impact.get(step, str(step)) for step in range(1, matrix.impacts + 1)),
    )
