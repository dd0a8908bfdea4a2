# SPDX-License-Identifier: Apache-2.0
"""A table of tasks on its way back, as spreadsheet programs leave it."""

from dataclasses import replace

import pytest

from portfolio_desktop.domain.schedule.plan import Constraint, LagKind, LinkKind
from portfolio_desktop.exchange.plans.child import read_here
from portfolio_desktop.exchange.plans.forms import form_in
from portfolio_desktop.exchange.plans.plan_file import FieldKind, PlanFile, PlanLink
from portfolio_desktop.exchange.plans.sheet.writing import write_csv
from portfolio_desktop.exchange.untrusted.limits import Unsafe
from tests.support.plan_files import at, sample_plan

HEAD = "Number,Name,Duration (days of 7.5 h),Predecessors"


def read(text: str, encoding: str = "utf-8-sig") -> PlanFile:
    data = text.encode(encoding)
    assert form_in(data) == "csv"
    return read_here("csv", data, lambda done, total: None)


def sentence(text: str) -> str:
    with pytest.raises(Unsafe) as told:
        read(text)
    return told.value.message.format(file="plan.csv", **told.value.facts)


def test_that_what_was_written_comes_back_with_its_links_dates_and_people() -> None:
    sample = sample_plan()
    plan = read_here("csv", write_csv(sample).data, lambda done, total: None)
    names = (
        "uid name wbs parent summary milestone duration start finish percent deadline constraint notes values"
    )
    for name in names.split():
        assert [getattr(task, name) for task in plan.tasks] == [
            getattr(task, name) for task in sample.tasks
        ], name
    assert plan.links == sample.links
    assert [(one.task, one.units) for one in plan.assignments] == [("2", 1.0)]
    assert [one.name for one in plan.resources] == ["Bob Hill"]
    assert plan.fields == sample.fields
    assert {"calendar", "priority", "work"} <= plan.silent
    assert [str(one) for one in plan.left_out] == [
        "Baseline dates and costs, which a table shows and does not bring back: 1"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_that_a_table_is_read_as_any_spreadsheet_saves_it(encoding: str, sign: str) -> None:
    rows = [HEAD, "1,Café,2,", "2,Walls,1.5,1FS+2d"]
    plan = read("\r\n".join(rows).replace(",", sign) + "\r\n", encoding)
    assert [(task.name, task.duration) for task in plan.tasks] == [("Café", 900), ("Walls", 675)]
    assert [(link.lag, link.lag_kind) for link in plan.links] == [(900, LagKind.WORKING)]


@pytest.mark.parametrize(
    ("said", "kind", "lag", "lag_kind"),
    [
        ("1", LinkKind.FS, 0, LagKind.WORKING),
        ("1ss", LinkKind.SS, 0, LagKind.WORKING),
        ("1 FF - 3 days", LinkKind.FF, -1350, LagKind.WORKING),
        ("1FS+2 ed", LinkKind.FS, 2880, LagKind.ELAPSED),
        ("1FS+50%", LinkKind.FS, 50, LagKind.PERCENT),
        ("1SF+4h", LinkKind.SF, 240, LagKind.WORKING),
    ],
)
def test_that_links_are_read_as_people_write_them(
    said: str, kind: LinkKind, lag: int, lag_kind: LagKind
) -> None:
    (link,) = read(f"{HEAD}\n1,Dig,2,\n2,Build,3,{said}\n").links
    assert link == PlanLink(predecessor="row 2", successor="row 3", kind=kind, lag=lag, lag_kind=lag_kind)


def test_that_rows_may_be_added_and_columns_left_away() -> None:
    plan = read(
        "Name,Level,Number,Identity,Duration (days of 8 h),Predecessors,Dates\n"
        "House,1,1,a,,,\nDig,2,2,b,2,,\n,,,,,,\nBuild,2,9,,3 ed,2; 1,Set by hand\n"
    )
    assert [(task.uid, task.parent, task.summary, task.manual) for task in plan.tasks] == [
        ("a", None, True, False),
        ("b", "a", False, False),
        ("row 5", "a", False, True),
    ]
    assert plan.tasks[2].elapsed
    assert [link.predecessor for link in plan.links] == ["b", "a"]
    assert {"deadline", "constraint", "cost", "notes", "percent", "assignments"} <= plan.silent


def test_that_days_without_a_time_begin_in_the_morning_and_end_at_night() -> None:
    plan = read(
        f"{HEAD},Start,Finish,Constraint,Constraint date\n"
        "1,Dig,2,,01/04/2026,2/4/26,Start no earlier than,2026-04-01\n"
    )
    (task,) = plan.tasks
    assert (task.start, task.finish) == (at(1, 0), at(2, 24) - 1)
    assert (task.constraint, task.constraint_at) == (Constraint.START_NO_EARLIER, at(1, 0))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,Dig,soon,", "row 2, column “Duration”: “soon” is not a duration"),
        ("1,Dig,-2,", "row 2, column “Duration”: “-2” is not a duration"),
        ("1,Dig,2,after lunch", "row 2, column “Predecessors”: “after lunch” is not the number of a row"),
        ("1,Dig,2,\n1,Build,2,", "gives the number 1 to two rows"),
    ],
)
def test_that_a_cell_that_cannot_be_read_is_named_with_its_row_and_column(row: str, said: str) -> None:
    assert said in sentence(f"{HEAD}\n{row}\n")


def test_that_a_link_to_a_row_that_is_gone_is_told() -> None:
    plan = read(f"{HEAD}\n1,Dig,2,7\n")
    assert [str(one) for one in plan.left_out] == ["Links to or from tasks that are not in the file: 1"]


def test_that_the_kind_of_an_own_column_is_told_by_all_of_its_cells() -> None:
    plan = read(
        f"{HEAD},Ref,Boxes,Signed,Due,Empty\n1,Dig,2,,0012,240,Yes,01/04/2026,\n2,Fill,2,,7,5.5,No,,\n"
    )
    assert [(one.name, one.kind) for one in plan.fields] == [
        ("Ref", FieldKind.TEXT),
        ("Boxes", FieldKind.NUMBER),
        ("Signed", FieldKind.FLAG),
        ("Due", FieldKind.DATE),
    ]
    assert plan.tasks[0].values == {"Ref": "0012", "Boxes": 240.0, "Signed": True, "Due": at(1, 0)}


def test_that_what_was_made_harmless_for_spreadsheets_is_itself_again() -> None:
    sample = sample_plan()
    evil = replace(sample, tasks=(replace(sample.tasks[0], name="=1+1"), *sample.tasks[1:]))
    assert read_here("csv", write_csv(evil).data, lambda done, total: None).tasks[0].name == "=1+1"
