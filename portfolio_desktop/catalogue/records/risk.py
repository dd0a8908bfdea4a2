# SPDX-License-Identifier: Apache-2.0
"""Risks and what is done about them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Record):
    """A threat or opportunity that may befall a project, a programme or the portfolio."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Risk ID",
                "Risk number",
                "Risk no",
                "ID",
                "Nr",
                "No",
                "Reference",
                "Ref",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Risk"),
            required=True,
            register=2,
            aliases=(
                "Risk title",
                "Risk description",
                "Description",
                "Summary",
                "Name",
                "Title",
                "Risk event",
                "Risikobezeichnung",
                "Risiko",
            ),
        ),
    ] = None
    cause: Annotated[
        str | None,
        f.narrative(
            N_("Cause"),
            aliases=(
                "Risk cause",
                "Source",
                "Because of",
                "Ursache",
            ),
        ),
    ] = None
    event: Annotated[
        str | None,
        f.narrative(
            N_("Event"),
            aliases=(
                "There is a risk that",
                "Risk statement",
                "Detail",
                "Description of risk",
            ),
        ),
    ] = None
    effect: Annotated[
        str | None,
        f.narrative(
            N_("Effect"),
            aliases=(
                "Consequence",
                "Consequences",
                "Effect of risk",
                "Mögliche Folgen / Tragweite",
                "Mögliche Folgen",
                "Auswirkung",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Threat or opportunity"),
            "risk.kind",
            default="threat",
            aliases=(
                "Risk type",
                "Kind",
            ),
        ),
    ] = None
    level: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Level"),
            "risk.level",
            default="project",
            help=N_("Whose register it stands in: it is escalated by moving it up."),
            aliases=(
                "Risk tier",
                "Register",
                "Held at",
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
                "Projekt",
            ),
        ),
    ] = None
    programme_id: Annotated[
        Id | Unknown | None, f.link(N_("Programme"), "programme", aliases=("Programme name",))
    ] = None
    category: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Category"),
            "risk.category",
            aliases=(
                "Risk category",
                "Type",
                "Kategorie",
                "Area",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=4,
            aliases=(
                "Risk owner",
                "Responsible",
                "Responsibility",
                "Responsibiliy",
                "Assigned to",
                "Verantwortlich",
            ),
        ),
    ] = None
    action_owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Action owner"),
            "person",
            aliases=(
                "Risk actionee",
                "Action by",
                "Treatment owner",
            ),
        ),
    ] = None
    raised_by_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Raised by"),
            "person",
            aliases=(
                "Identified by",
                "Author",
                "Reported by",
            ),
        ),
    ] = None

    likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Likelihood"),
            "risk.likelihood",
            register=5,
            aliases=(
                "Probability",
                "Likelihood (High/Med/Low)",
                "Current likelihood",
                "Prob",
                "Eintrittswahrscheinlichkeit",
                "Eintrittswahr- scheinlichkeit",
            ),
        ),
    ] = None
    impact: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact"),
            "risk.impact",
            register=6,
            aliases=(
                "Severity",
                "Impact (High/Med/Low)",
                "Current impact",
                "Impact/ Concequence",
                "Impact/Consequence",
                "Schadenshöhe",
                "Schadens- höhe",
            ),
        ),
    ] = None
    inherent_likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Inherent likelihood"),
            "risk.likelihood",
            help=N_("Before anything is done about it."),
            aliases=(
                "Gross likelihood",
                "Pre-mitigation likelihood",
                "Initial likelihood",
            ),
        ),
    ] = None
    inherent_impact: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Inherent impact"),
            "risk.impact",
            aliases=(
                "Gross impact",
                "Pre-mitigation impact",
                "Initial impact",
            ),
        ),
    ] = None
    residual_likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Residual likelihood"),
            "risk.likelihood",
            help=N_("Once the responses that are planned have been carried out."),
            aliases=(
                "New likelihood",
                "Net likelihood",
                "Post-mitigation likelihood",
            ),
        ),
    ] = None
    residual_impact: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Residual impact"),
            "risk.impact",
            aliases=(
                "New severity",
                "New impact",
                "Net impact",
                "Post-mitigation impact",
            ),
        ),
    ] = None
    target_likelihood: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Target likelihood"), "risk.likelihood", help=N_("Where its owner is content to leave it.")
        ),
    ] = None
    target_impact: Annotated[int | Unknown | None, f.scale(N_("Target impact"), "risk.impact")] = None
    impact_time: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact on time"),
            "risk.impact",
            aliases=(
                "Schedule impact",
                "Time impact",
            ),
        ),
    ] = None
    impact_cost: Annotated[
        int | Unknown | None, f.scale(N_("Impact on cost"), "risk.impact", aliases=("Cost impact score",))
    ] = None
    impact_quality: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact on quality"),
            "risk.impact",
            aliases=(
                "Quality impact",
                "Scope impact",
            ),
        ),
    ] = None
    impact_benefit: Annotated[
        int | Unknown | None, f.scale(N_("Impact on benefits"), "risk.impact", aliases=("Benefit impact",))
    ] = None
    impact_reputation: Annotated[
        int | Unknown | None,
        f.scale(
            N_("Impact on reputation"),
            "risk.impact",
            aliases=(
                "Reputation impact",
                "Reputational impact",
            ),
        ),
    ] = None
    given_score: Annotated[
        str | None,
        f.text(
            N_("Score as given"),
            help=N_(
                "The words or number that another register used. Kept as it was; never counted with scores of this one."
            ),
            aliases=(
                "Risk score",
                "Score",
                "Risk rating",
                "Risk level",
                "Impact score",
                "Rating",
                "RAG",
                "Risikoklasse",
            ),
        ),
    ] = None
    trend: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Trend"),
            "forward_look",
            aliases=(
                "Direction of travel",
                "Movement",
            ),
        ),
    ] = None

    proximity: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Proximity"),
            "risk.proximity",
            register=7,
            aliases=(
                "Timescale",
                "Time frame",
            ),
        ),
    ] = None
    could_strike: Annotated[
        date | Unknown | None,
        f.day(
            N_("Could strike on"),
            help=N_("The earliest date on which it may happen."),
            aliases=(
                "Risk date",
                "Expected date",
                "Impact date",
            ),
        ),
    ] = None

    probability: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Probability in figures"),
            aliases=(
                "Probability %",
                "Percent likelihood",
            ),
        ),
    ] = None
    money_low: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost, at least"),
            aliases=(
                "Minimum impact",
                "Optimistic cost",
            ),
        ),
    ] = None
    money_likely: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost, most likely"),
            aliases=(
                "Cost impact",
                "Impact value",
                "Most likely impact",
                "Potential cost",
            ),
        ),
    ] = None
    money_high: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost, at most"),
            aliases=(
                "Maximum impact",
                "Pessimistic cost",
            ),
        ),
    ] = None
    days_likely: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.NUMBER,
            N_("Delay, most likely"),
            unit=N_("days"),
            aliases=(
                "Schedule impact (days)",
                "Delay",
            ),
        ),
    ] = None

    strategy: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Response"),
            "risk.strategy",
            register=8,
            aliases=(
                "Strategy",
                "Response strategy",
                "Risk response",
                "Treatment strategy",
                "Response type",
            ),
        ),
    ] = None
    controls: Annotated[
        str | None,
        f.narrative(
            N_("Controls in place"),
            aliases=(
                "Current controls",
                "Existing controls",
            ),
        ),
    ] = None
    mitigation: Annotated[
        str | None,
        f.narrative(
            N_("Planned response"),
            aliases=(
                "Mitigation",
                "Mitigation strategy",
                "Mitigation plan",
                "Treatment",
                "Risk Treatment/ Response",
                "Risk treatment",
                "Future controls",
                "Countermeasures",
                "Gegenmaßnahmen",
            ),
        ),
    ] = None
    contingency: Annotated[
        str | None,
        f.narrative(
            N_("If it happens"),
            aliases=(
                "Contingency plan",
                "Fallback plan",
                "Contingency",
            ),
        ),
    ] = None
    triggers: Annotated[
        str | None,
        f.narrative(
            N_("Early signs"),
            aliases=(
                "Trigger",
                "Triggers",
                "Indicators",
                "Eintrittsindikatoren",
            ),
        ),
    ] = None

    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "risk.status",
            default="open",
            register=9,
            aliases=(
                "Risk status",
                "State",
            ),
        ),
    ] = None
    raised_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Raised on"),
            aliases=(
                "Date raised",
                "Date identified",
                "Created",
                "Date opened",
                "Identified on",
            ),
        ),
    ] = None
    review_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Review on"),
            aliases=(
                "Review date",
                "Next review",
                "Next review date",
            ),
        ),
    ] = None
    closed_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Closed on"),
            aliases=(
                "Date closed",
                "Closure date",
            ),
        ),
    ] = None
    outcome: Annotated[
        str | None,
        f.narrative(
            N_("How it ended"),
            aliases=(
                "Outcome",
                "Closure reason",
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
                "Comment",
                "Bemerkung",
            ),
        ),
    ] = None


