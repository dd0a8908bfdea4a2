# SPDX-License-Identifier: Apache-2.0
"""Gate reviews from the plan to the outcome, and the calendar of all of them. Each act returns one change set.

Whether a gate may be recorded as passed is decided where every edit is: see `readiness`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.catalogue.filters import All, Not, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.gates import (
    Gate,
    GateCriterion,
    GateFinding,
    GateReview,
    Recommendation,
)
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.controls import Mark
from portfolio_desktop.domain.gates import HELD, LATE, OUTCOMES, PASSES, PLANNED, Lack, next_stage
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.readiness import Readiness, held
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.storage.changes import Change, Changes, Create
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion of a gate, and how a review found it; `finding` is None where nothing is recorded yet."""

    criterion: GateCriterion
    finding: GateFinding | None

    @property
    def evidence(self) -> str:
        return (self.finding.title or "") if self.finding else ""

    @property
    def state(self) -> str | None:
        return self.finding.state if self.finding and isinstance(self.finding.state, str) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One review with all it has to look at. `stage` and `next_gate` are what would follow if the gate were passed."""

    review: GateReview
    project: Project
    gate: Gate | None
    asked: tuple[Asked, ...]
    lacks: tuple[Lack, ...]
    recommendations: tuple[Recommendation, ...]
    stage: str | None
    next_gate: Gate | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody answers for passing a gate although something required is missing."""

    by: Id
    reason: str


