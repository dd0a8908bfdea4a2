# SPDX-License-Identifier: Apache-2.0
"""Small numbers are kept back from everybody but the manager, and cannot be worked out from what is shown."""

from collections.abc import Sequence
from itertools import product

from portfolio_desktop.domain.appraisal.distribution import FEWEST, distribution

LABELS = {1: "Below", 2: "As agreed", 3: "Beyond"}


def counts(given: Sequence[int | None], *, for_manager: bool = False) -> list[int | None]:
    return [bar.count for bar in distribution(given, LABELS, for_manager=for_manager).bars]


def test_that_a_manager_sees_every_number_of_the_own_team() -> None:
    given = [1, 2, 2, 3, None]
    assert counts(given, for_manager=True) == [1, 2, 1]
    found = distribution(given, LABELS, for_manager=True)
    assert (found.rated, found.people, found.kept_back) == (4, 5, False)


def test_that_a_small_number_is_not_to_be_had_by_subtraction() -> None:
    assert counts([1] * 2 + [2] * 20 + [3] * 9) == [None, 20, None]
    assert counts([2] * 20 + [3] * 9) == [None, 20, None]  # nought tells as much as one


def test_that_of_a_small_group_nothing_is_told() -> None:
    found = distribution([1, 2, 3, 3], LABELS)
    assert found.rated is None
    assert [bar.count for bar in found.bars] == [None, None, None]
    assert found.kept_back


def test_that_large_numbers_are_told() -> None:
    assert counts([1] * 5 + [2] * 20 + [3] * 9) == [5, 20, 9]


def test_that_whatever_is_kept_back_stands_for_enough_people() -> None:
    for sizes in product(range(8), repeat=3):
        given = [step for step, size in zip(LABELS, sizes, strict=True) for _person in range(size)]
        shown = counts(given)
        hidden = [size for size, count in zip(sizes, shown, strict=True) if count is None]
        assert all(count is None or count >= FEWEST for count in shown)
        assert not hidden or len(hidden) > 1
        assert not hidden or sum(hidden) >= FEWEST or len(hidden) == len(sizes)
