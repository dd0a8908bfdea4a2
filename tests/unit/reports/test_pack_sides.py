# SPDX-License-Identifier: Apache-2.0
"""The dashboard shows how each project stands by time, cost and quality where any project is rated so."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.domain.pack.data import Dimension, Edition, PackData, PackProject
from portfolio_desktop.reports.pack import render_pack
from portfolio_desktop.reports.pages import dashboard
from tests.unit.reports.test_pack import read
from tests.unit.reports.test_pack_overdue import AHEAD, LATE, page

TIME, COST, QUALITY, RISK = "Schedule", "Cost", "Scope and quality", "Risk"


def rated(project: PackProject, *sides: tuple[str, str]) -> PackProject:
    return replace(project, dimensions=tuple(Dimension(name, Rating("rag3", level)) for name, level in sides))


def shown(*projects: PackProject) -> str:
    return page(read(render_pack(PackData(Edition("Change", date(2026, 11, 23)), projects))), "Dashboard")


def test_that_each_side_that_anybody_rates_has_a_column_with_its_letter() -> None:
    text = shown(rated(AHEAD, (COST, "red")), rated(LATE, (TIME, "green"), (RISK, "amber")))
    heads = text.index("Schedule"), text.index("Cost"), text.index("Risk")
    assert heads == tuple(sorted(heads))
    assert "Scope and" not in text
    row = text[text.index(LATE.name) :]
    assert "G" in row.split()


def test_that_a_pack_without_them_has_no_such_columns() -> None:
    assert "Schedule" not in shown(AHEAD, LATE)


def test_that_time_cost_and_quality_stay_where_there_is_no_room_for_all() -> None:
    full = replace(
        rated(AHEAD, *((name, "red") for name in dashboard.SIDES)),
        sponsor="Ann",
        stage="Delivery",
        forward_look="same",
        value_for_money="High",
        organisation="Council",
        history=(Rating("rag3", "red"),) * 4,
    )
    data = PackData(Edition("Change", date(2026, 11, 23)), (full, LATE), periods=("Aug", "Sep", "Oct", "Nov"))
    text = page(read(render_pack(data)), "Dashboard")
    for word in ("Schedule", "Scope and", "quality"):
        assert word in text


@pytest.mark.parametrize("name", dashboard.SIDES)
def test_that_the_sides_are_named_as_the_record_of_a_project_names_them(name: str) -> None:
    assert name in {field.label for field in CATALOGUE.entity("project").fields}
