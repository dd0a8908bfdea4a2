# SPDX-License-Identifier: Apache-2.0
"""What Microsoft Project's XML says by its numbers, and what of it is told to have no place."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans.child import read_here
from portfolio_desktop.exchange.plans.plan_file import FieldKind, PlanFile
from portfolio_desktop.exchange.untrusted.limits import Unsafe

CALENDAR = (
    "<Calendars><Calendar><UID>1</UID><Name>Usual</Name><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking>"
    "<WorkingTimes><WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>"
    "</WeekDay></WeekDays><Exceptions>{}</Exceptions></Calendar></Calendars>"
)


def read(tasks: str = "", rest: str = "") -> PlanFile:
    text = f"<Project xmlns='http://schemas.microsoft.com/project'>{rest}<Tasks>{tasks}</Tasks></Project>"
    return read_here("mspdi", text.encode(), lambda done, total: None)


def task(uid: int, facts: str = "", level: int = 1) -> str:
    return f"<Task><UID>{uid}</UID><Name>T{uid}</Name><OutlineLevel>{level}</OutlineLevel>{facts}</Task>"


def link(facts: str) -> str:
    return f"<PredecessorLink><PredecessorUID>1</PredecessorUID>{facts}</PredecessorLink>"


@pytest.mark.parametrize(
    ("facts", "kind", "lag", "lag_kind"),
    [
        ("<Type>0</Type>", LinkKind.FF, 0, LagKind.WORKING),
        ("<Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>", LinkKind.FS, 480, LagKind.WORKING),
        ("<Type>2</Type><LinkLag>-600</LinkLag><LagFormat>5</LagFormat>", LinkKind.SF, -60, LagKind.WORKING),
        ("<Type>3</Type><LinkLag>14400</LinkLag><LagFormat>8</LagFormat>", LinkKind.SS, 1440, LagKind.ELAPSED),
        ("<Type>1</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat>", LinkKind.FS, 50, LagKind.PERCENT),
        ("<Type>1</Type><LinkLag>50</LinkLag><LagFormat>20</LagFormat>", LinkKind.FS, 240, LagKind.ELAPSED),
        ("<Type>1</Type><LinkLag>14400</LinkLag><LagFormat>40</LagFormat>", LinkKind.FS, 1440, LagKind.ELAPSED),
    ],
)  # fmt: skip
def test_that_a_lag_keeps_its_length_and_how_it_is_counted(
    facts: str, kind: LinkKind, lag: int, lag_kind: LagKind
) -> None:
    plan = read(task(1, "<Duration>PT8H0M0S</Duration>") + task(2, link(facts)))
    (one,) = plan.links
    assert (one.kind, one.lag, one.lag_kind) == (kind, lag, lag_kind)


def test_that_a_task_hangs_under_the_summary_before_it() -> None:
    plan = read(task(1) + task(2, level=2) + task(3, level=3) + task(4, level=2) + task(5))
    assert [one.parent for one in plan.tasks] == [None, "1", "2", "1", None]
    assert [one.summary for one in plan.tasks] == [True, True, False, False, False]


def test_that_the_project_itself_is_no_task_and_keeps_its_cost() -> None:
    plan = read(task(0, "<Cost>7285000</Cost>", level=0) + task(1))
    assert [one.uid for one in plan.tasks] == ["1"]
    assert plan.whole is not None
    assert plan.whole.cost == Decimal(72850)


def test_that_a_blank_line_is_no_task() -> None:
    assert [one.uid for one in read(task(1) + task(2, "<IsNull>1</IsNull>")).tasks] == ["1"]


def test_that_elapsed_and_estimated_durations_and_inactive_tasks_are_told_apart() -> None:
    plan = read(
        task(1, "<Duration>PT24H0M0S</Duration><DurationFormat>8</DurationFormat>")
        + task(2, "<Duration>PT8H0M0S</Duration><DurationFormat>39</DurationFormat><Active>0</Active>")
    )
    first, second = plan.tasks
    assert (first.duration, first.elapsed, first.estimated, first.active) == (1440, True, False, True)
    assert (second.duration, second.elapsed, second.estimated, second.active) == (480, False, True, False)


def test_that_a_constraint_comes_with_its_date_and_a_constraint_without_one_does_not() -> None:
    dated = "<ConstraintType>7</ConstraintType><ConstraintDate>2026-05-01T17:00:00</ConstraintDate>"
    plan = read(task(1, dated) + task(2, "<ConstraintType>7</ConstraintType>"))
    assert plan.tasks[0].constraint is Constraint.FINISH_NO_LATER
    assert plan.tasks[0].constraint_at is not None
    assert plan.tasks[1].constraint is Constraint.ASAP


def test_that_custom_fields_come_under_the_names_they_were_given() -> None:
    defined = (
        "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName>"
        "<Alias>Site</Alias></ExtendedAttribute><ExtendedAttribute><FieldID>188743752</FieldID>"
        "<FieldName>Flag1</FieldName></ExtendedAttribute></ExtendedAttributes>"
    )
    given = (
        "<ExtendedAttribute><FieldID>188743731</FieldID><Value>North</Value></ExtendedAttribute>"
        "<ExtendedAttribute><FieldID>188743752</FieldID><Value>1</Value></ExtendedAttribute>"
    )
    plan = read(task(1, given), defined)
    assert plan.tasks[0].values == {"Site": "North", "Flag1": True}
    assert {one.name: one.kind for one in plan.fields} == {"Site": FieldKind.TEXT, "Flag1": FieldKind.FLAG}


def test_that_what_has_no_place_is_told_with_its_number() -> None:
    plan = read(
        task(1, "<Type>1</Type>")
        + task(2, "<ExternalTask>1</ExternalTask>")
        + task(3, "<IsSubproject>1</IsSubproject>" + link("").replace(">1<", ">2<")),
        "<Resources><Resource><UID>1</UID><Name>Ann Lee</Name><EmailAddress>a@b.example</EmailAddress></Resource></Resources>",
    )
    assert sorted(map(str, plan.left_out)) == [
        "E-mail addresses of people: 1",
        "Links to or from tasks that are not in the file: 1",
        "Tasks that keep their duration or their work when people are added: 1",
        "Tasks that stand for whole plans in files of their own: 1",
        "Tasks that stand in for tasks of other plans, which are not in the file: 1",
    ]
    assert "example" not in repr(plan)


def test_that_an_evening_shift_until_midnight_ends_at_midnight() -> None:
    plan = read(task(1), CALENDAR.format(""))
    assert plan.calendars[0].week == (((1320, 1440),), (), (), (), (), (), ())


def test_that_a_holiday_that_recurs_is_written_out_for_the_years_of_the_plan() -> None:
    yearly = (
        "<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>2000-12-25T00:00:00</FromDate>"
        "<ToDate>2049-12-25T23:59:00</ToDate></TimePeriod><Name>Christmas</Name><Type>2</Type><Month>11</Month>"
        "<MonthDay>25</MonthDay><DayWorking>0</DayWorking></Exception>"
    )
    dates = "<Start>2026-04-01T08:00:00</Start><Finish>2027-04-01T17:00:00</Finish>"
    plan = read(task(1, dates), CALENDAR.format(yearly))
    assert [one.first for one in plan.calendars[0].exceptions] == [
        date(year, 12, 25) for year in range(2025, 2029)
    ]


def test_that_a_day_off_until_its_last_second_is_one_day_off() -> None:
    christmas = (
        "<Exception><TimePeriod><FromDate>2026-12-25T00:00:00</FromDate><ToDate>2026-12-25T23:59:59</ToDate></TimePeriod>"
        "<Name>Christmas</Name><Type>1</Type><DayWorking>0</DayWorking></Exception>"
    )
    (one,) = read(task(1), CALENDAR.format(christmas)).calendars[0].exceptions
    assert (one.first, one.last) == (date(2026, 12, 25), date(2026, 12, 25))


def test_that_work_of_nobody_is_kept_as_work_of_nobody() -> None:
    work = "<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID></Assignment></Assignments>"
    (one,) = read(task(1), work).assignments
    assert one.resource is None


def test_that_a_week_that_differs_for_a_while_is_written_out_for_the_years_of_the_plan() -> None:
    summer = (
        "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-07-01T00:00:00</FromDate><ToDate>2026-07-14T23:59:00</ToDate>"
        "</TimePeriod><Name>Short Mondays</Name><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking>"
        "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime></WorkingTimes>"
        "</WeekDay></WeekDays></WorkWeek></WorkWeeks>"
    )
    weeks = CALENDAR.format("").replace("</WeekDays><Exceptions>", f"</WeekDays>{summer}<Exceptions>")
    plan = read(task(1, "<Start>2026-04-01T08:00:00</Start>"), weeks)
    assert [(one.first, one.spans) for one in plan.calendars[0].exceptions] == [
        (date(2026, 7, 6), ((480, 720),)),
        (date(2026, 7, 13), ((480, 720),)),
    ]
    assert read(task(1), weeks).calendars[0].exceptions == ()  # a plan without dates reaches into no year


@pytest.mark.parametrize("text", ["NA", "0001-01-01T00:00:00"])
def test_that_a_date_that_is_none_is_not_known(text: str) -> None:
    assert read(task(1, f"<Deadline>{text}</Deadline>")).tasks[0].deadline is None


def test_that_a_date_at_the_end_of_time_is_refused() -> None:
    with pytest.raises(Unsafe, match="belongs"):
        read(task(1, "<Finish>9999-12-31T23:59:59</Finish>"))
