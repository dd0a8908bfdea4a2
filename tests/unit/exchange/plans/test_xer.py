# SPDX-License-Identifier: Apache-2.0
"""What Primavera's tables say, and what of it is told to have no place."""

from dataclasses import replace
from decimal import Decimal

from portfolio_desktop.domain.schedule.plan import Constraint, LagKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.child import read_all_here, read_here
from portfolio_desktop.exchange.plans.plan_file import (
    Baseline,
    PlanFile,
    PlanLink,
    PlanProject,
    PlanTask,
    ResourceKind,
)
from portfolio_desktop.exchange.plans.xer.calendars import read_calendar
from portfolio_desktop.exchange.plans.xer.writing import write_xer


def table(name: str, columns: str, *rows: str) -> str:
    lines = [
        f"%T\t{name}",
        "%F\t" + columns.replace(" ", "\t"),
        *("%R\t" + row.replace("|", "\t") for row in rows),
    ]
    return "\n".join(lines)


PROJECT = table("PROJECT", "proj_id proj_short_name clndr_id export_flag", "1|ONE|9|Y")
NODES = table(
    "PROJWBS",
    "wbs_id proj_id proj_node_flag parent_wbs_id wbs_name seq_num",
    "10|1|Y||Works|0",
    "12|1|N|10|Later|20",
    "11|1|N|10|First|10",
)
TASKS = table(
    "TASK",
    "task_id proj_id wbs_id task_code task_name target_drtn_hr_cnt remain_drtn_hr_cnt early_start_date early_end_date",
    "1|1|12|A2|Roof|16|16|2026-04-02 08:00|2026-04-03 17:00",
    "2|1|11|A1|Walls|8|8|2026-04-01 08:00|2026-04-01 17:00",
)


def read(*tables: str) -> PlanFile:
    text = "\n".join(["ERMHDR\t19.12\t2026-04-01\tProject\tann\tAnn Lee\t\t\tGBP", *tables, "%E", ""])
    return read_here("xer", text.encode("cp1252"), lambda done, total: None)


def test_that_the_work_breakdown_becomes_the_outline_in_its_own_order() -> None:
    plan = read(PROJECT, NODES, TASKS)
    assert [task.name for task in plan.tasks] == ["Works", "First", "Walls", "Later", "Roof"]
    assert [task.summary for task in plan.tasks] == [True, True, False, True, False]
    assert plan.tasks[0].start == plan.tasks[2].start
    assert plan.tasks[0].finish == plan.tasks[4].finish
    assert (plan.project.uid, plan.project.title, plan.project.currency) == ("ONE", "Works", "GBP")


def test_that_both_constraints_of_an_activity_arrive() -> None:
    tasks = table(
        "TASK",
        "task_id proj_id wbs_id cstr_type cstr_date cstr_type2 cstr_date2",
        "1|1|10|CS_MSOA|2026-04-01 08:00|CS_MEOB|2026-05-01 17:00",
        "2|1|10|CS_MANDSTART|2026-04-01 08:00||",
    )
    plan = read(PROJECT, NODES, tasks)
    _works, first, second, *_rest = plan.tasks
    assert (first.constraint, first.second_constraint) == (
        Constraint.START_NO_EARLIER,
        Constraint.FINISH_NO_LATER,
    )
    assert second.constraint is Constraint.MUST_START_ON
    assert any("Mandatory dates" in str(one) for one in plan.left_out)


def test_that_lags_are_by_the_clock_where_the_project_says_so() -> None:
    links = table(
        "TASKPRED", "task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt", "1|2|1|1|PR_SS|24"
    )
    options = table("SCHEDOPTIONS", "proj_id sched_calendar_on_relationship_lag", "1|rcal_24Hour")
    assert [(one.lag, one.lag_kind) for one in read(PROJECT, NODES, TASKS, links).links] == [
        (1440, LagKind.WORKING)
    ]
    assert [one.lag_kind for one in read(PROJECT, NODES, TASKS, links, options).links] == [LagKind.ELAPSED]


