# SPDX-License-Identifier: Apache-2.0
"""The same work, written down as a demand, an assignment and a package, is counted once."""

from dataclasses import replace

import pytest

from portfolio_desktop.domain.capacity.demand import Line, Part, Source, Sure, Want, counted
from portfolio_desktop.domain.capacity.supply import Worker
from portfolio_desktop.domain.schedule.calendars import standard

USUAL = standard("Usual week")
M = 24326
ANN = Worker(key="ann", calendar=USUAL, team="qa", role="tester", skills={"testing": 3})
BEN = Worker(key="ben", calendar=USUAL, team="ops", role="engineer")
PEOPLE = {"ann": ANN, "ben": BEN}
ASKED = Want(
    key="dm",
    source=Source.DEMAND,
    project="p",
    days={M: 10.0},
    parts=(Part("testing", 2, 1.0),),
    sure=Sure.ASKED,
)
GIVEN = Want(key="as", source=Source.ASSIGNMENT, project="p", days={M: 6.0}, person="ann", task="t")
HANDED = Want(key="wp", source=Source.PACKAGE, project="p", days={M: 4.0}, person="ann", task="t")


def whole(lines: tuple[Line, ...]) -> float:
    return sum(line.days for line in lines)


def test_that_named_work_is_taken_out_of_what_its_project_asks_for() -> None:
    lines = counted([ASKED, GIVEN], PEOPLE)
    assert whole(lines) == 10
    assert [(line.want, line.days, line.person, line.skill) for line in lines] == [
        ("as", 6.0, "ann", "testing"),
        ("dm", 4.0, "", "testing"),
    ]


def test_that_more_named_work_than_was_asked_for_counts_in_full() -> None:
    lines = counted([replace(ASKED, days={M: 2.0}), GIVEN], PEOPLE)
    assert whole(lines) == 6
    assert {line.skill: line.days for line in lines} == {"testing": 2.0, "": 4.0}


def test_that_work_of_somebody_without_the_skill_makes_up_for_nothing() -> None:
    lines = counted([ASKED, replace(GIVEN, person="ben")], PEOPLE)
    assert whole(lines) == 16


def test_that_work_below_the_level_that_is_asked_for_makes_up_for_nothing() -> None:
    expert = replace(ASKED, parts=(Part("testing", 4, 1.0),))
    assert whole(counted([expert, GIVEN], PEOPLE)) == 16


def test_that_work_for_another_project_or_in_another_month_makes_up_for_nothing() -> None:
    assert whole(counted([ASKED, replace(GIVEN, project="q")], PEOPLE)) == 16
    assert whole(counted([ASKED, replace(GIVEN, days={M + 1: 6.0})], PEOPLE)) == 16


def test_that_a_package_stands_for_the_assignment_to_its_task() -> None:
    assert whole(counted([GIVEN, HANDED], PEOPLE)) == 4
    assert whole(counted([replace(GIVEN, person="ben"), HANDED], PEOPLE)) == 10


def test_that_one_day_of_work_makes_up_for_one_day_and_not_for_two() -> None:
    by_name = replace(ASKED, key="by name", parts=(), person="ann", days={M: 5.0})
    lines = counted([ASKED, by_name, GIVEN], PEOPLE)
    assert whole(lines) == pytest.approx(6 + (5 + 10 - 6))


def test_that_whoever_is_asked_for_by_name_is_made_up_for_first() -> None:
    by_name = replace(ASKED, key="by name", parts=(), person="ann", days={M: 6.0})
    lines = counted([ASKED, by_name, GIVEN], PEOPLE)
    assert [(line.want, line.days) for line in lines] == [("as", 6.0), ("dm", 10.0)]


def test_that_a_role_that_is_asked_for_is_met_by_whoever_has_it() -> None:
    role = Want(key="dm", source=Source.DEMAND, project="p", days={M: 8.0}, role="tester")
    lines = counted([role, GIVEN], PEOPLE)
    assert [(line.role, line.team, line.days) for line in lines] == [
        ("tester", "qa", 6.0),
        ("tester", "", 2.0),
    ]


def test_that_the_days_of_a_package_go_to_its_skills_and_the_rest_to_none() -> None:
    package = replace(HANDED, parts=(Part("testing", 2, 0.5), Part("planning", 1, 0.25)))
    assert {line.skill: line.days for line in counted([package], PEOPLE)} == {
        "testing": 2.0,
        "planning": 1.0,
        "": 1.0,
    }
