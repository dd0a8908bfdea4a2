# SPDX-License-Identifier: Apache-2.0
"""Clashes and what can be done about them: every choice fits by its own arithmetic."""

import pytest

from portfolio_desktop.domain.capacity.clashes import (
    Clash,
    GiveTo,
    GiveWay,
    Hire,
    MoveLater,
    Train,
    choices,
    clashes,
)
from portfolio_desktop.domain.capacity.demand import Line, Source, Sure
from portfolio_desktop.domain.capacity.load import Board, By
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
M = 24326  # March 2027: 23 working days; April 22, May 21
MONTHS = range(M, M + 12)


def line(
    project: str, days: float, month: int = M, person: str = "", level: int = 0, sure: Sure = Sure.CONFIRMED
) -> Line:
    return Line(
        want=f"{project}{month}",
        source=Source.DEMAND,
        project=project,
        month=month,
        days=days,
        person=person,
        skill="testing",
        level=level,
        sure=sure,
    )


def worker(key: str, level: int = 3) -> Worker:
    return Worker(key=key, calendar=USUAL, role="tester", skills={"testing": level})


def the_clash(board: Board, by: By = By.SKILL) -> Clash:
    (found,) = clashes(board, (by,), MONTHS)
    return found


def test_that_months_in_a_row_are_one_clash_that_names_who_asks() -> None:
    board = Board(
        [worker("ann")], [line("p", 20), line("q", 10), line("p", 25, M + 1), line("p", 5, M + 4)], USUAL
    )
    clash = the_clash(board)
    assert (clash.months, clash.between) == ((M, M + 1), True)
    assert clash.excess == pytest.approx(7 + 3)
    assert [(asks.project, asks.days) for asks in clash.asks] == [("p", (20, 25)), ("q", (10, 0))]


def test_that_a_project_is_moved_by_the_fewest_months_in_which_everything_fits() -> None:
    lines = [line("p", 20), line("q", 15), line("p", 20, M + 1), line("q", 2, M + 1)]
    board = Board([worker("ann")], lines, USUAL)
    moves = [each for each in choices(board, the_clash(board), {}) if isinstance(each, MoveLater)]
    assert [(move.project, move.by) for move in moves] == [("q", 2), ("p", 1)]
    first = moves[0]
    assert [(each.month, each.asked, each.change) for each in first.sums] == [
        (M, 35, -15),
        (M + 1, 22, -2),
        (M + 2, 0, 15),
        (M + 3, 0, 2),
    ]
    assert all(each.asked + each.change <= each.there for each in first.sums)


def test_that_moving_conserves_what_is_asked() -> None:
    board = Board([worker("ann")], [line("p", 20), line("q", 15)], USUAL)
    for each in choices(board, the_clash(board), {}):
        if isinstance(each, MoveLater):
            assert sum(month.change for month in each.sums) == pytest.approx(0)


def test_that_the_least_sure_gives_way_first_and_then_the_lowest_priority() -> None:
    lines = [line("p", 20), line("q", 20, sure=Sure.FORECAST), line("r", 20)]
    board = Board([worker("ann")], lines, USUAL)
    (way,) = [
        each for each in choices(board, the_clash(board), {"r": 2, "p": 1}) if isinstance(each, GiveWay)
    ]
    assert [asks.project for asks in way.projects] == ["q", "r"]
    assert [each.asked + each.change for each in way.sums] == [20]


def test_that_somebody_with_the_skill_and_the_time_is_offered_to_share() -> None:
    people = [worker("ann"), worker("ben"), worker("cai", level=1)]
    lines = [line("p", 20, person="ann", level=2), line("q", 10, person="ann", level=2)]
    lines.append(line("p", 19, person="ben", level=2))
    board = Board(people, lines, USUAL)
    offered = [each for each in choices(board, the_clash(board, By.PERSON), {}) if isinstance(each, GiveTo)]
    assert [(each.person, each.days) for each in offered] == [("ben", 4)]


def test_that_whoever_is_a_level_short_may_be_trained() -> None:
    people = [worker("ann", level=3), worker("ben", level=2)]
    board = Board(people, [line("p", 20, level=3), line("q", 20, level=3)], USUAL)
    (train,) = [each for each in choices(board, the_clash(board), {}) if isinstance(each, Train)]
    assert (train.person, train.levels, train.days) == ("ben", 1, 17)


def test_that_hiring_is_for_what_the_worst_month_lacks() -> None:
    board = Board([worker("ann")], [line("p", 46), line("q", 22, M + 1), line("q", 11, M + 1)], USUAL)
    (hire,) = [each for each in choices(board, the_clash(board), {}) if isinstance(each, Hire)]
    assert hire.people == 1.0


def test_that_a_project_that_is_too_large_by_itself_is_not_moved_about() -> None:
    board = Board([worker("ann")], [line("p", 40)], USUAL)
    found = choices(board, the_clash(board), {})
    assert [type(each) for each in found] == [Hire]
