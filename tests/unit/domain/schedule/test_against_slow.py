# SPDX-License-Identifier: Apache-2.0
"""The passes against a solver that moves a minute at a time, and an edited schedule against one made from nothing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.domain.schedule.clashes import conflict, conflicts
from portfolio_desktop.domain.schedule.plan import Constraint, Plan
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import schedule
from tests.support.plans import FIRST, LAST, edits, plans
from tests.support.slow_schedule import Slow, Times


@settings(max_examples=150, deadline=None)
@given(plan=plans())
def test_that_every_date_and_float_is_that_of_the_slow_solver(plan: Plan) -> None:
    fast, slow = schedule(plan), Slow(plan, FIRST, LAST)
    assert fast.finishes == slow.ends
    for id in slow.nodes:
        slot = fast[id]
        assert Times(*slot[:6]) == slow.times(id), id


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_that_an_edited_schedule_is_the_one_made_from_nothing(data: st.DataObject) -> None:
    plan = data.draw(plans())
    fast = schedule(plan)
    for _edit in range(3):
        plan = data.draw(edits(plan))
        before, kept = fast, fast.slots()
        fast, whole = after(before, plan), schedule(plan)
        assert before.slots() == kept
        assert fast.finishes == whole.finishes
        assert [slot[:7] for slot in fast.slots().values()] == [slot[:7] for slot in whole.slots().values()]


@settings(max_examples=100, deadline=None)
@given(plan=plans())
def test_that_whatever_is_held_up_names_the_predecessor_that_holds_it(plan: Plan) -> None:
    found = schedule(plan)
    leaves = [each for each in plan.activities if each.id.isdigit()]
    alone = schedule(replace(plan, links=()))
    for activity in leaves:
        slot = found[activity.id]
        above = [found.network.outline.of[id] for id in found.network.outline.above(activity.id)]
        put_off = any(each.constraint is Constraint.ALAP for each in (activity, *above))
        if slot.finish > alone[activity.id].finish and not put_off:
            assert slot.driver in {each.id for each in leaves}
        for each in conflicts(found):
            assert each.sentence.endswith(".")
        if slot.total_float < 0:
            assert conflict(found, activity.id) is not None
