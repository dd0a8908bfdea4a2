# SPDX-License-Identifier: Apache-2.0
"""GanttProject's whole days as working days, with its days off, its baselines and its people."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.domain.schedule.plan import Constraint, LinkKind
from portfolio_desktop.exchange.plans.child import read_here
from portfolio_desktop.exchange.plans.plan_file import PlanFile


def read(tasks: str, rest: str = "") -> PlanFile:
    text = f"<project name='Shed' view-date='2026-04-01'>{rest}<tasks>{tasks}</tasks></project>"
    return read_here("gan", text.encode(), lambda done, total: None)


def task(uid: int, facts: str, inside: str = "") -> str:
    return f"<task id='{uid}' name='T{uid}' {facts}>{inside}</task>"


def test_that_a_task_lasts_so_many_working_days_and_not_over_a_holiday() -> None:
    holiday = "<calendars><date year='2026' month='4' date='3' type='HOLIDAY'>Good Friday</date></calendars>"
    (one,) = read(task(1, "start='2026-04-01' duration='3'"), holiday).tasks
    assert one.start is not None
    assert one.finish is not None
    assert (str(moment(one.start)), str(moment(one.finish))) == ("2026-04-01 08:00:00", "2026-04-06 17:00:00")
    assert one.duration == 3 * 480


def test_that_a_day_off_without_a_year_is_off_in_every_year_of_the_plan() -> None:
    yearly = "<calendars><date year='' month='12' date='25' type='HOLIDAY'/></calendars>"
    calendar = read(task(1, "start='2026-04-01' duration='3'"), yearly).calendars[0]
    assert [one.first for one in calendar.exceptions] == [date(year, 12, 25) for year in (2026, 2027, 2028)]


def test_that_a_link_leads_from_the_task_it_stands_in() -> None:
    plan = read(
        task(
            1,
            "start='2026-04-01' duration='3'",
            "<depend id='2' type='3' difference='-1' hardness='Strong'/>",
        )
        + task(2, "start='2026-04-06' duration='1'")
    )
    (link,) = plan.links
    assert (link.predecessor, link.successor, link.kind, link.lag) == ("1", "2", LinkKind.FF, -480)


def test_that_an_earliest_start_holds_only_where_it_is_switched_on() -> None:
    given = "start='2026-04-01' duration='3' thirdDate='2026-04-01' thirdDate-constraint="
    plan = read(task(1, given + "'1'") + task(2, given + "'0'"))
    assert [one.constraint for one in plan.tasks] == [Constraint.START_NO_EARLIER, Constraint.ASAP]


def test_that_baselines_costs_people_and_absences_arrive_and_telephones_do_not() -> None:
    plan = read(
        task(1, "start='2026-04-02' duration='2' cost-manual-value='500' cost-calculated='false'"),
        "<resources><resource id='0' name='Cy Dale' phone='01234'><rate name='standard' value='80'/></resource></resources>"
        "<allocations><allocation task-id='1' resource-id='0' load='50.0'/></allocations>"
        "<vacations><vacation start='2026-04-09' end='2026-04-10' resourceid='0'/></vacations>"
        "<previous><previous-tasks name='First'><previous-task id='1' start='2026-04-01' duration='2'/></previous-tasks>"
        "</previous>",
    )
    (one,), (person,), (share,) = plan.tasks, plan.resources, plan.assignments
    assert one.cost == Decimal(500)
    assert one.start is not None
    assert one.baselines[0].start == one.start - 1440
    assert (person.rate, person.calendar) == (Decimal(10), "R0")  # by the hour: the file has it by the day
    assert (share.units, share.work) == (0.5, 480)
    assert plan.calendars[1].exceptions[0].last == date(2026, 4, 10)
    assert "01234" not in repr(plan)
