# SPDX-License-Identifier: Apache-2.0
"""One project as its page shows it: how it stands and stood, when it lands, what it costs, what is open against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Kind, Record
from portfolio_desktop.catalogue.filters import Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.cost_line import CostLine
from portfolio_desktop.catalogue.records.objective import Contribution
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.catalogue.records.status_report import StatusReport
from portfolio_desktop.domain.pack.data import Amount, Day, Standing
from portfolio_desktop.services.governance.breaches import Standing as Beside
from portfolio_desktop.services.governance.breaches import standings
from portfolio_desktop.services.governance.challenge import Challenged, challenge_in
from portfolio_desktop.services.history import Entry, of_record
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import late, still_open, together
from portfolio_desktop.services.quality import Finding, of_project
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_PEOPLE = ("sro_id", "director_id", "manager_id")
_DIMENSIONS = (
    "schedule_rating",
    "cost_rating",
    "scope_rating",
    "benefits_rating",
    "resource_rating",
    "risk_rating",
)
_AGAINST = ("risk", "issue", "action", "decision", "dependency", "assumption")
_ORDER = {
    "issue": "due",
    "action": "due",
    "decision": "needed_by",
    "dependency": "needed",
    "assumption": "validate_by",
}
_SHOWN = 8
_HISTORY = 30


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who answers for the project; `person` None where nobody is named."""

    field: str
    label: str
    person: Id | None
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """How the project stood at the end of a period; the last of them is the present, and has no report."""

    label: str
    end: date | None
    report: Id | None
    rating: Standing
    forward_look: str
    finish: Day
    cost: Amount


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One rated side of the project: now, and at the end of each period, the last of which is now."""

    field: str
    label: str
    now: Standing
    history: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date as agreed and as expected. `slip` is in days, later being positive; `history` goes period by period."""

    label: str
    baseline: Day
    forecast: Day
    slip: int | None
    history: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """One financial year and one kind of money; a basis that no cost line states is None."""

    year: str
    kind: str
    kind_label: str
    baseline: Amount
    forecast: Amount
    actual: Amount


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """What is open against the project in one register: the first few records and where all of them are."""

    entity: str
    label: str
    count: int
    overdue: int
    records: tuple[Record, ...]
    where: Filter


@dataclass(frozen=True, slots=True)
class Prose:
    """One narrative that has been written."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Contributes:
    """An objective that the project serves, and how strongly."""

    objective: Id
    title: str
    strength: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything that the page shows. `titles` names every record that the project and what is open link to."""

    project: Project
    programme: str
    stage: str
    status: str
    people: tuple[Role, ...]
    periods: tuple[Period, ...]
    dimensions: tuple[DimensionRow, ...]
    dates: tuple[DateRow, ...]
    variance: Decimal | None
    years: tuple[YearRow, ...]
    open: tuple[OpenGroup, ...]
    milestones: tuple[Record, ...]
    narratives: tuple[Prose, ...]
    objectives: tuple[Contributes, ...]
    gaps: tuple[Finding, ...]
    challenged: Challenged
    tolerances: tuple[Beside, ...]
    history: tuple[Entry, ...]
    titles: Mapping[Id, str]


