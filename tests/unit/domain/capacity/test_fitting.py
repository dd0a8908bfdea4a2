# SPDX-License-Identifier: Apache-2.0
"""When a new project fits, and whom a package of work suits."""

from datetime import date

import pytest

from portfolio_desktop.domain.capacity.demand import Line, Source
from portfolio_desktop.domain.capacity.fitting import Needs, new_project, who_suits
from portfolio_desktop.domain.capacity.load import Board, By, Key
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.schedule.calendars import standard
from portfolio_desktop.domain.skills.gaps import Need

USUAL = standard("Usual week")
M = 24326  # March 2027: 23 working days
TESTING, EXPERT = Key(By.SKILL, "testing", 2), Key(By.SKILL, "testing", 4)


def line(days: float, month: int = M, person: str = "", level: int = 2, want: str = "w") -> Line:
    return Line(
        want=want,
        source=Source.DEMAND,
        project="p",
        month=month,
        days=days,
        person=person,
        skill="testing",
        level=level,
    )


def worker(key: str, level: int, share: float | None = 1.0, **more: int) -> Worker:
    return Worker(key=key, calendar=USUAL, skills={"testing": level, **more}, share=share)


def test_that_a_project_begins_in_the_first_month_from_which_all_of_it_fits() -> None:
    board = Board([worker("ann", 3)], [line(23), line(10, M + 2)], USUAL)
    found = new_project(board, [Needs(TESTING, (1.0, 1.0))], M)
    assert found.start == M + 3
    assert new_project(board, [Needs(TESTING, (1.0,))], M).start == M + 1


def test_that_an_expert_who_is_taken_is_one_practitioner_less() -> None:
    board = Board([worker("ann", 4)], [line(12)], USUAL)
    found = new_project(board, [Needs(EXPERT, (1.0,))], M)
    assert found.start == M + 1
    assert [when.needs.row.level for when in found.each] == [2, 4]


def test_that_what_can_never_fit_says_how_many_are_lacking() -> None:
    board = Board([worker("ann", 3)], [], USUAL)
    found = new_project(board, [Needs(TESTING, (2.5,))], M)
    assert found.start is None
    assert found.each[0].hire == pytest.approx(1.5)


def test_that_skills_count_before_time_and_reasons_are_known() -> None:
    people = [worker("ann", 3), worker("ben", 1), worker("cai", 3), worker("dee", 3, share=None)]
    board = Board(people, [line(20, person="ann")], USUAL)
    found = who_suits(board, [Need("testing", 3)], 10, date(2027, 3, 1), date(2027, 3, 31))
    assert [each.person for each in found] == ["cai", "ann", "dee", "ben"]
    assert [each.free for each in found] == [23, 3, None, 23]
    assert [each.able for each in found] == [True, True, True, False]


def test_that_a_package_does_not_stand_in_its_own_way() -> None:
    board = Board([worker("ann", 3)], [line(20, person="ann", want="wp")], USUAL)
    (found,) = who_suits(board, [Need("testing", 3)], 20, date(2027, 3, 1), date(2027, 3, 31), own="wp")
    assert found.has_time


def test_that_time_is_taken_from_the_days_of_the_package_alone() -> None:
    board = Board([worker("ann", 3)], [line(11.5, person="ann")], USUAL)
    (found,) = who_suits(board, [Need("testing", 3)], 2, date(2027, 3, 1), date(2027, 3, 5))
    assert found.free == pytest.approx(2.5)
