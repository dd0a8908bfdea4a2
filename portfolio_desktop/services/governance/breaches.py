# SPDX-License-Identifier: Apache-2.0
"""Where a project has strayed beyond its tolerances, and whether somebody has been told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.escalation import Escalation, Tolerance
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.tolerance import Limits, benefit_breach, cost_breach, risk_breach, time_breach
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Breach:
    """One tolerance that a project is beyond. `escalation` is the open one that tells of it, where there is one."""

    project: Id
    code: str
    title: str
    dimension: str
    tolerance: Id
    risk: Id | None
    words: str
    escalation: Id | None


def breaches(office: Office) -> tuple[Breach, ...]:
    """Every breach of a project that is not over, those that nobody has been told of first."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        projects = reader.all(entity, still_open(reader.catalogue, entity), (Sort("code"), Sort("title")))
        figures = _Figures(reader)
        found = [breach for each in projects for breach in figures.breaches(cast(Project, each))]
    return tuple(sorted(found, key=lambda breach: breach.escalation is not None))


class _Figures:
    """What tolerances are compared with, read once for all projects."""

    def __init__(self, reader: Reader) -> None:
        self._tolerances = [
            cast(Tolerance, each)
            for each in reader.all(reader.catalogue.entity("tolerance"), order=(Sort("title"),))
        ]
        self._benefits = _benefits(reader)
        self._worst = _worst_risks(reader)
        self._told = _open_escalations(reader)

    def breaches(self, project: Project) -> Iterator[Breach]:
        """The breaches of one project, in the order of the tolerances."""
        for tolerance in self._tolerances:
            if tolerance.tier not in (None, project.tier) or not isinstance(tolerance.dimension, str):
                continue
            risk, words = self._breached(project, tolerance)
            if words:
                yield Breach(
                    project=project.id,
                    code=project.code or "",
                    title=project.title or "",
                    dimension=tolerance.dimension,
                    tolerance=tolerance.id,
                    risk=risk,
                    words=words,
                    escalation=self._told.get((project.id, tolerance.dimension)),
                )

    def _breached(self, project: Project, tolerance: Tolerance) -> tuple[Id | None, str]:
        limits = _limits(tolerance)
        match tolerance.dimension:
            case "time":
                return None, time_breach(_slip(project.end_baseline, project.end), limits)
            case "cost":
                return None, cost_breach(
                    _sum(project.whole_life_cost), _sum(project.whole_life_forecast), limits
                )
            case "benefit":
                agreed, forecast = self._benefits.get(project.id, (None, None))
                return None, benefit_breach(agreed, forecast, limits)
            case "risk":
                score, code, title, id = self._worst.get(project.id, (None, "", "", None))
                return id, risk_breach(code, title, score, limits)
        return None, ""  # scope is measured by nothing but people


def _limits(tolerance: Tolerance) -> Limits:
    return Limits(
        days=_known(tolerance.limit_days),
        percent=_sum(tolerance.limit_percent),
        money=_sum(tolerance.limit_money),
        score=_known(tolerance.limit_score),
    )


def _known(value: int | Unknown | None) -> int | None:
    return value if isinstance(value, int) else None


def _sum(value: Decimal | Unknown | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _slip(agreed: object, forecast: object) -> int | None:
    if isinstance(agreed, date) and isinstance(forecast, date):
        return (forecast - agreed).days
    return None


def _benefits(reader: Reader) -> Mapping[Id, tuple[Decimal, Decimal]]:
    """Agreed and forecast value of each project's benefits: of those alone for which both are known."""
    sums: dict[Id, list[Decimal]] = defaultdict(lambda: [Decimal(), Decimal()])
    names = ("project_id", "value", "forecast_value")
    for _id, project, agreed, forecast in reader.values(reader.catalogue.entity("benefit"), names):
        if project is not None and agreed is not None and forecast is not None:
            sums[project][0] += agreed
            sums[project][1] += forecast
    return {project: (agreed, forecast) for project, (agreed, forecast) in sums.items()}


def _worst_risks(reader: Reader) -> Mapping[Id, tuple[int, str, str, Id]]:
    """The highest score among each project's open threats, with the risk that has it."""
    entity = reader.catalogue.entity("risk")
    where = together((still_open(reader.catalogue, entity), Test("kind", Op.IS_NOT, "opportunity")))
    worst: dict[Id, tuple[int, str, str, Id]] = {}
    for risk in reader.all(entity, where, (Sort("code", descending=True),)):
        project, score = risk["project_id"], risk["score"]
        if isinstance(project, str) and isinstance(score, int) and score >= worst.get(Id(project), (0,))[0]:
            worst[Id(project)] = (score, str(risk["code"] or ""), str(risk["title"] or ""), risk.id)
    return worst


def _open_escalations(reader: Reader) -> Mapping[tuple[Id, str], Id]:
    entity = reader.catalogue.entity("escalation")
    found: Iterable[Escalation] = (
        cast(Escalation, each) for each in reader.all(entity, still_open(reader.catalogue, entity))
    )
    return {
        (Id(each.project_id), each.dimension): each.id
        for each in found
        if isinstance(each.project_id, str) and isinstance(each.dimension, str)
    }
