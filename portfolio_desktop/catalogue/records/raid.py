# SPDX-License-Identifier: Apache-2.0
"""Issues and assumptions: what has gone wrong already, and what is taken to be true."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Record):
    """Something that has happened and needs to be dealt with."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Issue ID",
                "Issue number",
                "Issue key",
                "ID",
                "Key",
                "Nr",
                "No",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Issue"),
            required=True,
            register=2,
            aliases=(
                "Issue description",
                "Issue title",
                "Summary",
                "Description",
                "Query",
                "Name",
                "Title",
            ),
        ),
    ] = None
    description: Annotated[
        str | None,
        f.narrative(
            N_("What happened"),
            aliases=(
                "Detail",
                "Details",
                "Issue detail",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=3,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    programme_id: Annotated[
        Id | Unknown | None, f.link(N_("Programme"), "programme", aliases=("Programme name",))
    ] = None
    risk_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Came from risk"),
            "risk",
            help=N_("The risk that has become this issue."),
            aliases=(
                "Related risk",
                "Source risk",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "issue.kind",
            aliases=(
                "Issue type",
                "Type",
            ),
        ),
    ] = None
    category: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Category"),
            "risk.category",
            aliases=(
                "Issue category",
                "Module",
                "Area",
            ),
        ),
    ] = None
    impact: Annotated[
        str | None,
        f.narrative(
            N_("Impact"),
            aliases=(
                "Impact (High/Med/Low)",
                "Effect",
                "Consequence",
            ),
        ),
    ] = None
    severity: Annotated[
        str | Unknown | None, f.choice(N_("Severity"), "severity", register=4, aliases=("Issue severity",))
    ] = None
    priority: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Priority"),
            "priority",
            register=5,
            aliases=(
                "Urgency",
                "Issue priority",
            ),
        ),
    ] = None

    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=6,
            aliases=(
                "Issue owner",
                "Assignee",
                "Assigned to",
                "Responsible",
            ),
        ),
    ] = None
    raised_by_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Raised by"),
            "person",
            aliases=(
                "Reporter",
                "Reported by",
                "Author",
                "Identified by",
            ),
        ),
    ] = None
    raised_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Raised on"),
            aliases=(
                "Date raised",
                "Date of logging issue",
                "Created",
                "Date logged",
                "Date identified",
                "Date opened",
            ),
        ),
    ] = None
    due: Annotated[
        date | Unknown | None,
        f.day(
            N_("Due"),
            register=7,
            aliases=(
                "Due date",
                "Target date",
                "Resolve by",
                "Target resolution date",
            ),
        ),
    ] = None

    options: Annotated[str | None, f.narrative(N_("Options"), aliases=("Options considered",))] = None
    recommendation: Annotated[
        str | None,
        f.narrative(
            N_("Recommendation"),
            aliases=(
                "Recommended option",
                "Proposed action",
            ),
        ),
    ] = None
    action: Annotated[
        str | None,
        f.narrative(
            N_("What is being done"),
            aliases=(
                "Mitigation",
                "Action",
                "Actions",
                "Resolution plan",
                "Next steps",
            ),
        ),
    ] = None
    resolution: Annotated[
        str | None,
        f.narrative(
            N_("How it was resolved"),
            aliases=(
                "Resolution",
                "Comments on closure",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "issue.status",
            default="open",
            register=8,
            aliases=(
                "Issue status",
                "State",
                "Status (Open/In Progress/Closed)",
            ),
        ),
    ] = None
    closed_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Closed on"),
            aliases=(
                "Date closed",
                "Resolved",
                "Resolved on",
                "Date resolved",
            ),
        ),
    ] = None

    escalated_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Escalated on"),
            register=9,
            aliases=(
                "Date escalated",
                "Escalation date",
            ),
        ),
    ] = None
    escalated_to_id: Annotated[
        Id | Unknown | None, f.link(N_("Escalated to"), "person", aliases=("Escalation point",))
    ] = None
    escalation_ask: Annotated[
        str | None,
        f.narrative(
            N_("What is asked"),
            aliases=(
                "Escalation reason",
                "Decision required",
            ),
        ),
    ] = None
    answer_by: Annotated[
        date | Unknown | None, f.day(N_("Answer needed by"), aliases=("Decision needed by",))
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
                "Comment",
            ),
        ),
    ] = None


