# SPDX-License-Identifier: Apache-2.0
"""The plan of a project: milestones that others wait for, tasks that people do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Milestone(Record, frozen=True, kw_only=True):
    """A date by which something is to be true, watched by more than the team that works for it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("Milestone"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "milestone.kind")] = None
    board: Annotated[
        bool | None,
        f.flag(N_("Shown to the board"), help=N_("A milestone that the pack shows on its timeline.")),
    ] = None
    critical: Annotated[bool | None, f.flag(N_("On the critical path"))] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=4)] = None
    criteria: Annotated[str | None, f.narrative(N_("It is met when"))] = None

    baseline: Annotated[date | Unknown | None, f.day(N_("Baseline"), register=5)] = None
    forecast: Annotated[
        date | Unknown | None,
        f.day(
            N_("Forecast"),
            register=6,
            help=N_("Of a milestone that follows a task, the date that the task has by its plan."),
        ),
    ] = None
    task_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Follows task"),
            "task",
            help=N_("A task of the same project, whose date in the plan is the forecast from then on."),
        ),
    ] = None
    task_date: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Date of the task"),
            "milestone.task_date",
            help=N_("Which of the task's dates is the forecast. Left empty, its finish."),
        ),
    ] = None
    actual: Annotated[date | Unknown | None, f.day(N_("Met on"), register=7)] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "milestone.status", default="open", register=8)
    ] = None
    rating: Annotated[Rating | Unknown | None, f.rating(N_("Rating"), "rag3", register=9)] = None
    confidence: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT, N_("Confidence"), help=N_("How likely it is that the forecast date will be kept.")
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


MILESTONE = define(
    Milestone,
    name="milestone",
    register="milestones",
    label=N_("Milestone"),
    plural=N_("Milestones"),
    prefix="MS",
    icon="flag",
    sections=(
        section(N_("What it is"), "code project_id title kind board critical owner_id criteria"),
        section(N_("When"), "baseline forecast task_id task_date actual"),
        section(N_("How it stands"), "status rating confidence note"),
    ),
    aliases={
        "code": "Milestone ID; Milestone number; Reference; Ref; ID; Nr; No",
        "project_id": "Project name; Project ID; Projekt",
        "title": "Milestone name; Name; Title; Description; Planned milestone; Bezeichnung; Meilenstein",
        "kind": "Milestone type; Type; Category",
        "board": "Board milestone; Key milestone; Critical milestone",
        "critical": "Critical; Critical path",
        "owner_id": "Responsible; Accountable; Milestone owner; Lead; Verantwortlich",
        "criteria": "Acceptance criteria; Results; Deliverables; Ergebnisse; Evidence",
        "baseline": "Baseline date; Planned date; Original date; Plan",
        "forecast": "Forecast date; Due date; Due; Current date; Revised date; Termin; Target date; Forecast / actual",
        "actual": "Actual date; Actual; Completed on; Date achieved",
        "status": "Milestone status; State",
        "rating": "RAG; RAG status; Milestone RAG",
        "confidence": "Probability; Likelihood of meeting date",
        "note": "Notes; Comments; Commentary; Bemerkung",
    },
)


_STATED = N_("The date that somebody gave. A task that follows its links starts when they allow.")


