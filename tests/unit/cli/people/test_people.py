# SPDX-License-Identifier: Apache-2.0
"""People and skills by command, on the demo portfolio."""

from pathlib import Path

import pytest

from tests.support.commands import command, done, refused


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "demo.portfolio"
    done("demo", path)
    return path


def test_that_the_gaps_of_a_person_are_told_skill_by_skill(file: Path) -> None:
    answer = done("people", file, "gaps", "Ruth Calloway")
    assert "Ruth Calloway against Head of portfolio: one level short" in answer.out
    assert "Practitioner held, Expert asked, one level short" in answer.out
    found = done("people", file, "gaps", "Ruth Calloway", "--profile", "Programme director", "--json").json
    assert (found["profile"], found["readiness"]) == ("Programme director", "near")


def test_that_the_matrix_marks_what_is_lacking_beside_what_is_held(file: Path) -> None:
    answer = done("people", file, "matrix", "--team", "Portfolio office")
    assert "P<E" in answer.out
    assert "Chloe Farrant" not in answer.out
    found = done("people", file, "matrix", "--json").json
    assert {len(row["cells"]) for row in found["people"]} == {len(found["skills"])} == {9}


def test_that_cover_and_succession_name_people_with_reasons(file: Path) -> None:
    answer = done("people", file, "cover", "Head of portfolio", "--top", "1")
    assert "Oluwaseun Bright (ready now): meets all 6 skills" in answer.out
    assert "more; see them with --top" in answer.out
    found = {line["role"]: line for line in done("people", file, "succession", "--json").json}
    assert found["Programme director"]["ready"] == ["Katherine Dunmore"]


def test_that_what_expires_is_told_within_the_days_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    near, far = (done("people", file, "expiring", "--within", days, "--json").json for days in ("30d", "365"))
    assert 0 < len(near) < len(far)
    assert near[0]["state"] == "expired"
    with pytest.raises(SystemExit):
        command("people", file, "expiring", "--within", "soon")
    assert "is not a number of days such as 90d" in capsys.readouterr().err


def test_that_the_chart_is_indented_by_who_reports_to_whom(file: Path) -> None:
    lines = done("people", file, "chart").out.splitlines()
    assert lines[0].startswith("Dame Judith Ashworth")
    assert "    Samir Haddad · Portfolio analyst · Portfolio office" in lines
    found = done("people", file, "chart", "--by", "team", "--json").json
    assert found[0] == {
        "team": "Executive",
        "lead": "Dame Judith Ashworth",
        "in_team": None,
        "level": 0,
        "below": 39,
    }
    assert {
        "team": "Core Systems",
        "lead": "Yvonne Castellane",
        "in_team": None,
        "level": 1,
        "below": 4,
    } in found


def test_that_frameworks_are_added_once(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.portfolio"
    done("new", path)
    assert done("people", path, "add-frameworks").out == "Add the shipped frameworks\n"
    assert "all here already" in done("people", path, "add-frameworks").out
    assert "all here already" in done("people", file, "add-frameworks").out


def test_that_a_framework_is_shown_before_it_is_brought_in(file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sfia.csv"
    sheet.write_text("code,skill,levels\nBENM,Benefits management,3-6\n", encoding="utf-8")
    assert "1 skill added" in done("people", file, "import-framework", sheet, "--dry-run").out
    assert done("people", file, "import-framework", sheet, "--json").json["added"] == {"skill": 1}
    assert "so already" in done("people", file, "import-framework", sheet).out


def test_that_a_workspace_of_today_has_no_teams_to_take_over(file: Path) -> None:
    assert "so already" in done("people", file, "take-over-teams").out


def test_that_a_person_who_is_not_there_is_refused_in_one_line(file: Path) -> None:
    answer = command("people", file, "gaps", "Nobody Here")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)


def test_that_a_level_is_stated_by_name_mark_or_step_of_its_own_framework(tmp_path: Path) -> None:
    path = tmp_path / "own.portfolio"
    done("new", path, "--reference")
    done("add", path, "people", "name=Ann Lee")
    for said in ("Working", "w", "2"):
        done("people", path, "assess", "Ann Lee", "Planning", said, "--by", "manager", "--evidence", "A plan")
    (held,) = done("list", path, "person_skills", "--json").json
    assert (held["level_id"], held["assessed_by"], held["evidence"]) == ("Working", "manager", "A plan")
    answer = command("people", path, "assess", "Ann Lee", "POMG", "4")
    assert "Choose one of: 5 Ensure, advise" in answer.err


def test_that_skills_of_people_come_from_a_spreadsheet_with_what_is_left_out_said(tmp_path: Path) -> None:
    path, sheet = tmp_path / "own.portfolio", tmp_path / "skills.csv"
    done("new", path, "--reference")
    done("add", path, "people", "name=Ann Lee")
    sheet.write_text("Name,Planning,POMG,Pay grade\nAnn Lee,E,4,7\n", encoding="utf-8")
    told = done("people", path, "import-skills", sheet, "--dry-run").out
    assert "1 skill stated: 1 new, 0 at another level; 0 already so" in told
    assert "nothing about pay is kept here: Pay grade" in told
    assert "Row 2, POMG: “4”: no level of this skill" in told
    assert "Nothing was written" in told
    assert done("people", path, "import-skills", sheet, "--by", "self", "--json").json["added"] == 1
    assert done("people", path, "gaps", "Ann Lee", "--json").json["others"][0]["held"] == "Expert"


def test_that_the_chart_is_drawn_into_a_file(file: Path, tmp_path: Path) -> None:
    for name, begins in (("chart.pdf", b"%PDF"), ("chart.svg", b"<?xml"), ("chart.png", b"\x89PNG")):
        target = tmp_path / name
        assert done("people", file, "chart", target).out.strip() == str(target)
        assert target.read_bytes().startswith(begins)
    done("people", file, "chart", tmp_path / "teams.pdf", "--by", "team", "--paper", "a3", "--one-page")
    assert "ends in .pdf, .svg or .png" in refused("people", file, "chart", tmp_path / "chart.docx")
