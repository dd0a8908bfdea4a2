# SPDX-License-Identifier: Apache-2.0
"""What is wrong with what the risk log says: claims without grounds, points off the matrix, days that have passed."""

from collections.abc import Callable
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Op, Test
from portfolio_desktop.domain.proximity import PASSED
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.risks.residual import unfounded
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class RiskFault:
    """The open risks that have one fault."""

    rule: str
    label: str
    risks: tuple[Id, ...]


def risk_faults(office: Office, where: Filter = EVERYTHING) -> tuple[RiskFault, ...]:
    """The faults that open risks among those that `where` means have, the kind that misleads most first."""
    with office.reading() as reader:
        found = ((rule, label, find(reader, where)) for rule, label, find in _RULES)
        return tuple(RiskFault(rule, _(label), risks) for rule, label, risks in found if risks)


def _meant(test: Filter) -> Callable[[Reader, Filter], tuple[Id, ...]]:
    def find(reader: Reader, where: Filter) -> tuple[Id, ...]:
        entity = reader.catalogue.entity("risk")
        chosen = together((where, still_open(reader.catalogue, entity), test))
        return tuple(id for (id,) in reader.values(entity, (), chosen))

    return find


def _absent(field: str) -> Filter:
    return AnyOf((Test(field, Op.EMPTY), Test(field, Op.UNKNOWN)))


_OFF = All((Test("likelihood", Op.KNOWN), Test("overall_impact", Op.KNOWN), Test("score", Op.EMPTY)))

_RULES = (
    ("unfounded_residual", N_("Residual below current without a response or a reason"), unfounded),
    ("off_the_matrix", N_("Scored with a step that the matrix does not have"), _meant(_OFF)),
    (
        "passed",
        N_("Could have struck by now: decide whether it has"),
        _meant(Test("proximity_now", Op.IS, PASSED)),
    ),
    ("no_owner", N_("Nobody owns it"), _meant(_absent("owner_id"))),
    ("no_review", N_("No review is planned"), _meant(_absent("review_on"))),
)
