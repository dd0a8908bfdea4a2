# SPDX-License-Identifier: Apache-2.0
"""The year of appraisals: its stages and dates, and the scale it rates on."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class RatingScale(Record, frozen=True, kw_only=True):
    """Named levels with what each of them means. There are never bare numbers."""

    title: Annotated[str | None, f.text(N_("Scale"), required=True, register=1)] = None
    note: Annotated[str | None, f.narrative(N_("When to use which level"))] = None


RATING_SCALE = define(
    RatingScale,
    name="rating_scale",
    register="rating_scales",
    label=N_("Rating scale"),
    plural=N_("Rating scales"),
    icon="list-ordered",
    sections=(section(N_("Rating scale"), "title note"),),
)


class RatingLevel(Record, frozen=True, kw_only=True):
    """One level of a scale."""

    scale_id: Annotated[
        Id | Unknown | None, f.link(N_("Scale"), "rating_scale", required=True, part_of=True, register=1)
    ] = None
    step: Annotated[
        int | Unknown | None, f.quantity(Kind.INTEGER, N_("Place"), register=2, help=N_("1 is the lowest."))
    ] = None
    label: Annotated[str | None, f.text(N_("Name"), required=True, register=3)] = None
    descriptor: Annotated[str | None, f.narrative(N_("What it means"))] = None


RATING_LEVEL = define(
    RatingLevel,
    name="rating_level",
    register="rating_levels",
    label=N_("Level"),
    plural=N_("Levels"),
    title="label",
    icon="list-ordered",
    sections=(section(N_("Level"), "scale_id step label descriptor"),),
)


class Cycle(Record, frozen=True, kw_only=True):
    """A year of appraisals for a group of people, with one form and one scale."""

    title: Annotated[str | None, f.text(N_("Cycle"), required=True, register=1)] = None
    starts: Annotated[date | Unknown | None, f.day(N_("From"), register=2)] = None
    ends: Annotated[date | Unknown | None, f.day(N_("To"), register=3)] = None
    population: Annotated[str | None, f.text(N_("Who takes part"), register=4)] = None
    form_id: Annotated[Id | Unknown | None, f.link(N_("Form"), "form", register=5)] = None
    scale_id: Annotated[Id | Unknown | None, f.link(N_("Rating scale"), "rating_scale", register=6)] = None
    closed_on: Annotated[date | Unknown | None, f.day(N_("Closed"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CYCLE = define(
    Cycle,
    name="cycle",
    register="cycles",
    label=N_("Appraisal cycle"),
    plural=N_("Appraisal cycles"),
    icon="repeat",
    sections=(
        section(N_("Appraisal cycle"), "title starts ends population form_id scale_id closed_on note"),
    ),
)


class CycleStage(Record, frozen=True, kw_only=True):
    """One step of the year, and by when it is to be done."""

    cycle_id: Annotated[
        Id | Unknown | None, f.link(N_("Cycle"), "cycle", required=True, part_of=True, register=1)
    ] = None
    title: Annotated[str | None, f.text(N_("Stage"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "stage.kind", register=3)] = None
    opens: Annotated[date | Unknown | None, f.day(N_("From"), register=4)] = None
    due: Annotated[date | Unknown | None, f.day(N_("Due"), register=5)] = None


CYCLE_STAGE = define(
    CycleStage,
    name="cycle_stage",
    register="cycle_stages",
    label=N_("Stage"),
    plural=N_("Stages"),
    icon="flag",
    sections=(section(N_("Stage"), "cycle_id title kind opens due"),),
)