TWO_PROJECTS = (
    table(
        "PROJECT",
        "proj_id proj_short_name export_flag last_recalc_date",
        "1|ONE|Y|2026-05-04 08:00",
        "2|TWO|Y|2026-04-06 08:00",
    ),
    table("PROJWBS", "wbs_id proj_id proj_node_flag wbs_name", "10|1|Y|One", "20|2|Y|Two"),
    table("TASK", "task_id proj_id wbs_id task_name", "1|1|10|Give", "2|2|20|Take", "3|2|20|Rest"),
    table(
        "TASKPRED",
        "task_id pred_task_id proj_id pred_proj_id pred_type",
        "2|1|2|1|PR_FS",
        "3|2|2|2|PR_FS",
    ),
    table("TASKRSRC", "taskrsrc_id task_id proj_id", "1|1|1", "2|2|2"),
)


def read_several(*tables: str) -> tuple[PlanFile, ...]:
    text = "\n".join(["ERMHDR\t19.12\t2026-04-01\tProject\tann\tAnn Lee\t\t\tGBP", *tables, "%E", ""])
    return read_all_here("xer", text.encode("cp1252"), lambda done, total: None)


def test_that_links_between_two_projects_of_one_file_survive() -> None:
    plan = read(*TWO_PROJECTS)
    assert [(task.name, task.parent) for task in plan.tasks] == [
        ("One", None),
        ("Give", "W10"),
        ("Two", None),
        ("Take", "W20"),
        ("Rest", "W20"),
    ]
    assert [(one.predecessor, one.successor) for one in plan.links] == [("1", "2"), ("2", "3")]
    assert any("Further projects" in str(one) for one in plan.left_out)


def test_that_each_of_several_projects_is_also_there_by_itself_with_its_own_status_date() -> None:
    together, one, two = read_several(*TWO_PROJECTS)
    assert [plan.project.title for plan in (together, one, two)] == ["One, Two", "One", "Two"]
    assert [str(values.day_of(plan.project.status_date or 0)) for plan in (together, one, two)] == [
        "2026-04-06",  # the earliest, so that nobody's work is put off by a date that is another's
        "2026-05-04",
        "2026-04-06",
    ]
    assert [task.name for task in two.tasks] == ["Two", "Take", "Rest"]
    assert [one.task for one in two.assignments] == ["2"]
    assert [str(each) for each in two.left_out] == [
        "Links with activities of the other projects in the file: 1"
    ]


def test_that_codes_user_fields_and_notebooks_come_with_their_activity() -> None:
    more = (
        table("ACTVTYPE", "actv_code_type_id actv_code_type", "5|Trade"),
        table("ACTVCODE", "actv_code_id actv_code_type_id actv_code_name", "50|5|Masonry"),
        table("TASKACTV", "task_id actv_code_id", "2|50"),
        table("UDFTYPE", "udf_type_id table_name udf_type_label logical_data_type", "7|TASK|Storeys|FT_INT"),
        table("UDFVALUE", "udf_type_id fk_id udf_number", "7|2|3"),
        table("MEMOTYPE", "memo_type_id memo_type", "8|Delays"),
        table(
            "TASKMEMO", "task_id memo_type_id task_memo", "2|8|<P>Rain &amp; wind</P>\x7f\x7f<P>since May</P>"
        ),
    )
    walls = next(task for task in read(PROJECT, NODES, TASKS, *more).tasks if task.uid == "2")
    assert walls.values == {"Trade": "Masonry", "Storeys": 3.0}
    assert walls.notes == "Delays: Rain & wind\nsince May"


def test_that_people_roles_and_materials_work_and_cost() -> None:
    more = (
        table(
            "RSRC", "rsrc_id rsrc_name rsrc_type email_addr", "3|Ann|RT_Labor|a@b.example", "4|Bricks|RT_Mat|"
        ),
        table("ROLES", "role_id role_name", "6|Mason"),
        table(
            "RSRCRATE",
            "rsrc_id cost_per_qty max_qty_per_hr start_date",
            "3|30|2|2026-01-01",
            "3|35|2|2027-01-01",
        ),
        table(
            "TASKRSRC",
            "taskrsrc_id task_id rsrc_id role_id remain_qty act_reg_qty remain_cost act_reg_cost",
            "1|2|3||6|2|180|60",
            "2|2|4||500|0|250|0",
            "3|2||6|8|0|0|0",
        ),
    )
    plan = read(PROJECT, NODES, TASKS, *more)
    assert [(one.uid, one.kind, one.rate) for one in plan.resources] == [
        ("3", ResourceKind.WORK, Decimal(30)),
        ("4", ResourceKind.MATERIAL, None),
        ("R6", ResourceKind.WORK, None),
    ]
    assert [(one.resource, one.work, one.units) for one in plan.assignments] == [
        ("3", 480, 1.0),
        ("4", None, 500.0),
        ("R6", 480, 1.0),
    ]
    walls = next(task for task in plan.tasks if task.uid == "2")
    assert (walls.cost, walls.actual_cost) == (Decimal(490), Decimal(60))
    assert "example" not in repr(plan)


