# SPDX-License-Identifier: Apache-2.0
"""A register as it is seen, on the command line: groups, sums that say what is known, marks, paper and workbooks."""

from pathlib import Path

import pytest

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.office import open_office
from portfolio_desktop.services.views.marks import Mark, Sign
from portfolio_desktop.services.views.saved import save_view
from portfolio_desktop.services.views.view import View
from tests.support.commands import done, refused


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three projects in two stages, of which one cost is not known, and a saved view that marks the dear ones."""
    path = tmp_path_factory.mktemp("listing") / "office.portfolio"
    done("new", path)
    for title, stage, cost, end in (
        ("Harbour", "obc", "1.5m", "31/03/2027"),
        ("Bridge", "delivery", "?Exempt", "5/03/2027"),
        ("Pier", "delivery", "250k", "30/06/2027"),
    ):
        done(
            "add",
            path,
            "projects",
            f"title={title}",
            f"stage={stage}",
            f"whole_life_cost={cost}",
            f"end={end}",
        )
    dear = Mark("whole_life_cost", Test("whole_life_cost", Op.ABOVE, "1000000"), Sign.FLAG)
    with open_office(path, "Ann") as office:
        entity = office.catalogue.entity("project")
        view = View(("title", "whole_life_cost"), group="stage", marks=(dear,))
        office.write(save_view(office, entity, "Dear ones", view))
    return path


def test_that_groups_have_sums_that_say_how_much_is_known(file: Path) -> None:
    lines = done(
        "list", file, "projects", "--group-by", "stage", "--sum", "whole_life_cost", "--columns", "title"
    )
    said = lines.out.splitlines()
    assert said[1].startswith("== Outline business case (OBC) (1)")
    assert said[3] == "== Delivery (2) \N{MIDDLE DOT} Whole-life cost: £250,000, 1 of 2 known"
    assert said[-1] == "Total of Whole-life cost: £1,750,000, 2 of 3 known"


def test_that_what_is_left_out_or_falls_can_be_asked_for_without_further_signs(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = done("list", file, "projects", "--find", "-harbour", "--sort", "-title", "--columns", "title")
    assert [line.strip() for line in told.out.splitlines()[1:3]] == ["Pier", "Bridge"]
    assert "Pier" not in done("find", file, "-pier", "in:projects").out
    with pytest.raises(SystemExit):
        done("list", file, "projects", "-x")
    assert "“-x” does not belong here" in capsys.readouterr().err


def test_that_days_are_grouped_by_their_month_and_told_to_programs(file: Path) -> None:
    answer = done("list", file, "projects", "--group-by", "end", "--sum", "whole_life_cost", "--json").json
    assert [(group["value"], group["count"]) for group in answer["groups"]] == [
        ("Mar 2027", 2),
        ("Jun 2027", 1),
    ]
    assert answer["totals"]["whole_life_cost"] == {"sum": "1750000.00", "known": 2, "count": 3}
    assert len(answer["records"]) == 3


def test_that_what_does_not_add_up_is_refused_with_what_does(file: Path) -> None:
    assert "does not add up" in refused("list", file, "projects", "--sum", "title")
    assert "at most two" in refused("list", file, "projects", "--group-by", "stage,end,title")


def test_that_a_saved_view_is_listed_printed_and_exported_as_it_is_kept(file: Path, tmp_path: Path) -> None:
    said = done("list", file, "projects", "--view", "Dear ones").out.splitlines()
    assert [line.split() for line in said if "Harbour" in line] == [
        ["\N{BLACK FLAG}", "Harbour", "£1,500,000"]
    ]
    done("export", file, tmp_path / "view.pdf", "--register", "projects", "--view", "Dear ones")
    assert (tmp_path / "view.pdf").read_bytes().startswith(b"%PDF")
    done("export", file, tmp_path / "view.csv", "--register", "projects", "--view", "Dear ones")
    lines = (tmp_path / "view.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == '"Stage","Name","Whole-life cost"'
