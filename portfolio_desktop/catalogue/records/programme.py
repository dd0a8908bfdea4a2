# SPDX-License-Identifier: Apache-2.0
"""Programmes: projects that together bring about a change."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Programme(Record, frozen=True, kw_only=True):
    """Projects that together bring about a change that none of them would alone."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    purpose: Annotated[str | None, f.narrative(N_("Purpose"))] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio")] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=4)
    ] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "project.status", default="live", register=5)
    ] = None
    stage: Annotated[str | Unknown | None, f.choice(N_("Stage"), "stage")] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None

    sro_id: Annotated[Id | Unknown | None, f.link(N_("Senior responsible owner"), "person", register=3)] = (
        None
    )
    director_id: Annotated[Id | Unknown | None, f.link(N_("Programme director"), "person")] = None
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Programme manager"), "person")] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            register=6,
            help=N_(
                "Given by the people who answer for it. Never worked out from the ratings of its projects."
            ),
        ),
    ] = None
    rated_on: Annotated[date | Unknown | None, f.day(N_("Rated on"))] = None
    confidence_reason: Annotated[str | None, f.narrative(N_("Why it is rated so"))] = None
    start: Annotated[date | Unknown | None, f.day(N_("Start"))] = None
    end: Annotated[date | Unknown | None, f.day(N_("End (forecast)"), register=7)] = None
    blueprint: Annotated[str | None, f.narrative(N_("What will be different"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PROGRAMME = define(
    Programme,
    name="programme",
    register="programmes",
    label=N_("Programme"),
    plural=N_("Programmes"),
    prefix="PG",
    icon="folder-kanban",
    sections=(
        section(N_("What it is"), "code title purpose portfolio_id organisation status stage address"),
        section(N_("Who answers for it"), "sro_id director_id manager_id"),
        section(N_("How it stands"), "confidence rated_on confidence_reason start end blueprint note"),
    ),
    aliases={
        "code": "Programme ID; Programme number; Reference",
        "title": "Programme name; Programme title; Programme; Title",
        "purpose": "Description; Vision; Aims",
        "portfolio_id": "Portfolio name",
        "organisation": "Department; Agency; Group",
        "status": "Programme status; State",
        "stage": "Business case stage; Phase",
        "address": "Link; URL; SharePoint",
        "sro_id": "SRO; Sponsor",
        "director_id": "Director",
        "manager_id": "Manager; Lead; Owner",
        "confidence": "DCA; RAG; RAG status; Delivery Confidence Assessment",
        "rated_on": "DCA date; Rating date",
        "confidence_reason": "Rating comment; RAG commentary; Status summary",
        "start": "Start date",
        "end": "End date; Finish; Forecast end",
        "blueprint": "Blueprint; Target operating model; Future state",
        "note": "Notes; Comments",
    },
)
