# SPDX-License-Identifier: Apache-2.0
"""What two packs differ in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack.changes import compare
from portfolio_desktop.domain.pack.data import Edition, KeyDate, PackData, PackProject
from portfolio_desktop.domain.pack.risks import PackRisk

RED, AMBER = Rating("rag3", "red"), Rating("rag3", "amber")
BRIDGE = PackProject(
    "k1",
    "P-1",
    "Bridge",
    rating=AMBER,
    cost=Decimal(100),
    finish=KeyDate("Finish", date(2027, 1, 1), date(2027, 2, 1)),
)
RISK = PackRisk("r1", "R-1", "Ground is soft")
BEFORE = PackData(Edition("Portfolio", date(2026, 6, 30)), (BRIDGE,), (RISK,))


def after(*projects: PackProject, risks: tuple[PackRisk, ...] = (RISK,)) -> PackData:
    return PackData(Edition("Portfolio", date(2026, 9, 30)), projects, risks)


def test_that_two_equal_packs_differ_in_nothing() -> None:
    changes = compare(BEFORE, after(BRIDGE))
    assert changes.since == date(2026, 6, 30)
    assert not any(
        (changes.joined, changes.left, changes.renamed, changes.ratings, changes.dates, changes.costs)
    )


def test_that_a_project_is_known_by_its_key_when_code_and_name_change() -> None:
    changes = compare(BEFORE, after(replace(BRIDGE, code="P-9", name="New bridge")))
    assert not changes.joined
    assert not changes.left
    (moved,) = changes.renamed
    assert (moved.before, moved.now) == ("Bridge", "New bridge")


def test_that_joiners_and_leavers_are_told() -> None:
    tunnel = replace(BRIDGE, key="k2", name="Tunnel")
    changes = compare(BEFORE, after(tunnel))
    assert changes.joined == (tunnel,)
    assert changes.left == (BRIDGE,)


def test_that_a_fall_is_worse_and_another_scale_is_neither() -> None:
    (fall,) = compare(BEFORE, after(replace(BRIDGE, rating=RED))).ratings
    assert fall.worse is True
    (other,) = compare(BEFORE, after(replace(BRIDGE, rating=Rating("rag5", "red")))).ratings
    assert other.worse is None


def test_that_two_reasons_for_no_rating_are_no_movement() -> None:
    unknown = replace(BEFORE, projects=(replace(BRIDGE, rating=Unknown("Exempt")),))
    assert compare(unknown, after(replace(BRIDGE, rating=None))).ratings == ()


def test_that_a_later_finish_and_a_higher_cost_are_worse() -> None:
    later = replace(BRIDGE, cost=Decimal(120), finish=KeyDate("Finish", date(2027, 1, 1), date(2027, 9, 1)))
    changes = compare(BEFORE, after(later))
    assert [moved.worse for moved in (*changes.dates, *changes.costs)] == [True, True]


def test_that_a_cost_that_is_withdrawn_is_told_without_a_judgement() -> None:
    (moved,) = compare(BEFORE, after(replace(BRIDGE, cost=Unknown("Exempt")))).costs
    assert (moved.before, moved.now, moved.worse) == (Decimal(100), Unknown("Exempt"), None)


def test_that_new_and_closed_risks_are_told() -> None:
    fresh = PackRisk("r2", "R-2", "Steel is dear")
    changes = compare(BEFORE, after(BRIDGE, risks=(fresh,)))
    assert changes.new_risks == (fresh,)
    assert changes.closed_risks == (RISK,)
