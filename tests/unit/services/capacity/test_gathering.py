# SPDX-License-Identifier: Apache-2.0
"""Who there is and what is asked of them, read from the registers: what cannot be counted is listed, never dropped."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.domain.capacity.load import Board, By, Key, State
from portfolio_desktop.domain.capacity.months import Month, month_of
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.capacity import packages
from portfolio_desktop.services.capacity.gathering import capacity
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.rules import keep_thresholds
from tests.support.handing import Handing
from tests.support.offices import add

MARCH = month_of(date(2027, 3, 1))  # 23 working days


@pytest.fixture
def handing(office: Office) -> Handing:
    return Handing(office)


def asked(board: Board, person: str, month: Month = MARCH) -> float:
    return board.cell(Key(By.PERSON, person), month).demand


def test_that_packages_and_demands_are_counted_once(handing: Handing) -> None:
    package = handing.package()
    handing.need(package, "Testing", 2)
    handing.demand(handing.harbour, "Testing", 2, "1", date(2027, 3, 1), date(2027, 3, 31))
    board = capacity(handing.office).board
    (row,) = [row for row in board.rows(By.SKILL) if row.key == handing.crew.skill("Testing")]
    assert board.cell(row, MARCH).demand == pytest.approx(23)
    assert asked(board, handing.ann) == pytest.approx(10)


def test_that_declined_work_is_still_asked_for_but_of_nobody(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    office.write(packages.offer(office, package))
    assert asked(capacity(office).board, handing.ann) == pytest.approx(10)
    office.write(packages.decline(office, package, "No time"))
    board = capacity(office).board
    assert asked(board, handing.ann) == 0
    assert asked(board, "") == pytest.approx(10)


def test_that_work_that_is_delivered_or_of_a_closed_project_asks_for_nobody(handing: Handing) -> None:
    office, package = handing.office, handing.package()
    office.write(records.change(office, "project", handing.harbour, {"status": "closed"}))
    found = capacity(office)
    assert (asked(found.board, handing.ann), found.of) == (0, 0)
    assert package


def test_that_what_says_no_amount_or_no_date_is_listed_and_counted(handing: Handing) -> None:
    office = handing.office
    handing.package()
    handing.package("No effort", effort=None)
    handing.package("Unknown effort", effort=Unknown("To be estimated"))
    handing.package("Long overdue", starts=date(2026, 9, 1), due=date(2026, 10, 1))
    add(
        office,
        "demand",
        title="Some time",
        project_id=handing.bridge,
        skill_id=handing.crew.skill("Testing"),
        people=Decimal(1),
    )
    found = capacity(office)
    assert (len(found.untold), found.of) == (4, 5)
    assert sorted(each.title for each in found.untold) == [
        "DM-0001 Some time",
        "WP-0002 No effort",
        "WP-0003 Unknown effort",
        "WP-0004 Long overdue",
    ]


def test_that_assignments_of_people_count_and_a_package_stands_for_its_task(handing: Handing) -> None:
    office = handing.office
    task = add(
        office,
        "task",
        title="Test",
        project_id=handing.harbour,
        start=date(2027, 3, 1),
        end=date(2027, 3, 12),
    )
    resource = add(office, "resource", title="Ann Lee", person_id=handing.ann)
    add(office, "assignment", task_id=task, resource_id=resource, units=Decimal(50))
    assert asked(capacity(office).board, handing.ann) == pytest.approx(5)
    handing.package(task_id=task)
    assert asked(capacity(office).board, handing.ann) == pytest.approx(10)


def test_that_leave_share_and_leavers_change_what_there_is(handing: Handing) -> None:
    office = handing.office
    add(
        office, "leave", person_id=handing.ann, first=date(2027, 3, 1), last=date(2027, 3, 5), until_noon=True
    )
    office.write(records.change(office, "person", handing.ben, {"share": Unknown("HR to confirm")}))
    office.write(records.change(office, "person", handing.cai, {"left": True}))
    board = capacity(office).board
    assert board.supply(MARCH)[handing.ann] == pytest.approx(18.5)
    assert board.supply(MARCH)[handing.ben] is None
    assert handing.cai not in board.workers


def test_that_working_days_and_hours_are_the_time_there_is(handing: Handing) -> None:
    office = handing.office
    for person, said in (
        (handing.ann, "Mon, Tue, Wed"),
        (handing.ben, "22.5 hours"),
        (handing.cai, "Mon–Wed; 0.5 FTE"),
    ):
        office.write(records.change(office, "person", person, {"pattern": said}))
    there = capacity(office).board.supply(MARCH)
    assert there[handing.ann] == 15  # Mondays to Wednesdays of March 2027
    assert there[handing.ben] == pytest.approx(0.6 * 23)
    assert there[handing.cai] == pytest.approx(15 * 0.5 / 0.6)
    office.write(records.change(office, "person", handing.ann, {"share": Decimal(30)}))
    assert capacity(office).board.supply(MARCH)[handing.ann] == pytest.approx(7.5)


def test_that_full_time_is_by_the_calendar_that_most_people_keep(handing: Handing) -> None:
    office = handing.office
    england = add(office, "calendar", title="England", holidays="england_and_wales")
    for person in (handing.ann, handing.ben, handing.cai):
        office.write(records.change(office, "person", person, {"calendar_id": england}))
    found = capacity(office)
    assert found.board.full(MARCH) == 21  # Good Friday and Easter Monday
    assert found.holidays == (3, 4)


def test_that_thresholds_are_the_offices_own_and_undo_takes_them_back(handing: Handing) -> None:
    office = handing.office
    handing.package(effort=Decimal(25), due=date(2027, 3, 31))
    row = Key(By.PERSON, handing.ann)

    def state() -> State:
        board = capacity(office).board
        return board.cell(row, MARCH).state(board.thresholds)

    assert state() is State.OVER
    office.write(keep_thresholds(office, Thresholds(over=1.2, under=0.5)))
    assert state() is State.RIGHT
    undo.undo(office)
    assert state() is State.OVER
