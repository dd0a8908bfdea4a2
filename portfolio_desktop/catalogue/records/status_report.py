# SPDX-License-Identifier: Apache-2.0
"""Status reports: how a project stood at the end of a period.

A report carries the names of the project's own fields, so that what was and what is can be compared field by field.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class StatusReport(Record, frozen=True, kw_only=True):
    """How one project stood at the end of one period, as it was reported then."""

    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=1)
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name at the time"),
            register=3,
            help=N_("What the project was called in this report. A change of name shows by it."),
        ),
    ] = None
    period_end: Annotated[date | Unknown | None, f.day(N_("Period to"), register=2)] = None
    author_id: Annotated[Id | Unknown | None, f.link(N_("Reported by"), "person")] = None
    cleared_id: Annotated[Id | Unknown | None, f.link(N_("Cleared by"), "person")] = None
    submitted_on: Annotated[date | Unknown | None, f.day(N_("Submitted on"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Report status"), "report.status", default="draft")
    ] = None
    stage: Annotated[str | Unknown | None, f.choice(N_("Stage"), "stage")] = None

    confidence: Annotated[Rating | Unknown | None, f.rating(N_("Delivery confidence"), register=4)] = None
    independent_rating: Annotated[Rating | Unknown | None, f.rating(N_("Independent rating"))] = None
    sro_rating: Annotated[Rating | Unknown | None, f.rating(N_("Owner's rating"))] = None
    rated_on: Annotated[date | Unknown | None, f.day(N_("Rated on"))] = None
    forward_look: Annotated[
        str | Unknown | None, f.choice(N_("Forward look"), "forward_look", register=5)
    ] = None
    schedule_rating: Annotated[Rating | Unknown | None, f.rating(N_("Schedule"))] = None
    cost_rating: Annotated[Rating | Unknown | None, f.rating(N_("Cost"))] = None
    scope_rating: Annotated[Rating | Unknown | None, f.rating(N_("Scope and quality"))] = None
    benefits_rating: Annotated[Rating | Unknown | None, f.rating(N_("Benefits"))] = None
    resource_rating: Annotated[Rating | Unknown | None, f.rating(N_("Resources"))] = None
    risk_rating: Annotated[Rating | Unknown | None, f.rating(N_("Risk"))] = None
    confidence_reason: Annotated[str | None, f.narrative(N_("Why it was rated so"))] = None
    get_to_green: Annotated[str | None, f.narrative(N_("Path to green"))] = None

    start: Annotated[date | Unknown | None, f.day(N_("Start"))] = None
    end: Annotated[date | Unknown | None, f.day(N_("End (forecast)"), register=6)] = None
    end_baseline: Annotated[date | Unknown | None, f.day(N_("End (baseline)"))] = None
    whole_life_cost: Annotated[Decimal | Unknown | None, f.money(N_("Whole-life cost"), register=7)] = None
    whole_life_forecast: Annotated[
        Decimal | Unknown | None, f.money(N_("Whole-life cost (forecast)"), register=8)
    ] = None
    year_budget: Annotated[Decimal | Unknown | None, f.money(N_("Year's budget"))] = None
    year_forecast: Annotated[Decimal | Unknown | None, f.money(N_("Year's forecast"))] = None
    benefits_value: Annotated[Decimal | Unknown | None, f.money(N_("Whole-life benefits"))] = None

    achievements: Annotated[str | None, f.narrative(N_("Done this period"))] = None
    next_steps: Annotated[str | None, f.narrative(N_("Next"))] = None
    ask: Annotated[str | None, f.narrative(N_("What is asked of the board"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


STATUS_REPORT = define(
    StatusReport,
    name="status_report",
    register="status_reports",
    label=N_("Status report"),
    plural=N_("Status reports"),
    icon="clipboard-list",
    sections=(
        section(
            N_("Which report"), ("project_id title period_end author_id cleared_id submitted_on status stage")
        ),
        section(
            N_("How it stood"),
            (
                "confidence independent_rating sro_rating rated_on forward_look "
                "schedule_rating cost_rating scope_rating benefits_rating "
                "resource_rating risk_rating confidence_reason get_to_green"
            ),
        ),
        section(
            N_("Dates and money"),
            (
                "start end end_baseline whole_life_cost whole_life_forecast year_budget "
                "year_forecast benefits_value"
            ),
        ),
        section(N_("In words"), "achievements next_steps ask note"),
    ),
    aliases={
        "project_id": "Project ID; GMPP ID Number",
        "title": "Project name; Project title",
        "period_end": "Period end; Reporting period; Period; Report date; Month; Quarter",
        "author_id": "Author; Prepared by",
        "cleared_id": "Approved by; Signed off by",
        "submitted_on": "Date submitted",
        "status": "Return status",
        "stage": "Business case stage; Project stage; Phase; Gate",
        "confidence": (
            "DCA; Overall DCA; RAG; RAG status; Overall RAG; Colour rating; Delivery Confidence Assessment"
        ),
        "independent_rating": (
            "IPA Delivery Confidence Assessment; NISTA Delivery Confidence Assessment; IPA DCA; IPA "
            "RAG; MPA RAG rating"
        ),
        "sro_rating": "SRO Delivery Confidence Assessment; SRO DCA; SRO RAG",
        "rated_on": "DCA date; Rating date",
        "forward_look": "SRO forward look; Trend",
        "schedule_rating": "Schedule RAG; Time RAG; Schedule DCA; Time",
        "cost_rating": "Cost RAG; Finance RAG; Budget RAG; Finance DCA",
        "scope_rating": "Scope RAG; Quality RAG; Quality",
        "benefits_rating": "Benefits RAG; Benefits DCA",
        "resource_rating": "Resource RAG; Resources RAG; Resource DCA",
        "risk_rating": "Risk RAG",
        "confidence_reason": (
            "Rating comment; RAG commentary; Status summary; Executive summary; Departmental "
            "commentary on actions planned or taken on the IPA RAG rating."
        ),
        "get_to_green": "Get to green; Recovery plan; Actions planned",
        "start": "Project - Start Date; Start date",
        "end": "Project - End Date; End date; Forecast end; Finish",
        "end_baseline": "Baseline end; Planned end date; Baseline finish",
        "whole_life_cost": (
            "TOTAL Baseline Whole Life Costs; Total budgeted whole life costs; WLC; Budget; Approved budget; "
            "Baseline cost"
        ),
        "whole_life_forecast": "Forecast whole life cost; WLC forecast; EAC; Forecast; Forecast cost; Outturn",
        "year_budget": (
            "Financial Year Baseline; Financial Year Budget; Financial Year TOTAL Baseline; "
            "Yearly budget; In-year budget"
        ),
        "year_forecast": (
            "Financial Year Forecast; Financial Year TOTAL Forecast; Yearly forecast; In-year forecast"
        ),
        "benefits_value": "Total benefits",
        "achievements": "Achievements; Progress; Progress this period; Accomplishments",
        "next_steps": "Next steps; Planned next period; Forward plan",
        "ask": "Ask; Decision required; Support required",
        "note": "Notes; Comments",
    },
)
