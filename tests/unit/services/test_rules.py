# SPDX-License-Identifier: Apache-2.0
"""Keeping the risk matrix: one change that one undo takes back, in force at once, and scales that keep step with it."""

from dataclasses import replace

import pytest

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.domain.risk_bands import added, removed, renamed, spots
from portfolio_desktop.domain.risk_matrix import SHIPPED, Overall, Point, RiskMatrix
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import create
from portfolio_desktop.services.rules import band_effect, judged_now, keep_matrix

EDITED = SHIPPED.with_cell(Point(3, 3), "high", 30)


def steps(office: Office, scale: str) -> list[str]:
    return [item.code for item in office.catalogue.list_named(scale).items if not item.retired]


def test_that_an_edited_matrix_is_in_force_at_once_and_one_undo_takes_it_back(office: Office) -> None:
    office.write(keep_matrix(office, EDITED))
    assert office.rules.matrix == EDITED
    undo.undo(office)
    assert office.rules.matrix == SHIPPED


def test_that_a_second_edit_takes_the_place_of_the_first(office: Office) -> None:
    office.write(keep_matrix(office, EDITED))
    office.write(keep_matrix(office, SHIPPED))
    assert office.rules.matrix == SHIPPED
    with office.reading() as reader:
        assert len(reader.all(reader.catalogue.entity("rule"))) == 1


def test_that_the_average_is_kept(office: Office) -> None:
    office.write(
        keep_matrix(office, RiskMatrix(SHIPPED.bands, SHIPPED.grid, SHIPPED.scores, Overall.AVERAGE))
    )
    assert office.rules.matrix.overall is Overall.AVERAGE


@pytest.mark.parametrize(("likelihoods", "impacts"), [(3, 4), (7, 5), (10, 10), (2, 6)])
def test_that_a_matrix_of_another_size_takes_its_scales_with_it_and_back(
    office: Office, likelihoods: int, impacts: int
) -> None:
    resized = SHIPPED.resized(likelihoods, impacts)
    office.write(keep_matrix(office, resized))
    assert office.rules.matrix == resized
    assert steps(office, "risk.likelihood") == [str(step) for step in range(1, likelihoods + 1)]
    office.write(keep_matrix(office, SHIPPED))
    assert office.rules.matrix == SHIPPED
    assert steps(office, "risk.impact") == ["1", "2", "3", "4", "5"]


def test_that_one_undo_takes_back_the_size_as_well(office: Office) -> None:
    office.write(keep_matrix(office, SHIPPED.resized(4, 4)))
    undo.undo(office)
    assert office.rules.matrix == SHIPPED
    assert steps(office, "risk.likelihood") == ["1", "2", "3", "4", "5"]


def test_that_the_list_of_bands_follows_the_matrix_and_keeps_those_that_are_gone_as_retired(
    office: Office,
) -> None:
    office.write(keep_matrix(office, renamed(removed(SHIPPED, "high", "critical"), "low", "Slight")))
    items = office.catalogue.list_named("risk.band").items
    assert [(item.code, item.label, item.letter, item.retired) for item in items] == [
        ("low", "Slight", "S", False),
        ("medium", "Medium", "M", False),
        ("critical", "Critical", "C", False),
        ("high", "High", "", True),
    ]
    assert [item.code for item in office.catalogue.list_named("risk.band").in_use] == [
        "low",
        "medium",
        "critical",
    ]


def test_that_a_risk_is_in_its_new_band_at_once_and_found_there(office: Office) -> None:
    office.write(create(office, "risk", {"title": "Storm", "likelihood": 2, "impact": 5}))
    after = removed(added(SHIPPED, "Moderate"), "high", "moderate")
    risks = judged_now(office)
    assert band_effect(SHIPPED, after, risks) == "1 risk changes band."
    assert band_effect(SHIPPED, SHIPPED, risks) == "No risk changes band."
    office.write(keep_matrix(office, after))
    with office.reading() as reader:
        risk = reader.catalogue.entity("risk")
        assert reader.count(risk, Test("band", Op.IS, "moderate")) == 1
        assert reader.count(risk, Test("band", Op.ANY_OF, ["high"])) == 0
        assert reader.count(risk, Test("band", Op.AT_LEAST, "moderate")) == 1


def test_that_another_way_to_one_impact_says_how_many_risks_change_band(office: Office) -> None:
    uneven = {"likelihood": 5, "impact_time": 5, "impact_cost": 1, "impact_quality": 1}
    office.write(create(office, "risk", {"title": "Storm", **uneven}))
    office.write(create(office, "risk", {"title": "Flood", "likelihood": 5, "impact": 5}))
    average = replace(SHIPPED, overall=Overall.AVERAGE)
    risks = judged_now(office)
    assert band_effect(SHIPPED, average, risks) == "1 risk changes band."
    assert spots(average, risks) == {Point(5, 2): 1, Point(5, 5): 1}
