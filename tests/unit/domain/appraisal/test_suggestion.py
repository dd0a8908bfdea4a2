# SPDX-License-Identifier: Apache-2.0
"""A suggested level shows its arithmetic, and is never a plain mean."""

from decimal import Decimal

from portfolio_desktop.domain.appraisal.suggestion import Rated, suggestion

LABELS = {1: "Below", 2: "As agreed", 3: "Beyond"}


def what(title: str, level: int | None, weight: int | None = None) -> Rated:
    return Rated(title, "what", level, None if weight is None else Decimal(weight))


def test_that_one_excellent_objective_does_not_hide_two_that_were_missed() -> None:
    found = suggestion([what("A", 3, 34), what("B", 1, 33), what("C", 1, 33)], LABELS)
    assert found.level == 1  # the mean would be nearer to 2


def test_that_the_level_is_the_highest_that_half_of_the_weight_reaches() -> None:
    found = suggestion([what("A", 3, 20), what("B", 2, 40), what("C", 1, 40)], LABELS)
    assert found.level == 2
    assert (
        "As agreed is the highest level that at least half of the rated weight reaches: 60 % of it."
        in found.arithmetic
    )
    assert "“A” is Beyond, with 20 % of the weight." in found.arithmetic
    assert found.arithmetic[-1].startswith("This is arithmetic, not judgement")


def test_that_the_how_is_not_made_up_for_by_the_what() -> None:
    found = suggestion([what("A", 3), Rated("Manner", "how", 1)], LABELS)
    assert found.level == 1
    assert "Of the two the lower counts: Below. Neither makes up for the other." in found.arithmetic


def test_that_objectives_without_weights_weigh_the_same_and_that_is_said() -> None:
    found = suggestion([what("A", 3, 90), what("B", 1), what("C", 1)], LABELS)
    assert found.level == 1
    assert "all weighing the same" in found.arithmetic[0]


def test_that_what_is_not_rated_is_left_out_by_name() -> None:
    found = suggestion([what("A", 3, 60), what("B", None, 40)], LABELS)
    assert found.level == 3
    assert "Left out, because not rated: B." in found.arithmetic


def test_that_nothing_is_suggested_where_less_than_half_is_rated() -> None:
    found = suggestion([what("A", 3, 40), what("B", None, 60)], LABELS)
    assert found.level is None
    assert found.arithmetic[-1] == "So no level is suggested."
    assert suggestion([], LABELS).level is None
    assert suggestion([what("A", None)], LABELS).level is None


def test_that_weights_of_nothing_at_all_are_no_division_by_zero() -> None:
    assert suggestion([what("A", 2, 0), what("B", 2, 0)], LABELS).level == 2
