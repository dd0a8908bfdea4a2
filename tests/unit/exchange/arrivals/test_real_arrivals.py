# SPDX-License-Identifier: Apache-2.0
"""Real plans of suppliers on their way in: what moved between versions, and on which days their tasks lie."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.exchange.arrivals.opening import home_of, read_plan_file
from portfolio_desktop.exchange.arrivals.planned import Fate, Source
from portfolio_desktop.exchange.arrivals.planning import plan_arrival
from portfolio_desktop.services.office import Office
from tests.support.arrivals import bring_file, only_project, rows
from tests.support.offices import faults, make_office
from tests.support.shared_data import shared

HR = "schedules/derived_mspdi/hr_portal_{}.mspdi.xml"
CHILLER = "schedules/primavera_xer/chiller_{}.xer"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


def test_that_the_portal_slips_from_june_to_july_and_costs_more(office: Office) -> None:
    first = bring_file(office, shared(HR.format("0_baseline")))
    assert (first.dated.agreed, first.dated.agreed_unheld) == (103, 103)
    second = bring_file(office, shared(HR.format("1_status_31jan")), into=only_project(office))
    whole = second.whole
    assert whole.was.finish is not None
    assert whole.now.finish is not None
    assert whole.here is not None
    assert (whole.was.finish.date(), whole.now.finish.date()) == (date(2020, 6, 30), date(2020, 7, 23))
    assert whole.here.date() == date(2020, 7, 23)
    assert (whole.cost_was, whole.cost_now) == (Decimal(72850), Decimal(75250))
    assert second.counts[Fate.NEW] == 3
    agreed = [row for row in rows(office, "baseline") if row["title"] == "Baseline"]
    assert [row["cost"] for row in agreed] == [Decimal(72850)]
    assert faults(office) == []


def test_that_the_chiller_slips_by_39_days_and_then_by_42(office: Office) -> None:
    bring_file(office, shared(CHILLER.format("0_baseline_20250902")))
    project = only_project(office)
    first = bring_file(office, shared(CHILLER.format("1_update_20251121")), into=project)
    second = bring_file(office, shared(CHILLER.format("2_update_20251204")), into=project)
    assert first.whole.slip == 39
    assert second.whole.slip == 3
    assert first.counts[Fate.NEW] == 4
    assert first.counts[Fate.GONE] == 1
    assert [row["status"] for row in rows(office, "task")].count("dropped") == 2


def test_that_a_version_is_recognised_though_all_its_identities_are_new(office: Office) -> None:
    bring_file(office, shared(CHILLER.format("0_baseline_20250902")))
    plans, _source = read_plan_file(shared(CHILLER.format("1_update_20251121")))
    assert home_of(office, plans[0]) == only_project(office)


@pytest.mark.parametrize(
    ("name", "tasks", "agreed", "unheld"),
    [
        ("primavera_xer/convention_centre_roads.xer", 1193, 1141, 836),
        ("primavera_xer/construction_khans.xer", 51, 51, 49),
        ("primavera_xer/trial_project_le.xer", 198, 194, 194),
        ("mspdi_xml/new_product_2001.xml", 36, 36, 36),
        ("derived_mspdi/property_forms_gantt_au.mspdi.xml", 78, 77, 72),
        ("ganttproject/house_building_sample.gan", 16, 16, 13),
        ("planner/libreplan_dependencies.planner", 6, 6, 6),
    ],
)
def test_that_tasks_of_real_plans_lie_on_the_days_of_their_files(
    office: Office, name: str, tasks: int, agreed: int, unheld: int
) -> None:
    plans, _source = read_plan_file(shared(f"schedules/{name}"))
    dated = plan_arrival(office, plans[0], Source(name=name)).dated
    assert dated.tasks == tasks
    assert dated.agreed >= agreed
    assert dated.agreed_unheld >= unheld
