# SPDX-License-Identifier: Apache-2.0
"""The diary: whose days stand in it, which do not any more, and that another library reads the file as it was meant."""

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.calendar import export_calendar
from portfolio_desktop.services import records
from portfolio_desktop.services.diary.entries import Kind, diary
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create


def add(office: Office, entity: str, **values: Value) -> Id:
    changes = records.create(office, entity, values)
    office.write(changes)
    return next(iter(changes)).record


def read(path: Path) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    assert [event.errors for event in calendar.walk("VEVENT") if event.errors] == []
    return list(calendar.events)


def test_that_what_is_done_or_long_past_has_no_place_in_the_diary(office: Office) -> None:
    today = office.today()
    add(office, "action", title="Write to the board", due=today)
    add(office, "action", title="Done", due=today, status="done")
    add(office, "action", title="Ages ago", due=date(2001, 1, 1))
    add(office, "gate_review", title="Held", project_id=add(office, "project", title="P"), held_on=today)
    assert [each.title for each in diary(office)] == ["Due: Write to the board"]


def test_that_a_diary_is_of_a_project_with_all_that_is_part_of_it_or_of_a_person(office: Office) -> None:
    today, ann = office.today(), add(office, "person", name="Ann Lee")
    harbour, other = add(office, "project", title="Harbour"), add(office, "project", title="Depot")
    risk = add(office, "risk", title="Silt", project_id=harbour, review_on=today, owner_id=ann)
    add(office, "risk_response", title="Dredge", risk_id=risk, due=today)
    add(office, "milestone", title="Opened", project_id=other, forecast=today)
    board = add(office, "board", title="Board")
    add(office, "board_member", board_id=board, person_id=ann)
    add(office, "meeting", title="Board of May", board_id=board, starts=datetime.combine(today, NINE.time()))
    of_harbour = {each.title for each in diary(office, project=harbour)}
    assert of_harbour == {"Review the risk: Silt", "Due: Dredge"}
    assert {each.title for each in diary(office, person=ann)} == {"Review the risk: Silt", "Board of May"}
    assert [each.title for each in diary(office, kinds=[Kind.MILESTONES])] == ["Milestone: Opened"]


NINE = datetime.fromisoformat("2026-12-08T09:30")


def test_that_another_program_reads_days_times_and_words_as_they_were_meant(
    office: Office, tmp_path: Path
) -> None:
    add(office, "portfolio", title="Newid, a’r “dyfodol”; \\ 2030")
    add(office, "action", title="Gŵyl; cost, £5 \\ 🚀 " * 6, due=date(2026, 12, 31))
    add(
        office, "meeting", title="Over New Year", starts=NINE, ends=datetime.fromisoformat("2027-01-02T16:00")
    )
    export_calendar(office, tmp_path / "a.ics")
    meeting, action = read(tmp_path / "a.ics")
    assert meeting.start == NINE.astimezone(UTC)
    assert meeting.end.year == 2027
    assert (action.start, action.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert action["SUMMARY"] == "Due: " + ("Gŵyl; cost, £5 \\ 🚀 " * 6).strip()


def test_that_an_entry_written_again_after_an_edit_is_the_same_one_and_later(
    office: Office, tmp_path: Path
) -> None:
    action = add(office, "action", title="Write", due=date(2026, 12, 31))
    export_calendar(office, tmp_path / "a.ics")
    office.write(records.change(office, "action", action, {"due": date(2027, 1, 31)}))
    export_calendar(office, tmp_path / "b.ics")
    (before,), (after,) = read(tmp_path / "a.ics"), read(tmp_path / "b.ics")
    assert before["UID"] == after["UID"]
    assert before.sequence < after.sequence


def test_that_two_days_of_one_record_are_two_entries(office: Office, tmp_path: Path) -> None:
    project = add(office, "project", title="P")
    today = office.today()
    add(office, "work_package", title="W", project_id=project, due=today, next_review=today)
    export_calendar(office, tmp_path / "a.ics")
    assert len({event["UID"] for event in read(tmp_path / "a.ics")}) == 2


@pytest.mark.timeout(20)
def test_that_ten_thousand_entries_are_one_file(office: Office, tmp_path: Path) -> None:
    day = date(2026, 12, 31)
    entity = office.catalogue.entity("action")
    made = tuple(
        Create("action", Id(f"{number:026}"), {"title": f"Gŵyl {number}", "due": day, "status": "open"})
        for number in range(10_000)
    )
    assert entity.has("due")
    office.write(Changes("Ten thousand", made))
    assert export_calendar(office, tmp_path / "a.ics") == 10_000


def test_that_a_diary_of_nothing_is_a_calendar_with_nothing_in_it(office: Office, tmp_path: Path) -> None:
    assert export_calendar(office, tmp_path / "a.ics") == 0
    assert read(tmp_path / "a.ics") == []
