# SPDX-License-Identifier: Apache-2.0
"""The end of support by windows, and whether a target is met."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.domain.support import Window, meets, months_on, window_of

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("end", "window"),
    [
        (date(2026, 8, 30), Window.ENDED),
        (date(2026, 8, 31), Window.HALF_YEAR),
        (date(2027, 2, 28), Window.HALF_YEAR),
        (date(2027, 3, 1), Window.YEAR),
        (date(2027, 8, 31), Window.YEAR),
        (date(2028, 8, 31), Window.TWO_YEARS),
        (date(2028, 9, 1), Window.LATER),
        (None, Window.UNKNOWN),
    ],
)
def test_that_the_end_of_support_falls_into_its_window(end: date | None, window: Window) -> None:
    assert window_of(end, TODAY) is window


def test_that_six_months_after_the_last_of_august_is_the_last_of_february() -> None:
    assert months_on(TODAY, 6) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("target", "actual", "higher", "met"),
    [
        ("99.8", "99.8", True, True),
        ("99.8", "99.7", True, False),
        ("400", "399", False, True),
        ("400", "401", False, False),
        (None, "5", True, None),
        ("5", None, True, None),
        ("5", "5", None, None),
    ],
)
def test_that_a_target_is_met_at_its_edge_and_nothing_is_said_of_what_is_not_known(
    target: str | None, actual: str | None, higher: bool | None, met: bool | None
) -> None:
    numbers = [Decimal(each) if each else None for each in (target, actual)]
    assert meets(*numbers, higher_is_better=higher) is met
