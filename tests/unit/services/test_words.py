# SPDX-License-Identifier: Apache-2.0
"""Every kind of value reads as a person would write it, and hostile text comes through as it is."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services.words import words
from tests.support.hostile import HOSTILE, name_of

PROJECT = CATALOGUE.entity("project")
RISK = CATALOGUE.entity("risk")


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (PROJECT.field("title"), "Harbour Bridge", "Harbour Bridge"),
        (PROJECT.field("title"), None, ""),
        (PROJECT.field("whole_life_cost"), Decimal("36800000.00"), "£36,800,000"),
        (PROJECT.field("whole_life_cost"), Decimal("12.50"), "£12.50"),
        (PROJECT.field("whole_life_cost"), Decimal("-4000.00"), "−£4,000"),
        (PROJECT.field("whole_life_cost"), Unknown("Exempt under s.43"), "Exempt under s.43"),
        (PROJECT.field("whole_life_cost"), Unknown(""), "Not known"),
        (PROJECT.field("people_needed"), Decimal("1200.5"), "1,200.5 FTE"),
        (PROJECT.field("year_variance"), Decimal("-3.5"), "-3.5%"),
        (PROJECT.field("end"), date(2027, 3, 31), "31 Mar 2027"),
        (PROJECT.field("stage"), "obc", "Outline business case (OBC)"),
        (PROJECT.field("stage"), "a stage of a newer version", "a stage of a newer version"),
        (PROJECT.field("assured"), True, "Yes"),
        (PROJECT.field("assured"), False, "No"),
        (PROJECT.field("confidence"), Rating("rag5", "amber_red"), "Amber/Red"),
        (PROJECT.field("confidence"), Rating("stars", "4"), "4"),
        (PROJECT.field("sro_id"), Id("x"), "Amara Whitlock"),
        (PROJECT.field("sro_id"), Id("y"), "(no longer there)"),
        (RISK.field("likelihood"), 4, "4 Likely"),
        (
            CATALOGUE.entity("meeting").field("starts"),
            datetime(2026, 12, 7, 9, 30),  # noqa: DTZ001 - wall time
            "7 Dec 2026 09:30",
        ),
        (CATALOGUE.entity("asset").field("users"), 118000, "118,000 people"),
    ],
)
def test_that_a_value_reads_as_a_person_would_write_it(field: Field, value: Value, shown: str) -> None:
    assert words(CATALOGUE, field, value, titles={Id("x"): "Amara Whitlock"}) == shown


def test_that_money_is_written_in_the_unit_that_is_asked_for() -> None:
    cost = PROJECT.field("whole_life_cost")
    assert words(CATALOGUE, cost, Decimal("36800000"), unit="m") == "£36.8m"
    assert words(CATALOGUE, cost, Decimal("36800000"), unit="k", currency="€") == "€36,800k"


@pytest.mark.parametrize("text", HOSTILE, ids=name_of)
def test_that_text_is_neither_interpreted_nor_changed(text: str) -> None:
    assert words(CATALOGUE, PROJECT.field("title"), text) == text
    assert words(CATALOGUE, PROJECT.field("category"), text) == text
    assert words(CATALOGUE, PROJECT.field("sro_id"), Id("x"), titles={Id("x"): text or "-"}) == (text or "-")


def test_that_every_kind_has_words() -> None:
    samples: dict[Kind, Value] = {
        Kind.INTEGER: 1,
        Kind.SCALE: 1,
        Kind.NUMBER: Decimal(1),
        Kind.PERCENT: Decimal(1),
        Kind.MONEY: Decimal(1),
        Kind.DATE: date(2026, 1, 1),
        Kind.MOMENT: datetime(2026, 1, 1),  # noqa: DTZ001 - wall time
        Kind.FLAG: True,
        Kind.RATING: Rating("rag3", "red"),
    }
    for kind in Kind:
        options = "risk.impact" if kind is Kind.SCALE else "stage"
        field = Field(kind=kind, label="x", options=options)
        assert words(CATALOGUE, field, samples.get(kind, "words"))


def test_that_a_unit_of_the_organisation_is_shown() -> None:
    field = f.quantity(Kind.INTEGER, "Vans", unit="vans")
    assert words(CATALOGUE, field, 140) == "140 vans"
