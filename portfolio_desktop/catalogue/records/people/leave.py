# SPDX-License-Identifier: Apache-2.0
"""When people are away. Why somebody is away is nobody's business here: there is no field for it."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Leave(Record, frozen=True, kw_only=True):
    """Days on which somebody is away. It has no field for a reason, on purpose."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    person_id: Annotated[
        Id | Unknown | None, f.link(N_("Person"), "person", required=True, part_of=True, register=2)
    ] = None
    first: Annotated[date | Unknown | None, f.day(N_("First day away"), register=3)] = None
    last: Annotated[
        date | Unknown | None,
        f.day(N_("Last day away"), register=4, help=N_("Left empty where it is one day.")),
    ] = None
    from_noon: Annotated[bool | None, f.flag(N_("First day from noon"), register=5)] = None
    until_noon: Annotated[bool | None, f.flag(N_("Last day until noon"), register=6)] = None


LEAVE = define(
    Leave,
    name="leave",
    register="leaves",
    label=N_("Time away"),
    plural=N_("Time away"),
    title="code",
    prefix="LV",
    icon="calendar-off",
    sections=(section(N_("Time away"), "code person_id first last from_noon until_noon"),),
    aliases={
        "person_id": "Employee; Name; Who",
        "first": "From; Start; Start date; First day",
        "last": "To; End; End date; Until; Last day",
    },
)
