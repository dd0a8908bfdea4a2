# SPDX-License-Identifier: Apache-2.0
"""The plan of a project: milestones that others wait for, tasks that people do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
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
    forecast: Annotated[date | Unknown | None, f.day(N_("Forecast"), register=6)] = None
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
        section(N_("When"), "baseline forecast actual"),
        section(N_("How it stands"), "status rating confidence note"),
    ),
    aliases={
        "code": "Milestone ID; Milestone number; Reference; Ref; ID; Nr; No",
        "project_id": "Project name; Project ID; Projekt",
        "title": "Milestone name; Name; Title; Description; Planned milestone; Bezeichnung; Meilenstein",
        "kind": "Milestone type; Type; Category",
        "board": "Board milestone; Key milestone; Critical milestone",
        "critical": "Critical; Critical path",
        "owner_id": "Responsible; Accountable; Milestone owner; Verantwortlich",
        "criteria": "Acceptance criteria; Results; Deliverables; Ergebnisse; Evidence",
        "baseline": "Baseline date; Planned date; Original date; Plan",
        "forecast": "Forecast date; Due date; Due; Current date; Revised date; Termin; Target date",
        "actual": "Actual date; Actual; Completed on; Date achieved",
        "status": "Milestone status; State",
        "rating": "RAG; RAG status; Milestone RAG",
        "confidence": "Probability; Likelihood of meeting date",
        "note": "Notes; Comments; Commentary; Bemerkung",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """A piece of work in a project's plan, with a start, an end and somebody to do it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    parent_id: Annotated[Id | Unknown | None, f.link(N_("Part of"), "task")] = None
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

    start: Annotated[date | Unknown | None, f.day(N_("Start"), register=5)] = None
    end: Annotated[date | Unknown | None, f.day(N_("End"), register=6)] = None
    start_baseline: Annotated[date | Unknown | None, f.day(N_("Start (baseline)"))] = None
    end_baseline: Annotated[date | Unknown | None, f.day(N_("End (baseline)"))] = None
    start_actual: Annotated[date | Unknown | None, f.day(N_("Started on"))] = None
    end_actual: Annotated[date | Unknown | None, f.day(N_("Finished on"))] = None
    percent_done: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Done"), register=7)] = None

    duration: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Duration"), unit=N_("days"))
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
                "sprint position status owner_id"
            ),
        ),
        section(N_("When"), ("start end start_baseline end_baseline start_actual end_actual percent_done")),
        section(N_("How much work"), "duration effort effort_left effort_spent points note"),
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
