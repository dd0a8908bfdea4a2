# SPDX-License-Identifier: Apache-2.0
"""Changing the bands of a matrix: no cell is lost on the way, no two bands look alike, and no code comes to mean another."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.risk_bands import (
    added,
    back_to_shipped,
    cells_in,
    changing,
    free_tones,
    lettered,
    moved,
    removed,
    renamed,
    toned,
    without_drafts,
)
from portfolio_desktop.domain.risk_matrix import SHIPPED, TONES, Judged, RiskMatrix, from_plain


def looks(matrix: RiskMatrix) -> list[tuple[str, str, str]]:
    return [(band.code, band.letter, band.tone) for band in matrix.bands]


def test_that_a_new_name_keeps_the_code_the_cells_and_the_tone_and_brings_its_letter() -> None:
    matrix = renamed(SHIPPED, "high", "  Severe ")
    band = matrix.band("high")
    assert band is not None
    assert (band.label, band.letter, band.tone) == ("Severe", "S", "amber_red")
    assert matrix.grid == SHIPPED.grid


def test_that_a_letter_somebody_chose_stays_when_the_name_changes() -> None:
    band = renamed(lettered(SHIPPED, "high", "Q"), "high", "Severe").band("high")
    assert band is not None
    assert band.letter == "Q"


def test_that_a_letter_that_another_band_has_is_passed_over() -> None:
    band = renamed(SHIPPED, "high", "Medium high").band("high")
    assert band is not None
    assert band.letter == "H"


@pytest.mark.parametrize(
    ("name", "why"),
    [("  ", "needs a name"), ("x" * 31, "30 characters"), ("mEDIUM", "Two bands are called")],
)
def test_that_a_name_that_would_not_tell_bands_apart_is_refused(name: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        renamed(SHIPPED, "high", name)


@pytest.mark.parametrize(
    ("letter", "why"), [("", "a letter"), ("ABCD", "3 characters"), ("c", "have the letter")]
)
def test_that_a_letter_that_would_not_tell_bands_apart_is_refused(letter: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        lettered(SHIPPED, "high", letter)


def test_that_a_tone_that_is_free_is_taken_and_one_that_is_not_is_swapped() -> None:
    assert looks(toned(SHIPPED, "medium", "amber_green"))[1] == ("medium", "M", "amber_green")
    assert [tone for _code, _letter, tone in looks(toned(SHIPPED, "low", "red"))] == [
        "red",
        "amber",
        "amber_red",
        "green",
    ]


def test_that_a_tone_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refusal, match="pink"):
        toned(SHIPPED, "low", "pink")


def test_that_a_graver_band_in_a_milder_tone_is_doubted() -> None:
    assert toned(SHIPPED, "high", "amber_green").doubts() == (
        "High is graver than Medium, though its tone is milder.",
    )


def test_that_a_new_band_stands_where_its_tone_belongs_and_holds_no_cell_yet() -> None:
    matrix = added(SHIPPED, "Moderate")
    assert looks(matrix)[:3] == [
        ("low", "L", "green"),
        ("moderate", "O", "amber_green"),
        ("medium", "M", "amber"),
    ]
    assert cells_in(matrix, "moderate") == 0
    assert matrix.doubts() == ()


def test_that_there_is_one_band_for_each_tone_and_no_more() -> None:
    full = added(SHIPPED, "Moderate")
    assert free_tones(full) == ()
    with pytest.raises(Refusal, match="5 bands at most"):
        added(full, "Extreme")


def test_that_a_new_band_takes_no_tone_from_another() -> None:
    with pytest.raises(Refusal, match=r"the tone of Critical\. Free are: amber_green"):
        added(SHIPPED, "Extreme", tone="red")
    with pytest.raises(Refusal, match="pink"):
        added(SHIPPED, "Extreme", tone="pink")


def test_that_the_cells_of_a_band_that_goes_are_in_the_one_that_was_named() -> None:
    matrix = removed(SHIPPED, "high", "critical")
    assert Counter(cell.band.code for cell in matrix.cells()) == {"low": 8, "medium": 7, "critical": 10}
    assert matrix.scores == SHIPPED.scores
    assert [band.code for band in matrix.gone] == ["high"]


def test_that_two_bands_are_left_at_least_and_cells_go_to_another() -> None:
    two = removed(removed(SHIPPED, "high", "critical"), "medium", "low")
    with pytest.raises(Refusal, match="“Low” stays"):
        removed(two, "low", "critical")
    with pytest.raises(Refusal, match="another band"):
        removed(SHIPPED, "low", "low")
    with pytest.raises(Refusal, match="no band “dreadful”"):
        removed(SHIPPED, "low", "dreadful")


def test_that_a_code_is_never_given_to_another_band_and_the_same_band_gets_its_own_back() -> None:
    without = removed(SHIPPED, "high", "critical")
    other = renamed(added(without, "Severe"), "severe", "Something else")
    assert added(removed(other, "severe", "low"), "Severe").bands[-2].code == "severe_2"
    back = added(without, "high")
    assert [band.code for band in back.bands] == ["low", "medium", "high", "critical"]
    assert back.gone == ()


def test_that_a_name_without_latin_letters_has_a_code_and_a_letter_as_well() -> None:
    band = added(SHIPPED, "重大").band("band")
    assert band is not None
    assert band.letter == "重"


def test_that_a_band_that_moves_takes_its_cells_along_and_the_tone_of_its_place() -> None:
    matrix = moved(added(SHIPPED, "Extreme"), "extreme", 3)
    assert looks(matrix) == [
        ("low", "L", "green"),
        ("medium", "M", "amber_green"),
        ("high", "H", "amber"),
        ("critical", "C", "amber_red"),
        ("extreme", "E", "red"),
    ]
    assert matrix.grid == SHIPPED.grid
    assert moved(matrix, "extreme", 1) == matrix
    assert moved(moved(SHIPPED, "low", 1), "low", -1) == SHIPPED


def test_that_risks_change_band_only_where_their_cell_does() -> None:
    risks = Counter({Judged(5, 2): 7, Judged(1, 1): 3, Judged(9, 9): 1})
    assert changing(SHIPPED, removed(SHIPPED, "high", "medium"), risks) == 7
    assert changing(SHIPPED, renamed(SHIPPED, "high", "Severe"), risks) == 0
    assert changing(SHIPPED, moved(SHIPPED, "high", 1), risks) == 0


def test_that_the_shipped_matrix_comes_back_without_giving_old_codes_away() -> None:
    matrix = removed(added(SHIPPED, "Moderate"), "high", "critical")
    shipped = back_to_shipped(matrix)
    assert (shipped.bands, shipped.grid) == (SHIPPED.bands, SHIPPED.grid)
    assert [band.code for band in shipped.gone] == ["moderate"]
    assert back_to_shipped(SHIPPED) == SHIPPED


def test_that_a_band_that_came_and_went_before_it_was_kept_leaves_nothing_behind() -> None:
    tried = removed(added(SHIPPED, "Moderate"), "moderate", "low")
    assert without_drafts(tried, SHIPPED) == SHIPPED


def attempt(matrix: RiskMatrix, act: str, first: int, second: int) -> RiskMatrix:
    """The matrix after one of the acts; as it was where that is refused."""
    code, other = (matrix.bands[place % len(matrix.bands)].code for place in (first, second))
    doing: dict[str, Callable[[], RiskMatrix]] = {
        "add": lambda: added(matrix, f"Band {second}"),
        "remove": lambda: removed(matrix, code, other),
        "move": lambda: moved(matrix, code, second - 2),
        "tone": lambda: toned(matrix, code, TONES[second]),
        "rename": lambda: renamed(matrix, code, f"Name {second}"),
    }
    try:
        return doing[act]()
    except Refusal:
        return matrix


places, acts = st.integers(0, 4), st.sampled_from(["add", "remove", "move", "tone", "rename"])


@given(st.lists(st.tuples(acts, places, places), max_size=12))
def test_that_whatever_is_done_to_bands_the_matrix_stays_whole_and_can_be_kept(
    steps: list[tuple[str, int, int]],
) -> None:
    matrix = SHIPPED
    for step in steps:
        matrix = attempt(matrix, *step)
        assert from_plain(matrix.to_plain()) == (matrix, "")
        for mark in ("code", "letter", "shape", "tone"):
            assert len({getattr(band, mark) for band in matrix.bands}) == len(matrix.bands)
        assert not {band.code for band in matrix.gone} & {band.code for band in matrix.bands}
