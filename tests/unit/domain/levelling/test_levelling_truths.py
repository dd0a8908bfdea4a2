# SPDX-License-Identifier: Apache-2.0
"""Published puzzles: the optimum where it is known, and never a plan that breaks a rule."""

import pytest

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.rule import by_rule
from portfolio_desktop.domain.levelling.search import search
from tests.support.levelling_check import faults
from tests.support.levelling_sets import length, read_multi, read_rcp
from tests.support.shared_data import shared


@pytest.mark.parametrize(("name", "best"), [("j30_1_2", 47), ("j30_9_5", 70), ("j30_25_1", 93)])
def test_that_small_puzzles_are_solved_to_their_optimum_and_proved(name: str, best: int) -> None:
    if reason := solver.missing():
        pytest.skip(reason)
    sketch = read_rcp(shared(f"benchmarks/rcpsp/j30/{name}.rcp"))
    found = search(sketch, 20.0)
    assert faults(sketch, found.starts) == []
    assert found.bound is not None
    assert length(sketch, found.value.lateness) == length(sketch, found.bound) == best


def test_that_the_rule_alone_comes_near() -> None:
    sketch = read_rcp(shared("benchmarks/rcpsp/j60/j60_5_1.rcp"))
    found = by_rule(sketch, 30.0, rounds=400)
    assert faults(sketch, found.starts) == []
    assert length(sketch, found.value.lateness) <= 76 * 1.05


def test_that_24_projects_get_a_plan_that_breaks_no_rule() -> None:
    sketch = read_multi(shared("benchmarks/rcmpsp_multi_project/MPLIB1_Set3_100.txt"))
    found = by_rule(sketch, 30.0, rounds=1)
    assert faults(sketch, found.starts) == []
    assert length(sketch, found.value.lateness) <= 2223 * 1.05


def test_that_the_same_seed_gives_the_same_plan() -> None:
    sketch = read_rcp(shared("benchmarks/rcpsp/j30/j30_13_4.rcp"))
    assert by_rule(sketch, 30.0, rounds=150).starts == by_rule(sketch, 30.0, rounds=150).starts


def test_that_a_plan_found_elsewhere_joins_the_brood() -> None:
    sketch = read_rcp(shared("benchmarks/rcpsp/j60/j60_5_1.rcp"))
    known = by_rule(sketch, 30.0, rounds=800)
    guests = [known.starts]
    found = by_rule(sketch, 30.0, rounds=150, seed=2, guests=guests)
    assert found.value <= known.value < by_rule(sketch, 30.0, rounds=150, seed=2).value
    assert guests == []
