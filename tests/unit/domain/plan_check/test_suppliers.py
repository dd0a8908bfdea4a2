# SPDX-License-Identifier: Apache-2.0
"""Real plans of suppliers: figures that somebody could count in the file, and quickly."""

from dataclasses import replace

from portfolio_desktop.domain.plan_check.check import check
from portfolio_desktop.domain.plan_check.facts import Facts
from portfolio_desktop.domain.plan_check.outcome import Outcome, Verdict
from portfolio_desktop.domain.plan_check.points import Point
from portfolio_desktop.domain.schedule.plan import LinkKind
from portfolio_desktop.domain.schedule.schedule import schedule
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from portfolio_desktop.exchange.plans.reading import read_plan
from tests.support.shared_data import shared
from tests.support.supplier_plans import PROJECT, engine_plan


def facts_of(file: PlanFile) -> Facts:
    plan = engine_plan(file)
    agreed = {task.uid: base.finish for task in file.tasks if (base := task.baselines.get(0)) is not None}
    return Facts(
        schedule=schedule(plan),
        project=PROJECT,
        now=plan.status.get(PROJECT, plan.starts[PROJECT]),
        assigned={each.task for each in file.assignments} or None,
        baseline={id: at for id, at in agreed.items() if at is not None} or None,
    )


def by_point(facts: Facts) -> dict[Point, Outcome]:
    return {outcome.point: outcome for outcome in check(facts)}


def test_that_the_figures_of_a_large_plan_can_be_counted_in_the_file() -> None:
    file = read_plan(shared("schedules/primavera_xer/convention_centre_roads.xer"))
    found = by_point(facts_of(file))
    open_tasks = {task.uid for task in file.tasks if task.actual_finish is None and not task.summary}
    links = [link for link in file.links if link.successor in open_tasks]
    assert found[Point.LEADS].figure == f"0 of {len(links):,}"
    assert found[Point.RELATIONSHIPS].count == sum(link.kind is LinkKind.FS for link in links)
    assert found[Point.LAGS].count == sum(link.lag > 0 for link in links)
    assert found[Point.MISSING_LOGIC].of == len(open_tasks) == 1036
    assert found[Point.MISSING_LOGIC].verdict is Verdict.PASSED
    assert found[Point.CRITICAL_PATH].figure == "0 days"
    assert found[Point.CPLI].verdict is Verdict.NOT_JUDGED


def test_that_a_plan_that_cannot_keep_its_completion_date_says_so_in_words() -> None:
    found = by_point(facts_of(read_plan(shared("schedules/primavera_xer/chiller_1_update_20251121.xer"))))
    assert found[Point.HARD_CONSTRAINTS].count == 2
    told = " ".join(finding.note for finding in found[Point.FIGHTING].findings)
    assert "must finish by 3 Dec 2025 and cannot before" in told
    assert found[Point.NEGATIVE_FLOAT].verdict is Verdict.NOT_PASSED


def test_that_the_same_plan_without_its_links_fails_for_want_of_logic() -> None:
    file = read_plan(shared("schedules/primavera_xer/chiller_1_update_20251121.xer"))
    found = by_point(facts_of(replace(file, links=())))
    assert found[Point.MISSING_LOGIC].verdict is Verdict.NOT_PASSED
    assert found[Point.LEADS].verdict is Verdict.NOT_JUDGED
