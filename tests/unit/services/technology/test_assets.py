# SPDX-License-Identifier: Apache-2.0
"""Assets that lose support, measures against targets, and the candidate project that replaces an asset."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.domain.support import Window
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.technology.assets import candidate, estate
from tests.support.offices import add


def record(office: Office, entity: str, id: Id) -> Record:
    with office.reading() as reader:
        found = reader.get(reader.catalogue.entity(entity), id)
    assert found is not None
    return found


def test_that_assets_stand_in_the_order_in_which_they_lose_support(office: Office) -> None:
    add(office, "asset", title="Later", support_end=date(2027, 6, 1))
    add(office, "asset", title="Nobody knows", support_end=Unknown("ask the supplier"))
    add(office, "asset", title="Gone", support_end=date(2026, 10, 1))
    add(office, "asset", title="Long retired", support_end=date(2020, 1, 1), lifecycle="retired")
    found = estate(office).assets
    assert [(line.title, line.window) for line in found] == [
        ("Gone", Window.ENDED),
        ("Later", Window.YEAR),
        ("Nobody knows", Window.UNKNOWN),
    ]


def test_that_the_cost_to_run_says_of_how_many_assets_it_is_known(office: Office) -> None:
    add(office, "asset", title="A", run_cost=Decimal(1000))
    add(office, "asset", title="B", run_cost=Unknown("in the service charge"))
    add(office, "asset", title="C")
    total = estate(office).run_cost
    assert (total.sum, total.known) == (Decimal(1000), 1)


def test_that_a_service_is_judged_by_its_latest_reading(office: Office) -> None:
    asset = add(office, "asset", title="Account")
    for month, actual in ((8, "99.9"), (9, "99.1"), (10, "99.5")):
        add(
            office,
            "service_measure",
            asset_id=asset,
            title="Availability",
            target=Decimal("99.4"),
            actual=Decimal(actual),
            period_end=date(2026, month, 28),
            higher_is_better=True,
        )
    (line,) = estate(office).measures
    assert (line.actual, line.met, line.before) == (Decimal("99.5"), True, (True, False))


def test_that_a_candidate_project_is_linked_both_ways_and_taken_back_in_one_step(office: Office) -> None:
    asset = add(
        office,
        "asset",
        title="Payline",
        code="IT-7",
        support_end=date(2027, 9, 30),
        replace_cost=Decimal(260000),
        disposition="undecided",
    )
    office.write(candidate(office, asset))
    kept = record(office, "asset", asset)
    project = record(office, "project", Id(str(kept["project_id"])))
    assert (project["title"], project["status"]) == ("Replacement of Payline", "pipeline")
    assert (project["whole_life_cost"], project["end"]) == (Decimal(260000), date(2027, 9, 30))
    assert "IT-7" in str(project["description"])
    assert kept["disposition"] == "replace"
    with pytest.raises(Refusal, match="Replacement of Payline"):
        candidate(office, asset)
    undo.undo(office)
    back = record(office, "asset", asset)
    assert (back["project_id"], back["disposition"]) == (None, "undecided")
    with office.reading() as reader:
        assert reader.count(reader.catalogue.entity("project")) == 0
