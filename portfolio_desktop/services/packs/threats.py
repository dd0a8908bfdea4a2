# SPDX-License-Identifier: Apache-2.0
"""The risk log of a pack: open threats with their places and movement, open issues, and what the risks may cost."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Sort
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.raid import Issue
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.exposure import Event, cover, exposure
from portfolio_desktop.domain.pack.risks import Burn, BurnMark, PackExposure, PackRisk, Place
from portfolio_desktop.domain.proximity import PASSED
from portfolio_desktop.domain.toned import levels_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.packs.assurance import sign_of
from portfolio_desktop.services.risks.burn_down import burn_down_of
from portfolio_desktop.services.risks.figures import FIGURES, event_of, method_words
from portfolio_desktop.services.risks.lines import nearness
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader


def risks(
    reader: Reader, projects: Collection[str], previous: Sequence[PackRisk] | None
) -> tuple[PackRisk, ...]:
    """The open threats in the order of the top ten, then the open issues, gravest first: of these projects and of none.

    `previous` is what the last pack printed, None before the first.
    """
    earlier = {risk.key: risk for risk in previous} if previous is not None else None
    return (*_threats(reader, projects, earlier), *_issues(reader, projects, earlier))


def open_of(
    reader: Reader, name: str, projects: Collection[str], order: tuple[Sort, ...] = ()
) -> list[Record]:
    """The open records of these projects, and those that belong to none."""
    entity = reader.catalogue.entity(name)
    found = reader.all(entity, still_open(reader.catalogue, entity), order)
    return [
        each for each in found if not isinstance(each["project_id"], str) or each["project_id"] in projects
    ]


def exposure_of(reader: Reader, projects: Sequence[Project]) -> PackExposure:
    """What the open risks of these projects, and of none, may cost together, against what the projects hold."""
    entity = reader.catalogue.entity("risk")
    keys = {project.id for project in projects}
    rows = reader.values(entity, ("project_id", "kind", *FIGURES), still_open(reader.catalogue, entity))
    given = [event_of(*figures) for _id, project, *figures in rows if project is None or project in keys]
    events: list[Event] = [each for each in given if each]
    held = [each.contingency for each in projects if isinstance(each.contingency, Decimal)]
    if not events:
        return PackExposure(
            0,
            len(given),
            held=sum(held, Decimal(0)) if held else None,
            known=len(held),
            projects=len(projects),
        )
    figures = exposure(events)
    against = cover(figures, sum(held, Decimal(0))) if held else None
    return PackExposure(
        stated=len(events),
        of=len(given),
        expected=figures.expected.quantize(Decimal(1)),
        p50=figures.totals.percentile(50),
        p80=figures.totals.percentile(80),
        held=against.held if against else None,
        known=len(held),
        projects=len(projects),
        enough=against.percent if against else None,
        method=method_words(figures),
    )


def burn_of(reader: Reader) -> Burn:
    """How the load of all open threats went, and where it goes."""
    found = burn_down_of(reader)
    return Burn(
        tuple(BurnMark(each.day, each.open, each.score) for each in found.points),
        tuple(BurnMark(day, 0, score) for day, score in found.planned),
        f"{found.basis} {found.beginning}".rstrip(),
        found.left_out,
    )


@dataclass(slots=True)
class _Responses:
    """Responses to one risk. `due` is the day of the next one that is still to be carried out."""

    counts: Counter[str] = field(default_factory=Counter)
    due: date | None = None


def _responses(reader: Reader) -> Mapping[Id, _Responses]:
    entity = reader.catalogue.entity("risk_response")
    over = {item.code for item in reader.catalogue.choices(entity.field("status")).items if item.over}
    found: dict[Id, _Responses] = defaultdict(_Responses)
    for _response, risk, status, due in reader.values(entity, ("risk_id", "status", "due")):
        mine = found[risk]
        if status in over:
            mine.counts["done"] += status == "done"
            continue
        mine.counts["late" if due is not None and due < reader.today else "planned"] += 1
        mine.due = min(mine.due or due, due) if due is not None else mine.due
    return found


def _threats(
    reader: Reader, projects: Collection[str], earlier: Mapping[str, PackRisk] | None
) -> Iterator[PackRisk]:
    entity = reader.catalogue.entity("risk")
    records = [cast(Risk, each) for each in open_of(reader, "risk", projects)]
    records = sorted((each for each in records if each.kind != "opportunity"), key=_weight)
    titles = link_titles(reader, entity, records)
    responses = _responses(reader)
    nothing = _Responses()
    for risk in records:
        before, mine = (earlier or {}).get(risk.id), responses.get(risk.id, nothing)
        strategy = words(reader.catalogue, entity.field("strategy"), risk.strategy)
        yield PackRisk(
            key=risk.id,
            code=risk.code or "",
            title=risk.title or "",
            project=_project(risk),
            likelihood=risk.likelihood if isinstance(risk.likelihood, int) else None,
            impact=risk.overall_impact,
            score=risk.score,
            score_before=before.score if before else None,
            band=words(reader.catalogue, entity.field("band"), risk.band) or risk.given_score or "",
            owner=titles.get(Id(str(risk.owner_id)), ""),
            response=risk.mitigation or strategy,
            proximity=_proximity(reader, risk),
            due=mine.due or (risk.review_on if isinstance(risk.review_on, date) else None),
            status=words(reader.catalogue, entity.field("status"), risk.status),
            draft=risk.status == "draft",
            is_new=earlier is not None and before is None,
            level=risk.level if isinstance(risk.level, str) else "",
            feeds=risk.contributes_to_id if isinstance(risk.contributes_to_id, str) else "",
            inherent=_place(risk.inherent_likelihood, risk.inherent_impact),
            target=_place(risk.target_likelihood, risk.target_impact),
            strategy=strategy,
            done=mine.counts["done"],
            planned=mine.counts["planned"],
            late=mine.counts["late"],
            strike=risk.could_strike if isinstance(risk.could_strike, date) else None,
            expected=risk.expected,
        )


def _weight(risk: Risk) -> tuple[int, int, Decimal, str]:
    """The gravest first: by score, then how soon it could strike, then its expected value; its code settles the rest."""
    return (
        -(risk.score or 0),
        nearness(risk.proximity_now),
        -abs(risk.expected or Decimal(0)),
        risk.code or "",
    )


def _proximity(reader: Reader, risk: Risk) -> str:
    if risk.proximity_now == PASSED:
        return _("Its day has passed")
    field_ = reader.catalogue.entity("risk").field("proximity_now")
    return words(reader.catalogue, field_, risk.proximity_now)


def _place(likelihood: object, impact: object) -> Place | None:
    return (likelihood, impact) if isinstance(likelihood, int) and isinstance(impact, int) else None


def _issues(
    reader: Reader, projects: Collection[str], earlier: Mapping[str, PackRisk] | None
) -> Iterator[PackRisk]:
    entity = reader.catalogue.entity("issue")
    order = (Sort("severity"), Sort("priority"), Sort("due"))
    records = [cast(Issue, each) for each in open_of(reader, "issue", projects, order)]
    titles = link_titles(reader, entity, records)
    levels = levels_of(reader.catalogue.choices(entity.field("severity")))
    for issue in records:
        level = levels.get(str(issue.severity))
        yield PackRisk(
            key=issue.id,
            code=issue.code or "",
            title=issue.title or "",
            kind="issue",
            project=_project(issue),
            band=words(reader.catalogue, entity.field("severity"), issue.severity),
            owner=titles.get(Id(str(issue.owner_id)), ""),
            response=issue.action or "",
            due=issue.due if isinstance(issue.due, date) else None,
            status=words(reader.catalogue, entity.field("status"), issue.status),
            is_new=earlier is not None and issue.id not in earlier,
            severity=issue.severity if isinstance(issue.severity, str) else "",
            priority=words(reader.catalogue, entity.field("priority"), issue.priority),
            sign=sign_of(level) if level else None,
            raised=issue.raised_on if isinstance(issue.raised_on, date) else None,
            options=issue.options or "",
            recommendation=issue.recommendation or "",
        )


def _project(record: Risk | Issue) -> str:
    return record.project_id if isinstance(record.project_id, str) else ""
