# SPDX-License-Identifier: Apache-2.0
"""How far a project may stray before others are told, the telling itself, and changes to what was agreed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Tolerance(Record, frozen=True, kw_only=True):
    """How far projects of a tier may stray in one dimension before somebody above has to be told."""

    title: Annotated[str | None, f.text(N_("Tolerance"), required=True, register=1)] = None
    tier: Annotated[str | Unknown | None, f.choice(N_("Tier"), "tier", register=2)] = None
    dimension: Annotated[
        str | Unknown | None, f.choice(N_("Dimension"), "tolerance.dimension", required=True, register=3)
    ] = None
    limit_days: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Limit in days"),
            unit=N_("days"),
            register=4,
            help=N_("Calendar days by which the forecast may be later than the baseline."),
        ),
    ] = None
    limit_percent: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Limit in per cent"),
            register=5,
            help=N_("Of the baseline. Where there is a sum as well, the one that is reached first counts."),
        ),
    ] = None
    limit_money: Annotated[Decimal | Unknown | None, f.money(N_("Limit in money"), register=6)] = None
    limit_score: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Limit as a risk score"),
            register=7,
            help=N_("The score at which a single risk has to be told of."),
        ),
    ] = None
    limit_words: Annotated[
        str | None, f.narrative(N_("Limit in words"), help=N_("For what no figure measures, such as scope."))
    ] = None
    board_id: Annotated[Id | Unknown | None, f.link(N_("Goes to"), "board", register=8)] = None
    hours: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("To be told within"),
            unit=N_("hours"),
            register=9,
            help=N_("Hours on the clock, counted from when the breach was raised."),
        ),
    ] = None
    answer_hours: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("To be answered within"),
            unit=N_("hours"),
            register=10,
            help=N_("Hours on the clock, counted from when somebody was told."),
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


TOLERANCE = define(
    Tolerance,
    name="tolerance",
    register="tolerances",
    label=N_("Tolerance"),
    plural=N_("Tolerances"),
    icon="gauge",
    sections=(
        section(
            N_("How far"), "title tier dimension limit_days limit_percent limit_money limit_score limit_words"
        ),
        section(N_("Who is told, and how soon"), "board_id hours answer_hours note"),
    ),
    aliases={
        "title": "Tolerance name",
        "tier": "Project tier",
        "dimension": "Tolerance area; Control area",
        "limit_days": "Days; Time tolerance",
        "limit_percent": "Percent; Percentage; Cost tolerance %",
        "limit_money": "Cost tolerance",
        "limit_score": "Risk tolerance; Score limit",
        "limit_words": "Scope tolerance; Quality tolerance",
        "board_id": "Escalate to; Escalation route",
        "hours": "Hours; Notify within",
        "answer_hours": "Respond within; Response time",
    },
)


class Escalation(Record, frozen=True, kw_only=True):
    """Something beyond a tolerance that is put before somebody who can decide: who was told, when, and the answer."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Escalation"), required=True, register=2)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    issue_id: Annotated[Id | Unknown | None, f.link(N_("Issue"), "issue")] = None
    risk_id: Annotated[Id | Unknown | None, f.link(N_("Risk"), "risk")] = None
    change_request_id: Annotated[Id | Unknown | None, f.link(N_("Change request"), "change_request")] = None
    dimension: Annotated[
        str | Unknown | None, f.choice(N_("Dimension"), "tolerance.dimension", register=4)
    ] = None
    tolerance_id: Annotated[Id | Unknown | None, f.link(N_("Tolerance"), "tolerance")] = None
    breach: Annotated[
        str | None, f.narrative(N_("What was breached"), help=N_("The limit and the forecast, in figures."))
    ] = None
    impact: Annotated[str | None, f.narrative(N_("Impact"))] = None
    options: Annotated[str | None, f.narrative(N_("Options"))] = None
    recommendation: Annotated[str | None, f.narrative(N_("Recommendation"))] = None
    ask: Annotated[
        str | None,
        f.narrative(N_("What I want from you"), help=N_("One request that can be answered, not a report.")),
    ] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "escalation.status", default="draft", register=5)
    ] = None
    raised_at: Annotated[datetime | Unknown | None, f.moment(N_("Raised at"))] = None
    raised_by_id: Annotated[Id | Unknown | None, f.link(N_("Raised by"), "person")] = None
    board_id: Annotated[Id | Unknown | None, f.link(N_("Goes to board"), "board")] = None
    tell_id: Annotated[Id | Unknown | None, f.link(N_("To be told"), "person", register=6)] = None
    tell_by: Annotated[datetime | Unknown | None, f.moment(N_("To be told by"), register=7)] = None
    told_at: Annotated[datetime | Unknown | None, f.moment(N_("Told at"), register=8)] = None
    told_by_id: Annotated[Id | Unknown | None, f.link(N_("Told by"), "person")] = None
    told_how: Annotated[str | Unknown | None, f.choice(N_("Told how"), "means")] = None
    proof: Annotated[
        str | None, f.address(N_("Proof"), help=N_("Where the message, letter or note of the talk is kept."))
    ] = None

    answer_by: Annotated[datetime | Unknown | None, f.moment(N_("Answer needed by"), register=9)] = None
    answered_at: Annotated[datetime | Unknown | None, f.moment(N_("Answered at"), register=10)] = None
    answered_by_id: Annotated[Id | Unknown | None, f.link(N_("Answered by"), "person")] = None
    answer: Annotated[str | None, f.narrative(N_("Answer"))] = None
    decision_id: Annotated[Id | Unknown | None, f.link(N_("Decision"), "decision")] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed on"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ESCALATION = define(
    Escalation,
    name="escalation",
    register="escalations",
    label=N_("Escalation"),
    plural=N_("Escalations"),
    prefix="E",
    icon="megaphone",
    sections=(
        section(
            N_("What is put before them"),
            (
                "code title project_id issue_id risk_id change_request_id dimension tolerance_id breach "
                "impact options recommendation ask"
            ),
        ),
        section(
            N_("Who was told, and when"),
            "status raised_at raised_by_id board_id tell_id tell_by told_at told_by_id told_how proof",
        ),
        section(
            N_("What they answered"),
            "answer_by answered_at answered_by_id answer decision_id closed_on note",
        ),
    ),
    aliases={
        "code": "Escalation ID; Exception ID",
        "title": "Escalation title; Exception title; Exception",
        "project_id": "Project name; Project ID",
        "issue_id": "Issue ID; Source issue",
        "risk_id": "Risk ID; Source risk",
        "dimension": "Tolerance breached; Exception type",
        "breach": "Cause of exception; Exception cause; Escalation reason",
        "impact": "Consequences of exception",
        "options": "Options considered",
        "recommendation": "Recommended option",
        "ask": "Ask; Decision required; Request",
        "status": "Escalation status",
        "raised_at": "Date escalated; Escalated on; Escalation date",
        "tell_id": "Escalated to; Escalation point",
        "told_at": "Notified at; Notified on",
        "told_how": "Notified how; Channel",
        "proof": "Evidence of notification",
        "answer_by": "Response needed by; Decision needed by",
        "answer": "Response; Response received",
        "answered_at": "Responded on",
    },
)


