# SPDX-License-Identifier: Apache-2.0
"""Objectives of a person, how they go, and the evidence that gathers through the year."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Aim(Record, frozen=True, kw_only=True):
    """An objective of one person: what is to be achieved, or how."""

    title: Annotated[str | None, f.text(N_("Objective"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    cycle_id: Annotated[Id | Unknown | None, f.link(N_("Cycle"), "cycle", register=3)] = None
    side: Annotated[
        str | Unknown | None, f.choice(N_("What or how"), "aim.side", default="what", register=4)
    ] = None
    supports: Annotated[
        str | None,
        f.text(
            N_("Serves"), register=5, help=N_("The objective of the organisation or team that it serves.")
        ),
    ] = None
    parent_id: Annotated[Id | Unknown | None, f.link(N_("Part of"), "aim")] = None
    measure: Annotated[str | None, f.text(N_("Measured by"), register=6)] = None
    target: Annotated[str | None, f.text(N_("Target"))] = None
    weight: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Weight"))] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=7)] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("State"), "aim.status", default="draft", register=8)
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


AIM = define(
    Aim,
    name="aim",
    register="aims",
    label=N_("Objective"),
    plural=N_("Objectives"),
    icon="target",
    sections=(
        section(
            N_("Objective"),
            "title subject_id cycle_id side supports parent_id measure target weight due status note",
        ),
    ),
)


class AimProgress(Record, frozen=True, kw_only=True):
    """How an objective stood on a day, in one person's words."""

    aim_id: Annotated[
        Id | Unknown | None, f.link(N_("Objective"), "aim", required=True, part_of=True, register=1)
    ] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=2)] = None
    by_id: Annotated[Id | Unknown | None, f.link(N_("By"), "party", register=3)] = None
    done: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Done"), register=4)] = None
    words: Annotated[str | None, f.narrative(N_("How it stands"))] = None


AIM_PROGRESS = define(
    AimProgress,
    name="aim_progress",
    register="aim_progress",
    label=N_("Progress"),
    plural=N_("Progress"),
    title="on",
    icon="trending-up",
    sections=(section(N_("Progress"), "aim_id on by_id done words"),),
)


class Evidence(Record, frozen=True, kw_only=True):
    """Something that happened and says how somebody works, noted when it happened."""

    title: Annotated[str | None, f.text(N_("In a few words"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("About"), "party", required=True, register=2)] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    kind: Annotated[
        str | Unknown | None, f.choice(N_("Kind"), "evidence.kind", default="note", register=4)
    ] = None
    source: Annotated[str | None, f.text(N_("From"), register=5)] = None
    aim_id: Annotated[Id | Unknown | None, f.link(N_("Objective"), "aim", register=6)] = None
    words: Annotated[str | None, f.narrative(N_("What happened"))] = None
    told: Annotated[
        bool | None, f.flag(N_("Told the person"), help=N_("Nothing in an appraisal should come as news."))
    ] = None
    work_package: Annotated[str | None, f.text(N_("Work package"), search=False)] = None


EVIDENCE = define(
    Evidence,
    name="evidence",
    register="evidence",
    label=N_("Evidence"),
    plural=N_("Evidence"),
    icon="notebook-pen",
    sections=(section(N_("Evidence"), "title subject_id on kind source aim_id words told work_package"),),
)
