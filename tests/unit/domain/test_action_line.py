# SPDX-License-Identifier: Apache-2.0
"""Actions as they are typed in a meeting, in the words people use."""

from datetime import date

import pytest

from portfolio_desktop.domain.action_line import ActionLine, named, understand

TODAY = date(2026, 11, 20)  # a Friday
PEOPLE = (
    ("1", "Ruth Calloway"),
    ("2", "Dame Judith Ashworth"),
    ("3", "Tom Whitfield"),
    ("4", "Tom Okafor"),
    ("5", "Siân Gwenllïan-Rhys"),
    ("6", "ليلى حدّاد"),
)


def read(line: str, coming: date | None = None) -> ActionLine:
    return understand(line, PEOPLE, TODAY, coming)


def test_that_owner_title_and_date_are_understood() -> None:
    assert read("Ruth: write to the operator by 12 Dec") == ActionLine(
        "Write to the operator", "Ruth", ("1",), date(2026, 12, 12)
    )


def test_that_an_owner_may_stand_before_to() -> None:
    assert read("Ruth Calloway to write to the operator") == ActionLine(
        "Write to the operator", "Ruth Calloway", ("1",), None
    )


def test_that_to_belongs_to_the_title_where_no_person_stands_before_it() -> None:
    assert read("Write to the operator").title == "Write to the operator"
    assert read("Write to the operator").owner == ""


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 12 December 2027", date(2027, 12, 12)),
        ("by 12th of December", date(2026, 12, 12)),
        ("by 3 Feb", date(2027, 2, 3)),
        ("by Dec 12", date(2026, 12, 12)),
        ("by 2026-12-01", date(2026, 12, 1)),
        ("by 1/12", date(2026, 12, 1)),
        ("by 01/12/26", date(2026, 12, 1)),
        ("by Monday", date(2026, 11, 23)),
        ("by Friday.", date(2026, 11, 27)),
        ("by next Tues", date(2026, 11, 24)),
        ("by tomorrow", date(2026, 11, 21)),
        ("by the end of the month", date(2026, 11, 30)),
        ("by end of week", date(2026, 11, 20)),
        ("by next week", date(2026, 11, 27)),
        ("within two weeks", date(2026, 12, 4)),
        ("in 10 days", date(2026, 11, 30)),
        ("(due 12 Dec)", date(2026, 12, 12)),
    ],
)
def test_that_dates_are_understood_in_words(words: str, due: date) -> None:
    line = read(f"Ruth: send the plan {words}")
    assert (line.title, line.due) == ("Send the plan", due)


def test_that_the_next_meeting_is_a_date_where_it_is_known() -> None:
    assert read("Ruth: report by the next meeting", date(2027, 1, 18)).due == date(2027, 1, 18)
    unknown = read("Ruth: report by the next meeting")
    assert unknown.due is None
    assert unknown.title == "Report by the next meeting"


def test_that_a_day_that_does_not_exist_stays_in_the_title() -> None:
    assert read("Ruth: pay by 31 Feb") == ActionLine("Pay by 31 Feb", "Ruth", ("1",), None)


def test_that_a_name_that_two_people_bear_names_both() -> None:
    assert read("Tom: ring them").people == ("3", "4")
    assert read("Tom O: ring them").people == ("4",)


def test_that_a_name_nobody_has_is_kept_for_correction() -> None:
    assert read("Nobody Here: ring them") == ActionLine("Ring them", "Nobody Here", (), None)


def test_that_welsh_and_arabic_names_are_found() -> None:
    assert named("siân", PEOPLE) == ("5",)
    assert read("ليلى: أرسلي الخطة by 12 Dec") == ActionLine(
        "أرسلي الخطة", "ليلى", ("6",), date(2026, 12, 12)
    )


@pytest.mark.parametrize("line", ["", "   ", ":", ": by 12 Dec", "🚀", "a:" * 500])
def test_that_nothing_typed_can_break_it(line: str) -> None:
    read(line)
