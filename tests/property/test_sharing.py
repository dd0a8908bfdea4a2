# SPDX-License-Identifier: Apache-2.0
"""Histories of chance: whatever happens to laptops and share, all come to have what anybody still has, and agree on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.histories import History
from tests.support.sharers import three

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


@given(st.data(), st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_that_whatever_bytes_lie_in_the_files_of_a_share_nothing_known_is_lost_and_nothing_raised(
    data: st.DataObject, content: bytes
) -> None:
    group, ann, bob, cy = three(encrypted=data.draw(st.booleans()))
    ann.ledger.write("new")
    ann.round()
    before = set(bob.ledger.values())
    for place in data.draw(st.lists(st.sampled_from(sorted(group.share.files)), max_size=5)):
        whole = group.share.files[place]
        cut = data.draw(st.integers(0, len(whole)))
        group.share.files[place] = data.draw(
            st.sampled_from([content, whole[:cut] + content, whole[:cut] + content + whole[cut + 1 :]])
        )
    bob.round()
    assert before <= set(bob.ledger.values()) <= {*before, '"new"'}
    group.rounds(4, thorough=True)
    assert ann.ledger.values() == bob.ledger.values() == cy.ledger.values()
