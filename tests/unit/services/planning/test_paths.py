# SPDX-License-Identifier: Apache-2.0
"""What leads to a date is followed across projects, and shortened without losing the way."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.reports.gantt.scale import wall
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.paths import (
    along,
    bridged,
    critical_only,
    path_to,
    seen_days,
    shortened,
)
from portfolio_desktop.services.planning.rows import Arrow, Row, RowKind, Span, Timeline
from portfolio_desktop.services.planning.scope import Grouping, Scope
from portfolio_desktop.services.planning.timeline import timeline_of
from tests.support.planning import make_link, make_project, make_task
from tests.support.timelines import invented
from tests.support.two_projects import two_projects


def test_that_a_path_goes_on_in_the_plan_of_whoever_promised(office: Office) -> None:
    two = two_projects(office)
    assert path_to(office, "project", two.road) == (two.open, two.pave, two.promise, two.quay, two.dig)
    assert path_to(office, "task", two.quay) == (two.quay, two.dig)


def test_that_nothing_leads_to_what_has_no_place_in_time(office: Office) -> None:
    empty = make_project(office, "Nothing yet")
    with pytest.raises(Refusal, match="Nothing yet"):
        path_to(office, "project", empty)


def test_that_the_rows_of_a_path_stand_in_their_projects_with_the_arrow_across(office: Office) -> None:
    two = two_projects(office)
    found = along(timeline_of(office, Scope(group=Grouping.NONE)), path_to(office, "project", two.road))
    assert [(row.level, row.title) for row in found.rows] == [
        (0, "Harbour"),
        (1, "Dig"),
        (1, "Build the quay"),
        (0, "Road"),
        (1, "Pave"),
        (1, "Road open"),
    ]
    assert (two.quay, two.pave) in {(each.before, each.after) for each in found.arrows}


def test_that_only_open_critical_tasks_are_left_and_no_stage(office: Office) -> None:
    project = make_project(office)
    stage = make_task(office, project, "Stage")
    long, short = (
        make_task(office, project, title, days, parent_id=stage)
        for title, days in (("Long", 9), ("Short", 2))
    )
    end = make_task(office, project, "End", 1)
    make_link(office, long, end)
    make_link(office, short, end)
    rows = critical_only(timeline_of(office)).rows
    assert [row.title for row in rows] == ["Harbour", "Long", "End"]


def test_that_a_path_that_is_too_long_keeps_its_longest_steps_and_says_how_many_went() -> None:
    timeline = invented(80)
    leaves = (RowKind.TASK, RowKind.MILESTONE)
    tasks = tuple(replace(row, entity="task" if row.kind in leaves else "") for row in timeline.rows)
    whole = critical_only(replace(timeline, rows=tasks))
    few, left = shortened(whole, 12)
    assert len(few.rows) == 12
    assert left == len(whole.rows) - 12
    keys = {row.key for row in few.rows}
    assert all(each.before in keys and each.after in keys for each in few.arrows)
    assert shortened(whole, 1000) == (whole, 0)


def test_that_the_end_of_a_path_and_its_way_across_projects_stay_however_short() -> None:
    days = {"dig": 4, "fill": 9, "given": 1, "taken": 1, "pave": 8, "open": 0}
    at, rows = wall(2026, 4, 6, 9), []
    for place, (key, lasts) in enumerate(days.items()):
        project = "Quay" if place < 3 else "Road"
        span = Span(start=at, finish=at + timedelta(days=lasts))
        rows.append(Row(key=key, kind=RowKind.TASK, title=key, project=project, span=span, critical=True))
        at += timedelta(days=lasts)
    arrows = [Arrow(key=one + two, before=one, after=two, critical=True) for one, two in pairwise(list(days))]
    few, left = shortened(Timeline(rows=tuple(rows), arrows=tuple(arrows)), 4)
    assert [row.key for row in few.rows] == ["fill", "given", "taken", "open"]
    assert left == 2
    assert {(each.before, each.after) for each in few.arrows} == set(
        pairwise(["fill", "given", "taken", "open"])
    )


def test_that_projects_of_a_path_stand_in_the_order_in_which_it_comes_to_them(office: Office) -> None:
    later, sooner = (make_project(office, title) for title in ("A later one", "The sooner one"))
    dig = make_task(office, sooner, "Dig", 3)
    pave = make_task(office, later, "Pave", 3)
    make_link(office, dig, pave)
    found = along(timeline_of(office), path_to(office, "project", later))
    assert [row.title for row in found.rows if row.kind in (RowKind.PROJECT, RowKind.TASK)] == [
        *("The sooner one", "Dig"),
        *("A later one", "Pave"),
    ]


def test_that_an_arrow_leads_past_what_is_left_out() -> None:
    def arrow(before: str, after: str, kind: str = "fs", *, critical: bool = True) -> Arrow:
        return Arrow(key=before + after, before=before, after=after, kind=kind, critical=critical)

    chain = [arrow("a", "b", "ss"), arrow("b", "c"), arrow("c", "d", "ff"), arrow("x", "d", critical=False)]
    (past,) = bridged(chain, {"a", "d"})
    assert (past.before, past.after, past.kind, past.critical) == ("a", "d", "sf", True)
    assert {each.key for each in bridged(chain, {"a", "b", "c", "d"})} == {"ab", "bc", "cd"}


def test_that_bars_are_seen_close_even_where_the_board_meets_years_later() -> None:
    timeline = invented(40)
    days = seen_days(timeline)
    assert days is not None
    assert days[0].year == 2026
    assert days[1].year < 2029
