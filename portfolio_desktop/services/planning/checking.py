# SPDX-License-Identifier: Apache-2.0
"""The plan of a project put to the points that the office judges plans by, with all that its registers know of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.catalogue.records.schedule import Task
from portfolio_desktop.domain.plan_check.check import check
from portfolio_desktop.domain.plan_check.facts import Facts, Promise, Watched
from portfolio_desktop.domain.plan_check.outcome import Outcome, Verdict
from portfolio_desktop.domain.plan_check.points import PlanCheckRules
from portfolio_desktop.domain.schedule.calendars import DAY, Instant, instant
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.planning.baselines.agreed import agreed_last, picture_kept
from portfolio_desktop.services.planning.plans import schedule_in
from portfolio_desktop.services.planning.scope import STATED_LABEL
from portfolio_desktop.storage.plans.load import OUTSIDE
from portfolio_desktop.storage.read import Reader

_OVER = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What the check of one project's plan found. `as_of` is its status date, and today where it has none."""

    project: Id
    code: str
    title: str
    as_of: date
    has_status: bool
    tasks: int
    outcomes: tuple[Outcome, ...]
    codes: Mapping[str, str]
    rules: PlanCheckRules

    def count(self, verdict: Verdict) -> int:
        """How many points came out like that."""
        return sum(each.verdict is verdict for each in self.outcomes)


def check_plan(office: Office, project: Id) -> PlanCheck:
    """Judge the plan of `project`, by its dates as they follow from everything that it hangs together with.

    Refuses a project without tasks, and a plan from which no dates follow.
    """
    with office.reading() as reader:
        return check_in(reader, project)


def check_in(reader: Reader, project: Id) -> PlanCheck:
    """`check_plan` in a reading that is already held."""
    record = cast(Project, record_of(reader, "project", project))
    facts = _facts(reader, record)
    outcomes = check(facts, reader.rules.plan_check)
    named = {finding.id for outcome in outcomes for finding in outcome.findings}
    codes = _codes(reader, named)
    status = record.plan_status if isinstance(record.plan_status, date) else None
    return PlanCheck(
        project=project,
        code=record.code or "",
        title=record.title or "",
        as_of=status or reader.today,
        has_status=status is not None,
        tasks=len(facts.leaves) + len(facts.unplaced),
        outcomes=outcomes,
        codes=codes,
        rules=reader.rules.plan_check,
    )


def _facts(reader: Reader, project: Project) -> Facts:
    own = Test("project_id", Op.IS, project.id)
    tasks = [cast(Task, each) for each in reader.all(reader.catalogue.entity("task"), own)]
    if not tasks:
        text = _("“{title}” has no tasks, so there is no plan to check. Import its plan, or add its tasks.")
        raise Refusal(text.format(title=project.title))
    found = schedule_in(reader, [project.id])
    placed = {each.id for each in found.plan.activities}
    baseline = _baseline(reader, project, tasks)
    parents = {each.parent_id for each in tasks}
    return Facts(
        schedule=found,
        project=project.id,
        now=instant(reader.today),
        baseline=baseline.finishes or None,
        baseline_name=baseline.name,
        finish_wanted=baseline.end,
        assigned=_assigned(reader, tasks),
        no_length={each.id for each in tasks if _length_is_guessed(each)},
        unplaced={
            each.id: each.title or ""
            for each in tasks
            if each.id not in placed and each.id not in parents and each.status not in _OVER
        },
        promises=_promises(reader, project.id, {each.id for each in tasks}),
        milestones=tuple(_milestones(reader, project.id, tasks)),
        outside={each.id for each in found.plan.activities if each.project == OUTSIDE},
    )


class _Baseline(NamedTuple):
    """When each task, and the whole, was agreed to be finished."""

    name: str
    finishes: Mapping[str, Instant]
    end: Instant | None


