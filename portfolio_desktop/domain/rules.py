# SPDX-License-Identifier: Apache-2.0
"""The rules that an office sets for itself, as one value: read from the workspace when it opens, shipped where it has none.

Each is kept whole, under a name, as JSON: two laptops that change it at once end up with one of the two, never a mixture.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.lists import Choices, Item
from portfolio_desktop.domain.capacity.thresholds import (
    SHIPPED_THRESHOLDS,
    Thresholds,
    thresholds_from_plain,
)
from portfolio_desktop.domain.challenge import SHIPPED_CHALLENGE, ChallengeRules, challenge_from_plain
from portfolio_desktop.domain.habits import SHIPPED_HABITS, Habits, habits_from_plain
from portfolio_desktop.domain.plan_check.points import (
    SHIPPED_PLAN_CHECK,
    PlanCheckRules,
    plan_check_from_plain,
)
from portfolio_desktop.domain.risk_matrix import LARGEST, SHIPPED, SMALLEST, RiskMatrix, from_plain

RISK_MATRIX, CHALLENGE, PLAN_CHECK, CAPACITY = "risk.matrix", "challenge", "plan.check", "capacity"
HABITS = "habits"
LIKELIHOOD, IMPACT, BAND = "risk.likelihood", "risk.impact", "risk.band"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is worked out by rule. `faults` says which of the office's rules cannot be used, and why."""

    matrix: RiskMatrix = SHIPPED
    challenge: ChallengeRules = SHIPPED_CHALLENGE
    plan_check: PlanCheckRules = SHIPPED_PLAN_CHECK
    capacity: Thresholds = SHIPPED_THRESHOLDS
    habits: Habits = SHIPPED_HABITS
    faults: tuple[str, ...] = ()


def rules_of(definitions: Mapping[str, str], catalogue: Catalogue) -> Rules:
    """The rules that `definitions`, JSON by name, lay down. The matrix is as large as the lists of its two scales.

    A list with fewer or more steps than a matrix can have is a fault, never a reason not to open the workspace.
    """
    matrix, challenge, plan_check, faults = SHIPPED, SHIPPED_CHALLENGE, SHIPPED_PLAN_CHECK, []
    capacity, habits = SHIPPED_THRESHOLDS, SHIPPED_HABITS
    if RISK_MATRIX in definitions:
        matrix, fault = from_plain(_json(definitions[RISK_MATRIX]))
        faults.append(fault)
    if CHALLENGE in definitions:
        challenge, fault = challenge_from_plain(_json(definitions[CHALLENGE]))
        faults.append(fault)
    if PLAN_CHECK in definitions:
        plan_check, fault = plan_check_from_plain(_json(definitions[PLAN_CHECK]))
        faults.append(fault)
    if CAPACITY in definitions:
        capacity, fault = thresholds_from_plain(_json(definitions[CAPACITY]))
        faults.append(fault)
    if HABITS in definitions:
        habits, fault = habits_from_plain(_json(definitions[HABITS]))
        faults.append(fault)
    faults += [_size_fault(catalogue, scale) for scale in (LIKELIHOOD, IMPACT)]
    told = tuple(filter(None, faults))
    return Rules(_fitted(matrix, catalogue), challenge, plan_check, capacity, habits, told)


def band_choices(matrix: RiskMatrix, shipped: Choices) -> Choices:
    """The list of the matrix's bands, from the least to the gravest; after them those that are gone, as retired."""
    items = [Item(band.code, band.label, tone=band.tone, letter=band.letter) for band in matrix.bands]
    gone = [Item(band.code, band.label, retired=True) for band in matrix.gone]
    return Choices(shipped.name, shipped.label, (*items, *gone))


def _fitted(matrix: RiskMatrix, catalogue: Catalogue) -> RiskMatrix:
    likelihoods, impacts = (
        min(LARGEST, max(SMALLEST, _steps(catalogue, scale))) for scale in (LIKELIHOOD, IMPACT)
    )
    steps = (likelihoods, impacts)
    return matrix if steps == (matrix.likelihoods, matrix.impacts) else matrix.resized(*steps)


def _size_fault(catalogue: Catalogue, scale: str) -> str:
    steps = _steps(catalogue, scale)
    if SMALLEST <= steps <= LARGEST:
        return ""
    return _(
        "The list “{scale}” runs to {steps}, and a risk matrix has {least} to {most} steps each way. "
        "Risks on other steps have no score until the list is put right."
    ).format(scale=_(catalogue.list_named(scale).label), steps=steps, least=SMALLEST, most=LARGEST)


def _steps(catalogue: Catalogue, scale: str) -> int:
    """How many steps a scale has: up to the last that is still offered."""
    offered = [
        int(item.code)
        for item in catalogue.list_named(scale).items
        if not item.retired and item.code.isdigit()
    ]
    return max(offered, default=0)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