def project_page(office: Office, id: Id) -> ProjectPage:
    """The page of one project. Refuses when it is no longer there."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        project = cast(Project, record_of(reader, "project", id))
        reports = _reports(reader, id)
        groups = tuple(_open(reader, id))
        milestones = tuple(_of(reader, "milestone", id, (Sort("forecast"), Sort("baseline"))))
        titles = link_titles(reader, entity, [project])
        for group in groups:
            titles |= link_titles(reader, reader.catalogue.entity(group.entity), group.records)
        titles |= link_titles(reader, reader.catalogue.entity("milestone"), milestones)
        periods = _periods(reader, project, reports)
        forecast = project.whole_life_forecast
        agreed = project.whole_life_cost
        known = isinstance(forecast, Decimal) and isinstance(agreed, Decimal)
        return ProjectPage(
            project=project,
            programme=titles.get(Id(str(project.programme_id)), ""),
            stage=words(reader.catalogue, entity.field("stage"), project.stage),
            status=words(reader.catalogue, entity.field("status"), project.status),
            people=tuple(_people(reader, project, titles)),
            periods=periods,
            dimensions=tuple(_dimensions(reader, project, reports)),
            dates=_dates(project, reports),
            variance=cast(Decimal, forecast) - cast(Decimal, agreed) if known else None,
            years=years_of(reader, _of(reader, "cost_line", id, (Sort("year"),))),
            open=groups,
            milestones=milestones,
            narratives=tuple(_prose(reader, project)),
            objectives=tuple(_objectives(reader, id)),
            gaps=of_project(reader, project),
            challenged=challenge_in(reader, project),
            tolerances=standings(reader, project),
            history=tuple(of_record(office, id, limit=_HISTORY)),
            titles=titles,
        )


def years_of(reader: Reader, lines: Iterable[Record]) -> tuple[YearRow, ...]:
    """Cost lines added up by year and kind. One amount that is not known makes its sum not known."""
    field = reader.catalogue.entity("cost_line").field("kind")
    sums: dict[tuple[str, str], dict[str, Amount]] = {}
    for line in (cast(CostLine, line) for line in lines):
        if isinstance(line.year, str) and isinstance(line.basis, str):
            kind = line.kind if isinstance(line.kind, str) else ""
            cell = sums.setdefault((line.year, kind), {})
            cell[line.basis] = _plus(cell.get(line.basis), line.amount)
    return tuple(
        YearRow(
            year,
            kind,
            words(reader.catalogue, field, kind) if kind else "",
            *(cell.get(basis) for basis in ("baseline", "forecast", "actual")),
        )
        for (year, kind), cell in sorted(sums.items())
    )


def _plus(so_far: Amount, more: Amount) -> Amount:
    if isinstance(so_far, Unknown) or more is None:
        return so_far
    if isinstance(more, Unknown) or so_far is None:
        return more
    return so_far + more


def _of(reader: Reader, name: str, project: Id, order: tuple[Sort, ...] = ()) -> list[Record]:
    return reader.all(reader.catalogue.entity(name), Test("project_id", Op.IS, project), order)


def _reports(reader: Reader, project: Id) -> list[StatusReport]:
    """The reports of the project that say for which period, the earliest first; of two for one period the later."""
    found = (cast(StatusReport, each) for each in _of(reader, "status_report", project))
    dated = {each.period_end: each for each in found if isinstance(each.period_end, date)}
    return [dated[end] for end in sorted(dated)]


def _periods(reader: Reader, project: Project, reports: Sequence[StatusReport]) -> tuple[Period, ...]:
    look = reader.catalogue.entity("project").field("forward_look")
    past = [
        Period(
            format_month(cast(date, report.period_end)),
            cast(date, report.period_end),
            report.id,
            report.confidence,
            words(reader.catalogue, look, report.forward_look),
            report.end,
            first_known(report.whole_life_forecast, report.whole_life_cost),
        )
        for report in reports
    ]
    now = Period(
        _("Now"),
        None,
        None,
        project.confidence,
        words(reader.catalogue, look, project.forward_look),
        project.end,
        first_known(project.whole_life_forecast, project.whole_life_cost),
    )
    return (*past, now)


def first_known(forecast: Amount, agreed: Amount) -> Amount:
    """The forecast; what was agreed, where nothing else was said."""
    return forecast if forecast is not None else agreed


def _people(reader: Reader, project: Project, titles: Mapping[Id, str]) -> Iterator[Role]:
    entity = reader.catalogue.entity("project")
    for name in _PEOPLE:
        field, value = entity.field(name), project[name]
        person = Id(value) if isinstance(value, str) else None
        yield Role(name, _(field.label), person, words(reader.catalogue, field, value, titles=titles))


def _dimensions(reader: Reader, project: Project, reports: Sequence[StatusReport]) -> Iterator[DimensionRow]:
    entity = reader.catalogue.entity("project")
    for name in _DIMENSIONS:
        history = tuple(cast(Standing, each[name]) for each in (*reports, project))
        if any(standing is not None for standing in history):
            yield DimensionRow(name, _(entity.field(name).label), history[-1], history)


def _dates(project: Project, reports: Sequence[StatusReport]) -> tuple[DateRow, ...]:
    starts = tuple(report.start for report in reports)
    ends = tuple(report.end for report in reports)
    return (
        _date_row(_("Start"), project.start_baseline, project.start, (*starts, project.start)),
        _date_row(_("End"), project.end_baseline, project.end, (*ends, project.end)),
        _date_row(_("Full operation"), None, project.operations, ()),
    )


def _date_row(label: str, baseline: Day, forecast: Day, history: tuple[Day, ...]) -> DateRow:
    known = isinstance(baseline, date) and isinstance(forecast, date)
    slip = (cast(date, forecast) - cast(date, baseline)).days if known else None
    return DateRow(label, baseline, forecast, slip, history)


def _open(reader: Reader, project: Id) -> Iterator[OpenGroup]:
    for name in _AGAINST:
        entity = reader.catalogue.entity(name)
        where = together((Test("project_id", Op.IS, project), still_open(reader.catalogue, entity)))
        records = reader.all(entity, where, (Sort(_ORDER[name]),) if name in _ORDER else ())
        if name == "risk":
            records.sort(key=risk_weight, reverse=True)
        passed = late(reader.catalogue, name)
        overdue = reader.count(entity, together((where, passed))) if passed else 0
        yield OpenGroup(name, _(entity.plural), len(records), overdue, tuple(records[:_SHOWN]), where)


def risk_weight(risk: Record) -> tuple[int, int]:
    """What risks are ordered by, the weightiest highest: score, and then impact."""
    assert isinstance(risk, Risk)
    return risk.score or 0, risk.overall_impact or 0


def _prose(reader: Reader, project: Project) -> Iterator[Prose]:
    for field in reader.catalogue.entity("project").fields:
        text = project[field.name]
        if field.kind is Kind.NARRATIVE and isinstance(text, str) and text.strip():
            yield Prose(field.name, _(field.label), text)


def _objectives(reader: Reader, project: Id) -> Iterator[Contributes]:
    entity = reader.catalogue.entity("contribution")
    found = [cast(Contribution, each) for each in _of(reader, "contribution", project)]
    titles = link_titles(reader, entity, found)
    for each in found:
        if isinstance(each.objective_id, str):
            objective = Id(each.objective_id)
            strength = words(reader.catalogue, entity.field("strength"), each.strength)
            yield Contributes(objective, titles.get(objective, ""), strength)
