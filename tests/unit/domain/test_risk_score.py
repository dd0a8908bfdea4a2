# SPDX-License-Identifier: Apache-2.0
"""Scores and their bands, against the counts over all 25 cells that were worked out independently."""

from collections import Counter

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.risk_score import BANDS, band, band_words, score


def test_that_the_bands_hold_eight_seven_six_and_four_cells() -> None:
    cells = Counter(band(likely * bad).code for likely in range(1, 6) for bad in range(1, 6))
    assert [cells[each.code] for each in BANDS] == [8, 7, 6, 4]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (1, "low"),
        (4, "low"),
        (5, "medium"),
        (9, "medium"),
        (10, "high"),
        (15, "high"),
        (16, "critical"),
        (25, "critical"),
    ],
)
def test_that_each_band_begins_and_ends_where_it_should(points: int, code: str) -> None:
    assert band(points).code == code


def test_that_a_risk_without_both_numbers_has_no_score() -> None:
    assert score(3, 4) == 12
    assert score(3, None) is None
    assert score(Unknown("not assessed"), 4) is None


def test_that_words_of_another_register_stand_where_there_is_no_number() -> None:
    assert band_words(None, "Very high") == "Very high"
    assert band_words(None, None) == ""
    assert band_words(20, "Low") == "Critical"
