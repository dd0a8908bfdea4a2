# SPDX-License-Identifier: Apache-2.0
"""Cost lines: money by financial year, kind and basis. Totals are added up from them, never kept."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class CostLine(Record, frozen=True, kw_only=True):
    """What a project was given, expects to need or has spent in one financial year."""

    project_id: Annotated[
        Id | Unknown | None, f.link(N_("Project"), "project", required=True, part_of=True, register=1)
    ] = None
    year: Annotated[
        str | Unknown | None, f.choice(N_("Financial year"), "financial_year", required=True, register=2)
    ] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "cost.kind", required=True, register=3)] = None
    basis: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Basis"),
            "cost.basis",
            required=True,
            register=4,
            help=N_("What was agreed, what is now expected, or what was spent."),
        ),
    ] = None
    amount: Annotated[Decimal | Unknown | None, f.money(N_("Amount"), register=5)] = None
    title: Annotated[str | None, f.text(N_("What for"), register=6)] = None
    category: Annotated[str | Unknown | None, f.choice(N_("Category"), "cost.category", register=7)] = None
    funding: Annotated[str | Unknown | None, f.choice(N_("Funding"), "funding", register=8)] = None
    optimism_bias: Annotated[bool | None, f.flag(N_("Includes optimism bias"))] = None
    as_at: Annotated[date | Unknown | None, f.day(N_("As at"))] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


COST_LINE = define(
    CostLine,
    name="cost_line",
    register="cost_lines",
    label=N_("Cost line"),
    plural=N_("Cost lines"),
    icon="coins",
    sections=(
        section(
            N_("Cost line"),
            ("project_id year kind basis amount title category funding optimism_bias as_at note"),
        ),
    ),
    aliases={
        "project_id": "Project name; Project ID",
        "year": "FY; Year; Fiscal year",
        "kind": "Cost type; Type; Capital or resource; CDEL/RDEL; Expenditure type",
        "basis": "Version; Scenario; Baseline or forecast",
        "amount": "Value; Cost; Total; Kosten",
        "title": "Description; Cost line; Line; Item; Cost item",
        "category": "Cost category; Cost heading",
        "funding": "Funding source; Funded by; Type of funding",
        "optimism_bias": "Optimism bias; OB included",
        "as_at": "Date; Period; Month",
        "note": "Notes; Comments; Commentary",
    },
)
