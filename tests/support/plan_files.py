# SPDX-License-Identifier: Apache-2.0
"""A small invented plan with something of everything, and plans for hypothesis that a format can hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from portfolio_desktop.domain.schedule.calendars import instant
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    CustomField,
    FieldKind,
    PlanAssignment,
    PlanCalendar,
    PlanException,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
    ResourceKind,
)

DAY = ((480, 720), (780, 1020))
WEEK = (DAY,) * 5 + ((),) * 2


def at(day: int, hour: int = 8, month: int = 4) -> int:
    """A moment of the spring of 2026."""
    return instant(date(2026, month, day)) + hour * 60


def sample_plan() -> PlanFile:
    """A library is moved: a summary, two tasks, a milestone, three kinds of link, people, crates and custom fields."""
    return PlanFile(
        form="mspdi",
        project=PlanProject(
            title="Library",
            author="Ada Finch",
            program="Microsoft Project 14",
            start=at(1),
            finish=at(17, 17),
            status_date=at(3, 17),
            currency="GBP",
            calendar="1",
        ),
        tasks=_library(),
        links=(
            PlanLink(predecessor="2", successor="3", lag=480),
            PlanLink(predecessor="2", successor="4", kind=LinkKind.FF),
            PlanLink(predecessor="3", successor="4", kind=LinkKind.SS, lag=2880, lag_kind=LagKind.ELAPSED),
        ),
        calendars=(
            PlanCalendar(
                uid="1",
                name="Office",
                week=WEEK,
                exceptions=(
                    PlanException(first=date(2026, 4, 3), last=date(2026, 4, 3), name="Good Friday"),
                    PlanException(first=date(2026, 4, 6), last=date(2026, 4, 6), name="Easter Monday"),
                ),
            ),
            PlanCalendar(uid="2", name="Lorries", week=(((360, 1440),),) * 6 + ((),)),
        ),
        resources=(
            PlanResource(uid="1", name="Bob Hill", code="BH", max_units=2.0, rate=Decimal("25.5")),
            PlanResource(uid="2", name="Crates", kind=ResourceKind.MATERIAL, unit="pieces", rate=Decimal(3)),
        ),
        assignments=(
            PlanAssignment(uid="1", task="2", resource="1", work=2400, actual_work=960, start=at(1), finish=at(8, 17)),
            PlanAssignment(uid="2", task="3", units=0.5),
        ),
        fields=(CustomField(name="Floor"), CustomField(name="Boxes", kind=FieldKind.NUMBER)),
    )  # fmt: skip


def _library() -> tuple[PlanTask, ...]:
    return (
        PlanTask(uid="1", name="Move the library", wbs="1", summary=True, start=at(1), finish=at(17, 17)),
        PlanTask(
            uid="2",
            name="Pack the books <carefully> & label them",
            wbs="1.1",
            parent="1",
            duration=5 * 480,
            start=at(1),
            finish=at(8, 17),
            actual_start=at(1),
            percent=40.0,
            remaining=3 * 480,
            constraint=Constraint.START_NO_EARLIER,
            constraint_at=at(1),
            priority=750,
            cost=Decimal("1200.5"),
            fixed_cost=Decimal("200.5"),
            work=2400,
            notes="Shelf by shelf.\nThe map room last.",
            baselines={0: Baseline(start=at(1), finish=at(7, 17), duration=2400, work=2400)},
            values={"Floor": "Second", "Boxes": 240.0},
        ),
        PlanTask(
            uid="3",
            name="Carry them over",
            wbs="1.2",
            parent="1",
            duration=4 * 480,
            start=at(9),
            finish=at(14, 17),
            percent=0.0,
            remaining=4 * 480,
            deadline=at(15, 17),
            calendar="2",
            values={"Floor": "Ground"},
        ),
        PlanTask(
            uid="4", name="Doors open", wbs="1.3", parent="1", milestone=True, duration=0, start=at(17, 17),
            finish=at(17, 17), percent=0.0, remaining=0,
        ),
    )  # fmt: skip


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30).map(str.strip)
_INSTANTS = st.integers(0, 60_000_000)
_MINUTES = st.integers(0, 1_000_000)
_AMOUNTS = st.integers(0, 10**9).map(lambda cents: (Decimal(cents) / 100).normalize() + 0)
_KINDS = {
    FieldKind.TEXT: _WORDS.filter(bool),
    FieldKind.NUMBER: st.integers(-(10**6), 10**6).map(float),
    FieldKind.FLAG: st.booleans(),
    FieldKind.DATE: _INSTANTS,
    FieldKind.DURATION: _MINUTES,
}
_BASELINES = st.builds(
    Baseline, start=_INSTANTS, finish=_INSTANTS, duration=_MINUTES, cost=_AMOUNTS, work=_MINUTES
)


@st.composite
def plan_files(draw: st.DrawFn) -> PlanFile:
    """Any plan that Microsoft Project's XML can hold whole."""
    fields = tuple(CustomField(name=f"Field {kind}", kind=kind) for kind in _KINDS)
    calendars = tuple(
        PlanCalendar(uid=str(number), name=f"Calendar {number}", week=WEEK)
        for number in range(1, draw(st.integers(2, 4)))
    )
    which = st.none() | st.sampled_from([calendar.uid for calendar in calendars])
    tasks: list[PlanTask] = []
    for number in range(1, draw(st.integers(2, 8))):
        parent = draw(st.none() | st.sampled_from(tasks)) if tasks else None
        line = {task.uid for task in tasks[-1:]} | _above(tasks)
        tasks.append(draw(_tasks(str(number), parent.uid if parent and parent.uid in line else None, which)))
    parents = {task.parent for task in tasks}
    tasks = [_as_summary(task) if task.uid in parents else task for task in tasks]
    uids = [task.uid for task in tasks]
    links = draw(st.lists(st.builds(_link, *[st.sampled_from(uids)] * 2, st.sampled_from(list(LinkKind)),
                                    st.integers(-9999, 9999), st.sampled_from(list(LagKind))),
                          max_size=8, unique=True))  # fmt: skip
    order = {uid: place for place, uid in enumerate(uids)}
    return PlanFile(
        form="mspdi",
        project=PlanProject(title=draw(_WORDS), program="Microsoft Project 14", start=draw(_INSTANTS), currency="GBP"),
        tasks=tuple(tasks),
        links=tuple(sorted((one for one in links if one.predecessor != one.successor),
                           key=lambda one: order[one.successor])),
        calendars=calendars,
        fields=tuple(one for one in fields if any(one.name in task.values for task in tasks)),
    )  # fmt: skip