ISSUE = define(
    Issue,
    name="issue",
    register="issues",
    label=N_("Issue"),
    plural=N_("Issues"),
    prefix="I",
    icon="circle-alert",
    sections=(
        Section(
            N_("What has happened"),
            (
                "code",
                "title",
                "description",
                "project_id",
                "programme_id",
                "risk_id",
                "kind",
                "category",
                "impact",
                "severity",
                "priority",
            ),
        ),
        Section(
            N_("Who deals with it"),
            (
                "owner_id",
                "raised_by_id",
                "raised_on",
                "due",
            ),
        ),
        Section(
            N_("What is done"),
            (
                "options",
                "recommendation",
                "action",
                "resolution",
                "status",
                "closed_on",
            ),
        ),
        Section(
            N_("Escalation"),
            (
                "escalated_on",
                "escalated_to_id",
                "escalation_ask",
                "answer_by",
                "note",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """Something that plans take to be true until it is shown to be so or not."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Assumption ID",
                "ID",
                "Nr",
                "No",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Assumption"),
            required=True,
            register=2,
            aliases=(
                "Assumption description",
                "Description",
                "Summary",
                "Title",
                "Name",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=3,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    category: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Category"),
            "risk.category",
            aliases=(
                "Type",
                "Area",
            ),
        ),
    ] = None
    basis: Annotated[
        str | None,
        f.narrative(
            N_("Why it is assumed"),
            aliases=(
                "Rationale",
                "Basis",
                "Source",
                "Reason",
            ),
        ),
    ] = None
    if_wrong: Annotated[
        str | None,
        f.narrative(
            N_("If it is wrong"),
            aliases=(
                "Impact",
                "Impact if false",
                "Consequence",
            ),
        ),
    ] = None
    confidence: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Confidence"),
            "confidence",
            register=4,
            aliases=(
                "Certainty",
                "Confidence level",
            ),
        ),
    ] = None
    impact: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact if wrong"),
            "risk.impact",
            aliases=(
                "Impact score",
                "Severity",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=5,
            aliases=(
                "Assumption owner",
                "Responsible",
                "Assigned to",
            ),
        ),
    ] = None
    validate_by: Annotated[
        date | Unknown | None,
        f.day(
            N_("Check by"),
            register=6,
            aliases=(
                "Validate by",
                "Validation date",
                "Due date",
                "Review date",
            ),
        ),
    ] = None
    validation: Annotated[
        str | None,
        f.narrative(
            N_("How it is checked"),
            aliases=(
                "Validation",
                "Action to validate",
                "Validation method",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "assumption.status",
            default="open",
            register=7,
            aliases=(
                "Assumption status",
                "State",
            ),
        ),
    ] = None
    raised_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Raised on"),
            aliases=(
                "Date raised",
                "Date identified",
                "Date logged",
            ),
        ),
    ] = None
    closed_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Closed on"),
            aliases=(
                "Date closed",
                "Validated on",
            ),
        ),
    ] = None
    risk_id: Annotated[Id | Unknown | None, f.link(N_("Became risk"), "risk", aliases=("Related risk",))] = (
        None
    )
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
                "Comment",
            ),
        ),
    ] = None


ASSUMPTION = define(
    Assumption,
    name="assumption",
    register="assumptions",
    label=N_("Assumption"),
    plural=N_("Assumptions"),
    prefix="AS",
    icon="lightbulb",
    sections=(
        Section(
            N_("Assumption"),
            (
                "code",
                "title",
                "project_id",
                "category",
                "basis",
                "if_wrong",
                "confidence",
                "impact",
                "owner_id",
                "validate_by",
                "validation",
                "status",
                "raised_on",
                "closed_on",
                "risk_id",
                "note",
            ),
        ),
    ),
)
