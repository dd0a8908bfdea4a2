# SPDX-License-Identifier: Apache-2.0
"""A plan by command: built, linked, dated, explained, and measured against its baseline."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from portfolio_desktop.cli.arguments import number, seconds
from tests.support.commands import done, refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two tasks of three and two days, the second of which waits for the first, from Monday 30 November 2026."""
    file = tmp_path / "office.portfolio"
    done("new", file)
    done("add", file, "projects", "title=Harbour", "start=2026-11-30", "code=P-0001")
    for title, days in (("Dig", 3), ("Pour", 2)):
        done(
            "add",
            file,
            "tasks",
            "project_id=P-0001",
            f"title={title}",
            f"duration={days}",
            "scheduling=links",
        )
    assert "Link T-0001 to T-0002" in done("link", file, "T-0001", "T-0002").out
    return file


def test_that_the_timeline_has_dates_float_and_what_is_critical(file: Path) -> None:
    rows = {row["title"]: row for row in done("timeline", file, "--json").json}
    assert rows["Pour"]["start"] == "2026-12-03T09:00"
    assert (rows["Pour"]["critical"], rows["Pour"]["total_float"]) == (True, 0.0)
    found = done("timeline", file, "--find", "harbour is:critical -pour", "--json").json
    assert [row["title"] for row in found] == ["Harbour", "Dig"]
    assert "“colour:”" in refused("timeline", file, "--find", "colour:red")
    assert "3 Dec 2026" in done("timeline", file, "P-0001", "--critical").out
    assert [row["title"] for row in done("timeline", file, "--detail", "projects", "--json").json] == [
        "Harbour"
    ]


def test_that_the_critical_path_and_a_task_say_why(file: Path) -> None:
    path = done("critical", file, "P-0001", "--json").json
    assert [step["code"] for step in path] == ["T-0001", "T-0002"]
    assert "It follows ‘Dig’" in done("critical", file, "P-0001").out
    done("set", file, "T-0002", "deadline=2026-12-03 17:30")
    said = done("why", file, "T-0002").out
    assert "It follows ‘Dig’" in said
    assert "3 Dec 2026 as its deadline" in said
    assert done("why", file, "T-0002", "--json").json["chain"] == ["T-0001"]


def test_that_a_plan_is_shaped_and_dated_and_each_act_is_undone(file: Path) -> None:
    done("unlink", file, "T-0001", "T-0002")
    done("indent", file, "T-0002")
    assert done("show", file, "T-0002", "--json").json["parent_id"] == "T-0001"
    done("outdent", file, "T-0002")
    done("start", file, "T-0002", "2026-12-07")
    assert done("show", file, "T-0002", "--json").json["starts"] == "2026-12-07T09:00"
    done("progress", file, "T-0001", "100", "--on", "2026-12-02")
    assert done("show", file, "T-0001", "--json").json["end_actual"] == "2026-12-02"
    done("keep-dates", file, "T-0002")
    assert done("show", file, "T-0002", "--json").json["start"] == "2026-12-07"
    done("by-links", file, "T-0002")
    for _act in range(7):
        done("undo", file)
    rows = {row["title"]: row for row in done("timeline", file, "--json").json}
    assert rows["Pour"]["start"] == "2026-12-03T09:00"


def test_that_the_timeline_says_a_finish_that_is_stated_for_another_day_than_the_plan_ends(
    file: Path,
) -> None:
    assert "as its finish" not in done("timeline", file).out
    done("set", file, "P-0001", "end=2027-03-31")
    assert "States 31 Mar 2027 as its finish" in done("timeline", file).out
    rows = {row["title"]: row for row in done("timeline", file, "--json").json}
    assert (rows["Harbour"]["stated"], rows["Dig"]["stated"]) == ("2027-03-31T23:59", None)


def test_that_a_circle_and_what_makes_no_sense_are_one_line(file: Path) -> None:
    assert "Dig" in refused("link", file, "T-0002", "T-0001")
    assert "cannot wait for itself" in refused("link", file, "T-0001", "T-0001")
    assert "does not wait for" in refused("unlink", file, "T-0002", "T-0001")


def test_that_a_circle_across_two_projects_names_the_tasks_with_their_projects(file: Path) -> None:
    done("add", file, "projects", "title=Quay", "start=2026-11-30")
    done("add", file, "tasks", "title=Paint", "project_id=P-0002", "duration=1", "scheduling=links")
    done("link", file, "T-0002", "T-0003")
    said = refused("link", file, "T-0003", "T-0001")
    for one in ("‘Dig’ of ‘Harbour’", "‘Pour’ of ‘Harbour’", "‘Paint’ of ‘Quay’"):
        assert one in said


def test_that_a_plan_is_measured_against_its_baseline(file: Path) -> None:
    done("baseline", "take", file, "Agreed", "P-0001")
    done("set", file, "T-0001", "duration=5")
    (kept,) = done("baseline", "list", file, "--json").json
    assert (kept["title"], kept["project"], kept["finish"]) == ("Agreed", "P-0001", "2026-12-04")
    assert "Agreed" in done("baseline", "list", file, "P-0001").out
    lines = done("baseline", "compare", file, "P-0001", "--json").json
    assert [(line["title"], line["finish_days"]) for line in lines] == [
        ("Harbour", 4),
        ("Dig", 2),
        ("Pour", 4),
    ]
    assert "+4" in done("baseline", "compare", file, "P-0001", "Agreed").out
    assert "There are: Agreed" in refused("baseline", "compare", file, "P-0001", "Other")
    rows = {row["title"]: row for row in done("timeline", file, "--baseline", "Agreed", "--json").json}
    assert rows["Dig"]["baselines"]["Agreed"]["finish"] == "2026-12-02T17:30"


def test_that_a_code_that_nobody_has_is_said_as_it_was_typed(file: Path) -> None:
    for verb in ("critical", "why", "plan-check"):
        assert "“X-9999” is not the code of any record" in refused(verb, file, "X-9999")


def test_that_lengths_beyond_every_calendar_are_one_line_and_change_nothing(file: Path) -> None:
    before = done("timeline", file).out
    assert "beyond the years" in refused(
        "link", file, "T-0001", "T-0002", "--kind", "ss", "--lag", "100000000"
    )
    assert "beyond the years" in refused(
        "link", file, "T-0001", "T-0002", "--kind", "ss", "--lag", "100000000000"
    )
    assert "beyond the years" in refused("set", file, "T-0001", "duration=100000000")
    assert done("timeline", file).out == before


@pytest.mark.parametrize("text", ["abc", "nan", "inf", ""])
def test_that_what_is_no_number_is_none(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a number"):
        number(text)


@pytest.mark.parametrize("text", ["nan", "-3", "0", "1e9", "soon"])
def test_that_a_search_ends_some_day(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a number"):
        seconds(text)
