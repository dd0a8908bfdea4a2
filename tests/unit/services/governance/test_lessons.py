# SPDX-License-Identifier: Apache-2.0
"""Lessons that are told to projects, acknowledged with what was done, and chased where they are not."""

from datetime import date, timedelta

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.filters import EVERYTHING, Op, Test
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.governance import lessons
from portfolio_desktop.services.office import Office
from tests.support.assurance import look, look_all
from tests.support.offices import add

TODAY = date(2026, 11, 21)
BY = TODAY + timedelta(days=14)


def test_that_a_lesson_is_told_to_live_projects_but_not_where_it_was_learned(office: Office) -> None:
    source, other = add(office, "project", title="Source"), add(office, "project", title="Other")
    add(office, "project", title="Over", status="closed")
    lesson = add(office, "lesson", title="Survey first", project_id=source)
    office.write(lessons.cascade(office, lesson, EVERYTHING, BY))
    (notice,) = look_all(office, "lesson_notice", "lesson_id", lesson)
    assert (notice["project_id"], notice["told_on"], notice["acknowledge_by"]) == (other, TODAY, BY)


def test_that_telling_adopts_a_proposed_lesson_and_one_undo_takes_both_back(office: Office) -> None:
    add(office, "project", title="Other")
    lesson = add(office, "lesson", title="Survey first")
    office.write(lessons.cascade(office, lesson, EVERYTHING, BY))
    assert (look(office, "lesson", lesson)["status"], look(office, "lesson", lesson)["adopted_on"]) == (
        "adopted",
        TODAY,
    )
    undo.undo(office)
    assert look(office, "lesson", lesson)["status"] == "proposed"
    assert not look_all(office, "lesson_notice", "lesson_id", lesson)


def test_that_projects_are_chosen_by_tier_and_told_once(office: Office) -> None:
    high = add(office, "project", title="High", tier="1")
    low = add(office, "project", title="Low", tier="3")
    lesson = add(office, "lesson", title="Survey first")
    office.write(lessons.cascade(office, lesson, Test("tier", Op.IS, "1"), BY))
    assert [each["project_id"] for each in look_all(office, "lesson_notice", "lesson_id", lesson)] == [high]
    office.write(lessons.cascade(office, lesson, EVERYTHING, BY))
    told = [each["project_id"] for each in look_all(office, "lesson_notice", "lesson_id", lesson)]
    assert sorted(map(str, told)) == sorted([high, low])
    with pytest.raises(Refusal, match="knows of L-0001 already"):
        lessons.cascade(office, lesson, EVERYTHING, BY)


def test_that_nobody_is_asked_by_a_day_that_has_passed_or_of_a_lesson_turned_down(office: Office) -> None:
    add(office, "project", title="Other")
    lesson = add(office, "lesson", title="Survey first")
    with pytest.raises(Refusal, match="which has passed"):
        lessons.cascade(office, lesson, EVERYTHING, TODAY - timedelta(days=1))
    office.write(records.change(office, "lesson", lesson, {"status": "rejected"}))
    with pytest.raises(Refusal, match="was not adopted"):
        lessons.cascade(office, lesson, EVERYTHING, BY)


def test_that_who_has_not_acknowledged_is_listed_until_they_say_what_was_done(office: Office) -> None:
    manager = add(office, "person", name="Żaneta")
    add(office, "project", title="Other", manager_id=manager)
    lesson = add(office, "lesson", title="Survey first")
    office.write(lessons.cascade(office, lesson, EVERYTHING, date(2200, 1, 1)))
    (waiting,) = lessons.waiting(office)
    assert (waiting.manager, waiting.is_late, waiting.project_title) == ("Żaneta", False, "Other")
    with pytest.raises(Refusal, match="Say what was done"):
        lessons.acknowledge(office, waiting.id, " ")
    office.write(lessons.acknowledge(office, waiting.id, "Survey ordered", by=manager))
    assert lessons.waiting(office) == ()
    assert look(office, "lesson_notice", waiting.id)["acknowledged_on"] == TODAY


def test_that_a_notice_is_late_the_day_after_its_day(office: Office) -> None:
    project, lesson = add(office, "project", title="Other"), add(office, "lesson", title="Survey first")
    for days in (0, -1):
        add(
            office,
            "lesson_notice",
            lesson_id=lesson,
            project_id=project,
            acknowledge_by=TODAY + timedelta(days=days),
        )
    assert [each.is_late for each in lessons.waiting(office)] == [True, False]
