# SPDX-License-Identifier: Apache-2.0
"""Programmes: projects that together bring about a change."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """Projects that together bring about a change that none of them would alone."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Programme ID",
                "Programme number",
                "Reference",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name"),
            required=True,
            register=2,
            aliases=(
                "Programme name",
                "Programme title",
                "Programme",
                "Title",
            ),
        ),
    ] = None
    purpose: Annotated[
        str | None,
        f.narrative(
            N_("Purpose"),
            aliases=(
                "Description",
                "Vision",
                "Aims",
            ),
        ),
    ] = None
    portfolio_id: Annotated[
        Id | Unknown | None, f.link(N_("Portfolio"), "portfolio", aliases=("Portfolio name",))
    ] = None
    organisation: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Organisation"),
            "organisation",
            register=4,
            aliases=(
                "Department",
                "Agency",
                "Group",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "project.status",
            default="live",
            register=5,
            aliases=(
                "Programme status",
                "State",
            ),
        ),
    ] = None
    stage: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Stage"),
            "stage",
            aliases=(
                "Business case stage",
                "Phase",
            ),
        ),
    ] = None
    address: Annotated[
        str | None,
        f.address(
            N_("Where its papers are"),
            aliases=(
                "Link",
                "URL",
                "SharePoint",
            ),
        ),
    ] = None

    sro_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Senior responsible owner"),
            "person",
            register=3,
            aliases=(
                "SRO",
                "Sponsor",
            ),
        ),
    ] = None
    director_id: Annotated[
        Id | Unknown | None, f.link(N_("Programme director"), "person", aliases=("Director",))
    ] = None
    manager_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Programme manager"),
            "person",
            aliases=(
                "Manager",
                "Lead",
                "Owner",
            ),
        ),
    ] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            register=6,
            help=N_(
                "Given by the people who answer for it. Never worked out from the ratings of its projects."
            ),
            aliases=(
                "DCA",
                "RAG",
                "RAG status",
                "Delivery Confidence Assessment",
            ),
        ),
    ] = None
    rated_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Rated on"),
            aliases=(
                "DCA date",
                "Rating date",
            ),
        ),
    ] = None
    confidence_note: Annotated[
        str | None,
        f.narrative(
            N_("Why it is rated so"),
            aliases=(
                "Rating comment",
                "RAG commentary",
                "Status summary",
            ),
        ),
    ] = None
    start: Annotated[date | Unknown | None, f.day(N_("Start"), aliases=("Start date",))] = None
    end: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (forecast)"),
            register=7,
            aliases=(
                "End date",
                "Finish",
                "Forecast end",
            ),
        ),
    ] = None
    blueprint: Annotated[
        str | None,
        f.narrative(
            N_("What will be different"),
            aliases=(
                "Blueprint",
                "Target operating model",
                "Future state",
            ),
        ),
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
            ),
        ),
    ] = None


PROGRAMME = define(
    Programme,
    name="programme",
    register="programmes",
    label=N_("Programme"),
    plural=N_("Programmes"),
    prefix="PG",
    icon="folder-kanban",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "title",
                "purpose",
                "portfolio_id",
                "organisation",
                "status",
                "stage",
                "address",
            ),
        ),
        Section(
            N_("Who answers for it"),
            (
                "sro_id",
                "director_id",
                "manager_id",
            ),
        ),
        Section(
            N_("How it stands"),
            (
                "confidence",
                "rated_on",
                "confidence_note",
                "start",
                "end",
                "blueprint",
                "note",
            ),
        ),
    ),
)
