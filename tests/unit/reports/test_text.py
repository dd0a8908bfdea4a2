# SPDX-License-Identifier: Apache-2.0
"""Text on the page: measured, wrapped, shortened and put in reading order."""

import time

import pytest

from portfolio_desktop.reports.bidi import visual_runs
from portfolio_desktop.reports.style import REGULAR
from portfolio_desktop.reports.text import LONGEST, printable, runs, shorten, width, wrap
from tests.support.hostile import HOSTILE, name_of


def test_that_no_line_is_wider_than_its_room() -> None:
    text = "Adnewyddu Pont Tŵr y Felin a’r llwybr beicio i Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    for room in (40, 90, 200):
        assert all(width(line, REGULAR, 9) <= room for line in wrap(text, REGULAR, 9, room))


def test_that_wrapping_loses_no_word() -> None:
    text = "one two three four five six seven eight nine ten"
    assert " ".join(wrap(text, REGULAR, 9, 50)) == text


def test_that_a_text_too_long_for_its_lines_ends_in_an_ellipsis() -> None:
    lines = wrap("A name that goes on and on without any need to do so at all", REGULAR, 9, 60, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_that_line_breaks_in_a_narrative_are_kept() -> None:
    assert wrap("first\n\nsecond", REGULAR, 9, 200) == ["first", "", "second"]


def test_that_100_000_characters_without_a_space_neither_hang_nor_vanish_silently() -> None:
    began = time.process_time()
    lines = wrap("x" * 100_000, REGULAR, 9, 400)
    assert time.process_time() - began < 2
    assert sum(line.count("x") for line in lines) == LONGEST
    assert "80,000 more characters are kept in the workspace" in " ".join(lines)


def test_that_controls_and_half_characters_do_not_reach_the_page() -> None:
    assert printable("nul\x00 \ud800 bell\x07 tab\tend") == "nul  bell tab end"


def test_that_a_direction_control_is_shown() -> None:
    assert printable("a\u202egpj.exe") == "a⟨RLO⟩gpj.exe"


def test_that_letters_and_accents_are_composed() -> None:
    assert printable("w\u0302") == "ŵ"


@pytest.mark.parametrize("text", HOSTILE, ids=name_of)
def test_that_hostile_text_can_be_set(text: str) -> None:
    for line in wrap(text, REGULAR, 9, 120, 50):
        assert sum(run.width for run in runs(line, REGULAR)) >= 0
    assert "\n" not in shorten(text, REGULAR, 9, 120)


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ("plain words", ["plain words"]),
        ("abc אבג", ["abc ", "גבא"]),
        ("אבג abc", ["abc", " גבא"]),
        ("אבג 12.5 דהו", ["והד ", "12.5", " גבא"]),
        ("abc אבג 12 def", ["abc ", "12", " גבא", " def"]),
        ("אבג (abc) דהו", ["והד )", "abc", "( גבא"]),
        ("سعر 50% فقط", ["طقف %", "50", " رعس"]),
    ],
)
def test_that_mixed_directions_stand_in_the_order_of_the_unicode_standard(
    logical: str, visual: list[str]
) -> None:
    assert [run[::-1] if rtl else run for run, rtl in visual_runs(logical)] == visual


def test_that_arabic_letters_are_joined() -> None:
    (run,) = runs("مشروع", REGULAR)
    assert all(0xFE70 <= ord(char) <= 0xFEFF or ord(char) == 0x648 or ord(char) == 0x639 for char in run.text)


def test_that_what_no_font_can_draw_is_named_rather_than_dropped() -> None:
    (run,) = runs("go 🚀 中文", REGULAR)
    assert run.text == "go [rocket] [U+4E2D 6587]"


def test_that_emoji_of_several_parts_come_down_to_what_they_mean() -> None:
    assert printable("\U0001f1ec\U0001f1e7 go ✅, 1\ufe0f\u20e3 no ❌") == "[GB] go ✔, 1 no ✘"
    assert printable("\U0001f44d\U0001f3fd") == "\U0001f44d"