def test_that_a_calendar_of_nested_brackets_gives_its_week_and_its_holidays() -> None:
    text = (
        "(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))"
        "(0||3()())(0||4()())(0||5()())(0||6()())(0||7()())))(0||Exceptions()((0||0(d|46115)())(0||1(d|46116)())))))"
    )
    calendar = read_calendar({"clndr_id": "9", "clndr_data": text})
    assert calendar.week[0] == ((480, 720), (780, 1020))
    assert calendar.week[1:] == ((),) * 6
    (days,) = calendar.exceptions
    assert (str(days.first), str(days.last), days.spans) == ("2026-04-03", "2026-04-04", ())


def test_that_an_inch_is_not_doubled_on_the_way_in_or_out() -> None:
    plan = read(PROJECT, NODES, TASKS.replace("Roof", '1/2"" pipe'))
    assert plan.tasks[-1].name == '1/2" pipe'
    assert read_here("xer", write_xer(plan).data, lambda done, total: None).tasks[-1].name == '1/2" pipe'


LOOSE = PlanFile(
    form="office",
    project=PlanProject(uid="abc", code="P-0001", title="Library"),
    tasks=(
        PlanTask(uid="1", name="Pack", duration=480, start=0, finish=480),
        PlanTask(uid="2", name="Carry", duration=480, start=480, finish=960),
    ),
    links=(PlanLink(predecessor="1", successor="2", lag=2880, lag_kind=LagKind.ELAPSED),),
)


def again(plan: PlanFile) -> PlanFile:
    return read_here("xer", write_xer(plan).data, lambda done, total: None)


def told(plan: PlanFile) -> list[str]:
    return [str(one) for one in write_xer(plan).left_out]


def test_that_the_node_primavera_must_have_is_no_task_when_the_plan_comes_back() -> None:
    plan = again(LOOSE)
    assert [(task.name, task.parent) for task in plan.tasks] == [("Pack", None), ("Carry", None)]
    assert (plan.project.uid, plan.project.title) == ("P-0001", "Library")


def test_that_lags_by_the_clock_stay_so_where_all_are_and_are_told_where_some_are() -> None:
    assert again(LOOSE).links == LOOSE.links
    assert told(LOOSE) == []
    mixed = replace(LOOSE, links=(*LOOSE.links, PlanLink(predecessor="2", successor="1", lag=60)))
    assert told(mixed) == ["Lags in elapsed time, now as much working time: 1"]


def test_that_costs_and_baseline_costs_of_tasks_go_out_and_come_back() -> None:
    tasks = (
        replace(
            LOOSE.tasks[0],
            cost=Decimal(900),
            actual_cost=Decimal(200),
            baselines={0: Baseline(start=0, finish=480, cost=Decimal(800))},
        ),
        replace(LOOSE.tasks[1], baselines={0: Baseline(start=480, finish=960, cost=Decimal(50))}),
    )
    pack, carry = again(replace(LOOSE, tasks=tasks)).tasks
    assert (pack.cost, pack.actual_cost, pack.baselines[0].cost) == (Decimal(900), Decimal(200), Decimal(800))
    assert (carry.cost, carry.actual_cost, carry.baselines[0].cost) == (None, None, Decimal(50))


def test_that_what_primavera_has_no_place_for_is_told() -> None:
    project = replace(LOOSE.project, manager="Tom Whitfield", company="Northmoor", from_finish=True)
    summary = PlanTask(
        uid="9", name="All", summary=True, deadline=960, baselines={0: Baseline(cost=Decimal(5))}
    )
    inactive = replace(LOOSE.tasks[0], active=False, parent="9")
    plan = replace(LOOSE, project=project, tasks=(summary, inactive), links=())
    assert told(plan) == [
        "Manager and company of the project: 2",
        "Projects scheduled backwards from their finish, now forwards: 1",
        "Conditions and deadlines of summaries (Primavera has them for activities only): 1",
        "Inactive or dropped tasks, which count again in Primavera: 1",
        "Baseline costs of summaries (Primavera adds up what lies under them): 1",
    ]
