# SPDX-License-Identifier: Apache-2.0
"""People by name, role and team: the only place where a person's name is kept. Nothing about how they perform."""

from dataclasses import dataclass
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who owns, does, decides or is told."""

    name: Annotated[str | None, f.text(N_("Name"), required=True, register=1, aliases=("Full name",))] = None
    role: Annotated[str | None, f.text(N_("Role"), register=2, aliases=("Job title", "Position"))] = None
    team: Annotated[str | None, f.text(N_("Team"), register=3)] = None
    organisation: Annotated[str | None, f.choice(N_("Organisation"), "organisation", register=4)] = None
    email: Annotated[str | None, f.text(N_("E-mail"), register=5, aliases=("Email address",))] = None
    manager_id: Annotated[Id | None, f.link(N_("Line manager"), "person")] = None
    left: Annotated[bool | None, f.flag(N_("Has left"))] = None


PERSON = define(
    Person,
    name="person",
    register="people",
    label=N_("Person"),
    plural=N_("People"),
    title="name",
    icon="user",
    sections=(
        Section(N_("Person"), ("name", "role", "team", "organisation", "email", "manager_id", "left")),
    ),
)
