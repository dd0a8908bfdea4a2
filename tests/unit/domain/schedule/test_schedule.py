# SPDX-License-Identifier: Apache-2.0
"""The worked example to the last float, each kind of link with each kind of lag, each constraint, progress, summaries."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio_desktop.domain.schedule.calendars import (
    Calendar,
    Instant,
    instant,
    moment,
    round_the_clock,
    standard,
)
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind, Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule

DAY = 450
OFFICE = standard("Office")
CLOCK = round_the_clock("Round the clock")


def task(id: str, days: float = 1, **fields: object) -> Activity:
    minutes = round(days * (1440 if fields.get("elapsed") else DAY))
    return Activity(id=id, name=id.title(), duration=minutes, **fields)  # type: ignore[arg-type]


def link(text: str, lag: int = 0, lag_kind: LagKind = LagKind.WORKING) -> Link:
    """From "a fs b"."""
    before, kind, after = text.split()
    return Link(before, after, LinkKind(kind), lag, lag_kind)


def plan(*activities: Activity, links: tuple[Link, ...] = (), **fields: object) -> Plan:
    calendars = {"": OFFICE, "clock": CLOCK}
    made = Plan(activities=activities, links=links, calendars=calendars, starts={"": at("2 9:00")})
    return replace(made, **fields)  # type: ignore[arg-type]


def at(text: str) -> Instant:
    """A time of March 2026: "9 17:30"."""
    day, time = text.split()
    hour, minute = time.split(":")
    return instant(date(2026, 3, int(day))) + int(hour) * 60 + int(minute)


def dates(found: Schedule, id: str) -> tuple[str, str]:
    """Its start and finish, in the same words."""
    start, finish = moment(found[id].start), moment(found[id].finish)
    return f"{start.day} {start.hour}:{start:%M}", f"{finish.day} {finish.hour}:{finish:%M}"


# --- the worked example

DURATIONS = {"A": 3, "B": 5, "C": 4, "D": 6, "E": 2, "F": 3}
LINKS = (
    ("A fs B", 0), ("A ss C", 1), ("B fs D", 2), ("C ff D", 3), ("C fs E", 0), ("E sf F", 4), ("D fs F", -1),
)  # fmt: skip
EXPECTED = {
    "A": (0, 3, 0, 3, 0, 0),
    "B": (3, 8, 3, 8, 0, 0),
    "C": (1, 5, 9, 13, 8, 0),
    "D": (10, 16, 10, 16, 0, 0),
    "E": (5, 7, 14, 16, 9, 9),
    "F": (15, 18, 15, 18, 0, 0),
}


@pytest.mark.parametrize("calendar", [OFFICE, Calendar("Mornings", [((480, 720),)] * 7, minutes_per_day=DAY)])
def test_that_the_worked_example_holds_to_the_last_float(calendar: Calendar) -> None:
    links = tuple(link(text, lag * DAY) for text, lag in LINKS)
    tasks = [task(id, days) for id, days in DURATIONS.items()]
    found = schedule(plan(*tasks, links=links, calendars={"": calendar}))
    began = calendar.before(at("2 9:00"))
    for id, days in EXPECTED.items():
        slot = found[id]
        worked = [calendar.before(each) - began for each in slot[:4]]
        assert [each / DAY for each in (*worked, slot.total_float, slot.free_float)] == list(days), id
        assert slot.critical == (days[4] == 0)
    assert [found[id].driver for id in DURATIONS] == [None, "A", "A", "B", "C", "D"]
    assert found.critical() == ["A", "B", "D", "F"]
    assert found.near_critical(8 * DAY) == ["C"]
    assert found.near_critical(9 * DAY) == ["C", "E"]


# --- links and lags

AFTER_TWO_DAYS = {
    # two days of work from Thursday 5th, then three days of work; the lag is two days, or half of the predecessor
    ("fs", "working"): ("11 9:00", "13 17:30"),
    ("fs", "elapsed"): ("9 9:00", "11 17:30"),  # from Friday evening to Sunday evening
    ("fs", "percent"): ("10 9:00", "12 17:30"),
    ("ss", "working"): ("9 9:00", "11 17:30"),
    ("ss", "elapsed"): ("9 9:00", "11 17:30"),  # Saturday morning
    ("ss", "percent"): ("6 9:00", "10 17:30"),
    ("ff", "working"): ("6 9:00", "10 17:30"),
    ("ff", "elapsed"): ("4 9:00", "6 17:30"),
    ("ff", "percent"): ("5 9:00", "9 17:30"),
    ("sf", "working"): ("4 9:00", "6 17:30"),
    ("sf", "elapsed"): ("4 9:00", "6 17:30"),
    ("sf", "percent"): ("3 9:00", "5 17:30"),
}


@pytest.mark.parametrize(("kind", "counted"), AFTER_TWO_DAYS)
def test_that_each_link_with_each_lag_holds_where_it_should(kind: str, counted: str) -> None:
    lag = {"working": 2 * DAY, "elapsed": 2 * 1440, "percent": 50}[counted]
    first = task("one", 2, constraint=Constraint.START_NO_EARLIER, constraint_at=at("5 9:00"))
    found = schedule(plan(first, task("two", 3), links=(link(f"one {kind} two", lag, LagKind(counted)),)))
    assert dates(found, "one") == ("5 9:00", "6 17:30")
    assert dates(found, "two") == AFTER_TWO_DAYS[kind, counted]
    assert found["two"].driver == "one"


def test_that_a_lead_overlaps_and_never_reaches_back_before_the_project() -> None:
    found = schedule(plan(task("one", 3), task("two", 2), links=(link("one fs two", -DAY),)))
    assert dates(found, "two") == ("4 9:00", "5 17:30")
    found = schedule(plan(task("one", 3), task("two", 2), links=(link("one fs two", -9 * DAY),)))
    assert dates(found, "two") == ("2 9:00", "3 17:30")


def test_that_work_round_the_clock_begins_on_the_evening_on_which_the_office_stops() -> None:
    found = schedule(plan(task("one", 5), task("two", 1, calendar="clock"), links=(link("one fs two"),)))
    assert dates(found, "two") == ("6 17:30", "7 1:00")


def test_that_the_office_goes_on_on_monday_after_a_night_of_saturday() -> None:
    first = task("one", 1, elapsed=True, constraint=Constraint.START_NO_EARLIER, constraint_at=at("6 12:00"))
    found = schedule(plan(first, task("two", 1), links=(link("one fs two"),)))
    assert dates(found, "one") == ("6 12:00", "7 12:00")
    assert dates(found, "two") == ("9 9:00", "9 17:30")
    assert found["one"].total_float == found["one"].free_float == at("9 9:00") - at("7 12:00")


def test_that_a_milestone_stands_on_the_evening_on_which_work_ends_and_on_the_morning_on_which_it_may_begin() -> (
    None
):
    held = Constraint.START_NO_EARLIER
    found = schedule(
        plan(
            task("one", 5),
            task("end", 0),
            task("morning", 0, constraint=held, constraint_at=at("9 9:00")),
            task("night", 1, calendar="clock"),
            links=(link("one fs end"), link("one fs morning"), link("morning fs night")),
        )
    )
    assert dates(found, "end") == ("6 17:30", "6 17:30")
    assert dates(found, "morning") == ("9 9:00", "9 9:00")
    assert dates(found, "night")[0] == "9 9:00"


# --- what people lay down

LAID_DOWN = {
    # two days of work that may start on Monday 2nd, before four others that start on the 16th and end the plan
    "asap": ("2 9:00", "3 17:30", 8),
    "alap": ("12 9:00", "13 17:30", 0),
    "must_start_on": ("5 9:00", "6 17:30", 0),
    "must_finish_on": ("4 9:00", "5 17:30", 0),
    "start_no_earlier": ("5 9:00", "6 17:30", 5),
    "start_no_later": ("2 9:00", "3 17:30", 3),
    "finish_no_earlier": ("4 9:00", "5 17:30", 6),
    "finish_no_later": ("2 9:00", "3 17:30", 2),
}


@pytest.mark.parametrize("kind", LAID_DOWN)
def test_that_each_constraint_does_what_it_says(kind: str) -> None:
    when = None if kind in ("asap", "alap") else at("5 17:30") if "finish" in kind else at("5 9:00")
    first = task("one", 2, constraint=Constraint(kind), constraint_at=when)
    then = task("two", 4, constraint=Constraint.START_NO_EARLIER, constraint_at=at("16 9:00"))
    found = schedule(plan(first, then, links=(link("one fs two"),)))
    start, finish, spare = LAID_DOWN[kind]
    assert dates(found, "one") == (start, finish)
    assert found["one"].total_float == spare * DAY
    assert dates(found, "two") == ("16 9:00", "19 17:30")


@pytest.mark.parametrize(
    "kind", ["must_start_on", "must_finish_on", "start_no_later", "finish_no_later", "deadline"]
)
def test_that_a_date_that_cannot_be_kept_moves_nothing_and_makes_float_negative(kind: str) -> None:
    when = at("4 17:30") if kind in ("must_finish_on", "finish_no_later", "deadline") else at("4 9:00")
    fields = (
        {"deadline": when} if kind == "deadline" else {"constraint": Constraint(kind), "constraint_at": when}
    )
    found = schedule(
        plan(task("one", 3), task("two", 1, **fields), task("three", 1), links=(link("one fs two"),))
    )
    assert dates(found, "two") == ("5 9:00", "5 17:30")
    assert found["two"].total_float == found["one"].total_float == -DAY
    assert found["one"].critical
    assert found["one"].free_float == 0
    assert found["three"].total_float > 0


def test_that_a_project_to_be_finished_by_a_date_has_its_float_from_it() -> None:
    found = schedule(plan(task("one", 3), finish_by={"": at("3 17:30")}))
    assert found["one"].total_float == -DAY
    found = schedule(plan(task("one", 3), finish_by={"": at("11 17:30")}))
    assert found["one"].total_float == 5 * DAY
    assert found["one"].free_float == 0


def test_that_as_late_as_possible_takes_free_float_only() -> None:
    tasks = (task("a", 1, constraint=Constraint.ALAP), task("b", 1), task("c", 4), task("d", 2))
    found = schedule(plan(*tasks, links=(link("a fs b"), link("b fs d"), link("c fs d"))))
    assert dates(found, "a")[0] == "2 9:00"  # putting it off would put b off, which is nobody's wish
    found = schedule(plan(*tasks, links=(link("a fs d"), link("b fs d"), link("c fs d"))))
    assert dates(found, "a") == ("5 9:00", "5 17:30")
    assert found["a"].total_float == 0


def test_that_dates_set_by_hand_stay_and_others_follow_them() -> None:
    by_hand = task("two", 1, fixed_start=at("3 9:00"), fixed_finish=at("7 12:00"))
    found = schedule(
        plan(task("one", 3), by_hand, task("three", 1), links=(link("one fs two"), link("two fs three")))
    )
    assert dates(found, "two") == ("3 9:00", "7 12:00")
    assert dates(found, "three") == ("9 9:00", "9 17:30")
    assert found["one"].total_float == found["one"].free_float == -2 * DAY
    assert found["two"].total_float == 0
    assert found["two"].late_start == found["two"].start


# --- progress


def test_that_what_is_done_stays_and_what_remains_goes_on_at_the_status_date() -> None:
    tasks = (
        task("done", 2, actual_start=at("2 9:00"), actual_finish=at("4 17:30")),
        task("begun", 4, actual_start=at("3 9:00"), remaining=2 * DAY),
        task("ahead", 1),
    )
    found = schedule(
        plan(*tasks, status={"": at("9 9:00")}, links=(link("done fs ahead"), link("begun fs ahead")))
    )
    assert dates(found, "done") == ("2 9:00", "4 17:30")
    assert dates(found, "begun") == ("3 9:00", "10 17:30")
    assert dates(found, "ahead") == ("11 9:00", "11 17:30")
    assert not found["done"].critical
    assert found["begun"].critical


def test_that_work_begun_out_of_turn_goes_on_after_what_it_waits_for() -> None:
    tasks = (task("first", 3), task("begun", 4, actual_start=at("2 9:00"), remaining=3 * DAY))
    found = schedule(plan(*tasks, status={"": at("4 9:00")}, links=(link("first fs begun"),)))
    assert dates(found, "first") == ("4 9:00", "6 17:30")
    assert dates(found, "begun") == ("2 9:00", "11 17:30")


def test_that_without_a_status_date_work_goes_on_as_if_it_had_never_paused() -> None:
    found = schedule(plan(task("begun", 4, actual_start=at("3 9:00"), remaining=DAY)))
    assert dates(found, "begun") == ("3 9:00", "6 17:30")


# --- summaries and projects


def test_that_a_summary_spans_its_leaves_and_links_of_it_count_for_them() -> None:
    tasks = (
        task("before", 1),
        task("phase", 0, deadline=at("9 17:30")),
        task("short", 1, parent="phase", constraint=Constraint.START_NO_EARLIER, constraint_at=at("5 9:00")),
        task("long", 4, parent="phase"),
        task("after", 1),
        task("beside", 1),
    )
    links = (link("before fs phase", DAY), link("phase fs after"), link("phase ss beside", DAY))
    found = schedule(plan(*tasks, links=links))
    assert dates(found, "phase") == ("4 9:00", "9 17:30")
    assert dates(found, "after") == ("10 9:00", "10 17:30")
    assert dates(found, "beside") == ("5 9:00", "5 17:30")
    assert found["after"].driver == "long"
    assert found["phase"].total_float == 0
    assert found["short"].free_float == 2 * DAY


def test_that_projects_end_each_for_itself_and_wait_for_each_other() -> None:
    tasks = (
        task("a", 2, project="first"),
        task("b", 5, project="first"),
        task("c", 10, project="second"),
        task("d", 1, project="second"),
    )
    found = schedule(plan(*tasks, links=(link("a fs d"),)))
    assert {key: moment(end).day for key, end in found.finishes.items()} == {"first": 6, "second": 13}
    assert found["b"].critical
    assert found["c"].critical
    assert found["a"].total_float == 3 * DAY  # its own project's end comes before the other's
    assert dates(found, "d")[0] == "4 9:00"


def test_that_a_plan_of_nothing_has_a_schedule_of_nothing() -> None:
    assert schedule(plan()).slots() == {}
