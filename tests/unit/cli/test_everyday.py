# SPDX-License-Identifier: Apache-2.0
"""Diary, notices, preferences, the quality of the data and what stands twice, without a window."""

from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.services.office import new_office
from tests.support.commands import done, refused
from tests.support.offices import add


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "laptop"))
    path = tmp_path / "Gŵyl.portfolio"
    with new_office(path, "Ann Lee") as office:
        project = add(office, "project", title="Harbour", code="P-0001")
        add(office, "action", title="Write", project_id=project, due=date(2020, 1, 1))
        add(office, "milestone", title="Open", project_id=project, forecast=date(2099, 12, 31))
    return path


def test_that_the_diary_is_written_and_what_is_no_calendar_is_refused(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "Dyddiadur.ics"
    assert "1 entry" in done("diary", file, target, "--project", "P-0001", "--kind", "milestones").out
    assert b"20991231" in target.read_bytes()
    assert ".ics" in refused("diary", file, tmp_path / "diary.txt")
    assert "P-9" in refused("diary", file, target, "--project", "P-9")


def test_that_a_notice_is_done_with_or_put_off_and_listed_all_the_same(file: Path) -> None:
    (found,) = done("notices", file, "--json").json
    assert (found["key"], found["count"]) == ("due.action.due", 1)
    done("notices", file, "--done", found["key"])
    assert done("notices", file, "--json").json == []
    assert len(done("notices", file, "--all", "--json").json) == 1
    assert "Say until" in refused("notices", file, "--snooze", found["key"])
    assert "no notice" in refused("notices", file, "--done", "due.boat.sinks")


def test_that_preferences_are_listed_set_and_reset_where_they_belong(file: Path) -> None:
    assert done("preferences", "--json").json["theme"] == {
        "value": "system",
        "shipped": "system",
        "scope": "laptop",
    }
    assert "Dark" in done("preferences", "set", "theme", "dark").out
    assert "As the system" in done("preferences", "reset", "theme").out
    assert "--in FILE" in refused("preferences", "set", "stale_days", "60")
    done("preferences", "set", "stale_days", "60", "--in", file)
    assert done("preferences", "list", "stale_days", "--in", file, "--json").json["stale_days"]["value"] == 60
    done("undo", file)
    assert "45 days" in done("preferences", "--in", file).out
    assert "Choose a second place in the window" in refused("preferences", "set", "second_place", "x")


def test_that_the_quality_of_the_data_says_how_it_is_worked_out_and_lists_what_is_wrong(file: Path) -> None:
    answer = done("quality", file)
    assert "share of checks that hold" in answer.out
    assert "P-0001 Harbour" in answer.out
    found = done("quality", file, "--register", "actions", "--fault", "stale", "--json").json
    assert [each["rule"] for each in found["findings"]] == ["late.due"]
    assert 0 < found["score"]["share"] < 1


def test_that_what_stands_twice_is_listed_and_made_one(file: Path) -> None:
    assert done("doubles", file).out.strip() == "Nothing stands twice."
    for role in ("Engineer", "Diver"):
        done("add", file, "people", "name=Vera Lind", f"role={role}")
        done("add", file, "milestones", "title=Wall stands", "project_id=P-0001")
    person, milestone = done("doubles", file, "--json").json
    assert (person["same"], milestone["same"]) == (False, True)
    assert milestone["stays"] == "MS-0002"
    stays, (goes,) = person["stays"], person["goes"]
    assert person["differing"] == [{"field": "role", "said": {stays: "Engineer", goes: "Diver"}}]
    answer = done("merge", file, stays, goes, "--take", f"role={goes}", "--dry-run").out
    assert "Nothing was written" in answer
    assert len(done("doubles", file, "--json").json) == 2
    done("merge", file, stays, goes, "--take", f"role={goes}")
    assert done("list", file, "people", "--json").json[0]["role"] == "Diver"
    assert "Merge 1 record that stood twice" in done("merge", file, "--all").out
    assert "Nothing to change" in done("merge", file, "--all").out
    done("undo", file)
    assert len(done("doubles", file, "--json").json) == 1


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ([], "two or more"),
        (["P-0001"], "two or more"),
        (["P-0001", "--all"], "two or more"),
        (["P-0001", "MS-0001"], "different registers"),
        (["P-0001", "P-0009"], "P-0009"),
        (["P-0001", "P-0002", "--take", "title"], "FIELD=RECORD"),
        (["P-0001", "P-0002", "--take", "shoes=P-0001"], "shoes"),
    ],
)
def test_that_what_cannot_be_merged_is_refused(file: Path, asked: list[str], why: str) -> None:
    done("add", file, "projects", "title=Harbour", "code=P-0002")
    assert why in refused("merge", file, *asked)
