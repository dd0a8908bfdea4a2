# SPDX-License-Identifier: Apache-2.0
"""Each point on a plan small enough to be judged by hand."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from portfolio_desktop.domain.plan_check.check import check
from portfolio_desktop.domain.plan_check.facts import Facts, Promise, Watched
from portfolio_desktop.domain.plan_check.outcome import Outcome, Verdict
from portfolio_desktop.domain.plan_check.points import (
    SHIPPED_PLAN_CHECK,
    STANDARDS,
    PlanCheckRules,
    Point,
    Threshold,
    plan_check_from_plain,
)
from portfolio_desktop.domain.schedule.calendars import Calendar, instant
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, Link, LinkKind, Plan
from portfolio_desktop.domain.schedule.schedule import schedule

DAY = 480
_WEEK = Calendar("Week", [((540, 780), (840, 1080))] * 5 + [()] * 2)  # 9 to 13 and 14 to 18, Monday to Friday
MONDAY = instant(date(2026, 3, 2))


def at(day: int, hour: int = 9) -> int:
    return instant(date(2026, 3, day)) + hour * 60


def task(id: str, days: int = 1, **fields: Any) -> Activity:
    return Activity(id=id, name=f"Task {id}", duration=days * DAY, project="p", **fields)


def judge(
    *activities: Activity,
    links: tuple[Link, ...] = (),
    status: int | None = None,
    finish_by: int | None = None,
    rules: PlanCheckRules = SHIPPED_PLAN_CHECK,
    **known: Any,
) -> dict[Point, Outcome]:
    plan = Plan(
        activities=activities,
        links=links,
        calendars={"": _WEEK},
        starts={"p": MONDAY, "q": MONDAY},
        status={} if status is None else {"p": status},
        finish_by={} if finish_by is None else {"p": finish_by},
    )
    facts = Facts(schedule=schedule(plan), project="p", now=MONDAY, **known)
    return {outcome.point: outcome for outcome in check(facts, rules)}


def chain(*ids: str, **fields: Any) -> tuple[tuple[Activity, ...], tuple[Link, ...]]:
    links = tuple(Link(one, other) for one, other in pairwise(ids))
    return tuple(task(id, **fields) for id in ids), links


def named(outcome: Outcome) -> list[str]:
    return [finding.id for finding in outcome.findings]


def test_that_the_first_and_the_last_task_of_a_plan_miss_no_logic() -> None:
    acts, links = chain("a", "b", "c")
    found = judge(*acts, links=links)[Point.MISSING_LOGIC]
    assert (found.verdict, found.figure, found.limit) == (Verdict.PASSED, "0 of 3 (0 %)", "at most 5 %")


def test_that_a_task_beside_the_network_misses_logic_and_is_named() -> None:
    acts, links = chain("a", "b", "c")
    found = judge(*acts, task("alone"), links=links)[Point.MISSING_LOGIC]
    assert found.verdict is Verdict.NOT_PASSED
    assert found.figure == "1 of 4 (25 %)"
    assert found.findings[0].id == "alone"
    assert found.findings[0].note == "Waits for nothing, and nothing waits for it."


def test_that_a_link_of_a_summary_is_logic_for_its_tasks() -> None:
    stage = Activity(id="s", name="Stage", project="p")
    inner = [task(id, parent="s") for id in "bc"]
    found = judge(task("a"), stage, *inner, task("d"), links=(Link("a", "s"), Link("s", "d")))
    assert found[Point.MISSING_LOGIC].verdict is Verdict.PASSED


def test_that_finished_work_is_not_judged_by_its_links() -> None:
    done = task("a", actual_start=at(2), actual_finish=at(2, 18))
    found = judge(done, task("b"), links=(Link("a", "b", lag=-60),), status=at(3))
    assert found[Point.MISSING_LOGIC].of == 1
    assert judge(done)[Point.MISSING_LOGIC].verdict is Verdict.NOT_JUDGED


def test_that_one_lead_fails_and_says_how_early() -> None:
    acts, _links = chain("a", "b")
    found = judge(*acts, links=(Link("a", "b", lag=-DAY),))[Point.LEADS]
    assert (found.verdict, found.figure, named(found)) == (Verdict.NOT_PASSED, "1 of 1", ["b"])
    assert found.findings[0].note == "Begins 1 day early: finish-to-start, after ‘Task a’."


def test_that_lags_are_counted_and_long_ones_besides() -> None:
    acts, links = chain(*"abcd")
    found = judge(*acts, links=(links[0], Link("b", "c", lag=2 * DAY), Link("c", "d", lag=21 * DAY)))
    assert named(found[Point.LAGS]) == ["c", "d"]
    assert named(found[Point.LONG_LAGS]) == ["d"]


def test_that_the_share_of_finish_to_start_links_is_at_least_so_large() -> None:
    acts, links = chain(*"abc")
    found = judge(*acts, links=(links[0], Link("b", "c", LinkKind.SS)))[Point.RELATIONSHIPS]
    assert (found.verdict, found.figure, found.limit) == (
        Verdict.NOT_PASSED,
        "1 of 2 (50 %)",
        "at least 90 %",
    )
    assert named(found) == ["c"]


def test_that_a_task_of_which_only_the_start_is_waited_for_dangles() -> None:
    acts, links = chain(*"abc")
    found = judge(*acts, links=(Link("a", "b", LinkKind.SS), links[1]))[Point.DANGLING]
    assert named(found) == ["a"]
    found = judge(*acts, links=(Link("a", "b", LinkKind.FF), links[1]))[Point.DANGLING]
    assert named(found) == ["b"]


def test_that_a_date_that_links_do_not_allow_is_told_with_its_reason() -> None:
    held = task("b", constraint=Constraint.MUST_FINISH_ON, constraint_at=at(3, 18))
    found = judge(task("a", 5), held, links=(Link("a", "b"),))
    assert named(found[Point.HARD_CONSTRAINTS]) == ["b"]
    assert found[Point.FIGHTING].verdict is Verdict.NOT_PASSED
    assert "must finish on 3 Mar 2026 and cannot before 9 Mar 2026" in found[Point.FIGHTING].findings[0].note
    assert named(found[Point.NEGATIVE_FLOAT]) == ["a", "b"]


def test_that_dates_set_by_hand_are_hard_only_where_links_are_overruled() -> None:
    by_hand = {"fixed_start": at(4), "fixed_finish": at(4, 18)}
    acts = (task("a"), task("b", **by_hand), task("c", **by_hand))
    found = judge(*acts, links=(Link("a", "b"),))[Point.HARD_CONSTRAINTS]
    assert named(found) == ["b"]


def test_that_float_and_length_are_measured_by_the_days_of_the_rule() -> None:
    acts = (task("long", 50), task("short", 1))
    found = judge(*acts)
    assert named(found[Point.HIGH_DURATION]) == ["long"]
    assert named(found[Point.HIGH_FLOAT]) == ["short"]
    kinder = SHIPPED_PLAN_CHECK.with_threshold(Point.HIGH_FLOAT, Threshold(Decimal(5), Decimal(49)))
    assert judge(*acts, rules=kinder)[Point.HIGH_FLOAT].verdict is Verdict.PASSED


def test_that_a_length_nobody_gave_is_never_judged_short() -> None:
    found = judge(task("a"), no_length={"a"}, unplaced={"x": "Somewhen"})
    assert found[Point.HIGH_DURATION].verdict is Verdict.NOT_JUDGED
    assert named(found[Point.NO_LENGTH]) == ["a", "x"]
    assert found[Point.NO_LENGTH].figure == "2 of 2"


def test_that_work_reported_for_the_future_and_work_planned_for_the_past_are_invalid() -> None:
    done = task("done", actual_start=at(2), actual_finish=at(12, 18))
    begun = task("begun", actual_start=at(11), remaining=DAY)
    late = task("late", fixed_start=at(3), fixed_finish=at(3, 18))
    right = task("right", actual_start=at(2), actual_finish=at(10, 18))  # on the status date itself
    found = judge(done, begun, late, right, status=at(10, 0))[Point.INVALID_DATES]
    assert named(found) == ["done", "begun", "late"]
    assert found.figure == "3 of 4"


def test_that_a_plan_without_people_cannot_be_judged_by_them() -> None:
    assert judge(task("a"))[Point.RESOURCES].verdict is Verdict.NOT_JUDGED
    found = judge(task("a"), task("b"), assigned={"a"})[Point.RESOURCES]
    assert (found.verdict, named(found)) == (Verdict.NOT_PASSED, ["b"])


def test_that_progress_is_not_judged_without_a_baseline() -> None:
    found = judge(task("a"))
    for point in (Point.MISSED, Point.BEI, Point.CPLI):
        assert found[point].verdict is Verdict.NOT_JUDGED
        assert found[point].reason


def test_that_what_was_due_and_is_late_or_open_is_missed() -> None:
    acts = (
        task("kept", actual_start=at(2), actual_finish=at(3, 18)),
        task("late", actual_start=at(2), actual_finish=at(4, 18)),
        task("open"),
        task("later"),
    )
    agreed = {"kept": at(3, 18), "late": at(3, 18), "open": at(3, 18), "later": at(20, 18)}
    found = judge(*acts, status=at(10, 0), baseline=agreed)
    assert named(found[Point.MISSED]) == ["late", "open"]
    assert found[Point.MISSED].figure == "2 of 3 (66.7 %)"
    assert found[Point.BEI].figure == "0.67 (2 of 3)"
    assert found[Point.BEI].verdict is Verdict.NOT_PASSED


def test_that_the_end_follows_a_critical_task_along_links_and_not_past_a_date_set_by_hand() -> None:
    acts, links = chain(*"abc")
    found = judge(*acts, links=links)[Point.CRITICAL_PATH]
    assert (found.verdict, found.figure, named(found)) == (Verdict.PASSED, "0 days", ["a"])
    stuck = (task("a"), task("b", fixed_start=at(3), fixed_finish=at(30, 18)))
    lost = judge(*stuck, links=(Link("a", "b"),))[Point.CRITICAL_PATH]
    assert lost.verdict is Verdict.NOT_PASSED


@pytest.mark.parametrize(("day", "index"), [(13, "1.00"), (20, "1.50"), (6, "0.50")])
def test_that_the_path_length_index_weighs_the_room_to_the_date_to_be_kept(day: int, index: str) -> None:
    found = judge(task("a", 10), finish_by=at(day, 18))[Point.CPLI]
    assert found.figure == index
    assert (found.verdict is Verdict.PASSED) is (day >= 13)


def test_that_an_outdated_promise_is_named() -> None:
    promises = (Promise("d", "Permit", True), Promise("e", "Power", False))
    found = judge(task("a"), promises=promises)[Point.PROMISES]
    assert (found.figure, found.findings[0].entity, named(found)) == ("1 of 2", "dependency", ["d"])
    assert judge(task("a"))[Point.PROMISES].verdict is Verdict.NOT_JUDGED


def test_that_a_milestone_of_which_the_plan_says_another_day_is_named_with_both() -> None:
    milestones = (
        Watched("m", "Open", date(2027, 10, 31), date(2027, 10, 4)),
        Watched("n", "Handed over", date(2027, 3, 1), date(2027, 3, 1)),
        Watched("o", "Closed", None, date(2027, 5, 1)),
    )
    found = judge(task("a"), milestones=milestones)[Point.MILESTONES]
    assert (found.figure, found.findings[0].entity, named(found)) == ("2 of 3", "milestone", ["m", "o"])
    assert found.findings[0].note == "The register says 31 Oct 2027, the plan 4 Oct 2027."
    assert "no day" in found.findings[1].note
    assert judge(task("a"))[Point.MILESTONES].verdict is Verdict.NOT_JUDGED


def test_that_tasks_of_other_projects_are_not_judged_but_their_links_count() -> None:
    other = Activity(id="x", name="Elsewhere", duration=DAY, project="q")
    acts, links = chain("a", "b")
    found = judge(other, *acts, task("c"), links=(*links, Link("x", "c"), Link("c", "b")))
    assert found[Point.MISSING_LOGIC].figure == "0 of 3 (0 %)"


def test_that_a_point_that_is_off_is_left_out() -> None:
    rules = SHIPPED_PLAN_CHECK.with_threshold(Point.BEI, Threshold(Decimal(1), on=False))
    assert Point.BEI not in judge(task("a"), rules=rules)


def test_that_only_two_thresholds_claim_to_be_published() -> None:
    published = [point for point in Point if SHIPPED_PLAN_CHECK.is_published(point)]
    assert published == [Point.MISSING_LOGIC, Point.LEADS]
    assert SHIPPED_PLAN_CHECK.origin(Point.BEI) == "Our own default"
    changed = SHIPPED_PLAN_CHECK.with_threshold(Point.LEADS, Threshold(Decimal(3)))
    assert changed.origin(Point.LEADS) == "Set by your office"


def test_that_every_point_has_a_standard_and_a_shipped_threshold() -> None:
    assert set(STANDARDS) == set(Point) == set(SHIPPED_PLAN_CHECK.thresholds)
    for point, standard in STANDARDS.items():
        assert (SHIPPED_PLAN_CHECK.thresholds[point].measure is not None) is bool(standard.measure)


def test_that_rules_come_back_from_json_as_they_were() -> None:
    rules = SHIPPED_PLAN_CHECK.with_threshold(Point.HIGH_FLOAT, Threshold(Decimal("7.5"), Decimal(30), False))
    assert plan_check_from_plain(rules.to_plain()) == (rules, "")


@pytest.mark.parametrize(
    "limit", ["NaN", "-1", "many", "Infinity"], ids=["no number", "negative", "words", "endless"]
)
def test_that_a_threshold_that_makes_no_sense_gives_the_shipped_ones_and_says_so(limit: str) -> None:
    plain = SHIPPED_PLAN_CHECK.to_plain()
    plain["points"]["leads"]["limit"] = limit
    rules, said = plan_check_from_plain(plain)
    assert rules == SHIPPED_PLAN_CHECK
    assert "cannot be read" in said
