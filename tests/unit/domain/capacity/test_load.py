# SPDX-License-Identifier: Apache-2.0
"""What is asked against what there is, in rows of skills, roles, teams and people."""

import pytest

from portfolio_desktop.domain.capacity.demand import Line, Source
from portfolio_desktop.domain.capacity.load import Board, By, Key, State
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.capacity.thresholds import Thresholds
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
M = 24326  # March 2027: 23 working days


def line(days: float, person: str = "", skill: str = "", level: int = 0, project: str = "p") -> Line:
    return Line(
        want="w",
        source=Source.DEMAND,
        project=project,
        month=M,
        days=days,
        person=person,
        skill=skill,
        level=level,
    )


def worker(key: str, share: float | None = 1.0, **skills: int) -> Worker:
    return Worker(key=key, calendar=USUAL, team="qa", role="tester", skills=skills, share=share)


def test_that_a_level_asks_for_itself_and_for_all_above_it() -> None:
    people = [worker("ann", testing=4), worker("ben", testing=2)]
    board = Board(people, [line(20, skill="testing", level=2), line(15, skill="testing", level=4)], USUAL)
    assert board.rows(By.SKILL) == [Key(By.SKILL, "testing", 2), Key(By.SKILL, "testing", 4)]
    lower, upper = (board.cell(row, M) for row in board.rows(By.SKILL))
    assert (lower.demand, lower.supply, upper.demand, upper.supply) == (35, 46, 15, 23)


def test_that_time_named_for_something_else_is_not_there_for_a_skill() -> None:
    people = [worker("ann", testing=3, planning=3)]
    board = Board(people, [line(8, person="ann", skill="planning"), line(20, skill="testing")], USUAL)
    cell = board.cell(Key(By.SKILL, "testing", 0), M)
    assert (cell.supply, cell.elsewhere, cell.state(board.thresholds)) == (15, 8, State.OVER)


def test_that_an_unknown_share_is_counted_as_unknown_and_never_as_no_time() -> None:
    board = Board([worker("ann"), worker("ben", share=None)], [line(10, person="ben")], USUAL)
    cell = board.cell(Key(By.TEAM, "qa"), M)
    assert (cell.known, cell.people, cell.supply) == (1, 2, 23)
    alone = board.cell(Key(By.PERSON, "ben"), M)
    assert alone.state(board.thresholds) is State.UNKNOWN
    assert board.free("ben", M) is None


def test_that_what_nobody_can_do_is_too_much_and_what_nobody_wants_is_time_to_spare() -> None:
    board = Board([worker("ann")], [line(1, skill="welding")], USUAL)
    assert board.cell(Key(By.SKILL, "welding", 0), M).state(board.thresholds) is State.OVER
    assert board.cell(Key(By.PERSON, "ann"), M).state(board.thresholds) is State.UNDER
    assert board.cell(Key(By.PERSON, "nobody"), M).state(board.thresholds) is State.NOTHING


def test_that_thresholds_decide_from_when_on_it_is_too_much() -> None:
    board = Board([worker("ann")], [line(24, person="ann")], USUAL)
    cell = board.cell(Key(By.PERSON, "ann"), M)
    assert cell.state(Thresholds()) is State.OVER
    assert cell.state(Thresholds(over=1.1)) is State.RIGHT
    assert cell.state(Thresholds(over=1.3, under=1.2)) is State.UNDER


def test_that_rows_of_teams_roles_and_people_add_up_to_the_same() -> None:
    board = Board([worker("ann"), worker("ben")], [line(5, person="ann"), line(7, skill="testing")], USUAL)
    for by in (By.SKILL, By.ROLE, By.TEAM, By.PERSON):
        assert sum(board.cell(row, M).demand for row in board.rows(by)) == pytest.approx(12)


def test_that_full_time_equivalents_are_of_a_full_time_month() -> None:
    board = Board([worker("ann", share=0.5)], [line(23, person="ann")], USUAL)
    cell = board.cell(Key(By.PERSON, "ann"), M)
    assert (cell.people_asked(), cell.people_there()) == (1.0, 0.5)
