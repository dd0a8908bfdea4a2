# SPDX-License-Identifier: Apache-2.0
"""Calendar files that a calendar takes: folded, escaped, and the same entry again when it is written again."""

from datetime import UTC, date, datetime

import pytest

from portfolio_desktop.exchange.calendar import CalendarEvent, escaped, folded, write_calendar

MADE = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NINE = datetime.fromisoformat("2026-12-08T09:30")


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def utc(wall: datetime) -> str:
    return f"{wall.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def test_that_a_meeting_at_a_time_on_the_wall_is_written_as_the_moment_that_it_is_everywhere() -> None:
    lines = unfolded(write_calendar([CalendarEvent("m1", "Board", NINE, NINE.replace(hour=11))], MADE))
    assert f"DTSTART:{utc(NINE)}" in lines
    assert f"DTEND:{utc(NINE.replace(hour=11))}" in lines
    assert "UID:m1@portfolio-desktop" in lines


def test_that_an_action_is_a_whole_day_that_keeps_nobody_busy() -> None:
    lines = unfolded(write_calendar([CalendarEvent("a1", "Write", date(2026, 12, 31))], MADE))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_that_a_meeting_that_ends_before_it_starts_lasts_an_hour() -> None:
    lines = unfolded(write_calendar([CalendarEvent("m1", "Board", NINE, NINE.replace(hour=8))], MADE))
    assert f"DTEND:{utc(NINE.replace(hour=10))}" in lines


@pytest.mark.parametrize("title", ["Gŵyl " * 40, "اجتماع مجلس المحفظة " * 9, "🚀" * 60, "x" * 300, ""])
def test_that_no_line_is_longer_than_75_octets_and_no_character_is_cut(title: str) -> None:
    content = write_calendar([CalendarEvent("m1", title, NINE)], MADE)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert f"SUMMARY:{escaped(title)}" in unfolded(content)


def test_that_every_line_ends_in_a_carriage_return_and_a_line_feed() -> None:
    content = write_calendar([CalendarEvent("m1", "One\nTwo", NINE, place="A; B, C\\D")], MADE)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert r"LOCATION:A\; B\, C\\D" in unfolded(content)
    assert r"SUMMARY:One\nTwo" in unfolded(content)


def test_that_text_cannot_end_its_entry_and_begin_another() -> None:
    lines = unfolded(write_calendar([CalendarEvent("m1", "x\r\nEND:VEVENT\r\nBEGIN:VALARM", NINE)], MADE))
    assert lines.count("END:VEVENT") == 1
    assert "BEGIN:VALARM" not in lines


def test_that_the_last_day_of_the_calendar_is_written_all_the_same() -> None:
    assert b"99991231" in write_calendar([CalendarEvent("a1", "Late", date.max)], MADE)


def test_that_a_time_that_no_zone_has_is_written_as_the_wall_says() -> None:
    first = datetime.fromisoformat("0001-01-01T00:00")
    assert b"DTSTART:00010101T" in write_calendar([CalendarEvent("m1", "First", first)], MADE)
    write_calendar([CalendarEvent("m1", "Last", datetime.fromisoformat("9999-12-31T23:59:59"))], MADE)


def test_that_a_short_line_is_left_whole() -> None:
    assert list(folded("SUMMARY:x")) == ["SUMMARY:x"]
