# SPDX-License-Identifier: Apache-2.0
"""Every real schedule beside the repository, read through MPXJ: what counts, dates, links and baselines are known to be."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.mpxj.finding import missing
from portfolio_desktop.exchange.plans.mpxj.reading import read_plans
from portfolio_desktop.exchange.plans.plan_file import PlanFile, PlanTask
from tests.support.shared_data import shared

FILES = (
    "ganttproject/house_building_sample.gan",
    "mpx/recurring.mpx",
    "mpx/sample_uk.mpx",
    "mpx/task_links_project98.mpx",
    "mspdi_xml/baselines_0_to_10.xml",
    "mspdi_xml/duration_units.xml",
    "mspdi_xml/new_product_2001.xml",
    "mspdi_xml/relations_all_types.xml",
    "mspdi_xml/sample_uk.xml",
    "mspdi_xml/task_links_project2019.xml",
    "msproject_mpp/commercial_construction_2000.mpp",
    "msproject_mpp/hr_portal_0_baseline.mpp",
    "msproject_mpp/hr_portal_1_status_31jan.mpp",
    "msproject_mpp/libreplan_dependencies.mpp",
    "msproject_mpp/mpsplib_mp_j30_a2_nr3.mpp",
    "msproject_mpp/mpsplib_mp_j30_a2_nr4.mpp",
    "msproject_mpp/mpsplib_mp_j30_a5_nr4.mpp",
    "msproject_mpp/new_product_2004.mpp",
    "msproject_mpp/property_forms_gantt_au.mpp",
    "msproject_mpp/sample_uk.mpp",
    "msproject_mpp/task_links_project2003_mpp9.mpp",
    "msproject_mpp/task_links_project2013_mpp14.mpp",
    "planner/libreplan_dependencies.planner",
    "planner/project1.planner",
    "primavera_pmxml/resource_rates.xml",
    "primavera_xer/chiller_0_baseline_20250902.xer",
    "primavera_xer/chiller_1_update_20251121.xer",
    "primavera_xer/chiller_2_update_20251204.xer",
    "primavera_xer/construction_khans.xer",
    "primavera_xer/convention_centre_roads.xer",
    "primavera_xer/resource_rates.xer",
    "primavera_xer/trial_project_le.xer",
    "projectlibre/calligra_test1.pod",
)
ROOTED = ("mspdi_xml/new_product_2001.xml",)  # its topmost task has the level 0, where others have a project
DERIVED = (
    "derived_mspdi/convention_centre_roads.mspdi.xml.zip",
    "derived_mspdi/hr_portal_0_baseline.mspdi.xml",
    "derived_mspdi/hr_portal_1_status_31jan.mspdi.xml",
    "derived_mspdi/property_forms_gantt_au.mspdi.xml",
)
REFUSED = (
    "mspdi_xml/calendar_recurring_exceptions_2016.xml",
    "primavera_xer/edge_comprehensive.xer",
    "primavera_xer/edge_empty_tables.xer",
    "primavera_xer/edge_malformed.xer",
    "projectlibre/new_product_openproj.pod",
)


def read(name: str) -> PlanFile:
    path = shared(f"schedules/{name}")
    if why := missing():
        pytest.skip(why)
    (plan,) = read_plans(path)
    return plan


def truth(name: str) -> dict[str, Any]:
    for entry in json.loads(shared("TRUTH.json").read_text("utf-8")):
        if entry["file"] == f"schedules/{name}":
            known: dict[str, Any] = entry["truth"]
            return known
    raise AssertionError(f"TRUTH.json has no {name}")


def leaves(plan: PlanFile) -> list[PlanTask]:
    parents = {task.parent for task in plan.tasks}
    return [task for task in plan.tasks if task.uid not in parents]


def depth(plan: PlanFile) -> int:
    levels: dict[str | None, int] = {None: 0}
    for task in plan.tasks:
        levels[task.uid] = levels[task.parent] + 1
    return max(levels.values())


@pytest.mark.parametrize("name", FILES)
def test_that_a_real_plan_arrives_whole(name: str) -> None:
    plan, known = read(name), truth(name)["mpxj"]
    ends = leaves(plan)
    kinds = {"FS": 0, "SS": 0, "FF": 0, "SF": 0} | known.get("link_types", {})
    found = {
        "tasks": len(plan.tasks),
        "leaves": len(ends),
        "levels": depth(plan),
        "milestones": sum(task.milestone for task in ends),
        "critical": sum(task.critical is True for task in ends),
        "resources": len([one for one in plan.resources if one.name]),
        "assignments": len(plan.assignments),
        "links": len(plan.links),
        "kinds": {kind: count for kind, count in _kinds(plan).items() if count},
        "lags": sum(link.lag != 0 for link in plan.links),
        "baselined": sum(0 in task.baselines for task in ends),
        "done": sum(task.percent == 100 for task in ends),
        "started": sum(0 < (task.percent or 0) < 100 for task in ends),
        "start": _told(plan.project.start),
        "finish": _told(plan.project.finish),
        "cost": sum((task.cost or Decimal() for task in ends), Decimal()),
    }
    assert found == {
        "tasks": known["tasks_excl_uid0"],
        "leaves": known["leaf_tasks"],
        "levels": known["max_level"] + (name in ROOTED),
        "milestones": known["milestones"],
        "critical": known["critical_leaf_tasks"],
        "resources": known["resources"],
        "assignments": known["assignments"],
        "links": known["relations"],
        "kinds": {kind: count for kind, count in kinds.items() if count},
        "lags": known["links_with_lag"],
        "baselined": known["leaf_with_baseline"],
        "done": known["leaf_100pct"],
        "started": known["leaf_in_progress"],
        "start": known["start"],
        "finish": known["finish"],
        "cost": Decimal(str(known.get("sum_leaf_cost", 0))),
    }


def _kinds(plan: PlanFile) -> Counter[str]:
    return Counter(link.kind.value.upper() for link in plan.links)


def _told(at: int | None) -> str:
    return values.iso(at)[:16] if at is not None else ""


@pytest.mark.parametrize("name", DERIVED)
def test_that_a_plan_made_of_another_has_what_the_other_had(name: str) -> None:
    plan, known = read(name), truth(name)["source_plan"]
    assert len(plan.tasks) == known["tasks"]
    assert len(leaves(plan)) == known["leaf"]
    assert len(plan.links) == known["relations"]
    assert (_told(plan.project.start), _told(plan.project.finish)) == (known["start"], known["finish"])


def test_that_a_project_keeps_the_baseline_that_its_tasks_no_longer_add_up_to() -> None:
    before, after = (
        read("msproject_mpp/hr_portal_0_baseline.mpp"),
        read("msproject_mpp/hr_portal_1_status_31jan.mpp"),
    )
    assert before.whole is not None
    assert after.whole is not None
    assert (_told(before.project.finish), _told(after.project.finish)) == (
        "2020-06-30T17:00",
        "2020-07-23T17:00",
    )
    assert (before.whole.cost, after.whole.cost) == (Decimal(72850), Decimal(75250))
    assert after.whole.baselines[0].cost == Decimal(72850)
    assert sum(task.baselines[0].cost or 0 for task in leaves(after) if 0 in task.baselines) == Decimal(72500)


def test_that_work_made_up_for_tasks_with_progress_is_not_taken_for_the_plans_own() -> None:
    plan = read("msproject_mpp/hr_portal_1_status_31jan.mpp")
    assert len(plan.assignments) == 297
    assert not any("assignments are to tasks" in str(one) for one in plan.left_out)


@pytest.mark.parametrize("name", REFUSED)
def test_that_a_file_without_a_plan_is_refused_in_one_sentence(name: str) -> None:
    path = shared(f"schedules/{name}")
    if why := missing():
        pytest.skip(why)
    with pytest.raises(Refusal) as refusal:
        read_plans(path)
    assert str(refusal.value).startswith(path.name)
    assert "\n" not in str(refusal.value)


def test_that_a_plan_locked_with_a_password_is_told_to_be(tmp_path: Path) -> None:
    """The file has no lock: its flag is set here, and the property after it becomes the password's digest."""
    data = bytearray(shared("schedules/msproject_mpp/hr_portal_0_baseline.mpp").read_bytes())
    if why := missing():
        pytest.skip(why)
    flag, digest = (key.to_bytes(4, "little") for key in (893386752, 893386756))
    place = data.index(flag)
    data[place + 8] = 1
    data[place + 14 : place + 18] = digest
    path = tmp_path / "locked.mpp"
    path.write_bytes(data)
    with pytest.raises(Refusal, match=r"locked\.mpp is locked with a password"):
        read_plans(path)
