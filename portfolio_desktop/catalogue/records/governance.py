# SPDX-License-Identifier: Apache-2.0
"""Meetings, what is decided there, and who is to do what afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A board or other meeting, from its agenda to its minutes."""

    code: Annotated[str | None, f.code(N_("Code"), register=1, aliases=("Meeting ID",))] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Meeting"),
            required=True,
            register=2,
            aliases=(
                "Meeting name",
                "Meeting title",
                "Name",
                "Title",
                "Subject",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "meeting.kind",
            register=3,
            aliases=(
                "Meeting type",
                "Type",
            ),
        ),
    ] = None
    board: Annotated[
        str | None,
        f.text(
            N_("Board"),
            register=4,
            aliases=(
                "Board name",
                "Forum",
                "Committee",
            ),
        ),
    ] = None
    portfolio_id: Annotated[
        Id | Unknown | None, f.link(N_("Portfolio"), "portfolio", aliases=("Portfolio name",))
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            help=N_("Left empty for a meeting that is about more than one."),
            aliases=("Project name",),
        ),
    ] = None
    starts: Annotated[
        datetime | Unknown | None,
        f.moment(
            N_("Starts"),
            register=5,
            aliases=(
                "Date",
                "Meeting date",
                "Start",
                "Date and time",
            ),
        ),
    ] = None
    ends: Annotated[
        datetime | Unknown | None,
        f.moment(
            N_("Ends"),
            aliases=(
                "Finish",
                "End",
            ),
        ),
    ] = None
    place: Annotated[
        str | None,
        f.text(
            N_("Place"),
            register=6,
            aliases=(
                "Location",
                "Venue",
                "Room",
            ),
        ),
    ] = None
    chair_id: Annotated[
        Id | Unknown | None, f.link(N_("Chair"), "person", register=7, aliases=("Chaired by",))
    ] = None
    secretary_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Secretary"),
            "person",
            aliases=(
                "Minutes by",
                "Minute taker",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "meeting.status",
            default="planned",
            register=8,
            aliases=(
                "Meeting status",
                "State",
            ),
        ),
    ] = None

    attendees: Annotated[
        str | None,
        f.narrative(
            N_("Who was there"),
            aliases=(
                "Attendees",
                "Present",
                "Participants",
            ),
        ),
    ] = None
    apologies: Annotated[str | None, f.narrative(N_("Apologies"), aliases=("Absent",))] = None
    agenda: Annotated[
        str | None,
        f.narrative(
            N_("Agenda"),
            aliases=(
                "Agenda items",
                "Topics",
            ),
        ),
    ] = None
    minutes: Annotated[
        str | None,
        f.narrative(
            N_("Minutes"),
            aliases=(
                "Discussion",
                "Meeting notes",
            ),
        ),
    ] = None
    address: Annotated[
        str | None,
        f.address(
            N_("Where its papers are"),
            aliases=(
                "Link",
                "URL",
                "SharePoint",
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
            ),
        ),
    ] = None


