# SPDX-License-Identifier: Apache-2.0
"""Real plans of seven programs, and the figures that are known of them."""

import json
import zipfile
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.domain.schedule.calendars import moment
from portfolio_desktop.exchange.plans.child import read_here
from portfolio_desktop.exchange.plans.forms import form_in
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanTask
from tests.support.shared_data import shared

MSPDI = (
    *("baselines_0_to_10", "calendar_recurring_exceptions_2016", "duration_units", "new_product_2001"),
    *("relations_all_types", "sample_uk", "task_links_project2019"),
)
XER = (
    *("chiller_0_baseline_20250902", "chiller_1_update_20251121", "chiller_2_update_20251204"),
    *("construction_khans", "convention_centre_roads", "resource_rates", "trial_project_le"),
)
DERIVED = (
    *("hr_portal_0_baseline.mspdi.xml", "hr_portal_1_status_31jan.mspdi.xml"),
    *("property_forms_gantt_au.mspdi.xml", "convention_centre_roads.mspdi.xml.zip"),
)
FILES = (
    *(f"schedules/mspdi_xml/{name}.xml" for name in MSPDI),
    *(f"schedules/primavera_xer/{name}.xer" for name in XER),
    "schedules/ganttproject/house_building_sample.gan",
    "schedules/planner/libreplan_dependencies.planner",
    "schedules/planner/project1.planner",
)


def read(name: str) -> PlanFile:
    path = shared(name)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            data = archive.read(archive.namelist()[0])
    else:
        data = path.read_bytes()
    return read_here(form_in(data[:16_384]), data, lambda done, total: None)


def truth(name: str) -> dict[str, Any]:
    entries: list[dict[str, Any]] = json.loads(Path(shared("TRUTH.json")).read_text("utf-8"))
    return next(entry["truth"] for entry in entries if entry["file"] == name)


def leaves(plan: PlanFile) -> list[PlanTask]:
    parents = {task.parent for task in plan.tasks}
    return [task for task in plan.tasks if task.uid not in parents]


def clock(at: int | None) -> str | None:
    return None if at is None else f"{moment(at):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("name", FILES)
def test_that_a_real_plan_has_the_tasks_links_people_and_baselines_that_are_known_of_it(name: str) -> None:
    plan, known = read(name), truth(name)
    expected, own = known["mpxj"], known.get("own_parse", {})
    links = own.get("depend_elements", expected["relations"])  # MPXJ keeps 3 of GanttProject's 17

    assert len(plan.tasks) == expected["tasks_excl_uid0"]
    assert len(leaves(plan)) == expected["leaf_tasks"]
    assert sum(task.milestone for task in plan.tasks) == expected["milestones"]
    assert len(plan.links) == links
    if links == expected["relations"]:
        assert Counter(link.kind.upper() for link in plan.links) == expected.get("link_types", {})
    assert sum(link.lag != 0 for link in plan.links) == expected["links_with_lag"]
    assert len(plan.resources) == expected["resources"]
    assert len(plan.assignments) == expected["assignments"]
    assert sum(0 in task.baselines for task in leaves(plan)) == expected["leaf_with_baseline"]
    if "sum_leaf_cost" in expected:
        assert sum(task.cost or 0 for task in leaves(plan)) == Decimal(str(expected["sum_leaf_cost"]))


@pytest.mark.parametrize("name", FILES)
def test_that_a_real_plan_starts_and_finishes_when_it_is_known_to(name: str) -> None:
    plan, expected = read(name), truth(name)["mpxj"]
    whole_days = plan.form == "gan"  # it has no hours: a day begins at midnight there, at eight here

    for at, wanted in ((plan.project.start, expected["start"]), (plan.project.finish, expected["finish"])):
        assert (clock(at) or "")[: 10 if whole_days else None] == wanted[: 10 if whole_days else None]
    if "status_date" in expected:
        assert clock(plan.project.status_date) == expected["status_date"]


