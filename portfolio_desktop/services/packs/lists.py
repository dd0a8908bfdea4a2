# SPDX-License-Identifier: Apache-2.0
"""The lists of a pack: open risks and issues, and what the board is asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import All, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.decisions import Decision
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.raid import Issue
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.pack.data import Ask, PackRisk
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.project_page import risk_weight
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_TITLE = 160


def risks(
    reader: Reader, projects: Collection[str], previous: Sequence[PackRisk] | None
) -> tuple[PackRisk, ...]:
    """The open threats, highest score first, then the open issues, gravest first: of these projects and of none.

    `previous` is what the last pack printed, None before the first.
    """
    earlier = None if previous is None else {risk.key: risk for risk in previous}
    return (*_threats(reader, projects, earlier), *_issues(reader, projects, earlier))


def asks(reader: Reader, projects: Collection[str]) -> tuple[Ask, ...]:
    """The decisions that are sought, the most urgent first, and what projects ask without a paper of their own."""
    decisions = [cast(Decision, each) for each in _open(reader, "decision", projects, (Sort("needed_by"),))]
    entity = reader.catalogue.entity("project")
    records = [cast(Project, each) for each in reader.all(entity, Test("ask", Op.KNOWN), (Sort("code"),))]
    asking = [project for project in records if project.id in projects and project.ask]
    titles = link_titles(reader, reader.catalogue.entity("decision"), decisions)
    titles |= link_titles(reader, entity, asking)
    with_paper = {each.project_id for each in decisions}
    return (
        *(_sought(each, titles) for each in decisions),
        *(_asked(each, titles) for each in asking if each.id not in with_paper),
    )


def _sought(decision: Decision, titles: Mapping[Id, str]) -> Ask:
    return Ask(
        title=decision.title or "",
        detail=decision.recommendation or "",
        owner=titles.get(Id(str(decision.owner_id)), ""),
        due=decision.needed_by if isinstance(decision.needed_by, date) else None,
        project=decision.project_id if isinstance(decision.project_id, str) else "",
    )


def _asked(project: Project, titles: Mapping[Id, str]) -> Ask:
    title = shorten(project.ask or "", _TITLE)
    return Ask(
        title=title,
        detail="" if title == project.ask else project.ask or "",
        owner=titles.get(Id(str(project.sro_id)), ""),
        project=project.id,
    )


def _threats(
    reader: Reader, projects: Collection[str], earlier: Mapping[str, PackRisk] | None
) -> Iterator[PackRisk]:
    entity = reader.catalogue.entity("risk")
    records = [cast(Risk, each) for each in _open(reader, "risk", projects)]
    records = sorted((each for each in records if each.kind != "opportunity"), key=risk_weight, reverse=True)
    titles = link_titles(reader, entity, records)
    due = _next_responses(reader)
    for risk in records:
        before = (earlier or {}).get(risk.id)
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
            response=risk.mitigation or words(reader.catalogue, entity.field("strategy"), risk.strategy),
            proximity=words(reader.catalogue, entity.field("proximity"), risk.proximity),
            due=due.get(risk.id) or (risk.review_on if isinstance(risk.review_on, date) else None),
            status=words(reader.catalogue, entity.field("status"), risk.status),
            is_new=earlier is not None and before is None,
        )


def _issues(
    reader: Reader, projects: Collection[str], earlier: Mapping[str, PackRisk] | None
) -> Iterator[PackRisk]:
    entity = reader.catalogue.entity("issue")
    records = [
        cast(Issue, each) for each in _open(reader, "issue", projects, (Sort("severity"), Sort("due")))
    ]
    titles = link_titles(reader, entity, records)
    for issue in records:
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
        )


def _open(reader: Reader, name: str, projects: Collection[str], order: tuple[Sort, ...] = ()) -> list[Record]:
    """The open records of these projects, and those that belong to none."""
    entity = reader.catalogue.entity(name)
    found = reader.all(entity, still_open(reader.catalogue, entity), order)
    return [
        each for each in found if not isinstance(each["project_id"], str) or each["project_id"] in projects
    ]


def _project(record: Risk | Issue) -> str:
    return record.project_id if isinstance(record.project_id, str) else ""


def _next_responses(reader: Reader) -> Mapping[Id, date]:
    """The day on which the next response to each risk is due."""
    entity = reader.catalogue.entity("risk_response")
    where = All((still_open(reader.catalogue, entity), Test("due", Op.KNOWN)))
    days: dict[Id, list[date]] = defaultdict(list)
    for response in reader.all(entity, where):
        due, risk = response["due"], response["risk_id"]
        if isinstance(due, date) and isinstance(risk, str):
            days[Id(risk)].append(due)
    return {risk: min(found) for risk, found in days.items()}
