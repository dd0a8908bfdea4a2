# SPDX-License-Identifier: Apache-2.0
"""The plan of a project: milestones that others wait for, tasks that people do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A date by which something is to be true, watched by more than the team that works for it."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Milestone ID",
                "Reference",
                "ID",
                "Nr",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            required=True,
            part_of=True,
            register=3,
            aliases=(
                "Project name",
                "Project ID",
                "Projekt",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Milestone"),
            required=True,
            register=2,
            aliases=(
                "Milestone name",
                "Name",
                "Title",
                "Description",
                "Planned milestone",
                "Bezeichnung",
                "Meilenstein",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "milestone.kind",
            aliases=(
                "Milestone type",
                "Type",
                "Category",
            ),
        ),
    ] = None
    board: Annotated[
        bool | None,
        f.flag(
            N_("Shown to the board"),
            help=N_("A milestone that the pack shows on its timeline."),
            aliases=(
                "Board milestone",
                "Key milestone",
                "Critical milestone",
            ),
        ),
    ] = None
    critical: Annotated[
        bool | None,
        f.flag(
            N_("On the critical path"),
            aliases=(
                "Critical",
                "Critical path",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=4,
            aliases=(
                "Responsible",
                "Accountable",
                "Milestone owner",
                "Verantwortlich",
            ),
        ),
    ] = None
    criteria: Annotated[
        str | None,
        f.narrative(
            N_("It is met when"),
            aliases=(
                "Acceptance criteria",
                "Results",
                "Deliverables",
                "Ergebnisse",
                "Evidence",
            ),
        ),
    ] = None

    baseline: Annotated[
        date | Unknown | None,
        f.day(
            N_("Baseline"),
            register=5,
            aliases=(
                "Baseline date",
                "Planned date",
                "Original date",
                "Plan",
            ),
        ),
    ] = None
    forecast: Annotated[
        date | Unknown | None,
        f.day(
            N_("Forecast"),
            register=6,
            aliases=(
                "Forecast date",
                "Due date",
                "Due",
                "Current date",
                "Revised date",
                "Termin",
                "Target date",
            ),
        ),
    ] = None
    actual: Annotated[
        date | Unknown | None,
        f.day(
            N_("Met on"),
            register=7,
            aliases=(
                "Actual date",
                "Actual",
                "Completed on",
                "Date achieved",
            ),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "milestone.status",
            default="open",
            register=8,
            aliases=(
                "Milestone status",
                "State",
            ),
        ),
    ] = None
    rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Rating"),
            "rag3",
            register=9,
            aliases=(
                "RAG",
                "RAG status",
                "Milestone RAG",
            ),
        ),
    ] = None
    confidence: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Confidence"),
            help=N_("How likely it is that the forecast date will be kept."),
            aliases=(
                "Probability",
                "Likelihood of meeting date",
            ),
        ),
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
                "Commentary",
                "Bemerkung",
            ),
        ),
    ] = None


MILESTONE = define(
    Milestone,
    name="milestone",
    register="milestones",
    label=N_("Milestone"),
    plural=N_("Milestones"),
    prefix="MS",
    icon="flag",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "project_id",
                "title",
                "kind",
                "board",
                "critical",
                "owner_id",
                "criteria",
            ),
        ),
        Section(
            N_("When"),
            (
                "baseline",
                "forecast",
                "actual",
            ),
        ),
        Section(
            N_("How it stands"),
            (
                "status",
                "rating",
                "confidence",
                "note",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """A piece of work in a project's plan, with a start, an end and somebody to do it."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Task ID",
                "Issue key",
                "Key",
                "ID",
                "WBS",
                "Clave de incidencia",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            required=True,
            part_of=True,
            register=3,
            aliases=(
                "Project name",
                "Project key",
                "Project ID",
            ),
        ),
    ] = None
    parent_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Part of"),
            "task",
            aliases=(
                "Parent",
                "Parent task",
                "Summary task",
                "Epic Link",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Task"),
            required=True,
            register=2,
            aliases=(
                "Summary",
                "Task name",
                "Name",
                "Title",
                "Card",
                "Card name",
                "Resumen",
                "Vorgang",
                "Vorgangsname",
            ),
        ),
    ] = None
    description: Annotated[
        str | None,
        f.narrative(
            N_("Description"),
            aliases=(
                "Details",
                "Desc",
            ),
        ),
    ] = None
    position: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Place in the plan"),
            help=N_("The rows of a plan are shown by it, smallest first."),
            aliases=(
                "Order",
                "Rank",
                "Sort position",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "task.status",
            default="to_do",
            register=8,
            aliases=(
                "List",
                "Column",
                "Status Category",
                "Estado",
                "Task status",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=4,
            aliases=(
                "Assignee",
                "Assigned to",
                "Resource",
                "Resource names",
                "Members",
                "Persona asignada",
            ),
        ),
    ] = None

    start: Annotated[
        date | Unknown | None,
        f.day(
            N_("Start"),
            register=5,
            aliases=(
                "Start date",
                "Target start",
                "Anfang",
            ),
        ),
    ] = None
    end: Annotated[
        date | Unknown | None,
        f.day(
            N_("End"),
            register=6,
            aliases=(
                "Due date",
                "Due",
                "Finish",
                "End date",
                "Target end",
                "Ende",
                "Fecha de vencimiento",
            ),
        ),
    ] = None
    start_baseline: Annotated[
        date | Unknown | None,
        f.day(
            N_("Start (baseline)"),
            aliases=(
                "Baseline start",
                "Planned start",
            ),
        ),
    ] = None
    end_baseline: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (baseline)"),
            aliases=(
                "Baseline finish",
                "Baseline end",
                "Planned finish",
            ),
        ),
    ] = None
    start_actual: Annotated[date | Unknown | None, f.day(N_("Started on"), aliases=("Actual start",))] = None
    end_actual: Annotated[
        date | Unknown | None,
        f.day(
            N_("Finished on"),
            aliases=(
                "Actual finish",
                "Resolved",
                "Completed on",
                "Completed",
            ),
        ),
    ] = None
    percent_done: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Done"),
            register=7,
            aliases=(
                "% complete",
                "Percent complete",
                "Progress",
                "Progress %",
            ),
        ),
    ] = None

    duration: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Duration"),
            unit=N_("days"),
            aliases=(
                "Original duration",
                "Dauer",
            ),
        ),
    ] = None
    effort: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Effort"),
            unit=N_("days"),
            aliases=(
                "Work",
                "Original estimate",
                "Estimate",
            ),
        ),
    ] = None
    effort_left: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Effort left"),
            unit=N_("days"),
            aliases=(
                "Remaining work",
                "Remaining estimate",
            ),
        ),
    ] = None
    effort_spent: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Effort spent"),
            unit=N_("days"),
            aliases=(
                "Time spent",
                "Actual work",
            ),
        ),
    ] = None
    points: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Points"),
            aliases=(
                "Story points",
                "Story point estimate",
            ),
        ),
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comment",
                "Comments",
            ),
        ),
    ] = None


TASK = define(
    Task,
    name="task",
    register="tasks",
    label=N_("Task"),
    plural=N_("Tasks"),
    prefix="T",
    icon="list-checks",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "project_id",
                "parent_id",
                "title",
                "description",
                "position",
                "status",
                "owner_id",
            ),
        ),
        Section(
            N_("When"),
            (
                "start",
                "end",
                "start_baseline",
                "end_baseline",
                "start_actual",
                "end_actual",
                "percent_done",
            ),
        ),
        Section(
            N_("How much work"),
            (
                "duration",
                "effort",
                "effort_left",
                "effort_spent",
                "points",
                "note",
            ),
        ),
    ),
)