def _above(tasks: list[PlanTask]) -> set[str]:
    """The summaries that the last task stands under: only these can take the next."""
    known = {task.uid: task.parent for task in tasks}
    line, at_uid = set(), tasks[-1].uid if tasks else None
    while at_uid is not None:
        line.add(at_uid)
        at_uid = known[at_uid]
    return line


def _link(before: str, after: str, kind: LinkKind, lag: int, lag_kind: LagKind) -> PlanLink:
    return PlanLink(predecessor=before, successor=after, kind=kind, lag=lag, lag_kind=lag_kind)


def _as_summary(task: PlanTask) -> PlanTask:
    return replace(task, summary=True)


def _tasks(
    uid: str, parent: str | None, calendars: st.SearchStrategy[str | None]
) -> st.SearchStrategy[PlanTask]:
    dated = st.sampled_from(list(Constraint)[2:])
    constraints = st.tuples(st.sampled_from([Constraint.ASAP, Constraint.ALAP]), st.none()) | st.tuples(
        dated, _INSTANTS
    )
    custom = st.fixed_dictionaries({}, optional={f"Field {kind}": values for kind, values in _KINDS.items()})
    plain = st.builds(
        PlanTask,
        uid=st.just(uid),
        name=_WORDS,
        wbs=_WORDS.filter(bool),
        parent=st.just(parent),
        milestone=st.booleans(),
        manual=st.booleans(),
        active=st.booleans(),
        duration=st.none() | _MINUTES,
        elapsed=st.booleans(),
        estimated=st.booleans(),
        start=st.none() | _INSTANTS,
        finish=st.none() | _INSTANTS,
        actual_start=st.none() | _INSTANTS,
        percent=st.none() | st.integers(0, 100).map(float),
        remaining=st.none() | _MINUTES,
        deadline=st.none() | _INSTANTS,
        priority=st.integers(0, 1000),
        calendar=calendars,
        cost=st.none() | _AMOUNTS,
        fixed_cost=st.none() | _AMOUNTS,
        work=st.none() | _MINUTES,
        critical=st.none() | st.booleans(),
        notes=_WORDS,
        baselines=st.dictionaries(st.integers(0, 10), _BASELINES, max_size=3),
        values=custom,
    )
    return st.builds(_constrained, plain, constraints)


def _constrained(task: PlanTask, constraint: tuple[Constraint, int | None]) -> PlanTask:
    return replace(task, constraint=constraint[0], constraint_at=constraint[1])
