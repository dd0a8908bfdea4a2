# SPDX-License-Identifier: Apache-2.0
"""When a milestone is reached and when it is overdue: one rule for timelines, notices and packs."""

from collections.abc import Collection
from datetime import date


def is_reached(status: object, actual: object, over: Collection[str]) -> bool:
    """By its status, one of those in `over`, or by the day on which it was met: either says so without the other."""
    return status in over or isinstance(actual, date)


def is_overdue(forecast: object, today: date, *, reached: bool) -> bool:
    """Whether its forecast has passed. Without a forecast nobody said a day that could pass."""
    return not reached and isinstance(forecast, date) and forecast < today
