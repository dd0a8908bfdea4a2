# SPDX-License-Identifier: Apache-2.0
"""Histories of chance: whatever happens to laptops and share, all come to have what anybody still has, and agree on it."""

import pytest

from tests.support.histories import History

FOUND = (2, 5, 11, 136, 260, 1072, 1876)
"""Seeds that showed a fault once: a damaged hello that its owner did not know of; a branch read before its beginning; a key
made after the backup that was put back; a clock set back by months while something was missing."""


@pytest.mark.parametrize("seed", FOUND)
def test_that_what_went_wrong_once_goes_wrong_no_more(seed: int) -> None:
    history = History(seed, laptops=2 + seed % 4, steps=80)
    history.run()
    history.check()


@pytest.mark.parametrize("start", range(10_000, 10_060, 10))
def test_that_all_come_to_have_what_anybody_has(start: int) -> None:
    for seed in range(start, start + 10):
        history = History(seed, laptops=2 + seed % 4, steps=60)
        history.run()
        try:
            history.check()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}:\n" + "\n".join(history.log)) from error
