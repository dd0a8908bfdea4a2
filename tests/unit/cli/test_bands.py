# SPDX-License-Identifier: Apache-2.0
"""The bands of the risk matrix on the command line: read, changed one at a time, and never lost for what refers to them."""

from pathlib import Path

import pytest

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.views.saved import save_view
from portfolio_desktop.services.views.view import plain_view
from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three risks: one Critical, one High, one Low."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    for title, likelihood, impact in (("Silt", 4, 5), ("Storm", 2, 5), ("Noise", 2, 1)):
        done("add", path, "risks", f"title={title}", f"likelihood={likelihood}", f"impact={impact}")
    return path


def codes(file: Path) -> list[str]:
    return [band["code"] for band in done("bands", file, "--json").json]


def test_that_bands_are_listed_with_shape_cells_and_risks_the_gravest_first(file: Path) -> None:
    lines = [line.split() for line in done("bands", file).out.splitlines()]
    assert lines[1] == ["C", "Critical", "critical", "Red,", "square", "4", "1"]
    assert lines[-1] == ["L", "Low", "low", "Green,", "circle", "8", "1"]
    worst = done("bands", file, "--json").json[0]
    assert (worst["code"], worst["cells"], worst["open_risks"]) == (
        "critical",
        ["4x4", "4x5", "5x4", "5x5"],
        1,
    )


def test_that_a_renamed_band_keeps_its_code_and_no_risk_changes_band(file: Path) -> None:
    assert done("bands", file, "rename", "high", "Severe").out == (
        "Change the risk matrix: No risk changes band.\n"
    )
    assert codes(file) == ["critical", "high", "medium", "low"]
    assert "Severe" in done("list", file, "risks", "--columns", "title,band").out


def test_that_the_answer_counts_the_risks_that_change_band_and_one_undo_takes_all_back(file: Path) -> None:
    assert "2 risks change band." in done("bands", file, "put", "M", "4x5", "2x5", "5x2").out
    assert "Nothing to change" in done("bands", file, "put", "medium", "4x5").out
    done("undo", file)
    assert done("bands", file, "--json").json[0]["open_risks"] == 1


def test_that_a_band_is_added_moved_up_and_given_cells(file: Path) -> None:
    done("bands", file, "add", "Extreme")
    done("bands", file, "up", "extreme", "3")
    assert "1 risk changes band." in done("bands", file, "put", "Extreme", "4x5", "5x5", "5x4").out
    worst = done("bands", file, "--json").json[0]
    assert (worst["code"], worst["letter"], worst["tone"], worst["shape"]) == (
        "extreme",
        "E",
        "red",
        "square",
    )
    assert "E 1" in done("risks", file).out
    done("bands", file, "down", "extreme")
    assert codes(file)[0] == "critical"


def test_that_tone_and_letter_can_be_chosen_and_are_never_shared(file: Path) -> None:
    done("bands", file, "tone", "medium", "amber_green")
    done("bands", file, "letter", "medium", "Md")
    band = done("bands", file, "--json").json[2]
    assert (band["letter"], band["tone"]) == ("Md", "amber_green")
    assert "Two bands have the letter" in refused("bands", file, "letter", "low", "h")


def test_that_a_band_that_goes_says_where_its_cells_go_and_how_many_risks_change(file: Path) -> None:
    assert "1 risk changes band." in done("bands", file, "remove", "critical", "--to", "high").out
    assert codes(file) == ["high", "medium", "low"]
    assert "no band “Critical”. There are: Low, Medium, High." in refused(
        "bands", file, "rename", "Critical", "X"
    )


def test_that_a_matrix_out_of_order_is_doubted_beside_the_answer(file: Path) -> None:
    assert "though" in done("bands", file, "put", "low", "5x5").err


def test_that_asking_for_a_band_that_is_gone_is_answered_in_words(file: Path) -> None:
    done("bands", file, "remove", "critical", "--to", "high")
    why = "Band: “critical” is not in use. There are: Low, Medium, High."
    assert why in refused("list", file, "risks", "--where", "band=critical")
    assert why in refused("risks", file, "--where", "band=critical")
    assert why in refused("list", file, "risks", "--find", "band:critical")
    assert "2 risks" in done("list", file, "risks", "--where", "band=high").err


def test_that_a_saved_view_on_a_band_that_is_gone_says_so_beside_what_it_lists(file: Path) -> None:
    done("bands", file, "remove", "critical", "--to", "high")
    with open_office(file, "Ann Example") as office:
        risk = office.catalogue.entity("risk")
        view = plain_view(risk).filtered("band", Test("band", Op.ANY_OF, ["critical", "low"]))
        office.write(save_view(office, risk, "Extremes", view))
    said = done("list", file, "risks", "--view", "Extremes").err
    assert "1 risk" in said
    assert "Band: “Critical” is no longer used." in said


def test_that_the_shipped_matrix_comes_back(file: Path) -> None:
    done("bands", file, "remove", "critical", "--to", "high")
    assert "1 risk changes band." in done("bands", file, "shipped").out
    assert codes(file) == ["critical", "high", "medium", "low"]


@pytest.mark.parametrize("cell", ["9", "axb", "4-5"])
def test_that_what_is_no_cell_is_refused(file: Path, cell: str) -> None:
    assert "such as 4x5" in refused("bands", file, "put", "low", cell)
