# SPDX-License-Identifier: Apache-2.0
"""The panels beside a timeline: plan check with its thresholds, what a slip moves, hand-overs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.plan_check.outcome import Verdict
from portfolio_desktop.domain.plan_check.points import PlanCheckRules, Point, Threshold
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.timeline.check_panel import CheckPanel, headline
from portfolio_desktop.gui.pages.timeline.hand_overs_panel import HandOversPanel
from portfolio_desktop.gui.pages.timeline.what_if_panel import WhatIfPanel
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.planning.slips import Slip
from portfolio_desktop.services.rules import keep_plan_check
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk, records_of
from tests.support.offices import add
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup
from tests.support.two_projects import Two, task, two_projects


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        yield desk


@pytest.fixture
def two(desk: Desk) -> Two:
    made: list[Two] = []
    desk.read(two_projects, made.append)
    return made[0]


@pytest.fixture
def check(desk: Desk, two: Two) -> Iterator[CheckPanel]:
    desk.read(lambda office: task(office, two.harbour, CANARY, 1))
    panel = CheckPanel(desk)
    panel.show()
    panel.show_project(two.harbour)
    yield panel
    delete(panel)


@pytest.fixture
def slip(desk: Desk) -> Iterator[WhatIfPanel]:
    panel = WhatIfPanel(desk)
    panel.show()
    yield panel
    delete(panel)


@pytest.fixture
def overs(desk: Desk, two: Two) -> Iterator[HandOversPanel]:
    panel = HandOversPanel(desk)
    panel.show()
    yield panel
    delete(panel)


def words_of(panel: QWidget) -> str:
    return " ".join(label.text() for label in panel.findChildren(Label) if not label.isHidden())


def rows(panel: CheckPanel, point: Point) -> list[RowButton]:
    folding = panel.points[str(point)]
    if not folding.is_open:
        folding.turn()
    return [row for row in folding.findChildren(RowButton) if row is not folding.head]


def test_that_a_finding_is_a_click_from_its_task(check: CheckPanel, desk: Desk) -> None:
    went: list[tuple[str, str]] = []
    check.went_to.connect(lambda entity, id: went.append((entity, id)))
    found = [row for row in rows(check, Point.MISSING_LOGIC) if CANARY in row.accessibleName()]
    found[0].click()
    assert went == [("task", records_of(desk, "task")[CANARY].id)]


def test_that_the_headline_counts_what_cannot_be_judged_apart(check: CheckPanel) -> None:
    assert check.found is not None
    unjudged = check.found.count(Verdict.NOT_JUDGED)
    assert unjudged
    assert headline(check.found).endswith(f"; {unjudged} cannot be judged.")


def test_that_an_edit_of_the_plan_is_judged_at_once_and_open_points_stay_open(
    check: CheckPanel, desk: Desk
) -> None:
    assert rows(check, Point.MISSING_LOGIC)
    ids = {title: record.id for title, record in records_of(desk, "task").items()}
    for before, after in (("Dig", CANARY), (CANARY, "Build the quay")):
        link = {"predecessor_id": Id(ids[before]), "task_id": Id(ids[after])}
        desk.read(lambda office, link=link: add(office, "task_link", **link))  # type: ignore[misc]
    assert check.points[str(Point.MISSING_LOGIC)].is_open
    assert not rows(check, Point.MISSING_LOGIC)


def test_that_another_threshold_says_what_it_does_and_is_kept_as_one_change(
    check: CheckPanel, desk: Desk
) -> None:
    check.edit_rules()
    editor = check.editor
    assert editor is not None
    assert editor.effect == "Nothing is changed yet."
    assert not editor.save.isEnabled()
    editor.limits[Point.MISSING_LOGIC].setValue(100)
    assert editor.effect == "1 point of this plan would come out otherwise."
    assert editor.rules.origin(Point.MISSING_LOGIC) == "Set by your office"
    editor.save.click()
    assert check.editor is None
    assert check.found is not None
    assert check.found.rules.thresholds[Point.MISSING_LOGIC] == Threshold(Decimal(100))
    desk.undo()
    assert check.found.rules.is_published(Point.MISSING_LOGIC)


def test_that_thresholds_of_the_check_that_another_changed_meanwhile_are_not_replaced_unseen(
    check: CheckPanel, desk: Desk, ask: FakeAsk
) -> None:
    assert check.found is not None
    check.edit_rules()
    editor = check.editor
    assert editor is not None
    theirs = check.found.rules.with_threshold(Point.MISSING_LOGIC, Threshold(Decimal(100)))
    mine = check.found.rules.with_threshold(Point.MISSING_LOGIC, Threshold(Decimal(50)))
    desk.write(lambda office: keep_plan_check(office, theirs))
    editor.use(mine)
    editor.save.click()
    assert "Somebody else has changed this since" in ask.told[0]
    assert check.editor is editor
    kept: list[PlanCheckRules] = []
    desk.read(lambda office: office.rules.plan_check, kept.append)
    assert kept == [theirs]


def test_that_a_plan_that_cannot_be_checked_says_why_in_the_panel(check: CheckPanel, desk: Desk) -> None:
    made: list[Id] = []
    desk.read(lambda office: add(office, "project", title="Idea"), made.append)
    check.show_project(made[0])
    assert check.found is None
    assert "“Idea” has no tasks" in words_of(check)


def test_that_a_slip_is_tried_only_when_asked_and_leads_to_what_it_breaks(
    slip: WhatIfPanel, two: Two
) -> None:
    panel = slip
    assert not panel.try_it.isEnabled()
    panel.set_target("task", two.dig, "Dig")
    assert panel.found is None
    panel.amount.setValue(1)
    panel.try_it.click()
    assert panel.found is not None
    assert panel.found.slip == Slip(1, weeks=True)
    went: list[tuple[str, str]] = []
    panel.went_to.connect(lambda entity, id: went.append((entity, id)))
    panel.rows[two.promise].click()
    assert went == [("dependency", two.promise)]
    assert "Promised for 13 Mar 2026." in panel.rows[two.promise].accessibleName()
    panel.set_target("project", two.road, "Road")
    assert panel.found is None


def test_that_a_slip_that_cannot_be_is_told_in_the_panel(slip: WhatIfPanel, desk: Desk, two: Two) -> None:
    made: list[Id] = []
    desk.read(
        lambda office: add(office, "task", project_id=two.road, title="Over", end_actual=date(2026, 3, 3)),
        made.append,
    )
    slip.set_target("task", made[0], "Over")
    slip.try_it.click()
    assert slip.found is None
    assert slip.try_it.isEnabled()
    assert "“Over” is over" in words_of(slip)


def test_that_an_outdated_promise_is_agreed_with_one_button_and_one_undo(
    overs: HandOversPanel, desk: Desk, two: Two
) -> None:
    panel = overs
    panel.agreeing[two.promise].click()
    assert records_of(desk, "dependency")["Quay for the road"]["promised"] == date(2026, 3, 11)
    assert not panel.found[0].outdated
    assert not panel.agreeing
    desk.undo()
    assert panel.found[0].outdated


def test_that_two_tasks_are_linked_from_the_panel(overs: HandOversPanel, two: Two) -> None:
    panel = overs
    panel.offer_link((two.dig, "Dig"), (two.open, "Road open"))
    panel.by_promise.click()
    assert {each.title for each in panel.found} == {"Quay for the road", "Dig"}
    assert not panel.by_promise.isVisible()


def test_that_the_panels_read_no_markup_and_name_all_that_can_be_reached(
    check: CheckPanel, slip: WhatIfPanel, overs: HandOversPanel, desk: Desk, two: Two
) -> None:
    desk.read(
        lambda office: add(office, "dependency", title=CANARY, project_id=two.road, outside_party=CANARY)
    )
    slip.set_target("task", Id(records_of(desk, "task")[CANARY].id), CANARY)
    slip.try_it.click()
    rows(check, Point.MISSING_LOGIC)
    for panel in (check, slip, overs):
        assert_no_label_reads_markup(panel)
        assert_every_focusable_widget_is_named(panel)
    check.edit_rules()
    assert_every_focusable_widget_is_named(check)
