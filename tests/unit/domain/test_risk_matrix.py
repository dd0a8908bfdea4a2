# SPDX-License-Identifier: Apache-2.0
"""The risk matrix: total at any size, against the counts over all 25 cells that were worked out independently."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.risk_matrix import (
    SHIPPED,
    Band,
    Overall,
    Point,
    RiskMatrix,
    Stage,
    band_words,
    from_json,
    from_plain,
    point,
    products,
    stage_fields,
)

sizes = st.integers(2, 10)


def shipped_but(place: int, **values: str) -> list[dict[str, str]]:
    """The shipped bands as they are kept, one of them changed."""
    bands: list[dict[str, str]] = SHIPPED.to_plain()["bands"]
    return [{**band, **(values if at == place else {})} for at, band in enumerate(bands)]


def test_that_the_shipped_bands_hold_eight_seven_six_and_four_cells() -> None:
    cells = Counter(cell.band.code for cell in SHIPPED.cells())
    assert [cells[band.code] for band in SHIPPED.bands] == [8, 7, 6, 4]
    assert SHIPPED.highest == 25
    assert SHIPPED.doubts() == ()


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "code"),
    [(1, 4, 4, "low"), (1, 5, 5, "medium"), (3, 3, 9, "medium"), (5, 2, 10, "high"), (5, 5, 25, "critical")],
)
def test_that_each_band_begins_and_ends_where_it_should(
    likelihood: int, impact: int, score: int, code: str
) -> None:
    cell = SHIPPED.cell(Point(likelihood, impact))
    assert cell is not None
    assert (cell.score, cell.band.code) == (score, code)


def test_that_bands_differ_in_letter_and_shape_as_well_as_in_tone() -> None:
    for mark in ("letter", "shape", "tone"):
        assert len({getattr(band, mark) for band in SHIPPED.bands}) == len(SHIPPED.bands)


@given(sizes, sizes)
def test_that_a_matrix_of_any_size_answers_for_each_of_its_cells(likelihoods: int, impacts: int) -> None:
    matrix = SHIPPED.resized(likelihoods, impacts)
    cells = list(matrix.cells())
    assert [cell.point for cell in cells] == [
        Point(likely, bad) for likely in range(1, likelihoods + 1) for bad in range(1, impacts + 1)
    ]
    assert all(matrix.cell(cell.point) == cell for cell in cells)
    assert (cells[0].band.code, cells[-1].band.code) == ("low", "critical")
    assert matrix.doubts() == ()


@given(sizes, sizes)
def test_that_a_matrix_comes_back_as_it_was_kept(likelihoods: int, impacts: int) -> None:
    matrix = SHIPPED.resized(likelihoods, impacts)
    assert from_plain(json.loads(json.dumps(matrix.to_plain()))) == (matrix, "")


@pytest.mark.parametrize(("likelihoods", "impacts"), [(1, 5), (5, 11), (0, 0)])
def test_that_a_size_that_no_matrix_has_is_refused(likelihoods: int, impacts: int) -> None:
    with pytest.raises(Refusal, match="2 to 10"):
        SHIPPED.resized(likelihoods, impacts)


def test_that_a_point_off_the_matrix_has_no_cell_rather_than_the_nearest() -> None:
    assert SHIPPED.cell(Point(6, 1)) is None
    assert SHIPPED.cell(Point(0, 1)) is None
    assert SHIPPED.cell(None) is None


def test_that_a_risk_without_both_numbers_has_no_point() -> None:
    assert point(3, 4) == Point(3, 4)
    assert point(3, None) is None
    assert point(Unknown("not assessed"), 4) is None


def test_that_one_cell_can_be_moved_to_another_band_and_score() -> None:
    matrix = SHIPPED.with_cell(Point(1, 5), "high", 12)
    cell = matrix.cell(Point(1, 5))
    assert cell is not None
    assert (cell.band.code, cell.score) == ("high", 12)
    assert sum(one != other for one, other in zip(matrix.cells(), SHIPPED.cells(), strict=True)) == 1


def test_that_a_cell_or_a_band_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="no cell 6 × 1"):
        SHIPPED.with_cell(Point(6, 1), "low")
    with pytest.raises(Refusal, match="no band “dreadful”"):
        SHIPPED.with_cell(Point(1, 1), "dreadful")


def test_that_a_matrix_which_falls_where_it_should_rise_is_doubted_in_words() -> None:
    doubts = SHIPPED.with_cell(Point(5, 5), "low").doubts()
    assert len(doubts) == 2
    assert doubts[0] == "5 × 5 is Low, 25, though 4 × 5 is Critical, 20."


def test_that_the_highest_impact_counts_unless_the_average_was_asked_for() -> None:
    average = RiskMatrix(SHIPPED.bands, SHIPPED.grid, SHIPPED.scores, Overall.AVERAGE)
    dimensions = [2, None, Unknown("not assessed"), 5]
    assert SHIPPED.overall_impact(dimensions, 1) == 5
    assert average.overall_impact(dimensions, 1) == 4, "3.5 rounds half upwards; what nobody scored is no 0"
    assert average.overall_impact([1, 1, 2]) == 1


def test_that_the_impact_as_given_stands_where_no_dimension_was_scored() -> None:
    assert SHIPPED.overall_impact([None, Unknown("tbc")], 3) == 3
    assert SHIPPED.overall_impact([], Unknown("tbc")) is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"grid": []}, "no bands or no cells"),
        ({"grid": [["low", "low"], ["low"]]}, "Every cell"),
        ({"grid": [["low", 3], ["low", "low"]]}, "no bands or no cells"),
        ({"scores": [[1, 2, 3, 4, 5]] * 4}, "Every cell"),
        ({"scores": [[-1] * 5] * 5}, "0 to 999"),
        ({"scores": [[10**24] * 5] * 5}, "0 to 999"),
        ({"bands": "low"}, "no bands or no cells"),
        ({"bands": [{"code": "low", "label": "Low"}] * 2}, "a code, a label and a tone"),
        ({"bands": [*SHIPPED.to_plain()["bands"], {"code": "x", "label": "X", "tone": "pink"}]}, "pink"),
        ({"bands": [{"code": "low", "label": "Low", "tone": "red"}] * 2}, "a code of its own"),
        ({"bands": SHIPPED.to_plain()["bands"][:3]}, "no band “critical”"),
        ({"bands": shipped_but(1, label="LOW")}, "called “LOW”"),
        ({"bands": shipped_but(1, letter="l")}, "the letter “l”"),
        ({"bands": shipped_but(1, tone="red")}, "the tone “red”"),
    ],
)
def test_that_a_damaged_matrix_gives_the_shipped_one_and_says_why(change: dict[str, Any], why: str) -> None:
    matrix, said = from_plain({**SHIPPED.to_plain(), **change})
    assert matrix is SHIPPED
    assert why in said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["bands", "grid", "scores", "overall"]), inner)
        ),
    )
)
def test_that_no_definition_whatever_stops_the_workspace(plain: object) -> None:
    matrix, said = from_plain(plain)
    assert matrix is SHIPPED
    assert said


def test_that_what_has_one_meaning_when_left_out_is_filled_in() -> None:
    plain = {
        "bands": [
            {"code": "ok", "label": "Fine", "tone": "green"},
            {"code": "bad", "label": "Poor", "tone": "red"},
        ],
        "grid": [["ok", "ok"], ["ok", "bad"]],
    }
    matrix, said = from_plain(plain)
    assert said == ""
    assert matrix.scores == products(2, 2) == ((1, 2), (2, 4))
    assert matrix.overall is Overall.HIGHEST
    assert [band.letter for band in matrix.bands] == ["F", "P"]


def test_that_bands_without_letters_get_letters_that_tell_them_apart() -> None:
    matrix, said = from_plain(
        {**SHIPPED.to_plain(), "bands": [{**band, "letter": ""} for band in shipped_but(2, label="Major")]}
    )
    assert said == ""
    assert [band.letter for band in matrix.bands] == ["L", "M", "A", "C"]


def test_that_a_band_that_is_gone_and_back_is_back() -> None:
    plain = {**SHIPPED.to_plain(), "gone": [SHIPPED.to_plain()["bands"][0]]}
    assert from_plain(plain) == (SHIPPED, "")


def test_that_words_of_another_register_stand_where_there_is_no_cell() -> None:
    assert band_words(None, "Very high") == "Very high"
    assert band_words(None, None) == ""
    assert band_words(SHIPPED.cell(Point(5, 4)), "Low") == "Critical"


def test_that_each_stage_knows_its_fields() -> None:
    assert stage_fields(Stage.CURRENT) == ("likelihood", "impact")
    assert stage_fields(Stage.TARGET) == ("target_likelihood", "target_impact")


def test_that_a_band_needs_a_letter() -> None:
    with pytest.raises(Refusal, match="a letter"):
        RiskMatrix((Band("low", "Low", "", "green"), *SHIPPED.bands[1:]), SHIPPED.grid, SHIPPED.scores)


def test_that_one_band_is_no_judgement() -> None:
    with pytest.raises(Refusal, match="two bands"):
        RiskMatrix(SHIPPED.bands[:1], (("low", "low"),) * 2, products(2, 2))


def test_that_text_that_is_no_json_gives_the_shipped_matrix() -> None:
    assert from_json("{")[0] is SHIPPED
    assert from_json(json.dumps(SHIPPED.to_plain())) == (SHIPPED, "")
