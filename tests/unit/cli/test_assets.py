# SPDX-License-Identifier: Apache-2.0
"""A candidate project for an asset, by command."""

from pathlib import Path

from tests.support.commands import done, refused


def test_that_an_asset_gets_its_candidate_project_once(tmp_path: Path) -> None:
    file = tmp_path / "office.portfolio"
    done("new", file)
    done("add", file, "assets", "title=Payline", "replace_cost=260k", "support_end=2027-09-30")
    assert "replace IT-0001" in done("replace", file, "IT-0001").out
    project = done("show", file, "P-0001", "--json").json
    assert (project["title"], project["status"]) == ("Replacement of Payline", "pipeline")
    assert done("show", file, "IT-0001", "--json").json["disposition"] == "replace"
    assert "already" in refused("replace", file, "IT-0001")
    assert "no asset" in refused("replace", file, "P-0001")
