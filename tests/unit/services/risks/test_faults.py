# SPDX-License-Identifier: Apache-2.0
"""Faults of the risk log, each told apart, and none of a risk that is over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.risks.faults import risk_faults
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.risk_log import Log

SOUND: dict[str, Any] = {
    "title": "Sound",
    "likelihood": 2,
    "impact": 2,
    "review_on": date(2027, 1, 1),
    "status": "open",
}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"residual_likelihood": 1, "residual_impact": 1}, "unfounded_residual"),
        ({"likelihood": 6}, "off_the_matrix"),
        ({"probability": Decimal(150)}, "no_chance"),
        ({"could_strike": date(2026, 11, 1)}, "passed"),
        ({"owner_id": Unknown("tbc")}, "no_owner"),
        ({"review_on": None}, "no_review"),
        ({"impact_cost": 4}, "impact_differs"),
        ({"note": "Doubtful – Score: “12”. 3 × 5 make 15."}, "doubtful_score"),
    ],
)
def test_that_each_fault_is_told_by_its_name(log: Log, values: dict[str, Any], rule: str) -> None:
    ann, id, over = (
        log.add("person", name="Ann"),
        Id(log.office.store.new_id()),
        Id(log.office.store.new_id()),
    )
    faulty = {**SOUND, "owner_id": ann, **values}
    made = (
        Create("risk", Id(log.office.store.new_id()), {**SOUND, "owner_id": ann}),
        Create("risk", id, faulty),
        Create("risk", over, {**faulty, "status": "closed"}),
    )
    log.office.write(Changes("Import", made))
    assert [(fault.rule, fault.risks) for fault in risk_faults(log.office)] == [(rule, (id,))]


def test_that_money_stated_with_a_risk_and_again_with_what_feeds_it_is_told(log: Log) -> None:
    sound = {**SOUND, "owner_id": log.add("person", name="Ann"), "probability": Decimal(50)}
    above = log.add("risk", **sound, money_likely=Decimal(1000))
    silent = log.add("risk", **sound)
    for feeds in (above, silent):
        log.add("risk", **sound, money_likely=Decimal(400), contributes_to_id=feeds)
    assert [(fault.rule, fault.risks) for fault in risk_faults(log.office)] == [("counted_twice", (above,))]
