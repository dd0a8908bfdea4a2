# SPDX-License-Identifier: Apache-2.0
"""Strategic objectives, and how much each project does for them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Objective(Record, frozen=True, kw_only=True):
    """Something that the organisation has set out to achieve, to which projects contribute."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Objective"), required=True, register=2)] = None
    description: Annotated[str | None, f.narrative(N_("Description"))] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio")] = None
    parent_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Part of"),
            "objective",
            tree=True,
            register=3,
            help=N_("The wider objective that this one serves."),
        ),
    ] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=4)] = None

    measure: Annotated[str | None, f.text(N_("Measure"), register=5)] = None
    target: Annotated[str | None, f.text(N_("Target"), register=6)] = None
    weight: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Weight"),
            register=7,
            help=N_("Its share of the whole when projects are compared."),
        ),
    ] = None
    due: Annotated[date | Unknown | None, f.day(N_("By"), register=8)] = None
    status: Annotated[str | Unknown | None, f.choice(N_("Status"), "objective.status", default="current")] = (
        None
    )
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


OBJECTIVE = define(
    Objective,
    name="objective",
    register="objectives",
    label=N_("Objective"),
    plural=N_("Objectives"),
    prefix="SO",
    icon="target",
    sections=(
        section(N_("What it is"), "code title description portfolio_id parent_id owner_id"),
        section(N_("How it is judged"), "measure target weight due status note"),
    ),
    aliases={
        "code": "Objective ID; Reference",
        "title": "Strategic objective; Priority outcome; Goal; Name; Title",
        "description": "Detail; Narrative",
        "portfolio_id": "Portfolio name",
        "parent_id": "Parent objective; Theme; Pillar",
        "owner_id": "Responsible; Outcome owner; Lead",
        "measure": "KPI; Indicator; Success measure",
        "target": "Target value",
        "weight": "Weighting",
        "due": "Target date; Due date; Due",
        "status": "State",
        "note": "Notes; Comments",
    },
)


class Contribution(Record, frozen=True, kw_only=True):
    """What one project does for one objective, and how strongly."""

    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=1)
    ] = None
    objective_id: Annotated[
        Id | Unknown | None, f.link(N_("Objective"), "objective", required=True, register=2)
    ] = None
    strength: Annotated[
        str | Unknown | None, f.choice(N_("Strength"), "contribution.strength", register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("How it contributes"), register=4)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CONTRIBUTION = define(
    Contribution,
    name="contribution",
    register="contributions",
    label=N_("Contribution"),
    plural=N_("Contributions"),
    icon="link",
    sections=(section(N_("Contribution"), "project_id objective_id strength title note"),),
    aliases={
        "project_id": "Project name; Project ID",
        "objective_id": "Strategic objective",
        "strength": "Contribution; Alignment; Alignment score",
        "title": "Rationale; Alignment statement",
        "note": "Notes; Comments",
    },
)