RISK = define(
    Risk,
    name="risk",
    register="risks",
    label=N_("Risk"),
    plural=N_("Risks"),
    prefix="R",
    icon="triangle-alert",
    sections=(
        Section(
            N_("What may happen"),
            (
                "code",
                "title",
                "cause",
                "event",
                "effect",
                "kind",
                "level",
                "project_id",
                "programme_id",
                "category",
                "owner_id",
                "action_owner_id",
                "raised_by_id",
            ),
        ),
        Section(
            N_("How likely, how bad"),
            (
                "likelihood",
                "impact",
                "inherent_likelihood",
                "inherent_impact",
                "residual_likelihood",
                "residual_impact",
                "target_likelihood",
                "target_impact",
                "impact_time",
                "impact_cost",
                "impact_quality",
                "impact_benefit",
                "impact_reputation",
                "given_score",
                "trend",
            ),
        ),
        Section(
            N_("When"),
            (
                "proximity",
                "could_strike",
            ),
        ),
        Section(
            N_("In figures"),
            (
                "probability",
                "money_low",
                "money_likely",
                "money_high",
                "days_likely",
            ),
        ),
        Section(
            N_("What is done"),
            (
                "strategy",
                "controls",
                "mitigation",
                "contingency",
                "triggers",
            ),
        ),
        Section(
            N_("Its life"),
            (
                "status",
                "raised_on",
                "review_on",
                "closed_on",
                "outcome",
                "note",
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskResponse(Record):
    """One thing that somebody does about a risk, with what it costs and by when."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Response ID",
                "ID",
            ),
        ),
    ] = None
    risk_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Risk"),
            "risk",
            required=True,
            part_of=True,
            register=3,
            aliases=(
                "Risk ID",
                "Risk title",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Response"),
            required=True,
            register=2,
            aliases=(
                "Mitigation",
                "Action",
                "Treatment",
                "Response description",
                "Mitigation action",
                "Countermeasure",
            ),
        ),
    ] = None
    strategy: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Strategy"),
            "risk.strategy",
            register=4,
            aliases=(
                "Response type",
                "Response strategy",
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
                "Action owner",
                "Responsible",
                "Actionee",
            ),
        ),
    ] = None
    due: Annotated[
        date | Unknown | None,
        f.day(
            N_("Due"),
            register=6,
            aliases=(
                "Due date",
                "Target date",
                "By when",
            ),
        ),
    ] = None
    done_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Done on"),
            aliases=(
                "Date completed",
                "Completed on",
            ),
        ),
    ] = None
    cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost"),
            register=7,
            aliases=(
                "Response cost",
                "Treatment cost",
                "Mitigation cost",
                "$Cost",
            ),
        ),
    ] = None
    effect: Annotated[
        str | None,
        f.narrative(
            N_("What it should change"),
            aliases=(
                "Expected effect",
                "Expected reduction",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "action.status",
            default="open",
            register=8,
            aliases=(
                "Response status",
                "State",
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


RISK_RESPONSE = define(
    RiskResponse,
    name="risk_response",
    register="risk_responses",
    label=N_("Risk response"),
    plural=N_("Risk responses"),
    prefix="RR",
    icon="shield",
    sections=(
        Section(
            N_("Response"),
            (
                "code",
                "risk_id",
                "title",
                "strategy",
                "owner_id",
                "due",
                "done_on",
                "cost",
                "effect",
                "status",
                "note",
            ),
        ),
    ),
)
