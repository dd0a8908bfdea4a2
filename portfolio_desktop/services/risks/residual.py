# SPDX-License-Identifier: Apache-2.0
"""A residual below the current score claims that something will be done: by whom, or why else, has to be said.

People are refused such a claim without grounds. What came with an import is kept, and shown as a fault of the data.
"""

from collections.abc import Collection, Mapping

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Not, Op, Test
from portfolio_desktop.domain.risk_matrix import Cell, Stage, stage_fields
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.risks.judging import NOW, Judge
from portfolio_desktop.storage.read import Reader

_GROUNDS = ("residual_reason", "mitigation")
"""Fields of a risk that say in words what brings it down; a response that was not dropped says so with an owner."""

_CLAIM = frozenset((*stage_fields(Stage.RESIDUAL), *_GROUNDS))
"""The fields whose change makes the claim. Whoever raises the current score is not stopped by an old residual."""


def refuse_unfounded(
    reader: Reader, id: Id | None, values: Mapping[str, Value], given: Collection[str]
) -> None:
    """Refuse a residual that `given` fields lower without a response to the risk, or a reason.

    `values` are all values that the risk would have; `id` is None for one that is only being made.
    """
    if not _CLAIM.intersection(given) or any(values.get(name) for name in _GROUNDS):
        return
    places = Judge(reader).places_then({name: _step(value) for name, value in values.items()})
    if _is_lower(places.residual, places.current) and (id is None or not _answered(reader, id)):
        raise Refusal(
            _(
                "The residual score is below the current one, though nothing is being done about this risk. "
                "Add a response first, or say under “Why the residual is lower” what brings it down."
            )
        )


def unfounded(reader: Reader, where: Filter = EVERYTHING) -> tuple[Id, ...]:
    """The open risks among those that `where` means whose residual is lower without a response or a reason."""
    entity = reader.catalogue.entity("risk")
    silent = (Test(name, Op.EMPTY) for name in _GROUNDS)
    claimed = (Test("residual_score", Op.KNOWN), *silent, still_open(reader.catalogue, entity))
    judge, answered = Judge(reader), _with_responses(reader)
    return tuple(
        id
        for id, *steps in reader.values(entity, NOW, together((where, *claimed)))
        if id not in answered and _is_lower((places := judge.places(tuple(steps))).residual, places.current)
    )


def _is_lower(residual: Cell | None, current: Cell | None) -> bool:
    return residual is not None and current is not None and residual.score < current.score


def _step(value: Value) -> object:
    return None if isinstance(value, Unknown) else value


def _answered(reader: Reader, risk: Id) -> bool:
    entity = reader.catalogue.entity("risk_response")
    return reader.count(entity, All((Test("risk_id", Op.IS, risk), _CARRIED))) > 0


def _with_responses(reader: Reader) -> set[Id]:
    entity = reader.catalogue.entity("risk_response")
    return {risk for _id, risk in reader.values(entity, ("risk_id",), _CARRIED)}


_CARRIED = Not(Test("status", Op.IS, "dropped"))
"""Responses that are planned, under way or done."""
