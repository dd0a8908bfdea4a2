# SPDX-License-Identifier: Apache-2.0
"""People by name, role and team: the only place where a person's name is kept. Nothing about how they perform."""

from dataclasses import dataclass
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who owns, does, decides or is told."""

    name: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    role: Annotated[str | None, f.text(N_("Role"), register=2)] = None
    team: Annotated[str | None, f.text(N_("Team"), register=3)] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=4)
    ] = None
    email: Annotated[str | None, f.text(N_("E-mail"), register=5)] = None
    phone: Annotated[str | None, f.text(N_("Telephone"), register=6)] = None
    location: Annotated[str | None, f.text(N_("Place of work"))] = None
    profession: Annotated[str | None, f.text(N_("Profession"))] = None
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Line manager"), "person", register=7)] = None
    calendar_id: Annotated[Id | Unknown | None, f.link(N_("Working calendar"), "calendar")] = None
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
        section(
            N_("Person"),
            "name role team organisation email phone location profession manager_id calendar_id left note",
        ),
    ),
    aliases={
        "name": "Full name; Person; Assignee; Display name",
        "role": "Job title; Position",
        "team": "Unit; Branch; Directorate",
        "organisation": "Department; Agency; Company",
        "email": "Email address; Email; Mail",
        "phone": "Phone; Phone number; Mobile",
        "location": "Location; Office; Site",
        "profession": "Job family",
        "manager_id": "Manager; Reports to",
        "left": "Leaver; Inactive",
        "note": "Notes; Comments",
    },
)
