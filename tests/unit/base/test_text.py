# SPDX-License-Identifier: Apache-2.0
"""Text from outside, made safe to keep."""

import time
import unicodedata

import pytest

from portfolio_desktop.base.text import (
    LONGEST,
    clean,
    guard_formula,
    isolate,
    lowered,
    one_line,
    shorten,
    unguard_formula,
    visible_bidi,
)
from tests.support.hostile import HOSTILE, name_of


@pytest.mark.parametrize("text", HOSTILE, ids=name_of)
def test_that_cleaned_text_can_be_kept_and_printed(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) <= LONGEST
    assert cleaned.text.encode("utf-8").decode("utf-8") == cleaned.text
    assert not [c for c in cleaned.text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert clean(cleaned.text).text == cleaned.text


def test_that_nothing_is_lost_without_being_counted() -> None:
    assert clean("a\x00b\ud800c").removed == 2
    assert clean("x" * (LONGEST + 7)).cut == 7
    assert clean("a" + "\u0301" * 1_000).removed > 0
    assert clean("\u0958" * LONGEST).cut == LONGEST  # composing makes two characters of each


def test_that_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\r\r\nd").text == "a\nb\nc\nd"
    assert clean("a\r\nb").removed == 0


def test_that_accents_are_composed() -> None:
    assert clean("Ty\u0302").text == "T\u0177"


def test_that_a_tower_of_accents_takes_no_time() -> None:
    began = time.perf_counter()
    clean("a" + "\u0301\u0316" * 500_000)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("text", HOSTILE, ids=name_of)
def test_that_a_guarded_text_comes_back_exactly(text: str) -> None:
    assert unguard_formula(guard_formula(text)) == text
    assert not guard_formula(text).startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "\uff1d", "\uff0b")
    )


def test_that_a_quotation_at_the_start_is_left_alone() -> None:
    assert guard_formula("'Twas brillig") == "'Twas brillig"
    assert unguard_formula("'Twas brillig") == "'Twas brillig"


def test_that_direction_controls_show_as_marks() -> None:
    assert visible_bidi("invoice\u202efdp.exe") == "invoice⟨RLO⟩fdp.exe"
    assert visible_bidi("مشروع") == "مشروع"
    assert isolate("a\u2069b") == "\u2068a⟨PDI⟩b\u2069"


def test_that_a_label_stays_on_one_line_and_says_when_it_is_short() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
    assert shorten("one two three", 8) == "one two…"
    assert shorten("one two", 8) == "one two"
    assert len(shorten("x" * 1_000_000, 60)) == 60


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Add R-0014", "add R-0014"),
        ("R-0001 has happened", "R-0001 has happened"),
        ("PDF kept", "PDF kept"),
        ("", ""),
    ],
)
def test_that_a_code_keeps_its_capital_inside_a_sentence(label: str, expected: str) -> None:
    assert lowered(label) == expected
