# SPDX-License-Identifier: Apache-2.0
"""From an empty folder to a steering pack by command alone, as somebody does it the week before a board."""

from pathlib import Path

import pypdfium2
import pytest

from tests.support.commands import done, refused
from tests.support.shared_data import shared

SPREADSHEET = """\
Northmoor Combined Services: projects at 31 March 2026,,,,,
,,,,,
Project ID,Project name,Department,RAG status,End date,Total budget (£m)
NCS-1,Harbour renewal,Ports,Amber/Red,31/03/2027,12.5
NCS-2,Pont y Bŵl & <b>approach</b>,Roads,Green,15/09/2026,3.25
NCS-3,Records,Archive,Exempt,30/06/2028,Exempt under section 43
NCS-4,Ferry terminal,Ports,Red,31/02/2027,40
Total,,,,,55.75
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the spreadsheet brought in."""
    (tmp_path / "projects.csv").write_text(SPREADSHEET, encoding="utf-8")
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("import", path, tmp_path / "projects.csv")
    return path


def pages(path: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_that_a_trial_run_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "projects.csv"
    source.write_text(SPREADSHEET, encoding="utf-8")
    path = tmp_path / "office.portfolio"
    done("new", path)
    answer = done("import", path, source, "--dry-run").out
    assert "4 to add" in answer
    assert "31/02/2027" in answer
    assert done("dump", path).out == "{}\n"


def test_that_what_is_not_known_stays_so_and_totals_say_how_much_is(workspace: Path) -> None:
    records = done("list", workspace, "projects", "--json").json
    assert [record["whole_life_cost"] for record in records] == [12_500_000, 3_250_000, None, 40_000_000]
    assert records[2]["whole_life_cost_note"] == "Exempt under section 43"
    assert records[3]["end"] is None


def test_that_importing_twice_changes_nothing_and_one_undo_takes_it_back(workspace: Path) -> None:
    before = done("dump", workspace).out
    assert "0 to add, 0 to change" in done("import", workspace, workspace.with_name("projects.csv")).out
    assert done("dump", workspace).out == before
    done("undo", workspace)
    assert done("list", workspace, "projects", "--json").json == []


def test_that_a_corrected_portfolio_is_printed_issued_and_printed_again(
    workspace: Path, tmp_path: Path
) -> None:
    done("set", workspace, "NCS-4", "end=28/02/2027")
    first = tmp_path / "first.pdf"
    done("pack", workspace, first, "--date", "2026-04-10", "--issue")
    words = "\n".join(pages(first))
    for expected in ("Harbour renewal", "Pont y Bŵl & <b>approach</b>", "3 of 4", "28 Feb 2027"):
        assert expected in words
    done("set", workspace, "NCS-1", "confidence=green", "title=Harbour")
    (issued,) = done("list", workspace, "packs", "--json").json
    again = tmp_path / "again.pdf"
    done("pack", workspace, again, "--again", issued["code"])
    assert again.read_bytes() == first.read_bytes()
    second = tmp_path / "second.pdf"
    done("pack", workspace, second, "--date", "2026-05-10")
    words = "\n".join(pages(second))
    assert "Ratings that improved (1)" in words
    assert "Projects that were renamed (1)" in words


def test_that_a_pack_of_an_empty_portfolio_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("pack", path, tmp_path / "empty.pdf")
    assert len(pages(tmp_path / "empty.pdf")) >= 1
    assert ".pdf" in refused("pack", path, tmp_path / "empty.docx")


def test_that_the_published_portfolio_gives_its_known_figures(tmp_path: Path) -> None:
    source = shared("gmpp/GMPP_March_2022_consolidated.csv")
    path = tmp_path / "gmpp.portfolio"
    done("new", path)
    done("import", path, source)
    records = done("list", path, "projects", "--json").json
    known = [record["whole_life_cost"] for record in records if record["whole_life_cost"] is not None]
    assert (len(records), len(known), sum(known)) == (235, 191, 494_181_000_000)
    done("pack", path, tmp_path / "gmpp.pdf")
    words = "\n".join(pages(tmp_path / "gmpp.pdf"))
    assert "27 of 235 projects are rated Red" in words
    assert "known for 191 of 235" in words