def _baseline(reader: Reader, project: Project, tasks: Collection[Task]) -> _Baseline:
    """The baseline that was agreed last; where none was, the baseline dates that the records state."""
    agreed = agreed_last(reader, project.id).get(project.id)
    if agreed is None:
        ends = {each.id: _over(each.end_baseline) for each in tasks}
        end, stated = _over(project.end_baseline), _known(ends)
        return _Baseline(_(STATED_LABEL) if stated or end else "", stated, end)
    picture = picture_kept(reader, agreed.id)
    name = _("Baseline “{title}”").format(title=agreed.title)
    if agreed.taken_on is not None:
        name = _("{baseline} of {day}").format(baseline=name, day=format_date(agreed.taken_on))
    here = {each.id for each in tasks}
    ends = {id: _at(then.finish) for id, then in picture.tasks.items() if id in here}
    return _Baseline(name, _known(ends), _at(picture.project.finish))


def _known(ends: Mapping[Id, Instant | None]) -> Mapping[str, Instant]:
    return {id: end for id, end in ends.items() if end is not None}


def _assigned(reader: Reader, tasks: Collection[Task]) -> Collection[str] | None:
    """The tasks that somebody or something works on, an owner included; None where there is not one."""
    ids = {each.id for each in tasks}
    given = reader.values(reader.catalogue.entity("assignment"), ("task_id",))
    found = {task for _assignment, task in given if task in ids}
    found |= {each.id for each in tasks if isinstance(each.owner_id, str)}
    return found or None


def _length_is_guessed(task: Task) -> bool:
    """Whether the engine takes a day for want of anything better."""
    if task.kind == "milestone" or task.duration is not None or task.start_actual or task.status in _OVER:
        return False
    return not (isinstance(task.start, date) and isinstance(task.end, date))


def _promises(reader: Reader, project: Id, tasks: Collection[str]) -> tuple[Promise, ...]:
    """The open promises to and by the project behind which a task of the giver stands."""
    entity = reader.catalogue.entity("dependency")
    where = together(
        (
            still_open(reader.catalogue, entity),
            All((Test("promised", Op.KNOWN), Test("plan_date", Op.KNOWN))),
        )
    )
    fields = ("title", "project_id", "giver_id", "task_id", "giver_task_id", "outdated", "delivered_on")
    return tuple(
        Promise(id, title or "", bool(outdated))
        for id, title, taker, giver, task, giver_task, outdated, delivered in reader.values(
            entity, fields, where
        )
        if delivered is None and (project in (taker, giver) or task in tasks or giver_task in tasks)
    )


def _milestones(reader: Reader, project: Id, tasks: Collection[Task]) -> Iterator[Watched]:
    """The open milestones of the register that follow a task, or that one task of the plan has the name of."""
    named: dict[str, list[Task]] = {}
    for task in tasks:
        named.setdefault(_name(task.title), []).append(task)
    entity = reader.catalogue.entity("milestone")
    where = together((still_open(reader.catalogue, entity), Test("project_id", Op.IS, project)))
    fields = ("title", "forecast", "task_id")
    for id, title, forecast, followed in reader.values(entity, fields, where):
        said = forecast if isinstance(forecast, date) else None
        same = named.get(_name(title), [])
        if followed is not None:
            yield Watched(id, title or "", said, said)
        elif len(same) == 1:
            finish = same[0].finishes
            yield Watched(id, title or "", said, finish.date() if isinstance(finish, datetime) else None)


def _name(title: str | None) -> str:
    return " ".join((title or "").casefold().split())


def _codes(reader: Reader, ids: Collection[str]) -> Mapping[str, str]:
    """The codes by which findings are read aloud."""
    found: dict[str, str] = {}
    for entity in ("task", "dependency", "milestone"):
        for record in reader.many(reader.catalogue.entity(entity), [Id(id) for id in ids]):
            found[record.id] = str(record["code"] or "")
    return found


def _at(finish: datetime | None) -> Instant | None:
    return None if finish is None else instant(finish)


def _over(day: object) -> Instant | None:
    """When a day is over."""
    return instant(day) + DAY if isinstance(day, date) else None
