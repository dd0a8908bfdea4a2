# SPDX-License-Identifier: Apache-2.0
"""What somebody wants or needs to learn, and what they do about it."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class DevelopmentNeed(Record, frozen=True, kw_only=True):
    """Something to be learned, and what it is for."""

    title: Annotated[str | None, f.text(N_("Need"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    cycle_id: Annotated[Id | Unknown | None, f.link(N_("Cycle"), "cycle")] = None
    skill: Annotated[str | None, f.text(N_("Skill"), register=3)] = None
    why: Annotated[str | None, f.narrative(N_("What for"))] = None
    signs: Annotated[str | None, f.narrative(N_("How both will see that it is met"))] = None
    due: Annotated[date | Unknown | None, f.day(N_("By"), register=4)] = None
    met_on: Annotated[date | Unknown | None, f.day(N_("Met"), register=5)] = None


DEVELOPMENT_NEED = define(
    DevelopmentNeed,
    name="development_need",
    register="development_needs",
    label=N_("Development need"),
    plural=N_("Development needs"),
    icon="sprout",
    sections=(section(N_("Development need"), "title subject_id cycle_id skill why signs due met_on"),),
)


class Activity(Record, frozen=True, kw_only=True):
    """Something done in order to learn."""

    title: Annotated[str | None, f.text(N_("Activity"), required=True, register=1)] = None
    subject_id: Annotated[Id | Unknown | None, f.link(N_("Person"), "party", required=True, register=2)] = (
        None
    )
    need_id: Annotated[Id | Unknown | None, f.link(N_("Need"), "development_need", register=3)] = None
    group: Annotated[str | Unknown | None, f.choice(N_("Group"), "development.group", register=4)] = None
    means: Annotated[str | Unknown | None, f.choice(N_("Way"), "development.means")] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("State"), "development.status", default="planned", register=5)
    ] = None
    starts: Annotated[date | Unknown | None, f.day(N_("From"))] = None
    due: Annotated[date | Unknown | None, f.day(N_("By"), register=6)] = None
    done_on: Annotated[date | Unknown | None, f.day(N_("Done"), register=7)] = None
    hours: Annotated[
        Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Hours"), unit=N_("hours"), register=8)
    ] = None
    support: Annotated[str | None, f.text(N_("Support needed"))] = None
    reflection: Annotated[str | None, f.narrative(N_("What was learned, and used where"))] = None


ACTIVITY = define(
    Activity,
    name="activity",
    register="activities",
    label=N_("Development activity"),
    plural=N_("Development activities"),
    icon="graduation-cap",
    sections=(
        section(
            N_("Development activity"),
            "title subject_id need_id group means status starts due done_on hours support reflection",
        ),
    ),
)
