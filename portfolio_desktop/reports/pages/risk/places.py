# SPDX-License-Identifier: Apache-2.0
"""Where the risks of a pack stand in its matrix, and how a table says so."""

from collections.abc import Sequence

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.movement import MOVEMENT_LABELS, Movement
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.risks import PackRisk
from portfolio_desktop.domain.risk_matrix import Cell, point
from portfolio_desktop.reports.style import GREY, INK, LATE, REGULAR, SEMIBOLD
from portfolio_desktop.reports.table import Cell as TableCell
from portfolio_desktop.reports.table import Signed, Words

SIGNS = {Movement.WORSE: "▲", Movement.BETTER: "▼", Movement.SAME: "►"}
"""A score that rises is worse. The word stands beside the sign."""


def threats(data: PackData) -> list[PackRisk]:
    """The open risks, the highest score first, those without a score last; the order of the data settles the rest."""
    return sorted((risk for risk in data.risks if risk.kind == "risk"), key=lambda risk: -(risk.score or 0))


def cell_of(data: PackData, risk: PackRisk) -> Cell | None:
    """Its cell in the matrix of the pack."""
    return data.risk_matrix.cell(point(risk.likelihood, risk.impact))


def placed(data: PackData) -> list[tuple[PackRisk, Cell]]:
    """The open risks that have a place in the matrix, and where."""
    found = ((risk, cell_of(data, risk)) for risk in threats(data))
    return [(risk, cell) for risk, cell in found if cell]


def moved(risk: PackRisk) -> str:
    """How it has moved since the pack before, in a sign and a word; empty where that is not known."""
    movement = risk.movement
    if movement is None:
        return ""
    words = _(MOVEMENT_LABELS[movement])
    if movement in (Movement.WORSE, Movement.BETTER):
        words = _("{movement}, was {score}").format(movement=words, score=risk.score_before)
    return f"{SIGNS[movement]} {words}" if movement in SIGNS else words


def score(data: PackData, risk: PackRisk) -> TableCell:
    """Its band as a badge, its score, and how that moved; of one that has no cell, the words it was given."""
    cell = cell_of(data, risk)
    said = moved(risk)
    more = Words(said, REGULAR, LATE if risk.movement is Movement.WORSE else GREY)
    if cell is None:
        return Words(str(risk.score) if risk.score is not None else risk.band or "–", REGULAR, INK)
    return Signed(
        cell.band,
        Words(_("{score} {band}").format(score=risk.score, band=_(cell.band.label)), SEMIBOLD),
        more,
    )


def names(data: PackData) -> dict[str, str]:
    """What each project is called, by its key."""
    return {project.key: project.label for project in data.projects}


def worst(cells: Sequence[Cell]) -> Cell | None:
    """The cell with the highest score."""
    return max(cells, key=lambda cell: cell.score, default=None)
