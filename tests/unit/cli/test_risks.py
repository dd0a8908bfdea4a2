# SPDX-License-Identifier: Apache-2.0
"""The risk log on the command line."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three risks with the money of the worked example, and an opportunity."""
    path = tmp_path / "office.portfolio"
    done("new", path)
    done("add", path, "projects", "title=Harbour", "contingency=£190k")
    done(
        "add", path, "risks", "title=Silt", "likelihood=4", "impact=5", "probability=30", "money_likely=200k"
    )
    done("add", path, "risks", "title=Storm", "likelihood=2", "impact=5", "probability=10", "money_likely=1m")
    done(
        "add", path, "risks", "title=Noise", "likelihood=2", "impact=1", "probability=60", "money_likely=50k"
    )
    done("add", path, "risks", "title=Grant", "kind=opportunity", "likelihood=1", "impact=1")
    return path


def test_that_the_heat_map_has_the_gravest_corner_above_on_the_right(file: Path) -> None:
    lines = done("risks", file).out.splitlines()
    assert lines[0] == "4 open risks"
    start = next(place for place, line in enumerate(lines) if "likelihood (down)" in line)
    assert [line.split() for line in lines[start + 1 : start + 4]] == [
        ["1", "2", "3", "4", "5"],
        ["5", "M", "–", "H", "–", "H", "–", "C", "–", "C", "–"],
        ["4", "L", "–", "M", "–", "H", "–", "C", "–", "C", "1"],
    ]
    assert "L = Low  M = Medium  H = High  C = Critical" in lines


def test_that_the_top_is_the_gravest_threats(file: Path) -> None:
    out = done("risks", file, "--top", "2").out
    assert out.index("R-0001") < out.index("R-0002")
    assert "R-0003" not in out


def test_that_exposure_names_its_method_and_the_contingency(file: Path) -> None:
    out = done("risks", file).out
    assert "3 of 4 open risks state a probability and money" in out
    assert "Expected £190,000, P50 £50,000, P80 £250,000, from £0 to £1,250,000" in out
    assert "every combination counted" in out
    assert "enough with a chance of 63 %; £60,000 short of P80" in out


def test_that_faults_of_the_log_are_named_below(file: Path) -> None:
    assert "4  Nobody owns it" in done("risks", file).out
    assert done("risks", file, "--json").json["faults"]["no_owner"] == 4


def test_that_a_program_reads_the_same(file: Path) -> None:
    found = done("risks", file, "--json").json
    assert (found["exposure"]["expected"], found["exposure"]["p80"]) == (190_000, 250_000)
    assert found["exposure"]["exact"] is True
    assert found["exposure"]["chance_enough"] == 0.63
    assert sum(cell["threats"] for cell in found["cells"]) == 3
    assert sum(cell["opportunities"] for cell in found["cells"]) == 1
    assert [line["code"] for line in found["top"]] == ["R-0001", "R-0002", "R-0003"]


def test_that_the_log_can_be_narrowed(file: Path) -> None:
    assert done("risks", file, "--where", "score>=16", "--json").json["open"] == 1


def test_that_an_empty_log_has_a_heat_map_and_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "empty.portfolio"
    done("new", path)
    out = done("risks", path).out
    assert "0 open risks" in out
    assert "0 of 0 open risks state" in out


def test_that_a_risk_that_happened_is_an_issue(file: Path) -> None:
    assert (
        done("risk", file, "R-0001", "happened", "--what", "At night")
        .out.strip()
        .endswith("it is now I-0001")
    )
    (issue,) = done("list", file, "issues", "--json").json
    assert (issue["risk_id"], issue["description"], issue["severity"]) == ("R-0001", "At night", "critical")


def test_that_a_risk_is_closed_with_words(file: Path) -> None:
    assert done("risk", file, "R-0003", "close", "Nobody heard it", "--expired").out == "Close R-0003\n"
    assert done("show", file, "R-0003", "--json").json["status"] == "expired"
    assert "over already" in refused("risk", file, "R-0003", "close", "Again")


def test_that_a_review_sets_new_points_with_a_reason(file: Path) -> None:
    assert "why R-0002" in refused("risk", file, "R-0002", "review", "2999-01-31", "likelihood=3")
    out = done("risk", file, "R-0002", "review", "2999-01-31", "likelihood=3", "--reason", "Wet").out
    assert out == "Review of R-0002: Likelihood 2 Unlikely → 3 Possible. Wet\n"
    assert done("show", file, "R-0002", "--json").json["review_on"] == "2999-01-31"


def test_that_what_is_no_risk_is_refused(file: Path) -> None:
    assert "P-0001 is not a risk" in refused("risk", file, "P-0001", "close", "Done")
