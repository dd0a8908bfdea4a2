# SPDX-License-Identifier: Apache-2.0
"""The clock of a meeting against its plan."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from portfolio_desktop.gui.pages.meetings.pace import pace
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.meetings import MeetingPage, meeting_page
from tests.support.meetings import furnish
from tests.support.offices import make_office

TWO = datetime.fromisoformat("2026-11-20T14:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def page(tmp_path: Path) -> MeetingPage:
    """Two items from 14:00: five minutes and forty."""
    with make_office(tmp_path) as office:
        return meeting_page(office, furnish(office).coming)


def test_that_an_item_begun_on_time_is_on_time_until_its_minutes_are_over(page: MeetingPage) -> None:
    item = page.items[1]
    begun = TWO + 5 * MINUTE
    at = pace(page, item, begun, begun + 30 * MINUTE)
    assert (at.words, at.plan_words, at.over) == ("30 of 40 minutes", "on time", False)
    at = pace(page, item, begun, begun + 50 * MINUTE)
    assert (at.words, at.plan_words, at.over) == ("50 of 40 minutes", "10 minutes behind", True)


def test_that_an_item_begun_early_is_ahead(page: MeetingPage) -> None:
    assert pace(page, page.items[1], TWO, TWO + MINUTE).plan_words == "5 minutes ahead"


def test_that_on_another_day_nothing_is_said_of_the_plan(page: MeetingPage) -> None:
    later = TWO + timedelta(days=3)
    at = pace(page, page.items[0], later, later + MINUTE)
    assert (at.words, at.plan_words) == ("1 of 5 minutes", "")


def test_that_a_meeting_without_a_date_counts_its_minutes_alone(tmp_path: Path) -> None:
    with make_office(tmp_path) as office:
        changes = records.create(office, "meeting", {"title": "Some day"})
        office.write(changes)
        page = meeting_page(office, changes.items[0].record)
    assert pace(page, None, TWO, TWO + 3 * MINUTE).words == "3 minutes"
