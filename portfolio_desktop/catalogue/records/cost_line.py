# SPDX-License-Identifier: Apache-2.0
"""Cost lines: money by financial year, kind and basis. Totals are added up from them, never kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine(Record):
    """What a project was given, expects to need or has spent in one financial year."""

    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            required=True,
            part_of=True,
            register=1,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    year: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Financial year"),
            "financial_year",
            required=True,
            register=2,
            aliases=(
                "FY",
                "Year",
                "Fiscal year",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "cost.kind",
            required=True,
            register=3,
            aliases=(
                "Cost type",
                "Type",
                "Capital or resource",
                "CDEL/RDEL",
                "Expenditure type",
            ),
        ),
    ] = None
    basis: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Basis"),
            "cost.basis",
            required=True,
            register=4,
            help=N_("What was agreed, what is now expected, or what was spent."),
            aliases=(
                "Version",
                "Scenario",
                "Baseline or forecast",
            ),
        ),
    ] = None
    amount: Annotated[
        Decimal | Unknown | None,
        f.money(
            N_("Amount"),
            register=5,
            aliases=(
                "Value",
                "Cost",
                "Total",
                "Kosten",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("What for"),
            register=6,
            aliases=(
                "Description",
                "Cost line",
                "Line",
                "Item",
                "Cost item",
            ),
        ),
    ] = None
    category: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Category"),
            "cost.category",
            register=7,
            aliases=(
                "Cost category",
                "Cost heading",
            ),
        ),
    ] = None
    funding: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Funding"),
            "funding",
            register=8,
            aliases=(
                "Funding source",
                "Funded by",
                "Type of funding",
            ),
        ),
    ] = None
    optimism_bias: Annotated[
        bool | None,
        f.flag(
            N_("Includes optimism bias"),
            aliases=(
                "Optimism bias",
                "OB included",
            ),
        ),
    ] = None
    as_at: Annotated[
        date | Unknown | None,
        f.day(
            N_("As at"),
            aliases=(
                "Date",
                "Period",
                "Month",
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
                "Commentary",
            ),
        ),
    ] = None


COST_LINE = define(
    CostLine,
    name="cost_line",
    register="cost_lines",
    label=N_("Cost line"),
    plural=N_("Cost lines"),
    icon="coins",
    sections=(
        Section(
            N_("Cost line"),
            (
                "project_id",
                "year",
                "kind",
                "basis",
                "amount",
                "title",
                "category",
                "funding",
                "optimism_bias",
                "as_at",
                "note",
            ),
        ),
    ),
)
