# SPDX-License-Identifier: Apache-2.0
"""The saved list of what did not come in: complete, and harmless in a spreadsheet program."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.exchange.imports import Plan, save_leftovers
from portfolio_desktop.exchange.tables import cell_text, open_source
from tests.support.imports import prepare, table_from
from tests.support.offices import make_office

LONG = "word " * 10_000


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    text = f"Project name,End date,Shoe size\nA,31/02/2024,\"=cmd|' /C calc'!A0\"\nB,28/02/2024,{LONG}\n,,alone\n"
    with make_office(tmp_path) as office:
        yield prepare(office, table_from(text, tmp_path), register="project")


def test_that_a_csv_of_leftovers_has_every_cell_with_its_place_and_reason(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "left.csv"
    assert save_leftovers(plan, path) == 4
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["Where", "Column", "Text", "Why"]
    assert lines[1][:3] == ["B2", "End date", "31/02/2024"]
    assert lines[2] == ["C4", "Shoe size", "alone", "A new project needs: name."]
    assert lines[3][2].startswith("'=cmd")
    assert lines[4][2] == LONG.strip()


def test_that_a_workbook_of_leftovers_holds_text_longer_than_a_cell_and_no_formula(
    plan: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "left.xlsx"
    assert save_leftovers(plan, path) == 4
    grid = open_source(path).likely.grid
    assert grid[3][2] == "=cmd|' /C calc'!A0"
    assert cell_text(grid[4][2]) + cell_text(grid[4][4]) == LONG.strip()


def test_that_another_ending_or_a_missing_folder_is_said_in_a_sentence(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"should end in \.csv or \.xlsx"):
        save_leftovers(plan, tmp_path / "left.docx")
    with pytest.raises(Trouble, match="There is no folder"):
        save_leftovers(plan, tmp_path / "nowhere" / "left.csv")
