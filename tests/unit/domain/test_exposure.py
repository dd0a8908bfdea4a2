# SPDX-License-Identifier: Apache-2.0
"""Exposure: the worked example, figures of the triangle worked out independently, and what must hold of any risks."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.exposure import (
    FEWEST_RUNS,
    MOST_RUNS,
    SEED,
    Event,
    Outcome,
    Spread,
    cover,
    enumerated,
    exposure,
    simulated,
    spread,
)


def event(percent: int | str, *points: int, gain: bool = False) -> Event:
    """An event of that chance; one amount or three."""
    least, likely, most = (points * 3)[:3] if len(points) == 1 else points
    cost = Spread(Decimal(least), Decimal(likely), Decimal(most))
    return Event((Outcome(Decimal(percent) / 100, -cost if gain else cost),))


def whole(*money: Decimal) -> tuple[float, ...]:
    return tuple(float(each) for each in money)


WORKED = [event(30, 200_000), event(10, 1_000_000), event(60, 50_000)]

chances = st.integers(0, 100)
amounts = st.integers(-20, 60).map(lambda thousands: thousands * 1_000)
singles = st.lists(st.builds(event, chances, amounts), max_size=7)


def test_that_the_worked_example_comes_to_190_50_and_250_thousand() -> None:
    found = exposure(WORKED)
    assert whole(found.expected, found.p50, found.p80) == (190_000, 50_000, 250_000)
    assert whole(found.least, found.most) == (0, 1_250_000)
    assert found.totals.is_exact


def test_that_contingency_of_the_expected_value_is_too_little_for_the_worked_example() -> None:
    enough = cover(exposure(WORKED), Decimal(190_000))
    assert enough.short == 60_000
    assert enough.chance == Fraction(63, 100), "nothing happens, or the £50k alone: 0.252 + 0.378"
    assert cover(exposure(WORKED), Decimal(250_000)).short == 0


def test_that_what_is_just_short_of_p80_is_not_said_to_be_enough_in_80_of_100() -> None:
    found = exposure([event("20.4", 1_000)])
    assert cover(found, Decimal(999)).short > 0
    assert cover(found, Decimal(999)).percent == 79


def test_that_a_simulation_of_the_worked_example_agrees() -> None:
    found = simulated(WORKED)
    assert whole(found.percentile(50), found.percentile(80)) == (50_000, 250_000)
    assert (found.runs, found.seed) == (MOST_RUNS, SEED)
    assert found == simulated(WORKED), "the same seed comes to the same figures"
    assert found != simulated(WORKED, seed=SEED + 1)


def test_that_three_points_are_a_triangle_and_are_simulated() -> None:
    found = exposure([event(100, 10, 15, 29)])
    assert found.expected == 18
    assert not found.totals.is_exact
    for percent, exact in ((10, 13.082), (50, 17.467), (80, 21.706), (90, 23.843)):
        assert float(found.totals.percentile(percent)) == pytest.approx(exact, abs=0.15)


def test_that_outcomes_which_exclude_each_other_are_one_event() -> None:
    storm = Event((Outcome(Decimal("0.5"), spread_of(100)), Outcome(Decimal("0.3"), spread_of(400))))
    found = exposure([storm])
    assert whole(found.expected, found.least, found.most) == (170, 0, 400)
    assert found.totals.chance_within(Decimal(399)) == Fraction(7, 10)
    assert found.totals.chance_within(Decimal(500)) == 1, "never 100 and 400 together"


def spread_of(amount: int) -> Spread:
    found = spread(None, Decimal(amount), None)
    assert found is not None
    return found


def test_that_what_is_certain_cannot_cost_nothing() -> None:
    found = exposure([event(100, 700), event(0, 90_000)])
    assert whole(found.least, found.most, found.p50) == (700, 700, 700)


def test_that_an_opportunity_counts_against_the_threats() -> None:
    found = exposure([event(50, 100_000), event(50, 60_000, gain=True)])
    assert whole(found.expected, found.least, found.most) == (20_000, -60_000, 100_000)
    assert found.p50 == 0


def test_that_no_risks_at_all_come_to_nothing() -> None:
    found = exposure([])
    assert whole(found.expected, found.least, found.most, found.p80) == (0, 0, 0, 0)
    assert cover(found, Decimal(0)).chance == 1
    assert simulated([Event(())]).percentile(100) == 0


def test_that_hundreds_of_odd_amounts_are_simulated_rather_than_waited_for() -> None:
    odd = [event(37, 1_000_003 + number * number * 7_919) for number in range(300)]
    assert enumerated(odd) is None
    found = exposure(odd)
    assert not found.totals.is_exact
    assert found.p50 < found.p80 < found.most


def test_that_many_round_amounts_are_enumerated() -> None:
    assert exposure([event(30, 10_000 * (1 + number % 20)) for number in range(100)]).totals.is_exact


def test_that_many_thousands_of_risks_take_fewer_runs() -> None:
    assert simulated([event(30, 1, 2, 3)] * 5_000).runs == FEWEST_RUNS


@pytest.mark.parametrize(
    ("given_points", "points"),
    [
        ((None, 5, None), (5, 5, 5)),
        ((2, 5, 9), (2, 5, 9)),
        ((2, None, 9), (2, Decimal("5.5"), 9)),
        ((None, 5, 9), (5, 5, 9)),
        ((2, 5, None), (2, 5, 5)),
        ((None, None, 9), (9, 9, 9)),
        ((9, 5, 2), (2, 5, 9)),
    ],
)
def test_that_points_left_out_are_filled_in_as_described(
    given_points: tuple[int | None, ...], points: tuple[Decimal, ...]
) -> None:
    least, likely, most = (None if each is None else Decimal(each) for each in given_points)
    found = spread(least, likely, most)
    assert found is not None
    assert (found.least, found.likely, found.most) == points


def test_that_an_amount_nobody_gave_is_not_0() -> None:
    assert spread(None, None, None) is None


@pytest.mark.parametrize("percents", [(101,), (-1,), (60, 50)])
def test_that_chances_which_make_no_sense_are_refused(percents: tuple[int, ...]) -> None:
    with pytest.raises(Refusal, match="100 %"):
        Event(tuple(Outcome(Decimal(each) / 100, spread_of(1)) for each in percents))


@given(singles)
def test_that_chances_of_all_totals_add_up_to_1(events: list[Event]) -> None:
    found = exposure(events)
    assert found.totals.is_exact
    assert found.totals.chance_within(found.most) == 1
    assert found.totals.chance_within(found.least - 1) == 0
    assert found.least <= found.p50 <= found.p80 <= found.most


@given(singles)
def test_that_the_expected_value_is_the_mean_of_the_totals(events: list[Event]) -> None:
    totals = exposure(events).totals
    before, mean = 0, Fraction()
    for amount, up_to in zip(totals.amounts, totals.up_to, strict=True):
        mean += Fraction(amount * (up_to - before), totals.up_to[-1] * 100)
        before = up_to
    assert abs(mean - Fraction(exposure(events).expected)) <= Fraction(1, 200)


@settings(max_examples=15, deadline=None)
@given(singles)
def test_that_a_simulation_agrees_with_the_enumeration(events: list[Event]) -> None:
    exact, drawn = enumerated(events), simulated(events)
    assert exact is not None
    for amount in exact.amounts:
        at = Decimal(amount) / 100
        assert float(drawn.chance_within(at)) == pytest.approx(float(exact.chance_within(at)), abs=0.03)


@given(singles, st.integers(1, 60), chances, chances)
def test_that_a_threat_more_likely_never_lowers_the_exposure(
    others: list[Event], thousands: int, one: int, other: int
) -> None:
    less, more = (exposure([*others, event(percent, thousands * 1_000)]) for percent in sorted((one, other)))
    assert less.expected <= more.expected
    assert less.p50 <= more.p50
    assert less.p80 <= more.p80
