# SPDX-License-Identifier: Apache-2.0
"""A risk cannot be made to say what makes no sense, and a scale that is out of bounds closes no workspace."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.risks import acts
from portfolio_desktop.services.risks.board import risk_board
from portfolio_desktop.services.risks.figures import risk_exposure
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.risk_log import Log


@pytest.mark.parametrize("chance", ["-1", "100.5"])
def test_that_a_chance_beyond_certainty_is_refused(log: Log, chance: str) -> None:
    with pytest.raises(Refusal, match="0 to 100 %"):
        log.risk("Flood", probability=Decimal(chance))


def test_that_an_imported_chance_beyond_certainty_has_no_expected_value_and_no_exposure(log: Log) -> None:
    values: Values = {"title": "Flood", "probability": Decimal(150), "money_likely": Decimal(1000)}
    log.office.write(Changes("Import", (Create("risk", Id(log.office.store.new_id()), values),)))
    (line,) = risk_board(log.office).lines
    found = risk_exposure(log.office)
    assert (line.expected, found.lines, found.of) == (None, (), 1)


def test_that_no_risk_feeds_itself_directly_or_through_others(log: Log) -> None:
    least, middle, top = (log.risk(title) for title in ("Least", "Middle", "Top"))
    log.set("risk", least, contributes_to_id=middle)
    log.set("risk", middle, contributes_to_id=top)
    for above in (top, middle, least):
        with pytest.raises(Refusal, match="feed itself"):
            log.set("risk", top, contributes_to_id=above)


def test_that_a_risk_that_is_over_is_not_reviewed(log: Log) -> None:
    risk = log.risk("Flood", 2, 2)
    log.office.write(acts.close(log.office, risk, "It stayed dry"))
    with pytest.raises(Refusal, match="over already"):
        acts.review(log.office, risk, date(2027, 1, 1))


@pytest.mark.parametrize("offered", [1, 12])
def test_that_a_scale_out_of_bounds_is_a_fault_and_the_risks_are_still_read(log: Log, offered: int) -> None:
    risk = log.risk("Flood", 1, 2)
    for step in range(min(offered + 1, 6), max(offered, 5) + 1):
        log.add(
            "list_item",
            list="risk.likelihood",
            code=str(step),
            label=f"Step {step}",
            position=step,
            retired=step > offered,
        )
    (line,) = risk_board(log.office).lines
    (fault,) = log.office.rules.faults
    assert (line.id, line.score is not None, str(offered) in fault) == (risk, True, True)


def test_that_some_risks_are_held_against_the_contingency_of_their_own_projects(log: Log) -> None:
    bridge = log.add("project", title="Bridge", contingency=Decimal(100))
    log.add("project", title="Depot", contingency=Decimal(9000))
    money = {"probability": Decimal(50), "money_likely": Decimal(400)}
    log.risk("Corrosion", 3, 3, project_id=bridge, **money)
    whole, part = (
        risk_exposure(log.office),
        risk_exposure(log.office, Test("project_id", Op.IS, bridge)),
    )
    assert whole.cover is not None
    assert part.cover is not None
    assert (whole.cover.held, part.cover.held, part.contingency.count) == (
        Decimal(9100),
        Decimal(100),
        1,
    )
