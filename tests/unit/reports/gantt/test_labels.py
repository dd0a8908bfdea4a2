# SPDX-License-Identifier: Apache-2.0
"""The names of the lines for today, the boards and status dates: each is told, wherever the lines stand."""

from itertools import pairwise

import pytest

from portfolio_desktop.reports.gantt.labels import Flag, flags

STATUS, TODAY, BOARD = "Status 13 Nov 2026", "Today", "Board 1 Dec 2026"
PAD = 5.0


def named(*lines: tuple[float, str], window: tuple[float, float] = (0.0, 1000.0)) -> list[Flag]:
    """Each letter is 6 wide."""
    return flags(lines, window, "", 10, lambda words, _face, _size: 6.0 * len(words), PAD)


def in_sequence(found: list[Flag]) -> list[str]:
    return [flag.words for flag in sorted(found, key=lambda flag: flag.x)]


def test_that_a_name_stands_beside_its_own_line_where_there_is_room() -> None:
    found = {flag.words: flag.x for flag in named((500, TODAY), (200, STATUS), (800, BOARD))}
    assert found == {TODAY: 500 + PAD, STATUS: 200 + PAD, BOARD: 800 + PAD}


@pytest.mark.parametrize("gap", [3, 12, 25])
@pytest.mark.parametrize("middle", [30, 500, 970])
def test_that_no_name_is_lost_where_lines_stand_close_on_both_sides(gap: float, middle: float) -> None:
    lines = (middle, TODAY), (middle - gap, STATUS), (middle + gap, BOARD)
    found = sorted(named(*lines), key=lambda flag: flag.x)
    assert {flag.words for flag in found} == {STATUS, TODAY, BOARD}
    for before, after in pairwise(found):
        assert before.x + before.width < after.x
    for flag in found:
        assert flag.x >= 0
        assert flag.x + flag.width <= 1000
        assert not any(flag.x < x < flag.x + flag.width for x, _words in lines)


def test_that_names_that_share_a_place_stand_in_the_order_of_their_lines() -> None:
    assert in_sequence(named((500, TODAY), (490, STATUS), (510, BOARD))) == [STATUS, TODAY, BOARD]
    assert in_sequence(named((500, TODAY), (499.6, STATUS), (501, BOARD))) == [STATUS, TODAY, BOARD]
    assert in_sequence(named((20, TODAY), (10, STATUS), (30, BOARD))) == [STATUS, TODAY, BOARD]


def test_that_a_line_far_from_those_that_share_a_place_keeps_its_own() -> None:
    found = {flag.words: flag for flag in named((970, TODAY), (780, STATUS), (980, BOARD))}
    assert found[STATUS].x + found[STATUS].width < 780
    assert 780 < found[TODAY].x < found[BOARD].x < 970


def test_that_a_window_too_narrow_for_all_keeps_the_name_of_today() -> None:
    found = named((50, TODAY), (45, STATUS), (90, BOARD), window=(0.0, 100.0))
    assert [flag.words for flag in found] == [TODAY]
