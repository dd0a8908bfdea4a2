# SPDX-License-Identifier: Apache-2.0
"""The matrix that a workbook draws itself: found whichever way it stands, and held against the classes of its register."""

from collections.abc import Sequence

import pytest

from portfolio_desktop.exchange.imports.doubts import doubts
from portfolio_desktop.exchange.imports.matrices import matrices_of
from portfolio_desktop.exchange.tables import Cell, Sheet, Table, extract, guess_layout

ACROSS: list[list[Cell]] = [
    ["Our risk matrix"],
    [],
    [None, "Impact", "Rare", "Possible", "Likely"],
    [None, "Severe", "Medium", "High", "High"],
    [],
    [None, "Medium", "Low", "Medium", "High"],
    [None, "Slight", "Low", "Low", "Medium"],
]
HEAD = ("Risk ID", "Risk", "Likelihood", "Impact", "Risk level")
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "Steel", "Rare", "Severe", "Medium"),
    ("2", "Silt", "likely", "Severe", "High"),
    ("3", "Fire", "Likely", "Slight", "Medium"),
    ("4", "Flood", "Rare", "Slight", "High"),
)


def register(rows: Sequence[Sequence[Cell]] = ROWS) -> Table:
    grid: list[list[Cell]] = [list(HEAD), *map(list, rows)]
    return extract(grid, guess_layout(grid))


def turned(grid: list[list[Cell]]) -> list[list[Cell]]:
    width = max(map(len, grid))
    return [[line[place] if place < len(line) else None for line in grid] for place in range(width)]


@pytest.mark.parametrize("grid", [ACROSS, turned(ACROSS)], ids=["impacts at the left", "impacts above"])
def test_that_a_class_that_the_matrix_of_its_own_workbook_contradicts_is_told(grid: list[list[Cell]]) -> None:
    (doubt,) = doubts(register(), matrices_of([Sheet("Matrix", grid)]))
    assert (doubt.where, doubt.text) == ("E5", "High")
    assert "own matrix, on its sheet “Matrix”, says Low" in doubt.reason
    assert "“Likelihood” Rare with “Impact” Slight" in doubt.reason


def test_that_without_a_matrix_nothing_is_told() -> None:
    assert doubts(register(), matrices_of([Sheet("Notes", [["Nothing"], ["at all"]])])) == ()


def test_that_a_matrix_that_most_rows_do_not_follow_is_another_register_s() -> None:
    rows = [(*row[:4], "Low" if row[4] != "Low" else "High") for row in ROWS[:3]]
    assert doubts(register(rows), matrices_of([Sheet("Matrix", ACROSS)])) == ()


def test_that_words_that_the_matrix_does_not_know_leave_it_out() -> None:
    rows = [*ROWS, ("5", "Theft", "Certain", "Severe", "High")]
    assert doubts(register(rows), matrices_of([Sheet("Matrix", ACROSS)])) == ()


def test_that_the_matrix_is_heard_before_the_majority() -> None:
    most = [(str(place), "Steel", "Rare", "Slight", "Medium") for place in range(4, 7)]
    right = [(str(place), "Silt", "Rare", "Severe", "Medium") for place in range(7, 11)]
    rows = [*ROWS[:3], ("3", "Fire", "Rare", "Slight", "Low"), *most, *right]
    found = doubts(register(rows), matrices_of([Sheet("Matrix", ACROSS)]))
    assert [doubt.text for doubt in found] == ["Medium"] * 3


def test_that_a_table_of_words_is_no_matrix() -> None:
    words: list[list[Cell]] = [
        ["Rating", "Meaning", "Range", "Owner"],
        ["Rare", "Hardly ever", "0-14%", "Ann"],
        ["Possible", "Now and then", "15-59%", "Ben"],
        ["Likely", "Often", "60-99%", "Cem"],
    ]
    assert matrices_of([Sheet("Likelihood", words), Sheet("Empty", [])]) == ()
