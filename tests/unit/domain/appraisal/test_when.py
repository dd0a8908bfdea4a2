# SPDX-License-Identifier: Apache-2.0
"""A journal line that begins with a day is of that day; anything else is words."""

from datetime import date

import pytest

from portfolio_desktop.domain.appraisal.when import day_before

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("12 May 2026 led the gate review", date(2026, 5, 12), "Led the gate review"),
        ("12 May: led it", date(2026, 5, 12), "Led it"),
        ("1st Dec, led it", date(2025, 12, 1), "Led it"),
        ("3 Sept – led it", date(2026, 9, 3), "Led it"),
        ("2026-11-02 led it", date(2026, 11, 2), "Led it"),
        ("02/11/26 led it\nand more", date(2026, 11, 2), "Led it\nand more"),
        ("yesterday: led it", date(2026, 11, 20), "Led it"),
    ],
)
def test_that_a_day_at_the_beginning_is_understood(text: str, day: date, rest: str) -> None:
    assert day_before(text, TODAY) == (day, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Led the gate review on 12 May",
        "12 marched in",
        "3 risks closed",
        "31 February 2026 led it",
        "12 May 2027 will lead it",
        "12 May 2026",
        "10 Mayors came",
    ],
)
def test_that_anything_else_is_words(text: str) -> None:
    assert day_before(text, TODAY) == (None, text)
