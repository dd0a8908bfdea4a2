# SPDX-License-Identifier: Apache-2.0
"""Who and what a plan's tasks need."""

from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Resource(Record, frozen=True, kw_only=True):
    """Somebody, a team, a machine or a material that tasks are given. One pool serves all projects."""

    title: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "resource.kind", default="work", register=2)
    ] = None
    person_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "person", register=3)] = None
    team: Annotated[str | None, f.text(N_("Team or trade"), register=4)] = None
    units: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("At hand"),
            register=5,
            help=N_("100 % is one person or machine, full time. A team of three is 300 %."),
        ),
    ] = None
    calendar_id: Annotated[Id | Unknown | None, f.link(N_("Working calendar"), "calendar", register=6)] = None
    rate: Annotated[Decimal | Unknown | None, f.money(N_("Cost an hour"), register=7)] = None
    cost_per_use: Annotated[Decimal | Unknown | None, f.money(N_("Cost each time"))] = None
    measure: Annotated[str | None, f.text(N_("Counted in"), search=False)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RESOURCE = define(
    Resource,
    name="resource",
    register="resources",
    label=N_("Resource"),
    plural=N_("Resources"),
    icon="hammer",
    sections=(
        section(
            N_("Resource"),
            "title kind person_id team units calendar_id rate cost_per_use measure note",
        ),
    ),
    aliases={
        "title": "Resource; Resource name; Name",
        "team": "Group; Team; Trade; Role",
        "units": "Max units; Maximum units; Availability",
        "rate": "Standard rate; Hourly rate; Rate",
    },
)


class Assignment(Record, frozen=True, kw_only=True):
    """A resource works on a task."""

    task_id: Annotated[
        Id | Unknown | None, f.link(N_("Task"), "task", required=True, part_of=True, register=1)
    ] = None
    resource_id: Annotated[
        Id | Unknown | None, f.link(N_("Resource"), "resource", required=True, part_of=True, register=2)
    ] = None
    units: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT, N_("Share"), register=3, help=N_("100 % is one of it for the whole of the task.")
        ),
    ] = None
    effort: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Effort"), unit=N_("hours"), register=4)
    ] = None
    effort_spent: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Effort spent"), unit=N_("hours"))
    ] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost"), register=5)] = None
    title: Annotated[str | None, f.text(N_("What it is for"))] = None


ASSIGNMENT = define(
    Assignment,
    name="assignment",
    register="assignments",
    label=N_("Assignment"),
    plural=N_("Assignments"),
    icon="user-check",
    sections=(section(N_("Assignment"), "task_id resource_id units effort effort_spent cost title"),),
    aliases={"units": "Allocation; Load", "effort": "Work; Hours"},
)
