# SPDX-License-Identifier: Apache-2.0
"""Stakeholders: who has an interest in a project, where they stand and how they are engaged."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Record):
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

    interest: Annotated[str | Unknown | None, f.choice(N_("Interest"), "high_low", register=6)] = None
    influence: Annotated[str | Unknown | None, f.choice(N_("Influence"), "high_low", register=7)] = None
    position: Annotated[str | Unknown | None, f.choice(N_("Position now"), "stance", register=8)] = None
    wanted: Annotated[str | Unknown | None, f.choice(N_("Position wanted"), "stance")] = None
    needs: Annotated[str | None, f.narrative(N_("Needs and expectations"))] = None
    promised: Annotated[str | None, f.narrative(N_("What they were promised"))] = None

    engagement: Annotated[str | None, f.narrative(N_("How they are engaged"))] = None
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
        section(N_("Who"), "code title person_id organisation role kind contact project_id"),
        section(N_("Where they stand"), "interest influence position wanted needs promised"),
        section(N_("Engagement"), "engagement frequency owner_id last_contact next_contact note"),
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
        "needs": "What are their needs & expectations; Expectations; Concerns",
        "promised": "How will we meet needs & expectations?; Commitments",
        "engagement": "Engagement; Engagement approach; Communication; Information needs; Strategy",
        "frequency": "Frequency; Communication frequency",
        "owner_id": "Owner; Engagement lead; Responsible",
        "last_contact": "Last engaged; Date of last contact",
        "next_contact": "Next engagement",
        "note": "Notes; Comments",
    },
)
