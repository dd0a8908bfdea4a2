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
    assert "P-0001 is none of the meetings" in refused("minutes", file, "P-0001", tmp_path / "out.pdf")
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
