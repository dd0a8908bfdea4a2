# SPDX-License-Identifier: Apache-2.0
"""Dependencies: what one project needs from another, or from outside."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Record):
    """Something that one project needs and another project or an outside body has to give."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Dependency ID",
                "ID",
                "Nr",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("What is given"),
            required=True,
            register=2,
            aliases=(
                "Dependency",
                "Dependency description",
                "Description",
                "Deliverable",
                "Title",
                "Name",
            ),
        ),
    ] = None
    why: Annotated[
        str | None,
        f.narrative(
            N_("Why it is needed"),
            aliases=(
                "Why It's Needed",
                "Reason",
                "Impact",
                "Impact if late",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Needed by"),
            "project",
            part_of=True,
            register=3,
            help=N_("The project that waits."),
            aliases=(
                "Receiver",
                "Receiving project",
                "Project",
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    giver_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Given by"),
            "project",
            register=4,
            help=N_("The project that has to deliver. Left empty where it is somebody outside."),
            aliases=(
                "Giver",
                "Giving project",
                "Depends on",
                "Provider",
            ),
        ),
    ] = None
    outside_party: Annotated[
        str | None,
        f.text(
            N_("Outside party"),
            aliases=(
                "Supplier",
                "Third party",
                "External party",
                "Organisation",
            ),
        ),
    ] = None
    giver_owner_id: Annotated[
        Id | Unknown | None, f.link(N_("Giver's owner"), "person", aliases=("Provider owner",))
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=5,
            aliases=(
                "Dependency owner",
                "Responsible",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "dependency.kind",
            aliases=(
                "Dependency type",
                "Type",
            ),
        ),
    ] = None
    milestone_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Giver's milestone"),
            "milestone",
            aliases=(
                "Milestone",
                "Linked milestone",
            ),
        ),
    ] = None

    needed: Annotated[
        date | Unknown | None,
        f.day(
            N_("Needed on"),
            register=6,
            aliases=(
                "Date needed",
                "Needed",
                "Required by",
                "Required date",
                "Need by",
            ),
        ),
    ] = None
    promised: Annotated[
        date | Unknown | None,
        f.day(
            N_("Promised for"),
            register=7,
            aliases=(
                "Date promised",
                "Promised",
                "Due date",
                "Forecast date",
                "Delivery date",
            ),
        ),
    ] = None
    delivered_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Given on"),
            aliases=(
                "Actual date",
                "Date delivered",
            ),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "dependency.status",
            default="proposed",
            register=8,
            aliases=(
                "Dependency status",
                "State",
                "Agreed",
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
            ),
        ),
    ] = None
    response: Annotated[
        str | None,
        f.narrative(
            N_("If it is late"),
            aliases=(
                "Mitigation",
                "Contingency",
                "Action",
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


DEPENDENCY = define(
    Dependency,
    name="dependency",
    register="dependencies",
    label=N_("Dependency"),
    plural=N_("Dependencies"),
    prefix="DP",
    icon="git-branch",
    sections=(
        Section(
            N_("What is needed"),
            (
                "code",
                "title",
                "why",
                "project_id",
                "giver_id",
                "outside_party",
                "giver_owner_id",
                "owner_id",
                "kind",
                "milestone_id",
            ),
        ),
        Section(
            N_("When"),
            (
                "needed",
                "promised",
                "delivered_on",
            ),
        ),
        Section(
            N_("How it stands"),
            (
                "status",
                "rating",
                "response",
                "note",
            ),
        ),
    ),
)
