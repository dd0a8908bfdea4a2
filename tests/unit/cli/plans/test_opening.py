# SPDX-License-Identifier: Apache-2.0
"""Plans opened and written by command."""

from pathlib import Path

import pytest

from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from tests.support.commands import done, refused
from tests.support.plan_files import sample_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "library.xml"
    path.write_bytes(write_mspdi(sample_plan()).data)
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "office.portfolio"
    done("new", path)
    return path


def test_that_a_dry_run_says_what_would_happen_and_writes_nothing(workspace: Path, plan: Path) -> None:
    told = done("open-plan", workspace, plan, "--dry-run").out
    assert "A new project, Library: 4 new tasks; 3 links." in told
    assert "Nothing was written" in told
    assert done("list", workspace, "tasks", "--json").json == []


def test_that_a_plan_comes_goes_out_and_is_undone_by_command(
    workspace: Path, plan: Path, tmp_path: Path
) -> None:
    found = done("open-plan", workspace, plan, "--json").json
    assert found["written"]
    assert found["counts"]["new"] == 4
    out = tmp_path / "out.xml"
    assert "4 tasks" in done("export-plan", workspace, "P-0001", out, "--baselines").out
    assert out.read_bytes().startswith(b"<?xml")
    done("undo", workspace)
    assert done("list", workspace, "tasks", "--json").json == []


def test_that_a_plan_that_is_here_already_asks_where_it_goes(workspace: Path, plan: Path) -> None:
    done("open-plan", workspace, plan)
    assert "--into P-0001" in refused("open-plan", workspace, plan)
    assert "4 as they were" in done("open-plan", workspace, plan, "--into", "P-0001").out
    assert "A new project" in done("open-plan", workspace, plan, "--new").out


def test_that_what_makes_no_sense_is_refused_in_one_sentence(
    workspace: Path, plan: Path, tmp_path: Path
) -> None:
    assert "There is no plan 2 in the file" in refused("open-plan", workspace, plan, "--project", "2")
    assert "--into" in refused("open-plan", workspace, plan, "--under", "T-0001")
    letter = tmp_path / "letter.mpp"
    letter.write_text("Dear all,", "utf-8")
    refused("open-plan", workspace, letter)
    refused("open-plan", workspace, plan, "--into", "P-0099")
