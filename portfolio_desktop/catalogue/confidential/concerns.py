# SPDX-License-Identifier: Apache-2.0
"""Concerns about performance, formal matters after the Acas Code, grievances, and what is kept stricter still."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Concern(Record, frozen=True, kw_only=True):
    """A matter about one person, from the first concern to its end. Capability and conduct are told apart."""

    title: Annotated[str | None, f.text(N_("Matter"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "concern.kind", required=True, register=3)] = (
        None
    )
    stage: Annotated[
        str | Unknown | None, f.choice(N_("Stage"), "concern.stage", default="concern", register=4)
    ] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Noted on"), register=5)] = None
    what: Annotated[str | None, f.narrative(N_("What happened, and what was expected"))] = None
    cause: Annotated[
        str | None,
        f.narrative(N_("Cause, as far as known"), help=N_("Health matters go into their own note.")),
    ] = None
    support: Annotated[str | None, f.narrative(N_("Support offered"))] = None
    improvement: Annotated[str | None, f.narrative(N_("Improvement plan: what, how measured"))] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Next review"), register=6)] = None
    next_on: Annotated[
        date | Unknown | None,
        f.day(N_("Next step by"), help=N_("The Code asks for no delay without a reason, and names no days.")),
    ] = None
    outcome: Annotated[str | Unknown | None, f.choice(N_("Outcome"), "concern.outcome", register=7)] = None
    outcome_on: Annotated[date | Unknown | None, f.day(N_("Outcome given on"))] = None
    warning_until: Annotated[date | Unknown | None, f.day(N_("Warning lasts until"), register=8)] = None
    appeal_by: Annotated[date | Unknown | None, f.day(N_("Appeal possible until"))] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed"))] = None


CONCERN = define(
    Concern,
    name="concern",
    register="concerns",
    label=N_("Matter"),
    plural=N_("Matters"),
    icon="file-lock",
    sections=(
        section(N_("Matter"), "title subject_id kind stage raised_on next_on what cause"),
        section(N_("Support and improvement"), "support improvement review_on"),
        section(N_("Outcome"), "outcome outcome_on warning_until appeal_by closed_on"),
    ),
)


class ConcernStep(Record, frozen=True, kw_only=True):
    """One step that was taken: when, who was there, what was said."""

    concern_id: Annotated[
        Id | Unknown | None, f.link(N_("Matter"), "concern", required=True, part_of=True, register=1)
    ] = None
    stage: Annotated[
        str | Unknown | None, f.choice(N_("Stage"), "concern.stage", required=True, register=2)
    ] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    title: Annotated[str | None, f.text(N_("In a few words"), required=True, register=4)] = None
    present: Annotated[str | None, f.text(N_("Present"), register=5)] = None
    companion: Annotated[
        str | None,
        f.text(N_("Companion"), help=N_("Who came with the person, or that the offer was declined.")),
    ] = None
    words: Annotated[str | None, f.narrative(N_("What was said"))] = None
    skipped: Annotated[
        str | None, f.text(N_("Why a step before it was left out"), help=N_("A tribunal will ask."))
    ] = None


CONCERN_STEP = define(
    ConcernStep,
    name="concern_step",
    register="concern_steps",
    label=N_("Step"),
    plural=N_("Steps"),
    icon="footprints",
    sections=(section(N_("Step"), "concern_id stage on title present companion words skipped"),),
)


class ConcernReview(Record, frozen=True, kw_only=True):
    """A day on which both look at an improvement plan, and what they found."""

    concern_id: Annotated[
        Id | Unknown | None, f.link(N_("Matter"), "concern", required=True, part_of=True, register=1)
    ] = None
    due: Annotated[date | Unknown | None, f.day(N_("Review on"), register=2)] = None
    held_on: Annotated[date | Unknown | None, f.day(N_("Held on"), register=3)] = None
    result: Annotated[str | Unknown | None, f.choice(N_("How it stands"), "concern.review", register=4)] = (
        None
    )
    words: Annotated[str | None, f.narrative(N_("What was found"))] = None


CONCERN_REVIEW = define(
    ConcernReview,
    name="concern_review",
    register="concern_reviews",
    label=N_("Review of a plan"),
    plural=N_("Reviews of plans"),
    title="due",
    icon="calendar-days",
    sections=(section(N_("Review of a plan"), "concern_id due held_on result words"),),
)


class HealthNote(Record, frozen=True, kw_only=True):
    """A matter of health or a change of circumstances. Kept apart, shown only when asked for, in no copy for others."""

    title: Annotated[str | None, f.text(N_("In a few words"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    adjustments: Annotated[str | None, f.narrative(N_("Adjustments agreed"))] = None
    words: Annotated[str | None, f.narrative(N_("Note"))] = None


HEALTH_NOTE = define(
    HealthNote,
    name="health_note",
    register="health_notes",
    label=N_("Health note"),
    plural=N_("Health notes"),
    icon="heart-pulse",
    sections=(section(N_("Health note"), "title subject_id on adjustments words"),),
)


class PayNote(Record, frozen=True, kw_only=True):
    """A recommendation about somebody's pay, and the reasons for it."""

    title: Annotated[str | None, f.text(N_("Recommendation"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    amount: Annotated[Decimal | Unknown | None, f.money(N_("Amount"), register=4)] = None
    percent: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Increase"), register=5)] = None
    why: Annotated[str | None, f.narrative(N_("Reasons and evidence"))] = None
    answer: Annotated[str | None, f.text(N_("Answer"), register=6)] = None


PAY_NOTE = define(
    PayNote,
    name="pay_note",
    register="pay_notes",
    label=N_("Pay recommendation"),
    plural=N_("Pay recommendations"),
    icon="wallet",
    sections=(section(N_("Pay recommendation"), "title subject_id on amount percent why answer"),),
)
