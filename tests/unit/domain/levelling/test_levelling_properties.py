# SPDX-License-Identifier: Apache-2.0
"""Levelled plans of any shape against a checker that looks at one moment after another, and against the best there is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.domain.levelling import solver
from portfolio_desktop.domain.levelling.pool import Need, Pool, Resource
from portfolio_desktop.domain.levelling.profile import NEVER
from portfolio_desktop.domain.levelling.proposal import Proposal, Situation, propose
from portfolio_desktop.domain.levelling.rule import by_rule
from portfolio_desktop.domain.levelling.search import Searched, search
from portfolio_desktop.domain.levelling.settle import levelled
from portfolio_desktop.domain.levelling.sketch import Aim, Sketch
from portfolio_desktop.domain.levelling.standing import movable
from portfolio_desktop.domain.schedule.plan import Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule
from tests.support.levelling_check import crowded, faults, least_lateness
from tests.support.plans import plans

needs_solver = pytest.mark.skipif(bool(solver.missing()), reason="ortools is not installed")


@st.composite
def pools(draw: st.DrawFn, plan: Plan) -> Pool:
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    resources = {name: Resource(id=name, name=name, units=chance.choice((1, 2, 3))) for name in "ab"}
    leaves = schedule(plan).network.node
    needs = [
        Need(id, name, chance.choice((1, 1, 2)))
        for id in leaves
        for name in resources
        if chance.random() < 0.6 and id[0] != "/"
    ]
    fitting = tuple(need for need in needs if need.units <= resources[need.resource].units)
    return Pool(resources, fitting)


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Four jobs, two resources, and now and then a stretch in which one of them is not there."""
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    spans = [chance.randint(0, 3) for _job in range(4)]
    waits = [
        tuple(
            (before, chance.choice((spans[before], spans[before], 0, 1)))
            for before in range(job)
            if chance.random() < 0.4
        )
        for job in range(4)
    ]
    gap = chance.randint(0, 4)
    starts: list[int] = []
    for own in waits:
        starts.append(max([0, *(starts[before] + weight for before, weight in own)]))
    return Sketch(
        spans=tuple(spans),
        floors=(0,) * 4,
        caps=tuple(chance.choice((NEVER, NEVER, NEVER, 5)) for _job in range(4)),
        moves=(True,) * 4,
        needs=tuple(
            tuple(
                (name, chance.randint(1, most)) for name, most in enumerate((2, 1)) if chance.random() < 0.6
            )
            for _job in range(4)
        ),
        waits=tuple(waits),
        free=(((-NEVER, 2), (gap, chance.randint(0, 2)), (gap + 2, 2)), ((-NEVER, 1),)),
        aims=(Aim((0, 1), 3, 2), Aim((2, 3), 2, 1)),
        today=tuple(starts),
        costs=(1, 2, 1, 3),
    )


def levelled_by(plan: Plan, pool: Pool) -> tuple[Schedule, Proposal, Schedule]:
    situation = Situation(plan, pool)
    found = by_rule(situation.drawing.sketch, 9, rounds=5)
    proposal = propose(situation, Searched(found.starts, found.value))
    return situation.schedule, proposal, schedule(levelled(plan, proposal.delays))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_that_only_what_stands_is_still_asked_for_twice(data: st.DataObject) -> None:
    plan = data.draw(plans())
    pool = data.draw(pools(plan))
    before, proposal, after = levelled_by(plan, pool)
    net = after.network
    free = {
        id
        for id, node in net.node.items()
        if movable(before.network.activity[before.network.node[id]], net.state[node], None)
    }
    told = {(each.resource, id) for each in proposal.left for id in each.activities}
    for resource, those in crowded(after, pool):
        assert all((resource, id) in told for id in those)
        assert not those <= free or _held_back(before, those)


def _held_back(before: Schedule, those: frozenset[str]) -> bool:
    """Whether a date that stands, or work that is put off to the end, keeps one of them from going later."""
    held = {each.constraint for each in before.plan.activities}
    fixed = any(
        each.fixed_start is not None
        or each.fixed_finish is not None
        or each.actual_start is not None
        or each.actual_finish is not None
        for each in before.plan.activities
    )
    return fixed or len(held) > 1 or bool(before.network.put_off)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_that_nothing_of_a_person_is_touched(data: st.DataObject) -> None:
    plan = data.draw(plans())
    before, proposal, after = levelled_by(plan, data.draw(pools(plan)))
    put_off = {delay.activity for delay in proposal.delays}
    for activity in plan.activities:
        stands = activity.fixed_start is not None or activity.fixed_finish is not None
        if stands or activity.actual_finish is not None:
            assert (
                after[activity.id][:2] == before[activity.id][:2]
                or activity.id in after.network.outline.children
            )
        if activity.id in put_off:
            assert not stands
            assert activity.actual_start is None
    assert {move.activity for move in proposal.moves} == {
        id for id in after.network.node if after[id][:2] != before[id][:2]
    }


@settings(max_examples=60, deadline=None)
@given(sketch=sketches())
def test_that_the_rule_keeps_every_bound_unless_it_says_so(sketch: Sketch) -> None:
    found = by_rule(sketch, 9, rounds=40)
    if not found.stuck:
        assert faults(sketch, found.starts) == []
        best = least_lateness(sketch, 9)
        assert best is None or found.value.lateness >= best


@needs_solver
@settings(max_examples=6, deadline=None)
@given(sketch=sketches())
def test_that_the_search_finds_the_best_there_is_and_proves_it(sketch: Sketch) -> None:
    found = search(sketch, 20.0)
    if found.value.stuck == 0:
        assert faults(sketch, found.starts) == []
        assert found.value.lateness == found.bound
        assert found.value.lateness == least_lateness(sketch, max(found.starts))
