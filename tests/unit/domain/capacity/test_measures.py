# SPDX-License-Identifier: Apache-2.0
"""How a team's packages went: always so many out of how many, and what is not known is in neither."""

from dataclasses import replace
from datetime import date

from portfolio_desktop.domain.capacity.measures import Measure, Went, measures

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 31)
DONE = Went("WP-1", date(2027, 3, 12), date(2027, 3, 12), ("met", "part", None), True, False, ())


def test_that_the_day_it_is_due_is_on_time_and_the_day_after_is_not() -> None:
    late = replace(DONE, key="WP-2", delivered=date(2027, 3, 13))
    never_said = replace(DONE, key="WP-3", due=None)
    before = replace(DONE, key="WP-4", delivered=date(2027, 2, 28))
    found = measures([DONE, late, never_said, before], FIRST, LAST)
    assert found.on_time == Measure(1, 2, 1, ("WP-2",))


def test_that_criteria_nobody_has_looked_at_are_not_failures() -> None:
    assert measures([DONE], FIRST, LAST).met_first == Measure(1, 2, 1, ("WP-1",))


def test_that_what_was_in_nobodys_hands_cannot_be_handed_back() -> None:
    idle = replace(DONE, key="WP-5", offered=False)
    back = replace(DONE, key="WP-6", handed_back=True)
    assert measures([DONE, idle, back], FIRST, LAST).handed_back == Measure(1, 2, 0, ("WP-6",))


def test_that_blockers_count_in_the_periods_in_which_they_stood() -> None:
    blocked = replace(
        DONE,
        blockers=(
            (date(2027, 2, 1), date(2027, 2, 20)),  # before
            (date(2027, 2, 1), date(2027, 3, 2)),
            (date(2027, 3, 5), None),
            (date(2027, 4, 1), None),  # after
            (None, None),
        ),
    )
    assert measures([blocked], FIRST, LAST).cleared == Measure(1, 2, 1, ("WP-1",))


def test_that_a_period_without_work_has_no_share() -> None:
    assert measures([], FIRST, LAST).on_time.share is None
