# SPDX-License-Identifier: Apache-2.0
"""Stakeholders: who has an interest, where they stand, how they are engaged and what was said and promised."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Stakeholder(Record, frozen=True, kw_only=True):
    """A person or body with an interest in a project or in the portfolio."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    person_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Person"), "person", help=N_("Where the stakeholder is somebody in the register of people.")
        ),
    ] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=3)
    ] = None
    role: Annotated[str | None, f.text(N_("Role"), register=4)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "stakeholder.kind")] = None
    contact: Annotated[str | None, f.text(N_("Contact"))] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=5)] = (
        None
    )
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None

    interest: Annotated[str | Unknown | None, f.choice(N_("Interest"), "high_low", register=6)] = None
    influence: Annotated[str | Unknown | None, f.choice(N_("Influence"), "high_low", register=7)] = None
    position: Annotated[str | Unknown | None, f.choice(N_("Position now"), "stance", register=8)] = None
    wanted: Annotated[str | Unknown | None, f.choice(N_("Position wanted"), "stance")] = None
    affected: Annotated[str | None, f.narrative(N_("How they are affected"))] = None
    needs: Annotated[str | None, f.narrative(N_("Needs and expectations"))] = None
    promised: Annotated[str | None, f.narrative(N_("What they may expect from us"))] = None

    engagement: Annotated[str | None, f.narrative(N_("How they are engaged"))] = None
    message: Annotated[str | None, f.narrative(N_("What they should hear"))] = None
    preference: Annotated[str | Unknown | None, f.choice(N_("How they like to be reached"), "means")] = None
    frequency: Annotated[str | Unknown | None, f.choice(N_("How often"), "frequency")] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Relationship owner"), "person", register=9)] = None
    last_contact: Annotated[date | Unknown | None, f.day(N_("Last contact"))] = None
    next_contact: Annotated[date | Unknown | None, f.day(N_("Next contact"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


STAKEHOLDER = define(
    Stakeholder,
    name="stakeholder",
    register="stakeholders",
    label=N_("Stakeholder"),
    plural=N_("Stakeholders"),
    prefix="SH",
    icon="users",
    sections=(
        section(N_("Who"), "code title person_id organisation role kind contact project_id programme_id"),
        section(N_("Where they stand"), "interest influence position wanted affected needs promised"),
        section(
            N_("Engagement"),
            "engagement message preference frequency owner_id last_contact next_contact note",
        ),
    ),
    aliases={
        "code": "Stakeholder ID; ID",
        "title": "Stakeholder name; Stakeholder; Title",
        "organisation": "Company; Body; Department",
        "role": "Project role; Job title; Position",
        "kind": "Stakeholder type; Stakeholder Type (Customer, Vendor, Employee, etc.); Type; Group",
        "contact": "Contact details; E-mail; Email; Telephone",
        "project_id": "Project name; Project ID",
        "interest": "Level of interest",
        "influence": "Level of influence; Level of Influence (High, Medium, Low); Power",
        "position": "Current position; Attitude; Support; Impact on project",
        "wanted": "Desired position; Target position",
        "affected": "Impact of change; How affected",
        "needs": "What are their needs & expectations; Expectations; Concerns",
        "promised": "What they were promised; How will we meet needs & expectations?; Commitments",
        "engagement": "Engagement; Engagement approach; Communication; Information needs; Strategy",
        "message": "Key messages; Key message",
        "preference": "Preferred channel; Communication preference; Preferred method",
        "frequency": "Frequency; Communication frequency",
        "owner_id": "Owner; Engagement lead; Responsible",
        "last_contact": "Last engaged; Date of last contact",
        "next_contact": "Next engagement",
        "note": "Notes; Comments",
    },
)


class Engagement(Record, frozen=True, kw_only=True):
    """One contact with a stakeholder, or something said there that has to be answered or kept."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    stakeholder_id: Annotated[
        Id | Unknown | None, f.link(N_("Stakeholder"), "stakeholder", required=True, part_of=True, register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("Engagement"), required=True, register=2)] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "engagement.kind", default="contact", register=4)
    ] = None
    happened_on: Annotated[date | Unknown | None, f.day(N_("Happened on"), register=5)] = None
    by_id: Annotated[
        Id | Unknown | None,
        f.link(N_("By"), "person", register=6, help=N_("Who spoke for us and sees to what follows.")),
    ] = None
    means: Annotated[str | Unknown | None, f.choice(N_("How"), "means")] = None
    said: Annotated[str | None, f.narrative(N_("What was said"))] = None
    due: Annotated[
        date | Unknown | None,
        f.day(
            N_("Due"), register=7, help=N_("By when a concern or complaint is answered, or a promise kept.")
        ),
    ] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "engagement.status", default="open", register=8)
    ] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed on"))] = None
    outcome: Annotated[str | None, f.narrative(N_("Outcome"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ENGAGEMENT = define(
    Engagement,
    name="engagement",
    register="engagements",
    label=N_("Engagement"),
    plural=N_("Engagements"),
    prefix="EN",
    icon="handshake",
    sections=(
        section(N_("What happened"), "code stakeholder_id title kind happened_on by_id means said"),
        section(N_("What follows"), "due status closed_on outcome note"),
    ),
    aliases={
        "code": "Engagement ID; Complaint number",
        "stakeholder_id": "Stakeholder name; Complainant",
        "title": "Engagement activity; Complaint; Concern; Promise",
        "kind": "Engagement type; Activity type",
        "happened_on": "Engagement date; Contact date; Date received",
        "by_id": "Engaged by; Contacted by; Handled by",
        "means": "Channel; Method of contact",
        "said": "What was discussed; Feedback",
        "due": "Response due; Respond by",
        "status": "Engagement status; Complaint status",
        "outcome": "Response given; Result",
    },
)
