# SPDX-License-Identifier: Apache-2.0
"""Money as people read it."""

from decimal import Decimal

import pytest

from portfolio_desktop.base.money import fitting_unit, format_change, format_money


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("0", "m", "£0m"),
        ("4250000", "m", "£4.25m"),
        ("4200000", "m", "£4.2m"),
        ("42500000", "m", "£42.5m"),
        ("425000000", "m", "£425m"),
        ("494181000000", "bn", "£494bn"),
        ("494181000000", "m", "£494,181m"),
        ("1234", "", "£1,234"),
        ("-1250000", "m", "−£1.25m"),
        ("40000000", "m", "£40m"),
    ],
)
def test_that_money_is_written_with_its_unit(value: str, unit: str, written: str) -> None:
    assert format_money(Decimal(value), unit) == written


def test_that_a_small_amount_is_not_written_as_nothing() -> None:
    assert format_money(Decimal(1200), "m") == "<£0.01m"
    assert format_money(Decimal(-1200), "m") == ">−£0.01m"


def test_that_a_column_keeps_its_decimals() -> None:
    assert format_money(Decimal(4_000_000), "m", places=1) == "£4.0m"


def test_that_a_currency_code_stands_apart() -> None:
    assert format_money(Decimal(4_000_000), "m", "CHF") == "CHF 4m"


def test_that_a_rise_has_its_plus() -> None:
    assert format_change(Decimal(2_500_000), "m") == "+£2.5m"
    assert format_change(Decimal(-2_500_000), "m") == "−£2.5m"
    assert format_change(Decimal(0), "m") == "0"


def test_that_one_unit_suits_a_whole_column() -> None:
    assert fitting_unit([Decimal(900), Decimal(4_000_000)]) == "m"
    assert fitting_unit([Decimal(494_181_000_000)]) == "bn"
    assert fitting_unit([Decimal(5_000_000_000)]) == "m"
    assert fitting_unit([]) == ""


def test_that_an_absurd_amount_is_still_written() -> None:
    assert format_money(Decimal(10) ** 40, "bn") == f"£{10**31:,}bn"
