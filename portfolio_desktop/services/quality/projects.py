# SPDX-License-Identifier: Apache-2.0
"""What is wrong with what we know, project by project: not said, not known, out of date, or not possible.

The rules are data. A value that is not known has its reason and is listed apart from one that nobody gave.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, AnyOf, Filter, Op, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.services.governance.proof import unproved_by_project
from portfolio_desktop.services.governance.readiness import passed_unready
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.planning.outdated import outdated_by_project
from portfolio_desktop.services.quality.finding import Fault, Finding
from portfolio_desktop.services.risks.faults import misleading
from portfolio_desktop.services.words import side_by_side
from portfolio_desktop.storage.read import Reader

EXPECTED = (
    "confidence",
    "stage",
    "sro_id",
    "manager_id",
    "organisation",
    "start",
    "end",
    "whole_life_cost",
    "benefits_value",
    "description",
    "confidence_reason",
)
"""The fields that a board expects of every project."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many projects break one rule; `where` leads to them, where a filter can say it."""

    rule: str
    label: str
    fault: Fault
    count: int
    where: Filter | None


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found over so many projects, by project and by rule."""

    projects: int
    findings: tuple[Finding, ...]
    by_rule: tuple[RuleCount, ...]

    @property
    def affected(self) -> int:
        """How many projects have at least one fault."""
        return len({finding.project for finding in self.findings})


@dataclass(frozen=True, slots=True)
class _Rule:
    """Two `fields` of one project that cannot both be right where it is `broken`, or of which the second is missing."""

    name: str
    label: str
    broken: Callable[[Project], bool]
    fields: tuple[str, str]
    fault: Fault = Fault.INCONSISTENT


def _after(earlier: str, later: str) -> Callable[[Project], bool]:
    """The rule that one date does not come before another."""

    def broken(project: Project) -> bool:
        first, last = project[earlier], project[later]
        return isinstance(first, date) and isinstance(last, date) and last < first

    return broken


def _without(present: str, needed: str) -> Callable[[Project], bool]:
    """The rule that one value makes no sense without another to compare it with."""
    return lambda project: isinstance(project[present], date | Decimal) and project[needed] is None


def _red_without_plan(project: Project) -> bool:
    rating = project.confidence
    troubled = rating is not None and not isinstance(rating, Unknown) and rating.level in _TROUBLED
    return troubled and not project.get_to_green


_TROUBLED = {"red", "amber_red", "low", "medium_low"}

_RULES = (
    _Rule("end_before_start", N_("Ends before it starts"), _after("start", "end"), ("start", "end")),
    _Rule(
        "baseline_order",
        N_("Baseline ends before it starts"),
        _after("start_baseline", "end_baseline"),
        ("start_baseline", "end_baseline"),
    ),
    _Rule(
        "operation_before_start",
        N_("In full operation before it starts"),
        _after("start", "operations"),
        ("start", "operations"),
    ),
    _Rule(
        "end_without_baseline",
        N_("End forecast without a baseline"),
        _without("end", "end_baseline"),
        ("end", "end_baseline"),
        Fault.MISSING,
    ),
    _Rule(
        "cost_without_baseline",
        N_("Cost forecast without an agreed cost"),
        _without("whole_life_forecast", "whole_life_cost"),
        ("whole_life_forecast", "whole_life_cost"),
        Fault.MISSING,
    ),
    _Rule(
        "red_without_plan",
        N_("Red or Amber/Red without a path to green"),
        _red_without_plan,
        ("confidence", "get_to_green"),
        Fault.MISSING,
    ),
)

_BESIDE = 6  # of a gate, of proof, of promises, of reports, and two of risks

CHECKS = len(EXPECTED) + len(_RULES) + _BESIDE
"""How many things are checked about each project."""


def quality(office: Office, *, where: Filter | None = None) -> Quality:
    """Every fault of the projects that `where` means: of all that are not over, unless it says otherwise."""
    with office.reading() as reader:
        projects, findings = of_projects(reader, where)
    return Quality(len(projects), findings, _by_rule(findings))


def of_projects(reader: Reader, where: Filter | None = None) -> tuple[Sequence[Project], tuple[Finding, ...]]:
    """The projects that `where` means, as for `quality`, and their faults."""
    entity = reader.catalogue.entity("project")
    chosen = where if where is not None else still_open(reader.catalogue, entity)
    projects = [cast(Project, record) for record in reader.all(entity, chosen)]
    return projects, tuple(_findings(reader, entity, projects))


def of_project(reader: Reader, project: Project) -> tuple[Finding, ...]:
    """The faults of one project."""
    return tuple(_findings(reader, reader.catalogue.entity("project"), [project]))


def gaps(reader: Reader, where: Filter) -> tuple[int, int]:
    """How many expected values are missing or not known among these projects, and in how many of them. Quick."""
    entity = reader.catalogue.entity("project")
    absent = [lacking(name, entity) for name in EXPECTED]
    asked = [together((where, each)) for each in (*absent, AnyOf(tuple(absent)))]
    *counts, projects = (count for count, _least in reader.counts((entity, each, "") for each in asked))
    return sum(counts), projects


def lacking(name: str, entity: Entity) -> Filter:
    """The records that say nothing there, or no value."""
    empty = Test(name, Op.EMPTY)
    return AnyOf((empty, Test(name, Op.UNKNOWN))) if entity.field(name).may_be_unknown else empty


def _findings(reader: Reader, entity: Entity, projects: Sequence[Project]) -> Iterator[Finding]:
    reported = last_reports(reader)
    limit = reader.today - timedelta(days=reader.rules.habits.stale_days)
    expected = [(name, _(entity.field(name).label)) for name in EXPECTED]
    only = projects[0].id if len(projects) == 1 else None
    unready = passed_unready(reader, only)
    unproved = unproved_by_project(reader, only)
    promises = outdated_by_project(reader, only)
    risks = misleading(reader, Test("project_id", Op.IS, only) if only else EVERYTHING)
    for project in projects:
        id, code, title = project.id, project.code or "", project.title or ""
        for name, label in expected:
            value = project[name]
            if value is None:
                yield Finding(id, code, title, name, label, Fault.MISSING, fields=(name,))
            elif isinstance(value, Unknown):
                yield Finding(id, code, title, name, label, Fault.UNKNOWN, value.text, fields=(name,))
        for rule in _RULES:
            if rule.broken(project):
                label, fields = _(rule.label), rule.fields
                said = side_by_side(reader.catalogue, entity, {name: project[name] for name in fields})
                yield Finding(id, code, title, rule.name, label, rule.fault, said, fields=fields)
        for said in unready.get(id, ()):
            yield Finding(
                id, code, title, "gate", _("Gate passed without what it requires"), Fault.INCONSISTENT, said
            )
        for said in unproved.get(id, ()):
            label = _("Decided or over without saying who or why")
            yield Finding(id, code, title, "unproved", label, Fault.INCONSISTENT, said)
        for said in promises.get(id, ()):
            label = _("Promised date is no longer what the giver's plan says")
            yield Finding(id, code, title, "promise", label, Fault.STALE, said)
        for fault, label, said in risks.get(id, ()):
            yield Finding(id, code, title, fault, label, Fault.INCONSISTENT, said)
        last = reported.get(id)
        if reported and (last is None or last < limit):
            said = _("never reported") if last is None else format_date(last)
            yield Finding(id, code, title, "report", _("Status report is out of date"), Fault.STALE, said)


def last_reports(reader: Reader) -> Mapping[Id, date]:
    """The end of the last period for which each project has reported."""
    entity = reader.catalogue.entity("status_report")
    last: dict[Id, date] = {}
    for _report, project, end in reader.values(entity, ("project_id", "period_end")):
        if project is not None and end is not None:
            last[project] = max(end, last.get(project, end))
    return last


def _by_rule(findings: Iterable[Finding]) -> tuple[RuleCount, ...]:
    counts: dict[tuple[str, str, Fault], int] = defaultdict(int)
    for finding in findings:
        counts[finding.rule, finding.label, finding.fault] += 1
    ordered = sorted(counts.items(), key=lambda item: (list(Fault).index(item[0][2]), -item[1], item[0][1]))
    return tuple(
        RuleCount(rule, label, fault, count, _filter(rule, fault)) for (rule, label, fault), count in ordered
    )


def _filter(rule: str, fault: Fault) -> Filter | None:
    if fault is Fault.MISSING and rule in EXPECTED:
        return Test(rule, Op.EMPTY)
    return Test(rule, Op.UNKNOWN) if fault is Fault.UNKNOWN else None
