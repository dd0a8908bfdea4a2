# SPDX-License-Identifier: Apache-2.0
"""Projects: what they are, how they stand, when they land, what they cost.

The fields hold how a project stands today. How it stood in earlier periods is kept in status reports.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Kind, Record

_INDEPENDENT = (
    "IPA Delivery Confidence Assessment",
    "NISTA Delivery Confidence Assessment",
    "IPA DCA",
    "IPA RAG",
    "MPA RAG rating",
)
_OWNERS = ("SRO Delivery Confidence Assessment", "SRO DCA", "SRO RAG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A piece of change with an owner, a budget and an end."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "GMPP ID Number",
                "Project ID",
                "Project number",
                "Reference",
                "Unique Project ID",
                "Key",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name"),
            required=True,
            register=2,
            aliases=("Project name", "Project title", "Project", "Title"),
        ),
    ] = None
    description: Annotated[
        str | None,
        f.narrative(
            N_("Description and aims"),
            aliases=("Description / Aims", "Project description", "Aims", "Objective"),
        ),
    ] = None
    portfolio_id: Annotated[Id | None, f.link(N_("Portfolio"), "portfolio")] = None
    programme_id: Annotated[Id | None, f.link(N_("Programme"), "programme", aliases=("Programme name",))] = (
        None
    )
    organisation: Annotated[
        str | None,
        f.choice(
            N_("Organisation"),
            "organisation",
            register=3,
            aliases=("Department", "Agency", "Agency name", "Group"),
        ),
    ] = None
    category: Annotated[
        str | None,
        f.choice(
            N_("Category"),
            "category",
            register=4,
            aliases=("Annual Report Category", "Report category", "Type"),
        ),
    ] = None
    tier: Annotated[str | Unknown | None, f.choice(N_("Tier"), "tier", aliases=("Project tier",))] = None
    stage: Annotated[
        str | Unknown | None,
        f.choice(N_("Stage"), "stage", register=5, aliases=("Business case stage", "Project stage", "Phase")),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "project.status",
            default="live",
            aliases=("Project status", "Delivery status", "State"),
        ),
    ] = None
    method: Annotated[str | Unknown | None, f.choice(N_("Delivery method"), "delivery_method")] = None
    supplier: Annotated[
        str | None, f.text(N_("Main supplier"), aliases=("Supplier", "Contractor", "Vendor"))
    ] = None
    assured: Annotated[
        bool | None, f.flag(N_("In the government major projects portfolio"), aliases=("GMPP",))
    ] = None
    address: Annotated[
        str | None, f.address(N_("Where its papers are"), aliases=("Link", "URL", "SharePoint"))
    ] = None

    sro_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Senior responsible owner"),
            "person",
            register=6,
            aliases=("SRO", "SRO name", "Sponsor", "Executive"),
        ),
    ] = None
    director_id: Annotated[
        Id | Unknown | None, f.link(N_("Project director"), "person", aliases=("Director",))
    ] = None
    manager_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Project manager"), "person", aliases=("Manager", "PM", "Lead", "Owner")),
    ] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            register=7,
            help=N_("The rating that the board is shown. It keeps the scale on which it was given."),
            aliases=(
                "DCA",
                "Overall DCA",
                "RAG",
                "RAG status",
                "Overall RAG",
                "Colour rating",
                "Delivery Confidence Assessment",
                *_INDEPENDENT,
                *_OWNERS,
            ),
        ),
    ] = None
    independent_rating: Annotated[
        Rating | Unknown | None, f.rating(N_("Independent rating"), aliases=_INDEPENDENT)
    ] = None
    sro_rating: Annotated[Rating | Unknown | None, f.rating(N_("Owner's rating"), aliases=_OWNERS)] = None
    rated_on: Annotated[
        date | Unknown | None, f.day(N_("Rated on"), aliases=("DCA date", "Rating date", "Review date"))
    ] = None
    forward_look: Annotated[
        str | Unknown | None,
        f.choice(N_("Forward look"), "forward_look", aliases=("SRO forward look", "Trend")),
    ] = None
    schedule_rating: Annotated[
        Rating | Unknown | None,
        f.rating(N_("Schedule"), aliases=("Schedule RAG", "Time RAG", "Schedule DCA")),
    ] = None
    cost_rating: Annotated[
        Rating | Unknown | None,
        f.rating(N_("Cost"), aliases=("Cost RAG", "Finance RAG", "Budget RAG", "Finance DCA")),
    ] = None
    scope_rating: Annotated[
        Rating | Unknown | None, f.rating(N_("Scope and quality"), aliases=("Scope RAG", "Quality RAG"))
    ] = None
    benefits_rating: Annotated[
        Rating | Unknown | None, f.rating(N_("Benefits"), aliases=("Benefits RAG", "Benefits DCA"))
    ] = None
    resource_rating: Annotated[
        Rating | Unknown | None,
        f.rating(N_("Resources"), aliases=("Resource RAG", "Resources RAG", "Resource DCA")),
    ] = None
    risk_rating: Annotated[Rating | Unknown | None, f.rating(N_("Risk"), aliases=("Risk RAG",))] = None
    confidence_note: Annotated[
        str | None,
        f.narrative(
            N_("Why it is rated so"),
            aliases=(
                "Departmental commentary on actions planned or taken on the IPA RAG rating.",
                "Departmental commentary on actions planned or taken on the MPA RAG rating",
                "Rating comment",
                "RAG commentary",
                "Status summary",
                "Executive summary",
            ),
        ),
    ] = None
    get_to_green: Annotated[
        str | None,
        f.narrative(N_("Path to green"), aliases=("Get to green", "Recovery plan", "Actions planned")),
    ] = None

    start_baseline: Annotated[
        date | Unknown | None,
        f.day(N_("Start (baseline)"), aliases=("Baseline start", "Planned start", "Planned start date")),
    ] = None
    start: Annotated[
        date | Unknown | None,
        f.day(
            N_("Start"),
            aliases=("Project - Start Date", "Start date", "Latest approved start date", "Actual start date"),
        ),
    ] = None
    end_baseline: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (baseline)"),
            aliases=(
                "Baseline end",
                "Planned end",
                "Planned end date",
                "Planned completion date",
                "Baseline finish",
            ),
        ),
    ] = None
    end: Annotated[
        date | Unknown | None,
        f.day(
            N_("End (forecast)"),
            register=8,
            help=N_("When the project is now expected to end."),
            aliases=(
                "Project - End Date",
                "End date",
                "Latest approved end date",
                "Forecast end",
                "Finish",
                "Projected completion date",
            ),
        ),
    ] = None
    operations: Annotated[
        date | Unknown | None,
        f.day(N_("Full operation"), aliases=("Full operations date", "Go live", "Go-live date")),
    ] = None
    schedule_note: Annotated[
        str | None,
        f.narrative(
            N_("On the dates"),
            aliases=(
                "Departmental narrative on schedule, including any deviation from planned schedule (if necessary)",
                "Schedule comment",
                "Schedule commentary",
            ),
        ),
    ] = None

    whole_life_cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life cost"),
            register=9,
            help=N_("What the project was agreed to cost over its whole life, from its present baseline."),
            aliases=(
                "TOTAL Baseline Whole Life Costs",
                "Total budgeted whole life costs",
                "Whole Life Cost TOTAL Baseline",
                "WLC",
                "WLC baseline incl NCG",
                "Total cost",
                "Total budget",
                "Budget",
                "Planned cost",
            ),
        ),
    ] = None
    whole_life_forecast: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life cost (forecast)"),
            register=10,
            aliases=(
                "Forecast whole life cost",
                "WLC forecast",
                "Projected cost",
                "Projected/Actual cost",
                "EAC",
            ),
        ),
    ] = None
    year_budget: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("This year's budget"),
            aliases=(
                "Financial Year Baseline",
                "TOTAL Baseline",
                "Yearly budget",
                "In-year budget",
            ),
        ),
    ] = None
    year_forecast: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("This year's forecast"),
            aliases=("Financial Year Forecast", "TOTAL Forecast", "Yearly forecast", "In-year forecast"),
        ),
    ] = None
    year_variance: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT, N_("This year's variance"), aliases=("Financial Year Variance", "In-year variance")
        ),
    ] = None
    contingency: Annotated[
        Decimal | Unknown | None, f.money(N_("Contingency held"), aliases=("Contingency", "Risk allowance"))
    ] = None
    year_note: Annotated[
        str | None,
        f.narrative(
            N_("On this year's money"),
            aliases=(
                "Departmental narrative on budget/forecast variance",
                "Variance comment",
                "Budget variance note",
            ),
        ),
    ] = None
    cost_note: Annotated[
        str | None,
        f.narrative(
            N_("On the whole-life cost"),
            aliases=(
                "Departmental Narrative on Budgeted Whole Life Costs",
                "Budget comment",
                "Cost commentary",
            ),
        ),
    ] = None

    benefits_value: Annotated[
        Decimal | Unknown | None, f.money(N_("Whole-life benefits"), aliases=("Total benefits", "Benefits"))
    ] = None
    present_value: Annotated[
        Decimal | Unknown | None, f.money(N_("Net present value"), aliases=("NPV", "NPSV"))
    ] = None
    benefit_cost_ratio: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER, N_("Benefit–cost ratio"), aliases=("BCR", "Benefit cost ratio", "Initial BCR")
        ),
    ] = None
    value_for_money: Annotated[
        str | Unknown | None,
        f.choice(N_("Value for money"), "value_for_money", aliases=("VfM", "VfM category")),
    ] = None
    people_needed: Annotated[
        Decimal | Unknown | None,
        f.quantity(Kind.NUMBER, N_("People"), unit=N_("FTE"), aliases=("FTE", "Headcount", "Total FTE")),
    ] = None
    benefits_note: Annotated[
        str | None, f.narrative(N_("On the benefits"), aliases=("Benefits commentary",))
    ] = None
    achievements: Annotated[
        str | None,
        f.narrative(N_("Done this period"), aliases=("Achievements", "Progress", "Progress this period")),
    ] = None
    next_steps: Annotated[
        str | None, f.narrative(N_("Next"), aliases=("Next steps", "Planned next period", "Forward plan"))
    ] = None
    ask: Annotated[
        str | None,
        f.narrative(
            N_("What is asked of the board"), aliases=("Ask", "Decision required", "Support required")
        ),
    ] = None


PROJECT = define(
    Project,
    name="project",
    register="projects",
    label=N_("Project"),
    plural=N_("Projects"),
    prefix="P",
    icon="folder",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "title",
                "description",
                "portfolio_id",
                "programme_id",
                "organisation",
                "category",
                "tier",
            )
            + ("stage", "status", "method", "supplier", "assured", "address"),
        ),
        Section(N_("Who answers for it"), ("sro_id", "director_id", "manager_id")),
        Section(
            N_("How it stands"),
            ("confidence", "independent_rating", "sro_rating", "rated_on", "forward_look")
            + (
                "schedule_rating",
                "cost_rating",
                "scope_rating",
                "benefits_rating",
                "resource_rating",
                "risk_rating",
            )
            + ("confidence_note", "get_to_green", "achievements", "next_steps", "ask"),
        ),
        Section(
            N_("When it lands"),
            ("start_baseline", "start", "end_baseline", "end", "operations", "schedule_note"),
        ),
        Section(
            N_("What it costs"),
            ("whole_life_cost", "whole_life_forecast", "year_budget", "year_forecast", "year_variance")
            + ("contingency", "cost_note", "year_note"),
        ),
        Section(
            N_("What it brings"),
            ("benefits_value", "present_value", "benefit_cost_ratio", "value_for_money", "people_needed")
            + ("benefits_note",),
        ),
    ),
)
