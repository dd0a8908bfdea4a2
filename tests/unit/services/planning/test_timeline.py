# SPDX-License-Identifier: Apache-2.0
"""The timeline: what has a row, in which order, how deep, and what it says of itself."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.rows import Row, RowKind, Span, Timeline
from portfolio_desktop.services.planning.scope import STATED, Colour, Detail, Grouping, Scope, TaskGrouping
from portfolio_desktop.services.planning.timeline import timeline_of
from tests.support.offices import add, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with make_office(tmp_path) as office:
        yield office


@pytest.fixture
def harbour(office: Office) -> Id:
    """A project of a summary with two linked tasks and an end, from Monday 30 November 2026."""
    return add(office, "project", title="Harbour", start=date(2026, 11, 30), code="P-0001")


at = datetime.fromisoformat


def task(office: Office, project: Id, title: str, days: int, **values: object) -> Id:
    given = {"scheduling": "links", "duration": Decimal(days), **values}
    return add(office, "task", project_id=project, title=title, **given)  # type: ignore[arg-type]


def outline(timeline: Timeline) -> list[str]:
    return ["  " * row.level + row.title for row in timeline.rows]


def row(timeline: Timeline, title: str) -> Row:
    (found,) = (each for each in timeline.rows if each.title == title)
    return found


def test_that_programmes_hold_projects_and_these_summaries_and_tasks_in_the_order_of_the_plan(
    office: Office,
) -> None:
    ports = add(office, "programme", title="Ports")
    harbour = add(office, "project", title="Harbour", programme_id=ports, start=date(2026, 11, 30))
    add(office, "project", title="Alone")
    works = task(office, harbour, "Works", 0, position=2)
    task(office, harbour, "Pour", 2, parent_id=works, position=2)
    task(office, harbour, "Dig", 3, parent_id=works, position=1)
    task(office, harbour, "Survey", 1, position=1)
    add(office, "milestone", title="Opened", project_id=harbour, forecast=date(2027, 3, 1))
    assert outline(timeline_of(office)) == [
        "Ports",
        "  Harbour",
        "    Opened",
        "    Survey",
        "    Works",
        "      Dig",
        "      Pour",
        "In no programme",
        "  Alone",
    ]


def test_that_a_project_shows_the_dates_of_its_plan_and_without_one_those_it_states(
    office: Office, harbour: Id
) -> None:
    add(office, "project", title="Stated", start=date(2026, 1, 1), end=date(2026, 12, 31))
    task(office, harbour, "Dig", 3)
    timeline = timeline_of(office)
    dig = Span(start=at("2026-11-30 09:00"), finish=at("2026-12-02 17:30"))
    assert row(timeline, "Dig").span == row(timeline, "Harbour").span == dig
    stated = Span(start=at("2026-01-01 00:00"), finish=at("2026-12-31 23:59"))
    assert row(timeline, "Stated").span == stated


def test_that_a_project_whose_plan_ends_on_another_day_shows_the_finish_it_states_beside_it(
    office: Office, harbour: Id
) -> None:
    task(office, harbour, "Dig", 3)
    assert row(timeline_of(office), "Harbour").stated is None
    for stated, shown in (("2026-12-01", True), ("2026-12-02", False), ("2027-03-31", True)):
        office.write(records.change(office, "project", harbour, {"end": date.fromisoformat(stated)}))
        assert row(timeline_of(office), "Harbour").stated == (at(f"{stated} 23:59") if shown else None)
    assert row(timeline_of(office), "Dig").stated is None


def test_that_a_link_is_an_arrow_with_its_lag_and_critical_where_both_ends_are(
    office: Office, harbour: Id
) -> None:
    dig, pour = task(office, harbour, "Dig", 3), task(office, harbour, "Pour", 2)
    link = add(office, "task_link", predecessor_id=dig, task_id=pour, lag=Decimal(2), kind="fs")
    task(office, harbour, "Paint", 1)
    timeline = timeline_of(office)
    (arrow,) = timeline.arrows
    assert (arrow.key, arrow.before, arrow.after, arrow.kind, arrow.lag) == (link, dig, pour, "fs", "+2 d")
    assert arrow.critical
    assert row(timeline, "Pour").critical
    paint = row(timeline, "Paint")
    assert (paint.critical, paint.near_critical, paint.total_float) == (False, False, 6.0)
    near = timeline_of(office, Scope(near=Decimal(6)))
    assert row(near, "Paint").near_critical


@pytest.mark.parametrize(
    ("link", "drives"),
    [
        ({"lag": Decimal(2)}, True),
        ({"lag": Decimal(1)}, False),
        (
            {"lag": Decimal(4), "lag_kind": "elapsed"},
            True,
        ),  # from Wednesday evening over the weekend to Monday
        ({"lag": Decimal(1), "lag_kind": "elapsed"}, False),
        ({"lag": Decimal(67), "lag_kind": "percent"}, True),
        ({"lag": Decimal(34), "lag_kind": "percent"}, False),
        ({"kind": "ss", "lag": Decimal(5)}, True),
        ({"kind": "ss", "lag": Decimal(3)}, False),
        ({"kind": "ff", "lag": Decimal(4)}, True),
        ({"kind": "ff"}, False),
        ({}, False),
    ],
)
def test_that_only_a_link_that_leaves_no_time_between_two_critical_tasks_is_critical(
    office: Office, harbour: Id, link: dict[str, object], drives: bool
) -> None:
    """Something else holds the pouring until two working days after the digging, and both are critical."""
    dig = task(office, harbour, "Dig", 3, deadline=at("2026-12-02 17:30"))
    cure = task(office, harbour, "Cure", 5)
    pour = task(office, harbour, "Pour", 2)
    add(office, "task_link", predecessor_id=cure, task_id=pour, kind="fs")
    add(office, "task_link", predecessor_id=dig, task_id=pour, **{"kind": "fs", **link})  # type: ignore[arg-type]
    timeline = timeline_of(office)
    start = row(timeline, "Pour").span.start
    assert start is not None
    assert start.date() == date(2026, 12, 7)
    assert row(timeline, "Dig").critical
    critical = {arrow.before: arrow.critical for arrow in timeline.arrows}
    assert critical[dig] is drives
    assert drives or critical[cure]


def test_that_a_date_that_cannot_be_kept_is_said_in_one_sentence(office: Office, harbour: Id) -> None:
    task(office, harbour, "Dig", 3, deadline=at("2026-12-01 17:30"))
    dig = row(timeline_of(office), "Dig")
    assert dig.conflict == "Its deadline is 1 Dec 2026, it cannot finish before 2 Dec 2026."
    assert dig.total_float == -1.0


def test_that_a_date_of_a_summary_is_said_where_it_was_laid_down_and_where_it_is_missed(
    office: Office, harbour: Id
) -> None:
    held = {"condition": "must_start_on", "condition_at": at("2026-12-01 09:00")}
    works = task(office, harbour, "Works", 0, **held, deadline=at("2026-12-04 17:30"))
    survey = task(office, harbour, "Survey", 2)
    dig = task(office, harbour, "Dig", 2, parent_id=works)
    add(office, "task_link", predecessor_id=survey, task_id=dig)
    timeline = timeline_of(office)
    assert row(timeline, "Works").conflict == "Must start on 1 Dec 2026, cannot before 2 Dec 2026."
    assert row(timeline, "Dig").conflict == "1 day too late for a date of the summary that it lies in."
    assert row(timeline, "Survey").conflict == "1 day too late for what waits for it."


def test_that_a_summary_done_before_it_may_finish_says_so(office: Office, harbour: Id) -> None:
    held = {"condition": "finish_no_earlier", "condition_at": at("2026-12-09 17:30")}
    works = task(office, harbour, "Works", 0, **held)
    task(office, harbour, "Dig", 2, parent_id=works)
    said = "Is not to finish before 9 Dec 2026, and its tasks are done on 1 Dec 2026. Hold the last of them."
    assert row(timeline_of(office), "Works").conflict == said


def test_that_progress_of_a_summary_is_that_of_the_work_under_it(office: Office, harbour: Id) -> None:
    works = task(office, harbour, "Works", 0)
    task(office, harbour, "Dig", 3, parent_id=works, percent_done=Decimal(100))
    task(office, harbour, "Pour", 1, parent_id=works)
    timeline = timeline_of(office)
    assert row(timeline, "Works").progress == row(timeline, "Harbour").progress == 0.75
    assert row(timeline, "Works").kind is RowKind.SUMMARY
    assert row(timeline, "Dig").done


def test_that_a_stage_with_a_milestone_still_to_come_is_not_done(office: Office, harbour: Id) -> None:
    works = task(office, harbour, "Works", 0)
    task(office, harbour, "Dig", 3, parent_id=works, percent_done=Decimal(100))
    task(office, harbour, "Handed over", 0, parent_id=works)
    timeline = timeline_of(office)
    assert row(timeline, "Works").progress == 1.0
    assert not row(timeline, "Works").done
    assert not row(timeline, "Handed over").done


def test_that_the_roadmap_has_milestones_of_both_kinds_and_nothing_else(office: Office, harbour: Id) -> None:
    task(office, harbour, "Dig", 3)
    task(office, harbour, "Handed over", 0)
    add(office, "milestone", title="Opened", project_id=harbour, forecast=date(2027, 3, 1))
    roadmap = timeline_of(office, Scope(detail=Detail.MILESTONES))
    assert outline(roadmap) == ["Harbour", "  Opened", "  Handed over"]
    assert outline(timeline_of(office, Scope(detail=Detail.PROJECTS))) == ["Harbour"]


def test_that_a_milestone_lies_where_it_was_agreed_unless_somebody_said_that_its_day_is_not_known(
    office: Office, harbour: Id
) -> None:
    agreed = date(2027, 3, 1)
    add(office, "milestone", title="Opened", project_id=harbour, baseline=agreed)
    add(office, "milestone", title="Lit", project_id=harbour, baseline=agreed, forecast=Unknown("TBC"))
    timeline = timeline_of(office)
    assert row(timeline, "Opened").span.finish == at("2027-03-01 23:59")
    assert row(timeline, "Lit").span == Span()
    assert row(timeline, "Lit").baselines == row(timeline, "Opened").baselines


def test_that_a_milestone_that_follows_a_task_is_one_point_with_it_and_one_row_of_the_roadmap(
    office: Office, harbour: Id
) -> None:
    dig = task(office, harbour, "Dig", 3)
    opened = task(office, harbour, "Opened", 0)
    done = task(office, harbour, "Handed over", 0)
    for before, after in ((dig, opened), (opened, done)):
        add(office, "task_link", predecessor_id=before, task_id=after)
    mark = add(office, "milestone", title="Open to the public", project_id=harbour, task_id=opened)
    whole = timeline_of(office)
    assert row(whole, "Open to the public").span == row(whole, "Opened").span
    code = row(whole, "Opened").code
    assert row(whole, "Open to the public").named == f"Open to the public (follows {code})"
    roadmap = timeline_of(office, Scope(detail=Detail.MILESTONES))
    assert outline(roadmap) == ["Harbour", "  Open to the public", "  Handed over"]
    assert [(each.before, each.after) for each in roadmap.arrows] == [(mark, done)]
    assert row(roadmap, "Open to the public").critical
    assert row(roadmap, "Open to the public").named == "Open to the public"


def test_that_tasks_are_gathered_by_owner_or_status_under_headings_with_counts(
    office: Office, harbour: Id
) -> None:
    ann, bob = (add(office, "person", name=name) for name in ("Ann", "Bob"))
    works = task(office, harbour, "Works", 0)
    task(office, harbour, "Dig", 3, parent_id=works, owner_id=bob, status="doing")
    task(office, harbour, "Pour", 2, parent_id=works, owner_id=ann, status="done")
    task(office, harbour, "Paint", 2, owner_id=ann)
    task(office, harbour, "Clean", 1)
    add(office, "milestone", title="Opened", project_id=harbour, forecast=date(2027, 3, 1))
    by_owner = timeline_of(office, Scope(projects=frozenset({harbour}), tasks_by=TaskGrouping.OWNER))
    assert ["  " * each.level + each.named for each in by_owner.rows] == [
        "Harbour",
        "  Opened",
        "  Ann (2)",
        "    Pour",
        "    Paint",
        "  Bob (1)",
        "    Dig",
        "  Nobody owns it (1)",
        "    Clean",
    ]
    heading = row(by_owner, "Ann")
    assert (heading.entity, heading.record, heading.folds) == ("person", ann, True)
    assert heading.span == row(by_owner, "Paint").span
    by_status = timeline_of(office, Scope(projects=frozenset({harbour}), tasks_by=TaskGrouping.STATUS))
    assert [each.named for each in by_status.rows if each.kind is RowKind.GROUP] == [
        "To do (2)",
        "Doing (1)",
        "Done (1)",
    ]


def test_that_what_is_over_or_dropped_has_no_row_unless_it_is_asked_for(office: Office, harbour: Id) -> None:
    closed = add(office, "project", title="Closed", status="closed")
    task(office, harbour, "Gone", 3, status="dropped")
    add(office, "milestone", title="Gone too", project_id=harbour, status="dropped")
    assert outline(timeline_of(office)) == ["Harbour"]
    assert outline(timeline_of(office, Scope(projects=frozenset({closed})))) == ["Closed"]


def test_that_projects_are_gathered_by_owner_and_by_confidence_the_worst_first(office: Office) -> None:
    ann = add(office, "person", name="Ann Lee")
    add(office, "project", title="Red", sro_id=ann, confidence=Rating("rag5", "red"))
    add(office, "project", title="Green", confidence=Rating("rag5", "green"))
    add(office, "project", title="Unrated")
    by_owner = timeline_of(office, Scope(group=Grouping.OWNER))
    assert outline(by_owner) == ["Ann Lee", "  Red", "Nobody owns it", "  Green", "  Unrated"]
    assert by_owner.rows[0].record == ann
    by_confidence = timeline_of(office, Scope(group=Grouping.CONFIDENCE))
    assert outline(by_confidence) == ["Red", "  Red", "Green", "  Green", "Not rated", "  Unrated"]
    assert row(by_owner, "Red").tone == "red"
    assert outline(timeline_of(office, Scope(group=Grouping.NONE))) == ["Red", "Green", "Unrated"]


def test_that_colours_tell_owners_and_statuses_apart(office: Office, harbour: Id) -> None:
    ann, bob = add(office, "person", name="Ann Lee"), add(office, "person", name="Bob Ray")
    task(office, harbour, "Dig", 1, owner_id=bob, status="doing")
    task(office, harbour, "Pour", 1, owner_id=ann, status="to_do")
    by_owner = timeline_of(office, Scope(colour=Colour.OWNER))
    assert (row(by_owner, "Pour").tone, row(by_owner, "Dig").tone) == ("0", "1")
    by_status = timeline_of(office, Scope(colour=Colour.STATUS))
    assert (row(by_status, "Pour").tone, row(by_status, "Dig").tone) == ("0", "1")
    assert row(timeline_of(office, Scope(colour=Colour.CRITICAL)), "Dig").tone == ""


def test_that_what_somebody_outside_promised_is_a_point_with_an_arrow_to_the_task_that_waits(
    office: Office, harbour: Id
) -> None:
    dig = task(office, harbour, "Dig", 3)
    promise = add(
        office,
        "dependency",
        title="Piles",
        outside_party="Steel Ltd",
        project_id=harbour,
        task_id=dig,
        promised=date(2026, 12, 10),
        needed=date(2026, 12, 4),
    )
    timeline = timeline_of(office)
    piles = row(timeline, "Piles (from Steel Ltd)")
    assert (piles.kind, piles.entity, piles.record) == (RowKind.MILESTONE, "dependency", promise)
    assert piles.conflict == "Needed on 4 Dec 2026, promised for 10 Dec 2026."
    assert [(arrow.before, arrow.after) for arrow in timeline.arrows] == [(promise, dig)]
    assert row(timeline, "Dig").span.start == at("2026-12-11 09:00")


def test_that_a_promise_that_the_givers_plan_no_longer_keeps_is_an_outdated_arrow(
    office: Office, harbour: Id
) -> None:
    giver = add(office, "project", title="Quay", start=date(2026, 11, 30))
    wall, dig = task(office, giver, "Wall", 10), task(office, harbour, "Dig", 3)
    add(
        office,
        "dependency",
        title="A wall to moor at",
        project_id=harbour,
        giver_id=giver,
        giver_task_id=wall,
        task_id=dig,
        promised=date(2026, 12, 4),
    )
    (arrow,) = timeline_of(office).arrows
    assert (arrow.before, arrow.after, arrow.outdated) == (wall, dig, True)


@pytest.mark.parametrize(("promised", "waits"), [(date(2026, 12, 4), True), (date(2026, 11, 26), False)])
def test_that_a_promise_is_critical_only_where_a_critical_task_waits_for_it(
    office: Office, harbour: Id, promised: date, *, waits: bool
) -> None:
    giver = add(office, "project", title="Quay", start=date(2026, 11, 16))
    wall, dig = task(office, giver, "Wall", 9), task(office, harbour, "Dig", 3)
    values = {"project_id": harbour, "giver_id": giver, "giver_task_id": wall, "task_id": dig}
    add(office, "dependency", title="A wall to moor at", promised=promised, **values)
    timeline = timeline_of(office)
    assert row(timeline, "Wall").critical
    assert row(timeline, "Dig").critical
    assert [arrow.critical for arrow in timeline.arrows] == [waits]


def test_that_baseline_dates_that_records_state_are_shown_when_asked_for(office: Office, harbour: Id) -> None:
    task(office, harbour, "Dig", 3, start_baseline=date(2026, 11, 2), end_baseline=date(2026, 11, 4))
    assert row(timeline_of(office), "Dig").baselines == ()
    timeline = timeline_of(office, Scope(baselines=(STATED,)))
    stated = Span(start=at("2026-11-02 00:00"), finish=at("2026-11-04 23:59"))
    assert row(timeline, "Dig").baselines == (stated,)
    assert timeline.baselines == ("Baseline dates as stated",)


def test_that_today_the_next_board_and_the_status_date_are_marked(office: Office) -> None:
    board, other = add(office, "board", title="Portfolio Board"), add(office, "board", title="Other")
    add(office, "portfolio", title="All", board_id=board)
    for day, which in ((1, board), (8, board), (2, other)):
        add(office, "meeting", title=f"{day}", board_id=which, starts=at(f"2026-12-{day:02} 10:00"))
    add(office, "meeting", title="Past", board_id=board, starts=at("2026-11-01 10:00"))
    add(office, "project", title="Harbour", plan_status=date(2026, 11, 13))
    marks = [(mark.kind, mark.day.isoformat()) for mark in timeline_of(office).marks]
    assert marks == [("today", "2026-11-20"), ("board", "2026-12-01"), ("status", "2026-11-13")]


def test_that_days_off_are_those_of_the_portfolios_calendar(office: Office) -> None:
    week = add(office, "calendar", title="Four days", holidays="scotland", friday="-")
    add(office, "portfolio", title="All", calendar_id=week)
    timeline = timeline_of(office)
    assert date(2026, 11, 30) in timeline.days_off  # Saint Andrew's Day
    assert timeline.weekend == {4, 5, 6}


def test_that_several_portfolios_stand_above_their_programmes(office: Office) -> None:
    for name in ("North", "South"):
        portfolio = add(office, "portfolio", title=name)
        for number in (1, 2):
            add(office, "project", title=f"{name} {number}", portfolio_id=portfolio)
    assert outline(timeline_of(office))[:4] == ["North", "  In no programme", "    North 1", "    North 2"]
    keys = [each.key for each in timeline_of(office).rows]
    assert len(keys) == len(set(keys))


def test_that_a_plan_beyond_the_published_holidays_says_so(office: Office, harbour: Id) -> None:
    task(office, harbour, "Dig", 3)
    assert timeline_of(office).warnings == ()
    task(office, harbour, "Pour", 600)
    (warning,) = timeline_of(office).warnings
    assert warning.startswith("Public holidays are known until 31 Dec 20")
