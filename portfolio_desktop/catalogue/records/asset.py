# SPDX-License-Identifier: Apache-2.0
"""IT assets: systems, software and equipment, what they cost and when they have to be replaced."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """A system, service, licence or piece of equipment that is run and one day replaced."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Name"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "asset.kind", register=3)] = None
    description: Annotated[str | None, f.narrative(N_("What it is for"))] = None
    owner_id: Annotated[Id | Unknown | None, f.link(N_("Owner"), "person", register=4)] = None
    technical_id: Annotated[Id | Unknown | None, f.link(N_("Technical owner"), "person")] = None
    organisation: Annotated[str | Unknown | None, f.choice(N_("Organisation"), "organisation")] = None
    supplier: Annotated[str | None, f.text(N_("Supplier"), register=5)] = None
    version: Annotated[str | None, f.text(N_("Version"))] = None
    place: Annotated[str | None, f.text(N_("Place"))] = None
    criticality: Annotated[str | Unknown | None, f.choice(N_("Criticality"), "criticality", register=6)] = (
        None
    )

    users: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Users"))] = None
    utilisation: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Utilisation"))] = None
    quantity: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("How many"))] = None
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost to buy"))] = None
    run_cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost to run each year"), register=7)] = None
    contract: Annotated[str | None, f.text(N_("Contract"))] = None

    lifecycle: Annotated[
        str | Unknown | None, f.choice(N_("Lifecycle"), "asset.lifecycle", default="in_use", register=8)
    ] = None
    purchased: Annotated[date | Unknown | None, f.day(N_("Bought on"))] = None
    warranty_end: Annotated[date | Unknown | None, f.day(N_("Warranty ends"))] = None
    support_end: Annotated[date | Unknown | None, f.day(N_("Support ends"), register=9)] = None
    retired_on: Annotated[date | Unknown | None, f.day(N_("Retired on"))] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Replaced by project"), "project")] = None
    plan: Annotated[str | None, f.narrative(N_("What is planned"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


ASSET = define(
    Asset,
    name="asset",
    register="assets",
    label=N_("Asset"),
    plural=N_("Assets"),
    prefix="IT",
    icon="server",
    sections=(
        section(
            N_("What it is"),
            (
                "code title kind description owner_id technical_id organisation "
                "supplier version place criticality"
            ),
        ),
        section(N_("Use and cost"), "users utilisation quantity cost run_cost contract"),
        section(
            N_("Its life"), ("lifecycle purchased warranty_end support_end retired_on project_id plan note")
        ),
    ),
    aliases={
        "code": "Asset ID; Asset tag; Application ID; Serial number; ID",
        "title": "Asset name; Asset; Application; Application name; System; Title",
        "kind": "Asset type; Type; Category; Class",
        "description": "Description; Purpose; Function",
        "owner_id": "Asset owner; Business owner; System owner; Service owner",
        "technical_id": "Technical lead; Custodian",
        "organisation": "Department; Business unit",
        "supplier": "Vendor; Manufacturer; Provider",
        "version": "Model; Release",
        "place": "Location; Hosting; Site",
        "criticality": "Business criticality; Importance; Tier",
        "users": "Number of users; User count",
        "utilisation": "Utilization; Usage; Usage %",
        "quantity": "Quantity; Licences; Count",
        "cost": "Purchase cost; Purchase price; Cost; Acquisition cost",
        "run_cost": "Run cost; Annual cost; Running cost; Maintenance cost",
        "contract": "Contract reference; Contract number",
        "lifecycle": "Status; Lifecycle stage; State",
        "purchased": "Purchase date; Acquired; Go-live date; Installed",
        "warranty_end": "Warranty end date; Warranty expiry",
        "support_end": "End of support; Support end date; End of life; EOL",
        "retired_on": "Disposal date; Decommissioned on; Retired",
        "project_id": "Replacement project; Project; Replacing project",
        "plan": "Refresh plan; Upgrade plan; Roadmap",
        "note": "Notes; Comments",
    },
)
