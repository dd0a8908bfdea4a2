# SPDX-License-Identifier: Apache-2.0
"""What somebody holds against what a role asks for, and what is not known is never nought."""

import pytest

from portfolio_desktop.domain.skills.cover import ranked, succession
from portfolio_desktop.domain.skills.gaps import Fit, Gap, Need, Readiness, Standing, gaps
from portfolio_desktop.domain.skills.levels import Level, read_steps

_NEEDS = (Need("plan", 3), Need("talk", 2))


@pytest.mark.parametrize(
    ("asked", "held", "standing", "short"),
    [
        (3, 3, Standing.MET, 0),
        (3, 4, Standing.ABOVE, 0),
        (3, 1, Standing.SHORT, 2),
        (3, None, Standing.NOT_ASSESSED, 0),
        (None, 1, Standing.MET, 0),
        (None, None, Standing.NOT_ASSESSED, 0),
    ],
)
def test_that_a_skill_stands_as_it_is_held_against_what_is_asked(
    asked: int | None, held: int | None, standing: Standing, short: int
) -> None:
    gap = Gap("plan", asked, held)
    assert (gap.standing, gap.short) == (standing, short)


@pytest.mark.parametrize(
    ("held", "readiness"),
    [
        ({"plan": 3, "talk": 2}, Readiness.READY),
        ({"plan": 4, "talk": 4}, Readiness.READY),
        ({"plan": 2, "talk": 1}, Readiness.NEAR),
        ({"plan": 3}, Readiness.NOT_KNOWN),
        ({"plan": 2}, Readiness.NOT_KNOWN),
        ({}, Readiness.NOT_KNOWN),
        ({"plan": 1, "talk": 4}, Readiness.SHORT),
        ({"plan": 1}, Readiness.SHORT),
    ],
)
def test_that_nobody_is_ready_before_everything_is_assessed(
    held: dict[str, int], readiness: Readiness
) -> None:
    assert Fit(gaps(_NEEDS, held)).readiness is readiness


def test_that_a_role_that_asks_for_nothing_makes_nobody_ready() -> None:
    assert Fit(gaps((), {"plan": 4})).readiness is Readiness.NOT_KNOWN


def test_that_the_most_suited_stand_first_and_equals_in_the_order_given() -> None:
    people = {
        "far": {"plan": 1, "talk": 2},
        "unknown": {"plan": 3},
        "near": {"plan": 2, "talk": 2},
        "above": {"plan": 4, "talk": 3},
        "ready": {"plan": 3, "talk": 2},
        "also ready": {"plan": 3, "talk": 2},
        "nothing known": {"paint": 4},
    }
    assert [each.person for each in ranked(_NEEDS, people)] == [
        "above", "ready", "also ready", "near", "unknown", "far"
    ]  # fmt: skip


def test_that_holders_are_not_their_own_successors() -> None:
    people = {"holder": {"plan": 4, "talk": 4}, "near": {"plan": 3, "talk": 1}}
    found = succession("head", ["holder"], _NEEDS, people)
    assert (found.holders, found.ready) == (("holder",), ())
    assert [each.person for each in found.near] == ["near"]
    assert not found.nobody
    assert succession("head", ["holder"], _NEEDS, {"holder": people["holder"]}).nobody


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("5 6 7", (5, 6, 7)),
        ("7, 5; 6", (5, 6, 7)),
        ("4-6", (4, 5, 6)),
        ("4 to 6", (4, 5, 6)),
        ("3", (3,)),
        ("", ()),
        ("all", ()),
        ("5 or so", ()),
        ("0 1", ()),
        ("6-4", ()),
        ("-3", ()),
    ],
)
def test_that_steps_are_read_or_nothing_is(text: str, steps: tuple[int, ...]) -> None:
    assert read_steps(text) == steps


def test_that_a_level_without_a_mark_is_marked_by_its_step() -> None:
    assert (Level(2, "Working", "W").mark, Level(5, "Ensure, advise").mark) == ("W", "5")
