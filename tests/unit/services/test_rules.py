# SPDX-License-Identifier: Apache-2.0
"""Keeping the risk matrix: one change that one undo takes back, in force at once, and scales that keep step with it."""

import pytest

from portfolio_desktop.domain.risk_matrix import SHIPPED, Overall, Point, RiskMatrix
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.rules import keep_matrix

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
