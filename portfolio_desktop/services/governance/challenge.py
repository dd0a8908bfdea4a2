# SPDX-License-Identifier: Apache-2.0
"""Puts every project's declared rating beside the one that its records suggest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.challenge import (
    Challenge,
    ChallengeRules,
    Check,
    Figure,
    Slip,
    Verdict,
    challenge,
)
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import late, still_open, together
from portfolio_desktop.storage.read import Reader

Figures = Mapping[Check, Figure | None]

_ORDER = (Verdict.KINDER, Verdict.HARSHER, Verdict.NOT_DECLARED, Verdict.AGREES, Verdict.NO_EVIDENCE)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Challenged:
    """A project and how its rating stands to the evidence."""

    project: Id
    code: str
    title: str
    challenge: Challenge


@dataclass(frozen=True, slots=True)
class Weighed:
    """A project with its declared rating and its figures, to be judged by whatever rules."""

    project: Id
    code: str
    title: str
    declared: Rating | None
    figures: Figures

    def judged(self, rules: ChallengeRules) -> Challenged:
        """How the rating stands to the evidence by these rules."""
        verdict = challenge(self.declared, self.figures, rules)
        return Challenged(self.project, self.code, self.title, verdict)


def challenges(office: Office) -> tuple[Challenged, ...]:
    """Every project that is not over: first those whose ratings are to be asked about, the plainest case first."""
    return judged(weighed(office), office.rules.challenge)


def judged(found: Iterable[Weighed], rules: ChallengeRules) -> tuple[Challenged, ...]:
    """`found` by these rules, in the order of `challenges`."""
    return tuple(sorted((each.judged(rules) for each in found), key=_weight))


def weighed(office: Office) -> tuple[Weighed, ...]:
    """Every project that is not over with its figures, by title."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        found = reader.all(entity, still_open(reader.catalogue, entity), (Sort("title"),))
        evidence = Evidence(reader)
        return tuple(_weighed(cast(Project, each), evidence) for each in found)


def challenge_of(office: Office, id: Id) -> Challenged:
    """One project's rating beside the evidence. Refuses when the project is no longer there."""
    with office.reading() as reader:
        return challenge_in(reader, cast(Project, record_of(reader, "project", id)))


def challenge_in(reader: Reader, project: Project) -> Challenged:
    """As `challenge_of`, in a reading that is held already."""
    return _weighed(project, Evidence(reader, project.id)).judged(reader.rules.challenge)


def _weighed(project: Project, evidence: "Evidence") -> Weighed:
    declared = project.confidence if isinstance(project.confidence, Rating) else None
    title = project.title or _("(no name)")
    return Weighed(project.id, project.code or "", title, declared, evidence.of(project))


def _weight(judged: Challenged) -> tuple[int, int, int]:
    red = sum(reason.tone == "red" for reason in judged.challenge.reasons)
    return _ORDER.index(judged.challenge.verdict), -red, -len(judged.challenge.reasons)