@pytest.mark.parametrize("name", [name for name in FILES if "/mspdi_xml/" in name or "/primavera" in name])
def test_that_what_is_critical_in_a_real_plan_is_critical_here(name: str) -> None:
    critical = sum(bool(task.critical) for task in leaves(read(name)))
    assert critical == truth(name)["mpxj"]["critical_leaf_tasks"]


@pytest.mark.parametrize("name", DERIVED)
def test_that_large_plans_converted_to_xml_lose_nothing(name: str) -> None:
    plan, expected = read(f"schedules/derived_mspdi/{name}"), truth(f"schedules/derived_mspdi/{name}")
    again = expected["reread_with_mpxj"]
    astray = sum(one.count for one in plan.left_out if "Assignments to tasks" in one.message)

    assert len(plan.tasks) == again["tasks"]
    assert len(leaves(plan)) == again["leaf"]
    assert len(plan.links) == again["relations"]
    assert len(plan.resources) == again["resources"]
    assert len(plan.assignments) + astray == again["assignments"]
    assert (clock(plan.project.start), clock(plan.project.finish)) == (again["start"], again["finish"])
    assert sum(task.cost or 0 for task in leaves(plan)) == Decimal(str(again["cost"]))
    baselines = [task.baselines[0] for task in leaves(plan) if 0 in task.baselines]
    assert len(baselines) == again["baselined"]
    assert sum(one.cost or 0 for one in baselines) == Decimal(str(again["bcost"]))


def test_that_the_portal_slips_from_june_to_july_and_keeps_the_baseline_of_the_whole() -> None:
    before = read("schedules/derived_mspdi/hr_portal_0_baseline.mspdi.xml")
    after = read("schedules/derived_mspdi/hr_portal_1_status_31jan.mspdi.xml")
    assert clock(before.project.finish) == "2020-06-30T17:00"
    assert clock(after.project.finish) == "2020-07-23T17:00"
    assert before.whole is not None
    assert after.whole is not None
    assert (before.whole.cost, after.whole.cost) == (Decimal(72850), Decimal(75250))
    assert after.whole.baselines[0].cost == Decimal(72850)  # although its leaves sum to 72,500


def test_that_the_chiller_slips_by_39_and_then_42_days() -> None:
    finishes = [moment(read(f"schedules/primavera_xer/{name}.xer").project.finish or 0) for name in XER[:3]]
    assert [finish - finishes[0] for finish in finishes] == [timedelta(0), timedelta(39), timedelta(42)]


def test_that_all_numbered_baselines_of_a_task_arrive() -> None:
    (task,) = read("schedules/mspdi_xml/baselines_0_to_10.xml").tasks
    assert list(task.baselines) == list(range(1, 11))
    assert task.baselines[1].duration == 450
    assert task.baselines[1].cost == Decimal(1)


@pytest.mark.parametrize("name", ["edge_comprehensive", "edge_malformed", "edge_empty_tables"])
def test_that_tables_without_a_plan_are_refused_in_one_sentence_that_says_what_to_do(name: str) -> None:
    from portfolio_desktop.base.errors import Refusal
    from portfolio_desktop.exchange.plans.reading import read_plan

    with pytest.raises(Refusal, match=r"Export the project .*Primavera\.$"):
        read_plan(shared(f"schedules/primavera_xer/{name}.xer"))


@pytest.mark.parametrize("name", [f"schedules/mspdi_xml/{name}.xml" for name in MSPDI])
def test_that_a_real_plan_is_the_same_when_it_was_written_and_read_again(name: str) -> None:
    plan = read(name)
    again = read_here("mspdi", write_mspdi(plan).data, lambda done, total: None)
    assert again.whole == plan.whole
    assert again.tasks == plan.tasks
    assert again.links == plan.links
    assert again.calendars == plan.calendars
    assert again.resources == plan.resources
    assert [one.task for one in again.assignments] == [one.task for one in plan.assignments]
