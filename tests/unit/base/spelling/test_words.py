# SPDX-License-Identifier: Apache-2.0
"""What is looked up is what a person would call a word; codes, addresses and names of things are let be."""

from time import perf_counter

import pytest

from portfolio_desktop.base.spelling.words import lookups, name_words, words_in


def found(text: str) -> list[str]:
    return [word.text for word in words_in(text)]


def test_that_codes_addresses_numbers_and_acronyms_are_not_looked_up() -> None:
    assert found("P-0007 see https://gov.uk/pmo and ada@example.org, or gov.uk at 3rd 10:30") == [
        *("see", "and", "or", "at"),
    ]
    assert found(
        "KPIs, PMO's and the SRO in PowerPoint; COVID-19 file_name C:\\temp /usr/share .docx #board"
    ) == [
        *("and", "the", "in"),
    ]


def test_that_apostrophes_hyphens_and_slashes_part_words_where_people_do() -> None:
    assert found("don’t 'quoted' the organisation’s well-known and/or re-plan projects'") == [
        *("don’t", "quoted", "the", "organisation’s", "well", "known", "and", "or", "re", "plan", "projects"),
    ]


def test_that_a_beginning_with_a_hyphen_is_no_word_of_its_own() -> None:
    assert found("pre-approved, Non-executive, pre approved") == ["approved", "executive", "pre", "approved"]


def test_that_other_scripts_are_no_business_of_these_dictionaries() -> None:
    assert found("Привет 日本語 مرحبا plan") == ["plan"]


def test_that_places_are_those_of_qt_behind_characters_of_two_units() -> None:
    (word,) = words_in("😀 2026 🎉 wrng")
    text = "😀 2026 🎉 wrng".encode("utf-16-le")
    assert text[2 * word.start : 2 * (word.start + word.length)].decode("utf-16-le") == "wrng"


@pytest.mark.parametrize(
    ("word", "form"),
    [("organisation’s", "organisation"), ("Zoë", "Zoe"), ("isn’t", "isn't"), ("e\u0301lan", "elan")],
)
def test_that_a_word_is_known_without_its_accents_and_its_owner(word: str, form: str) -> None:
    assert form in lookups(word)


def test_that_every_part_of_a_name_is_a_known_word() -> None:
    assert name_words(["Siân O’Brien-Hughes"]) == {"siân", "o'brien", "hughes"}


@pytest.mark.parametrize("text", ["a-" * 50_000, "x" * 100_000, "aB" * 50_000, "a." * 50_000, "/" * 100_000])
def test_that_no_text_takes_long_to_part(text: str) -> None:
    began = perf_counter()
    assert sum(1 for _word in words_in(text)) <= 50_000
    assert perf_counter() - began < 3
