# SPDX-License-Identifier: Apache-2.0
"""Time along a line: there and back, zoom around a place, and names of days that stand clear of each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_desktop.reports.gantt.head import Head
from portfolio_desktop.reports.gantt.look import PAPER
from portfolio_desktop.reports.gantt.scale import (
    COARSEST,
    DAY,
    FINEST,
    Scale,
    fitted,
    minutes,
    moment,
    snap,
    wall,
)
from portfolio_desktop.reports.primitives import Text
from portfolio_desktop.services.planning.rows import Timeline

STARTS = st.floats(minutes(wall(1950)), minutes(wall(2090)))
PERS = st.floats(FINEST, COARSEST)


def measure(words: str, face: str, size: float) -> float:
    return len(words) * size * 0.55


@given(STARTS, PERS, st.floats(-2000, 4000), st.floats(0.5, 500))
def test_that_later_lies_further_right_and_each_place_has_its_moment(
    start: float, per: float, x: float, step: float
) -> None:
    scale = Scale(start, per, 40.0)
    assert scale.at(x + step) > scale.at(x)
    assert scale.x(scale.at(x)) == pytest.approx(x, abs=1e-3)


@given(STARTS, PERS, st.floats(0.1, 10), st.floats(0, 1900))
def test_that_zooming_keeps_the_moment_under_the_pointer(
    start: float, per: float, factor: float, x: float
) -> None:
    scale = Scale(start, per)
    zoomed = scale.zoomed(factor, x)
    assert zoomed.at(x) == pytest.approx(scale.at(x), abs=per * 0.01)
    assert FINEST <= zoomed.per <= COARSEST


def test_that_a_fitted_scale_shows_both_ends_inside_its_margins() -> None:
    first, last = minutes(wall(2026, 4)), minutes(wall(2028, 9))
    scale = fitted(first, last, 100.0, 900.0, 20.0)
    assert scale.x(first) == pytest.approx(120.0)
    assert scale.x(last) == pytest.approx(880.0)


def test_that_a_moment_survives_the_way_to_minutes_and_back() -> None:
    at = wall(2026, 3, 29, 17)
    assert moment(minutes(at)) == at


@given(STARTS, PERS, st.integers(200, 2600))
def test_that_the_scale_covers_the_window_without_gaps_and_its_names_never_touch(
    start: float, per: float, wide: int
) -> None:
    head = Head(Scale(start, per), 0.0, float(wide), PAPER, measure)
    for line in (head.minor, head.major):
        assert line[0].x <= 0.0
        assert line[-1].end >= wide
        for one, other in pairwise(line):
            assert one.end == pytest.approx(other.x, abs=1e-6)
    words = [mark for mark in head.above(0.0, Timeline()) if isinstance(mark, Text)]
    for y in {mark.y for mark in words}:
        spans = sorted(
            (mark.x, mark.x + measure(mark.text, mark.face, mark.size)) for mark in words if mark.y == y
        )
        assert all(end <= after for (_x, end), (after, _e) in pairwise(spans))
        assert spans[0][0] >= 0
        assert spans[-1][1] <= wide


@pytest.mark.parametrize(
    ("per", "minor", "major"),
    [
        (0.5, "14:00", "Mon 6 Apr 2026"),
        (8.0, "12", "Mon 6"),
        (200.0, "20", "April 2026"),
        (1500.0, "May", "2026"),
        (60 * DAY, "2030s", "2000–2099"),
    ],
)
def test_that_it_counts_in_hours_where_an_hour_is_wide_and_in_decades_where_a_year_is_not(
    per: float, minor: str, major: str
) -> None:
    head = Head(Scale(minutes(wall(2026, 4, 6, 12)), per), 0.0, 1600.0, PAPER, measure)
    assert any(tick.words.startswith(minor) for tick in head.minor)
    assert any(tick.words.startswith(major) for tick in head.major)


def test_that_a_drag_goes_by_days_until_a_day_is_wide() -> None:
    assert snap(DAY * 1.4, per=60.0) == DAY
    assert snap(100.0, per=4.0) == 120.0
