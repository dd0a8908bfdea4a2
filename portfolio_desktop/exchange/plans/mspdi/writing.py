# SPDX-License-Identifier: Apache-2.0
"""From a `PlanFile` to Microsoft Project's XML. Elements stand in the order that the format's schema asks for."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.domain.schedule.plan import Constraint, LagKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.mspdi.facts import CONSTRAINTS, LINKS
from portfolio_desktop.exchange.plans.mspdi.written_calendars import write_calendars
from portfolio_desktop.exchange.plans.mspdi.written_fields import Places
from portfolio_desktop.exchange.plans.numbering import numbered
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    LeftOut,
    PlanAssignment,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanResource,
    PlanTask,
    ResourceKind,
    Written,
)
from portfolio_desktop.exchange.plans.settling import Aside

_NAMESPACE = "http://schemas.microsoft.com/project"
_WORKING, _ELAPSED, _PERCENT, _ESTIMATED = 7, 8, 19, 32  # days, days of the clock; a mark added to either
_MOST_BASELINES = 11
_UNASSIGNED = "-65535"

_SECOND = N_("Second constraints (Microsoft Project has one for a task): {count}")
_BASELINES = N_("Baselines beyond the eleven that Microsoft Project keeps: {count}")
_MUST_FINISH = N_(
    "Dates by which the project must be finished, now the deadline of its summary task, which binds nothing: {count}"
)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The number of each identity."""

    tasks: dict[str, int]
    calendars: dict[str, int]
    resources: dict[str, int]
    assignments: dict[str, int]


def write_mspdi(plan: PlanFile) -> Written:
    """The plan as a file that Microsoft Project opens, and what it cannot hold."""
    aside = Aside()
    numbers = _Numbers(
        numbered(task.uid for task in plan.tasks),
        numbered(calendar.uid for calendar in plan.calendars),
        numbered(resource.uid for resource in plan.resources),
        numbered((assignment.uid for assignment in plan.assignments), least=0),
    )
    places = Places(plan, aside)
    root = etree.Element("Project", nsmap={None: _NAMESPACE})
    _write_project(root, plan.project, numbers)
    places.define(root)
    write_calendars(etree.SubElement(root, "Calendars"), plan, numbers.calendars)
    _write_tasks(etree.SubElement(root, "Tasks"), plan, numbers, places, aside)
    resources = etree.SubElement(root, "Resources")
    for resource in plan.resources:
        _write_resource(etree.SubElement(resources, "Resource"), resource, numbers, places)
    assignments = etree.SubElement(root, "Assignments")
    for assignment in plan.assignments:
        _write_assignment(etree.SubElement(assignments, "Assignment"), assignment, numbers)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Written(
        data=data,
        left_out=tuple(LeftOut(message=message, count=count) for message, count in aside.items() if count),
    )


def put(element: etree._Element, **facts: object) -> None:
    """An element inside for each fact that is known, in this order."""
    for name, value in facts.items():
        if value is not None and value != "":
            etree.SubElement(element, name).text = str(int(value)) if isinstance(value, bool) else str(value)


def _at(at: int | None) -> str | None:
    return None if at is None else values.iso(at)


def _for(minutes: int | None) -> str | None:
    return None if minutes is None else values.iso_period(minutes)


