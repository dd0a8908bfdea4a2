# SPDX-License-Identifier: Apache-2.0
"""Risks and what is done about them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Risk(Record, frozen=True, kw_only=True):
    """A threat or opportunity that may befall a project, a programme or the portfolio."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Risk"), required=True, register=2)] = None
    cause: Annotated[str | None, f.narrative(N_("Cause"))] = None
    event: Annotated[str | None, f.narrative(N_("Event"))] = None
    effect: Annotated[str | None, f.narrative(N_("Effect"))] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Threat or opportunity"), "risk.kind", default="threat")
    ] = None
    level: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Level"),
            "risk.level",
            default="project",
            help=N_("Whose register it stands in: it is escalated by moving it up."),
        ),
    ] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=3)] = (
        None
    )
    programme_id: Annotated[Id | Unknown | None, f.link(N_("Programme"), "programme")] = None
    contributes_to_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Feeds"),
            "risk",
            help=N_("The risk of the programme or the portfolio that this one is a part of."),
        ),
    ] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "risk.category")] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=4)] = None
    action_owner_id: Annotated[Id | Unknown | None, f.link(N_("Action owner"), "person")] = None
    raised_by_id: Annotated[Id | Unknown | None, f.link(N_("Raised by"), "person")] = None

    band: Annotated[
        str | None,
        f.derived(
            Kind.CHOICE,
            N_("Band"),
            options="risk.band",
            register=5,
            help=N_("From the risk matrix: the cell of the likelihood and the overall impact."),
        ),
    ] = None
    score: Annotated[
        int | None,
        f.derived(
            Kind.INTEGER,
            N_("Matrix score"),
            register=6,
            help=N_("From the risk matrix: the cell of the likelihood and the overall impact."),
        ),
    ] = None
    likelihood: Annotated[int | Unknown | None, f.scale(N_("Likelihood"), "risk.likelihood", register=7)] = (
        None
    )
    impact: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact"),
            "risk.impact",
            register=8,
            help=N_("Overall. Where impacts on time, cost and so on are given, these decide instead."),
        ),
    ] = None
    overall_impact: Annotated[
        int | None,
        f.derived(
            Kind.SCALE,
            N_("Overall impact"),
            options="risk.impact",
            help=N_(
                "The highest of the impacts on time, cost, quality, benefits and reputation, or their average "
                "where the risk matrix says so; the impact where none of them is given."
            ),
        ),
    ] = None
    inherent_likelihood: Annotated[
        int | Unknown | None,
        f.scale(N_("Inherent likelihood"), "risk.likelihood", help=N_("Before anything is done about it.")),
    ] = None
    inherent_impact: Annotated[int | Unknown | None, f.scale(N_("Inherent impact"), "risk.impact")] = None
    residual_likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Residual likelihood"),
            "risk.likelihood",
            help=N_("Once the responses that are planned have been carried out."),
        ),
    ] = None
    residual_impact: Annotated[int | Unknown | None, f.scale(N_("Residual impact"), "risk.impact")] = None
    target_likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Target likelihood"), "risk.likelihood", help=N_("Where its owner is content to leave it.")
        ),
    ] = None
    residual_reason: Annotated[
        str | None,
        f.narrative(
            N_("Why the residual is lower"),
            help=N_("Needed where the residual score is below the current one and no response is planned."),
        ),
    ] = None
    target_impact: Annotated[int | Unknown | None, f.scale(N_("Target impact"), "risk.impact")] = None
    inherent_score: Annotated[
        int | None,
        f.derived(
            Kind.INTEGER,
            N_("Inherent score"),
            help=N_("From the risk matrix: the cell of the inherent likelihood and impact."),
        ),
    ] = None
    residual_score: Annotated[
        int | None,
        f.derived(
            Kind.INTEGER,
            N_("Residual score"),
            help=N_("From the risk matrix: the cell of the residual likelihood and impact."),
        ),
    ] = None
    target_score: Annotated[
        int | None,
        f.derived(
            Kind.INTEGER,
            N_("Target score"),
            help=N_("From the risk matrix: the cell of the target likelihood and impact."),
        ),
    ] = None
    impact_time: Annotated[int | Unknown | None, f.scale(N_("Impact on time"), "risk.impact")] = None
    impact_cost: Annotated[int | Unknown | None, f.scale(N_("Impact on cost"), "risk.impact")] = None
    impact_quality: Annotated[int | Unknown | None, f.scale(N_("Impact on quality"), "risk.impact")] = None
    impact_benefit: Annotated[int | Unknown | None, f.scale(N_("Impact on benefits"), "risk.impact")] = None
    impact_reputation: Annotated[int | Unknown | None, f.scale(N_("Impact on reputation"), "risk.impact")] = (
        None
    )
    given_score: Annotated[
        str | None,
        f.text(
            N_("Score as given"),
            help=N_(
                "The words or number that another register used. Kept as it was; never counted with scores of this one."
            ),
        ),
    ] = None
    trend: Annotated[str | Unknown | None, f.choice(N_("Trend"), "forward_look")] = None

    proximity: Annotated[str | Unknown | None, f.choice(N_("Proximity"), "risk.proximity")] = None
    could_strike: Annotated[
        date | Unknown | None,
        f.day(N_("Could strike on"), help=N_("The earliest date on which it may happen.")),
    ] = None

    proximity_now: Annotated[
        str | None,
        f.derived(
            Kind.CHOICE,
            N_("Proximity today"),
            options="risk.proximity",
            register=9,
            help=N_(
                "From the date on which it could strike, counted from today; the stated proximity without one."
            ),
        ),
    ] = None

    probability: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Probability in figures"))
    ] = None
    money_low: Annotated[Decimal | Unknown | None, f.money(N_("Cost, at least"))] = None
    money_likely: Annotated[Decimal | Unknown | None, f.money(N_("Cost, most likely"))] = None
    money_high: Annotated[Decimal | Unknown | None, f.money(N_("Cost, at most"))] = None
    days_likely: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Delay, most likely"), unit=N_("days"))
    ] = None

    expected: Annotated[
        Decimal | None,
        f.derived(
            Kind.MONEY,
            N_("Expected value"),
            help=N_("Probability times the mean of what it may cost; below zero for an opportunity."),
        ),
    ] = None

    strategy: Annotated[str | Unknown | None, f.choice(N_("Response"), "risk.strategy", register=10)] = None
    controls: Annotated[str | None, f.narrative(N_("Controls in place"))] = None
    mitigation: Annotated[str | None, f.narrative(N_("Planned response"))] = None
    contingency: Annotated[str | None, f.narrative(N_("If it happens"))] = None
    triggers: Annotated[str | None, f.narrative(N_("Early signs"))] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "risk.status", default="open", register=11)
    ] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Raised on"))] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Review on"))] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed on"))] = None
    outcome: Annotated[str | None, f.narrative(N_("How it ended"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RISK = define(
    Risk,
    name="risk",
    register="risks",
    label=N_("Risk"),
    plural=N_("Risks"),
    prefix="R",
    icon="triangle-alert",
    sections=(
        section(
            N_("What may happen"),
            (
                "code title cause event effect kind level project_id programme_id contributes_to_id "
                "category owner_id action_owner_id raised_by_id"
            ),
        ),
        section(
            N_("How likely, how bad"),
            (
                "band score likelihood impact impact_time impact_cost impact_quality impact_benefit "
                "impact_reputation overall_impact inherent_likelihood inherent_impact inherent_score "
                "residual_likelihood residual_impact residual_score residual_reason "
                "target_likelihood target_impact target_score given_score trend"
            ),
        ),
        section(N_("When"), "proximity could_strike proximity_now review_on"),
        section(N_("In figures"), "probability money_low money_likely money_high expected days_likely"),
        section(N_("What is done"), "strategy controls mitigation contingency triggers"),
        section(N_("Its life"), "status raised_on closed_on outcome note"),
    ),
    aliases={
        "code": "Risk ID; Risk number; Risk no; ID; Nr; No; Reference; Ref",
        "title": (
            "Risk title; Risk description; Description; Summary; Name; Title; Risk event; "
            "Risikobezeichnung; Risiko"
        ),
        "cause": "Risk cause; Source; Because of; Ursache",
        "event": "There is a risk that; Risk statement; Detail; Description of risk",
        "effect": (
            "Consequence; Consequences; Effect of risk; Mögliche Folgen / Tragweite; Mögliche Folgen; "
            "Auswirkung"
        ),
        "kind": "Risk type; Kind",
        "level": "Risk tier; Register; Held at",
        "project_id": "Project name; Project ID; Projekt",
        "programme_id": "Programme name",
        "category": "Risk category; Type; Kategorie; Area",
        "owner_id": "Risk owner; Responsible; Responsibility; Responsibiliy; Assigned to; Verantwortlich",
        "action_owner_id": "Risk actionee; Action by; Treatment owner",
        "raised_by_id": "Identified by; Author; Reported by",
        "likelihood": (
            "Probability; Likelihood (High/Med/Low); Current likelihood; Prob; L; P; "
            "Eintrittswahrscheinlichkeit; Eintrittswahr- scheinlichkeit"
        ),
        "impact": (
            "Severity; Impact (High/Med/Low); Current impact; I; Impact/ Concequence; "
            "Impact/Consequence; Schadenshöhe; Schadens- höhe"
        ),
        "inherent_likelihood": "Gross likelihood; Pre-mitigation likelihood; Initial likelihood",
        "inherent_impact": "Gross impact; Pre-mitigation impact; Initial impact",
        "residual_likelihood": "New likelihood; Net likelihood; Post-mitigation likelihood",
        "residual_impact": "New severity; New impact; Net impact; Post-mitigation impact",
        "impact_time": "Schedule impact; Time impact",
        "impact_cost": "Cost impact score",
        "impact_quality": "Quality impact; Scope impact",
        "impact_benefit": "Benefit impact",
        "impact_reputation": "Reputation impact; Reputational impact",
        "given_score": "Risk score; Score; Risk rating; Risk level; Impact score; Rating; RAG; Risikoklasse",
        "trend": "Direction of travel; Movement",
        "proximity": "Timescale; Time frame",
        "could_strike": "Risk date; Expected date; Impact date",
        "probability": "Probability %; Percent likelihood",
        "money_low": "Minimum impact; Optimistic cost",
        "money_likely": (
            "Cost impact; Impact value; Most likely impact; Potential cost; Cost exposure; Cost exposure USD"
        ),
        "money_high": "Maximum impact; Pessimistic cost",
        "days_likely": "Schedule impact (days); Delay; Schedule exposure days",
        "strategy": "Strategy; Response strategy; Risk response; Treatment strategy; Response type",
        "controls": "Current controls; Existing controls",
        "mitigation": (
            "Mitigation; Mitigation strategy; Mitigation plan; Mitigating actions; Mitigation actions; "
            "Response plan; Treatment; Risk Treatment/ Response; "
            "Risk treatment; Future controls; Countermeasures; Gegenmaßnahmen"
        ),
        "contingency": "Contingency plan; Fallback plan; Contingency",
        "triggers": "Trigger; Triggers; Indicators; Eintrittsindikatoren",
        "status": "Risk status; Register status; State",
        "raised_on": "Date raised; Date identified; Identified date; Created; Date opened; Identified on",
        "review_on": "Review; Review date; Next review; Next review date; Review due",
        "closed_on": "Date closed; Closure date",
        "outcome": "Outcome; Closure reason",
        "note": "Notes; Comments; Comment; Bemerkung",
    },
)


class RiskResponse(Record, frozen=True, kw_only=True):
    """One thing that somebody does about a risk, with what it costs and by when."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    risk_id: Annotated[
        Id | Unknown | None, f.link(N_("Risk"), "risk", required=True, part_of=True, register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("Response"), required=True, register=2)] = None
    strategy: Annotated[str | Unknown | None, f.choice(N_("Strategy"), "risk.strategy", register=4)] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=5)] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=6)] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done on"))] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost"), register=7)] = None
    effect: Annotated[str | None, f.narrative(N_("What it should change"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "action.status", default="open", register=8)
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RISK_RESPONSE = define(
    RiskResponse,
    name="risk_response",
    register="risk_responses",
    label=N_("Risk response"),
    plural=N_("Risk responses"),
    prefix="RR",
    icon="shield",
    sections=(
        section(N_("Response"), ("code risk_id title strategy owner_id due done_on cost effect status note")),
    ),
    aliases={
        "code": "Response ID; ID",
        "risk_id": "Risk ID; Risk title",
        "title": "Mitigation; Action; Treatment; Response description; Mitigation action; Countermeasure",
        "strategy": "Response type; Response strategy",
        "owner_id": "Action owner; Responsible; Actionee",
        "due": "Due date; Target date; By when",
        "done_on": "Date completed; Completed on",
        "cost": "Response cost; Treatment cost; Mitigation cost; $Cost",
        "effect": "Expected effect; Expected reduction",
        "status": "Response status; State",
        "note": "Notes; Comments",
    },
)
