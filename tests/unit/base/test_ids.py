# SPDX-License-Identifier: Apache-2.0
"""Ids that sort as their records were made, and never meet."""

import random

from portfolio_desktop.base.ids import derived_id, new_id, new_stream, placed_id


def test_that_ids_of_one_moment_sort_in_the_order_in_which_they_were_made() -> None:
    chance = random.Random(1)
    made = [new_id(5, chance.randbytes)]
    while len(made) < 1000:
        made.append(new_id(5, chance.randbytes, made[-1]))
    assert made == sorted(set(made))
    assert {len(id) for id in made} == {26}


def test_that_ids_keep_their_order_when_the_clock_is_set_back() -> None:
    chance = random.Random(2)
    before = new_id(1_000_000, chance.randbytes)
    assert new_id(1, chance.randbytes, before) > before


def test_that_two_laptops_that_begin_at_one_moment_give_out_different_ids() -> None:
    one, other = random.Random(3), random.Random(4)
    assert new_id(5, one.randbytes) != new_id(5, other.randbytes)


def test_that_the_same_parts_give_the_same_id_and_no_other_parts_do() -> None:
    assert derived_id("tag", "a", "b") == derived_id("tag", "a", "b")
    assert derived_id("tag", "a", "b") != derived_id("tag", "ab", "")


def test_that_a_stream_is_named_in_sixteen_characters() -> None:
    assert len(new_stream(random.Random(5).randbytes)) == 16


def test_that_placed_ids_are_the_same_everywhere_and_sort_by_place_before_all_that_is_made() -> None:
    placed = [placed_id(place, "gate", str(place)) for place in (1, 2, 10, 300)]
    assert placed == sorted(placed)
    assert placed_id(10, "gate", "10") == placed[2]
    assert placed[-1] < new_id(1_000_000, lambda length: bytes(length))
