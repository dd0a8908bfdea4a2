# SPDX-License-Identifier: Apache-2.0
"""Portfolios: what a board looks after as a whole."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Portfolio(Record, frozen=True, kw_only=True):
    """Projects and programmes that one board looks after, with the money and people they share."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    purpose: Annotated[str | None, f.narrative(N_("Purpose"))] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=3)
    ] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None

    head_id: Annotated[Id | Unknown | None, f.link(N_("Head of portfolio"), "person", register=4)] = None
    sro_id: Annotated[Id | Unknown | None, f.link(N_("Senior responsible owner"), "person", register=5)] = (
        None
    )
    board_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Board"), "board", register=6, help=N_("The body that the pack is written for.")),
    ] = None
    distribution: Annotated[
        str | None, f.text(N_("Pack goes to"), help=N_("Who receives the pack, as its cover says."))
    ] = None

    currency: Annotated[
        str | None,
        f.text(
            N_("Currency"),
            search=False,
            register=7,
            help=N_("The three letters of ISO 4217, such as GBP. All amounts in the workspace are in it."),
        ),
    ] = None
    year_start: Annotated[
        str | Unknown | None, f.choice(N_("Financial year starts in"), "month", default="4")
    ] = None
    marking: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Marking"),
            "marking",
            register=8,
            help=N_("Printed at the head and foot of every page of a pack."),
        ),
    ] = None
    calendar_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Working calendar"),
            "calendar",
            help=N_("When there is work, wherever a project, a person or a task has no calendar of its own."),
        ),
    ] = None
    period: Annotated[str | Unknown | None, f.choice(N_("Reports every"), "period")] = None
    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Portfolio confidence"),
            help=N_("The judgement of the head of portfolio. Never worked out from the ratings of projects."),
        ),
    ] = None
    summary: Annotated[str | None, f.narrative(N_("Summary for the board"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PORTFOLIO = define(
    Portfolio,
    name="portfolio",
    register="portfolios",
    label=N_("Portfolio"),
    plural=N_("Portfolios"),
    prefix="PF",
    icon="briefcase",
    sections=(
        section(N_("What it is"), "code title purpose organisation address"),
        section(N_("Who answers for it"), "head_id sro_id board_id distribution"),
        section(
            N_("How it reports"), "currency year_start marking calendar_id period confidence summary note"
        ),
    ),
    aliases={
        "code": "Portfolio ID",
        "title": "Portfolio name; Portfolio; Title",
        "purpose": "Description; Aims; Vision",
        "organisation": "Department; Agency",
        "address": "Link; URL; SharePoint",
        "head_id": "Portfolio manager; Portfolio lead",
        "sro_id": "SRO; Sponsor",
        "board_id": "Board name; Steering committee; Governance board",
        "currency": "Currency code",
        "year_start": "Financial year start; Year start month",
        "marking": "Protective marking; Classification; Security marking",
        "period": "Reporting cycle; Reporting period; Frequency",
        "confidence": "Overall RAG; Portfolio DCA",
        "summary": "Headlines; Executive summary; Head of portfolio's summary",
        "note": "Notes; Comments",
    },
)
