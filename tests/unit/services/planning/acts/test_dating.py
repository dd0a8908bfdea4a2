# SPDX-License-Identifier: Apache-2.0
"""Dates set by hand on a timeline: what each gesture comes to, and that one undo takes it back."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from tests.support.offices import TODAY, add
from tests.support.planning import at, dates, do, get, make_project, make_task


def test_that_a_task_that_follows_its_links_starts_no_earlier_than_where_it_is_dragged(
    office: Office, project: Id
) -> None:
    dig = make_task(office, project, "Dig", 3)
    label = do(office, dating.set_start(office, "task", dig, at("2026-12-07 09:00")))
    assert label == "Move T-0001 to 7 Dec 2026"
    assert get(office, "task", dig)["condition"] == "start_no_earlier"
    assert dates(office)["Dig"] == ("Mon 07 Dec 09:00", "Wed 09 Dec 17:30")


def test_that_a_task_with_its_own_dates_keeps_its_working_days_when_it_is_dragged(
    office: Office, project: Id
) -> None:
    own: dict[str, object] = {
        "scheduling": None,
        "duration": None,
        "start": date(2026, 12, 1),
        "end": date(2026, 12, 3),
    }
    dig = make_task(office, project, "Dig", 1, **own)
    do(office, dating.set_start(office, "task", dig, at("2026-12-10 09:00")))
    task = get(office, "task", dig)
    assert (task["start"], task["end"], task["condition"]) == (date(2026, 12, 10), date(2026, 12, 14), None)


def test_that_work_that_has_begun_is_not_dragged(office: Office, project: Id) -> None:
    begun = make_task(office, project, "Dig", 3, start_actual=TODAY)
    with pytest.raises(Refusal, match="T-0001 started on 20 Nov 2026"):
        dating.set_start(office, "task", begun, at("2026-12-10 09:00"))
    done = make_task(office, project, "Dug", 3, status="done")
    with pytest.raises(Refusal, match="T-0002 is done"):
        dating.set_start(office, "task", done, at("2026-12-10 09:00"))


def test_that_milestones_promises_and_projects_without_a_plan_are_dragged(office: Office) -> None:
    project = make_project(office, end=date(2026, 12, 30))
    milestone = add(office, "milestone", title="Open", project_id=project, forecast=date(2027, 1, 4))
    promise = add(office, "dependency", title="Piles", project_id=project, promised=date(2027, 1, 4))
    do(office, dating.set_start(office, "milestone", milestone, at("2027-01-11 23:59")))
    do(office, dating.set_start(office, "dependency", promise, at("2027-01-12 23:59")))
    do(office, dating.set_start(office, "project", project, at("2026-12-07 00:00")))
    assert get(office, "milestone", milestone)["forecast"] == date(2027, 1, 11)
    assert get(office, "dependency", promise)["promised"] == date(2027, 1, 12)
    assert get(office, "project", project)["end"] == date(2027, 1, 6)


def test_that_a_bar_is_stretched_by_working_days(office: Office, project: Id) -> None:
    dig = make_task(office, project, "Dig", 3)
    do(office, dating.set_finish(office, dig, at("2026-12-07 17:30")))
    assert get(office, "task", dig)["duration"] == 6
    with pytest.raises(Refusal, match="cannot finish before it starts"):
        dating.set_finish(office, dig, at("2026-11-27 17:30"))


def test_that_of_started_work_what_is_left_is_stretched(office: Office) -> None:
    project = make_project(office, start=date(2026, 11, 2), plan_status=date(2026, 11, 16))
    begun = {"start_actual": date(2026, 11, 9), "percent_done": Decimal(50)}
    dig = make_task(office, project, "Dig", 10, **begun)
    assert dates(office)["Dig"][1] == "Fri 20 Nov 17:30"
    do(office, dating.set_finish(office, dig, at("2026-11-24 17:30")))
    assert dates(office)["Dig"][1] == "Tue 24 Nov 17:30"


def test_that_a_task_with_its_own_dates_ends_on_the_day_it_is_stretched_to(
    office: Office, project: Id
) -> None:
    own = {"scheduling": "dates", "start": date(2026, 12, 1), "end": date(2026, 12, 3)}
    dig = make_task(office, project, "Dig", 3, **own)
    do(office, dating.set_finish(office, dig, at("2026-12-07 17:30")))
    task = get(office, "task", dig)
    assert (task["end"], task["duration"]) == (date(2026, 12, 7), 5)
    do(office, dating.set_duration(office, dig, Decimal(2)))
    assert get(office, "task", dig)["end"] == date(2026, 12, 2)


def test_that_a_summary_has_the_dates_and_the_progress_of_its_tasks(office: Office, project: Id) -> None:
    works = make_task(office, project, "Works")
    make_task(office, project, "Dig", parent_id=works)
    with pytest.raises(Refusal, match="T-0001 has tasks under it"):
        dating.set_finish(office, works, at("2026-12-07 17:30"))
    with pytest.raises(Refusal, match="T-0001 has tasks under it"):
        dating.set_progress(office, [works], Decimal(50))
    with pytest.raises(Refusal, match="T-0001 has tasks under it"):
        dating.keep_dates(office, [works])


def test_that_progress_starts_finishes_and_reopens_a_task(office: Office) -> None:
    dig = make_task(office, make_project(office, start=date(2026, 11, 16)), "Dig", 3)
    assert do(office, dating.set_progress(office, [dig], Decimal(30))) == "T-0001: 30 % done"
    task = get(office, "task", dig)
    assert (task["start_actual"], task["status"]) == (date(2026, 11, 16), "doing")
    do(office, dating.set_progress(office, [dig], Decimal(100)))
    task = get(office, "task", dig)
    assert (task["end_actual"], task["status"]) == (date(2026, 11, 18), "done")
    do(office, dating.set_progress(office, [dig], Decimal(80)))
    task = get(office, "task", dig)
    assert (task["end_actual"], task["status"]) == (None, "doing")
    do(office, dating.set_progress(office, [dig], Decimal(0)))
    task = get(office, "task", dig)
    assert (task["start_actual"], task["status"]) == (None, "to_do")


def test_that_work_begun_before_its_plan_began_today(office: Office, project: Id) -> None:
    dig = make_task(office, project, "Dig", 3)
    office.write(dating.set_progress(office, [dig], Decimal(10)))
    assert get(office, "task", dig)["start_actual"] == TODAY


def test_that_dates_are_kept_and_given_back_to_the_links(office: Office, project: Id) -> None:
    dig = make_task(office, project, "Dig", 3)
    do(office, dating.keep_dates(office, [dig]))
    task = get(office, "task", dig)
    assert (task["scheduling"], task["start"], task["end"]) == (
        "dates",
        date(2026, 11, 30),
        date(2026, 12, 2),
    )
    do(office, dating.follow_links(office, [dig]))
    assert get(office, "task", dig)["scheduling"] == "links"


def own_dates(office: Office, project: Id, **values: object) -> Id:
    """From Tuesday 1 December 2026 for five working days, as both its dates and its duration say."""
    given = {"scheduling": "dates", "start": date(2026, 12, 1), "end": date(2026, 12, 7), **values}
    return make_task(office, project, "Dig", 5, **given)


def test_that_own_dates_end_by_the_clock_as_soon_as_the_duration_goes_by_it(
    office: Office, project: Id
) -> None:
    dig = own_dates(office, project)
    do(office, dating.set_duration(office, dig, Decimal(5), elapsed=True))
    assert (get(office, "task", dig)["elapsed"], get(office, "task", dig)["end"]) == (True, date(2026, 12, 5))
    do(office, dating.set_duration(office, dig, Decimal(5), elapsed=False))
    assert (get(office, "task", dig)["elapsed"], get(office, "task", dig)["end"]) == (
        False,
        date(2026, 12, 7),
    )


def test_that_own_dates_end_as_a_duration_says_that_is_given_in_the_record_itself(
    office: Office, project: Id
) -> None:
    dig = own_dates(office, project)
    do(office, records.change(office, "task", dig, {"elapsed": True}))
    assert get(office, "task", dig)["end"] == date(2026, 12, 5)
    do(office, records.change(office, "task", dig, {"duration": Decimal(3), "elapsed": False}))
    assert get(office, "task", dig)["end"] == date(2026, 12, 3)
    do(office, records.change(office, "task", dig, {"start": date(2026, 12, 2), "duration": Decimal(4)}))
    assert get(office, "task", dig)["end"] == date(2026, 12, 7)


def test_that_an_end_that_is_said_beside_a_duration_stands(office: Office, project: Id) -> None:
    dig = own_dates(office, project)
    do(office, records.change(office, "task", dig, {"elapsed": True, "end": date(2026, 12, 9)}))
    assert get(office, "task", dig)["end"] == date(2026, 12, 9)


@pytest.mark.parametrize(
    "values",
    [
        {"scheduling": "links"},
        {"status": "done"},
        {"end_actual": date(2026, 12, 9)},
        {"duration": None},
        {"end": None},
        {"kind": "milestone"},
    ],
)
def test_that_nothing_else_of_a_task_follows_from_whether_it_goes_by_the_clock(
    office: Office, project: Id, values: dict[str, object]
) -> None:
    dig = own_dates(office, project)
    office.write(records.change(office, "task", dig, values))  # type: ignore[arg-type]
    end = get(office, "task", dig)["end"]
    office.write(records.change(office, "task", dig, {"elapsed": True}))
    assert get(office, "task", dig)["end"] == end


def test_that_the_stated_end_of_a_summary_is_left_alone(office: Office, project: Id) -> None:
    works = own_dates(office, project)
    make_task(office, project, "Trench", parent_id=works)
    office.write(records.change(office, "task", works, {"elapsed": True}))
    assert get(office, "task", works)["end"] == date(2026, 12, 7)


def test_that_a_day_has_as_many_hours_as_the_duration_is_to_be_counted_in(
    office: Office, project: Id
) -> None:
    dig = own_dates(office, project, elapsed=True)
    assert dating.hours_a_day(office, dig) == 24
    assert dating.hours_a_day(office, dig, elapsed=False) == Decimal("7.5")


def test_that_work_can_be_done_before_its_own_dates_begin(office: Office, project: Id) -> None:
    dig = own_dates(office, project)
    do(office, records.change(office, "task", dig, {"status": "done"}))
    assert get(office, "task", dig)["end_actual"] == TODAY
    assert dates(office)["Dig"][1] == f"{TODAY:%a %d %b} 17:30"
