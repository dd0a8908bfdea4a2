# SPDX-License-Identifier: Apache-2.0
"""Coaching by goal, reality, options and will; mentoring outside the line."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class CoachingSession(Record, frozen=True, kw_only=True):
    """One session in the GROW manner. Its four parts are a compass, not an order."""

    title: Annotated[str | None, f.text(N_("Session"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("With"), "party", required=True, register=2)] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    goal: Annotated[str | None, f.narrative(N_("Goal"))] = None
    reality: Annotated[str | None, f.narrative(N_("Reality"))] = None
    options: Annotated[str | None, f.narrative(N_("Options"))] = None
    will: Annotated[str | None, f.narrative(N_("Will: what, by when, with whose support"))] = None
    confidence: Annotated[
        int | Unknown | None, f.quantity(Kind.INTEGER, N_("Confidence, 1 to 10"), register=4)
    ] = None
    next_on: Annotated[date | Unknown | None, f.day(N_("Next session"), register=5)] = None


COACHING_SESSION = define(
    CoachingSession,
    name="coaching_session",
    register="coaching_sessions",
    label=N_("Coaching session"),
    plural=N_("Coaching sessions"),
    icon="compass",
    sections=(
        section(N_("Coaching session"), "title subject_id on goal reality options will confidence next_on"),
    ),
)


class Mentoring(Record, frozen=True, kw_only=True):
    """A mentor and a mentee. The mentor is never the mentee's line manager."""

    title: Annotated[str | None, f.text(N_("Mentoring"), required=True, register=1)] = None
    mentor_id: Annotated[Id | Unknown | None, f.link(N_("Mentor"), "party", required=True, register=2)] = None
    mentee_id: Annotated[Id | Unknown | None, f.link(N_("Mentee"), "party", required=True, register=3)] = None
    starts: Annotated[date | Unknown | None, f.day(N_("From"), register=4)] = None
    ends: Annotated[date | Unknown | None, f.day(N_("To"), register=5)] = None
    purpose: Annotated[str | None, f.narrative(N_("What for"))] = None
    boundaries: Annotated[str | None, f.narrative(N_("What stays between the two"))] = None


MENTORING = define(
    Mentoring,
    name="mentoring",
    register="mentoring",
    label=N_("Mentoring"),
    plural=N_("Mentoring"),
    icon="users",
    sections=(section(N_("Mentoring"), "title mentor_id mentee_id starts ends purpose boundaries"),),
)


class MentoringSession(Record, frozen=True, kw_only=True):
    """One meeting of the two."""

    mentoring_id: Annotated[
        Id | Unknown | None, f.link(N_("Mentoring"), "mentoring", required=True, part_of=True, register=1)
    ] = None
    title: Annotated[str | None, f.text(N_("Session"), required=True, register=2)] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    words: Annotated[str | None, f.narrative(N_("What was said"))] = None
    next_on: Annotated[date | Unknown | None, f.day(N_("Next session"), register=4)] = None


MENTORING_SESSION = define(
    MentoringSession,
    name="mentoring_session",
    register="mentoring_sessions",
    label=N_("Mentoring session"),
    plural=N_("Mentoring sessions"),
    icon="users",
    sections=(section(N_("Mentoring session"), "mentoring_id title on words next_on"),),
)
