# SPDX-License-Identifier: Apache-2.0
"""IT assets: what they cost, how well they serve and when they have to be replaced."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Asset(Record, frozen=True, kw_only=True):
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
    parent_id: Annotated[
        Id | Unknown | None,
        f.link(N_("Runs on"), "asset", help=N_("The asset without which it does not work.")),
    ] = None
    marking: Annotated[str | Unknown | None, f.choice(N_("Marking of its data"), "marking")] = None
    criticality: Annotated[str | Unknown | None, f.choice(N_("Criticality"), "criticality", register=6)] = (
        None
    )

    users: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Users"), unit=N_("people"))] = None
    utilisation: Annotated[Decimal | Unknown | None, f.quantity(Kind.PERCENT, N_("Utilisation"))] = None
    quantity: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("How many"), unit=N_("pieces"))] = (
        None
    )
    cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost to buy"))] = None
    run_cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost to run each year"), register=7)] = None
    contract: Annotated[str | None, f.text(N_("Contract"))] = None
    contract_end: Annotated[date | Unknown | None, f.day(N_("Contract ends"))] = None

    lifecycle: Annotated[
        str | Unknown | None, f.choice(N_("Lifecycle"), "asset.lifecycle", default="in_use", register=8)
    ] = None
    purchased: Annotated[date | Unknown | None, f.day(N_("Bought on"))] = None
    warranty_end: Annotated[date | Unknown | None, f.day(N_("Warranty ends"))] = None
    support_end: Annotated[date | Unknown | None, f.day(N_("Support ends"), register=9)] = None
    retired_on: Annotated[date | Unknown | None, f.day(N_("Retired on"))] = None
    disposition: Annotated[
        str | Unknown | None,
        f.choice(N_("What should become of it"), "asset.disposition", register=10),
    ] = None
    replace_by: Annotated[date | Unknown | None, f.day(N_("To be replaced by"))] = None
    replace_cost: Annotated[Decimal | Unknown | None, f.money(N_("Cost to replace"))] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Replaced by project"), "project", help=N_("A candidate in the pipeline, or one that is live.")
        ),
    ] = None
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
                "supplier version place parent_id marking criticality"
            ),
        ),
        section(N_("Use and cost"), "users utilisation quantity cost run_cost contract contract_end"),
        section(
            N_("Its life"),
            (
                "lifecycle purchased warranty_end support_end retired_on disposition replace_by replace_cost "
                "project_id plan note"
            ),
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
        "parent_id": "Depends on; Parent asset; Hosted on",
        "marking": "Data classification; Information classification",
        "criticality": "Business criticality; Importance; Tier",
        "users": "Number of users; User count",
        "utilisation": "Utilization; Usage; Usage %",
        "quantity": "Quantity; Licences; Count",
        "cost": "Purchase cost; Purchase price; Cost; Acquisition cost",
        "run_cost": "Run cost; Annual cost; Running cost; Maintenance cost",
        "contract": "Contract reference; Contract number",
        "contract_end": "Contract end date; Contract expiry; Renewal date",
        "lifecycle": "Status; Lifecycle stage; State",
        "purchased": "Purchase date; Acquired; Go-live date; Installed",
        "warranty_end": "Warranty end date; Warranty expiry",
        "support_end": "End of support; Support end date; End of life; EOL",
        "retired_on": "Disposal date; Decommissioned on; Retired",
        "disposition": "Disposition; Strategy; Replacement wanted",
        "replace_by": "Replacement date; Refresh date; Planned replacement",
        "replace_cost": "Replacement cost; Refresh cost",
        "project_id": "Replacement project; Project; Replacing project",
        "plan": "Refresh plan; Upgrade plan; Roadmap",
        "note": "Notes; Comments",
    },
)


class ServiceMeasure(Record, frozen=True, kw_only=True):
    """How well an asset served in one period, against what was wanted."""

    asset_id: Annotated[
        Id | Unknown | None, f.link(N_("Asset"), "asset", required=True, part_of=True, register=1)
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Measure"),
            required=True,
            register=2,
            help=N_("Called the same in each period, so that the periods can be laid side by side."),
        ),
    ] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "measure.kind")] = None
    unit: Annotated[str | None, f.text(N_("Unit"), search=False, register=3)] = None
    target: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Target"), register=4)] = None
    actual: Annotated[Decimal | Unknown | None, f.quantity(Kind.NUMBER, N_("Actual"), register=5)] = None
    period_end: Annotated[date | Unknown | None, f.day(N_("Period ending"), register=6)] = None
    higher_is_better: Annotated[
        bool | None, f.flag(N_("Higher is better"), help=N_("Yes for availability, no for incidents."))
    ] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


SERVICE_MEASURE = define(
    ServiceMeasure,
    name="service_measure",
    register="service_measures",
    label=N_("Service measure"),
    plural=N_("Service measures"),
    icon="activity",
    sections=(
        section(N_("Measure"), "asset_id title kind unit target actual period_end higher_is_better note"),
    ),
    aliases={
        "asset_id": "Application name; Service name",
        "title": "KPI; KPI name; Service level; SLA measure",
        "unit": "Unit of measure",
        "target": "SLA target; KPI target; Target value",
        "actual": "Achieved; Actual value; Measured",
        "period_end": "Measured on; Reporting period",
        "higher_is_better": "Direction",
    },
)
