# SPDX-License-Identifier: Apache-2.0
"""Meetings and actions by command: the calendar, the minutes, one person's list."""

from pathlib import Path

import pytest

from tests.support.commands import done, refused
from tests.support.meetings import furnish
from tests.support.offices import add, make_office


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with make_office(tmp_path) as office:
        room = furnish(office)
        add(office, "person", name="Ruth Okafor")
        add(office, "action", title="Chair's letter", owner_id=room.chair)
        return office.path


def test_that_the_minutes_are_written_as_pdf_and_the_meeting_as_calendar(file: Path, tmp_path: Path) -> None:
    done("minutes", file, "MT-0002", tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    done("minutes", file, "MT-0002", tmp_path / "out.ics")
    assert b"SUMMARY:Extraordinary" in (tmp_path / "out.ics").read_bytes()


def test_that_minutes_of_something_else_are_refused(file: Path, tmp_path: Path) -> None:
    assert "“P-0001” is no meeting" in refused("minutes", file, "P-0001", tmp_path / "out.pdf")
    assert "must end in .pdf or .ics" in refused("minutes", file, "MT-0002", tmp_path / "out.docx")


def test_that_one_persons_actions_are_printed_and_written(file: Path, tmp_path: Path) -> None:
    found = done("actions", file, "--owner", "ruth c", "--json").json
    assert [each["title"] for each in found] == ["Send the plan"]
    assert found[0]["sources"] == ["MT-0001"]
    done("actions", file, "--owner", "Calloway", tmp_path / "ruth.ics")
    assert b"Send the plan" in (tmp_path / "ruth.ics").read_bytes()
    done("actions", file, tmp_path / "all.pdf")
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_name_two_people_share_is_asked_back(file: Path) -> None:
    assert "Ruth Calloway, Ruth Okafor" in refused("actions", file, "--owner", "Ruth")
    assert "Nobody here" in refused("actions", file, "--owner", "Bronwen")


def test_that_the_next_meeting_is_called_with_its_agenda(file: Path) -> None:
    said = done("next-meeting", file, "BD-0001").out
    assert "MT-0003  Change Board" in said
    assert "Open actions" in said
    assert "MT-0003" in done("meetings", file).out


def test_that_a_decision_is_taken_with_its_option_dissent_and_meeting(file: Path) -> None:
    said = (
        "--option",
        "1",
        "--conditions",
        "In two parts",
        "--dissent",
        "Siân: too soon",
        "--meeting",
        "MT-0001",
    )
    done("decide", file, "D-0001", "conditional", *said)
    found = done("list", file, "decisions", "--where", "code=D-0001", "--json").json[0]
    assert (found["status"], found["meeting_id"], found["dissent"]) == (
        "conditional", "MT-0001", "Siân: too soon",
    )  # fmt: skip
    assert found["decided_on"]
    options = done("list", file, "decision_options", "--json").json
    assert [(each["position"], each["chosen"]) for each in options] == [(1, True), (2, False)]
    done("undo", file)
    assert done("list", file, "decisions", "--json").json[0]["status"] == "asked"


def test_that_a_decision_without_what_it_needs_is_refused(file: Path) -> None:
    assert "Write down the conditions" in refused("decide", file, "D-0001", "conditional")
    assert "Give the reason" in refused("decide", file, "D-0001", "rejected")
    assert "There is no option 9. There are: 1, 2." in refused(
        "decide", file, "D-0001", "approved", "--option", "9"
    )
    assert "Say whether it is approved" in refused("decide", file, "D-0001", "maybe")
