# SPDX-License-Identifier: Apache-2.0
"""Status reports: how a project stood at the end of a period.

A report carries the names of the project's own fields, so that what was and what is can be compared field by field.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport(Record):
    """How one project stood at the end of one period, as it was reported then."""

    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            required=True,
            part_of=True,
            register=1,
            aliases=(
                "Project ID",
                "GMPP ID Number",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name at the time"),
            register=3,
            help=N_("What the project was called in this report. A change of name shows by it."),
            aliases=(
                "Project name",
                "Project title",
            ),
        ),
    ] = None
    period_end: Annotated[
        date | Unknown | None,
        f.day(
            N_("Period to"),
            register=2,
            aliases=(
                "Period end",
                "Reporting period",
                "Period",
                "Report date",
                "Month",
                "Quarter",
            ),
        ),
    ] = None
    author_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Reported by"),
            "person",
            aliases=(
                "Author",
                "Prepared by",
            ),
        ),
    ] = None
    cleared_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Cleared by"),
            "person",
            aliases=(
                "Approved by",
                "Signed off by",
            ),
        ),
    ] = None
    submitted_on: Annotated[date | Unknown | None, f.day(N_("Submitted on"), aliases=("Date submitted",))] = (
        None
    )
    status: Annotated[
        str | Unknown | None,
        f.choice(N_("Report status"), "report.status", default="draft", aliases=("Return status",)),
    ] = None
    stage: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Stage"),
            "stage",
            aliases=(
                "Business case stage",
                "Project stage",
                "Phase",
            ),
        ),
    ] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            register=4,
            aliases=(
                "DCA",
                "Overall DCA",
                "RAG",
                "RAG status",
                "Overall RAG",
                "Colour rating",
                "Delivery Confidence Assessment",
            ),
        ),
    ] = None
    independent_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Independent rating"),
            aliases=(
                "IPA Delivery Confidence Assessment",
                "NISTA Delivery Confidence Assessment",
                "IPA DCA",
                "IPA RAG",
                "MPA RAG rating",
            ),
        ),
    ] = None
    sro_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Owner's rating"),
            aliases=(
                "SRO Delivery Confidence Assessment",
                "SRO DCA",
                "SRO RAG",
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
    forward_look: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Forward look"),
            "forward_look",
            register=5,
            aliases=(
                "SRO forward look",
                "Trend",
            ),
        ),
    ] = None
    schedule_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Schedule"),
            aliases=(
                "Schedule RAG",
                "Time RAG",
                "Schedule DCA",
            ),
        ),
    ] = None
    cost_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Cost"),
            aliases=(
                "Cost RAG",
                "Finance RAG",
                "Budget RAG",
                "Finance DCA",
            ),
        ),
    ] = None
    scope_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Scope and quality"),
            aliases=(
                "Scope RAG",
                "Quality RAG",
            ),
        ),
    ] = None
    benefits_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Benefits"),
            aliases=(
                "Benefits RAG",
                "Benefits DCA",
            ),
        ),
    ] = None
    resource_rating: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Resources"),
            aliases=(
                "Resource RAG",
                "Resources RAG",
                "Resource DCA",
            ),
        ),
    ] = None
    risk_rating: Annotated[Rating | Unknown | None, f.rating(N_("Risk"), aliases=("Risk RAG",))] = None
    confidence_note: Annotated[
        str | None,
        f.narrative(
            N_("Why it was rated so"),
            aliases=(
                "Rating comment",
                "RAG commentary",
                "Status summary",
                "Executive summary",
                "Departmental commentary on actions planned or taken on the IPA RAG rating.",
            ),
        ),
    ] = None
    get_to_green: Annotated[
        str | None,
        f.narrative(
            N_("Path to green"),
            aliases=(
                "Get to green",
                "Recovery plan",
                "Actions planned",
            ),
        ),
    ] = None

    start: Annotated[
        date | Unknown | None,
        f.day(
            N_("Start"),
            aliases=(
                "Project - Start Date",
                "Start date",
            ),
        ),
    ] = None
    end: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (forecast)"),
            register=6,
            aliases=(
                "Project - End Date",
                "End date",
                "Forecast end",
                "Finish",
            ),
        ),
    ] = None
    end_baseline: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (baseline)"),
            aliases=(
                "Baseline end",
                "Planned end date",
                "Baseline finish",
            ),
        ),
    ] = None
    whole_life_cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life cost"),
            register=7,
            aliases=(
                "TOTAL Baseline Whole Life Costs",
                "Total budgeted whole life costs",
                "WLC",
                "Budget",
            ),
        ),
    ] = None
    whole_life_forecast: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life cost (forecast)"),
            register=8,
            aliases=(
                "Forecast whole life cost",
                "WLC forecast",
                "EAC",
            ),
        ),
    ] = None
    year_budget: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Year's budget"),
            aliases=(
                "Financial Year Baseline",
                "Yearly budget",
                "In-year budget",
            ),
        ),
    ] = None
    year_forecast: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Year's forecast"),
            aliases=(
                "Financial Year Forecast",
                "Yearly forecast",
                "In-year forecast",
            ),
        ),
    ] = None
    benefits_value: Annotated[
        Decimal | Unknown | None, f.money(N_("Whole-life benefits"), aliases=("Total benefits",))
    ] = None

    achievements: Annotated[
        str | None,
        f.narrative(
            N_("Done this period"),
            aliases=(
                "Achievements",
                "Progress",
                "Progress this period",
                "Accomplishments",
            ),
        ),
    ] = None
    next_steps: Annotated[
        str | None,
        f.narrative(
            N_("Next"),
            aliases=(
                "Next steps",
                "Planned next period",
                "Forward plan",
            ),
        ),
    ] = None
    ask: Annotated[
        str | None,
        f.narrative(
            N_("What is asked of the board"),
            aliases=(
                "Ask",
                "Decision required",
                "Support required",
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


STATUS_REPORT = define(
    StatusReport,
    name="status_report",
    register="status_reports",
    label=N_("Status report"),
    plural=N_("Status reports"),
    icon="clipboard-list",
    sections=(
        Section(
            N_("Which report"),
            (
                "project_id",
                "title",
                "period_end",
                "author_id",
                "cleared_id",
                "submitted_on",
                "status",
                "stage",
            ),
        ),
        Section(
            N_("How it stood"),
            (
                "confidence",
                "independent_rating",
                "sro_rating",
                "rated_on",
                "forward_look",
                "schedule_rating",
                "cost_rating",
                "scope_rating",
                "benefits_rating",
                "resource_rating",
                "risk_rating",
                "confidence_note",
                "get_to_green",
            ),
        ),
        Section(
            N_("Dates and money"),
            (
                "start",
                "end",
                "end_baseline",
                "whole_life_cost",
                "whole_life_forecast",
                "year_budget",
                "year_forecast",
                "benefits_value",
            ),
        ),
        Section(
            N_("In words"),
            (
                "achievements",
                "next_steps",
                "ask",
                "note",
            ),
        ),
    ),
)
