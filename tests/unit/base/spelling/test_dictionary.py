# SPDX-License-Identifier: Apache-2.0
"""The dictionary that is shipped is British, knows the trade, keeps its licence beside it, and nobody's words."""

import shutil
import sys
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.base.spelling.dictionary import ENGLISH, Dictionary, languages, load, own_folder


@pytest.fixture(scope="module")
def english() -> Dictionary:
    return load(ENGLISH)


def test_that_it_is_british(english: Dictionary) -> None:
    for word in ("organisation", "programme", "colour", "Prioritised", "organisation’s", "don’t", "naïve"):
        assert english.knows(word), word
    for word in ("organization", "color", "recieve", "Managment"):
        assert not english.knows(word), word


def test_that_it_knows_the_words_of_the_trade(english: Dictionary) -> None:
    for word in ("disbenefits", "Gantt", "workstream", "lifecycle", "mentee", "Acas"):
        assert english.knows(word), word


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        *(("orgnaisation", "organisation"), ("organization", "organisation"), ("occured", "occurred")),
        *(("teh", "the"), ("Teh", "The"), ("fo", "of"), ("ofthe", "of the"), ("dont", "don't")),
        *(("febuary", "February"), ("Londn", "London"), ("Recieve", "Receive")),
    ],
)
def test_that_what_was_meant_is_proposed_first(english: Dictionary, wrong: str, meant: str) -> None:
    assert english.suggest(wrong)[0] == meant


def test_that_a_word_too_long_for_anybody_is_let_be(english: Dictionary) -> None:
    assert english.knows("x" * 10_000)
    assert english.suggest("x" * 10_000) == ()


def test_that_one_can_add_a_language_by_its_two_files(tmp_path: Path) -> None:
    assert list(languages()) == [ENGLISH]
    for end in ("aff", "dic"):
        shutil.copy(shipped("resources", "dictionaries", f"en_GB.{end}"), own_folder() / f"cy_GB.{end}")
    (own_folder() / "half.dic").write_text("1\nhanner\n", encoding="utf-8")
    assert languages() == {ENGLISH: "English (UK)", "cy_GB": "Welsh"}
    assert load("cy_GB").knows("programme")


def test_that_a_dictionary_that_is_not_there_is_trouble_in_words() -> None:
    with pytest.raises(Trouble, match="xx_XX cannot be read"):
        load("xx_XX")


def test_that_without_the_library_nothing_fails_but_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(Trouble, match="chunspell is not installed"):
        load(ENGLISH)


def test_that_the_licence_lies_beside_the_dictionary() -> None:
    folder = shipped("resources", "dictionaries")
    assert "Permission to use, copy, modify, distribute and sell" in (folder / "en_GB.licence.txt").read_text(
        encoding="utf-8"
    )
    trade = (folder / "trade.txt").read_text(encoding="utf-8").split()
    assert trade == sorted(set(trade), key=str.casefold)
