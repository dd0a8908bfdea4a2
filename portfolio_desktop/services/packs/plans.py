# SPDX-License-Identifier: Apache-2.0
"""The plans of a pack: what each comes to, the rows that stand on its page, and what projects hand to one another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.schedule import (
    Checked,
    HandedOver,
    PackPlan,
    PackSchedule,
    PlanArrow,
    PlanBar,
    Slipped,
)
from portfolio_desktop.domain.plan_check.outcome import Verdict
from portfolio_desktop.domain.plan_check.points import STANDARDS
from portfolio_desktop.domain.schedule.because import because, chain
from portfolio_desktop.domain.schedule.calendars import DAY, instant
from portfolio_desktop.domain.schedule.clashes import conflict
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.services.packs.plan_rows import chosen_rows
from portfolio_desktop.services.planning.baselines.agreed import Agreed, agreed_last
from portfolio_desktop.services.planning.checking import check_in
from portfolio_desktop.services.planning.hand_overs import HandOver, hand_overs_in
from portfolio_desktop.services.planning.latest import last_day
from portfolio_desktop.services.planning.paths import bridged, last_leaf
from portfolio_desktop.services.planning.plans import schedule_in
from portfolio_desktop.services.planning.rows import Row, RowKind, Timeline
from portfolio_desktop.services.planning.scope import STATED, Colour, Grouping, Scope
from portfolio_desktop.services.planning.timeline import timeline_in
from portfolio_desktop.storage.read import Reader

_MIDNIGHT = timedelta(minutes=1)


@dataclass(slots=True)
class _Plans:
    """What is read once for all plans. `paged` are the projects whose plan has a page of its own."""

    reader: Reader
    paged: Collection[str]
    before: PackData | None
    baselines: Mapping[Id, Agreed]
    _known: dict[Id, Schedule | str] = field(default_factory=dict)

    def schedule(self, project: Id) -> Schedule | str:
        """The dates that follow for the project and all that it hangs together with; else why none do."""
        if project not in self._known:
            try:
                found = schedule_in(self.reader, [project])
            except Refusal as refusal:
                self._known[project] = str(refusal)
            else:
                self._known |= dict.fromkeys(map(Id, found.finishes), found)
                self._known.setdefault(project, found)
        return self._known[project]


def schedule_of(
    reader: Reader,
    records: Sequence[Project],
    projects: Sequence[PackProject],
    paged: Collection[str],
    before: PackData | None,
) -> PackSchedule:
    """The plans of `records`, whose rows in the pack are `projects`; those of `paged` with the bars of a page."""
    counted = _tasks(reader)
    plans = _Plans(reader, paged, before, agreed_last(reader))
    by_key = {each.key: each for each in projects}
    kept = {each.id for each in records}
    gives = [
        each for each in hand_overs_in(reader) if each.giver.project in kept or each.receiver.project in kept
    ]
    told = tuple(_handed(each) for each in gives)
    calendar = (
        timeline_in(reader, Scope(projects=frozenset((records[0].id,))))
        if counted and records
        else Timeline()
    )
    return PackSchedule(
        plans=tuple(
            _plan(plans, each, by_key[each.id], counted[each.id]) for each in records if each.id in counted
        ),
        hand_overs=tuple(each for each in told if each.late or each.outdated),
        open=len(gives),
        weekend=tuple(sorted(calendar.weekend)),
        days_off=tuple(sorted(calendar.days_off)),
    )


def _tasks(reader: Reader) -> Mapping[str, int]:
    """How many tasks the plan of each project has; a project without any has no plan."""
    counted: dict[str, int] = {}
    entity = reader.catalogue.entity("task")
    for _id, project, status in reader.values(entity, ("project_id", "status"), Test("project_id", Op.KNOWN)):
        if status != "dropped":
            counted[project] = counted.get(project, 0) + 1
    return counted


def _plan(plans: _Plans, record: Project, project: PackProject, tasks: int) -> PackPlan:
    agreed = plans.baselines.get(record.id)
    scope = Scope(
        projects=frozenset((record.id,)),
        group=Grouping.NONE,
        colour=Colour.CRITICAL,
        baselines=(agreed.title if agreed else STATED,),
    )
    shown = timeline_in(plans.reader, scope)
    head = shown.rows[0]
    was = head.baselines[0].finish if head.baselines else None
    found = plans.schedule(record.id)
    path, why = _held(found, record.id)
    must_finish = _promised(record, found, path)
    plan = PackPlan(
        project=record.id,
        tasks=tasks,
        start=head.span.start.date() if head.span.start else None,
        finish=(head.span.finish - _MIDNIGHT).date() if head.span.finish else None,
        baseline=(was - _MIDNIGHT).date() if was else None,
        baseline_name=agreed.title if agreed else "",
        must_finish=must_finish,
        spare=_spare(found, record.id, must_finish),
        because=why,
    )
    return _with_page(plans, plan, shown, path, project) if record.id in plans.paged else plan


def _with_page(
    plans: _Plans,
    plan: PackPlan,
    shown: Timeline,
    path: Sequence[str],
    project: PackProject,
) -> PackPlan:
    rows, left_out = chosen_rows(shown.rows, path)
    keys = {row.key for row in rows}
    bars = tuple(_bar(row) for row in rows)
    return replace(
        plan,
        bars=bars,
        arrows=tuple(
            PlanArrow(each.before, each.after, each.kind, each.critical, each.outdated)
            for each in bridged(shown.arrows, keys)
        ),
        left_out=left_out,
        slipped=_slipped(plans.before, plan.project, project, shown.rows),
        checked=_checked(plans.reader, Id(plan.project)),
    )


def _held(found: Schedule | str, project: Id) -> tuple[Sequence[str], str]:
    """The tasks that hold the finish, from the last back, and a sentence that says how."""
    if isinstance(found, str):
        return (), found
    last = last_leaf(found, project)
    if last is None:
        return (), ""
    path = [last, *(link.predecessor for link in chain(found, last))]
    broken = conflict(found, last)
    if broken is not None:
        return path, broken.sentence
    name = found.network.outline.of[last].name
    return path, _("‘{name}’ comes last: {because}.").format(name=name, because=because(found, last))


def _promised(record: Project, found: Schedule | str, path: Sequence[str]) -> date | None:
    """The day by which the project must be finished; where none is set, the deadline of what comes last."""
    if isinstance(record.must_finish, date):
        return record.must_finish
    if isinstance(found, str) or not path:
        return None
    deadline = found.network.activity[found.network.node[path[0]]].deadline
    return None if deadline is None else last_day(deadline)


def _spare(found: Schedule | str, project: Id, must_finish: date | None) -> Decimal | None:
    """Working days from the finish that the plan comes to until the promised one is over."""
    if isinstance(found, str) or must_finish is None or project not in found.finishes:
        return None
    calendar = found.plan.calendars.get(project) or found.plan.calendars[""]
    ends = calendar.before(instant(must_finish) + DAY)
    minutes = ends - calendar.before(found.finishes[project])
    return (Decimal(minutes) / calendar.minutes_per_day).quantize(Decimal("0.1")).normalize()


def _bar(row: Row) -> PlanBar:
    was = row.baselines[0] if row.baselines else None
    return PlanBar(
        key=row.key,
        kind=str(row.kind),
        title=row.title,
        level=row.level,
        start=row.span.start,
        finish=row.span.finish,
        was_start=was.start if was else None,
        was_finish=was.finish if was else None,
        late=row.late.finish,
        spare=None if row.total_float is None else Decimal(str(row.total_float)),
        progress=None if row.progress is None else round(row.progress * 100),
        critical=row.critical,
        over=row.done,
        deadline=row.deadline,
        conflict=row.conflict,
    )


def _slipped(
    before: PackData | None, key: str, project: PackProject, rows: Sequence[Row]
) -> tuple[Slipped, ...]:
    """Milestones, of the register and of the plan, that are expected later than the pack before said."""
    if before is None:
        return ()
    was = next((each for each in before.projects if each.key == key), None)
    names = [each.name for each in was.milestones] if was else []
    then = {each.name: each.expected for each in was.milestones if names.count(each.name) == 1} if was else {}
    found = {
        each.name: Slipped(each.name, day, each.expected)
        for each in project.milestones
        if (day := then.get(each.name)) and each.expected and each.expected > day
    }
    plans = before.schedule.plans if before.schedule else ()
    printed = {bar.key: bar for plan in plans if plan.project == key for bar in plan.bars}
    followed = {row.follows for row in rows}  # of these the register's milestone is told
    for row in rows:
        bar = printed.get(row.key)
        if (
            row.kind is RowKind.MILESTONE
            and row.key not in followed
            and bar
            and bar.finish
            and row.span.finish
        ):
            day, now = (bar.finish - _MIDNIGHT).date(), (row.span.finish - _MIDNIGHT).date()
            if now > day:
                found.setdefault(row.title, Slipped(row.title, day, now))
    return tuple(sorted(found.values(), key=lambda each: (each.was - each.now, each.title)))


def _checked(reader: Reader, project: Id) -> Checked | None:
    """None where no dates follow from the plan, so that there is nothing to judge."""
    try:
        found = check_in(reader, project)
    except Refusal:
        return None
    failing = [
        _(STANDARDS[each.point].label) for each in found.outcomes if each.verdict is Verdict.NOT_PASSED
    ]
    passed, failed, unjudged = map(found.count, (Verdict.PASSED, Verdict.NOT_PASSED, Verdict.NOT_JUDGED))
    return Checked(passed, failed, unjudged, tuple(failing))


def _handed(each: HandOver) -> HandedOver:
    return HandedOver(
        code=each.code,
        title=each.title,
        giver=each.giver.title,
        receiver=each.receiver.title,
        giver_key=each.giver.project or "",
        receiver_key=each.receiver.project or "",
        promised=each.promised,
        needed=each.needed,
        latest=each.latest,
        planned=each.planned,
        spare=each.spare,
        outdated=each.outdated,
    )
