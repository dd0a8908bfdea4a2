# SPDX-License-Identifier: Apache-2.0
"""Lists of costs and benefits."""

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.lists import Item, item, listed, open_list


def _financial_year(starts: int) -> Item:
    short = f"{(starts + 1) % 100:02}"
    name = f"{starts}/{short}"
    return item(
        name,
        name,
        f"{starts}-{short};{starts}/{starts + 1};{starts}-{starts + 1};FY{starts % 100:02}/{short}",
    )


MONEY_LISTS = (
    open_list("financial_year", N_("Financial year"), *(_financial_year(year) for year in range(2010, 2050))),
    listed(
        "cost.kind",
        N_("Capital or resource"),
        item("capital", N_("Capital"), "CDEL;capex;capital expenditure"),
        item("resource", N_("Resource"), "RDEL;opex;revenue;resource expenditure;programme resource"),
        item("income", N_("Income"), "receipts;revenue income"),
    ),
    listed(
        "cost.basis",
        N_("Basis"),
        item("baseline", N_("Baseline"), "budget;approved;plan;planned;original"),
        item("forecast", N_("Forecast"), "latest forecast;projected;eac;estimate"),
        item("actual", N_("Actual"), "actuals;outturn;spent;spend"),
    ),
    open_list(
        "cost.category",
        N_("Cost category"),
        item("staff", N_("Staff"), "people;pay;employees"),
        item("contractors", N_("Contractors"), "contingent labour;consultancy;consultants"),
        item("suppliers", N_("Suppliers"), "contract;services"),
        item("equipment", N_("Equipment"), "hardware"),
        item("software", N_("Software and licences"), "software;licences"),
        item("estates", N_("Buildings and land"), "estates;construction;property"),
        item("contingency", N_("Contingency"), "risk"),
        item("running", N_("Running costs"), "run;operations;maintenance"),
    ),
    open_list(
        "funding",
        N_("Funding"),
        item("own", N_("Own budget"), "departmental budget;internal"),
        item("central", N_("Central funding"), "HM Treasury;hmt;spending review"),
        item("partner", N_("Partner"), "private finance;local contribution"),
        item("unfunded", N_("Not yet funded"), "unfunded;gap;none"),
    ),
    listed(
        "benefit.category",
        N_("Category of benefit"),
        item("cashable", N_("Cashable"), "cash releasing;cash-releasing;cash releasing benefit;financial"),
        item("non_cashable", N_("Non-cashable"), "non cash releasing;non-cash-releasing;efficiency"),
        item("economic", N_("Economic"), "wider economic;societal;public value"),
        item("qualitative", N_("Not put in money"), "qualitative;non-financial;unmonetisable"),
        item("disbenefit", N_("Disbenefit"), "dis-benefit;negative"),
    ),
    listed(
        "benefit.status",
        N_("Benefit status"),
        item("identified", N_("Identified"), "proposed;draft;idea"),
        item("planned", N_("Planned"), "profiled;agreed;not started"),
        item("realising", N_("Being realised"), "in progress;on track;partially realised"),
        item("realised", N_("Realised"), "achieved;complete;completed;delivered", over=True),
        item("at_risk", N_("At risk"), "off track"),
        item("dropped", N_("Dropped"), "not achieved;cancelled;withdrawn", over=True),
    ),
)