class Evidence:
    """The figures of every project, or of one, read once from each register."""

    def __init__(self, reader: Reader, project: Id | None = None) -> None:
        self._reader = reader
        self._only = project
        self._today = reader.today
        gravest = reader.rules.matrix.bands[-1].code
        self._finishes = self._by_plan()
        self._slips = self._worst_slips()
        self._milestones = self._counts("milestone", "forecast")
        self._risks = self._matching(
            "risk", Test("band", Op.IS, gravest), Test("kind", Op.IS_NOT, "opportunity")
        )
        self._issues = self._matching("issue", Test("severity", Op.IS, "critical"))
        self._actions = self._counts("action", "due")
        self._expected = self._expectations()
        self._reported = self._reports()

    def of(self, project: Project) -> Figures:
        """The figure of every test; None where it is not known."""
        id = project.id
        return {
            Check.END: _days(project.end_baseline, project.end),
            Check.PLAN: _contradicted(project, self._finishes.get(id)),
            Check.MILESTONE: self._slips.get(id),
            Check.OVERDUE_MILESTONES: self._milestones.get(id),
            Check.COST: _above(project.whole_life_cost, project.whole_life_forecast),
            Check.YEAR: _off(project.year_budget, project.year_forecast),
            Check.GRAVE_RISKS: self._risks.get(id),
            Check.EXPOSURE: _share(self._expected.get(id), project.contingency),
            Check.GRAVE_ISSUES: self._issues.get(id),
            Check.ACTIONS: self._actions.get(id),
            Check.REPORT: _days(self._reported.get(id) or project.rated_on, self._today),
        }

    def _counts(self, entity: str, day: str) -> dict[Id, Decimal]:
        """How many open records of each project are past `day`; nothing for a project that has no record."""
        passed = late(self._reader.catalogue, entity) or Test(day, Op.BELOW, "today")
        return self._matching(entity, passed)

    def _matching(self, entity: str, *tests: Filter) -> dict[Id, Decimal]:
        """How many open records of each project pass; nothing for a project that has no record there at all."""
        counts = Counter(
            id for _record, id in self._rows(entity, ("project_id",), self._open(entity), *tests)
        )
        kept = {id for _record, id in self._rows(entity, ("project_id",)) if id is not None}
        return {id: Decimal(counts[id]) for id in kept}

    def _open(self, entity: str) -> Filter:
        return still_open(self._reader.catalogue, self._reader.catalogue.entity(entity))

    def _worst_slips(self) -> dict[Id, Decimal]:
        slips: dict[Id, Decimal] = {}
        names = ("project_id", "baseline", "forecast")
        for _id, project, baseline, forecast in self._rows("milestone", names, self._open("milestone")):
            slip = _days(baseline, forecast)
            if project is not None and slip is not None:
                slips[project] = max(slip, slips.get(project, slip))
        return slips

    def _by_plan(self) -> dict[Id, date]:
        """The last day of each project as its plan works out. A day's work ends with its midnight at the latest."""
        last: dict[Id, datetime] = {}
        going = Test("status", Op.IS_NOT, "dropped")
        for _id, project, finishes in self._rows("task", ("project_id", "finishes"), going):
            if project is not None and finishes is not None:
                last[project] = max(finishes, last.get(project, finishes))
        return {project: (finish - timedelta(minutes=1)).date() for project, finish in last.items()}

    def _expectations(self) -> dict[Id, Decimal]:
        sums: dict[Id, Decimal] = defaultdict(Decimal)
        for _id, project, expected in self._rows("risk", ("project_id", "expected"), self._open("risk")):
            if project is not None and expected is not None:
                sums[project] += expected
        return sums

    def _reports(self) -> dict[Id, date]:
        latest: dict[Id, date] = {}
        for _id, project, end in self._rows("status_report", ("project_id", "period_end")):
            if project is not None and end is not None and end <= self._today:
                latest[project] = max(end, latest.get(project, end))
        return latest

    def _rows(self, entity: str, names: tuple[str, ...], *tests: Filter) -> list[tuple[Any, ...]]:
        only = () if self._only is None else (Test("project_id", Op.IS, self._only),)
        return self._reader.values(self._reader.catalogue.entity(entity), names, together((*tests, *only)))


def _contradicted(project: Project, finish: date | None) -> Slip | None:
    """The end that a project declares, or else must keep, beside the finish of its plan."""
    declared = next((day for day in (project.end, project.must_finish) if isinstance(day, date)), None)
    return None if declared is None or finish is None else Slip(declared, finish)


def _days(start: object, end: object) -> Decimal | None:
    if isinstance(start, date) and isinstance(end, date):
        return Decimal((end - start).days)
    return None


def _above(agreed: object, forecast: object) -> Decimal | None:
    """By how many per cent a forecast lies above what was agreed; below zero where it lies below."""
    if isinstance(agreed, Decimal) and isinstance(forecast, Decimal) and agreed > 0:
        return (forecast - agreed) / agreed * _HUNDRED
    return None


def _off(budget: object, forecast: object) -> Decimal | None:
    off = _above(budget, forecast)
    return None if off is None else abs(off)


def _share(expected: Decimal | None, held: object) -> Decimal | None:
    if expected is None or not isinstance(held, Decimal) or held <= 0:
        return None
    return max(Decimal(), expected / held * _HUNDRED)