def _cents(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{(amount * 100).normalize():f}"


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(value)


def _write_project(root: etree._Element, project: PlanProject, numbers: _Numbers) -> None:
    is_code = len(project.currency) == 3 and project.currency.isascii() and project.currency.isupper()
    put(
        root,
        SaveVersion=14,
        GUID=values.clean(project.uid),
        Name=values.clean(project.title),
        Title=values.clean(project.title),
        Company=values.clean(project.company),
        Manager=values.clean(project.manager),
        Author=values.clean(project.author),
        LastSaved=_at(project.saved),
        ScheduleFromStart=not project.from_finish,
        StartDate=_at(project.start),
        FinishDate=_at(project.finish),
        CurrencySymbol=None if is_code else values.clean(project.currency),
        CurrencyCode=project.currency if is_code else None,
        CalendarUID=None if project.calendar is None else numbers.calendars[project.calendar],
        MinutesPerDay=project.minutes_per_day,
        MinutesPerWeek=project.minutes_per_week,
        DaysPerMonth=project.days_per_month,
        StatusDate=_at(project.status_date),
    )


def _write_tasks(
    parent: etree._Element, plan: PlanFile, numbers: _Numbers, places: Places, aside: Aside
) -> None:
    before: dict[str, list[PlanLink]] = defaultdict(list)
    for link in plan.links:
        before[link.successor].append(link)
    whole = _whole(plan, aside)
    if whole is not None:
        _write_task(etree.SubElement(parent, "Task"), whole, _Place(0, 0, "0"), numbers, places, aside)
    levels: dict[str, tuple[int, str]] = {}
    children = Counter[str | None]()
    for row, task in enumerate(plan.tasks, 1):
        level, outline = levels.get(task.parent or "", (0, ""))
        children[task.parent] += 1
        outline = f"{outline}.{children[task.parent]}" if outline else str(children[task.parent])
        levels[task.uid] = level + 1, outline
        element = etree.SubElement(parent, "Task")
        place = _Place(row, level + 1, outline, tuple(before[task.uid]))
        _write_task(element, task, place, numbers, places, aside)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a task stands in the outline, and what it waits for. Row 0 is the project as one task."""

    row: int
    level: int
    outline: str
    before: tuple[PlanLink, ...] = ()


def _whole(plan: PlanFile, aside: Aside) -> PlanTask | None:
    """The project as one task. Only there is a place for the date by which all must be finished."""
    must_finish = plan.project.must_finish
    if must_finish is None:
        return plan.whole
    aside[_MUST_FINISH] += 1
    whole = plan.whole or PlanTask(uid="0", name=plan.project.title, summary=True)
    return replace(whole, deadline=must_finish)


def _write_task(
    element: etree._Element,
    task: PlanTask,
    place: _Place,
    numbers: _Numbers,
    places: Places,
    aside: Aside,
) -> None:
    """The facts of a task, in the order that the schema asks for, then all that there may be several of."""
    _write_identity(element, task, place, numbers)
    _write_span(element, task)
    _write_state(element, task)
    _write_conditions(element, task, numbers, aside)
    for link in place.before:
        _write_link(etree.SubElement(element, "PredecessorLink"), link, numbers)
    places.write(element, task.values, code=task.code)
    for number, baseline in sorted(task.baselines.items()):
        if 0 <= number < _MOST_BASELINES:
            _write_baseline(etree.SubElement(element, "Baseline"), number, baseline, _format(task))
        else:
            aside[_BASELINES] += 1


def _format(task: PlanTask) -> int:
    return _ELAPSED if task.elapsed else _WORKING


def _write_identity(element: etree._Element, task: PlanTask, place: _Place, numbers: _Numbers) -> None:
    put(
        element,
        UID=numbers.tasks[task.uid] if place.row else 0,
        GUID=values.clean(task.guid),
        ID=place.row,
        Name=values.clean(task.name),
        Active=task.active,
        Manual=task.manual,
        Type=0,
        IsNull=0,
        WBS=values.clean(task.wbs),
        OutlineNumber=place.outline,
        OutlineLevel=place.level,
        Priority=task.priority,
    )


def _write_span(element: etree._Element, task: PlanTask) -> None:
    put(
        element,
        Start=_at(task.start),
        Finish=_at(task.finish),
        Duration=_for(task.duration),
        ManualStart=_at(task.start) if task.manual else None,
        ManualFinish=_at(task.finish) if task.manual else None,
        ManualDuration=_for(task.duration) if task.manual else None,
        DurationFormat=_format(task) + _ESTIMATED if task.estimated else _format(task),
        Work=_for(task.work),
    )


def _write_state(element: etree._Element, task: PlanTask) -> None:
    put(
        element,
        Estimated=task.estimated,
        Milestone=task.milestone,
        Summary=task.summary,
        Critical=task.critical,
        FixedCost=_cents(task.fixed_cost),
        PercentComplete=None if task.percent is None else round(task.percent),
        Cost=_cents(task.cost),
        ActualStart=_at(task.actual_start),
        ActualFinish=_at(task.actual_finish),
        ActualCost=_cents(task.actual_cost),
        RemainingDuration=_for(task.remaining),
    )


def _write_conditions(element: etree._Element, task: PlanTask, numbers: _Numbers, aside: Aside) -> None:
    put(
        element,
        ConstraintType=CONSTRAINTS.index(task.constraint),
        CalendarUID=-1 if task.calendar is None else numbers.calendars[task.calendar],
        ConstraintDate=_at(task.constraint_at),
        Deadline=_at(_deadline(task, aside)),
        Hyperlink=values.clean(task.hyperlink),
        HyperlinkAddress=values.clean(task.hyperlink),
        Notes=values.clean(task.notes),
    )


def _deadline(task: PlanTask, aside: Aside) -> int | None:
    """A second constraint that only asks for a finish is a deadline; another has no place."""
    if task.second_constraint is None:
        return task.deadline
    if task.second_constraint is Constraint.FINISH_NO_LATER and task.deadline is None:
        return task.second_constraint_at
    aside[_SECOND] += 1
    return task.deadline


def _write_link(element: etree._Element, link: PlanLink, numbers: _Numbers) -> None:
    formats = {LagKind.WORKING: _WORKING, LagKind.ELAPSED: _ELAPSED, LagKind.PERCENT: _PERCENT}
    put(
        element,
        PredecessorUID=numbers.tasks[link.predecessor],
        Type=LINKS.index(link.kind),
        CrossProject=0,
        LinkLag=link.lag if link.lag_kind is LagKind.PERCENT else link.lag * 10,  # tenths of minutes
        LagFormat=formats[link.lag_kind],
    )


def _write_baseline(element: etree._Element, number: int, baseline: Baseline, duration: int) -> None:
    put(
        element,
        Number=number,
        Start=_at(baseline.start),
        Finish=_at(baseline.finish),
        Duration=_for(baseline.duration),
        DurationFormat=duration,
        Work=_for(baseline.work),
        Cost=_cents(baseline.cost),
    )


def _write_resource(
    element: etree._Element, resource: PlanResource, numbers: _Numbers, places: Places
) -> None:
    material = resource.kind is ResourceKind.MATERIAL
    put(
        element,
        UID=numbers.resources[resource.uid],
        GUID=values.clean(resource.guid),
        ID=numbers.resources[resource.uid],
        Name=values.clean(resource.name),
        Type=1 if resource.kind is ResourceKind.WORK else 0,
        IsNull=0,
        Initials=values.clean(resource.code),
        MaterialLabel=values.clean(resource.unit),
        Group=values.clean(resource.group),
        MaxUnits=_number(resource.max_units),
        StandardRate=None if resource.rate is None else f"{resource.rate.normalize():f}",
        StandardRateFormat=8 if material else 2,  # a unit, or an hour
        CostPerUse=_cents(resource.cost_per_use),
        CalendarUID=None if resource.calendar is None else numbers.calendars[resource.calendar],
        Notes=values.clean(resource.notes),
        IsCostResource=1 if resource.kind is ResourceKind.COST else None,
    )
    places.write(element, resource.values, of_resource=True)


def _write_assignment(element: etree._Element, assignment: PlanAssignment, numbers: _Numbers) -> None:
    resource = assignment.resource
    put(
        element,
        UID=numbers.assignments[assignment.uid],
        TaskUID=numbers.tasks[assignment.task],
        ResourceUID=_UNASSIGNED if resource is None else numbers.resources[resource],
        ActualCost=_cents(assignment.actual_cost),
        ActualWork=_for(assignment.actual_work),
        Cost=_cents(assignment.cost),
        Finish=_at(assignment.finish),
        Start=_at(assignment.start),
        Units=_number(assignment.units),
        Work=_for(assignment.work),
    )
