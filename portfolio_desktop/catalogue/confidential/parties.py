# SPDX-License-Identifier: Apache-2.0
"""Who a people file is about, and who may be given something out of it."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Party(Record, frozen=True, kw_only=True):
    """Somebody named in this people file; the same id as in the portfolio's register of people."""

    name: Annotated[str | None, f.text(N_("Name"), required=True, register=1)] = None
    role: Annotated[str | None, f.text(N_("Role"), register=2)] = None
    team: Annotated[str | None, f.text(N_("Team"), register=3)] = None
    manager_id: Annotated[Id | Unknown | None, f.link(N_("Line manager"), "party", register=4)] = None
    myself: Annotated[bool | None, f.flag(N_("The owner of this file"))] = None
    card: Annotated[
        str | None,
        f.text(
            N_("Sealing card"),
            search=False,
            help=N_(
                "What this person's sealed copies are made with. They give it to you from their own people file."
            ),
        ),
    ] = None
    card_checked: Annotated[
        date | Unknown | None, f.day(N_("Card compared"), help=N_("When both compared its words by voice."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


PARTY = define(
    Party,
    name="party",
    register="parties",
    label=N_("Person"),
    plural=N_("People"),
    title="name",
    icon="user",
    sections=(section(N_("Person"), "name role team manager_id myself card card_checked note"),),
)
