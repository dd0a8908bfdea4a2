# SPDX-License-Identifier: Apache-2.0
"""Meetings, what is decided there, and who is to do what afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A board or other meeting, from its agenda to its minutes."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Meeting"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "meeting.kind", register=3)] = None
    board: Annotated[str | None, f.text(N_("Board"), register=4)] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio")] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Project"), "project", help=N_("Left empty for a meeting that is about more than one.")),
    ] = None
    starts: Annotated[datetime | Unknown | None, f.moment(N_("Starts"), register=5)] = None
    ends: Annotated[datetime | Unknown | None, f.moment(N_("Ends"))] = None
    place: Annotated[str | None, f.text(N_("Place"), register=6)] = None
    chair_id: Annotated[Id | Unknown | None, f.link(N_("Chair"), "person", register=7)] = None
    secretary_id: Annotated[Id | Unknown | None, f.link(N_("Secretary"), "person")] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "meeting.status", default="planned", register=8)
    ] = None

    attendees: Annotated[str | None, f.narrative(N_("Who was there"))] = None
    apologies: Annotated[str | None, f.narrative(N_("Apologies"))] = None
    agenda: Annotated[str | None, f.narrative(N_("Agenda"))] = None
    minutes: Annotated[str | None, f.narrative(N_("Minutes"))] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


MEETING = define(
    Meeting,
    name="meeting",
    register="meetings",
    label=N_("Meeting"),
    plural=N_("Meetings"),
    prefix="MT",
    icon="calendar",
    sections=(
        section(
            N_("Meeting"),
            ("code title kind board portfolio_id project_id starts ends place chair_id secretary_id status"),
        ),
        section(N_("Before and after"), "attendees apologies agenda minutes address note"),
    ),
    aliases={
        "code": "Meeting ID",
        "title": "Meeting name; Meeting title; Name; Title; Subject",
        "kind": "Meeting type; Type",
        "board": "Board name; Forum; Committee",
        "portfolio_id": "Portfolio name",
        "project_id": "Project name",
        "starts": "Date; Meeting date; Start; Date and time",
        "ends": "Finish; End",
        "place": "Location; Venue; Room",
        "chair_id": "Chaired by",
        "secretary_id": "Minutes by; Minute taker",
        "status": "Meeting status; State",
        "attendees": "Attendees; Present; Participants",
        "apologies": "Absent",
        "agenda": "Agenda items; Topics",
        "minutes": "Discussion; Meeting notes",
        "address": "Link; URL; SharePoint",
        "note": "Notes; Comments",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """Something that is to be decided or has been, with the reasons and what came of it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Decision sought"), required=True, register=2)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    meeting_id: Annotated[Id | Unknown | None, f.link(N_("Meeting"), "meeting")] = None
    board: Annotated[str | None, f.text(N_("Board"), register=4)] = None
    background: Annotated[str | None, f.narrative(N_("Background"))] = None
    options: Annotated[str | None, f.narrative(N_("Options"))] = None
    recommendation: Annotated[str | None, f.narrative(N_("Recommendation"))] = None
    needed_by: Annotated[date | Unknown | None, f.day(N_("Needed by"), register=5)] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "decision.status", default="asked", register=6)
    ] = None
    decision: Annotated[str | None, f.narrative(N_("Decision"))] = None
    reasons: Annotated[str | None, f.narrative(N_("Reasons"))] = None
    conditions: Annotated[str | None, f.narrative(N_("Conditions"))] = None
    decided_on: Annotated[date | Unknown | None, f.day(N_("Decided on"), register=7)] = None
    decided_by_id: Annotated[Id | Unknown | None, f.link(N_("Decided by"), "person", register=8)] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person")] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Money involved"))] = None

    expected: Annotated[str | None, f.narrative(N_("Expected effect"))] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Look again on"))] = None
    later_outcome: Annotated[str | None, f.narrative(N_("What came of it"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DECISION = define(
    Decision,
    name="decision",
    register="decisions",
    label=N_("Decision"),
    plural=N_("Decisions"),
    prefix="D",
    icon="gavel",
    sections=(
        section(
            N_("What is decided"),
            ("code title project_id meeting_id board background options recommendation needed_by"),
        ),
        section(
            N_("What was decided"),
            ("status decision reasons conditions decided_on decided_by_id owner_id cost"),
        ),
        section(N_("What came of it"), "expected review_on later_outcome note"),
    ),
    aliases={
        "code": "Decision ID; Decision number; ID; Reference; Nr",
        "title": "Title; Decision title; Subject; Question; Name; Summary",
        "project_id": "Project name; Project ID",
        "meeting_id": "Board meeting; Decided at",
        "board": "Forum; Decision body; Decision maker",
        "background": "Context; Description",
        "options": "Options considered; Alternatives",
        "recommendation": "Recommended option",
        "needed_by": "Due date; Due; Deadline; Required by",
        "status": "Decision status; State",
        "decision": "Decision made; Outcome; Resolution",
        "reasons": "Rationale; Reason; Justification",
        "conditions": "Conditions of approval; Caveats",
        "decided_on": "Decision date; Date decided; Date; Date of decision",
        "decided_by_id": "Approved by; Approver",
        "owner_id": "Responsible; Sponsor",
        "cost": "Value; Cost; Amount",
        "expected": "Expected benefit; Intended outcome; Impact",
        "review_on": "Review date; Revisit date",
        "later_outcome": "Actual outcome; Lessons",
        "note": "Notes; Comments",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something that somebody has agreed to do by a day."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Action"), required=True, register=2)] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=3)] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=4)] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "action.status", default="open", register=5)
    ] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done on"), register=6)] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority")] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Agreed on"))] = None
    progress: Annotated[str | None, f.narrative(N_("Progress"))] = None

    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=7)] = (
        None
    )
    meeting_id: Annotated[Id | Unknown | None, f.link(N_("Meeting"), "meeting", register=8)] = None
    decision_id: Annotated[Id | Unknown | None, f.link(N_("Decision"), "decision")] = None
    risk_id: Annotated[Id | Unknown | None, f.link(N_("Risk"), "risk")] = None
    issue_id: Annotated[Id | Unknown | None, f.link(N_("Issue"), "issue")] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ACTION = define(
    Action,
    name="action",
    register="actions",
    label=N_("Action"),
    plural=N_("Actions"),
    prefix="A",
    icon="circle-check",
    sections=(
        section(N_("Action"), "code title owner_id due status done_on priority raised_on progress"),
        section(N_("Where it came from"), "project_id meeting_id decision_id risk_id issue_id note"),
    ),
    aliases={
        "code": "Action ID; Action number; ID; Nr",
        "title": "Action description; Description; Summary; Task; Title; Name",
        "owner_id": "Action owner; Assignee; Assigned to; Responsible; Who",
        "due": "Due date; By when; Target date; Deadline",
        "status": "Action status; State",
        "done_on": "Date completed; Completed on; Date closed; Closed on",
        "priority": "Urgency",
        "raised_on": "Date raised; Created; Date agreed",
        "progress": "Update; Latest update",
        "project_id": "Project name; Project ID",
        "meeting_id": "Source meeting",
        "decision_id": "Source decision",
        "risk_id": "Source risk; Risk ID",
        "issue_id": "Source issue; Issue ID",
        "note": "Notes; Comments; Comment",
    },
)
