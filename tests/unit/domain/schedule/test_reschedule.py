# SPDX-License-Identifier: Apache-2.0
"""Edits of a plan: each of them has the dates of the plan it leads to, and what makes no plan is refused."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import instant, standard
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Link, Plan
from portfolio_desktop.domain.schedule.reschedule import after
from portfolio_desktop.domain.schedule.schedule import schedule

DAY = 450
START = instant(date(2026, 3, 2))
COUNT = 60
TASKS = tuple(Activity(id=str(n), name=f"Task {n}", duration=(n % 5) * DAY) for n in range(COUNT))
LINKS = tuple(Link(str(n), str(n + step)) for step in (1, 7) for n in range(0, COUNT - step, 3))
PLAN = Plan(activities=TASKS, links=LINKS, calendars={"": standard("Office")}, starts={"": START})


def with_task(n: int, **fields: object) -> Plan:
    task = replace(TASKS[n], **fields)  # type: ignore[arg-type]
    return replace(PLAN, activities=(*TASKS[:n], task, *TASKS[n + 1 :]))


EDITS = {
    "longer": with_task(30, duration=50 * DAY),
    "shorter": with_task(3, duration=0),
    "renamed": with_task(30, name="Other"),
    "held": with_task(30, constraint=Constraint.START_NO_EARLIER, constraint_at=START + 40 * 1440),
    "put off": with_task(30, constraint=Constraint.ALAP),
    "finished": with_task(30, actual_finish=START + 2000),
    "a link gone": replace(PLAN, links=LINKS[:10] + LINKS[11:]),
    "a link come": replace(PLAN, links=(*LINKS, Link("3", "50", lag=9 * DAY))),
    "a link turned": replace(PLAN, links=(*LINKS[1:], Link("1", "0"))),
    "a task gone": replace(PLAN, activities=TASKS[:-1], links=tuple(x for x in LINKS if x.successor != "59")),
    "a task come": replace(PLAN, activities=(*TASKS, Activity(id="new", name="New", duration=99 * DAY))),
    "to be finished by": replace(PLAN, finish_by={"": START + 1440}),
    "moved": replace(PLAN, starts={"": START + 14 * 1440}),
    "a status date": replace(PLAN, status={"": START + 14 * 1440}),
    "another calendar": replace(PLAN, calendars={"": standard("Office", [date(2026, 3, 4)])}),
    "nothing": replace(PLAN),
}


@pytest.mark.parametrize("what", EDITS)
def test_that_an_edit_has_the_dates_of_the_plan_it_leads_to(what: str) -> None:
    before = schedule(PLAN, critical_at=DAY)
    kept = before.slots()
    found = after(before, EDITS[what])
    assert found.slots() == schedule(EDITS[what], critical_at=DAY).slots()
    assert found.plan is EDITS[what]
    assert after(found, PLAN).slots() == kept == before.slots()


def test_that_an_edit_that_closes_a_circle_is_refused() -> None:
    with pytest.raises(Refusal, match="Task 1"):
        after(schedule(PLAN), replace(PLAN, links=(*LINKS, Link("1", "0"))))