class ChangeRequest(Record, frozen=True, kw_only=True):
    """A request to change what was agreed, with what it would do to time, money, benefits and scope."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Change"), required=True, register=2)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    baseline: Annotated[
        str | Unknown | None, f.choice(N_("Baseline affected"), "change.baseline", register=4)
    ] = None
    description: Annotated[str | None, f.narrative(N_("What is to change"))] = None
    reason: Annotated[str | None, f.narrative(N_("Why"))] = None
    issue_id: Annotated[Id | Unknown | None, f.link(N_("Came from issue"), "issue")] = None
    requested_by_id: Annotated[Id | Unknown | None, f.link(N_("Requested by"), "person")] = None
    requested_on: Annotated[date | Unknown | None, f.day(N_("Requested on"))] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority", register=5)] = None

    cost_change: Annotated[
        Decimal | Unknown | None,
        f.money(N_("Change in cost"), register=6, help=N_("Plus for more, minus for less.")),
    ] = None
    days_change: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Change in the end date"),
            unit=N_("days"),
            register=7,
            help=N_("Plus for later, minus for sooner."),
        ),
    ] = None
    benefit_change: Annotated[
        Decimal | Unknown | None,
        f.money(N_("Change in benefits"), help=N_("Plus for more, minus for less.")),
    ] = None
    scope_change: Annotated[str | None, f.narrative(N_("Change in scope"))] = None
    risk_of_doing: Annotated[str | None, f.narrative(N_("Risk of doing it"))] = None
    risk_of_not_doing: Annotated[str | None, f.narrative(N_("Risk of not doing it"))] = None
    recommendation: Annotated[str | None, f.narrative(N_("Recommendation"))] = None
    assessed_by_id: Annotated[Id | Unknown | None, f.link(N_("Assessed by"), "person")] = None
    assessed_on: Annotated[date | Unknown | None, f.day(N_("Assessed on"))] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "change.status", default="raised", register=8)
    ] = None
    board_id: Annotated[Id | Unknown | None, f.link(N_("To be decided by"), "board")] = None
    needed_by: Annotated[date | Unknown | None, f.day(N_("Answer needed by"), register=9)] = None
    decision_id: Annotated[Id | Unknown | None, f.link(N_("Decision"), "decision")] = None
    decided_on: Annotated[date | Unknown | None, f.day(N_("Decided on"), register=10)] = None
    decided_by_id: Annotated[Id | Unknown | None, f.link(N_("Decided by"), "person")] = None
    conditions: Annotated[str | None, f.narrative(N_("Conditions"))] = None
    implemented_on: Annotated[
        date | Unknown | None,
        f.day(N_("Carried out on"), help=N_("When the plan and the baseline were brought into line.")),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CHANGE_REQUEST = define(
    ChangeRequest,
    name="change_request",
    register="change_requests",
    label=N_("Change request"),
    plural=N_("Change requests"),
    prefix="CR",
    icon="file-diff",
    sections=(
        section(
            N_("What is asked for"),
            (
                "code title project_id baseline description reason issue_id requested_by_id requested_on "
                "priority"
            ),
        ),
        section(
            N_("What it would do"),
            (
                "cost_change days_change benefit_change scope_change risk_of_doing risk_of_not_doing "
                "recommendation assessed_by_id assessed_on"
            ),
        ),
        section(
            N_("What was decided"),
            ("status board_id needed_by decision_id decided_on decided_by_id conditions implemented_on note"),
        ),
    ),
    aliases={
        "code": "CR number; CO number; CR ID; RFC number; Change ID; Change order; Change number",
        "title": "Change title; Change request title; Change order description; Description; Title; Summary",
        "project_id": "Project name; Project ID",
        "baseline": "Baseline; Change type; Type of change",
        "description": "Description of change; Change description",
        "reason": "Reason for change; Justification; Cause",
        "issue_id": "Related issue",
        "requested_by_id": "Requester; Requestor; Change owner; Originator",
        "requested_on": "Date requested; Request date; Date submitted; Submitted date; Date raised",
        "priority": "Change priority",
        "cost_change": "Cost impact; Cost impact USD; Cost of change; Change value",
        "days_change": "Schedule impact; Schedule impact days; Time impact; Days impact",
        "benefit_change": "Benefit impact",
        "scope_change": "Scope impact",
        "risk_of_doing": "Risk of change",
        "risk_of_not_doing": "Risk of not changing; Impact of not doing",
        "assessed_by_id": "Impact assessed by",
        "status": "Change status; CR status; Approval status",
        "board_id": "Change board; Change authority",
        "decided_on": "Date approved; Approved date; Approval date; Decision date",
        "decided_by_id": "Approved by; Approver",
        "implemented_on": "Date implemented; Implemented on; Implementation date",
        "note": "Notes; Comments; Resolution notes",
    },
)
