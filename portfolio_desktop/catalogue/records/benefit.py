# SPDX-License-Identifier: Apache-2.0
"""Benefits: what the change is for, and whether it came about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(Record):
    """An improvement that somebody gets from a change, or a disbenefit that they bear."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Benefit ID",
                "Benefit number",
                "ID",
                "Number",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Benefit"),
            required=True,
            register=2,
            aliases=(
                "Benefit name",
                "Benefit title",
                "Benefit description",
                "Name",
                "Title",
            ),
        ),
    ] = None
    description: Annotated[
        str | None,
        f.narrative(
            N_("Description"),
            aliases=(
                "Detail",
                "Narrative",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=3,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    programme_id: Annotated[
        Id | Unknown | None, f.link(N_("Programme"), "programme", aliases=("Programme name",))
    ] = None
    objective_id: Annotated[
        Id | Unknown | None, f.link(N_("Objective"), "objective", aliases=("Strategic objective",))
    ] = None
    category: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Category"),
            "benefit.category",
            register=4,
            aliases=(
                "Benefit category",
                "Benefit type",
                "Class",
                "Type",
            ),
        ),
    ] = None
    recurring: Annotated[
        bool | None,
        f.flag(
            N_("Every year"),
            help=N_("Whether its value comes each year or once."),
            aliases=(
                "Recurring",
                "Recurrent",
            ),
        ),
    ] = None
    recipient: Annotated[
        str | None,
        f.text(
            N_("Who gains"),
            aliases=(
                "Beneficiary",
                "Recipient",
                "Service feature",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=5,
            aliases=(
                "Benefit owner",
                "Responsible officer",
                "Responsible",
            ),
        ),
    ] = None

    measure: Annotated[
        str | None,
        f.text(
            N_("Measure"),
            aliases=(
                "KPI",
                "Benefit measure",
                "Indicator",
                "Metric",
            ),
        ),
    ] = None
    unit: Annotated[str | None, f.text(N_("Unit"), aliases=("Unit of measure",))] = None
    baseline_value: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Value before"),
            aliases=(
                "Baseline",
                "Baseline value",
                "Current value",
            ),
        ),
    ] = None
    target_value: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Value aimed at"),
            aliases=(
                "Target",
                "Target value",
            ),
        ),
    ] = None
    measured_value: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Value now"),
            aliases=(
                "Latest value",
                "Measured value",
            ),
        ),
    ] = None
    measured_on: Annotated[date | Unknown | None, f.day(N_("Measured on"), aliases=("Measurement date",))] = (
        None
    )

    value: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life value"),
            register=6,
            aliases=(
                "Value",
                "Total value",
                "Benefit value",
                "Planned value",
            ),
        ),
    ] = None
    year_value: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Full-year value"),
            aliases=(
                "Annual value",
                "Full year effect",
            ),
        ),
    ] = None
    forecast_value: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life value (forecast)"),
            aliases=(
                "Forecast",
                "Forecast value",
            ),
        ),
    ] = None
    realised: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Realised so far"),
            register=7,
            aliases=(
                "Realised",
                "Delivered",
                "Actual value",
                "Benefits realised",
            ),
        ),
    ] = None
    starts: Annotated[
        date | Unknown | None,
        f.day(
            N_("From"),
            aliases=(
                "Start date",
                "Start",
                "Realisation start",
            ),
        ),
    ] = None
    ends: Annotated[
        date | Unknown | None,
        f.day(
            N_("To"),
            aliases=(
                "End date",
                "End",
                "Realisation end",
            ),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "benefit.status",
            default="planned",
            register=8,
            aliases=(
                "Benefit status",
                "State",
            ),
        ),
    ] = None
    rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Rating"),
            "rag3",
            register=9,
            aliases=(
                "RAG",
                "RAG status",
                "Benefit RAG",
            ),
        ),
    ] = None
    assumptions: Annotated[
        str | None,
        f.narrative(
            N_("It depends on"),
            aliases=(
                "Assumptions",
                "Dependencies",
                "Enablers",
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


BENEFIT = define(
    Benefit,
    name="benefit",
    register="benefits",
    label=N_("Benefit"),
    plural=N_("Benefits"),
    prefix="B",
    icon="trending-up",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "title",
                "description",
                "project_id",
                "programme_id",
                "objective_id",
                "category",
                "recurring",
                "recipient",
                "owner_id",
            ),
        ),
        Section(
            N_("How it is measured"),
            (
                "measure",
                "unit",
                "baseline_value",
                "target_value",
                "measured_value",
                "measured_on",
            ),
        ),
        Section(
            N_("What it is worth"),
            (
                "value",
                "year_value",
                "forecast_value",
                "realised",
                "starts",
                "ends",
            ),
        ),
        Section(
            N_("How it stands"),
            (
                "status",
                "rating",
                "assumptions",
                "note",
            ),
        ),
    ),
)
