# SPDX-License-Identifier: Apache-2.0
"""Durations and links as people type them."""

from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services.planning.sheet.typed import Wait, typed_clock, typed_days, typed_waits


@pytest.mark.parametrize(
    ("words", "days"),
    [
        *(("3", "3"), ("3d", "3"), ("2w", "10"), ("4h", "0.5"), ("1 month", "20"), ("0", "0")),
        *(("2,5 days", "2.5"), ("1 W", "5"), ("3ed", "3")),
    ],
)
def test_that_a_duration_is_read_as_it_is_written(words: str, days: str) -> None:
    assert typed_days(words) == Decimal(days)


def test_that_hours_count_by_the_length_of_the_day() -> None:
    assert typed_days("6h", Decimal("7.5")) == Decimal("0.8")


@pytest.mark.parametrize("words", ["soon", "", "-3d", "3 fortnights", "d3"])
def test_that_what_is_no_duration_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(Refusal, match="3d, 2w, 4h"):
        typed_days(words)


@pytest.mark.parametrize(("words", "clock"), [("3ed", True), ("3d", False), ("3", None), ("2w", False)])
def test_that_days_of_the_clock_are_told_from_days_of_work(words: str, clock: bool | None) -> None:
    assert typed_clock(words) is clock


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("T-0004", Wait("T-0004", "fs", None, "working")),
        ("T-0004SS", Wait("T-0004", "ss", None, "working")),
        ("T-0004 ff", Wait("T-0004", "ff", None, "working")),
        ("T-0004FS+2d", Wait("T-0004", "fs", Decimal(2), "working")),
        ("T-0004FS - 1 w", Wait("T-0004", "fs", Decimal(-5), "working")),
        ("T-0004FS+2ed", Wait("T-0004", "fs", Decimal(2), "elapsed")),
        ("T-0004FF-50%", Wait("T-0004", "ff", Decimal(-50), "percent")),
        ("T-0004+2d", Wait("T-0004", "fs", Decimal(2), "working")),
        ("T-0004 + 2,5 d", Wait("T-0004", "fs", Decimal("2.5"), "working")),
        ("ROADS-SS", Wait("ROADS-", "ss", None, "working")),
    ],
)
def test_that_one_link_is_read_as_it_is_written(words: str, wait: Wait) -> None:
    assert typed_waits(words) == (wait,)


def test_that_several_links_stand_side_by_side() -> None:
    assert [wait.code for wait in typed_waits("T-0004; T-0007SS+2d, T-0009;")] == [
        "T-0004",
        "T-0007",
        "T-0009",
    ]


@pytest.mark.parametrize("words", ["+", "FS+2d;;+", "T-0004FS+2 fortnights"])
def test_that_what_is_no_link_is_refused(words: str) -> None:
    with pytest.raises(Refusal):
        typed_waits(words)
