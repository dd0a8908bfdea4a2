# SPDX-License-Identifier: Apache-2.0
"""Teams: who works together, under whom, and within which other team."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Team(Record, frozen=True, kw_only=True):
    """People who work together: a team, a branch, a directorate."""

    title: Annotated[str | None, f.text(N_("Team"), required=True, register=1)] = None
    part_of_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Part of"), "team", tree=True, register=2, help=N_("The larger team, branch or directorate.")
        ),
    ] = None
    lead_id: Annotated[Id | Unknown | None, f.link(N_("Lead"), "person", register=3)] = None
    purpose: Annotated[str | None, f.narrative(N_("Purpose"))] = None


TEAM = define(
    Team,
    name="team",
    register="teams",
    label=N_("Team"),
    plural=N_("Teams"),
    icon="users-round",
    sections=(section(N_("Team"), "title part_of_id lead_id purpose"),),
    aliases={
        "title": "Team name; Unit name; Directorate name",
        "part_of_id": "Parent team; Parent unit; Directorate",
        "lead_id": "Team lead; Team leader; Head of team",
        "purpose": "Remit; Team description",
    },
)
