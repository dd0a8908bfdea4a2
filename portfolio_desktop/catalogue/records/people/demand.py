# SPDX-License-Identifier: Apache-2.0
"""What projects ask for by role or skill, before anybody is named."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Demand(Record, frozen=True, kw_only=True):
    """So many people of a role or with a skill, for a project, from one day until another."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("What for"), required=True, register=3)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=2)
    ] = None
    skill_id: Annotated[Id | Unknown | None, f.link(N_("Skill"), "skill", register=4)] = None
    level_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Lowest level"), "capability_level", register=5, help=N_("Left empty where any level will do.")
        ),
    ] = None
    role_profile_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Role"),
            "role_profile",
            register=6,
            help=N_("A role, a skill or both: under each it is counted once."),
        ),
    ] = None
    person_id: Annotated[
        Id | Unknown | None, f.link(N_("Person"), "person", help=N_("Where somebody is asked for by name."))
    ] = None
    first: Annotated[date | Unknown | None, f.day(N_("From"), register=7)] = None
    last: Annotated[date | Unknown | None, f.day(N_("Until"), register=8)] = None
    people: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Full-time equivalents"),
            unit=N_("FTE"),
            register=9,
            help=N_("Or else days a month, not both."),
        ),
    ] = None
    days: Annotated[
        Decimal | Unknown | None,
        f.quantity(Kind.NUMBER, N_("Days a month"), unit=N_("days a month"), register=10),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(N_("How sure it is"), "demand.status", default="forecast", register=11),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DEMAND = define(
    Demand,
    name="demand",
    register="demands",
    label=N_("Demand for people"),
    plural=N_("Demand for people"),
    prefix="DM",
    icon="user-plus",
    sections=(
        section(N_("What is asked for"), "code title project_id skill_id level_id role_profile_id person_id"),
        section(N_("How much and when"), "first last people days status note"),
    ),
    aliases={
        "title": "Demand; Request; Post; Description",
        "role_profile_id": "Role profile; Job role",
        "people": "FTE; FTEs; Headcount",
        "days": "Days per month",
        "first": "Start; Start date",
        "last": "To; End; End date; Finish",
        "status": "Certainty; Confidence",
    },
)
