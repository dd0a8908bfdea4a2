# SPDX-License-Identifier: Apache-2.0
"""Plans of other programs: what is written is read again the same, and no damage to a file raises more than a refusal."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio_desktop.exchange.plans.child import read_here
from portfolio_desktop.exchange.plans.forms import NATIVE, form_in
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.plans.xer.writing import write_xer
from portfolio_desktop.exchange.untrusted.limits import Unsafe
from tests.support.plan_files import plan_files, sample_plan

GAN = b"""<?xml version="1.0" encoding="UTF-8"?><project name="Shed" view-date="2026-04-01" version="3.3">
<calendars><day-types><default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
</day-types><date year="2026" month="4" date="3" type="HOLIDAY">Good Friday</date></calendars>
<tasks><taskproperties><taskproperty id="tpc0" name="Count" type="custom" valuetype="int"/></taskproperties>
<task id="0" name="Build" start="2026-04-01" duration="3" complete="50"><task id="1" name="Floor" start="2026-04-01"
duration="3" complete="50"><depend id="2" type="2" difference="1" hardness="Strong"/>
<customproperty taskproperty-id="tpc0" value="7"/></task></task>
<task id="2" name="Done" meeting="true" start="2026-04-08" duration="0" complete="0"/></tasks>
<resources><resource id="0" name="Cy Dale"><rate name="standard" value="80"/></resource></resources>
<allocations><allocation task-id="1" resource-id="0" load="50.0"/></allocations>
<vacations><vacation start="2026-04-09" end="2026-04-10" resourceid="0"/></vacations>
<previous><previous-tasks name="First"><previous-task id="1" start="2026-04-01" duration="2" meeting="false"/>
</previous-tasks></previous></project>"""
PLANNER = b"""<?xml version="1.0"?><project name="Shed" mrproject-version="2" project-start="20260401T000000Z" calendar="1">
<calendars><calendar id="1" name="Usual"><default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>
<overridden-day-types><overridden-day-type id="0"><interval start="0800" end="1600"/></overridden-day-type>
</overridden-day-types><days><day date="20260403" type="day-type" id="1"/></days></calendar></calendars>
<tasks><task id="1" name="Floor" work="28800" start="20260401T000000Z" work-start="20260401T080000Z"
end="20260401T160000Z" percent-complete="0" type="normal" scheduling="fixed-work"/><task id="2" name="Roof" work="28800"
start="20260402T080000Z" end="20260402T160000Z" percent-complete="0" type="normal"><predecessors><predecessor id="1"
predecessor-id="1" type="FS" lag="3600"/></predecessors></task></tasks></project>"""
WHOLE = {
    "mspdi": write_mspdi(sample_plan()).data,
    "xer": write_xer(sample_plan()).data,
    "gan": GAN,
    "planner": PLANNER,
}


def read(form: str, data: bytes) -> PlanFile:
    return read_here(form, data, lambda done, total: None)


@given(plan_files())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_that_what_is_written_for_microsoft_project_is_read_again_the_same(plan: PlanFile) -> None:
    written = write_mspdi(plan)
    assert written.left_out == ()
    again = read("mspdi", written.data)
    assert again.tasks == plan.tasks
    assert again.links == plan.links
    assert again.calendars == plan.calendars
    assert sorted(one.name for one in again.fields) == sorted(one.name for one in plan.fields)
    assert again.project == plan.project


@given(plan_files())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_that_what_is_written_for_primavera_keeps_names_dates_and_links_of_activities(plan: PlanFile) -> None:
    leaves = {task.uid for task in plan.tasks if not task.summary}
    again = read("xer", write_xer(plan).data)
    read_back = {task.uid: task for task in again.tasks if not task.summary}
    assert read_back.keys() == leaves
    for task in plan.tasks:
        if task.uid in leaves:
            other = read_back[task.uid]
            assert (other.name, other.duration) == (task.name, task.duration)
            if task.deadline is None:
                assert (other.constraint, other.constraint_at) == (task.constraint, task.constraint_at)
            if task.start is not None and task.actual_start is None:
                assert other.start == task.start
    among = [one for one in plan.links if {one.predecessor, one.successor} <= leaves]
    assert {(one.predecessor, one.successor, one.kind) for one in again.links} == {
        (one.predecessor, one.successor, one.kind) for one in among
    }


@given(st.data())
@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("form", sorted(WHOLE))
def test_that_a_damaged_plan_is_a_plan_or_a_refusal(form: str, data: st.DataObject) -> None:
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    spoiled = bytearray(WHOLE[form])
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(spoiled))
        match chance.randrange(6):
            case 0:
                spoiled[place] = chance.randrange(256)
            case 1:
                del spoiled[place : place + chance.randrange(1, 40)]
            case 2:
                spoiled[place:place] = spoiled[place : place + chance.randrange(1, 400)]
            case 3:
                spoiled[place] ^= 1 << chance.randrange(8)
            case 4:
                spoiled[place:place] = chance.choice((b"9" * 30, b"-", b"1e9", b"0", b"\t", b"nan", b"T"))
            case _:
                del spoiled[max(place, 1) :]
        if not spoiled:
            return
    try:
        assert form_in(bytes(spoiled[:16_384])) in {*NATIVE, "other", "mpx"}
        read(form, bytes(spoiled))
    except Unsafe as unsafe:
        refused = unsafe.message.format(file="plan", **unsafe.facts)
    else:
        refused = "read"
    assert refused


@given(st.binary(max_size=400), st.sampled_from(sorted(NATIVE)))
@settings(max_examples=100, deadline=None)
def test_that_any_bytes_are_refused_in_words(data: bytes, form: str) -> None:
    with pytest.raises(Unsafe):
        read(form, data)
