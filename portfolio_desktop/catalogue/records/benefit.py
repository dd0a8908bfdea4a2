# SPDX-License-Identifier: Apache-2.0
"""Benefits: what the change is for, and whether it came about."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Benefit(Record, frozen=True, kw_only=True):
    """An improvement that somebody gets from a change, or a disbenefit that they bear."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Benefit"), required=True, register=2)] = None
    description: Annotated[str | None, f.narrative(N_("Description"))] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None
    objective_id: Annotated[Id | Unknown | None, f.link(N_("Objective"), "objective")] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "benefit.category", register=4)] = None
    recurring: Annotated[
        bool | None, f.flag(N_("Every year"), help=N_("Whether its value comes each year or once."))
    ] = None
    recipient: Annotated[str | None, f.text(N_("Who gains"))] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=5)] = None

    measure: Annotated[str | None, f.text(N_("Measure"))] = None
    unit: Annotated[str | None, f.text(N_("Unit"))] = None
    baseline_value: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Value before"))] = None
    target_value: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Value aimed at"))] = None
    measured_value: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Value now"))] = None
    measured_on: Annotated[date | Unknown | None, f.day(N_("Measured on"))] = None

    value: Annotated[Decimal | Unknown | None, f.money(N_("Whole-life value"), register=6)] = None
    year_value: Annotated[Decimal | Unknown | None, f.money(N_("Full-year value"))] = None
    forecast_value: Annotated[Decimal | Unknown | None, f.money(N_("Whole-life value (forecast)"))] = None
    realised: Annotated[Decimal | Unknown | None, f.money(N_("Realised so far"), register=7)] = None
    starts: Annotated[date | Unknown | None, f.day(N_("From"))] = None
    ends: Annotated[date | Unknown | None, f.day(N_("To"))] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "benefit.status", default="planned", register=8)
    ] = None
    rating: Annotated[Rating | Unknown | None, f.rating(N_("Rating"), "rag3", register=9)] = None
    assumptions: Annotated[str | None, f.narrative(N_("It depends on"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


BENEFIT = define(
    Benefit,
    name="benefit",
    register="benefits",
    label=N_("Benefit"),
    plural=N_("Benefits"),
    prefix="B",
    icon="trending-up",
    sections=(
        section(
            N_("What it is"),
            (
                "code title description project_id programme_id objective_id category "
                "recurring recipient owner_id"
            ),
        ),
        section(
            N_("How it is measured"), "measure unit baseline_value target_value measured_value measured_on"
        ),
        section(N_("What it is worth"), "value year_value forecast_value realised starts ends"),
        section(N_("How it stands"), "status rating assumptions note"),
    ),
    aliases={
        "code": "Benefit ID; Benefit number; ID; Number",
        "title": "Benefit name; Benefit title; Benefit description; Name; Title",
        "description": "Detail; Narrative",
        "project_id": "Project name; Project ID",
        "programme_id": "Programme name",
        "objective_id": "Strategic objective",
        "category": "Benefit category; Benefit type; Class; Type",
        "recurring": "Recurring; Recurrent",
        "recipient": "Beneficiary; Recipient; Service feature",
        "owner_id": "Benefit owner; Responsible officer; Responsible",
        "measure": "KPI; Benefit measure; Indicator; Metric",
        "unit": "Unit of measure",
        "baseline_value": "Baseline; Baseline value; Current value",
        "target_value": "Target; Target value",
        "measured_value": "Latest value; Measured value",
        "measured_on": "Measurement date",
        "value": "Value; Total value; Benefit value; Planned value",
        "year_value": "Annual value; Full year effect",
        "forecast_value": "Forecast; Forecast value",
        "realised": "Realised; Delivered; Actual value; Benefits realised",
        "starts": "Start date; Start; Realisation start",
        "ends": "End date; End; Realisation end",
        "status": "Benefit status; State",
        "rating": "RAG; RAG status; Benefit RAG",
        "assumptions": "Assumptions; Dependencies; Enablers",
        "note": "Notes; Comments",
    },
)
