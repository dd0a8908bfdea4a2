# SPDX-License-Identifier: Apache-2.0
"""Laptops, faults and chance, held against the oracle. Many more by hand: `python -m tests.property.simulation 20000`."""

import pytest

from tests.property.simulation import one_history

FIRST, HISTORIES = 1, 40


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_that_nothing_is_lost_and_all_show_the_same_after_healing(seed: int) -> None:
    one_history(seed, 60)
