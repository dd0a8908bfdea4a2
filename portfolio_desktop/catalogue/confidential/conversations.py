# SPDX-License-Identifier: Apache-2.0
"""Conversations between two people, and what was promised in them."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Conversation(Record, frozen=True, kw_only=True):
    """A one-to-one, or a conversation of the year, in the four blocks that an appraisal is made of."""

    title: Annotated[str | None, f.text(N_("Conversation"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("With"), "party", required=True, register=2)] = None
    appraisal_id: Annotated[Id | Unknown | None, f.link(N_("Appraisal"), "appraisal")] = None
    stage_id: Annotated[Id | Unknown | None, f.link(N_("Stage of the cycle"), "cycle_stage")] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "conversation.kind", default="one_to_one", register=3)
    ] = None
    planned_on: Annotated[date | Unknown | None, f.day(N_("Planned for"), register=4)] = None
    held_on: Annotated[date | Unknown | None, f.day(N_("Held on"), register=5)] = None
    agenda: Annotated[str | None, f.narrative(N_("Agenda"))] = None
    expectations: Annotated[str | None, f.narrative(N_("Expectations"))] = None
    progress: Annotated[str | None, f.narrative(N_("Progress"))] = None
    performance: Annotated[str | None, f.narrative(N_("Performance"))] = None
    development: Annotated[str | None, f.narrative(N_("Development needs"))] = None
    level: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Level as it stands"))] = None
    private_note: Annotated[
        str | None, f.narrative(N_("Private note"), help=N_("Never part of a copy for anybody else."))
    ] = None


CONVERSATION = define(
    Conversation,
    name="conversation",
    register="conversations",
    label=N_("Conversation"),
    plural=N_("Conversations"),
    icon="messages-square",
    sections=(
        section(N_("Conversation"), "title subject_id appraisal_id stage_id kind planned_on held_on agenda"),
        section(N_("What was said"), "expectations progress performance development level"),
        section(N_("For me alone"), "private_note"),
    ),
)


class Promise(Record, frozen=True, kw_only=True):
    """Something that one of the two will do."""

    conversation_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Conversation"), "conversation", required=True, part_of=True, register=1),
    ] = None
    title: Annotated[str | None, f.text(N_("What"), required=True, register=2)] = None
    who_id: Annotated[Id | Unknown | None, f.link(N_("Who"), "party", register=3)] = None
    due: Annotated[date | Unknown | None, f.day(N_("By"), register=4)] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done"), register=5)] = None


PROMISE = define(
    Promise,
    name="promise",
    register="promises",
    label=N_("Promise"),
    plural=N_("Promises"),
    icon="handshake",
    sections=(section(N_("Promise"), "conversation_id title who_id due done_on"),),
)
