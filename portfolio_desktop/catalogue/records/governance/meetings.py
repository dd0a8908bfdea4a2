# SPDX-License-Identifier: Apache-2.0
"""Meetings, from their agenda to their minutes, with who was there."""

from datetime import date, datetime
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Meeting(Record, frozen=True, kw_only=True):
    """A board or other meeting, from its agenda to its minutes."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Meeting"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "meeting.kind", register=3)] = None
    board_id: Annotated[Id | Unknown | None, f.link(N_("Board"), "board", register=4)] = None
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

    minutes: Annotated[
        str | None,
        f.narrative(
            N_("Minutes"),
            help=N_("What was said as a whole; what was said on one item stands with the item."),
        ),
    ] = None
    minutes_agreed_on: Annotated[date | Unknown | None, f.day(N_("Minutes agreed on"))] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None
    attendees: Annotated[
        str | None,
        f.narrative(
            N_("Who was there, in words"), help=N_("From minutes whose names are not kept one by one.")
        ),
    ] = None
    apologies: Annotated[str | None, f.narrative(N_("Apologies, in words"))] = None
    agenda: Annotated[
        str | None,
        f.narrative(N_("Agenda, in words"), help=N_("From papers whose items are not kept one by one.")),
    ] = None
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
            "code title kind board_id portfolio_id project_id starts ends place chair_id secretary_id status",
        ),
        section(N_("Before and after"), "minutes minutes_agreed_on address attendees apologies agenda note"),
    ),
    aliases={
        "code": "Meeting ID",
        "title": "Meeting name; Meeting title; Name; Title; Subject",
        "kind": "Meeting type; Type",
        "board_id": "Board name; Forum; Committee",
        "portfolio_id": "Portfolio name",
        "project_id": "Project name",
        "starts": "Date; Meeting date; Start; Date and time",
        "ends": "Finish; End",
        "place": "Location; Venue; Room",
        "chair_id": "Chaired by",
        "secretary_id": "Minutes by; Minute taker",
        "status": "Meeting status; State",
        "minutes": "Discussion; Meeting notes",
        "minutes_agreed_on": "Minutes approved; Minutes approved on",
        "address": "Link; URL; SharePoint",
        "attendees": "Attendees; Present; Participants; Who was there",
        "apologies": "Apologies; Absent",
        "agenda": "Agenda; Agenda items; Topics",
        "note": "Notes; Comments",
    },
)


class AgendaItem(Record, frozen=True, kw_only=True):
    """One item of a meeting's agenda, with its paper and, afterwards, what was said."""

    meeting_id: Annotated[
        Id | Unknown | None, f.link(N_("Meeting"), "meeting", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[
        int | Unknown | None,
        f.quantity(Kind.INTEGER, N_("Place"), register=2, help=N_("Items are taken in this order.")),
    ] = None
    title: Annotated[str | None, f.text(N_("Item"), required=True, register=3)] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "agenda.kind", default="discussion", register=4)
    ] = None
    minutes_planned: Annotated[
        int | Unknown | None,
        f.quantity(Kind.INTEGER, N_("Time planned"), unit=N_("minutes"), register=5),
    ] = None
    presenter_id: Annotated[Id | Unknown | None, f.link(N_("Presented by"), "person", register=6)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", register=7)] = None
    decision_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Decision sought"), "decision", register=8, help=N_("What the meeting is asked to decide.")
        ),
    ] = None
    document_id: Annotated[Id | Unknown | None, f.link(N_("Paper"), "document", register=9)] = None
    ask: Annotated[
        str | None, f.narrative(N_("What is asked of the meeting"), help=N_("For an item without a paper."))
    ] = None
    discussion: Annotated[str | None, f.narrative(N_("What was said"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


AGENDA_ITEM = define(
    AgendaItem,
    name="agenda_item",
    register="agenda_items",
    label=N_("Agenda item"),
    plural=N_("Agenda items"),
    icon="list-ordered",
    sections=(
        section(
            N_("Before the meeting"),
            (
                "meeting_id position title kind minutes_planned presenter_id project_id decision_id "
                "document_id ask"
            ),
        ),
        section(N_("At the meeting"), "discussion note"),
    ),
    aliases={
        "meeting_id": "Meeting title; Meeting name",
        "position": "Item number; Item no",
        "title": "Agenda item; Topic; Agenda topic",
        "kind": "Item type; For",
        "minutes_planned": "Minutes; Timing; Duration; Time allowed",
        "presenter_id": "Presenter; Lead; Speaker; Item owner",
        "project_id": "Project name",
        "document_id": "Paper title; Attachment; Enclosure",
        "discussion": "Discussion; Summary of discussion; Minute; Points raised",
    },
)


class Attendance(Record, frozen=True, kw_only=True):
    """Whether somebody was at a meeting, sent apologies or sent a deputy."""

    meeting_id: Annotated[
        Id | Unknown | None, f.link(N_("Meeting"), "meeting", required=True, part_of=True, register=1)
    ] = None
    person_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "person", register=2)] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Attends as"), register=3, help=N_("Of a guest: the name, and for whom or for which item.")
        ),
    ] = None
    presence: Annotated[str | Unknown | None, f.choice(N_("Presence"), "presence", register=4)] = None
    deputy_id: Annotated[Id | Unknown | None, f.link(N_("Deputy"), "person", register=5)] = None
    note: Annotated[
        str | None, f.narrative(N_("Note"), help=N_("Such as an interest declared, or an early departure."))
    ] = None


ATTENDANCE = define(
    Attendance,
    name="attendance",
    register="attendances",
    label=N_("Attendance"),
    plural=N_("Attendance"),
    icon="users-round",
    sections=(section(N_("Attendance"), "meeting_id person_id title presence deputy_id note"),),
    aliases={
        "meeting_id": "Meeting title; Meeting name",
        "person_id": "Attendee; Attendee name; Participant",
        "presence": "Attendance; Attended; Present or apologies",
        "deputy_id": "Deputised by; Substitute",
    },
)
