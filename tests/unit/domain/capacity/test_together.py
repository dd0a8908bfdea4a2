# SPDX-License-Identifier: Apache-2.0
"""Skills that want the same people at once: rows that each have enough may be short together."""

import pytest

from portfolio_desktop.domain.capacity.demand import Line, Source
from portfolio_desktop.domain.capacity.fitting import Needs, new_project
from portfolio_desktop.domain.capacity.flow import serve
from portfolio_desktop.domain.capacity.load import Board, By, Key, State
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.capacity.together import joint_shortages
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
M = 24326  # March 2027: 23 working days
TESTING, PLANNING = Key(By.SKILL, "testing", 1), Key(By.SKILL, "planning", 1)


def line(days: float, skill: str = "", month: int = M, person: str = "", role: str = "") -> Line:
    return Line(
        want=f"{skill}{month}{person}",
        source=Source.DEMAND,
        project="p",
        month=month,
        days=days,
        skill=skill,
        level=1 if skill else 0,
        person=person,
        role=role,
    )


def worker(key: str, role: str = "", **skills: int) -> Worker:
    return Worker(key=key, calendar=USUAL, role=role, skills=skills)


def test_that_two_skills_of_the_same_people_are_short_together() -> None:
    board = Board([worker("ann", testing=2, planning=2)], [line(15, "testing"), line(15, "planning")], USUAL)
    assert all(board.cell(row, M).state(board.thresholds) is not State.OVER for row in (TESTING, PLANNING))
    (joint,) = joint_shortages(board, [M])
    assert (joint.rows, joint.asked, joint.there, joint.people) == ((PLANNING, TESTING), (30,), (23,), 1)
    assert joint.hire == pytest.approx(7 / 23)


def test_that_somebody_who_can_do_only_one_leaves_the_other_to_those_who_can() -> None:
    people = [worker("ann", testing=2, planning=2), worker("ben", testing=2)]
    assert not joint_shortages(Board(people, [line(15, "testing"), line(15, "planning")], USUAL), [M])


def test_that_what_a_row_lacks_by_itself_is_not_told_twice() -> None:
    board = Board([worker("ann", testing=2, planning=2)], [line(30, "testing"), line(0.2, "planning")], USUAL)
    assert not joint_shortages(board, [M])


def test_that_roles_and_skills_may_want_the_same_people() -> None:
    board = Board(
        [worker("ann", "tester", planning=2)], [line(15, "planning"), line(15, role="tester")], USUAL
    )
    (joint,) = joint_shortages(board, [M])
    assert [row.by for row in joint.rows] == [By.ROLE, By.SKILL]


def test_that_time_named_for_other_work_is_not_shared_out() -> None:
    people = [worker("ann", testing=2, planning=2), worker("ben", testing=2, planning=2)]
    lines = [line(15, "testing"), line(15, "planning")]
    assert not joint_shortages(Board(people, lines, USUAL), [M])
    assert joint_shortages(Board(people, [*lines, line(20, person="ben")], USUAL), [M])


def test_that_months_in_a_row_are_told_as_one_and_others_apart() -> None:
    lines = [line(15, skill, month) for skill in ("testing", "planning") for month in (M, M + 1, M + 3)]
    board = Board([worker("ann", testing=2, planning=2)], lines, USUAL)
    assert sorted(joint.months for joint in joint_shortages(board, range(M, M + 6))) == [(M, M + 1), (M + 3,)]


def test_that_a_new_project_waits_until_the_same_people_can_do_all_of_it() -> None:
    people = [worker("ann", testing=2, planning=2), worker("ben", testing=2, planning=2)]
    board = Board(people, [line(20, "testing")], USUAL)
    needs = [Needs(TESTING, (0.9,)), Needs(PLANNING, (0.9,))]
    assert [when.start for when in new_project(board, needs, M).each] == [M, M]
    assert new_project(board, needs, M).start == M + 1


def test_that_a_shortage_that_is_there_already_keeps_no_project_out_that_wants_others() -> None:
    people = [worker("ann", testing=2), worker("cai", welding=2)]
    board = Board(people, [line(60, "testing")], USUAL)
    assert new_project(board, [Needs(Key(By.SKILL, "welding", 1), (1.0,))], M).start == M


def test_that_the_largest_flow_is_found_and_what_stands_in_its_way() -> None:
    served = serve([5, 5, 3], [6, 10], {0: [0], 1: [0], 2: [1]})
    assert (served.amount, served.short) == (9, frozenset({0, 1}))
    assert serve([4], [4], {0: [0]}).short == frozenset()
    assert serve([4], [], {}).amount == 0


def test_that_a_way_back_is_taken_where_the_first_way_was_wrong() -> None:
    # The first ask could take what only it cannot do without: the second has nowhere else to go.
    assert serve([5, 5], [5, 5], {0: [0, 1], 1: [0]}).amount == 10