MEETING = define(
    Meeting,
    name="meeting",
    register="meetings",
    label=N_("Meeting"),
    plural=N_("Meetings"),
    prefix="MT",
    icon="calendar",
    sections=(
        Section(
            N_("Meeting"),
            (
                "code",
                "title",
                "kind",
                "board",
                "portfolio_id",
                "project_id",
                "starts",
                "ends",
                "place",
                "chair_id",
                "secretary_id",
                "status",
            ),
        ),
        Section(
            N_("Before and after"),
            (
                "attendees",
                "apologies",
                "agenda",
                "minutes",
                "address",
                "note",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """Something that is to be decided or has been, with the reasons and what came of it."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Decision ID",
                "Decision number",
                "ID",
                "Reference",
                "Nr",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Decision sought"),
            required=True,
            register=2,
            aliases=(
                "Title",
                "Decision title",
                "Subject",
                "Question",
                "Name",
                "Summary",
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
    meeting_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Meeting"),
            "meeting",
            aliases=(
                "Board meeting",
                "Decided at",
            ),
        ),
    ] = None
    board: Annotated[
        str | None,
        f.text(
            N_("Board"),
            register=4,
            aliases=(
                "Forum",
                "Decision body",
                "Decision maker",
            ),
        ),
    ] = None
    background: Annotated[
        str | None,
        f.narrative(
            N_("Background"),
            aliases=(
                "Context",
                "Description",
            ),
        ),
    ] = None
    options: Annotated[
        str | None,
        f.narrative(
            N_("Options"),
            aliases=(
                "Options considered",
                "Alternatives",
            ),
        ),
    ] = None
    recommendation: Annotated[
        str | None, f.narrative(N_("Recommendation"), aliases=("Recommended option",))
    ] = None
    needed_by: Annotated[
        date | Unknown | None,
        f.day(
            N_("Needed by"),
            register=5,
            aliases=(
                "Due date",
                "Due",
                "Deadline",
                "Required by",
            ),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "decision.status",
            default="asked",
            register=6,
            aliases=(
                "Decision status",
                "State",
            ),
        ),
    ] = None
    decision: Annotated[
        str | None,
        f.narrative(
            N_("Decision"),
            aliases=(
                "Decision made",
                "Outcome",
                "Resolution",
            ),
        ),
    ] = None
    reasons: Annotated[
        str | None,
        f.narrative(
            N_("Reasons"),
            aliases=(
                "Rationale",
                "Reason",
                "Justification",
            ),
        ),
    ] = None
    conditions: Annotated[
        str | None,
        f.narrative(
            N_("Conditions"),
            aliases=(
                "Conditions of approval",
                "Caveats",
            ),
        ),
    ] = None
    decided_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Decided on"),
            register=7,
            aliases=(
                "Decision date",
                "Date decided",
                "Date",
                "Date of decision",
            ),
        ),
    ] = None
    decided_by_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Decided by"),
            "person",
            register=8,
            aliases=(
                "Approved by",
                "Approver",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            aliases=(
                "Responsible",
                "Sponsor",
            ),
        ),
    ] = None
    cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Money involved"),
            aliases=(
                "Value",
                "Cost",
                "Amount",
            ),
        ),
    ] = None

    expected: Annotated[
        str | None,
        f.narrative(
            N_("Expected effect"),
            aliases=(
                "Expected benefit",
                "Intended outcome",
                "Impact",
            ),
        ),
    ] = None
    review_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Look again on"),
            aliases=(
                "Review date",
                "Revisit date",
            ),
        ),
    ] = None
    later_outcome: Annotated[
        str | None,
        f.narrative(
            N_("What came of it"),
            aliases=(
                "Actual outcome",
                "Lessons",
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
            ),
        ),
    ] = None


DECISION = define(
    Decision,
    name="decision",
    register="decisions",
    label=N_("Decision"),
    plural=N_("Decisions"),
    prefix="D",
    icon="gavel",
    sections=(
        Section(
            N_("What is decided"),
            (
                "code",
                "title",
                "project_id",
                "meeting_id",
                "board",
                "background",
                "options",
                "recommendation",
                "needed_by",
            ),
        ),
        Section(
            N_("What was decided"),
            (
                "status",
                "decision",
                "reasons",
                "conditions",
                "decided_on",
                "decided_by_id",
                "owner_id",
                "cost",
            ),
        ),
        Section(
            N_("What came of it"),
            (
                "expected",
                "review_on",
                "later_outcome",
                "note",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something that somebody has agreed to do by a day."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Action ID",
                "Action number",
                "ID",
                "Nr",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Action"),
            required=True,
            register=2,
            aliases=(
                "Action description",
                "Description",
                "Summary",
                "Task",
                "Title",
                "Name",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=3,
            aliases=(
                "Action owner",
                "Assignee",
                "Assigned to",
                "Responsible",
                "Who",
            ),
        ),
    ] = None
    due: Annotated[
        date | Unknown | None,
        f.day(
            N_("Due"),
            register=4,
            aliases=(
                "Due date",
                "By when",
                "Target date",
                "Deadline",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "action.status",
            default="open",
            register=5,
            aliases=(
                "Action status",
                "State",
            ),
        ),
    ] = None
    done_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Done on"),
            register=6,
            aliases=(
                "Date completed",
                "Completed on",
                "Date closed",
                "Closed on",
            ),
        ),
    ] = None
    priority: Annotated[str | Unknown | None, f.choice(N_("Priority"), "priority", aliases=("Urgency",))] = (
        None
    )
    raised_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Agreed on"),
            aliases=(
                "Date raised",
                "Created",
                "Date agreed",
            ),
        ),
    ] = None
    progress: Annotated[
        str | None,
        f.narrative(
            N_("Progress"),
            aliases=(
                "Update",
                "Latest update",
            ),
        ),
    ] = None

    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=7,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    meeting_id: Annotated[
        Id | Unknown | None, f.link(N_("Meeting"), "meeting", register=8, aliases=("Source meeting",))
    ] = None
    decision_id: Annotated[
        Id | Unknown | None, f.link(N_("Decision"), "decision", aliases=("Source decision",))
    ] = None
    risk_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Risk"),
            "risk",
            aliases=(
                "Source risk",
                "Risk ID",
            ),
        ),
    ] = None
    issue_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Issue"),
            "issue",
            aliases=(
                "Source issue",
                "Issue ID",
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
                "Comment",
            ),
        ),
    ] = None


ACTION = define(
    Action,
    name="action",
    register="actions",
    label=N_("Action"),
    plural=N_("Actions"),
    prefix="A",
    icon="circle-check",
    sections=(
        Section(
            N_("Action"),
            (
                "code",
                "title",
                "owner_id",
                "due",
                "status",
                "done_on",
                "priority",
                "raised_on",
                "progress",
            ),
        ),
        Section(
            N_("Where it came from"),
            (
                "project_id",
                "meeting_id",
                "decision_id",
                "risk_id",
                "issue_id",
                "note",
            ),
        ),
    ),
)
