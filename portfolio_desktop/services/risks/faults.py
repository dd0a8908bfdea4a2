# SPDX-License-Identifier: Apache-2.0
"""What is wrong with what the risk log says: claims without grounds, points off the matrix, days that have passed."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, All, AnyOf, Filter, Op, Test
from portfolio_desktop.domain.proximity import PASSED
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.risks.residual import unfounded
from portfolio_desktop.services.words import side_by_side
from portfolio_desktop.storage.read import Reader

DOUBTFUL = N_("Doubtful – {column}: “{text}”. {reason}")
"""How an import notes a stated score that the rest of its row contradicts; such risks are found by its first word."""


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


def misleading(reader: Reader, where: Filter = EVERYTHING) -> Mapping[Id, tuple[tuple[str, str, str], ...]]:
    """By project, which of its open risks do not stand where they seem to: rule, label, and each risk with its values."""
    entity = reader.catalogue.entity("risk")
    found = {rule: set(find(reader, where)) for rule, _label, find in _RULES if rule in _MISLEADING}
    risks = sorted(reader.many(entity, set().union(*found.values())), key=_code)
    labels = {rule: _(label) for rule, label, _find in _RULES}
    faults: dict[Id, list[tuple[str, str, str]]] = defaultdict(list)
    for rule, ids in found.items():
        faulty: dict[Id, list[Record]] = defaultdict(list)
        for risk in risks:
            if risk.id in ids and isinstance(risk["project_id"], str):
                faulty[Id(risk["project_id"])].append(risk)
        for project, own in faulty.items():
            told = [
                f"{_code(risk)}: {_told(reader.catalogue, entity, rule, risk)}" for risk in own[:_IN_FULL]
            ]
            said = "; ".join([*told, *map(_code, own[_IN_FULL:])])
            faults[project].append((rule, labels[rule], said))
    return {project: tuple(own) for project, own in faults.items()}


def _told(catalogue: Catalogue, entity: Entity, rule: str, risk: Record) -> str:
    """What of a risk does not go together; of a score in doubt, what the import noted."""
    if rule == "doubtful_score":
        mark = _doubt()
        return next((line for line in str(risk["note"]).splitlines() if mark in line), "")
    return side_by_side(catalogue, entity, {name: risk[name] for name in _MISLEADING[rule]})


def _code(risk: Record) -> str:
    return str(risk["code"] or risk["title"] or "")


def _differing(reader: Reader, where: Filter) -> tuple[Id, ...]:
    """Risks whose own impact is not what their impacts on time, cost and so on come to."""
    entity = reader.catalogue.entity("risk")
    given = (Test("impact", Op.KNOWN), Test("overall_impact", Op.KNOWN))
    chosen = together((where, still_open(reader.catalogue, entity), *given))
    steps = reader.values(entity, ("impact", "overall_impact"), chosen)
    return tuple(id for id, impact, overall in steps if impact != overall)


def _counted_twice(reader: Reader, where: Filter) -> tuple[Id, ...]:
    """Risks whose money stands in the exposure beside that of the risks which feed them."""
    entity = reader.catalogue.entity("risk")
    chosen = together((still_open(reader.catalogue, entity), _IN_FIGURES))
    below = {above for _id, above in reader.values(entity, ("contributes_to_id",), chosen)}
    return tuple(id for id in _meant(_IN_FIGURES)(reader, where) if id in below)


def _doubtful(reader: Reader, where: Filter) -> tuple[Id, ...]:
    return _meant(Test("note", Op.CONTAINS, _doubt()))(reader, where)


def _doubt() -> str:
    return _(DOUBTFUL).partition("{")[0].strip()


def _meant(test: Filter) -> Callable[[Reader, Filter], tuple[Id, ...]]:
    def find(reader: Reader, where: Filter) -> tuple[Id, ...]:
        entity = reader.catalogue.entity("risk")
        chosen = together((where, still_open(reader.catalogue, entity), test))
        return tuple(id for (id,) in reader.values(entity, (), chosen))

    return find


def _absent(field: str) -> Filter:
    return AnyOf((Test(field, Op.EMPTY), Test(field, Op.UNKNOWN)))


_OFF = All((Test("likelihood", Op.KNOWN), Test("overall_impact", Op.KNOWN), Test("score", Op.EMPTY)))

_IN_FIGURES = Test("expected", Op.KNOWN)
_BEYOND = AnyOf((Test("probability", Op.BELOW, "0"), Test("probability", Op.ABOVE, "100")))

_RULES = (
    ("unfounded_residual", N_("Residual below current without a response or a reason"), unfounded),
    ("off_the_matrix", N_("Scored with a step that the matrix does not have"), _meant(_OFF)),
    (
        "no_chance",
        N_("Probability is not between 0 and 100 %: left out of the exposure"),
        _meant(_BEYOND),
    ),
    (
        "counted_twice",
        N_("States money, and so do risks that feed it: both count in the exposure"),
        _counted_twice,
    ),
    ("impact_differs", N_("Impact is not what the impacts on time, cost and so on come to"), _differing),
    ("doubtful_score", N_("Came with a score that its own row contradicts"), _doubtful),
    (
        "passed",
        N_("Could have struck by now: decide whether it has"),
        _meant(Test("proximity_now", Op.IS, PASSED)),
    ),
    ("no_owner", N_("Nobody owns it"), _meant(_absent("owner_id"))),
    ("no_review", N_("No review is planned"), _meant(_absent("review_on"))),
)

_MISLEADING = {
    "unfounded_residual": ("score", "residual_score"),
    "off_the_matrix": ("likelihood", "overall_impact"),
    "impact_differs": ("impact", "overall_impact"),
    "doubtful_score": ("note",),
}
"""The faults by which a risk is placed too high or too low, with the fields that say so."""

_IN_FULL = 3  # risks of one project and fault whose values are told; the others by their codes
