# SPDX-License-Identifier: Apache-2.0
"""The technology radar: what the office adopts, tries, watches and holds, and where it is used."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Technology(Record, frozen=True, kw_only=True):
    """A technology, platform, tool or technique, and whether the office wants more or less of it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Technology"), required=True, register=2)] = None
    quadrant: Annotated[str | Unknown | None, f.choice(N_("Quadrant"), "technology.quadrant", register=3)] = (
        None
    )
    description: Annotated[str | None, f.narrative(N_("What it is"))] = None
    ring: Annotated[str | Unknown | None, f.choice(N_("Ring"), "technology.ring", register=4)] = None
    ring_before: Annotated[
        str | Unknown | None, f.choice(N_("Ring before"), "technology.ring", register=5)
    ] = None
    moved_on: Annotated[
        date | Unknown | None,
        f.day(N_("Moved on"), register=6, help=N_("When it came to the ring it is in.")),
    ] = None
    reason: Annotated[str | None, f.narrative(N_("Why it is there"))] = None
    impact: Annotated[str | None, f.narrative(N_("What it could change"))] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=7)] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Review on"), register=8)] = None
    address: Annotated[str | None, f.address(N_("Where more is to be read"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


TECHNOLOGY = define(
    Technology,
    name="technology",
    register="technologies",
    label=N_("Technology"),
    plural=N_("Technologies"),
    prefix="TE",
    icon="radar",
    sections=(
        section(N_("What it is"), "code title quadrant description"),
        section(
            N_("Where it stands"), "ring ring_before moved_on reason impact owner_id review_on address note"
        ),
    ),
    aliases={
        "code": "Technology ID; Blip",
        "title": "Technology name",
        "quadrant": "Radar quadrant",
        "ring": "Radar ring; Recommendation ring",
        "ring_before": "Previous ring",
        "reason": "Reason for ring; Radar rationale",
        "owner_id": "Technology owner",
    },
)


class TechnologyUse(Record, frozen=True, kw_only=True):
    """Where a technology is used: in a project, in an asset, or in both."""

    technology_id: Annotated[
        Id | Unknown | None, f.link(N_("Technology"), "technology", required=True, part_of=True, register=1)
    ] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", register=2)] = None
    asset_id: Annotated[Id | Unknown | None, f.link(N_("Asset"), "asset", register=3)] = None
    title: Annotated[str | None, f.text(N_("How it is used"), register=4)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


TECHNOLOGY_USE = define(
    TechnologyUse,
    name="technology_use",
    register="technology_uses",
    label=N_("Use of technology"),
    plural=N_("Uses of technology"),
    icon="cpu",
    sections=(section(N_("Use"), "technology_id project_id asset_id title note"),),
    aliases={
        "technology_id": "Technology used",
        "project_id": "Project name; Project ID",
        "asset_id": "Application name; Asset ID",
    },
)
