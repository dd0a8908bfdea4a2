# SPDX-License-Identifier: Apache-2.0
"""The panel of shared people and machines: from a clash to an accepted proposal, and back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.timeline import levelling_panel
from portfolio_desktop.gui.pages.timeline.levelling_panel import LevellingPanel
from portfolio_desktop.gui.pages.timeline.load_strip import LoadStrip
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.levelling import Proposal, Shared, level
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk
from tests.support.offices import add
from tests.support.planning import get, make_project, make_task
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup


@pytest.fixture
def desk(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        yield desk


def clash(office: Office) -> Id:
    """Two projects want the one crane; the second has to wait. Gives the task that waits."""
    crane = add(office, "resource", title=f"Crane {CANARY}", units=Decimal(100))
    tasks = [
        make_task(office, make_project(office, title), "Lift", 3, levelling_priority=priority)
        for title, priority in (("Harbour", 1000), ("Mill", 0))
    ]
    for task in tasks:
        add(office, "assignment", task_id=task, resource_id=crane, units=Decimal(100))
    return tasks[1]


@pytest.fixture
def waits(desk: Desk) -> Id:
    made: list[Id] = []
    desk.read(clash, made.append)
    return made[0]


@pytest.fixture
def panel(desk: Desk, waits: Id, monkeypatch: pytest.MonkeyPatch) -> Iterator[LevellingPanel]:
    def quickly(found: Shared, **_asked: object) -> Proposal:
        return level(found, 0.1, thorough=False)

    monkeypatch.setattr(levelling_panel, "level", quickly)
    panel = LevellingPanel(desk)
    panel.show()
    yield panel
    delete(panel)


def said(panel: QWidget) -> str:
    return " ".join(label.text() for label in panel.findChildren(Label) if not label.isHidden())


def test_that_a_clash_is_drawn_and_can_be_levelled(panel: LevellingPanel) -> None:
    (strip,) = panel.findChildren(LoadStrip)
    assert [week.over for week in strip.weeks] == [True]
    assert "too much is asked in 1 of 1 weeks" in strip.accessibleName()
    assert panel.propose.isEnabled()
    assert panel.accept.isHidden()
    assert_every_focusable_widget_is_named(panel)
    assert_no_label_reads_markup(panel)


def test_that_a_proposal_says_what_moves_and_why_before_anything_is_written(
    desk: Desk, panel: LevellingPanel, waits: Id
) -> None:
    panel.propose.click()
    assert "1 task moves; P-0002 Mill ends later." in said(panel)
    (row,) = panel.findChildren(RowButton)
    assert "waits for Crane" in row.accessibleName()
    desk.read(lambda office: get(office, "task", waits)["condition"], lambda got: _assert_is(got, None))
    gone: list[tuple[str, str]] = []
    panel.went_to.connect(lambda entity, id: gone.append((entity, id)))
    row.click()
    assert gone == [("task", waits)]
    assert_every_focusable_widget_is_named(panel)
    assert_no_label_reads_markup(panel)


def test_that_accepting_levels_the_plan(desk: Desk, panel: LevellingPanel, waits: Id) -> None:
    panel.propose.click()
    panel.accept.click()
    desk.read(
        lambda office: get(office, "task", waits)["condition"],
        lambda got: _assert_is(got, "start_no_earlier"),
    )
    assert "Nobody and nothing is asked for more than there is." in said(panel)
    assert not panel.propose.isEnabled()


def test_that_rejecting_leaves_everything(desk: Desk, panel: LevellingPanel, waits: Id) -> None:
    panel.propose.click()
    panel.reject.click()
    assert panel.proposal is None
    assert panel.propose.isEnabled()
    desk.read(lambda office: get(office, "task", waits)["condition"], lambda got: _assert_is(got, None))


def _assert_is(got: object, wanted: object) -> None:
    assert got == wanted
