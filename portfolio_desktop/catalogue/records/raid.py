# SPDX-License-Identifier: Apache-2.0
"""Issues and assumptions: what has gone wrong already, and what is taken to be true."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Issue(Record, frozen=True, kw_only=True):
    """Something that has happened and needs to be dealt with."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Issue"), required=True, register=2)] = None
    description: Annotated[str | None, f.narrative(N_("What happened"))] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None
    risk_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Came from risk"), "risk", help=N_("The risk that has become this issue.")),
    ] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "issue.kind")] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "risk.category")] = None
    impact: Annotated[str | None, f.narrative(N_("Impact"))] = None
    severity: Annotated[str | Unknown | None, f.choice(N_("Severity"), "severity", register=4)] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority", register=5)] = None

    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=6)] = None
    raised_by_id: Annotated[Id | Unknown | None, f.link(N_("Raised by"), "person")] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Raised on"))] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=7)] = None

    options: Annotated[str | None, f.narrative(N_("Options"))] = None
    recommendation: Annotated[str | None, f.narrative(N_("Recommendation"))] = None
    action: Annotated[str | None, f.narrative(N_("What is being done"))] = None
    resolution: Annotated[str | None, f.narrative(N_("How it was resolved"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "issue.status", default="open", register=8)
    ] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed on"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ISSUE = define(
    Issue,
    name="issue",
    register="issues",
    label=N_("Issue"),
    plural=N_("Issues"),
    prefix="I",
    icon="circle-alert",
    sections=(
        section(
            N_("What has happened"),
            ("code title description project_id programme_id risk_id kind category impact severity priority"),
        ),
        section(N_("Who deals with it"), "owner_id raised_by_id raised_on due"),
        section(N_("What is done"), "options recommendation action resolution status closed_on note"),
    ),
    aliases={
        "code": "Issue ID; Issue number; Issue key; ID; Key; Nr; No; Reference; Ref",
        "title": "Issue description; Issue title; Summary; Description; Query; Name; Title",
        "description": "Detail; Details; Issue detail",
        "project_id": "Project name; Project ID",
        "programme_id": "Programme name",
        "risk_id": "Related risk; Source risk",
        "kind": "Issue type; Type",
        "category": "Issue category; Module; Area",
        "impact": "Impact (High/Med/Low); Effect; Consequence",
        "severity": "Issue severity",
        "priority": "Urgency; Issue priority",
        "owner_id": "Issue owner; Assignee; Assigned to; Responsible",
        "raised_by_id": "Reporter; Reported by; Author; Identified by",
        "raised_on": "Date raised; Date of logging issue; Created; Date logged; Date identified; Date opened",
        "due": "Due date; Target date; Resolve by; Target resolution date",
        "options": "Options considered",
        "recommendation": "Recommended option; Proposed action",
        "action": "Mitigation; Action; Actions; Resolution plan; Next steps",
        "resolution": "Resolution; Comments on closure",
        "status": "Issue status; State; Status (Open/In Progress/Closed)",
        "closed_on": "Date closed; Resolved; Resolved on; Date resolved",
        "note": "Notes; Comments; Comment",
    },
)


class Assumption(Record, frozen=True, kw_only=True):
    """Something that plans take to be true until it is shown to be so or not."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Assumption"), required=True, register=2)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "risk.category")] = None
    basis: Annotated[str | None, f.narrative(N_("Why it is assumed"))] = None
    if_wrong: Annotated[str | None, f.narrative(N_("If it is wrong"))] = None
    confidence: Annotated[str | Unknown | None, f.choice(N_("Confidence"), "confidence", register=4)] = None
    impact: Annotated[int | Unknown | None, f.scale(N_("Impact if wrong"), "risk.impact")] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=5)] = None
    validate_by: Annotated[date | Unknown | None, f.day(N_("Check by"), register=6)] = None
    validation: Annotated[str | None, f.narrative(N_("How it is checked"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "assumption.status", default="open", register=7)
    ] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Raised on"))] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed on"))] = None
    risk_id: Annotated[Id | Unknown | None, f.link(N_("Became risk"), "risk")] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ASSUMPTION = define(
    Assumption,
    name="assumption",
    register="assumptions",
    label=N_("Assumption"),
    plural=N_("Assumptions"),
    prefix="AS",
    icon="lightbulb",
    sections=(
        section(
            N_("Assumption"),
            (
                "code title project_id category basis if_wrong confidence impact "
                "owner_id validate_by validation status raised_on closed_on risk_id "
                "note"
            ),
        ),
    ),
    aliases={
        "code": "Assumption ID; ID; Nr; No",
        "title": "Assumption description; Description; Summary; Title; Name",
        "project_id": "Project name; Project ID",
        "category": "Type; Area",
        "basis": "Rationale; Basis; Source; Reason",
        "if_wrong": "Impact; Impact if false; Consequence",
        "confidence": "Certainty; Confidence level",
        "impact": "Impact score; Severity",
        "owner_id": "Assumption owner; Responsible; Assigned to",
        "validate_by": "Validate by; Validation date; Due date; Review date",
        "validation": "Validation; Action to validate; Validation method",
        "status": "Assumption status; State",
        "raised_on": "Date raised; Date identified; Date logged",
        "closed_on": "Date closed; Validated on",
        "risk_id": "Related risk",
        "note": "Notes; Comments; Comment",
    },
)
