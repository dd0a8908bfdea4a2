# SPDX-License-Identifier: Apache-2.0
"""Stakeholders: who has an interest in a project, where they stand and how they are engaged."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Record):
    """A person or body with an interest in a project or in the portfolio."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Stakeholder ID",
                "ID",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name"),
            required=True,
            register=2,
            aliases=(
                "Stakeholder name",
                "Stakeholder",
                "Title",
            ),
        ),
    ] = None
    person_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Person"), "person", help=N_("Where the stakeholder is somebody in the register of people.")
        ),
    ] = None
    organisation: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Organisation"),
            "organisation",
            register=3,
            aliases=(
                "Company",
                "Body",
                "Department",
            ),
        ),
    ] = None
    role: Annotated[
        str | None,
        f.text(
            N_("Role"),
            register=4,
            aliases=(
                "Project role",
                "Job title",
                "Position",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "stakeholder.kind",
            aliases=(
                "Stakeholder type",
                "Stakeholder Type (Customer, Vendor, Employee, etc.)",
                "Type",
                "Group",
            ),
        ),
    ] = None
    contact: Annotated[
        str | None,
        f.text(
            N_("Contact"),
            aliases=(
                "Contact details",
                "E-mail",
                "Email",
                "Telephone",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=5,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None

    interest: Annotated[
        str | Unknown | None, f.choice(N_("Interest"), "level3", register=6, aliases=("Level of interest",))
    ] = None
    influence: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Influence"),
            "level3",
            register=7,
            aliases=(
                "Level of influence",
                "Level of Influence (High, Medium, Low)",
                "Power",
            ),
        ),
    ] = None
    position: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Position now"),
            "stance",
            register=8,
            aliases=(
                "Current position",
                "Attitude",
                "Support",
                "Impact on project",
            ),
        ),
    ] = None
    wanted: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Position wanted"),
            "stance",
            aliases=(
                "Desired position",
                "Target position",
            ),
        ),
    ] = None
    needs: Annotated[
        str | None,
        f.narrative(
            N_("Needs and expectations"),
            aliases=(
                "What are their needs & expectations",
                "Expectations",
                "Concerns",
            ),
        ),
    ] = None
    promised: Annotated[
        str | None,
        f.narrative(
            N_("What they were promised"),
            aliases=(
                "How will we meet needs & expectations?",
                "Commitments",
            ),
        ),
    ] = None

    engagement: Annotated[
        str | None,
        f.narrative(
            N_("How they are engaged"),
            aliases=(
                "Engagement",
                "Engagement approach",
                "Communication",
                "Information needs",
                "Strategy",
            ),
        ),
    ] = None
    frequency: Annotated[
        str | Unknown | None,
        f.choice(
            N_("How often"),
            "frequency",
            aliases=(
                "Frequency",
                "Communication frequency",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Relationship owner"),
            "person",
            register=9,
            aliases=(
                "Owner",
                "Engagement lead",
                "Responsible",
            ),
        ),
    ] = None
    last_contact: Annotated[
        date | Unknown | None,
        f.day(
            N_("Last contact"),
            aliases=(
                "Last engaged",
                "Date of last contact",
            ),
        ),
    ] = None
    next_contact: Annotated[
        date | Unknown | None, f.day(N_("Next contact"), aliases=("Next engagement",))
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


STAKEHOLDER = define(
    Stakeholder,
    name="stakeholder",
    register="stakeholders",
    label=N_("Stakeholder"),
    plural=N_("Stakeholders"),
    prefix="SH",
    icon="users",
    sections=(
        Section(
            N_("Who"),
            (
                "code",
                "title",
                "person_id",
                "organisation",
                "role",
                "kind",
                "contact",
                "project_id",
            ),
        ),
        Section(
            N_("Where they stand"),
            (
                "interest",
                "influence",
                "position",
                "wanted",
                "needs",
                "promised",
            ),
        ),
        Section(
            N_("Engagement"),
            (
                "engagement",
                "frequency",
                "owner_id",
                "last_contact",
                "next_contact",
                "note",
            ),
        ),
    ),
)
