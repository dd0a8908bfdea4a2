# SPDX-License-Identifier: Apache-2.0
"""From Microsoft Project's XML to a `PlanFile`. Runs in the child process; works out nothing that the file does not say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.mspdi.calendars import read_calendars
from portfolio_desktop.exchange.plans.mspdi.facts import (
    CONSTRAINTS,
    DATED,
    ELAPSED_FORMATS,
    ELAPSED_PERCENT,
    ESTIMATED,
    LINKS,
    PERCENT,
    Facts,
    each,
    facts_of,
    flag,
    get,
    located,
    split,
)
from portfolio_desktop.exchange.plans.mspdi.fields import Definitions, definitions
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    FieldValue,
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
    ResourceKind,
)
from portfolio_desktop.exchange.plans.settling import Aside, settle
from portfolio_desktop.exchange.untrusted.markup import parse_xml

_EXTERNAL = N_("Tasks that stand in for tasks of other plans, which are not in the file: {count}")
_SUBPROJECT = N_("Tasks that stand for whole plans in files of their own: {count}")
_CROSS = N_("Links from tasks of other plans: {count}")
_EFFORT = N_("Tasks that keep their duration or their work when people are added: {count}")
_LEVELLING = N_("Delays that levelling has put before tasks: {count}")
_SPREAD = N_("Assignments with their work spread by hand or by day: {count}")
_PROMISED_WORK = N_("Baselines of single assignments and resources: {count}")
_RATES = N_("Resources with further rates, or there for only part of the time: {count}")
_ADDRESSES = N_("E-mail addresses of people: {count}")
_ELAPSED_SHARE = N_("Lags in percent of elapsed time, now as much elapsed time: {count}")

_UNASSIGNED = {"-65535", "65535", "-1", ""}


@dataclass(slots=True)
class _Reading:
    """What is gathered on the way."""

    fields: Definitions
    aside: Aside = field(default_factory=Aside)
    whole: PlanTask | None = None
    tasks: list[PlanTask] = field(default_factory=list)
    links: list[PlanLink] = field(default_factory=list)
    shares: list[PlanLink] = field(default_factory=list)  # lags in percent of elapsed time
    above: list[tuple[int, str]] = field(default_factory=list)  # the summaries over the task: level, uid


def read_mspdi(data: bytes, progress: Progress) -> PlanFile:
    """The plan in `data`. Raises Unsafe for what is no such plan."""
    root = parse_xml(data, progress)
    reading = _Reading(definitions(root))
    for _done in each(root, "Tasks", "Task", lambda element: _read_task(reading, element)):
        pass
    project = located(root, _project)
    if reading.whole is not None and reading.whole.deadline is not None:
        project = replace(project, must_finish=reading.whole.deadline)
    resources = each(root, "Resources", "Resource", lambda element: _resource(reading, element))
    assignments = tuple(
        each(root, "Assignments", "Assignment", lambda element: _assignment(reading.aside, element))
    )
    tasks = tuple(_marked(reading.tasks))
    plan = PlanFile(
        form="mspdi",
        project=project,
        whole=reading.whole,
        tasks=tasks,
        links=(*reading.links, *_elapsed_shares(reading)),
        calendars=read_calendars(root, _years(project, tasks)),
        resources=tuple(resource for resource in resources if resource),
        assignments=assignments,
        fields=tuple(reading.fields.used.values()),
    )
    return settle(plan, reading.aside)


def _project(root: etree._Element) -> PlanProject:
    facts = facts_of(root)
    return PlanProject(
        uid=values.clean(facts.get("GUID")),
        title=values.clean(facts.get("Title")) or values.clean(facts.get("Name")),
        author=values.clean(facts.get("Author")),
        manager=values.clean(facts.get("Manager")),
        company=values.clean(facts.get("Company")),
        program=values.clean(f"Microsoft Project {facts.get('SaveVersion', '')}"),
        start=get(facts, "StartDate", values.instant),
        finish=get(facts, "FinishDate", values.instant),
        status_date=get(facts, "StatusDate", values.instant),
        from_finish=not flag(facts, "ScheduleFromStart", otherwise=True),
        currency=values.clean(facts.get("CurrencyCode")) or values.clean(facts.get("CurrencySymbol")),
        calendar=_reference(facts, "CalendarUID"),
        minutes_per_day=get(facts, "MinutesPerDay", values.whole) or 480,
        minutes_per_week=get(facts, "MinutesPerWeek", values.whole) or 2400,
        days_per_month=get(facts, "DaysPerMonth", values.whole) or 20,
        saved=get(facts, "LastSaved", values.instant),
    )


def _reference(facts: Facts, name: str) -> str | None:
    """An identity that is pointed at; below 0 it points at nothing."""
    uid = facts.get(name, "").strip()
    return None if not uid or uid.startswith("-") else uid


def _read_task(reading: _Reading, element: etree._Element) -> None:
    facts, nested = split(element)
    if flag(facts, "IsNull"):
        return
    uid = facts.get("UID", "").strip()
    level = _level(facts)
    if flag(facts, "ExternalTask"):
        reading.aside[_EXTERNAL] += 1
        return
    _count_left_out(reading.aside, facts)
    while reading.above and reading.above[-1][0] >= level:
        reading.above.pop()
    parent = reading.above[-1][1] if reading.above else None
    task = _task(facts, uid, parent, _baselines(nested), reading.fields.read(nested))
    if uid == "0" and level == 0:
        reading.whole = task
        return
    reading.above.append((level, uid))
    reading.tasks.append(task)
    for name, part in nested:
        if name == "PredecessorLink":
            _read_link(reading, uid, facts_of(part))


def _level(facts: Facts) -> int:
    level = get(facts, "OutlineLevel", values.whole)
    return facts.get("OutlineNumber", "").count(".") + 1 if level is None else level


def _count_left_out(aside: Aside, facts: Facts) -> None:
    aside[_SUBPROJECT] += flag(facts, "IsSubproject")
    aside[_EFFORT] += facts.get("Type", "0") in {"1", "2"} and not flag(facts, "Summary")
    aside[_LEVELLING] += facts.get("LevelingDelay", "0") != "0"


def _task(
    facts: Facts,
    uid: str,
    parent: str | None,
    baselines: dict[int, Baseline],
    custom: dict[str, FieldValue],
) -> PlanTask:
    form = get(facts, "DurationFormat", values.whole) or 0
    estimated = flag(facts, "Estimated")
    if form > ESTIMATED:
        form, estimated = form - ESTIMATED, True
    constraint = _constraint(facts)
    return PlanTask(
        uid=uid,
        name=values.clean(facts.get("Name")),
        guid=values.clean(facts.get("GUID")),
        wbs=values.clean(facts.get("WBS")) or values.clean(facts.get("OutlineNumber")),
        parent=parent,
        summary=flag(facts, "Summary"),
        milestone=flag(facts, "Milestone"),
        manual=flag(facts, "Manual"),
        active=flag(facts, "Active", otherwise=True),
        duration=get(facts, "Duration", values.period),
        elapsed=form in ELAPSED_FORMATS,
        estimated=estimated,
        start=get(facts, "Start", values.instant),
        finish=get(facts, "Finish", values.instant),
        actual_start=get(facts, "ActualStart", values.instant),
        actual_finish=get(facts, "ActualFinish", values.instant),
        percent=get(facts, "PercentComplete", values.number),
        remaining=get(facts, "RemainingDuration", values.period),
        constraint=constraint,
        constraint_at=get(facts, "ConstraintDate", values.instant) if constraint in DATED else None,
        deadline=get(facts, "Deadline", values.instant),
        priority=min(max(get(facts, "Priority", values.whole) or 0, 0), 1000) if "Priority" in facts else 500,
        calendar=_reference(facts, "CalendarUID"),
        cost=get(facts, "Cost", values.cents),
        fixed_cost=get(facts, "FixedCost", values.cents),
        actual_cost=get(facts, "ActualCost", values.cents),
        work=get(facts, "Work", values.period),
        critical=flag(facts, "Critical") if "Critical" in facts else None,
        notes=values.clean(facts.get("Notes")),
        hyperlink=values.clean(facts.get("HyperlinkAddress")) or values.clean(facts.get("Hyperlink")),
        baselines=baselines,
        values=custom,
    )


def _constraint(facts: Facts) -> Constraint:
    number = get(facts, "ConstraintType", values.whole) or 0
    constraint = CONSTRAINTS[number] if 0 <= number < len(CONSTRAINTS) else Constraint.ASAP
    return constraint if constraint not in DATED or facts.get("ConstraintDate") else Constraint.ASAP


def _baselines(nested: list[tuple[str, etree._Element]]) -> dict[int, Baseline]:
    found: dict[int, Baseline] = {}
    for name, element in nested:
        if name == "Baseline":
            facts = facts_of(element)
            found[get(facts, "Number", values.whole) or 0] = Baseline(
                start=get(facts, "Start", values.instant),
                finish=get(facts, "Finish", values.instant),
                duration=get(facts, "Duration", values.period),
                cost=get(facts, "Cost", values.cents),
                work=get(facts, "Work", values.period),
            )
    return found


def _read_link(reading: _Reading, successor: str, facts: Facts) -> None:
    if flag(facts, "CrossProject") and not facts.get("PredecessorUID"):
        reading.aside[_CROSS] += 1
        return
    kind = get(facts, "Type", values.whole)
    lag = get(facts, "LinkLag", values.whole) or 0
    form = get(facts, "LagFormat", values.whole) or 0
    form = form - ESTIMATED if form > ESTIMATED else form
    share = form in {PERCENT, ELAPSED_PERCENT}
    link = PlanLink(
        predecessor=facts.get("PredecessorUID", "").strip(),
        successor=successor,
        kind=LINKS[kind] if kind is not None and 0 <= kind < len(LINKS) else LinkKind.FS,
        lag=lag if share else round(lag / 10),  # tenths of minutes
        lag_kind=(
            LagKind.PERCENT
            if form == PERCENT
            else LagKind.ELAPSED
            if form in ELAPSED_FORMATS or form == ELAPSED_PERCENT
            else LagKind.WORKING
        ),
    )
    (reading.shares if form == ELAPSED_PERCENT else reading.links).append(link)


def _elapsed_shares(reading: _Reading) -> Iterator[PlanLink]:
    lasting = {task.uid: task.duration or 0 for task in reading.tasks}
    for link in reading.shares:
        reading.aside[_ELAPSED_SHARE] += 1
        yield replace(link, lag=round(lasting.get(link.predecessor, 0) * link.lag / 100))


def _resource(reading: _Reading, element: etree._Element) -> PlanResource | None:
    facts, nested = split(element)
    name = values.clean(facts.get("Name"))
    if flag(facts, "IsNull") or not name:
        return None
    names = [tag for tag, _part in nested]
    reading.aside[_ADDRESSES] += bool(facts.get("EmailAddress"))
    reading.aside[_PROMISED_WORK] += names.count("Baseline")
    reading.aside[_RATES] += "Rates" in names or "AvailabilityPeriods" in names
    return PlanResource(
        uid=facts.get("UID", "").strip(),
        name=name,
        guid=values.clean(facts.get("GUID")),
        code=values.clean(facts.get("Initials")),
        group=values.clean(facts.get("Group")),
        kind=_kind(facts),
        max_units=1.0 if (units := get(facts, "MaxUnits", values.number)) is None else units,
        rate=get(facts, "StandardRate", values.money),
        cost_per_use=get(facts, "CostPerUse", values.cents),
        calendar=_reference(facts, "CalendarUID"),
        unit=values.clean(facts.get("MaterialLabel")),
        notes=values.clean(facts.get("Notes")),
        values=reading.fields.read(nested),
    )


def _kind(facts: Facts) -> ResourceKind:
    if flag(facts, "IsCostResource") or facts.get("Type") == "2":
        return ResourceKind.COST
    return ResourceKind.MATERIAL if facts.get("Type") == "0" else ResourceKind.WORK


def _assignment(aside: Aside, element: etree._Element) -> PlanAssignment:
    facts, nested = split(element)
    names = [name for name, _part in nested]
    aside[_SPREAD] += "TimephasedData" in names
    aside[_PROMISED_WORK] += names.count("Baseline")
    resource = facts.get("ResourceUID", "").strip()
    return PlanAssignment(
        uid=facts.get("UID", "").strip(),
        task=facts.get("TaskUID", "").strip(),
        resource=None if resource in _UNASSIGNED else resource,
        units=1.0 if (units := get(facts, "Units", values.number)) is None else units,
        work=get(facts, "Work", values.period),
        actual_work=get(facts, "ActualWork", values.period),
        cost=get(facts, "Cost", values.cents),
        actual_cost=get(facts, "ActualCost", values.cents),
        start=get(facts, "Start", values.instant),
        finish=get(facts, "Finish", values.instant),
    )


def _marked(tasks: list[PlanTask]) -> Iterator[PlanTask]:
    """Every task that has tasks under it is a summary, whatever the file says."""
    parents = {task.parent for task in tasks}
    return (
        replace(task, summary=True) if task.uid in parents and not task.summary else task for task in tasks
    )


def _years(project: PlanProject, tasks: tuple[PlanTask, ...]) -> tuple[int, int]:
    """The first and the last year that the plan reaches into, and one more at each end."""
    known = [at for at in (project.start, project.finish, project.status_date) if at is not None]
    known += [at for task in tasks for at in (task.start, task.finish) if at is not None]
    if not known:
        return values.NOWHERE
    return values.day_of(min(known)).year - 1, values.day_of(max(known)).year + 1
