# SPDX-License-Identifier: Apache-2.0
"""What a plan is not made to say by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.plans.calendars import WEEKDAYS
from tests.support.offices import add, make_office
from tests.support.planning import make_project, make_task


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("percent_done", Decimal(101), "101 % does not"),
        ("percent_done", Decimal(-1), "-1 % does not"),
        ("duration", Decimal("-0.5"), "cannot last -0.5 days"),
        ("levelling_priority", 1001, "1001 does not"),
    ],
)
def test_that_impossible_numbers_are_refused(
    office: Office, field: str, value: Decimal | int, said: str
) -> None:
    task = make_task(office, make_project(office), "Dig")
    with pytest.raises(Refusal, match=said):
        records.change(office, "task", task, {field: value})


def test_that_a_task_lies_under_one_of_its_own_project_and_never_under_itself(office: Office) -> None:
    here, there = make_project(office), make_project(office, "Quay")
    works, wall = make_task(office, here, "Works"), make_task(office, there, "Wall")
    dig = make_task(office, here, "Dig", parent_id=works)
    with pytest.raises(Refusal, match="T-0002 is in another project"):
        records.change(office, "task", dig, {"parent_id": wall})
    with pytest.raises(Refusal, match="cannot lie under itself"):
        records.change(office, "task", works, {"parent_id": dig})
    with pytest.raises(Refusal, match="T-0001 is in another project"):
        records.change(office, "task", dig, {"project_id": there})
    with pytest.raises(Refusal, match="Tasks lie under this one"):
        records.change(office, "task", works, {"project_id": there})


def test_that_hours_nobody_can_read_are_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="“nine to five” is not a list of hours"):
        records.create(office, "calendar", {"title": "Odd", "monday": "nine to five"})
    with pytest.raises(Refusal, match="25"):
        records.create(office, "calendar", {"title": "Odd", "hours_a_day": Decimal(25)})
    with pytest.raises(Refusal, match="at least one day"):
        records.create(office, "calendar", {"title": "Never", **dict.fromkeys(WEEKDAYS, "-")})
    week = add(office, "calendar", title="Week", monday="09:00-12:00, 13:00-17:00", tuesday="-")
    other = add(office, "calendar", title="Other", parent_id=week)
    with pytest.raises(Refusal, match="cannot be built on itself"):
        records.change(office, "calendar", week, {"parent_id": other})
    backwards = {"first": date(2026, 12, 24), "last": date(2026, 12, 1)}
    with pytest.raises(Refusal, match="last day is before the first"):
        records.create(office, "calendar_exception", {"calendar_id": week, "title": "Break", **backwards})


def test_that_no_summary_is_told_to_finish_no_earlier(office: Office) -> None:
    project = make_project(office)
    works = make_task(office, project, "Works")
    make_task(office, project, "Dig", parent_id=works)
    with pytest.raises(Refusal, match="Say that of the one that is to finish last"):
        records.change(office, "task", works, {"condition": "finish_no_earlier"})
    held = make_task(office, project, "Pour", condition="finish_no_earlier", parent_id=works)
    records.change(office, "task", held, {"condition": "finish_no_later"})
