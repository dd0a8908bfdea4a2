# SPDX-License-Identifier: Apache-2.0
"""The projects of a pack: each record with its reports, money and milestones as the one row that the pages print."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.schedule import Milestone as MilestoneRecord
from portfolio_desktop.catalogue.records.status_report import StatusReport
from portfolio_desktop.domain.milestones import is_reached
from portfolio_desktop.domain.pack.changes import expected
from portfolio_desktop.domain.pack.data import (
    Amount,
    Day,
    Dimension,
    KeyDate,
    Milestone,
    MoneyLine,
    Narrative,
    PackProject,
    Standing,
)
from portfolio_desktop.services.overdue import together
from portfolio_desktop.services.project_page import first_known, years_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_DIMENSIONS = (
    "schedule_rating",
    "cost_rating",
    "scope_rating",
    "benefits_rating",
    "resource_rating",
    "risk_rating",
)
_REPORT = ("get_to_green", "ask", "achievements", "next_steps")
_NOTES = ("schedule_note", "cost_note", "year_note", "benefits_note", "description")
_PROGRAMME, _ORGANISATION = "programme_id", "organisation"
_WARNING = ("at_risk", "missed")
_INCOME = "income"
_YEAR = re.compile(r"\D*(\d{4})")


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the rows are made from, read once.

    `group` is the field that projects are gathered by, `ends` the periods' ends, the last being this period's.
    """

    reader: Reader
    group: str
    ends: tuple[date, ...]
    previous: Mapping[str, PackProject]
    reports: Mapping[Id, Mapping[date, StatusReport]]
    milestones: Mapping[Id, Sequence[Record]]
    lines: Mapping[Id, Sequence[Record]]
    titles: Mapping[Id, str]
    over: Collection[str]


def chosen(reader: Reader, where: Filter) -> list[Project]:
    """The projects that `where` means, by programme and code; those of no programme come last.

    Where nobody keeps programmes, organisations take their place.
    """
    entity = reader.catalogue.entity("project")
    by_programme = reader.count(entity, together((where, Test("programme_id", Op.KNOWN)))) > 0
    order = (Sort(_PROGRAMME if by_programme else _ORGANISATION), Sort("code"), Sort("title"))
    return [cast(Project, record) for record in reader.all(entity, where, order)]


def rows(
    reader: Reader, projects: Sequence[Project], ends: tuple[date, ...], previous: Iterable[PackProject]
) -> tuple[PackProject, ...]:
    """A row for each of the projects, in their order."""
    entity = reader.catalogue.entity("project")
    group = _PROGRAMME if any(isinstance(each.programme_id, str) for each in projects) else _ORGANISATION
    sources = _Sources(
        reader,
        group,
        ends,
        {project.key: project for project in previous},
        _reports(reader),
        _by_project(reader, "milestone", (Sort("forecast"), Sort("baseline"))),
        _by_project(reader, "cost_line"),
        link_titles(reader, entity, projects),
        _over(reader),
    )
    return tuple(_row(sources, project) for project in projects)


def _over(reader: Reader) -> frozenset[str]:
    """The states in which a milestone is no longer waited for."""
    field = reader.catalogue.entity("milestone").field("status")
    return frozenset(item.code for item in reader.catalogue.choices(field).items if item.over)


def _by_project(reader: Reader, name: str, order: tuple[Sort, ...] = ()) -> dict[Id, list[Record]]:
    gathered: dict[Id, list[Record]] = defaultdict(list)
    for record in reader.all(reader.catalogue.entity(name), Test("project_id", Op.KNOWN), order):
        gathered[Id(str(record["project_id"]))].append(record)
    return gathered


def _reports(reader: Reader) -> dict[Id, dict[date, StatusReport]]:
    """By project and the end of the period; a report that names no period belongs to none."""
    gathered: dict[Id, dict[date, StatusReport]] = defaultdict(dict)
    for project, records in _by_project(reader, "status_report").items():
        for report in (cast(StatusReport, record) for record in records):
            if isinstance(report.period_end, date):
                gathered[project][report.period_end] = report
    return gathered


