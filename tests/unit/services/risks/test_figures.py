# SPDX-License-Identifier: Apache-2.0
"""The exposure of the log: the worked example end to end, what counts, and contingency."""

from decimal import Decimal
from fractions import Fraction

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.services.risks.figures import risk_exposure
from tests.support.risk_log import Log


def money(log: Log, title: str, chance: int, likely: int, **more: str) -> None:
    log.risk(title, None, None, probability=Decimal(chance), money_likely=Decimal(likely), **more)


def worked_example(log: Log) -> None:
    for title, chance, likely in (("A", 30, 200_000), ("B", 10, 1_000_000), ("C", 60, 50_000)):
        money(log, title, chance, likely)


def test_that_the_worked_example_comes_out_of_the_register(log: Log) -> None:
    worked_example(log)
    found = risk_exposure(log.office)
    assert [found.figures.expected, found.figures.p50, found.figures.p80] == [190_000, 50_000, 250_000]
    assert [line.title for line in found.lines] == ["B", "A", "C"]
    assert [line.expected for line in found.lines] == [100_000, 60_000, 30_000]
    assert "triangular" in found.method
    assert "every combination" in found.method
    assert dict(found.curve)[80] == 250_000


def test_that_risks_without_figures_are_counted_as_such_and_never_as_0(log: Log) -> None:
    worked_example(log)
    log.risk("No money", 5, 5, probability=Decimal(50))
    log.risk("No chance", 5, 5, money_likely=Decimal(5))
    log.add("risk", title="Vague", probability=Unknown("tbc"), money_likely=Decimal(5))
    found = risk_exposure(log.office)
    assert (len(found.lines), found.of) == (3, 6)


def test_that_what_is_over_does_not_count(log: Log) -> None:
    money(log, "Over", 50, 1_000, status="closed", outcome="It went")
    assert risk_exposure(log.office).figures.expected == 0


def test_that_an_opportunity_is_a_gain_whichever_sign_it_was_given(log: Log) -> None:
    money(log, "Sale", 50, 1_000, kind="opportunity")
    money(log, "Saving", 50, -1_000, kind="opportunity")
    found = risk_exposure(log.office)
    assert found.figures.expected == -1_000
    assert [line.cost.likely for line in found.lines] == [-1_000, -1_000]


def test_that_three_points_name_the_runs_and_the_seed(log: Log) -> None:
    log.risk(
        "Ground",
        probability=Decimal(50),
        money_low=Decimal(10),
        money_likely=Decimal(20),
        money_high=Decimal(60),
    )
    found = risk_exposure(log.office)
    assert found.figures.expected == 15
    assert "10,000 runs from seed 2026" in found.method


def test_that_contingency_is_what_open_projects_hold(log: Log) -> None:
    worked_example(log)
    log.add("project", title="Bridge", contingency=Decimal(150_000))
    log.add("project", title="Tunnel", contingency=Decimal(40_000))
    log.add("project", title="Silent")
    log.add("project", title="Done", contingency=Decimal(9), status="closed")
    found = risk_exposure(log.office)
    assert found.contingency.sum == 190_000
    assert (found.contingency.known, found.contingency.count) == (2, 3)
    assert found.cover is not None
    assert found.cover.short == 60_000
    assert found.cover.chance == Fraction(63, 100)


def test_that_where_nobody_states_contingency_none_is_compared(log: Log) -> None:
    worked_example(log)
    assert risk_exposure(log.office).cover is None
