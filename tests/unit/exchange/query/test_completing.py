# SPDX-License-Identifier: Apache-2.0
"""What is offered while somebody types a search."""

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.exchange.query.completing import Wanted, offers, wanted
from portfolio_desktop.exchange.query.everywhere import ask

RISK = CATALOGUE.entity("risk")


def texts(typed: str, register: str = "") -> list[str]:
    entity = CATALOGUE.entity(register) if register else None
    return [offer.text for offer in offers(CATALOGUE, typed, len(typed), entity)]


def test_that_an_empty_box_offers_the_usual_operators() -> None:
    assert texts("") == ["owner:", "rag:", "due:", "is:", "has:", "in:"]
    assert "in:" not in texts("", "risk")


def test_that_a_letter_offers_the_operators_and_fields_that_begin_with_it() -> None:
    assert texts("harbour o")[0] == "owner:"
    assert "likelihood:" in texts("li", "risk")
    assert "whole_life_cost:" in texts("whole")


def test_that_a_colon_offers_the_values() -> None:
    assert texts("is:o") == ["is:open", "is:overdue"]
    assert texts("rag:a", "project") == ["rag:amber/green", "rag:amber", "rag:amber/red"]
    assert texts("rag:red,a", "project")[0] == "rag:red,amber/green"
    assert "due:<30d" in texts("due:", "action")
    assert "in:risks" in texts("in:ri")
    assert "has:owner" in texts("has:ow", "risk")


def test_that_a_minus_stays_before_what_is_offered() -> None:
    assert texts("-is:c") == ["-is:closed"]


def test_that_nothing_is_offered_inside_quotes() -> None:
    assert texts('"harbour o') == []
    assert texts("“harbour o") == []


def test_that_an_offer_takes_the_place_of_the_word_at_the_cursor() -> None:
    typed = "rag:r harbour"
    (offer, *_rest) = offers(CATALOGUE, typed, 5, CATALOGUE.entity("project"))
    assert (offer.text, offer.start) == ("rag:red", 0)


@pytest.mark.parametrize("begun", ["is:", "rag:", "status:", "due:", "in:", "has:", "likelihood:"])
def test_that_whatever_is_offered_means_something(begun: str) -> None:
    for text in texts(begun):
        ask(CATALOGUE, text)


def test_that_names_are_wanted_after_a_field_that_leads_to_records() -> None:
    assert wanted(CATALOGUE, "-owner:an", 9, RISK) == Wanted(("person",), "an")
    assert wanted(CATALOGUE, "silt owner:ann,be", 17, RISK) == Wanted(("person",), "be")
    assert wanted(CATALOGUE, "project:", 8, RISK) == Wanted(("project",), "")
    assert wanted(CATALOGUE, "owner", 5, RISK) is None
    assert wanted(CATALOGUE, "status:o", 8, RISK) is None
    assert wanted(CATALOGUE, 'owner:"Ann E', 12, RISK) is None
    everywhere = wanted(CATALOGUE, "owner:", 6)
    assert everywhere is not None
    assert "person" in everywhere.registers


def test_that_names_are_offered_as_they_have_to_be_typed() -> None:
    found = offers(CATALOGUE, "owner:ann,b", 11, RISK, titles=("Ben Example", 'Bo "B"', "Bob"))
    assert [offer.text for offer in found] == ['owner:ann,"Ben Example"', "owner:ann,Bob"]
    ask(CATALOGUE, found[0].text)
