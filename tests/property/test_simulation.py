# SPDX-License-Identifier: Apache-2.0
"""Laptops, faults and chance, held against the oracle. Many more by hand: `python -m tests.property.simulation 20000`."""

import pytest

from tests.property.simulation import one_history

HISTORIES, TOGETHER = 1000, 5

FOUND = (
    (7, 60),
    (15, 60),
    (21, 200),
    (39, 40),
    (39, 100),
    (53, 60),
    (103, 200),
    (106, 200),
    (109, 200),
    (300, 400),
    (903, 200),
    (1009, 200),
    (1010, 200),
    (3404, 100),
    (4205, 100),
)
"""Seeds and lengths that showed a fault once: two copies that published and removed the same file for ever; a number given
again after its record was deleted, and back again; files that were put right and still called bad; a damaged snapshot, which
nobody made anew; complaints of a laptop that was lost; an update that made two versions' digests disagree; a change
set of which half had come, and which was held to be known; a name without its key in a backup, whose edits nobody could vouch
for; an edit in the middle of three that was lost twice over, with which the oracle lost sight of what came after it; a link
that leads nowhere and one that is empty, which look alike; a file of which half was taken when the program was killed, and
whose author's word was for the whole.

They are plain: what people do rarely was not played yet when they were found."""

RARER = ((40603, 200), (42907, 100), (43800, 400), (1000159, 200), (1100016, 200))
"""The same with what people do rarely: a disagreement about a record that waits for its whole, which nobody could settle; a
deletion of which the edit that it had seen last was late; a record that was laid in while edits of it had arrived and its first
creation had not, and which replaced them unseen; a complaint that counted for seventy years, since it was heard by a clock that
was so far ahead; a value still to be decided upon although the edit that replaced it was only late. Nobody left yet."""

GOING = ((1500033, 200), (2400733, 200), (2401544, 200), (2500697, 200))
"""Who came back had the edits of a lost laptop and no longer knew whose word was for them; a deleted record that a part brought
back which was not shown itself; a link that was edited where the one laid last led in a circle, and which stayed to be decided
upon; a value that somebody took back, and that was told as the word of another."""


@pytest.mark.parametrize("first", range(1, HISTORIES, TOGETHER))
def test_that_nothing_is_lost_and_all_show_the_same_after_healing(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        one_history(seed)


@pytest.mark.parametrize(("seed", "steps"), FOUND)
def test_that_what_went_wrong_once_goes_wrong_no_more(seed: int, steps: int) -> None:
    one_history(seed, steps, plain=True)


@pytest.mark.parametrize(("seed", "steps"), RARER)
def test_that_what_went_wrong_once_with_rarer_acts_goes_wrong_no_more(seed: int, steps: int) -> None:
    one_history(seed, steps, stay=True)


@pytest.mark.parametrize(("seed", "steps"), GOING)
def test_that_what_went_wrong_once_when_somebody_left_goes_wrong_no_more(seed: int, steps: int) -> None:
    one_history(seed, steps)
