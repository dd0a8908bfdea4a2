# SPDX-License-Identifier: Apache-2.0
"""What a pack says of plans: where each ends against its promise, what holds it, and what comes too late."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.pack.frozen import freeze, thaw
from portfolio_desktop.domain.pack.schedule import PackPlan, PackSchedule
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import NONE, REPORTED, PackChoices, build, issue, reissue
from portfolio_desktop.services.planning.baselines.taking import take
from tests.support.offices import add
from tests.support.planning import make_link, make_project, make_task
from tests.support.two_projects import two_projects


def schedule_of(office: Office, choices: PackChoices | None = None) -> PackSchedule:
    found = build(office, choices).schedule
    assert found is not None
    return found


def plan_of(office: Office, project: Id) -> PackPlan:
    return next(plan for plan in schedule_of(office).plans if plan.project == project)


def change(office: Office, entity: str, id: Id, **values: Value) -> None:
    office.write(records.change(office, entity, id, values))


def test_that_a_plan_says_where_it_ends_against_its_promise_and_why(office: Office) -> None:
    two = two_projects(office)
    plan = plan_of(office, two.road)
    assert (plan.finish, plan.must_finish, plan.spare) == (date(2026, 3, 20), date(2026, 3, 27), Decimal(5))
    assert plan.because.startswith(
        "‘Road open’ comes last: it follows ‘Pave’, which follows ‘Quay for the road’"
    )
    assert [bar.title for bar in plan.bars] == ["Road", "Quay for the road", "Pave", "Road open"]
    assert len(plan.arrows) == 2


def test_that_a_promise_that_cannot_be_kept_has_float_below_zero_and_a_reason(office: Office) -> None:
    two = two_projects(office)
    change(office, "project", two.road, must_finish=date(2026, 3, 18))
    plan = plan_of(office, two.road)
    assert plan.spare == Decimal(-2)
    assert "cannot before 20 Mar 2026, because it follows" in plan.because


def test_that_the_deadline_of_what_comes_last_is_promised_where_nothing_else_is(office: Office) -> None:
    two = two_projects(office)
    change(office, "task", two.quay, deadline=datetime(2026, 3, 10, 17, 30))  # noqa: DTZ001 - wall time
    plan = plan_of(office, two.harbour)
    assert (plan.must_finish, plan.spare) == (date(2026, 3, 10), Decimal(-1))


def test_that_hand_overs_that_are_outdated_or_late_are_told_and_the_others_counted(office: Office) -> None:
    two = two_projects(office)
    schedule = schedule_of(office)
    (outdated,) = schedule.hand_overs
    assert (outdated.giver, outdated.receiver, outdated.outdated, outdated.late) == (
        "Harbour",
        "Road",
        True,
        False,
    )
    change(office, "dependency", two.promise, promised=date(2026, 3, 11))
    schedule = schedule_of(office)
    assert (schedule.hand_overs, schedule.open) == ((), 1)
    change(office, "project", two.road, must_finish=date(2026, 3, 12))
    assert [each.late for each in schedule_of(office).hand_overs] == [True]


def test_that_a_plan_is_measured_against_what_was_agreed_last_not_against_what_was_received(
    office: Office,
) -> None:
    two = two_projects(office)
    office.write(take(office, [two.harbour], "Agreed"))
    change(office, "task", two.dig, duration=Decimal(5))
    add(office, "baseline", title="As received", project_id=two.harbour, kind="received", definition="{}")
    plan = plan_of(office, two.harbour)
    assert (plan.baseline_name, plan.baseline, plan.finish) == (
        "Agreed",
        date(2026, 3, 11),
        date(2026, 3, 13),
    )


def test_that_milestones_that_slipped_since_the_last_pack_are_named(office: Office) -> None:
    two = two_projects(office)
    watched = add(
        office, "milestone", title="Opened by the mayor", project_id=two.road, forecast=date(2026, 4, 1)
    )
    office.write(issue(office))
    change(office, "milestone", watched, forecast=date(2026, 5, 1))
    change(office, "task", two.pave, duration=Decimal(6))
    slipped = plan_of(office, two.road).slipped
    assert [(each.title, (each.now - each.was).days) for each in slipped] == [
        ("Opened by the mayor", 30),
        ("Road open", 3),
    ]


def test_that_a_milestone_that_follows_one_of_the_plan_is_told_once(office: Office) -> None:
    two = two_projects(office)
    add(office, "milestone", project_id=two.road, title="Open to the public", task_id=two.open)
    office.write(issue(office))
    change(office, "task", two.pave, duration=Decimal(9))
    plan = plan_of(office, two.road)
    assert "Road open" in {bar.title for bar in plan.bars}
    assert "Open to the public" not in {bar.title for bar in plan.bars}
    assert [each.title for each in plan.slipped] == ["Open to the public"]


def test_that_one_chooses_whose_plan_has_a_page(office: Office) -> None:
    two = two_projects(office)
    code = next(each.code for each in build(office).projects if each.key == two.road)
    for choices, paged in (
        (PackChoices(), {two.harbour, two.road}),
        (PackChoices(plan_rule=REPORTED, one_pagers=(code,)), {two.road}),
        (PackChoices(plan_rule=NONE), set()),
    ):
        plans = schedule_of(office, choices).plans
        assert {plan.project for plan in plans if plan.bars} == paged
        assert all(plan.finish for plan in plans)


def test_that_an_issued_pack_keeps_its_plans_whatever_becomes_of_them(office: Office) -> None:
    two = two_projects(office)
    before = build(office)
    changes = issue(office)
    office.write(changes)
    change(office, "task", two.dig, duration=Decimal(50))
    assert reissue(office, next(iter(changes)).record) == before
    assert thaw(freeze(before)) == before
    assert build(office).schedule != before.schedule


def test_that_a_plan_without_any_date_does_not_stop_the_pack(office: Office) -> None:
    project = add(office, "project", title="No start")
    add(office, "task", title="Some day", project_id=project)
    plan = plan_of(office, project)
    assert (plan.tasks, plan.finish, plan.because) == (1, None, "")


def test_that_a_long_path_keeps_its_stages_and_counts_what_has_no_room(office: Office) -> None:
    project = make_project(office)
    stages = [make_task(office, project, f"Stage {number}") for number in range(3)]
    before = None
    for number in range(45):
        made = make_task(office, project, f"Step {number}", 1 + number % 4, parent_id=stages[number // 15])
        if before is not None:
            make_link(office, before, made)
        before = made
    plan = plan_of(office, project)
    titles = [bar.title for bar in plan.bars]
    assert {"Stage 0", "Stage 1", "Stage 2", "Step 44"} <= set(titles)
    assert plan.left_out == 45 - sum(title.startswith("Step") for title in titles)
    steps = [bar.key for bar in plan.bars if bar.kind == "task"]
    assert {(each.before, each.after) for each in plan.arrows} == set(pairwise(steps))
