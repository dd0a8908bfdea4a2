# SPDX-License-Identifier: Apache-2.0
"""Published portfolios and registers, and the figures that are known of them."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.tables import (
    Column,
    DateOrder,
    Outcome,
    Table,
    Unreadable,
    extract,
    guess_column,
    guess_layout,
    guess_reading,
    open_source,
    read_cell,
)
from tests.support.shared_data import shared


def table_of(name: str, sheet: str = "") -> Table:
    source = open_source(shared(name))
    grid = (source.sheet(sheet) if sheet else source.likely).grid
    return extract(grid, guess_layout(grid))


def column_of(table: Table, start: str) -> Column:
    return next(column for column in table.columns if column.name.casefold().startswith(start.casefold()))


def values_of(table: Table, start: str, kind: Kind) -> list[Outcome]:
    column = column_of(table, start)
    cells = table.cells(column)
    reading = guess_reading(kind, column.name, cells).reading
    return [read_cell(cell, reading) for cell in cells]


def known(values: list[Outcome], sort: type) -> list[Outcome]:
    return [value for value in values if type(value) is sort]


def total(values: list[Outcome]) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def test_that_the_consolidated_portfolio_of_2022_keeps_its_known_figures() -> None:
    table = table_of("gmpp/GMPP_March_2022_consolidated.csv")
    assert (len(table.rows), len(table.columns)) == (235, 17)
    costs = values_of(table, "TOTAL Baseline Whole", Kind.MONEY)
    assert (len(known(costs, Decimal)), total(costs)) == (191, Decimal("494181e6"))
    assert len(known(values_of(table, "Project - Start", Kind.DATE), date)) == 224
    ends = known(values_of(table, "Project - End", Kind.DATE), date)
    assert (len(ends), max(map(str, ends))) == (218, "2070-12-31")
    baseline = values_of(table, "Financial Year Baseline", Kind.MONEY)
    assert (len(known(baseline, Decimal)), total(baseline)) == (198, Decimal("43128.88e6"))
    forecast = values_of(table, "Financial Year Forecast", Kind.MONEY)
    assert (len(known(forecast, Decimal)), total(forecast)) == (200, Decimal("39554.02e6"))


def test_that_its_two_rating_columns_give_the_published_headline() -> None:
    table = table_of("gmpp/GMPP_March_2022_consolidated.csv")
    pairs = zip(
        values_of(table, "IPA Delivery", Kind.RATING),
        values_of(table, "SRO Delivery", Kind.RATING),
        strict=True,
    )
    headline = Counter(next((str(v) for v in pair if isinstance(v, Rating)), "none") for pair in pairs)
    assert headline == {"rag3:red": 27, "rag3:amber": 170, "rag3:green": 24, "none": 14}


@pytest.mark.parametrize(
    "name",
    [
        "GMPP_March_2022_consolidated",
        "BEIS_March_2022_department",
        "AR2015_projects_in_columns",
        "AR2017_projects_in_columns",
        "AR2019_snake_case",
        "AR2021_semicolon",
    ],
)
def test_that_hardly_a_cell_of_six_years_is_unreadable(name: str) -> None:
    table = table_of(f"gmpp/{name}.csv")
    unreadable = []
    for column in table.columns:
        reading = guess_column(column.name, table.cells(column)).reading
        outcomes = [read_cell(cell, reading) for cell in table.cells(column)]
        unreadable += [value.text for value in outcomes if isinstance(value, Unreadable)]
    assert unreadable == {
        "AR2015_projects_in_columns": [">1000%"],
        "AR2017_projects_in_columns": ["1/012/2014"],
    }.get(name, [])


@pytest.mark.parametrize(
    ("name", "projects", "cost", "costs", "total_cost", "starts", "ends"),
    [
        ("BEIS_March_2022_department", 22, "TOTAL Baseline", 20, "67541e6", 21, 21),
        ("AR2015_projects_in_columns", 188, "Total budgeted whole", 174, "488920.51e6", 187, 180),
        ("AR2017_projects_in_columns", 143, "Whole Life Cost", 134, "455460.98e6", 140, 140),
        ("AR2019_snake_case", 133, "wlc_baseline", 118, "441798.76", 131, 127),
        ("AR2021_semicolon", 184, "wlc_baseline", 164, "541951.37", 181, 178),
    ],
)
def test_that_each_year_gives_its_projects_costs_and_dates(
    name: str, projects: int, cost: str, costs: int, total_cost: str, starts: int, ends: int
) -> None:
    table = table_of(f"gmpp/{name}.csv")
    assert len(table.rows) == projects
    money = values_of(table, cost, Kind.MONEY)
    assert (len(known(money, Decimal)), total(money)) == (costs, Decimal(total_cost))
    date_columns = [
        column.name for column in table.columns if "date" in column.name.casefold().replace("_", " ").split()
    ]
    dates = [len(known(values_of(table, column, Kind.DATE), date)) for column in date_columns]
    assert dates[:2] == [starts, ends]


def test_that_mixed_capitals_and_two_figure_years_are_read() -> None:
    ratings = Counter(
        map(str, known(values_of(table_of("gmpp/AR2021_semicolon.csv"), "colour", Kind.RATING), Rating))
    )
    assert ratings == {
        "rag5:amber_red": 44,
        "rag5:amber_green": 29,
        "rag5:amber": 84,
        "rag5:green": 12,
        "rag5:red": 7,
    }
    starts = known(values_of(table_of("gmpp/AR2019_snake_case.csv"), "start_date", Kind.DATE), date)
    assert (min(map(str, starts)), starts[0]) == ("1997-03-17", date(2008, 6, 30))


def test_that_a_project_in_a_column_is_named_after_its_cell() -> None:
    table = table_of("gmpp/AR2015_projects_in_columns.csv")
    first = table.rows[0]
    assert (first.cells[0], first.number) == ("BIS Shared Services", 2)
    assert table.where(first, table.columns[2]) == "B3"


def test_that_two_thousand_us_projects_add_up() -> None:
    table = table_of("itdb/itdb_projects_clean_2017.csv")
    assert len(table.rows) == 2450
    assert round(total(values_of(table, "Planned Cost", Kind.MONEY)) / 1_000_000, 3) == Decimal("50297.822")
    assert round(total(values_of(table, "Projected/Actual Cost", Kind.MONEY)) / 1_000_000, 3) == Decimal(
        "51898.206"
    )
    starts = known(values_of(table, "Start Date", Kind.DATE), date)
    assert (len(starts), min(map(str, starts))) == (2450, "1992-12-21")


def test_that_us_dates_are_recognised_as_such() -> None:
    table = table_of("itdb/itdb_contracts_2013.csv")
    column = column_of(table, "Contract Start")
    guess = guess_reading(Kind.DATE, column.name, table.cells(column))
    assert (guess.orders, guess.fit.unreadable) == ((DateOrder.MDY,), 0)


def test_that_a_workbook_and_its_text_copy_say_the_same() -> None:
    text = table_of("other_gov/au_dta_major_digital_projects_2024.csv")
    book = table_of("other_gov/au_dta_major_digital_projects_2024.xlsx", "Digital Project Data")
    assert [column.name for column in text.columns] == [column.name for column in book.columns]
    assert len(text.rows) == len(book.rows) == 91
    for start, kind in (
        ("Budget", Kind.MONEY),
        ("Project End", Kind.DATE),
        ("DCA", Kind.RATING),
        ("Project Name", Kind.TEXT),
    ):
        ours, theirs = values_of(text, start, kind), values_of(book, start, kind)
        assert [o for o, t in zip(ours, theirs, strict=True) if o != t] == []
    budgets = values_of(text, "Budget", Kind.MONEY)
    assert (len(known(budgets, Decimal)), total(budgets)) == (86, Decimal("6259.9e6"))
    assert {value.text for value in budgets if isinstance(value, Unknown)} == {"nfp"}
    ratings = Counter(
        str(v) if isinstance(v, Rating) else "none" for v in values_of(text, "DCA", Kind.RATING)
    )
    assert (ratings["confidence5:medium_high"], ratings["confidence5:low"], ratings["none"]) == (17, 1, 56)


def test_that_long_dates_are_read() -> None:
    status = table_of("other_gov/au_major_project_status.csv")
    assert len(known(values_of(status, "Major Project Status g", Kind.DATE), date)) == 30
    bank = table_of("other_gov/world_bank_projects.csv")
    assert len(known(values_of(bank, "Board Approval", Kind.DATE), date)) == len(bank.rows) == 500
    assert len(bank.aside) == 501  # a second export pasted below, one column to the right


REGISTERS = [
    ("intranet_meilensteinplan_de.xlsx", "Tabelle1", 1, 9),
    ("intranet_risikoanalyse_de.xlsx", "Tabelle1", 1, 44),
    ("mbse_risk_register_roman_classes.xlsx", "Sheet1", 2, 15),
    ("pmo_kpi_dashboard.xlsx", "Dashboard Overview", 1, 3),
    ("pmo_kpi_dashboard.xlsx", "KPI Tracking", 1, 5),
    ("pmo_kpi_dashboard.xlsx", "Milestone Tracker", 1, 4),
    ("property_forms_risk_register.xlsx", "Risk Register", 7, 5),
    ("property_forms_risk_register.xlsx", "Risk Likelihood", 3, 5),
    ("property_forms_stakeholder_register.xlsx", "Sheet1", 7, 15),
    ("raid_log_four_sheets.xlsx", "Risks", 1, 4),
    ("raid_log_four_sheets.xlsx", "Dependencies", 1, 5),
    ("raid_log_one_sheet.xlsx", "Raid Log", 1, 4),
    ("realestate_issue_log.xlsx", "Sheet1", 3, 6),
    ("rocky_mountain_assumption_log.xlsx", "Sheet1", 3, 23),
    ("potomac_office/risk_register.csv", "", 1, 10),
    ("potomac_office/evm_monthly.csv", "", 1, 192),
    ("potomac_office/change_orders.csv", "", 1, 10),
    ("potomac_office/schedule.csv", "", 1, 31),
    ("potomac_office/wbs.csv", "", 1, 9),
]


@pytest.mark.parametrize(("name", "sheet", "header", "rows"), REGISTERS)
def test_that_every_register_is_found_on_its_sheet(name: str, sheet: str, header: int, rows: int) -> None:
    source = open_source(shared(f"registers/{name}"))
    grid = (source.sheet(sheet) if sheet else source.likely).grid
    layout = guess_layout(grid)
    assert (layout.header_row, layout.transposed, len(extract(grid, layout).rows)) == (header, False, rows)


def test_that_repeated_headings_and_the_total_row_are_told_apart() -> None:
    table = table_of("registers/property_forms_risk_register.xlsx", "Risk Register")
    names = [column.name for column in table.columns]
    assert names[2:6] == ["Likelihood", "Prob", "Impact/ Concequence", "Impact Score"]
    assert names[13:17] == ["Likelihood (2)", "Prob (2)", "Impact/ Concequence (2)", "Impact Score (2)"]
    assert total(values_of(table, "Risk Rating", Kind.NUMBER)) == Decimal("9.98")
    assert values_of(table, "$Cost", Kind.MONEY) == [60, 0, 100, 90, 0]
    assert any("9.98" in aside.text for aside in table.aside)
