# SPDX-License-Identifier: Apache-2.0
"""Projects: what they are, how they stand, when they land, what they cost.

The fields hold how a project stands today. How it stood in earlier periods is kept in status reports.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Project(Record, frozen=True, kw_only=True):
    """A piece of change with an owner, a budget and an end."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    description: Annotated[str | None, f.narrative(N_("Description and aims"))] = None
    portfolio_id: Annotated[Id | Unknown | None, f.link(N_("Portfolio"), "portfolio")] = None
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None
    organisation: Annotated[
        str | Unknown | None, f.choice(N_("Organisation"), "organisation", register=3)
    ] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "category", register=4)] = None
    tier: Annotated[str | Unknown | None, f.choice(N_("Tier"), "tier")] = None
    stage: Annotated[str | Unknown | None, f.choice(N_("Stage"), "stage", register=5)] = None
    status: Annotated[str | Unknown | None, f.choice(N_("Status"), "project.status", default="live")] = None
    method: Annotated[str | Unknown | None, f.choice(N_("Delivery method"), "delivery_method")] = None
    supplier: Annotated[str | None, f.text(N_("Main supplier"))] = None
    assured: Annotated[bool | None, f.flag(N_("In the government major projects portfolio"))] = None
    address: Annotated[str | None, f.address(N_("Where its papers are"))] = None

    sro_id: Annotated[Id | Unknown | None, f.link(N_("Senior responsible owner"), "person", register=6)] = (
        None
    )
    director_id: Annotated[Id | Unknown | None, f.link(N_("Project director"), "person")] = None
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Project manager"), "person")] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            register=7,
            help=N_("The rating that the board is shown. It keeps the scale on which it was given."),
        ),
    ] = None
    independent_rating: Annotated[Rating | Unknown | None, f.rating(N_("Independent rating"))] = None
    sro_rating: Annotated[Rating | Unknown | None, f.rating(N_("Owner's rating"))] = None
    rated_on: Annotated[date | Unknown | None, f.day(N_("Rated on"))] = None
    forward_look: Annotated[str | Unknown | None, f.choice(N_("Forward look"), "forward_look")] = None
    schedule_rating: Annotated[Rating | Unknown | None, f.rating(N_("Schedule"))] = None
    cost_rating: Annotated[Rating | Unknown | None, f.rating(N_("Cost"))] = None
    scope_rating: Annotated[Rating | Unknown | None, f.rating(N_("Scope and quality"))] = None
    benefits_rating: Annotated[Rating | Unknown | None, f.rating(N_("Benefits"))] = None
    resource_rating: Annotated[Rating | Unknown | None, f.rating(N_("Resources"))] = None
    risk_rating: Annotated[Rating | Unknown | None, f.rating(N_("Risk"))] = None
    confidence_reason: Annotated[str | None, f.narrative(N_("Why it is rated so"))] = None
    get_to_green: Annotated[str | None, f.narrative(N_("Path to green"))] = None
    achievements: Annotated[str | None, f.narrative(N_("Done this period"))] = None
    next_steps: Annotated[str | None, f.narrative(N_("Next"))] = None
    ask: Annotated[str | None, f.narrative(N_("What is asked of the board"))] = None

    start_baseline: Annotated[date | Unknown | None, f.day(N_("Start (baseline)"))] = None
    start: Annotated[date | Unknown | None, f.day(N_("Start"))] = None
    end_baseline: Annotated[date | Unknown | None, f.day(N_("End (baseline)"))] = None
    end: Annotated[
        date | Unknown | None,
        f.day(N_("End (forecast)"), register=8, help=N_("When the project is now expected to end.")),
    ] = None
    operations: Annotated[date | Unknown | None, f.day(N_("Full operation"))] = None
    must_finish: Annotated[
        date | Unknown | None,
        f.day(
            N_("Must be finished by"),
            help=N_("The date promised to the board. The plan's float is measured to it."),
        ),
    ] = None
    plan_status: Annotated[
        date | Unknown | None,
        f.day(
            N_("Status date of the plan"),
            help=N_("What is not done by then cannot be planned for before it."),
        ),
    ] = None
    complete: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT, N_("Complete"), help=N_("How much of the work is done, as it was reported.")
        ),
    ] = None
    calendar_id: Annotated[Id | Unknown | None, f.link(N_("Working calendar"), "calendar")] = None
    schedule_note: Annotated[str | None, f.narrative(N_("On the dates"))] = None

    whole_life_cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Whole-life cost"),
            register=9,
            help=N_("What the project was agreed to cost over its whole life, from its present baseline."),
        ),
    ] = None
    whole_life_forecast: Annotated[
        Decimal | Unknown | None, f.money(N_("Whole-life cost (forecast)"), register=10)
    ] = None
    spent: Annotated[
        Decimal | Unknown | None,
        f.money(N_("Spent to date"), help=N_("Since the project began, as it was reported.")),
    ] = None
    year_budget: Annotated[Decimal | Unknown | None, f.money(N_("This year's budget"))] = None
    year_forecast: Annotated[Decimal | Unknown | None, f.money(N_("This year's forecast"))] = None
    year_variance: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT, N_("This year's variance"), help=N_("Forecast against budget, as it was reported.")
        ),
    ] = None
    contingency: Annotated[Decimal | Unknown | None, f.money(N_("Contingency held"))] = None
    cost_note: Annotated[str | None, f.narrative(N_("On the whole-life cost"))] = None
    year_note: Annotated[str | None, f.narrative(N_("On this year's money"))] = None

    benefits_value: Annotated[Decimal | Unknown | None, f.money(N_("Whole-life benefits"))] = None
    present_value: Annotated[Decimal | Unknown | None, f.money(N_("Net present value"))] = None
    benefit_cost_ratio: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Benefit–cost ratio"))
    ] = None
    value_for_money: Annotated[str | Unknown | None, f.choice(N_("Value for money"), "value_for_money")] = (
        None
    )
    people_needed: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("People"), unit=N_("FTE"))
    ] = None
    benefits_note: Annotated[str | None, f.narrative(N_("On the benefits"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PROJECT = define(
    Project,
    name="project",
    register="projects",
    label=N_("Project"),
    plural=N_("Projects"),
    prefix="P",
    icon="folder",
    sections=(
        section(
            N_("What it is"),
            (
                "code title description portfolio_id programme_id organisation category "
                "tier stage status method supplier assured address"
            ),
        ),
        section(N_("Who answers for it"), "sro_id director_id manager_id"),
        section(
            N_("How it stands"),
            (
                "confidence independent_rating sro_rating rated_on forward_look "
                "schedule_rating cost_rating scope_rating benefits_rating "
                "resource_rating risk_rating confidence_reason get_to_green achievements "
                "next_steps ask"
            ),
        ),
        section(
            N_("When it lands"),
            (
                "start_baseline start end_baseline end operations must_finish plan_status complete "
                "calendar_id schedule_note"
            ),
        ),
        section(
            N_("What it costs"),
            (
                "whole_life_cost whole_life_forecast spent year_budget year_forecast "
                "year_variance contingency cost_note year_note"
            ),
        ),
        section(
            N_("What it brings"),
            (
                "benefits_value present_value benefit_cost_ratio value_for_money "
                "people_needed benefits_note note"
            ),
        ),
    ),
    aliases={
        "code": (
            "GMPP ID Number; Project ID; Project code; Project number; Project ref; Reference; Ref; Unique Project ID; ID; Key"
        ),
        "title": "Project name; Project title; Project; Title; Name; Initiative name; Initiative",
        "description": (
            "Description / Aims; Project description; Aims; Objective; Project Development Objective; "
            "Description"
        ),
        "portfolio_id": "Portfolio name",
        "programme_id": "Programme name; Investment title; Program; Section",
        "organisation": (
            "Department; Agency; Agency name; Group; Implementing Agency; Project proponent; Lead department; "
            "Directorate; Division; Business unit"
        ),
        "category": "Annual Report Category; Report category; Type; Project type; Sector 1",
        "tier": "Project tier",
        "stage": "Business case stage; Project stage; Phase; Gate",
        "status": "Project status; Delivery status; State",
        "method": "Method; Methodology; Delivery approach",
        "supplier": "Supplier; Contractor; Vendor",
        "assured": "GMPP",
        "address": "Link; URL; SharePoint; Project URL; Investment URL",
        "sro_id": "SRO; SRO name; Sponsor; Executive; Senior responsible officer; Executive sponsor; Exec sponsor",
        "director_id": "Director",
        "manager_id": "Manager; PM; Lead; Owner; Project lead",
        "confidence": (
            "DCA; Overall DCA; RAG; RAG status; Overall RAG; Colour rating; Delivery Confidence "
            "Assessment; IPA Delivery Confidence Assessment; NISTA Delivery Confidence Assessment; "
            "IPA DCA; IPA RAG; MPA RAG rating; SRO Delivery Confidence Assessment; SRO DCA; SRO RAG"
        ),
        "independent_rating": (
            "IPA Delivery Confidence Assessment; NISTA Delivery Confidence Assessment; IPA DCA; IPA "
            "RAG; MPA RAG rating"
        ),
        "sro_rating": "SRO Delivery Confidence Assessment; SRO DCA; SRO RAG",
        "rated_on": "DCA date; Rating date; Review date",
        "forward_look": "SRO forward look; Trend",
        "schedule_rating": "Schedule RAG; Time RAG; Schedule DCA; Time",
        "cost_rating": "Cost RAG; Finance RAG; Budget RAG; Finance DCA",
        "scope_rating": "Scope RAG; Quality RAG; Quality",
        "benefits_rating": "Benefits RAG; Benefits DCA",
        "resource_rating": "Resource RAG; Resources RAG; Resource DCA",
        "risk_rating": "Risk RAG",
        "confidence_reason": (
            "Departmental commentary on actions planned or taken on the IPA RAG rating.; Departmental "
            "commentary on actions planned or taken on the MPA RAG rating; Rating comment; RAG "
            "commentary; Status summary; Executive summary"
        ),
        "get_to_green": "Get to green; Recovery plan; Actions planned",
        "achievements": (
            "Achievements; Progress; Progress this period; Highlights; Highlights this period; Key highlights; "
            "Achievements this period; Key achievements"
        ),
        "next_steps": "Next steps; Planned next period; Next period; Focus next period; Forward plan",
        "ask": "Ask; Decision required; Support required",
        "start_baseline": "Baseline start; Planned start; Planned start date",
        "start": "Project - Start Date; Start date; Latest approved start date; Actual start date; Started",
        "end_baseline": (
            "Baseline end; Planned end; Planned end date; Planned completion date; Baseline finish; "
            "Planned finish; Planned finish date; Original finish; Original end; Original end date; "
            "Planned Project Completion Date (B2)"
        ),
        "end": (
            "Project - End Date; End date; Latest approved end date; Forecast end; Finish; Projected "
            "completion date; Project Closing Date; Projected/Actual Project Completion Date (B2); "
            "Completion date; Finished; Completed; Ended; Current finish; Current finish date; Current end; "
            "Current end date; Forecast finish; Revised finish; Revised end; Revised end date; Expected finish; Expected end"
        ),
        "operations": "Full operations date; Go live; Go-live date",
        "schedule_note": (
            "Departmental narrative on schedule, including any deviation from planned schedule (if "
            "necessary); Schedule comment; Schedule commentary"
        ),
        "whole_life_cost": (
            "TOTAL Baseline Whole Life Costs; Total budgeted whole life costs; Whole Life Cost TOTAL "
            "Baseline; WLC; WLC baseline incl NCG; Total cost; Total budget; Budget; Planned cost; "
            "Planned Cost ($M); Budget ($m)*; Total Project Cost $US; WLC baseline; Approved budget; "
            "Agreed budget; Original budget; Baseline cost; Baseline budget; Cost baseline; Approved cost; "
            "Budget at completion; BAC"
        ),
        "spent": (
            "Spent to date; Spend to date; Actual to date; Actuals to date; Cost to date; Actual cost to date; "
            "Expenditure to date; Total spend to date; Spent so far"
        ),
        "complete": "% complete; Percent complete; Percentage complete; % completion; % done; Progress %",
        "whole_life_forecast": (
            "Forecast whole life cost; WLC forecast; Projected cost; Projected/Actual cost; EAC; "
            "Projected/Actual Cost ($M); Forecast; Forecast cost; Cost forecast; Forecast total cost; "
            "Total forecast cost; Latest forecast; Forecast outturn; Projected outturn; Outturn; "
            "Forecast spend; Forecast at completion; Estimate at completion; Actual Spend"
        ),
        "year_budget": (
            "Financial Year Baseline; Financial Year Budget; Financial Year TOTAL Baseline; "
            "TOTAL Baseline; Yearly budget; In-year budget"
        ),
        "year_forecast": (
            "Financial Year Forecast; Financial Year TOTAL Forecast; TOTAL Forecast; Yearly forecast; "
            "In-year forecast"
        ),
        "year_variance": "Financial Year Variance; In-year variance; Financial year variance (%)",
        "contingency": "Contingency; Risk allowance",
        "cost_note": "Departmental Narrative on Budgeted Whole Life Costs; Budget comment; Cost commentary",
        "year_note": (
            "Departmental narrative on budget/forecast variance; Variance comment; Budget variance note"
        ),
        "benefits_value": "Total benefits",
        "present_value": "NPV; NPSV",
        "benefit_cost_ratio": "BCR; Benefit cost ratio; Initial BCR",
        "value_for_money": "VfM; VfM category",
        "people_needed": "FTE; Headcount; Total FTE; Staff",
        "benefits_note": "Benefits commentary",
        "note": "Notes; Comments; Comment; Commentary; Remarks",
    },
)
