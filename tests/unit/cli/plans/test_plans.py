# SPDX-License-Identifier: Apache-2.0
"""Plans by command: check and thresholds, what a slip moves, hand-overs."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused
from tests.support.offices import make_office
from tests.support.two_projects import two_projects


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with make_office(tmp_path) as office:
        two_projects(office)
    return tmp_path / "office.portfolio"


def test_that_a_plan_is_judged_with_what_was_found_and_where_thresholds_are_from(file: Path) -> None:
    said = done("plan-check", file, "P-0002").out
    assert said.startswith("P-0002 Road: ")
    assert "Published threshold" in said
    assert "Our own default" in said
    assert "DP-0001 Quay for the road." in said
    assert "Nobody assigned: Nobody is assigned to any task of the plan" in said


def test_that_a_program_reads_every_point_of_a_check(file: Path) -> None:
    points = {each["point"]: each for each in done("plan-check", file, "P-0002", "--json").json["points"]}
    assert len(points) == 20
    assert points["missing_logic"]["verdict"] == "passed"
    assert (points["missing_logic"]["count"], points["missing_logic"]["of"]) == (0, 2)
    assert points["missing_logic"]["threshold_is_published"] is True
    assert points["bei"]["verdict"] == "not_judged"
    assert points["promises"]["findings"][0]["code"] == "DP-0001"


def test_that_thresholds_are_changed_by_command_and_reset(file: Path) -> None:
    assert (
        "Change how plans are checked"
        in done(
            "plan-check-rules", file, "--set", "promises=1", "--days", "high-float=30", "--off", "bei"
        ).out
    )
    points = {each["point"]: each for each in done("plan-check", file, "P-0002", "--json").json["points"]}
    assert points["promises"]["verdict"] == "passed"
    assert points["high_float"]["measured_in_days"] == 30
    assert "bei" not in points
    assert "Set by your office" in done("plan-check-rules", file).out
    done("plan-check-rules", file, "--reset")
    assert "Set by your office" not in done("plan-check-rules", file).out


@pytest.mark.parametrize("words", [("--set", "speed=1"), ("--set", "leads=x"), ("--days", "leads=3")])
def test_that_thresholds_that_make_no_sense_are_refused(file: Path, words: tuple[str, str]) -> None:
    assert refused("plan-check-rules", file, *words)


def test_that_a_milestone_follows_a_task_until_it_is_let_be(file: Path) -> None:
    done("add", file, "milestones", "title=Road open", "project_id=P-0002", "forecast=1 May 2026")
    assert "MS-0001 follows T-0004" in done("follow", file, "MS-0001", "T-0004").out
    assert "20 Mar 2026" in done("show", file, "MS-0001").out
    assert "follows T-0004" in refused("set", file, "MS-0001", "forecast=1 Jun 2026")
    assert "another project" in refused("follow", file, "MS-0001", "T-0001")
    assert "MS-0001 follows no task" in done("follow", file, "MS-0001").out
    assert "20 Mar 2026" in done("show", file, "MS-0001").out


def test_that_a_slip_is_told_with_what_it_breaks(file: Path) -> None:
    said = done("what-if", file, "T-0001", "--slip", "1w").out
    assert said.startswith("If “Dig” slips by 1 week, 1 project ends later and 2 dates cannot be kept.")
    assert "Promised for 13 Mar 2026." in said
    found = done("what-if", file, "P-0001", "--slip", "2d", "--json").json
    assert [each["code"] for each in found["projects"]] == ["P-0001"]
    assert refused("what-if", file, "T-0001", "--slip", "soon")


def test_that_hand_overs_are_listed_agreed_and_made(file: Path) -> None:
    assert "outdated" in done("hand-overs", file).out
    assert done("agree-date", file, "DP-0001").out == "Agree 11 Mar 2026 for Quay for the road\n"
    assert "still open" in done("hand-overs", file, "--outdated").out
    done("link-projects", file, "T-0001", "T-0004", "--title", "Hole")
    found = {each["title"]: each for each in done("hand-overs", file, "--json").json}
    assert found["Hole"]["promised"] == "2026-03-04"
    assert found["Quay for the road"]["float_days"] == 9
