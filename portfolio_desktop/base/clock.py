# SPDX-License-Identifier: Apache-2.0
"""Time that never runs backwards for the log, though a laptop's clock may.

A tick is a hybrid logical clock: milliseconds since 1970 in the high 48 bits, a counter in the low 16. It follows
the wall clock where that advances, and counts on where it stands still or has been set back.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

WallClock = Callable[[], int]
"""Returns milliseconds since 1970. Passed in wherever time matters, so that a test can replay it."""

LAST_TICK = (1 << 63) - 1
"""The latest tick that a file can hold."""

_COUNTER_BITS = 16


def system_clock() -> int:
    """This laptop's own clock."""
    return time.time_ns() // 1_000_000


def next_tick(wall: int, last: int) -> int:
    """The tick after `last`, at `wall` milliseconds or as soon after `last` as can be told apart."""
    return max(wall << _COUNTER_BITS, last + 1)


def tick_time(tick: int) -> datetime:
    """The moment that a tick stands for, in UTC; a moment outside the calendar is its nearest end."""
    try:
        return datetime.fromtimestamp((tick >> _COUNTER_BITS) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC) if tick > 0 else datetime.min.replace(tzinfo=UTC)


def local_time(moment: datetime) -> datetime:
    """A moment (with a time zone) as this laptop's clock showed it."""
    try:
        return moment.astimezone().replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):  # a moment at the end of the calendar has no neighbour zone
        return moment.replace(tzinfo=None)
