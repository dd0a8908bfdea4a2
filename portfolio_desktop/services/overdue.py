# SPDX-License-Identifier: Apache-2.0
"""What is open and what is late, register by register: rules as data, each with the filter that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Not, Op, Test


@dataclass(frozen=True, slots=True)
class LateRule:
    """What makes a record of `entity` late: the day in `day` has passed while `where` holds."""

    entity: str
    day: str
    label: str
    where: Filter


# The day after which an open record of the register is late, and what late ones are called together.
_DUE = (
    ("action", "due", N_("Actions overdue")),
    ("milestone", "forecast", N_("Milestones past their forecast")),
    ("risk", "review_on", N_("Risk reviews overdue")),
    ("risk_response", "due", N_("Risk responses overdue")),
    ("issue", "due", N_("Issues overdue")),
    ("decision", "needed_by", N_("Decisions overdue")),
    ("dependency", "promised", N_("Dependencies not given in time")),
    ("assumption", "validate_by", N_("Assumptions to check")),
)


def still_open(catalogue: Catalogue, entity: Entity) -> Filter:
    """The records that are not over: closed, cancelled, met, done. All of them where there is no status."""
    if not entity.has("status"):
        return EVERYTHING
    over = [item.code for item in catalogue.choices(entity.field("status")).items if item.over]
    return Not(Test("status", Op.ANY_OF, over)) if over else EVERYTHING


def rules(catalogue: Catalogue) -> tuple[LateRule, ...]:
    """Every kind of lateness that the office watches, those with the shortest fuse first."""
    return tuple(
        LateRule(name, day, label, _late(catalogue, catalogue.entity(name), day)) for name, day, label in _DUE
    )


def late(catalogue: Catalogue, name: str) -> Filter | None:
    """The late records of one register; None where nothing in it can be late."""
    return next((rule.where for rule in rules(catalogue) if rule.entity == name), None)


def together(parts: Sequence[Filter]) -> Filter:
    """All of `parts`, without needless brackets."""
    told = tuple(part for part in parts if part != EVERYTHING)
    return told[0] if len(told) == 1 else All(told)


def _late(catalogue: Catalogue, entity: Entity, day: str) -> Filter:
    return together((still_open(catalogue, entity), Test(day, Op.BELOW, "today")))
