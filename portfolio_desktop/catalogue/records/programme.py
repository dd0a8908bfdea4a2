# SPDX-License-Identifier: Apache-2.0
"""Programmes: projects that together bring about a change."""

from dataclasses import dataclass
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """Projects that together bring about a change that none of them would alone."""

    code: Annotated[str | None, f.code(N_("Code"), register=1, aliases=("Programme ID",))] = None
    title: Annotated[
        str | None, f.text(N_("Name"), required=True, register=2, aliases=("Programme name",))
    ] = None
    sro_id: Annotated[
        Id | None, f.link(N_("Senior responsible owner"), "person", register=3, aliases=("SRO",))
    ] = None
    organisation: Annotated[str | None, f.choice(N_("Organisation"), "organisation", register=4)] = None
    purpose: Annotated[str | None, f.narrative(N_("Purpose"))] = None


PROGRAMME = define(
    Programme,
    name="programme",
    register="programmes",
    label=N_("Programme"),
    plural=N_("Programmes"),
    prefix="PG",
    icon="folder-kanban",
    sections=(Section(N_("Programme"), ("code", "title", "sro_id", "organisation", "purpose")),),
)
