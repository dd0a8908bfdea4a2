# SPDX-License-Identifier: Apache-2.0
"""What a risk bears upon, and what the steps of its scales mean."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class RiskLink(Record, frozen=True, kw_only=True):
    """One thing that a risk bears upon, or a control that holds it down."""

    risk_id: Annotated[
        Id | Unknown | None, f.link(N_("Risk"), "risk", required=True, part_of=True, register=1)
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Project"), "project", register=2, help=N_("Another project than the one that owns it.")),
    ] = None
    task_id: Annotated[Id | Unknown | None, f.link(N_("Task"), "task", register=3)] = None
    milestone_id: Annotated[Id | Unknown | None, f.link(N_("Milestone"), "milestone", register=4)] = None
    objective_id: Annotated[Id | Unknown | None, f.link(N_("Objective"), "objective", register=5)] = None
    benefit_id: Annotated[Id | Unknown | None, f.link(N_("Benefit"), "benefit", register=6)] = None
    control_id: Annotated[Id | Unknown | None, f.link(N_("Control"), "control", register=7)] = None
    technology_id: Annotated[Id | Unknown | None, f.link(N_("Technology"), "technology", register=8)] = None
    asset_id: Annotated[Id | Unknown | None, f.link(N_("Asset"), "asset", register=9)] = None
    title: Annotated[str | None, f.text(N_("How they hang together"), register=10)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RISK_LINK = define(
    RiskLink,
    name="risk_link",
    register="risk_links",
    label=N_("Risk link"),
    plural=N_("Risk links"),
    icon="link-2",
    sections=(
        section(
            N_("Link"),
            (
                "risk_id project_id task_id milestone_id objective_id benefit_id control_id technology_id "
                "asset_id title note"
            ),
        ),
    ),
    aliases={
        "risk_id": "Risk ID; Risk title",
        "task_id": "Linked task",
        "milestone_id": "Linked milestone",
        "objective_id": "Objective at risk",
        "benefit_id": "Benefit at risk",
        "control_id": "Mitigating control",
        "asset_id": "Asset at risk",
    },
)


class ScaleDescriptor(Record, frozen=True, kw_only=True):
    """What one step of a scale means in one dimension, so that two people give the same risk the same step."""

    dimension: Annotated[
        str | Unknown | None, f.choice(N_("Dimension"), "scale.dimension", required=True, register=1)
    ] = None
    step: Annotated[
        int | Unknown | None,
        f.quantity(Kind.INTEGER, N_("Step"), register=2, help=N_("Counted from 1, the lowest.")),
    ] = None
    words: Annotated[str | None, f.text(N_("What it means"), required=True, register=3)] = None


SCALE_DESCRIPTOR = define(
    ScaleDescriptor,
    name="scale_descriptor",
    register="scale_descriptors",
    label=N_("Meaning of a step"),
    plural=N_("Meanings of steps"),
    title="words",
    icon="ruler",
    sections=(section(N_("Step of a scale"), "dimension step words"),),
)
