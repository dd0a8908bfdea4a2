# SPDX-License-Identifier: Apache-2.0
"""Where a project stands to its tolerances, and whether somebody has been told where it is beyond them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.escalation import Escalation, Tolerance
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.tolerance import (
    Limits,
    benefit_breach,
    cost_breach,
    limits_words,
    risk_breach,
    time_breach,
)
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader

_MEASURED = frozenset({"time", "cost", "benefit", "risk"})


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


class Stand(StrEnum):
    """How a project stands to one tolerance. `JUDGED` is for what no figure measures."""

    WITHIN = "within"
    BEYOND = "beyond"
    TOLD = "told"
    JUDGED = "judged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """A project beside one tolerance of its tier. `words` say what is breached, or else what the limit is.

    `escalation` is the open one of the same dimension, with its `code`, whether or not anything is breached now.
    """

    dimension: str
    label: str
    stand: Stand
    words: str
    breach: Breach | None
    escalation: Id | None
    code: str


def breaches(office: Office) -> tuple[Breach, ...]:
    """Every breach of a project that is not over, those that nobody has been told of first."""
    with office.reading() as reader:
        return breaches_in(reader)


def breaches_in(reader: Reader) -> tuple[Breach, ...]:
    """As `breaches`, in a reading that is held already."""
    entity = reader.catalogue.entity("project")
    projects = reader.all(entity, still_open(reader.catalogue, entity), (Sort("code"), Sort("title")))
    figures = _Figures(reader)
    found = [breach for each in projects for breach in figures.breaches(cast(Project, each))]
    return tuple(sorted(found, key=lambda breach: breach.escalation is not None))


def standings(reader: Reader, project: Project) -> tuple[Standing, ...]:
    """How one project stands to each tolerance of its tier, in the order of the dimensions."""
    return standings_of(reader, [project])[project.id]


def standings_of(reader: Reader, projects: Sequence[Project]) -> dict[Id, tuple[Standing, ...]]:
    """The same of several projects, in a few queries for all of them."""
    figures = _Figures(reader, [project.id for project in projects])
    dimensions = reader.catalogue.list_named("tolerance.dimension")
    labels = {item.code: _(item.label) for item in dimensions.items}
    order = {item.code: place for place, item in enumerate(dimensions.items)}
    found: dict[Id, tuple[Standing, ...]] = {}
    for project in projects:
        stands = [figures.standing(project, each) for each in figures.tolerances_of(project)]
        named = [replace(each, label=labels.get(each.dimension, each.dimension)) for each in stands]
        found[project.id] = tuple(sorted(named, key=lambda each: order.get(each.dimension, len(order))))
    return found


class _Figures:
    """What tolerances are compared with, read once for all projects, or for those alone that are asked about."""

    def __init__(self, reader: Reader, only: Sequence[Id] = ()) -> None:
        where: Filter = Test("project_id", Op.ANY_OF, list(only)) if only else EVERYTHING
        self._tolerances = [
            cast(Tolerance, each)
            for each in reader.all(reader.catalogue.entity("tolerance"), order=(Sort("title"),))
        ]
        self._benefits = _benefits(reader, where)
        self._worst = _worst_risks(reader, where)
        self._told = _open_escalations(reader, where)

    def tolerances_of(self, project: Project) -> list[Tolerance]:
        """The tolerances that count for the project: those of its tier, and those of every tier."""
        return [
            each
            for each in self._tolerances
            if each.tier in (None, project.tier) and isinstance(each.dimension, str)
        ]

    def breaches(self, project: Project) -> Iterator[Breach]:
        """The breaches of one project, in the order of the tolerances."""
        for tolerance in self.tolerances_of(project):
            risk, words = self._breached(project, tolerance)
            if words:
                told = self._told.get((project.id, str(tolerance.dimension)))
                yield Breach(
                    project=project.id,
                    code=project.code or "",
                    title=project.title or "",
                    dimension=str(tolerance.dimension),
                    tolerance=tolerance.id,
                    risk=risk,
                    words=words,
                    escalation=told.id if told else None,
                )

    def standing(self, project: Project, tolerance: Tolerance) -> Standing:
        """How the project stands to one tolerance, its dimension as a code."""
        dimension = str(tolerance.dimension)
        told = self._told.get((project.id, dimension))
        breach = next((each for each in self.breaches(project) if each.tolerance == tolerance.id), None)
        if breach is not None or (told is not None and not self._is_known(project, dimension)):
            stand = Stand.TOLD if told is not None and told.told_at is not None else Stand.BEYOND
        elif dimension not in _MEASURED:
            stand = Stand.JUDGED
        else:
            stand = Stand.WITHIN if self._is_known(project, dimension) else Stand.UNKNOWN
        return Standing(
            dimension=dimension,
            label="",
            stand=stand,
            words=breach.words if breach else _limit_words(tolerance),
            breach=breach,
            escalation=told.id if told else None,
            code=(told.code or "") if told else "",
        )

    def _is_known(self, project: Project, dimension: str) -> bool:
        match dimension:
            case "time":
                return _slip(project.end_baseline, project.end) is not None
            case "cost":
                known = (_sum(project.whole_life_cost), _sum(project.whole_life_forecast))
                return None not in known
            case "benefit":
                return project.id in self._benefits
            case "risk":
                return project.id in self._worst
        return False

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


def _limit_words(tolerance: Tolerance) -> str:
    """The limit in words; where figures set it, the figures."""
    told = limits_words(_limits(tolerance))
    return told or (tolerance.limit_words or "")


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


def _benefits(reader: Reader, where: Filter) -> Mapping[Id, tuple[Decimal, Decimal]]:
    """Agreed and forecast value of each project's benefits: of those alone for which both are known."""
    sums: dict[Id, list[Decimal]] = defaultdict(lambda: [Decimal(), Decimal()])
    names = ("project_id", "value", "forecast_value")
    for _id, project, agreed, forecast in reader.values(reader.catalogue.entity("benefit"), names, where):
        if project is not None and agreed is not None and forecast is not None:
            sums[project][0] += agreed
            sums[project][1] += forecast
    return {project: (agreed, forecast) for project, (agreed, forecast) in sums.items()}


def _worst_risks(reader: Reader, of: Filter) -> Mapping[Id, tuple[int, str, str, Id]]:
    """The highest score among each project's open threats, with the risk that has it."""
    entity = reader.catalogue.entity("risk")
    where = together((still_open(reader.catalogue, entity), Test("kind", Op.IS_NOT, "opportunity"), of))
    worst: dict[Id, tuple[int, str, str, Id]] = {}
    for risk in reader.all(entity, where, (Sort("code", descending=True),)):
        project, score = risk["project_id"], risk["score"]
        if isinstance(project, str) and isinstance(score, int) and score >= worst.get(Id(project), (0,))[0]:
            worst[Id(project)] = (score, str(risk["code"] or ""), str(risk["title"] or ""), risk.id)
    return worst


def _open_escalations(reader: Reader, of: Filter) -> Mapping[tuple[Id, str], Escalation]:
    entity = reader.catalogue.entity("escalation")
    found: Iterable[Escalation] = (
        cast(Escalation, each)
        for each in reader.all(entity, together((still_open(reader.catalogue, entity), of)))
    )
    return {
        (Id(each.project_id), each.dimension): each
        for each in found
        if isinstance(each.project_id, str) and isinstance(each.dimension, str)
    }
