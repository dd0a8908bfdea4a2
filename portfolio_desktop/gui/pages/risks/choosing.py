# SPDX-License-Identifier: Apache-2.0
"""What a click on the risk page means for the register beneath it: filters, in the words of the person."""

from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.filters import AnyOf, Filter, Not, Op, Test
from portfolio_desktop.domain.risk_matrix import Point, Stage, stage_fields
from portfolio_desktop.services.overdue import late, still_open, together


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which risks are wanted, and what that is called on the chip."""

    where: Filter
    title: str


def open_risks(catalogue: Catalogue) -> Chosen:
    """Every open risk."""
    return Chosen(_open(catalogue), _("Open"))


def in_cell(catalogue: Catalogue, point: Point, stage: Stage, words: str, *, opportunities: bool) -> Chosen:
    """The open risks in one cell of the map."""
    return Chosen(_open(catalogue, _kind(opportunities=opportunities), *_at(point, stage)), words)


def not_placed(catalogue: Catalogue, stage: Stage, *, opportunities: bool) -> Chosen:
    """The open risks that stand in no cell."""
    likelihood, impact = _fields(stage)
    unknown = AnyOf((Not(Test(likelihood, Op.KNOWN)), Not(Test(impact, Op.KNOWN))))
    return Chosen(_open(catalogue, _kind(opportunities=opportunities), unknown), _("Not scored"))


def of_owner(catalogue: Catalogue, owner: str | None, title: str) -> Chosen:
    """The open threats of one person, or of nobody."""
    return Chosen(_open(catalogue, _kind(opportunities=False), _known("owner_id", owner)), title)


def of_proximity(catalogue: Catalogue, code: str | None, title: str) -> Chosen:
    """The open threats that could strike within one band of time, or of which that was not said."""
    return Chosen(_open(catalogue, _kind(opportunities=False), _known("proximity_now", code)), title)


def with_late_review(catalogue: Catalogue) -> Chosen:
    """The open risks whose review is overdue."""
    where = late(catalogue, "risk")
    assert where is not None
    return Chosen(where, _("Reviews overdue"))


def feeding(catalogue: Catalogue, risk: str, project: str | None) -> Chosen:
    """The open risks of one project that contribute to a risk above it."""
    where = _open(catalogue, Test("contributes_to_id", Op.IS, risk), _known("project_id", project))
    return Chosen(where, _("What feeds a risk of the portfolio"))


def _open(catalogue: Catalogue, *parts: Filter) -> Filter:
    return together((still_open(catalogue, catalogue.entity("risk")), *parts))


def _known(field: str, value: str | None) -> Filter:
    return Test(field, Op.IS, value) if value else Not(Test(field, Op.KNOWN))


def _kind(*, opportunities: bool) -> Filter:
    test = Test("kind", Op.IS, "opportunity")
    return test if opportunities else Not(test)


def _at(point: Point, stage: Stage) -> tuple[Filter, ...]:
    likelihood, impact = _fields(stage)
    return Test(likelihood, Op.IS, point.likelihood), Test(impact, Op.IS, point.impact)


def _fields(stage: Stage) -> tuple[str, str]:
    likelihood, impact = stage_fields(stage)
    return likelihood, "overall_impact" if stage is Stage.CURRENT else impact
