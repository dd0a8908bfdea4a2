# SPDX-License-Identifier: Apache-2.0
"""The minutes and the lists of actions as PDF, from an ordinary meeting to one with nothing or far too much in it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from portfolio_desktop.reports.action_list import render_actions
from portfolio_desktop.reports.minutes import render_minutes
from portfolio_desktop.services import records
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.actions import actions, marking
from portfolio_desktop.services.governance.meetings import meeting_page
from portfolio_desktop.services.office import Office
from tests.support.meetings import BoardRoom, furnish
from tests.support.offices import TODAY, add, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def room(office: Office) -> BoardRoom:
    return furnish(office)


def pages(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [
            pdf[number].get_textpage().get_text_range().replace("\r\n", "\n") for number in range(len(pdf))
        ]
    finally:
        pdf.close()


def text(content: bytes) -> str:
    return " ".join("\n".join(pages(content)).split())


def test_that_the_minutes_say_who_was_there_what_was_decided_and_who_does_what(
    office: Office, room: BoardRoom
) -> None:
    office.write(taking.attend(office, room.coming, "present", person=room.chair))
    office.write(taking.attend(office, room.coming, "deputy", person=room.ruth, deputy=room.guest))
    office.write(taking.note(office, room.item, "The contractor is waiting."))
    taken = taking.Taken("conditional", "Released", "Needed", "Only £1m", "Tom: too soon", room.option)
    office.write(taking.decide(office, room.asked, taken, meeting=room.coming, item=room.item))
    office.write(
        taking.add_action(
            office, "Tell them", owner=room.ruth, due=date(2026, 12, 12), meeting=room.coming, item=room.item
        )
    )
    said = text(render_minutes(meeting_page(office, room.coming)))
    for wanted in (
        "Change Board",
        "Friday 20 Nov 2026, 14:00–14:30",
        "Judith Ashworth (Chair)",
        "Siân Gwenllïan-Rhys for Ruth Calloway",
        "The contractor is waiting.",
        "Approved with conditions",
        "Option chosen: Release it now",
        "Conditions: Only £1m",
        "Dissent: Tom: too soon",
        "Ruth Calloway, by 12 Dec 2026",
    ):
        assert wanted in said


def test_that_minutes_are_a_draft_on_every_page_until_they_are_agreed(
    office: Office, room: BoardRoom
) -> None:
    office.write(taking.note(office, room.item, "A long discussion. " * 400))
    drafted = pages(render_minutes(meeting_page(office, room.coming)))
    assert len(drafted) > 1
    assert all("Draft" in page.split("\n") for page in drafted)
    office.write(records.change(office, "meeting", room.coming, {"minutes_agreed_on": date(2026, 12, 8)}))
    agreed = text(render_minutes(meeting_page(office, room.coming)))
    assert "Draft" not in agreed
    assert "Agreed as a correct record on 8 Dec 2026" in agreed


def test_that_a_decision_that_was_not_reached_is_not_passed_off_as_taken(
    office: Office, room: BoardRoom
) -> None:
    said = text(render_minutes(meeting_page(office, room.coming)))
    assert "D-0001, Release the contingency: not taken." in said


def test_that_a_meeting_with_nothing_in_it_has_minutes_all_the_same(office: Office) -> None:
    bare = add(office, "meeting", title="Gŵyl 🚀 ليلى")
    assert "Without a date" in text(render_minutes(meeting_page(office, bare)))


def test_that_sixty_items_in_three_scripts_run_over_pages_without_losing_one(office: Office) -> None:
    meeting = add(office, "meeting", title="Long", starts=datetime.fromisoformat("2026-11-20T09:00"))
    for position in range(1, 61):
        title = ("Cyfarfod â’r gŵr", "اجتماع المجلس", "🚀 Launch")[position % 3]
        item = add(office, "agenda_item", meeting_id=meeting, position=position, title=f"{title} {position}")
        office.write(taking.note(office, item, "ŵ ليلى 🚀 " * 20))
    said = pages(render_minutes(meeting_page(office, meeting)))
    assert len(said) > 5
    for position in range(1, 61):
        assert any(f"{position}." in page.split("\n") or f"{position}." in page for page in said)


def test_that_the_same_meeting_gives_the_same_file(office: Office, room: BoardRoom) -> None:
    page = meeting_page(office, room.coming)
    assert render_minutes(page) == render_minutes(page)


def test_that_a_persons_list_names_what_is_late_and_where_it_came_from(
    office: Office, room: BoardRoom
) -> None:
    said = text(render_actions(actions(office, owner=room.ruth), TODAY, "Ruth Calloway"))
    assert "Actions of Ruth Calloway" in said
    assert "1 action, 1 late, on 20 Nov 2026" in said
    assert "17 Nov 2026 late" in said
    assert "Meeting MT-0001" in said


def test_that_an_empty_list_says_that_nothing_is_open() -> None:
    assert "Nothing is open." in text(render_actions((), TODAY, "Ruth Calloway"))


def test_that_a_list_of_actions_wears_the_gravest_marking(office: Office) -> None:
    assert marking(office) == ""
    for name, marked in (("Roads", "official"), ("Care", "official_sensitive"), ("Parks", None)):
        office.write(records.create(office, "portfolio", {"title": name, "marking": marked}))
    assert marking(office) == "OFFICIAL-SENSITIVE"
    assert "OFFICIAL-SENSITIVE" in text(render_actions((), TODAY, "", marking(office)))
