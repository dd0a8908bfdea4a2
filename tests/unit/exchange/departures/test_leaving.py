# SPDX-License-Identifier: Apache-2.0
"""A plan on its way out, and back in again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.arrivals.planned import Fate
from portfolio_desktop.exchange.departures.leaving import export_plan
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.baselines.pictures import read_picture
from portfolio_desktop.services.records import change
from tests.support.arrivals import bring, bring_file, only_project, rows, titled
from tests.support.offices import add, make_office
from tests.support.plan_files import sample_plan
from tests.support.shared_data import shared

TASK = (
    "wbs",
    "duration",
    "starts",
    "finishes",
    "start_actual",
    "end_actual",
    "status",
    "deadline",
    "cost",
    "note",
    "critical",
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "one").mkdir()
    with make_office(tmp_path / "one") as office:
        yield office


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "other").mkdir()
    with make_office(tmp_path / "other", seed=2) as office:
        yield office


def tasks(office: Office) -> list[tuple[Any, ...]]:
    titles = {row["id"]: row["title"] for row in rows(office, "task")}
    return sorted(
        (
            (row["title"], titles.get(row["parent_id"]), *(row[name] for name in TASK))
            for row in rows(office, "task")
        ),
        key=repr,
    )


def links(office: Office) -> list[tuple[Any, ...]]:
    titles = {row["id"]: row["title"] for row in rows(office, "task")}
    names = ("kind", "lag", "lag_kind")
    found = rows(office, "task_link")
    ends = (
        (titles[row["predecessor_id"]], titles[row["task_id"]], *(row[name] for name in names))
        for row in found
    )
    return sorted(ends, key=repr)


def agreed(office: Office) -> list[Any]:
    found = [
        read_picture(row["definition"]) for row in rows(office, "baseline") if row["title"] == "Baseline"
    ]
    return [
        (
            one.project.start,
            one.project.finish,
            sorted((task.title, task.start, task.finish) for task in one.tasks.values()),
        )
        for one in found
    ]


def test_that_a_plan_comes_back_from_microsoft_s_xml_as_it_went(
    office: Office, other: Office, tmp_path: Path
) -> None:
    bring(office, sample_plan())
    left = export_plan(office, only_project(office), tmp_path / "plan.xml")
    assert left.tasks == 4
    bring_file(other, tmp_path / "plan.xml")
    assert tasks(other) == tasks(office)
    assert links(other) == links(office)
    assert agreed(other) == agreed(office)


def test_that_a_real_plan_comes_back_from_microsoft_s_xml_as_it_went(
    office: Office, other: Office, tmp_path: Path
) -> None:
    bring_file(office, shared("schedules/derived_mspdi/hr_portal_1_status_31jan.mspdi.xml"))
    export_plan(office, only_project(office), tmp_path / "plan.xml")
    bring_file(other, tmp_path / "plan.xml")
    assert tasks(other) == tasks(office)
    assert links(other) == links(office)
    assert agreed(other) == agreed(office)


def test_that_what_came_in_and_goes_out_is_recognised_when_it_comes_again(
    office: Office, tmp_path: Path
) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    export_plan(office, project, tmp_path / "plan.xml")
    arrival = bring_file(office, tmp_path / "plan.xml", into=project)
    assert (arrival.counts[Fate.NEW], arrival.counts[Fate.GONE]) == (0, 0)


def test_that_primavera_s_file_has_the_same_tasks_on_the_same_days(
    office: Office, other: Office, tmp_path: Path
) -> None:
    bring(office, replace(sample_plan(), links=sample_plan().links[:2]))
    export_plan(office, only_project(office), tmp_path / "plan.xer")
    bring_file(other, tmp_path / "plan.xer")
    for title in ("Carry them over", "Doors open"):
        here, there = titled(office, "task", title), titled(other, "task", title)
        assert (there["starts"], there["finishes"]) == (here["starts"], here["finishes"])


def test_that_what_has_no_place_in_a_table_is_told(office: Office, tmp_path: Path) -> None:
    bring(office, sample_plan())
    left = export_plan(office, only_project(office), tmp_path / "plan.csv")
    assert any("Calendars" in sentence for sentence in left.left_out)
    assert "Carry them over" in (tmp_path / "plan.csv").read_text("utf-8-sig")


def test_that_links_to_other_projects_are_told_and_not_written(office: Office, tmp_path: Path) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    beside = add(office, "project", title="Beside")
    other = add(office, "task", project_id=beside, title="Elsewhere", scheduling="links", duration=Decimal(1))
    here = titled(office, "task", "Doors open")["id"]
    add(office, "task_link", predecessor_id=here, task_id=other)
    left = export_plan(office, project, tmp_path / "plan.xml")
    assert "Links with tasks of other projects: 1" in left.left_out


def test_that_a_project_without_tasks_and_an_unknown_ending_are_refused(
    office: Office, tmp_path: Path
) -> None:
    empty = add(office, "project", title="Empty")
    with pytest.raises(Refusal, match="no tasks"):
        export_plan(office, empty, tmp_path / "plan.xml")
    bring(office, replace(sample_plan(), links=()))
    with pytest.raises(Refusal, match="must end in one of"):
        export_plan(office, titled(office, "project", "Library")["id"], tmp_path / "plan.mpp")
    assert list(tmp_path.glob("plan.*")) == []


def test_that_the_day_by_which_a_project_must_finish_goes_out_is_told_and_comes_back(
    office: Office, other: Office, tmp_path: Path
) -> None:
    bring(office, sample_plan())
    project = only_project(office)
    tom = add(office, "person", name="Tom Whitfield")
    office.write(change(office, "project", project, {"must_finish": date(2026, 4, 30), "manager_id": tom}))
    left = export_plan(office, project, tmp_path / "plan.xml")
    assert any("Dates by which the project must be finished" in sentence for sentence in left.left_out)
    assert "<Manager>Tom Whitfield</Manager>" in (tmp_path / "plan.xml").read_text("utf-8")
    bring_file(other, tmp_path / "plan.xml")
    assert titled(other, "project", "Library")["must_finish"] == date(2026, 4, 30)


def test_that_baselines_without_room_and_their_names_are_told(office: Office, tmp_path: Path) -> None:
    bring(office, replace(sample_plan(), links=()))
    project = only_project(office)
    for number in range(12):
        add(
            office,
            "baseline",
            title=f"Board {number}",
            project_id=project,
            kind="agreed",
            definition=rows(office, "baseline")[0]["definition"],
        )
    told = export_plan(office, project, tmp_path / "plan.xml").left_out
    assert "Baselines beyond the first eleven, for which files of plans have no room: 3" in told
    assert "Names of baselines, which files of plans number: 10" in told
    assert not any(
        "aseline" in one
        for one in export_plan(office, project, tmp_path / "plan.xml", baselines=False).left_out
    )
