# SPDX-License-Identifier: Apache-2.0
"""Forms as data that an organisation edits: sections, questions, and who fills in what."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Form(Record, frozen=True, kw_only=True):
    """A form for appraisals. Each appraisal takes its own copy of the questions, so a later edit changes none of them."""

    title: Annotated[str | None, f.text(N_("Form"), required=True, register=1)] = None
    note: Annotated[str | None, f.narrative(N_("What it is for"))] = None


FORM = define(
    Form,
    name="form",
    register="forms",
    label=N_("Appraisal form"),
    plural=N_("Appraisal forms"),
    icon="clipboard-list",
    sections=(section(N_("Appraisal form"), "title note"),),
)


class FormSection(Record, frozen=True, kw_only=True):
    """Questions that belong together under a heading."""

    form_id: Annotated[
        Id | Unknown | None, f.link(N_("Form"), "form", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    title: Annotated[str | None, f.text(N_("Heading"), required=True, register=3)] = None
    intro: Annotated[str | None, f.narrative(N_("Words of introduction"))] = None


FORM_SECTION = define(
    FormSection,
    name="form_section",
    register="form_sections",
    label=N_("Section"),
    plural=N_("Sections"),
    icon="heading",
    sections=(section(N_("Section"), "form_id position title intro"),),
)


class FormQuestion(Record, frozen=True, kw_only=True):
    """One question, who answers it, and how."""

    section_id: Annotated[
        Id | Unknown | None, f.link(N_("Section"), "form_section", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    question: Annotated[str | None, f.text(N_("Question"), required=True, register=3)] = None
    prompt: Annotated[str | None, f.narrative(N_("What helps to answer it"))] = None
    block: Annotated[
        str | Unknown | None, f.choice(N_("Part of the conversation"), "question.block", register=4)
    ] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind of answer"), "answer.kind", default="words", register=5)
    ] = None
    by_self: Annotated[bool | None, f.flag(N_("Answered by the person"), register=6)] = None
    by_manager: Annotated[bool | None, f.flag(N_("Answered by the line manager"), register=7)] = None
    private: Annotated[
        bool | None, f.flag(N_("Private note of the line manager"), help=N_("Shown to nobody else, ever."))
    ] = None
    wanted: Annotated[bool | None, f.flag(N_("Needed for release"))] = None


FORM_QUESTION = define(
    FormQuestion,
    name="form_question",
    register="form_questions",
    label=N_("Question"),
    plural=N_("Questions"),
    title="question",
    icon="help-circle",
    sections=(
        section(
            N_("Question"),
            "section_id position question prompt block kind by_self by_manager private wanted",
        ),
    ),
)
