# SPDX-License-Identifier: Apache-2.0
"""A plan as a table: what a head of portfolio sees in a spreadsheet."""

import csv
import io
from dataclasses import replace

from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.plans.sheet.writing import write_csv
from tests.support.plan_files import sample_plan


def rows(plan: PlanFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_csv(plan).data.decode("utf-8-sig"), newline="")))


def test_that_each_task_is_a_row_with_dates_links_people_and_custom_fields() -> None:
    library, pack, carry, doors = rows(sample_plan())
    assert (library["Kind"], pack["Kind"], doors["Kind"]) == ("Summary", "Task", "Milestone")
    assert (library["Level"], pack["Level"]) == ("1", "2")
    assert (pack["Start"], pack["Finish"], pack["Duration (days of 8 h)"]) == (
        "01/04/2026 08:00",
        "08/04/2026 17:00",
        "5",
    )
    assert (carry["Predecessors"], doors["Predecessors"]) == ("2FS+1 d", "2FF; 3SS+2 ed")
    assert pack["Resources"] == "Bob Hill"
    assert (pack["Floor"], pack["Boxes"]) == ("Second", "240")
    assert (pack["Constraint"], pack["Baseline finish"]) == ("Start no earlier than", "07/04/2026 17:00")


def test_that_a_name_that_looks_like_a_formula_is_text() -> None:
    plan = sample_plan()
    evil = replace(
        plan, tasks=(replace(plan.tasks[0], name='=HYPERLINK("http://x.example")'), *plan.tasks[1:])
    )
    assert rows(evil)[0]["Name"].startswith("'=")


def test_that_what_a_table_cannot_hold_is_told() -> None:
    assert [str(one) for one in write_csv(sample_plan()).left_out] == [
        "Calendars (a table has only dates): 2",
        "Work of tasks in hours: 1",
        "Work and cost of single people on tasks (a table has who, and how much of their time): 1",
        "Rates, teams and calendars of resources (a table has their names): 2",
        "Priorities of tasks: 1",
        "Facts of the project as a whole, such as its status date and the day by which it must finish: 1",
    ]
