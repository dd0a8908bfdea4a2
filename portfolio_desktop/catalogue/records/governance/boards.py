# SPDX-License-Identifier: Apache-2.0
"""Boards: what they may decide, who sits on them, and where they pass on what is beyond them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Board(Record, frozen=True, kw_only=True):
    """A body that meets to steer, with its terms of reference and what it may decide."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Board"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "board.kind", register=3)] = None
    organisation: Annotated[str | Unknown | None, f.choice(N_("Organisation"), "organisation")] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio", register=4)] = None
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", help=N_("For the board of one project."))
    ] = None
    status: Annotated[str | Unknown | None, f.choice(N_("Status"), "board.status", default="active")] = None

    terms: Annotated[str | None, f.narrative(N_("Terms of reference"))] = None
    terms_agreed_on: Annotated[date | Unknown | None, f.day(N_("Terms agreed on"))] = None
    terms_review_on: Annotated[date | Unknown | None, f.day(N_("Terms to be reviewed on"))] = None
    delegated_limit: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("May approve up to"),
            register=7,
            help=N_("The largest sum that it commits without going to the board above."),
        ),
    ] = None
    escalates_to_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Escalates to"), "board", register=8, help=N_("The board above it.")),
    ] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None

    chair_id: Annotated[Id | Unknown | None, f.link(N_("Chair"), "person", register=5)] = None
    secretary_id: Annotated[Id | Unknown | None, f.link(N_("Secretary"), "person")] = None
    frequency: Annotated[
        str | Unknown | None, f.choice(N_("How often it meets"), "frequency", register=6)
    ] = None
    quorum: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Quorum"),
            unit=N_("members"),
            help=N_("How many who vote must be there for a decision to count."),
        ),
    ] = None
    papers_days: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Papers go out before"),
            unit=N_("days"),
            help=N_("How many days before a meeting its members receive the papers."),
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


BOARD = define(
    Board,
    name="board",
    register="boards",
    label=N_("Board"),
    plural=N_("Boards"),
    prefix="BD",
    icon="landmark",
    sections=(
        section(N_("What it is"), "code title kind organisation portfolio_id programme_id project_id status"),
        section(
            N_("What it may decide"),
            "terms terms_agreed_on terms_review_on delegated_limit escalates_to_id address",
        ),
        section(N_("How it meets"), "chair_id secretary_id frequency quorum papers_days note"),
    ),
    aliases={
        "code": "Board ID",
        "title": "Board name; Forum; Committee; Group name; Name",
        "kind": "Board type; Forum type; Type",
        "portfolio_id": "Portfolio name",
        "programme_id": "Programme name",
        "project_id": "Project name",
        "terms": "ToR; Purpose; Remit",
        "terms_agreed_on": "ToR approved; Terms approved",
        "terms_review_on": "ToR review date; Terms review date",
        "delegated_limit": "Delegated limit; Delegation; Financial delegation; Approval limit; Authority",
        "escalates_to_id": "Reports to; Parent board; Escalation route",
        "address": "SharePoint; Papers",
        "chair_id": "Chaired by; Chairperson",
        "secretary_id": "Secretariat; Board secretary",
        "frequency": "Frequency; Cadence; Cycle; Meeting frequency",
        "quorum": "Quorate with",
        "papers_days": "Papers deadline; Paper deadline",
        "note": "Notes; Comments",
    },
)


class BoardMember(Record, frozen=True, kw_only=True):
    """Somebody's seat on a board, from one day until another."""

    board_id: Annotated[
        Id | Unknown | None, f.link(N_("Board"), "board", required=True, part_of=True, register=1)
    ] = None
    person_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "person", required=True, register=2)] = (
        None
    )
    role: Annotated[
        str | Unknown | None, f.choice(N_("Role"), "board.role", default="member", register=3)
    ] = None
    title: Annotated[
        str | None,
        f.text(N_("Speaks for"), register=4, help=N_("The interest, service or body behind the seat.")),
    ] = None
    votes: Annotated[bool | None, f.flag(N_("Votes"), register=5)] = None
    since: Annotated[date | Unknown | None, f.day(N_("From"), register=6)] = None
    until: Annotated[date | Unknown | None, f.day(N_("Until"), register=7)] = None
    deputy_id: Annotated[Id | Unknown | None, f.link(N_("Standing deputy"), "person")] = None
    interests: Annotated[
        str | None,
        f.narrative(
            N_("Interests declared"), help=N_("What the member has declared that a decision could touch.")
        ),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


BOARD_MEMBER = define(
    BoardMember,
    name="board_member",
    register="board_members",
    label=N_("Board member"),
    plural=N_("Board members"),
    icon="user-check",
    sections=(
        section(N_("Seat"), "board_id person_id role title votes since until deputy_id interests note"),
    ),
    aliases={
        "board_id": "Board name; Forum",
        "person_id": "Member; Member name",
        "role": "Board role; Membership",
        "title": "Representing; Represents; Constituency",
        "votes": "Voting; Voting member",
        "since": "Appointed; Appointed on; Joined; Member since",
        "until": "Term ends; Left; Member until",
        "deputy_id": "Deputy; Alternate; Named deputy",
        "interests": "Declarations of interest; Conflicts of interest",
    },
)
