# SPDX-License-Identifier: Apache-2.0
"""Lessons and improvements of practice, and the projects that were told of them."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Lesson(Record, frozen=True, kw_only=True):
    """What one project has learned, or a better way of working, for all that could use it."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Lesson"), required=True, register=2)] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "lesson.kind", default="lesson", register=3)
    ] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "lesson.category", register=4)] = None
    experience: Annotated[str | Unknown | None, f.choice(N_("Experience"), "lesson.experience")] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Learned in"), "project", register=5)] = None
    happened: Annotated[str | None, f.narrative(N_("What happened"))] = None
    cause: Annotated[str | None, f.narrative(N_("Why it happened"))] = None
    advice: Annotated[str | None, f.narrative(N_("What to do"))] = None
    applies: Annotated[
        str | None,
        f.narrative(N_("Where it applies"), help=N_("Which projects should hear of it, and when.")),
    ] = None

    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "lesson.status", default="proposed", register=7)
    ] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=6)] = None
    raised_by_id: Annotated[Id | Unknown | None, f.link(N_("Raised by"), "person")] = None
    raised_on: Annotated[date | Unknown | None, f.day(N_("Raised on"), register=8)] = None
    adopted_on: Annotated[date | Unknown | None, f.day(N_("Adopted on"))] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Review on"))] = None
    address: Annotated[str | None, f.address(N_("Where more is to be read"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


LESSON = define(
    Lesson,
    name="lesson",
    register="lessons",
    label=N_("Lesson"),
    plural=N_("Lessons"),
    prefix="L",
    icon="graduation-cap",
    sections=(
        section(
            N_("What was learned"),
            "code title kind category experience project_id happened cause advice applies",
        ),
        section(
            N_("What becomes of it"),
            "status owner_id raised_by_id raised_on adopted_on review_on address note",
        ),
    ),
    aliases={
        "code": "Lesson ID; Lesson number",
        "title": "Lesson learned; Lesson title; Lesson description",
        "kind": "Lesson type",
        "category": "Lesson category",
        "experience": "Positive or negative; What went well or badly",
        "project_id": "Source project; Project",
        "happened": "Situation; Event; What went wrong",
        "cause": "Root cause; Cause",
        "advice": "Lesson recommendation; What we would do differently; Future action",
        "applies": "Applicability; Relevant to",
        "owner_id": "Lesson owner",
        "raised_by_id": "Logged by; Submitted by",
        "raised_on": "Date logged; Date learned",
    },
)


class LessonNotice(Record, frozen=True, kw_only=True):
    """One project that was told of a lesson, and what it did with it."""

    lesson_id: Annotated[
        Id | Unknown | None, f.link(N_("Lesson"), "lesson", required=True, part_of=True, register=1)
    ] = None
    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, register=2)
    ] = None
    told_on: Annotated[date | Unknown | None, f.day(N_("Told on"), register=3)] = None
    acknowledge_by: Annotated[date | Unknown | None, f.day(N_("Acknowledge by"), register=4)] = None
    acknowledged_on: Annotated[date | Unknown | None, f.day(N_("Acknowledged on"), register=5)] = None
    acknowledged_by_id: Annotated[
        Id | Unknown | None, f.link(N_("Acknowledged by"), "person", register=6)
    ] = None
    title: Annotated[str | None, f.text(N_("What was done"), register=7)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


LESSON_NOTICE = define(
    LessonNotice,
    name="lesson_notice",
    register="lesson_notices",
    label=N_("Lesson notice"),
    plural=N_("Lesson notices"),
    icon="bell-ring",
    sections=(
        section(
            N_("Notice"),
            ("lesson_id project_id told_on acknowledge_by acknowledged_on acknowledged_by_id title note"),
        ),
    ),
    aliases={
        "lesson_id": "Lesson ID; Lesson title",
        "project_id": "Project name; Project told",
        "told_on": "Date told; Cascaded on",
        "acknowledged_on": "Acknowledgement date; Date acknowledged",
    },
)
