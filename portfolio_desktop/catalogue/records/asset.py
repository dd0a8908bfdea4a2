# SPDX-License-Identifier: Apache-2.0
"""IT assets: systems, software and equipment, what they cost and when they have to be replaced."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Kind, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Record):
    """A system, service, licence or piece of equipment that is run and one day replaced."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Asset ID",
                "Asset tag",
                "Application ID",
                "Serial number",
                "ID",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Name"),
            required=True,
            register=2,
            aliases=(
                "Asset name",
                "Asset",
                "Application",
                "Application name",
                "System",
                "Title",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "asset.kind",
            register=3,
            aliases=(
                "Asset type",
                "Type",
                "Category",
                "Class",
            ),
        ),
    ] = None
    description: Annotated[
        str | None,
        f.narrative(
            N_("What it is for"),
            aliases=(
                "Description",
                "Purpose",
                "Function",
            ),
        ),
    ] = None
    owner_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Owner"),
            "person",
            register=4,
            aliases=(
                "Asset owner",
                "Business owner",
                "System owner",
                "Service owner",
            ),
        ),
    ] = None
    technical_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Technical owner"),
            "person",
            aliases=(
                "Technical lead",
                "Custodian",
            ),
        ),
    ] = None
    organisation: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Organisation"),
            "organisation",
            aliases=(
                "Department",
                "Business unit",
            ),
        ),
    ] = None
    supplier: Annotated[
        str | None,
        f.text(
            N_("Supplier"),
            register=5,
            aliases=(
                "Vendor",
                "Manufacturer",
                "Provider",
            ),
        ),
    ] = None
    version: Annotated[
        str | None,
        f.text(
            N_("Version"),
            aliases=(
                "Model",
                "Release",
            ),
        ),
    ] = None
    place: Annotated[
        str | None,
        f.text(
            N_("Place"),
            aliases=(
                "Location",
                "Hosting",
                "Site",
            ),
        ),
    ] = None
    criticality: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Criticality"),
            "criticality",
            register=6,
            aliases=(
                "Business criticality",
                "Importance",
                "Tier",
            ),
        ),
    ] = None

    users: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("Users"),
            aliases=(
                "Number of users",
                "User count",
            ),
        ),
    ] = None
    utilisation: Annotated[
        Decimal | Unknown | None,
        f.quantity(
            Kind.PERCENT,
            N_("Utilisation"),
            aliases=(
                "Utilization",
                "Usage",
                "Usage %",
            ),
        ),
    ] = None
    quantity: Annotated[
        int | Unknown | None,
        f.quantity(
            Kind.INTEGER,
            N_("How many"),
            aliases=(
                "Quantity",
                "Licences",
                "Count",
            ),
        ),
    ] = None
    cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost to buy"),
            aliases=(
                "Purchase cost",
                "Purchase price",
                "Cost",
                "Acquisition cost",
            ),
        ),
    ] = None
    run_cost: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Cost to run each year"),
            register=7,
            aliases=(
                "Run cost",
                "Annual cost",
                "Running cost",
                "Maintenance cost",
            ),
        ),
    ] = None
    contract: Annotated[
        str | None,
        f.text(
            N_("Contract"),
            aliases=(
                "Contract reference",
                "Contract number",
            ),
        ),
    ] = None

    lifecycle: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Lifecycle"),
            "asset.lifecycle",
            default="in_use",
            register=8,
            aliases=(
                "Status",
                "Lifecycle stage",
                "State",
            ),
        ),
    ] = None
    purchased: Annotated[
        date | Unknown | None,
        f.day(
            N_("Bought on"),
            aliases=(
                "Purchase date",
                "Acquired",
                "Go-live date",
                "Installed",
            ),
        ),
    ] = None
    warranty_end: Annotated[
        date | Unknown | None,
        f.day(
            N_("Warranty ends"),
            aliases=(
                "Warranty end date",
                "Warranty expiry",
            ),
        ),
    ] = None
    support_end: Annotated[
        date | Unknown | None,
        f.day(
            N_("Support ends"),
            register=9,
            aliases=(
                "End of support",
                "Support end date",
                "End of life",
                "EOL",
            ),
        ),
    ] = None
    retired_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Retired on"),
            aliases=(
                "Disposal date",
                "Decommissioned on",
                "Retired",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Replaced by project"),
            "project",
            aliases=(
                "Replacement project",
                "Project",
                "Replacing project",
            ),
        ),
    ] = None
    plan: Annotated[
        str | None,
        f.narrative(
            N_("What is planned"),
            aliases=(
                "Refresh plan",
                "Upgrade plan",
                "Roadmap",
            ),
        ),
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
            ),
        ),
    ] = None


ASSET = define(
    Asset,
    name="asset",
    register="assets",
    label=N_("Asset"),
    plural=N_("Assets"),
    prefix="IT",
    icon="server",
    sections=(
        Section(
            N_("What it is"),
            (
                "code",
                "title",
                "kind",
                "description",
                "owner_id",
                "technical_id",
                "organisation",
                "supplier",
                "version",
                "place",
                "criticality",
            ),
        ),
        Section(
            N_("Use and cost"),
            (
                "users",
                "utilisation",
                "quantity",
                "cost",
                "run_cost",
                "contract",
            ),
        ),
        Section(
            N_("Its life"),
            (
                "lifecycle",
                "purchased",
                "warranty_end",
                "support_end",
                "retired_on",
                "project_id",
                "plan",
                "note",
            ),
        ),
    ),
)
