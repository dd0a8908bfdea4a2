# SPDX-License-Identifier: Apache-2.0
"""Posts: places in the organisation that are funded or not, and held by somebody or vacant."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Post(Record, frozen=True, kw_only=True):
    """A place for somebody in a team. Vacant while nobody who is here holds it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Post"), required=True, register=2)] = None
    team_id: Annotated[Id | Unknown | None, f.link(N_("Team"), "team", register=3)] = None
    manager_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Reports to"), "person", help=N_("Left empty, the lead of the team.")),
    ] = None
    role_profile_id: Annotated[Id | Unknown | None, f.link(N_("Role profile"), "role_profile")] = None
    person_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Held by"), "person", register=4, help=N_("Left empty while the post is vacant.")),
    ] = None
    people: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Full-time equivalents"),
            unit=N_("FTE"),
            register=5,
            help=N_("Left empty, one full-time post."),
        ),
    ] = None
    funded: Annotated[
        bool | None, f.flag(N_("Funded"), register=6, help=N_("There is money for it this year."))
    ] = None
    needed_from: Annotated[date | Unknown | None, f.day(N_("Needed from"), register=7)] = None
    gap: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Gravity of the gap"),
            "rag3",
            register=8,
            help=N_("What it does to the work while it is vacant."),
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


POST = define(
    Post,
    name="post",
    register="posts",
    label=N_("Post"),
    plural=N_("Posts"),
    prefix="PO",
    icon="user-round-search",
    sections=(
        section(N_("The post"), "code title team_id manager_id role_profile_id"),
        section(N_("Who holds it, and what pays for it"), "person_id people funded needed_from gap note"),
    ),
    aliases={
        "title": "Post title; Position; Vacancy",
        "person_id": "Post holder; Postholder; Holder",
        "people": "FTE; FTEs",
        "funded": "Funding; Budgeted; Funded post",
        "needed_from": "Wanted from; Start date",
        "gap": "Criticality; Gap criticality; Resource RAG; Gap RAG",
    },
)
