# SPDX-License-Identifier: Apache-2.0
"""An appraisal: who takes part, the answers of each side, and the dates that release, sign and lock it."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Appraisal(Record, frozen=True, kw_only=True):
    """One person's appraisal in one cycle.

    Each field has one writer: what is the person's, the line manager's or the countersigner's is written in that
    one's own people file alone and arrives in the others' as a sealed copy. So there is never anything to merge.
    """

    title: Annotated[str | None, f.text(N_("Appraisal"), required=True, register=1)] = None
    cycle_id: Annotated[Id | Unknown | None, f.link(N_("Cycle"), "cycle", register=2)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=3)] = (
        None
    )
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Line manager"), "party", register=4)] = None
    countersigner_id: Annotated[Id | Unknown | None, f.link(N_("Countersigner"), "party", register=5)] = None
    scale_id: Annotated[Id | Unknown | None, f.link(N_("Rating scale"), "rating_scale")] = None
    state: Annotated[
        str | Unknown | None, f.choice(N_("Stage"), "appraisal.state", default="open", register=6)
    ] = None
    starts: Annotated[date | Unknown | None, f.day(N_("From"))] = None
    ends: Annotated[date | Unknown | None, f.day(N_("To"))] = None
    meeting_on: Annotated[date | Unknown | None, f.day(N_("Meeting held"))] = None
    self_released: Annotated[date | Unknown | None, f.day(N_("Released by the person"))] = None
    manager_released: Annotated[date | Unknown | None, f.day(N_("Released by the manager"))] = None
    level: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER, N_("Overall level"), help=N_("Its place on the scale. A person decides it.")
        ),
    ] = None
    level_why: Annotated[str | None, f.narrative(N_("Why this level"))] = None
    subject_comment: Annotated[str | None, f.narrative(N_("The person's comment"))] = None
    subject_signed: Annotated[date | Unknown | None, f.day(N_("Signed by the person"))] = None
    subject_seal: Annotated[
        str | None, f.text(N_("What the person signed"), search=False, help=N_("A digest of it."))
    ] = None
    unsigned_why: Annotated[str | None, f.text(N_("Why the person did not sign"), search=False)] = None
    manager_comment: Annotated[str | None, f.narrative(N_("The manager's comment"))] = None
    manager_signed: Annotated[date | Unknown | None, f.day(N_("Signed by the manager"))] = None
    manager_seal: Annotated[
        str | None, f.text(N_("What the manager signed"), search=False, help=N_("A digest of it."))
    ] = None
    countersigner_comment: Annotated[str | None, f.narrative(N_("The countersigner's comment"))] = None
    countersigned: Annotated[date | Unknown | None, f.day(N_("Countersigned"))] = None
    countersigner_seal: Annotated[
        str | None, f.text(N_("What was countersigned"), search=False, help=N_("A digest of it."))
    ] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Locked"))] = None
    left_on: Annotated[date | Unknown | None, f.day(N_("Taken out of the year"))] = None
    left_why: Annotated[str | None, f.text(N_("Why they were taken out"), search=False)] = None


APPRAISAL = define(
    Appraisal,
    name="appraisal",
    register="appraisals",
    label=N_("Appraisal"),
    plural=N_("Appraisals"),
    icon="clipboard-check",
    sections=(
        section(
            N_("Appraisal"),
            "title cycle_id subject_id manager_id countersigner_id scale_id state starts ends left_on left_why",
        ),
        section(N_("Release and meeting"), "self_released manager_released meeting_on level level_why"),
        section(
            N_("Comments and signatures"),
            "subject_comment subject_signed subject_seal unsigned_why manager_comment manager_signed manager_seal "
            "countersigner_comment countersigned countersigner_seal closed_on",
        ),
    ),
)


class Answer(Record, frozen=True, kw_only=True):
    """One question of one appraisal, as one side answers it. It holds the question in the words it was asked in."""

    appraisal_id: Annotated[
        Id | Unknown | None, f.link(N_("Appraisal"), "appraisal", required=True, part_of=True, register=1)
    ] = None
    position: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2)] = None
    section: Annotated[str | None, f.text(N_("Section"), register=3)] = None
    question: Annotated[str | None, f.text(N_("Question"), required=True, register=4)] = None
    prompt: Annotated[str | None, f.narrative(N_("What helps to answer it"))] = None
    block: Annotated[str | Unknown | None, f.choice(N_("Part of the conversation"), "question.block")] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind of answer"), "answer.kind", default="words")] = (
        None
    )
    side: Annotated[str | Unknown | None, f.choice(N_("Who fills it in"), "answer.side", register=5)] = None
    wanted: Annotated[bool | None, f.flag(N_("Needed for release"))] = None
    aim_id: Annotated[Id | Unknown | None, f.link(N_("About the objective"), "aim")] = None
    words: Annotated[str | None, f.narrative(N_("Answer"))] = None
    level: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Level"), register=6)] = None
    yes: Annotated[bool | None, f.flag(N_("Yes"))] = None


ANSWER = define(
    Answer,
    name="answer",
    register="answers",
    label=N_("Answer"),
    plural=N_("Answers"),
    title="question",
    icon="message-square-text",
    sections=(
        section(
            N_("Answer"),
            "appraisal_id position section question prompt block kind side wanted aim_id words level yes",
        ),
    ),
)


class Reopening(Record, frozen=True, kw_only=True):
    """A locked appraisal was opened again: when, by whom, and why."""

    appraisal_id: Annotated[
        Id | Unknown | None, f.link(N_("Appraisal"), "appraisal", required=True, part_of=True, register=1)
    ] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=2)] = None
    by_id: Annotated[Id | Unknown | None, f.link(N_("By"), "party", register=3)] = None
    why: Annotated[str | None, f.text(N_("Why"), required=True, register=4)] = None


REOPENING = define(
    Reopening,
    name="reopening",
    register="reopenings",
    label=N_("Reopening"),
    plural=N_("Reopenings"),
    title="why",
    icon="lock-open",
    sections=(section(N_("Reopening"), "appraisal_id on by_id why"),),
)
