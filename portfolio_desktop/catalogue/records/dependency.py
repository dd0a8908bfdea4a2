# SPDX-License-Identifier: Apache-2.0
"""Dependencies: what one project needs from another, or from outside."""

from datetime import date, datetime
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Dependency(Record, frozen=True, kw_only=True):
    """Something that one project needs and another project or an outside body has to give."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("What is given"), required=True, register=2)] = None
    why: Annotated[str | None, f.narrative(N_("Why it is needed"))] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Needed by"), "project", part_of=True, register=3, help=N_("The project that waits.")),
    ] = None
    giver_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Given by"),
            "project",
            register=4,
            help=N_("The project that has to deliver. Left empty where it is somebody outside."),
        ),
    ] = None
    outside_party: Annotated[str | None, f.text(N_("Outside party"))] = None
    giver_owner_id: Annotated[Id | Unknown | None, f.link(N_("Giver's owner"), "person")] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=5)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "dependency.kind")] = None
    milestone_id: Annotated[Id | Unknown | None, f.link(N_("Giver's milestone"), "milestone")] = None

    giver_task_id: Annotated[Id | Unknown | None, f.link(N_("Giver's task"), "task")] = None
    task_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Task that waits"), "task", help=N_("The task of the receiver that cannot start before.")),
    ] = None
    rests_on: Annotated[
        str | Unknown | None,
        f.choice(
            N_("The receiver plans on"),
            "dependency.rests_on",
            default="promise",
            help=N_(
                "The promised date stays where it is until it is agreed anew, and is marked as outdated when the "
                "giver's plan says another. The giver's plan moves the receiver at once."
            ),
        ),
    ] = None
    plan_date: Annotated[
        datetime | None,
        f.derived(Kind.MOMENT, N_("Giver's plan"), help=N_("When the giver's task finishes by its plan.")),
    ] = None
    outdated: Annotated[
        bool | None,
        f.derived(
            Kind.FLAG,
            N_("Outdated"),
            help=N_("Whether the giver's plan says another date than the one that was promised."),
        ),
    ] = None

    needed: Annotated[date | Unknown | None, f.day(N_("Needed on"), register=6)] = None
    promised: Annotated[date | Unknown | None, f.day(N_("Promised for"), register=7)] = None
    delivered_on: Annotated[date | Unknown | None, f.day(N_("Given on"))] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "dependency.status", default="proposed", register=8)
    ] = None
    rating: Annotated[Rating | Unknown | None, f.rating(N_("Rating"), "rag3", register=9)] = None
    response: Annotated[str | None, f.narrative(N_("If it is late"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DEPENDENCY = define(
    Dependency,
    name="dependency",
    register="dependencies",
    label=N_("Dependency"),
    plural=N_("Dependencies"),
    prefix="DP",
    icon="git-branch",
    sections=(
        section(
            N_("What is needed"),
            (
                "code title why project_id giver_id outside_party giver_owner_id owner_id kind milestone_id "
                "giver_task_id task_id rests_on"
            ),
        ),
        section(N_("When"), "needed promised plan_date outdated delivered_on"),
        section(N_("How it stands"), "status rating response note"),
    ),
    aliases={
        "code": "Dependency ID; ID; Nr",
        "title": "Dependency; Dependency description; Description; Deliverable; Title; Name",
        "why": "Why It's Needed; Reason; Impact; Impact if late",
        "project_id": "Receiver; Receiving project; Project; Project name; Project ID",
        "giver_id": "Giver; Giving project; Depends on; Provider",
        "outside_party": "Supplier; Third party; External party; Organisation",
        "giver_owner_id": "Provider owner",
        "owner_id": "Dependency owner; Responsible",
        "kind": "Dependency type; Type",
        "milestone_id": "Milestone; Linked milestone",
        "needed": "Date needed; Needed; Required by; Required date; Need by",
        "promised": "Date promised; Promised; Due date; Forecast date; Delivery date",
        "delivered_on": "Actual date; Date delivered",
        "status": "Dependency status; State; Agreed",
        "rating": "RAG; RAG status",
        "response": "Mitigation; Contingency; Action",
        "note": "Notes; Comments",
    },
)
