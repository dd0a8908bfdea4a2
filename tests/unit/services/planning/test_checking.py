# SPDX-License-Identifier: Apache-2.0
"""The check of a plan as it lies in a workspace, and the office's own thresholds for it."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.plan_check.outcome import Outcome, Verdict
from portfolio_desktop.domain.plan_check.points import Point, Threshold
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs.issuing import build
from portfolio_desktop.services.planning.baselines.taking import take
from portfolio_desktop.services.planning.checking import PlanCheck, check_plan
from portfolio_desktop.services.rules import keep_plan_check
from tests.support.offices import add
from tests.support.two_projects import task, two_projects


def of(check: PlanCheck, point: Point) -> Outcome:
    return next(each for each in check.outcomes if each.point is point)


def test_that_a_sound_plan_passes_and_what_is_not_known_is_not_judged(office: Office) -> None:
    two = two_projects(office)
    found = check_plan(office, two.road)
    assert of(found, Point.MISSING_LOGIC).figure == "0 of 2 (0 %)"
    assert of(found, Point.CRITICAL_PATH).verdict is Verdict.PASSED
    for point in (Point.RESOURCES, Point.MISSED, Point.BEI):
        assert of(found, point).verdict is Verdict.NOT_JUDGED
    assert (found.tasks, found.has_status, found.as_of) == (2, False, office.today())


def test_that_findings_lead_to_their_records_by_code(office: Office) -> None:
    two = two_projects(office)
    alone = task(office, two.harbour, "Paint", 1)
    finding = of(check_plan(office, two.harbour), Point.MISSING_LOGIC).findings[0]
    assert (finding.entity, finding.id, finding.name) == ("task", alone, "Paint")
    assert check_plan(office, two.harbour).codes[alone] == "T-0005"


def test_that_a_promised_date_is_neither_a_task_nor_a_lag_of_the_plan(office: Office) -> None:
    two = two_projects(office)
    found = check_plan(office, two.road)
    assert of(found, Point.RELATIONSHIPS).of == 1
    promises = of(found, Point.PROMISES)
    assert (promises.figure, promises.findings[0].id) == ("1 of 1", two.promise)
    assert of(check_plan(office, two.harbour), Point.PROMISES).figure == "1 of 1"


def test_that_a_milestone_with_another_day_than_its_task_of_the_same_name_is_named(office: Office) -> None:
    two = two_projects(office)
    add(office, "milestone", title="road  OPEN", project_id=two.road, forecast=date(2026, 6, 1))
    held = add(office, "milestone", title="Road open", project_id=two.road, task_id=two.open)
    add(office, "milestone", title="Something else", project_id=two.road, forecast=date(2026, 6, 1))
    found = check_plan(office, two.road)
    apart = of(found, Point.MILESTONES)
    assert apart.figure == "1 of 2"
    (finding,) = apart.findings
    assert finding.id != held
    assert finding.note.startswith("The register says 1 Jun 2026, the plan")
    assert found.codes[finding.id] == "MS-0001"


def test_that_tasks_without_length_or_date_are_named(office: Office) -> None:
    two = two_projects(office)
    add(office, "task", project_id=two.harbour, title="Someday")
    add(office, "task", project_id=two.harbour, title="Somehow", scheduling="links")
    found = of(check_plan(office, two.harbour), Point.NO_LENGTH)
    assert sorted(each.name for each in found.findings) == ["Someday", "Somehow"]


def test_that_owners_and_assignments_are_both_somebody_who_does_it(office: Office) -> None:
    two = two_projects(office)
    ann = add(office, "person", name="Ann Lee")
    crane = add(office, "resource", title="Crane")
    office.write(records.change(office, "task", two.dig, {"owner_id": ann}))
    assert of(check_plan(office, two.harbour), Point.RESOURCES).figure == "1 of 2 (50 %)"
    add(office, "assignment", task_id=two.quay, resource_id=crane)
    assert of(check_plan(office, two.harbour), Point.RESOURCES).verdict is Verdict.PASSED


def test_that_progress_is_judged_at_the_status_date_against_the_stated_baseline(office: Office) -> None:
    two = two_projects(office)
    office.write(records.change(office, "task", two.dig, {"end_baseline": date(2026, 3, 4)}))
    office.write(records.change(office, "project", two.harbour, {"plan_status": date(2026, 3, 9)}))
    found = check_plan(office, two.harbour)
    assert (found.has_status, found.as_of) == (True, date(2026, 3, 9))
    assert [each.id for each in of(found, Point.MISSED).findings] == [two.dig]
    assert of(found, Point.BEI).figure == "0.00 (0 of 1)"
    assert of(found, Point.CPLI).verdict is Verdict.NOT_PASSED  # it was to end on the 13th


def test_that_a_baseline_that_was_taken_is_measured_against_and_named(office: Office) -> None:
    two = two_projects(office)
    office.write(take(office, [two.harbour], "Agreed plan", on=date(2026, 3, 1)))
    office.write(records.change(office, "project", two.harbour, {"plan_status": date(2026, 3, 9)}))
    found = check_plan(office, two.harbour)
    missed = of(found, Point.MISSED)
    assert [each.id for each in missed.findings] == [two.dig]
    assert missed.measured == "Measured against: Baseline “Agreed plan” of 1 Mar 2026."
    assert of(found, Point.BEI).against == missed.against
    assert of(found, Point.BEI).figure == "0.00 (0 of 1)"


def test_that_the_baseline_agreed_last_goes_before_stated_dates_and_received_plans(office: Office) -> None:
    two = two_projects(office)
    office.write(records.change(office, "task", two.dig, {"end_baseline": date(2026, 3, 4)}))
    office.write(take(office, [two.harbour], "As received", kind="received", on=date(2026, 3, 3)))
    office.write(records.change(office, "project", two.harbour, {"plan_status": date(2026, 3, 9)}))
    assert of(check_plan(office, two.harbour), Point.MISSED).against == "Baseline dates as stated"
    for title, day in (("First", 1), ("Second", 2)):
        office.write(take(office, [two.harbour], title, on=date(2026, 3, day)))
    assert of(check_plan(office, two.harbour), Point.MISSED).against == "Baseline “Second” of 2 Mar 2026"


def test_that_the_pack_measures_a_plan_against_the_same_baseline(office: Office) -> None:
    two = two_projects(office)
    for title, day in (("First", 1), ("Second", 2)):
        office.write(take(office, [two.harbour], title, on=date(2026, 3, day)))
    data = build(office)
    assert data.schedule is not None
    assert next(each for each in data.schedule.plans if each.project == two.harbour).baseline_name == "Second"


def test_that_the_offices_own_thresholds_count_at_once_and_one_undo_takes_them_back(office: Office) -> None:
    two = two_projects(office)
    task(office, two.harbour, "Paint", 1)
    rules = office.rules.plan_check.with_threshold(Point.MISSING_LOGIC, Threshold(Decimal(50)))
    office.write(keep_plan_check(office, rules))
    found = of(check_plan(office, two.harbour), Point.MISSING_LOGIC)
    assert (found.verdict, found.limit) == (Verdict.PASSED, "at most 50 %")
    undo.undo(office)
    assert of(check_plan(office, two.harbour), Point.MISSING_LOGIC).verdict is Verdict.NOT_PASSED


def test_that_a_project_without_tasks_has_no_plan_to_check(office: Office) -> None:
    with pytest.raises(Refusal, match="has no tasks"):
        check_plan(office, add(office, "project", title="Idea"))
