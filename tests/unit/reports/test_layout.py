# SPDX-License-Identifier: Apache-2.0
"""Tables, timelines and badges as marks, before anything is painted."""

from datetime import date, timedelta
from itertools import combinations, product

import pytest

from portfolio_desktop.base.values import Rating
from portfolio_desktop.domain.pack.data import Milestone
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.reports.badge import badge
from portfolio_desktop.reports.flow import Flow
from portfolio_desktop.reports.primitives import Circle, Path, Rect, Text, flat
from portfolio_desktop.reports.sheet import Sheet
from portfolio_desktop.reports.style import BOTTOM, GREY, INK, LATE, LETTERS, TONES
from portfolio_desktop.reports.table import Column, Table
from portfolio_desktop.reports.text import width
from portfolio_desktop.reports.timeline import Axis, lane, lane_marks


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", TONES)
def test_that_the_letter_of_a_badge_can_be_read(tone: str) -> None:
    assert contrast(TONES[tone], LETTERS[tone]) >= 4.5


@pytest.mark.parametrize("colour", [INK, GREY, LATE])
def test_that_every_text_colour_can_be_read_on_white(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 4.5


def test_that_levels_of_one_scale_differ_in_letter_and_in_shape() -> None:
    for scale in SCALES.values():
        looks = set()
        for level in scale.levels:
            shape, letter = badge(Rating(scale.code, level.code), 0, 0)
            assert isinstance(letter, Text)
            outline = len(shape.points) if isinstance(shape, Path) else type(shape)
            looks.add((letter.text, outline, isinstance(shape, Circle), isinstance(shape, Rect)))
        assert len(looks) == len(scale.levels)


def test_that_a_badge_letter_fits_its_shape() -> None:
    for scale in SCALES.values():
        for level in scale.levels:
            _shape, letter = badge(Rating(scale.code, level.code), 0, 0)
            assert isinstance(letter, Text)
            assert width(letter.text, letter.face, letter.size) < 20


def test_that_a_broken_table_repeats_its_header_and_leaves_no_row_alone() -> None:
    table = Table((Column("Name", 200),))
    for lead, count in product(range(0, 440, 40), range(1, 60, 2)):
        flow = Flow(Sheet("Title"))
        flow.y += lead
        flow.table(table, [table.row(f"row {number}") for number in range(count)])
        for sheet in (sheet for sheet in flow.sheets if sheet.marks):
            words = [mark.text for mark in flat(sheet.marks) if isinstance(mark, Text)]
            assert words.count("Name") == 1
            assert sum(word.startswith("row") for word in words) >= min(count, 2)
            assert all(mark.y <= BOTTOM for mark in flat(sheet.marks) if isinstance(mark, Text))


def test_that_a_group_name_never_ends_a_page() -> None:
    table = Table((Column("Name", 200),))
    for lead in range(1, 40):
        flow = Flow(Sheet("Title"))
        rows = [
            *(table.row(f"row {n}") for n in range(lead)),
            table.band("Group"),
            *(table.row("x") for _ in range(5)),
        ]
        flow.table(table, rows)
        for sheet in flow.sheets:
            words = [mark.text for mark in flat(sheet.marks) if isinstance(mark, Text)]
            assert words[-1] != "Group"


def test_that_timeline_labels_never_collide() -> None:
    axis = Axis(date(2026, 1, 1), date(2027, 12, 31), 200, 800)
    start = date(2026, 2, 1)
    steps = [
        Milestone(
            f"Milestone number {n}", start + timedelta(days=n * 9), start + timedelta(days=n * 9 + n % 5 * 30)
        )
        for n in range(24)
    ]
    placed = lane(steps, axis)
    labels = [mark for mark in lane_marks(placed, axis, 0, date(2026, 6, 1)) if isinstance(mark, Text)]
    assert len(labels) + placed.left_out == len(steps)
    for one, other in combinations(labels, 2):
        assert abs(one.y - other.y) >= 8 or _apart(one, other)


def _apart(one: Text, other: Text) -> bool:
    (a, b), (c, d) = _reach(one), _reach(other)
    return b <= c or d <= a


def _reach(text: Text) -> tuple[float, float]:
    wide = width(text.text, text.face, text.size)
    left = text.x - text.align * wide
    return left, left + wide


def test_that_a_label_at_the_end_of_the_axis_stands_before_its_mark() -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 12, 31), 200, 800)
    placed = lane([Milestone("Handover to the operator", None, date(2026, 12, 30))], axis)
    (label,) = (mark for mark in lane_marks(placed, axis, 0, date(2026, 6, 1)) if isinstance(mark, Text))
    assert _reach(label)[1] <= 800


@pytest.mark.parametrize("days", [-20, -8, 8, 20, 60])
@pytest.mark.parametrize("lead", [0, 40, 300])
def test_that_the_labels_of_today_and_of_the_board_never_meet(days: int, lead: int) -> None:
    today = date(2026, 9, 30)
    axis = Axis(today - timedelta(days=lead + 25), today + timedelta(days=900), 216, 802)
    named = [
        mark
        for mark in axis.marks(100, 500, today, today + timedelta(days=days))
        if isinstance(mark, Text) and mark.text.startswith(("Data", "Board"))
    ]
    assert all(_apart(one, other) for one, other in combinations(named, 2))
    assert all(_reach(mark)[0] >= 40 for mark in named)
