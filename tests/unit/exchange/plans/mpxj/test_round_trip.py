# SPDX-License-Identifier: Apache-2.0
"""What we write as Microsoft Project's XML is opened by somebody else's reader with the same plan in it."""

from pathlib import Path
from typing import Any

import pytest

from portfolio_desktop.exchange.plans import reading
from portfolio_desktop.exchange.plans.mpxj.finding import missing
from portfolio_desktop.exchange.plans.mpxj.reading import read_plans
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from tests.support.shared_data import shared
from tests.unit.exchange.plans.mpxj import samples

REAL = (
    "ganttproject/house_building_sample.gan",
    "mpx/task_links_project98.mpx",
    "mspdi_xml/baselines_0_to_10.xml",
    "mspdi_xml/relations_all_types.xml",
    "msproject_mpp/commercial_construction_2000.mpp",
    "msproject_mpp/hr_portal_1_status_31jan.mpp",
    "msproject_mpp/libreplan_dependencies.mpp",
    "msproject_mpp/mpsplib_mp_j30_a5_nr4.mpp",
    "planner/project1.planner",
    "primavera_xer/chiller_1_update_20251121.xer",
    "primavera_xer/convention_centre_roads.xer",
    "projectlibre/calligra_test1.pod",
)


def again(plan: PlanFile, folder: Path) -> PlanFile:
    """The plan as MPXJ reads what we write of it."""
    path = folder / "again.xml"
    path.write_bytes(write_mspdi(plan).data)
    (read,) = read_plans(path)
    return read


def told(plan: PlanFile) -> dict[str, Any]:
    """What a plan says, whatever its identities are: tasks are known by their place."""
    place = {task.uid: number for number, task in enumerate(plan.tasks)}
    resource = {one.uid: one.name for one in plan.resources}
    return {
        "dates": (plan.project.start, plan.project.finish, plan.project.status_date),
        "tasks": [
            (
                task.name,
                place.get(task.parent or ""),
                task.milestone,
                task.manual,
                task.constraint,
                task.deadline,
            )
            for task in plan.tasks
        ],
        "times": [
            (
                task.start,
                task.finish,
                task.actual_start,
                task.actual_finish,
                task.duration or 0,
                round(task.percent or 0),  # the format has whole numbers
            )
            for task in plan.tasks
        ],
        "links": sorted(
            (place[link.predecessor], place[link.successor], link.kind, link.lag, link.lag_kind)
            for link in plan.links
        ),
        "baselines": [
            {
                number: (base.start, base.finish, base.duration or 0, base.cost or 0)
                for number, base in task.baselines.items()
            }
            for task in plan.tasks
        ],
        "costs": [task.cost or 0 for task in plan.tasks],
        "resources": sorted(resource.values()),
        "assignments": sorted(
            (place[one.task], resource.get(one.resource or "", ""), one.work or 0, round(one.units, 2))
            for one in plan.assignments
        ),
    }


@pytest.mark.parametrize("name", REAL)
def test_that_a_real_plan_that_we_write_is_the_same_to_others(name: str, tmp_path: Path) -> None:
    path = shared(f"schedules/{name}")
    if why := missing():
        pytest.skip(why)
    (plan,) = reading.read_plans(path)
    before, after = told(plan), told(again(plan, tmp_path))
    for what, value in before.items():
        assert after[what] == value, what


def test_that_a_plan_of_our_own_making_is_the_same_to_others(tmp_path: Path) -> None:
    if why := missing():
        pytest.skip(why)
    path = tmp_path / "two.xer"
    path.write_text(samples.TWO_PROJECTS, encoding="utf-8")
    bridge, _tunnel = read_plans(path)
    after = again(bridge, tmp_path)
    assert [(task.name, task.start, task.finish) for task in after.tasks] == [
        (task.name, task.start, task.finish) for task in bridge.tasks
    ]
    assert told(after)["links"] == told(bridge)["links"]
