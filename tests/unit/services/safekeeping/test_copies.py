# SPDX-License-Identifier: Apache-2.0
"""One verified copy a day, made by itself before the day's first change."""

from datetime import UTC, datetime, timedelta

import time_machine

from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.copies import keep_daily_copy
from portfolio_desktop.storage.backup import backups
from tests.support.offices import add

MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_that_an_empty_workspace_needs_no_copy(office: Office) -> None:
    assert keep_daily_copy(office) is None


def test_that_a_day_with_changes_behind_it_begins_with_a_copy_and_gets_only_one(office: Office) -> None:
    add(office, "project", title="Harbour")
    with time_machine.travel(MORNING, tick=False):
        assert keep_daily_copy(office) is not None
        assert keep_daily_copy(office) is None
    with time_machine.travel(MORNING + timedelta(hours=9), tick=False):
        assert keep_daily_copy(office) is None
    assert len(backups(office.path)) == 1


def test_that_days_without_changes_make_no_copies(office: Office) -> None:
    add(office, "project", title="Harbour")
    with time_machine.travel(MORNING + timedelta(days=3650), tick=False):
        keep_daily_copy(office)
    with time_machine.travel(MORNING + timedelta(days=3652), tick=False):
        assert keep_daily_copy(office) is None
