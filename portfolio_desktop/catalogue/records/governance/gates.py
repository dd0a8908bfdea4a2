# SPDX-License-Identifier: Apache-2.0
"""The office's life cycle: its gates and what they ask, reviews of projects there, and what reviewers recommend."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Gate(Record, frozen=True, kw_only=True):
    """A point in the life of every project at which it is asked whether to go on."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Gate"), required=True, register=3)] = None
    position: Annotated[
        int | Unknown | None,
        f.quantity(Kind.INTEGER, N_("Place"), register=2, help=N_("Gates follow one another in this order.")),
    ] = None
    business_case: Annotated[
        str | Unknown | None, f.choice(N_("Business case due"), "business_case", register=4)
    ] = None
    stage: Annotated[
        str | Unknown | None,
        f.choice(N_("Stage it ends"), "stage", register=5, help=N_("What follows begins once it is passed.")),
    ] = None
    repeats: Annotated[
        bool | None,
        f.flag(N_("May be repeated"), help=N_("Held more than once in the life of a long project.")),
    ] = None
    asks: Annotated[str | None, f.narrative(N_("What it asks"))] = None
    board_id: Annotated[Id | Unknown | None, f.link(N_("Decided by"), "board", register=6)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


GATE = define(
    Gate,
    name="gate",
    register="gates",
    label=N_("Gate"),
    plural=N_("Gates"),
    prefix="G",
    icon="signpost",
    sections=(section(N_("Gate"), "code title position business_case stage repeats asks board_id note"),),
    aliases={
        "code": "Gate ID",
        "title": "Gate name; Gateway; Decision point; Stage gate",
        "position": "Gate number; Gate no",
        "business_case": "Business case; Case; Business case stage",
        "stage": "Stage; Phase ended",
        "asks": "Key question; Purpose of gate",
        "board_id": "Decision body; Approving board",
    },
)


class GateCriterion(Record, frozen=True, kw_only=True):
    """One thing that a gate asks for, and the evidence that it would like to see."""

    gate_id: Annotated[
        Id | Unknown | None, f.link(N_("Gate"), "gate", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    title: Annotated[str | None, f.text(N_("Criterion"), required=True, register=3)] = None
    evidence: Annotated[str | None, f.narrative(N_("Evidence wanted"))] = None
    required: Annotated[
        bool | None,
        f.flag(
            N_("Required"), register=4, help=N_("The gate is not passed without it, unless somebody signs.")
        ),
    ] = None
    control_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Control"), "control", register=5, help=N_("The control that has to be in place by then.")),
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


GATE_CRITERION = define(
    GateCriterion,
    name="gate_criterion",
    register="gate_criteria",
    label=N_("Gate criterion"),
    plural=N_("Gate criteria"),
    icon="list-checks",
    sections=(section(N_("Criterion"), "gate_id position title evidence required control_id note"),),
    aliases={
        "gate_id": "Gate name",
        "title": "Criteria; Gate criteria; Gate question",
        "evidence": "Evidence; Evidence required; Evidence expected",
        "required": "Mandatory",
    },
)


class GateReview(Record, frozen=True, kw_only=True):
    """A look at one project by people outside it: what they found, what they concluded, who signed."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("Review"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "review.kind", default="gate")] = None
    gate_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Gate"), "gate", register=4, help=N_("Empty for a review between two gates.")),
    ] = None
    planned_on: Annotated[date | Unknown | None, f.day(N_("Planned for"), register=5)] = None
    held_on: Annotated[date | Unknown | None, f.day(N_("Held on"), register=6)] = None
    leader_id: Annotated[Id | Unknown | None, f.link(N_("Review leader"), "person")] = None
    team: Annotated[str | None, f.narrative(N_("Review team"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "review.status", default="planned", register=7)
    ] = None

    confidence: Annotated[
        Rating | Unknown | None,
        f.rating(
            N_("Delivery confidence"),
            "rag3",
            register=8,
            help=N_("As the reviewers rated it, on their scale."),
        ),
    ] = None
    statement: Annotated[str | None, f.narrative(N_("Statement"))] = None
    outcome: Annotated[str | Unknown | None, f.choice(N_("Outcome"), "review.outcome", register=9)] = None
    conditions: Annotated[str | None, f.narrative(N_("Conditions"))] = None
    conditions_due: Annotated[date | Unknown | None, f.day(N_("Conditions to be met by"))] = None
    decision_id: Annotated[Id | Unknown | None, f.link(N_("Decision"), "decision")] = None
    document_id: Annotated[Id | Unknown | None, f.link(N_("Report"), "document")] = None

    signed_by_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Signed by"),
            "person",
            help=N_("Who answers for passing it although something required was missing."),
        ),
    ] = None
    signed_on: Annotated[date | Unknown | None, f.day(N_("Signed on"))] = None
    signed_reason: Annotated[str | None, f.narrative(N_("Why it was signed"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


GATE_REVIEW = define(
    GateReview,
    name="gate_review",
    register="gate_reviews",
    label=N_("Gate review"),
    plural=N_("Gate reviews"),
    prefix="GR",
    icon="stamp",
    sections=(
        section(N_("Review"), "code title project_id kind gate_id planned_on held_on leader_id team status"),
        section(
            N_("What came of it"),
            "confidence statement outcome conditions conditions_due decision_id document_id",
        ),
        section(N_("Passed without something required"), "signed_by_id signed_on signed_reason note"),
    ),
    aliases={
        "code": "Review ID; Assurance ID",
        "project_id": "Project name; Project ID",
        "title": "Review title; Review name; Assurance review",
        "kind": "Review type; Assurance type",
        "gate_id": "Gate name; Gate number; Gateway",
        "planned_on": "Planned date; Planned review date; Review due",
        "held_on": "Review date; Date held; Actual review date",
        "leader_id": "Team leader; Lead reviewer; Review team leader",
        "team": "Reviewers; Team members",
        "status": "Review status",
        "confidence": "DCA; Delivery confidence assessment; Review rating",
        "statement": "DCA statement; Summary of findings",
        "outcome": "Review outcome; Gate decision",
    },
)


class GateFinding(Record, frozen=True, kw_only=True):
    """How a review found one criterion of its gate, and on what evidence."""

    gate_review_id: Annotated[
        Id | Unknown | None, f.link(N_("Review"), "gate_review", required=True, part_of=True, register=1)
    ] = None
    gate_criterion_id: Annotated[
        Id | Unknown | None, f.link(N_("Criterion"), "gate_criterion", register=2)
    ] = None
    state: Annotated[str | Unknown | None, f.choice(N_("Found"), "criterion.state", register=3)] = None
    title: Annotated[str | None, f.text(N_("Evidence seen"), register=4)] = None
    address: Annotated[str | None, f.address(N_("Where the evidence is"))] = None
    finding: Annotated[str | None, f.narrative(N_("Finding"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


GATE_FINDING = define(
    GateFinding,
    name="gate_finding",
    register="gate_findings",
    label=N_("Gate finding"),
    plural=N_("Gate findings"),
    icon="clipboard-list",
    sections=(section(N_("Finding"), "gate_review_id gate_criterion_id state title address finding note"),),
    aliases={
        "gate_review_id": "Review ID; Review title",
        "gate_criterion_id": "Criteria; Gate criterion",
        "state": "Criterion met",
        "title": "Evidence",
        "finding": "Findings; Review finding",
    },
)


class Recommendation(Record, frozen=True, kw_only=True):
    """What reviewers want to be done, how badly, by whom and by when."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    gate_review_id: Annotated[
        Id | Unknown | None, f.link(N_("Review"), "gate_review", required=True, part_of=True, register=3)
    ] = None
    title: Annotated[str | None, f.text(N_("Recommendation"), required=True, register=2)] = None
    detail: Annotated[str | None, f.narrative(N_("In full"))] = None
    criticality: Annotated[
        str | Unknown | None, f.choice(N_("Criticality"), "recommendation.criticality", register=4)
    ] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=5)] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=6)] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "recommendation.status", default="open", register=7)
    ] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done on"), register=8)] = None
    response: Annotated[str | None, f.narrative(N_("What the project answers"))] = None
    evidence: Annotated[
        str | None, f.narrative(N_("Evidence"), help=N_("What shows that it has been done."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


RECOMMENDATION = define(
    Recommendation,
    name="recommendation",
    register="recommendations",
    label=N_("Recommendation"),
    plural=N_("Recommendations"),
    prefix="RC",
    icon="message-circle-warning",
    sections=(
        section(
            N_("Recommendation"),
            (
                "code title gate_review_id detail criticality owner_id due status done_on response "
                "evidence note"
            ),
        ),
    ),
    aliases={
        "code": "Recommendation ID; Rec no; Recommendation number",
        "gate_review_id": "Review ID; Review title; Source review",
        "title": "Recommendation title; Recommendation text",
        "criticality": "Recommendation category; Recommendation priority; Critical/Essential/Recommended",
        "owner_id": "Recommendation owner",
        "due": "Do by; Recommendation due date",
        "status": "Recommendation status",
        "response": "Management response; Project response",
        "evidence": "Evidence of closure",
    },
)
