# SPDX-License-Identifier: Apache-2.0
"""Choices that are shown as badges: which have one, and by which letter they are told apart."""

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.lists import Choices, item, listed
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.risk_matrix import SHIPPED
from portfolio_desktop.domain.rules import band_choices
from portfolio_desktop.domain.toned import badge_of, has_badges, levels_of


@pytest.mark.parametrize("choices", CATALOGUE.lists, ids=lambda choices: choices.name)
def test_that_no_two_badges_of_a_list_look_alike_without_their_colour(choices: Choices) -> None:
    badges = levels_of(choices).values()
    assert len({(level.letter, level.shape) for level in badges}) == len(badges)
    assert all(level.letter and level.letter != "?" for level in badges)


def test_that_severity_is_told_by_the_first_letter_of_its_words() -> None:
    severity = CATALOGUE.list_named("severity")
    assert [level.letter for level in levels_of(severity).values()] == ["C", "H", "M", "L"]


def test_that_labels_that_start_alike_get_letters_of_their_own() -> None:
    choices = listed(
        "x",
        "X",
        item("a", "Passed", tone="green"),
        item("b", "Passed with conditions", tone="amber"),
        item("c", "Poor", tone="red"),
    )
    assert [level.letter for level in levels_of(choices).values()] == ["Pa", "PW", "Po"]


def test_that_a_band_keeps_the_letter_of_the_matrix() -> None:
    bands = band_choices(SHIPPED, CATALOGUE.list_named("risk.band"))
    assert [level.letter for level in levels_of(bands).values()] == [band.letter for band in SHIPPED.bands]


def test_that_what_does_not_apply_has_no_badge_but_what_is_not_known_has_the_dash() -> None:
    state = CATALOGUE.entity("control_check").field("state")
    assert has_badges(CATALOGUE, state)
    assert badge_of(CATALOGUE, state, "not_applicable") is None
    assert badge_of(CATALOGUE, state, None) is None
    dash = badge_of(CATALOGUE, state, Unknown("Asked for twice"))
    assert dash is not None
    assert dash.shape == "dash"
    assert dash.letter == ""


def test_that_a_choice_that_the_list_has_lost_is_shown_in_words_alone() -> None:
    assert badge_of(CATALOGUE, CATALOGUE.entity("issue").field("severity"), "awful") is None


def test_that_a_list_without_tones_stays_words() -> None:
    status = CATALOGUE.entity("issue").field("status")
    assert not has_badges(CATALOGUE, status)
    assert badge_of(CATALOGUE, status, Unknown("n/k")) is None


def test_that_a_rating_keeps_its_own_level() -> None:
    level = badge_of(CATALOGUE, CATALOGUE.entity("project").field("confidence"), Rating("rag5", "amber_red"))
    assert level is not None
    assert level.letter == "A/R"
