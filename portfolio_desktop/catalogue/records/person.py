# SPDX-License-Identifier: Apache-2.0
"""People by name, role and team: the only place where a person's name is kept. Nothing about how they perform."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Person(Record, frozen=True, kw_only=True):
    """Somebody who owns, does, decides or is told."""

    name: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    role: Annotated[str | None, f.text(N_("Role"), register=2)] = None
    team_id: Annotated[Id | Unknown | None, f.link(N_("Team"), "team", register=3)] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=4)
    ] = None
    email: Annotated[str | None, f.text(N_("E-mail"), register=5)] = None
    phone: Annotated[str | None, f.text(N_("Telephone"), register=6)] = None
    location: Annotated[str | None, f.text(N_("Place of work"))] = None
    profession: Annotated[str | None, f.text(N_("Profession"))] = None
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Line manager"), "person", register=7)] = None
    role_profile_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Role profile"),
            "role_profile",
            help=N_("What the role asks for, to hold their skills against."),
        ),
    ] = None
    share: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Share of full time"),
            help=N_("100 % is full time, 60 % is three days of five. Empty counts as full time."),
        ),
    ] = None
    pattern: Annotated[
        str | None,
        f.text(
            N_("Working days and hours"),
            search=False,
            options=f.WORKING_PATTERN,
            help=N_(
                "Which days, such as Mon–Wed or Tue am, Thu 09:00-13:00; or how much of a week: 3 days, 22.5 hours, 0.6 FTE."
            ),
        ),
    ] = None
    calendar_id: Annotated[Id | Unknown | None, f.link(N_("Working calendar"), "calendar")] = None
    engaged_as: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Engaged as"), "person.engagement", help=N_("Left empty, somebody counts as an employee.")
        ),
    ] = None
    starts_on: Annotated[date | Unknown | None, f.day(N_("Starts on"))] = None
    leaves_on: Annotated[
        date | Unknown | None, f.day(N_("Leaves on"), help=N_("The last day with the organisation."))
    ] = None
    left: Annotated[bool | None, f.flag(N_("Has left"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PERSON = define(
    Person,
    name="person",
    register="people",
    label=N_("Person"),
    plural=N_("People"),
    title="name",
    icon="user",
    sections=(
        section(N_("Person"), "name role organisation email phone location profession"),
        section(N_("Place in the organisation"), "team_id manager_id role_profile_id"),
        section(N_("Working pattern"), "share pattern calendar_id engaged_as starts_on leaves_on left"),
        section(N_("More"), "note"),
    ),
    aliases={
        "name": "Full name; Person; Assignee; Display name; Employee name",
        "role": "Job title; Position; Job role",
        "team_id": "Team name; Unit; Branch; Directorate",
        "organisation": "Department; Agency; Company",
        "email": "Email address; Email; Mail",
        "phone": "Phone; Phone number; Mobile",
        "location": "Location; Office; Site",
        "profession": "Job family",
        "manager_id": "Manager; Reports to",
        "role_profile_id": "Profile",
        "share": "FTE %; Working time; Full-time share; Percent of full time",
        "pattern": (
            "Working pattern; Work pattern; Working days; Days worked; Days a week; Days per week; "
            "Hours a week; Hours per week; Weekly hours; Contracted hours"
        ),
        "engaged_as": "Employment type; Contract type; Type of contract; Worker type; Resource type",
        "calendar_id": "Calendar",
        "starts_on": "Start date; Date joined; Joined",
        "leaves_on": "Leaving date; Last day; End date",
        "left": "Leaver; Inactive",
        "note": "Notes; Comments",
    },
)
