# SPDX-License-Identifier: Apache-2.0
"""Calendars as people write them down, and the bank holidays as they were published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.calendars import Calendar
from portfolio_desktop.storage.plans.calendars import read_calendars, read_hours, written_hours
from portfolio_desktop.storage.plans.holidays import holidays, known_until
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import create, edit

YEAR = (date(2026, 4, 1), date(2027, 3, 31))


@contextmanager
def calendar(store: Store, id: str) -> Iterator[Calendar]:
    with store.reading() as connection:
        yield read_calendars(connection)[id]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("09:00-12:30, 13:30-17:00", ((540, 750), (810, 1020))),
        ("9-17", ((540, 1020),)),
        ("8.15 – 16.45", ((495, 1005),)),
        ("00:00-24:00", ((0, 1440),)),
        ("-", ()),
        ("—", ()),
    ],
)
def test_that_hours_are_read_as_people_write_them(text: str, hours: tuple[tuple[int, int], ...]) -> None:
    assert read_hours(text) == hours
    assert read_hours(written_hours(hours)) == hours


@pytest.mark.parametrize(
    "text", ["nine to five", "17:00-09:00", "09:00-12:00, 11:00-17:00", "22:00-26:00", "9-9", ","]
)
def test_that_hours_that_make_no_sense_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match=r"09:00-12:30, 13:30-17:00"):
        read_hours(text)


@pytest.mark.parametrize(
    ("region", "days"),
    [("england_and_wales", 251), ("scotland", 250), ("northern_ireland", 249), ("none", 261)],
)
def test_that_a_year_has_the_working_days_that_it_has(store: Store, region: str, days: int) -> None:
    id = create(store, "calendar", title="Office", holidays=region)
    with calendar(store, id) as found:
        assert found.working_days(*YEAR) == days


def test_that_what_one_calendar_does_not_say_is_as_in_the_one_it_is_built_on(store: Store) -> None:
    office = create(store, "calendar", title="Office", holidays="scotland", hours_a_day=Decimal("7.4"))
    create(
        store,
        "calendar_exception",
        calendar_id=office,
        title="Move",
        first=date(2026, 6, 1),
        last=date(2026, 6, 3),
    )
    site = create(store, "calendar", title="Site", parent_id=office, saturday="08:00-12:00", friday="-")
    create(
        store,
        "calendar_exception",
        calendar_id=site,
        title="Pour",
        first=date(2026, 6, 2),
        hours="06:00-20:00",
    )
    with calendar(store, site) as found:
        assert found.on(date(2026, 6, 1)) == ()
        assert found.on(date(2026, 6, 2)) == ((360, 1200),)
        assert found.on(date(2026, 6, 5)) == ()
        assert found.on(date(2026, 6, 6)) == ((480, 720),)
        assert found.on(date(2026, 12, 25)) == ()
        assert found.minutes_per_day == 444


def test_that_calendars_built_on_each_other_stand_alone(store: Store) -> None:
    one = create(store, "calendar", title="One", friday="-")
    two = create(store, "calendar", title="Two", parent_id=one, monday="-")
    create(store, "calendar", title="Three", parent_id=two)
    edit(store, "calendar", one, parent_id=two)
    with calendar(store, one) as found:
        assert found.on(date(2026, 6, 5)) == ()
        assert found.on(date(2026, 6, 3)) != ()
    with calendar(store, two) as found:
        assert found.on(date(2026, 6, 1)) == ()


def test_that_a_week_without_sense_or_work_counts_as_not_said(store: Store) -> None:
    odd = create(store, "calendar", title="Odd", monday="whenever")
    none = create(
        store,
        "calendar",
        title="None",
        **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "-"),
    )
    for id in (odd, none):
        with calendar(store, id) as found:
            assert found.on(date(2026, 6, 1)) != ()


def test_that_holidays_have_names_and_an_end() -> None:
    assert holidays("scotland")[date(2026, 6, 15)]
    assert holidays("nowhere") == {}
    assert known_until() == date(2028, 12, 31)
