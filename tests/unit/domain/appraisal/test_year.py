# SPDX-License-Identifier: Apache-2.0
"""The dates of a year of appraisals."""

from datetime import date

from portfolio_desktop.domain.appraisal.year import last_day, quarters, stages_of


def test_that_a_stage_due_at_a_weekend_is_due_on_the_friday_before() -> None:
    plan = [{"kind": "signing", "title": "Signing", "opens": [0, 1], "due": [0, 31]}]
    (stage,) = stages_of(plan, date(2026, 5, 1))
    assert stage.due == date(2026, 5, 29)


def test_that_a_day_the_month_lacks_is_its_last() -> None:
    plan = [{"kind": "signing", "title": "Signing", "opens": [0, 31], "due": [10, 31]}]
    (stage,) = stages_of(plan, date(2026, 4, 1))
    assert (stage.opens, stage.due) == (date(2026, 4, 30), date(2027, 2, 26))


def test_that_a_year_ends_on_the_day_before_the_next() -> None:
    assert last_day(date(2026, 4, 1)) == date(2027, 3, 31)


def test_that_quarters_cover_a_year_without_a_gap() -> None:
    found = quarters(date(2026, 4, 1), date(2027, 3, 31))
    assert [first.month for first, _last in found] == [4, 7, 10, 1]
    assert found[-1][1] == date(2027, 3, 31)


def test_that_a_short_assignment_has_the_quarters_that_fit() -> None:
    assert quarters(date(2026, 4, 1), date(2026, 8, 15)) == [
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 8, 15)),
    ]