class Task(Record, frozen=True, kw_only=True):
    """A piece of work in a project's plan, with a start, an end and somebody to do it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    parent_id: Annotated[Id | Unknown | None, f.link(N_("Part of"), "task", tree=True)] = None
    title: Annotated[str | None, f.text(N_("Task"), required=True, register=2)] = None
    description: Annotated[str | None, f.narrative(N_("Description"))] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "task.kind")] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority")] = None
    labels: Annotated[
        str | None,
        f.text(N_("Labels"), help=N_("Words that a team tags its work with, with commas between them.")),
    ] = None
    sprint: Annotated[str | None, f.text(N_("Sprint"))] = None
    position: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Place in the plan"),
            help=N_("The rows of a plan are shown by it, smallest first."),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "task.status", default="to_do", register=8)
    ] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=4)] = None
    wbs: Annotated[str | None, f.text(N_("Work breakdown code"))] = None
    board: Annotated[
        bool | None, f.flag(N_("Shown to the board"), help=N_("Printed on the schedule pages of the pack."))
    ] = None

    scheduling: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Gets its dates from"),
            "task.scheduling",
            help=N_("Left empty, a task with a start keeps it, and any other follows its links."),
        ),
    ] = None
    condition: Annotated[str | Unknown | None, f.choice(N_("Condition"), "task.constraint")] = None
    condition_at: Annotated[datetime | Unknown | None, f.moment(N_("Date of the condition"))] = None
    deadline: Annotated[datetime | Unknown | None, f.moment(N_("Deadline"))] = None
    calendar_id: Annotated[Id | Unknown | None, f.link(N_("Working calendar"), "calendar")] = None
    levelling_priority: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Priority in levelling"),
            help=N_("From 0 to 1000; 500 where nothing is said. The highest is moved last."),
        ),
    ] = None

    start: Annotated[date | Unknown | None, f.day(N_("Start"), help=_STATED)] = None
    end: Annotated[date | Unknown | None, f.day(N_("End"), help=_STATED)] = None
    start_baseline: Annotated[date | Unknown | None, f.day(N_("Start (baseline)"))] = None
    end_baseline: Annotated[date | Unknown | None, f.day(N_("End (baseline)"))] = None
    start_actual: Annotated[date | Unknown | None, f.day(N_("Started on"))] = None
    end_actual: Annotated[date | Unknown | None, f.day(N_("Finished on"))] = None
    percent_done: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Done"), register=7)] = None

    starts: Annotated[
        datetime | None,
        f.derived(Kind.MOMENT, N_("Starts"), help=N_("The earliest start that the plan allows."), register=5),
    ] = None
    finishes: Annotated[
        datetime | None,
        f.derived(
            Kind.MOMENT, N_("Finishes"), help=N_("The earliest finish that the plan allows."), register=6
        ),
    ] = None
    latest_finish: Annotated[
        datetime | None,
        f.derived(
            Kind.MOMENT, N_("Latest finish"), help=N_("The latest finish that harms no date to be kept.")
        ),
    ] = None
    total_float: Annotated[
        Decimal | None,
        f.derived(
            Kind.NUMBER,
            N_("Total float"),
            unit=N_("days"),
            help=N_(
                "How long it can slip before the end of its project moves. Below zero, a date cannot be kept."
            ),
        ),
    ] = None
    free_float: Annotated[
        Decimal | None,
        f.derived(
            Kind.NUMBER,
            N_("Free float"),
            unit=N_("days"),
            help=N_("How long it can slip before any other task moves."),
        ),
    ] = None
    critical: Annotated[
        bool | None, f.derived(Kind.FLAG, N_("Critical"), help=N_("Whether it has no float."))
    ] = None
    conflict: Annotated[
        str | None,
        f.derived(
            Kind.CHOICE,
            N_("Conflict"),
            options="task.conflict",
            help=N_("What its dates come up against."),
        ),
    ] = None

    duration: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Duration"), unit=N_("days"))
    ] = None
    elapsed: Annotated[
        bool | None,
        f.flag(N_("Round the clock"), help=N_("Whether its duration counts every hour, worked or not.")),
    ] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost"))] = None
    cost_actual: Annotated[Decimal | Unknown | None, f.money(N_("Spent"))] = None
    plan_id: Annotated[Id | Unknown | None, f.link(N_("Came with"), "plan")] = None
    plan_uid: Annotated[
        str | None,
        f.text(
            N_("Identity in its file"), search=False, help=N_("How a later version of the file names it.")
        ),
    ] = None
    effort: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Effort"), unit=N_("days"))] = None
    effort_left: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Effort left"), unit=N_("days"))
    ] = None
    effort_spent: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Effort spent"), unit=N_("days"))
    ] = None
    points: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Points"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


TASK = define(
    Task,
    name="task",
    register="tasks",
    label=N_("Task"),
    plural=N_("Tasks"),
    prefix="T",
    icon="list-checks",
    sections=(
        section(
            N_("What it is"),
            (
                "code project_id parent_id title description kind priority labels "
                "sprint position status owner_id wbs board"
            ),
        ),
        section(
            N_("When"),
            (
                "starts finishes latest_finish total_float free_float critical conflict duration elapsed "
                "scheduling start end condition condition_at deadline calendar_id levelling_priority "
                "start_baseline end_baseline start_actual end_actual percent_done"
            ),
        ),
        section(
            N_("How much work"),
            "effort effort_left effort_spent points cost cost_actual plan_id plan_uid note",
        ),
    ),
    aliases={
        "code": "Task ID; Activity ID; Issue key; Key; ID; WBS; WBS ID; Clave de incidencia",
        "project_id": "Project name; Project key; Project ID",
        "parent_id": "Parent; Parent task; Summary task; Epic Link",
        "title": (
            "Summary; Task name; Activity name; Name; Title; Card; Card name; Resumen; Vorgang; Vorgangsname"
        ),
        "description": "Details; Desc",
        "kind": "Issue type; Type; Tipo de Incidencia",
        "priority": "Prioridad; Urgency",
        "sprint": "Iteration",
        "position": "Order; Rank; Sort position",
        "status": "List; Column; Status Category; Estado; Task status",
        "owner_id": "Assignee; Assigned to; Resource; Resource names; Members; Persona asignada",
        "start": "Start date; Target start; Custom field (Start date); Anfang",
        "end": "Due date; Due; Finish; End date; Target end; Ende; Fecha de vencimiento",
        "start_baseline": "Baseline start; Planned start",
        "end_baseline": "Baseline finish; Baseline end; Planned finish",
        "start_actual": "Actual start",
        "end_actual": "Actual finish; Resolved; Completed on; Completed",
        "percent_done": "% complete; Percent complete; Progress; Progress %",
        "duration": "Original duration; Duration days; Dauer",
        "effort": "Work; Original estimate; Estimate",
        "effort_left": "Remaining work; Remaining estimate",
        "effort_spent": "Time spent; Actual work",
        "points": (
            "Story points; Story point estimate; Custom field (Story Points); Custom field (Story "
            "point estimate)"
        ),
        "note": "Notes; Comment; Comments",
    },
)