@dataclass(frozen=True, slots=True)
class Onward:
    """What follows once a gate is passed: the project enters its next stage, the next gate is planned. None for neither."""

    stage: str | None = None
    gate: Id | None = None
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class GateMark:
    """One review on the calendar: when it was held or is planned for, and how it is drawn. `gate` is its number."""

    review: Id
    code: str
    title: str
    gate: str
    day: date
    mark: Mark


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """The reviews of one project, the earliest first."""

    project: Id
    code: str
    title: str
    marks: tuple[GateMark, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every project that is not over, those without a review last.

    `undated` counts reviews that have no day; `gates` the gates that the office has.
    """

    rows: tuple[CalendarRow, ...]
    undated: int
    gates: int
    today: date

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw: no project, or neither gates nor reviews."""
        return not self.rows or not (self.gates or any(row.marks for row in self.rows))


def plan(
    office: Office, project: Id, gate: Id, planned_on: date | None = None, leader: Id | None = None
) -> Changes:
    """A review of the project at the gate, with a finding to be made on each of its criteria."""
    with office.reading() as reader:
        _refuse_twice(reader, project, gate)
        asked = record_of(reader, "gate", gate)
    values: Values = {
        "title": asked["title"],
        "project_id": project,
        "gate_id": gate,
        "planned_on": planned_on,
        "leader_id": leader,
    }
    made = records.create(office, "gate_review", values)
    review = next(iter(made)).record
    with office.reading() as reader:
        criteria = _criteria(reader, gate)
        what = record_of(reader, "project", project)
    label = _("Plan {gate} of {project}").format(gate=asked["title"], project=what["code"] or what["title"])
    return Changes(label, (*made.items, *_findings(office, review, criteria)))


def sheet(office: Office, review: Id) -> Sheet:
    """All that is needed to hold a review and to record what came of it."""
    with office.reading() as reader:
        record = cast(GateReview, record_of(reader, "gate_review", review))
        project = cast(Project, record_of(reader, "project", Id(str(record.project_id))))
        gate_id = Id(record.gate_id) if isinstance(record.gate_id, str) else None
        gate = cast(Gate | None, reader.get(reader.catalogue.entity("gate"), gate_id)) if gate_id else None
        if gate is None:
            return Sheet(record, project, None, (), (), _recommended(reader, review), None, None)
        mine = Test("project_id", Op.IS, project.id)
        readiness = Readiness(reader, mine, Test("gate_review_id", Op.IS, review))
        values = reader.catalogue.entity("gate_review").values(record)
        return Sheet(
            review=record,
            project=project,
            gate=gate,
            asked=tuple(_asked(reader, review, gate.id)),
            lacks=tuple(readiness.lacks(project, gate.id, review, held(values, reader.today))),
            recommendations=_recommended(reader, review),
            stage=_next_stage(reader.catalogue, gate, project),
            next_gate=_next_gate(reader, readiness.controls.gates, gate, project.id),
        )


def find(
    office: Office, review: Id, criterion: Id, state: str | None, evidence: str | None = None
) -> Changes:
    """How the review found one criterion, and on what evidence; without any, what is there stays."""
    values: dict[str, Value] = {"state": state}
    if evidence is not None:
        values["title"] = evidence.strip() or None
    return _finding(office, review, criterion, values)


def see(office: Office, review: Id, criterion: Id, evidence: str) -> Changes:
    """On what evidence the review finds one criterion; how it was found stays as it is."""
    return _finding(office, review, criterion, {"title": evidence.strip() or None})


def _finding(office: Office, review: Id, criterion: Id, values: Values) -> Changes:
    with office.reading() as reader:
        where = All((Test("gate_review_id", Op.IS, review), Test("gate_criterion_id", Op.IS, criterion)))
        found = reader.all(reader.catalogue.entity("gate_finding"), where)
        title = record_of(reader, "gate_criterion", criterion)["title"]
    if found:
        made = records.change(office, "gate_finding", found[0].id, values)
    else:
        links: Values = {"gate_review_id": review, "gate_criterion_id": criterion}
        made = records.create(office, "gate_finding", {**links, **values})
    return Changes(_("Record how “{criterion}” was found").format(criterion=title), made.items)


def record_outcome(
    office: Office,
    review: Id,
    outcome: str,
    *,
    held_on: date | None = None,
    conditions: str = "",
    conditions_due: date | None = None,
    signature: Signature | None = None,
    onward: Onward | None = None,
) -> Changes:
    """What came of a review, who signed for what was missing, and what follows, all as one change set.

    Refuses conditions that are not said, a signature without a reason, and a pass that is not earned.
    """
    if not outcome:
        raise Refusal(_("Choose the outcome."))
    today = office.today()
    day = held_on or today
    if day > today:
        raise Refusal(_("It cannot have been held on {day}, which is to come.").format(day=format_date(day)))
    if outcome == "conditional" and not conditions.strip():
        raise Refusal(_("Say on what conditions the gate was passed."))
    values: dict[str, Value] = {"outcome": outcome, "held_on": day, "status": "reported"}
    if conditions.strip():
        values |= {"conditions": conditions.strip(), "conditions_due": conditions_due}
    if signature is not None:
        if not signature.reason.strip():
            raise Refusal(_("Say why it was signed: a reason is kept with every signature."))
        values |= {
            "signed_by_id": signature.by,
            "signed_reason": signature.reason.strip(),
            "signed_on": today,
        }
    made = records.change(office, "gate_review", review, values)
    with office.reading() as reader:
        record = cast(GateReview, record_of(reader, "gate_review", review))
        outcomes = reader.catalogue.list_named("review.outcome")
    item = outcomes.item(outcome)
    label = _("Record {review} as: {outcome}").format(
        review=record.code or record.title, outcome=_(item.label).lower() if item else outcome
    )
    followed = _follow(office, record, onward) if onward and outcome in PASSES else ()
    return Changes(label, (*made.items, *followed))


def calendar(office: Office) -> Calendar:
    """The reviews of every project that is not over, past and planned."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        names = ("code", "title")
        projects = reader.values(entity, names, still_open(reader.catalogue, entity))
        gates = dict(numbers(reader))
        marks: dict[Id, list[GateMark]] = {id: [] for id, *_rest in projects}
        undated = 0
        reads = ("project_id", "code", "title", "gate_id", "planned_on", "held_on", "status", "outcome")
        for id, project, code, title, gate, *rest in reader.values(
            reader.catalogue.entity("gate_review"), reads
        ):
            if project not in marks or rest[2] == "cancelled":
                continue
            found = drawn(*rest, today=reader.today)
            if found is None:
                undated += 1
                continue
            day, mark = found
            marks[project].append(GateMark(id, code or "", title or "", gates.get(gate, ""), day, mark))
        rows = [
            CalendarRow(id, code or "", title or "", tuple(sorted(marks[id], key=lambda each: each.day)))
            for id, code, title in projects
        ]
        rows.sort(key=lambda row: (not row.marks, row.code, row.title))
        return Calendar(tuple(rows), undated, len(gates), reader.today)


def drawn(
    planned: date | None, took_place: date | None, status: str | None, outcome: str | None, *, today: date
) -> tuple[date, Mark] | None:
    """When a review stands on the calendar, and as what; None without a day."""
    day = took_place or planned
    if day is None:
        return None
    if outcome in OUTCOMES:
        return day, OUTCOMES[outcome]
    if took_place is not None or status in ("reported", "closed"):
        return day, HELD
    return day, LATE if day < today else PLANNED


def numbers(reader: Reader) -> Iterator[tuple[Id, str]]:
    """What each gate is called where there is room for a letter or two: its place, else its code."""
    entity = reader.catalogue.entity("gate")
    for id, position, code in reader.values(entity, ("position", "code")):
        yield id, str(position) if position is not None else code or ""


def _refuse_twice(reader: Reader, project: Id, gate: Id) -> None:
    entity = reader.catalogue.entity("gate_review")
    planned = Test("status", Op.ANY_OF, ["planned", "doing"])
    where = All((Test("project_id", Op.IS, project), Test("gate_id", Op.IS, gate), planned))
    for found in reader.all(entity, where):
        if found["outcome"] is None:
            raise Refusal(
                _("{review} is planned for that gate already. Change its date, or cancel it first.").format(
                    review=found["code"] or found["title"]
                )
            )


def _criteria(reader: Reader, gate: Id) -> list[GateCriterion]:
    entity = reader.catalogue.entity("gate_criterion")
    order = (Sort("position"), Sort("title"))
    return [cast(GateCriterion, each) for each in reader.all(entity, Test("gate_id", Op.IS, gate), order)]


def _findings(office: Office, review: Id, criteria: Iterable[GateCriterion]) -> Iterator[Change]:
    for criterion in criteria:
        values: Values = {"gate_review_id": review, "gate_criterion_id": criterion.id}
        yield Create("gate_finding", Id(office.store.new_id()), values)


def _asked(reader: Reader, review: Id, gate: Id) -> Iterator[Asked]:
    where = Test("gate_review_id", Op.IS, review)
    found = [cast(GateFinding, each) for each in reader.all(reader.catalogue.entity("gate_finding"), where)]
    by_criterion: Mapping[str, GateFinding] = {str(each.gate_criterion_id): each for each in found}
    for criterion in _criteria(reader, gate):
        yield Asked(criterion, by_criterion.get(criterion.id))


def _recommended(reader: Reader, review: Id) -> tuple[Recommendation, ...]:
    entity = reader.catalogue.entity("recommendation")
    found = reader.all(entity, Test("gate_review_id", Op.IS, review), (Sort("criticality"), Sort("code")))
    return tuple(cast(Recommendation, each) for each in found)


def _next_stage(catalogue: Catalogue, gate: Gate, project: Project) -> str | None:
    stages = [item.code for item in catalogue.list_named("stage").items if not item.retired]
    ended = gate.stage if isinstance(gate.stage, str) else None
    return next_stage(ended, project.stage if isinstance(project.stage, str) else None, stages)


def _next_gate(reader: Reader, gates: Sequence[Gate], gate: Gate, project: Id) -> Gate | None:
    """The gate after this one, unless the project has a review there already."""
    place = next((place for place, each in enumerate(gates) if each.id == gate.id), len(gates))
    if place + 1 >= len(gates):
        return None
    after = gates[place + 1]
    there = (Test("project_id", Op.IS, project), Test("gate_id", Op.IS, after.id))
    where = All((*there, Not(Test("status", Op.IS, "cancelled"))))
    return None if reader.count(reader.catalogue.entity("gate_review"), where) else after


def _refuse_back(office: Office, project: Id, stage: str) -> None:
    """Refuse to put a project into a stage that it is beyond by now."""
    with office.reading() as reader:
        now = record_of(reader, "project", project)["stage"]
    stages = office.catalogue.list_named("stage")
    order = [item.code for item in stages.items if not item.retired]
    if now in order and stage in order and order.index(str(now)) > order.index(stage):
        here, there = (_(item.label) if (item := stages.item(str(each))) else each for each in (now, stage))
        raise Refusal(
            _(
                "The project stands in “{now}” by now. Record the outcome without having it enter “{stage}”."
            ).format(now=here, stage=there)
        )


def _follow(office: Office, review: GateReview, onward: Onward) -> tuple[Change, ...]:
    project = Id(str(review.project_id))
    found: tuple[Change, ...] = ()
    if onward.stage is not None:
        _refuse_back(office, project, onward.stage)
        found += records.change(office, "project", project, {"stage": onward.stage}).items
    if onward.gate is not None:
        found += plan(office, project, onward.gate, onward.planned_on).items
    return found
