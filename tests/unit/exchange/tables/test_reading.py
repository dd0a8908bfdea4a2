# SPDX-License-Identifier: Apache-2.0
"""Cells read as values: what is exact, what is unknown, and what is put aside with a reason."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from portfolio_desktop.base import i18n
from portfolio_desktop.base.dates import format_date, month_name, short_weekday, weekday_name
from portfolio_desktop.base.text import LONGEST
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.exchange.tables import (
    Cell,
    DateOrder,
    ErrorCell,
    MonthDay,
    Reading,
    Unreadable,
    read_cell,
    read_column,
)
from tests.support.hostile import HOSTILE, name_of

MILLIONS = Reading(kind=Kind.MONEY, unit=1_000_000)
POUNDS = Reading(kind=Kind.MONEY)
DAYS = Reading(kind=Kind.DATE)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("£1,234.50", "1234.50"),
        ("£ 1 234", "1234"),
        ("-£1.80", "-1.80"),
        ("£-1.80", "-1.80"),
        ("(£5)", "-5"),
        ("£(5.5)", "-5.50"),
        ("\u2212£3", "-3"),
        ("$0", "0"),
        ("€1.5k", "1500"),
        ("£1.90m", "1900000"),
        ("£1.90 million", "1900000"),
        ("2bn", "2000000000"),
        ("(£5m)", "-5000000"),
        ("GBP 20", "20"),
        ("1.5E+03", "1500"),
        (29.99, "29.99"),
        (0.1 + 0.2, "0.30"),
        (1e21 / 1e20, "10"),
        (7, "7"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
    ],
)
def test_that_money_is_read_to_the_penny(cell: Cell, amount: str) -> None:
    value = read_cell(cell, POUNDS)
    assert value == Decimal(amount)
    assert isinstance(value, Decimal)


def test_that_the_column_s_unit_counts_unless_the_cell_names_its_own() -> None:
    assert read_cell("£12.30", MILLIONS) == Decimal("12300000")
    assert read_cell(12.3, MILLIONS) == Decimal("12300000")
    assert read_cell("£12.30m", MILLIONS) == Decimal("12300000")
    assert read_cell("£500k", MILLIONS) == Decimal("500000")


def test_that_a_decimal_comma_is_only_read_where_the_column_has_them() -> None:
    assert isinstance(read_cell("1,23", POUNDS), Unreadable)
    assert read_cell("1.234,56", Reading(kind=Kind.MONEY, comma=True)) == Decimal("1234.56")
    assert read_cell("1,23", Reading(kind=Kind.NUMBER, comma=True)) == Decimal("1.23")


@pytest.mark.parametrize(
    "cell",
    [
        "approx £5m",
        "£5m-£10m",
        "5-",
        "12,34",
        "1,23,456",
        "1e400",
        "9" * 20,
        "££5",
        "5 5.5.5",
        "0x1F",
        float("nan"),
        float("inf"),
    ],
)
def test_that_a_number_gone_wrong_is_not_a_number(cell: Cell) -> None:
    assert isinstance(read_cell(cell, POUNDS), Unreadable)


@pytest.mark.parametrize(
    "words",
    [
        "Exempt under Section 43 of the Freedom of Information Act 2000 (Commercial Interests)",
        "Exempt s43",
        "NA",
        "N/A",
        "TBC",
        "nfp",
        "-",
        "–",
        "?",
        "Data not provided by department",
        "No end date",
        "Early planning GMPP project \n\n(The project has not yet passed SOC, or was not yet on the GMPP at 2021-Q4)",
    ],
)
@pytest.mark.parametrize(
    "kind", [Kind.MONEY, Kind.DATE, Kind.NUMBER, Kind.PERCENT, Kind.INTEGER, Kind.MOMENT, Kind.RATING]
)
def test_that_words_in_place_of_a_value_are_kept_as_such(words: str, kind: Kind) -> None:
    assert read_cell(words, Reading(kind=kind, scale="rag3")) == Unknown(words)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("31/12/2024", DateOrder.DMY, date(2024, 12, 31)),
        ("1.05.2025", DateOrder.DMY, date(2025, 5, 1)),
        ("30.06.08", DateOrder.DMY, date(2008, 6, 30)),
        ("17.03.97", DateOrder.DMY, date(1997, 3, 17)),
        ("31.12.68", DateOrder.DMY, date(2068, 12, 31)),
        ("12/31/2024", DateOrder.MDY, date(2024, 12, 31)),
        ("24/12/31", DateOrder.YMD, date(2024, 12, 31)),
        ("2024-12-31", DateOrder.MDY, date(2024, 12, 31)),
        ("2011-01-10T00:00:00Z", DateOrder.DMY, date(2011, 1, 10)),
        ("2011-01-10 23:59:59+05:30", DateOrder.DMY, date(2011, 1, 10)),
        ("20 Feb 2024", DateOrder.MDY, date(2024, 2, 20)),
        ("20-Feb-24", DateOrder.DMY, date(2024, 2, 20)),
        ("1st September 2024", DateOrder.DMY, date(2024, 9, 1)),
        ("June 19, 2020", DateOrder.DMY, date(2020, 6, 19)),
        ("Monday, 3 June 2024", DateOrder.DMY, date(2024, 6, 3)),
        ("3 Mehefin 2024", DateOrder.DMY, date(2024, 6, 3)),
        ("29/02/2024", DateOrder.DMY, date(2024, 2, 29)),
        (date(2024, 2, 29), DateOrder.DMY, date(2024, 2, 29)),
        (datetime(2024, 2, 29, 12), DateOrder.DMY, date(2024, 2, 29)),  # noqa: DTZ001
    ],
)
def test_that_dates_follow_the_order_of_their_column(cell: Cell, order: DateOrder, day: date) -> None:
    assert read_cell(cell, Reading(kind=Kind.DATE, order=order)) == day


@pytest.mark.parametrize(
    "cell",
    [
        "31/31/2022",
        "29/02/2023",
        "00/00/0000",
        "0000-00-00",
        "1/012/2014",
        "12/31/2024",
        "March 2024",
        "2024",
        "31/12/20245",
        "31/12-2024",
        "31/12/2024 or later",
        45_000,
        45_000.5,
        True,
        time(12),
        timedelta(days=1),
    ],
)
def test_that_a_date_gone_wrong_is_not_a_date(cell: Cell) -> None:
    outcome = read_cell(cell, DAYS)
    assert isinstance(outcome, Unreadable)
    assert outcome.text
    assert outcome.reason.endswith(".")


def test_that_the_person_may_allow_months_and_day_counts() -> None:
    assert read_cell("March 2024", Reading(kind=Kind.DATE, months=MonthDay.FIRST)) == date(2024, 3, 1)
    last = Reading(kind=Kind.DATE, months=MonthDay.LAST)
    for words in ("Feb-2024", "Feb. 2024", "February 2024", "Chwefror 2024", "02/2024", "2/2024", "2024-02"):
        assert read_cell(words, last) == date(2024, 2, 29)
        assert isinstance(read_cell(words, DAYS), Unreadable)
    for words in ("13/2024", "00/2024", "0000-12", "Smarch 2024"):
        assert not isinstance(read_cell(words, last), date)
    assert read_cell("Mar-24", Reading(kind=Kind.DATE, months=MonthDay.FIRST)) == date(2024, 3, 1)
    for words in ("Q3 2024", "2024/25", "Autumn 2024"):  # a longer time is never taken for a day unasked
        assert read_cell(words, Reading(kind=Kind.DATE, months=MonthDay.FIRST)) == Unknown(words)
    meant = Reading(kind=Kind.DATE, words={"q3 2024": "2024-09-30"})
    assert read_cell("Q3 2024", meant) == date(2024, 9, 30)
    assert read_cell(45_382.0, Reading(kind=Kind.DATE, serials=True)) == date(2024, 3, 31)
    assert read_cell(45_382.5, Reading(kind=Kind.MOMENT, serials=True)) == datetime(2024, 3, 31, 12)  # noqa: DTZ001


def test_that_only_years_in_front_are_read_where_the_order_says_so() -> None:
    strict = Reading(kind=Kind.DATE, order=DateOrder.ISO)
    assert read_cell("2024-03-31", strict) == date(2024, 3, 31)
    assert isinstance(read_cell("01/02/2024", strict), Unreadable)


def test_that_a_moment_keeps_its_time_of_day() -> None:
    assert read_cell("31/12/2024 14:30", Reading(kind=Kind.MOMENT)) == datetime(2024, 12, 31, 14, 30)  # noqa: DTZ001
    assert read_cell("31/12/2024 2:30 pm", Reading(kind=Kind.MOMENT)) == datetime(2024, 12, 31, 14, 30)  # noqa: DTZ001
    assert isinstance(read_cell("31/12/2024 25:00", Reading(kind=Kind.MOMENT)), Unreadable)


@pytest.mark.parametrize(
    "words", ["Amber/Red", "Amber/red", "amber-red", "AMBER – RED", "A/R", "amber_red", " Amber / Red "]
)
def test_that_a_rating_is_known_however_it_is_written(words: str) -> None:
    assert read_cell(words, Reading(kind=Kind.RATING, scale="rag5")) == Rating("rag5", "amber_red")


def test_that_a_rating_keeps_to_the_scale_of_its_column() -> None:
    assert read_cell("Medium Low", Reading(kind=Kind.RATING, scale="confidence5")) == Rating(
        "confidence5", "medium_low"
    )
    assert isinstance(read_cell("Amber/Red", Reading(kind=Kind.RATING, scale="rag3")), Unreadable)
    assert isinstance(read_cell("Amber (improving)", Reading(kind=Kind.RATING, scale="rag3")), Unreadable)
    assert isinstance(read_cell("3", Reading(kind=Kind.RATING, scale="rag3")), Unreadable)
    assert read_cell("Reset", Reading(kind=Kind.RATING, scale="rag5")) == Unknown("Reset")
    own = Reading(kind=Kind.RATING, scale="rag3", words={"rot": "red"})
    assert read_cell("Rot", own) == Rating("rag3", "red")


def test_that_percentages_are_read_with_and_without_their_sign() -> None:
    assert read_cell("-19%", Reading(kind=Kind.PERCENT)) == Decimal(-19)
    assert read_cell("12.5 %", Reading(kind=Kind.PERCENT)) == Decimal("12.5")
    assert read_cell("(3%)", Reading(kind=Kind.PERCENT)) == Decimal(-3)
    assert read_cell(0.25, Reading(kind=Kind.PERCENT, fractions=True)) == Decimal(25)
    assert read_cell("25%", Reading(kind=Kind.PERCENT, fractions=True)) == Decimal(25)
    assert read_cell(">1000%", Reading(kind=Kind.PERCENT)) == Unreadable(">1000%", "This is not a number.")


def test_that_whole_numbers_must_be_whole() -> None:
    assert read_cell(3.0, Reading(kind=Kind.INTEGER)) == 3
    assert read_cell("1,200", Reading(kind=Kind.INTEGER)) == 1200
    assert isinstance(read_cell(3.5, Reading(kind=Kind.INTEGER)), Unreadable)
    assert read_cell("0.1234567", Reading(kind=Kind.NUMBER)) == Decimal("0.123457")
    assert str(read_cell(100.0, Reading(kind=Kind.NUMBER))) == "100"


def test_that_a_tick_in_a_column_of_numbers_is_put_aside_and_the_one_above_it_is_not() -> None:
    outcomes = read_column([1.0, True, 1, "1", None, 1.0], lambda cell: read_cell(cell, POUNDS))
    assert isinstance(outcomes[1], Unreadable)
    assert outcomes[0] == outcomes[2] == outcomes[3] == outcomes[5] == Decimal(1)
    assert outcomes[4] is None


def test_that_what_is_no_number_to_a_computer_is_put_aside() -> None:
    outcomes = [read_cell(float(word), POUNDS) for word in ("nan", "inf", "-inf")]
    assert outcomes == [
        Unreadable("nan", "This is not a finite number."),
        Unreadable("inf", "This is not a finite number."),
        Unreadable("-inf", "This is not a finite number."),
    ]


def test_that_yes_and_no_are_read_and_anything_else_is_put_aside() -> None:
    flag = Reading(kind=Kind.FLAG)
    assert [read_cell(cell, flag) for cell in ("Yes", "y", "TRUE", True, 1.0, "✓", "\uf0fc")] == [True] * 7
    assert [read_cell(cell, flag) for cell in ("No", "n", "False", False, 0)] == [False] * 5
    assert isinstance(read_cell("N/A", flag), Unreadable)


def test_that_a_choice_is_read_through_the_words_that_the_person_mapped() -> None:
    choice = Reading(kind=Kind.CHOICE, words={"in progress": "open", "in progeress": "open"})
    assert read_cell("In Progress", choice) == "open"
    assert read_cell("in-progress", choice) == "open"
    assert isinstance(read_cell("Parked", choice), Unreadable)
    assert read_cell("TBC", choice) == Unknown("TBC")
    steps = Reading(kind=Kind.SCALE, words={"sehr hoch": "4"})
    assert (read_cell("sehr hoch", steps), read_cell(3.0, steps), read_cell("2", steps)) == (4, 3, 2)
    assert isinstance(read_cell("riesig", steps), Unreadable)


def test_that_text_is_kept_as_the_sheet_shows_it() -> None:
    text = Reading(kind=Kind.TEXT)
    cells: list[Cell] = [2.0, 2.5, True, date(2024, 3, 31), time(12), timedelta(hours=36), "'=1+1", " x "]
    assert [read_cell(cell, text) for cell in cells] == [
        "2",
        "2.5",
        "Yes",
        "2024-03-31",
        "12:00:00",
        "36:00",
        "=1+1",
        "x",
    ]
    assert read_cell("   ", text) is None
    assert read_cell(None, text) is None


def test_that_errors_and_formulas_never_calculated_are_put_aside() -> None:
    for kind in Kind:
        for cell in (ErrorCell("#REF!"), ErrorCell(""), "#DIV/0!"):
            assert isinstance(read_cell(cell, Reading(kind=kind)), Unreadable)


def test_that_text_too_long_to_keep_is_put_aside_whole() -> None:
    outcome = read_cell("x" * (LONGEST + 1), Reading(kind=Kind.NARRATIVE))
    assert isinstance(outcome, Unreadable)
    assert len(outcome.text) == LONGEST + 1


@pytest.mark.parametrize("kind", list(Kind))
def test_that_every_kind_can_be_read_and_no_text_breaks_it(kind: Kind) -> None:
    reading = Reading(
        kind=kind, scale="rag5", months=MonthDay.FIRST, serials=True, comma=True, fractions=True
    )
    for text in HOSTILE:
        outcome = read_cell(text, reading)
        if isinstance(outcome, Unknown):
            assert kind.may_be_unknown, name_of(text)


@pytest.mark.parametrize("month", range(1, 13))
def test_that_a_date_that_the_window_shows_in_welsh_is_read_again(month: int) -> None:
    day = date(2026, month, 3)
    i18n.install("cy")
    try:
        shown = (
            format_date(day),
            f"{short_weekday(day)} {format_date(day)}",
            f"{weekday_name(day)} 3 {month_name(month)} 2026",
        )
    finally:
        i18n.install(i18n.ENGLISH)
    assert [read_cell(words, Reading(kind=Kind.DATE)) for words in shown] == [day] * 3