def _row(sources: _Sources, project: Project) -> PackProject:
    reports = sources.reports.get(project.id, {})
    before = _before(sources, project, reports)
    money = tuple(_money(sources.reader, sources.lines.get(project.id, ())))
    stage = sources.reader.catalogue.entity("project").field("stage")
    return PackProject(
        key=project.id,
        code=project.code or "",
        name=project.title or "",
        group=_said(sources, project, sources.group) if isinstance(project[sources.group], str) else "",
        organisation=_said(sources, project, "organisation"),
        category=_said(sources, project, "category") if isinstance(project.category, str) else "",
        sponsor=_title(sources, project.sro_id),
        manager=_title(sources, project.manager_id),
        stage=words(sources.reader.catalogue, stage, project.stage) if isinstance(project.stage, str) else "",
        rating=_rating(sources, project),
        history=(*(_standing(reports.get(end)) for end in sources.ends[:-1]), _rating(sources, project)),
        dimensions=tuple(_dimensions(sources, project, before)),
        forward_look=project.forward_look if isinstance(project.forward_look, str) else "",
        cost=first_known(project.whole_life_forecast, project.whole_life_cost),
        cost_before=before.cost,
        cost_baseline=project.whole_life_cost,
        benefits=project.benefits_value,
        value_for_money=_said(sources, project, "value_for_money"),
        year_budget=project.year_budget,
        year_forecast=project.year_forecast,
        start=KeyDate(N_("Start"), project.start_baseline, project.start, before.start),
        finish=KeyDate(N_("Finish"), project.end_baseline, project.end, before.finish),
        money=tuple(line for line in money if line.kind != _INCOME),
        income=tuple(line for line in money if line.kind == _INCOME),
        milestones=_milestones(sources, project),
        narratives=tuple(_narratives(sources, project)),
        updated=_updated(project, reports),
        cost_is_baseline=project.whole_life_forecast is None and isinstance(project.whole_life_cost, Decimal),
        spent=project.spent,
        complete=_said(sources, project, "complete"),
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """How the project stood in the last pack, or else at the end of the period before."""

    start: Day = None
    finish: Day = None
    cost: Amount = None
    dimensions: Mapping[str, Standing] | None = None


def _before(sources: _Sources, project: Project, reports: Mapping[date, StatusReport]) -> _Before:
    printed = sources.previous.get(project.id)
    if printed is not None:
        dimensions = {side.label: side.now for side in printed.dimensions}
        return _Before(expected(printed.start), expected(printed.finish), printed.cost, dimensions)
    report = reports.get(sources.ends[-2]) if len(sources.ends) > 1 else None
    if report is None or sources.previous:  # a project that joins since the last pack has no before
        return _Before()
    entity = sources.reader.catalogue.entity("project")
    sides = {entity.field(name).label: cast(Standing, report[name]) for name in _DIMENSIONS}
    cost = first_known(report.whole_life_forecast, report.whole_life_cost)
    return _Before(report.start, report.end, cost, sides)


def _dimensions(sources: _Sources, project: Project, before: _Before) -> Iterable[Dimension]:
    entity = sources.reader.catalogue.entity("project")
    for name in _DIMENSIONS:
        label = entity.field(name).label
        now, was = cast(Standing, project[name]), (before.dimensions or {}).get(label)
        if now is not None or was is not None:
            yield Dimension(label, now, was)


def _standing(report: StatusReport | None) -> Standing:
    return report.confidence if report else None


def _money(reader: Reader, lines: Iterable[Record]) -> Iterable[MoneyLine]:
    """Money by year and kind. Years that say no calendar year have no place on the page."""
    for row in years_of(reader, lines):
        year = _YEAR.match(row.year)
        if year:
            yield MoneyLine(int(year[1]), row.kind, row.baseline, row.forecast, row.actual)


def _milestones(sources: _Sources, project: Project) -> tuple[Milestone, ...]:
    """Those that the board watches; all of a project that marks none."""
    steps = [cast(MilestoneRecord, record) for record in sources.milestones.get(project.id, ())]
    kept = [each for each in steps if each.status != "dropped"]
    watched = [each for each in kept if each.board] or kept
    status = sources.reader.catalogue.entity("milestone").field("status")
    return tuple(
        Milestone(
            each.title or "",
            each.baseline,
            each.forecast,
            each.actual if isinstance(each.actual, date) else None,
            is_reached(each.status, each.actual, sources.over),
            words(sources.reader.catalogue, status, each.status) if each.status in _WARNING else "",
        )
        for each in watched
    )


def _narratives(sources: _Sources, project: Project) -> Iterable[Narrative]:
    """The judgement, and what is reported to the board; where there is no such report, the notes of the return.

    Both together would not fit on the one page that a project has.
    """
    entity = sources.reader.catalogue.entity("project")
    reported = any(str(project[name] or "").strip() for name in _REPORT)
    for name in ("confidence_reason", *(_REPORT if reported else _NOTES)):
        text = project[name]
        if isinstance(text, str) and text.strip():
            yield Narrative(_(entity.field(name).label), text, name)


def _updated(project: Project, reports: Mapping[date, StatusReport]) -> date | None:
    """The day of the last report: handed in, or else the end of its period; without one, the day of the rating."""
    if reports:
        last = reports[max(reports)]
        return last.submitted_on if isinstance(last.submitted_on, date) else max(reports)
    return project.rated_on if isinstance(project.rated_on, date) else None


def _title(sources: _Sources, link: object) -> str:
    return sources.titles.get(Id(link), "") if isinstance(link, str) else ""


def _rating(sources: _Sources, project: Project) -> Standing:
    """What is declared; of a project that nobody rates because it rests or has not begun, its status in words."""
    if project.confidence is None and project.status in ("paused", "pipeline"):
        return Unknown(_said(sources, project, "status"))
    return project.confidence


def _said(sources: _Sources, project: Project, name: str) -> str:
    field = sources.reader.catalogue.entity("project").field(name)
    return words(sources.reader.catalogue, field, project[name], titles=sources.titles)
