# SPDX-License-Identifier: Apache-2.0
"""First offers of how a column is to be read."""

import pytest

from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.tables import Cell, DateOrder, guess_column, guess_reading, unit_in


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Budget (£m)", 1_000_000),
        ("2014/2015 Budget (£million)", 1_000_000),
        ("Planned Cost ($M)", 1_000_000),
        ("2016/17 TOTAL Baseline £m (including Non-Government costs)", 1_000_000),
        ("Cost (millions)", 1_000_000),
        ("Cost (m)", 1_000_000),
        ("$k", 1_000),
        ("Spend £'000", 1_000),
        ("Spend (£000s)", 1_000),
        ("Value £bn", 1_000_000_000),
        ("Total Project Cost $US", 1),
        ("Cost", 1),
        ("Months", 1),
        ("£ monthly", 1),
        ("Room (max)", 1),
    ],
)
def test_that_the_unit_is_read_from_the_heading(header: str, unit: int) -> None:
    assert unit_in(header) == unit


def test_that_dates_which_fit_both_orders_are_asked_about() -> None:
    guess = guess_reading(Kind.DATE, "Start", ["01/02/2024", "03/04/2024", None, "TBC"])
    assert guess.ambiguous
    assert DateOrder.MDY in guess.orders
    assert guess.reading.order is DateOrder.DMY


def test_that_one_day_past_the_twelfth_settles_the_order() -> None:
    us = guess_reading(Kind.DATE, "Start", ["01/02/2024", "01/27/2011"])
    assert (us.orders, us.reading.order) == ((DateOrder.MDY,), DateOrder.MDY)
    uk = guess_reading(Kind.DATE, "Start", ["01/02/2024", "27/01/2011"])
    assert uk.orders == (DateOrder.DMY,)


def test_that_a_single_day_past_the_twelfth_that_turns_several_others_is_named() -> None:
    ours = ["04/05/2026", "06/07/2026", "01/02/2026"]
    turned = guess_reading(Kind.DATE, "Start", [*ours, "03/25/2026"])
    assert (turned.reading.order, turned.alone, turned.example) == (
        DateOrder.MDY,
        "03/25/2026",
        "04/05/2026",
    )
    assert not guess_reading(Kind.DATE, "Start", [*ours, "25/03/2026"]).alone
    assert not guess_reading(Kind.DATE, "Start", [*ours, "03/25/2026", "03/26/2026"]).alone


def test_that_dates_with_the_year_in_front_leave_nothing_to_ask() -> None:
    assert not guess_reading(Kind.DATE, "Start", ["2024-02-01", "2024-03-04"]).ambiguous
    assert not guess_reading(Kind.DATE, "Start", ["01/01/2024", "02/02/2024"]).ambiguous


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        ("Start", ["01/04/2024", "TBC", None], Kind.DATE),
        ("RAG", ["Amber", "Red", "Exempt under Section 43"], Kind.RATING),
        ("Status", ["Red", "Green"], Kind.RATING),
        ("Cost", [10.5, 20.0, "nfp"], Kind.MONEY),
        ("Anything", ["£10", "£20"], Kind.MONEY),
        ("cost_impact_usd", ["412000"], Kind.MONEY),
        ("Change", ["5%", "-3%"], Kind.PERCENT),
        ("Days", [1.0, 2.0], Kind.INTEGER),
        ("Score", [1.0, 2.5], Kind.NUMBER),
        ("Critical", ["Yes", "No"], Kind.FLAG),
        ("Level", ["1", "1", "0"], Kind.INTEGER),
        ("Name", ["Road", "Rail"], Kind.TEXT),
        ("Code", ["P1", "P2"], Kind.TEXT),
        ("Aims", ["To build a road.\nAnd another."], Kind.NARRATIVE),
        ("Nothing", [None, None], Kind.TEXT),
        ("State", ["In delivery", "Closed", "TBC"], Kind.TEXT),
    ],
)
def test_that_a_column_s_kind_is_offered_from_all_its_cells(
    header: str, cells: list[Cell], kind: Kind
) -> None:
    assert guess_column(header, cells).reading.kind is kind


def test_that_continental_numbers_and_fractions_are_noticed() -> None:
    assert guess_reading(Kind.MONEY, "Kosten", ["1.234,56", "99,90"]).reading.comma
    assert guess_reading(Kind.PERCENT, "Progress", [0.25, 1.0]).reading.fractions
    assert not guess_reading(Kind.PERCENT, "Progress", [25.0, 100.0]).reading.fractions


def test_that_the_fit_counts_what_becomes_of_each_cell() -> None:
    fit = guess_reading(Kind.DATE, "Start", ["01/04/2024", "TBC", "31/31/2022", None]).fit
    assert (fit.values, fit.unknown, fit.unreadable) == (1, 1, 1)
