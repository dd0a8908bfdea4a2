# SPDX-License-Identifier: Apache-2.0
"""How long things are kept, what was erased, and what was given to whom."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class RetentionRule(Record, frozen=True, kw_only=True):
    """How long records of a kind are kept, and why. It counts only once its owner has confirmed it."""

    title: Annotated[str | None, f.text(N_("Rule"), required=True, register=1)] = None
    kind: Annotated[str | None, f.text(N_("Kind of record"), search=False, register=2)] = None
    years: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Kept for"), unit=N_("years"), register=3)
    ] = None
    after: Annotated[
        str | None, f.text(N_("Counted from"), register=4, help=N_("“End” or “leaving”."), search=False)
    ] = None
    why: Annotated[str | None, f.narrative(N_("Why so long"))] = None
    confirmed_on: Annotated[date | Unknown | None, f.day(N_("Confirmed"), register=5)] = None


RETENTION_RULE = define(
    RetentionRule,
    name="retention_rule",
    register="retention_rules",
    label=N_("Retention rule"),
    plural=N_("Retention rules"),
    icon="timer",
    sections=(section(N_("Retention rule"), "title kind years after why confirmed_on"),),
)


class RetentionHold(Record, frozen=True, kw_only=True):
    """One record that is kept beyond its time, why, and until when."""

    title: Annotated[str | None, f.text(N_("Why it is kept longer"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("About"), "party", register=2)] = None
    kind: Annotated[str | None, f.text(N_("Kind of record"), search=False, register=3)] = None
    record: Annotated[str | None, f.text(N_("Record"), search=False)] = None
    until: Annotated[date | Unknown | None, f.day(N_("Until"), register=4)] = None


RETENTION_HOLD = define(
    RetentionHold,
    name="retention_hold",
    register="retention_holds",
    label=N_("Kept longer"),
    plural=N_("Kept longer"),
    icon="timer",
    sections=(section(N_("Kept longer"), "title subject_id kind record until"),),
)


class Erasure(Record, frozen=True, kw_only=True):
    """That something was erased, when, and on what ground. Not what, and not about whom."""

    title: Annotated[str | None, f.text(N_("Ground"), required=True, register=1)] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=2)] = None
    records: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Records"), register=3)] = None


ERASURE = define(
    Erasure,
    name="erasure",
    register="erasures",
    label=N_("Erasure"),
    plural=N_("Erasures"),
    icon="eraser",
    sections=(section(N_("Erasure"), "title on records"),),
)


class Dispatch(Record, frozen=True, kw_only=True):
    """What left the file or came into it: a sealed copy, all that was held on somebody who asked, a hand-over."""

    title: Annotated[str | None, f.text(N_("What"), required=True, register=1)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Sent or received"), "dispatch.kind", register=2)] = (
        None
    )
    party_id: Annotated[Id | Unknown | None, f.link(N_("To or from"), "party", register=3)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("About"), "party", register=4)] = None
    at: Annotated[date | Unknown | None, f.day(N_("Date"), register=5)] = None
    part: Annotated[str | None, f.text(N_("Part"), search=False)] = None
    version: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Version"))] = None
    parcel: Annotated[str | None, f.text(N_("Parcel"), search=False)] = None
    received_on: Annotated[date | Unknown | None, f.day(N_("Received by them on"))] = None
    words: Annotated[str | None, f.narrative(N_("What was told"))] = None


DISPATCH = define(
    Dispatch,
    name="dispatch",
    register="dispatches",
    label=N_("Copy given or received"),
    plural=N_("Copies given or received"),
    icon="mail",
    sections=(
        section(
            N_("Copy given or received"),
            "title kind party_id subject_id at part version parcel received_on words",
        ),
    ),
)
