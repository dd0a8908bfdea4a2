# SPDX-License-Identifier: Apache-2.0
"""The mouse on the chart: what would be is shown, one signal comes at the end, and Esc takes all of it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.gui.timeline.gestures import Moved, drawn_handles, link_spot, part_at, progress_spot
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.reports.gantt.bars import Box
from portfolio_desktop.reports.gantt.scale import DAY, minutes
from portfolio_desktop.services.planning.rows import RowKind
from tests.gui.timeline.conftest import OpenCells

LEFT = Qt.MouseButton.LeftButton


class Heard(list[tuple[object, ...]]):
    """Every signal of a gesture, by name."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__()
        for name in ("moved", "stretched", "linked", "progressed"):
            getattr(view, name).connect(lambda *args, name=name: self.append((name, *args)))


@pytest.fixture
def heard(view: TimelineView) -> Heard:
    row = view.row(view.chart.lane("r12"))
    assert row.kind is RowKind.TASK
    assert row.span.start
    begin = minutes(row.span.start)
    view.area.fit(begin - 10 * DAY, begin + 60 * DAY)
    return Heard(view)


def box_of(view: TimelineView, key: str) -> Box:
    box = view.area.look_again().box(view.chart.lane(key))
    assert box is not None
    return box


def drag(view: TimelineView, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    QTest.mouseMove(view.area, start)
    QTest.mousePress(view.area, LEFT, pos=start)
    QTest.mouseMove(view.area, start + QPoint(6, 0))
    QTest.mouseMove(view.area, end)
    if drop:
        QTest.mouseRelease(view.area, LEFT, pos=end)


def point(view: TimelineView, at: QPoint) -> None:
    """Bring the pointer there from elsewhere: a pointer that is there already says nothing."""
    QTest.mouseMove(view.area, at + QPoint(0, 200))
    QTest.mouseMove(view.area, at)


def middle(box: Box) -> QPoint:
    return QPoint(round(box.x0 + 10), round(box.middle - 2))


def test_that_dragging_a_bar_moves_it_by_whole_days(view: TimelineView, heard: Heard) -> None:
    start = middle(box_of(view, "r12"))
    drag(view, start, start + QPoint(round(7.2 * view.area.scale.day), 0))
    began = view.row(view.chart.lane("r12")).span.start
    assert began
    assert heard == [("moved", "r12", began + timedelta(days=7))]


def test_that_the_note_says_that_a_linked_row_will_start_no_earlier(view: TimelineView, heard: Heard) -> None:
    start = middle(box_of(view, "r12"))
    drag(view, start, start + QPoint(round(7.2 * view.area.scale.day), 0), drop=False)
    gesture = view.area._gesture
    assert gesture is not None
    assert "start no earlier than" in gesture[0].words()
    finish = view.row(view.chart.lane("r12")).span.finish
    assert finish
    assert format_date(finish + timedelta(days=7)) not in gesture[0].words()  # its calendar says until when
    assert not view.area.grab().isNull()
    assert heard == []
    QTest.mouseRelease(view.area, LEFT, pos=start)


def test_that_dragging_the_end_stretches_it(view: TimelineView, heard: Heard) -> None:
    box = box_of(view, "r12")
    start = QPoint(round(box.x1 - 2), round(box.middle - 2))
    drag(view, start, start + QPoint(round(5 * view.area.scale.day), 0))
    ended = view.row(view.chart.lane("r12")).span.finish
    assert ended
    assert heard == [("stretched", "r12", ended + timedelta(days=5))]


def test_that_the_tab_below_the_bar_sets_progress(view: TimelineView, heard: Heard) -> None:
    row, box = view.row(view.chart.lane("r12")), box_of(view, "r12")
    start = QPoint(round(progress_spot(row, box)), round(box.bottom + 1))
    drag(view, start, QPoint(round(box.x0 + 0.9 * (box.x1 - box.x0)), start.y()))
    assert heard == [("progressed", "r12", 0.9)]


@pytest.mark.parametrize(
    ("end", "other", "kind"), [("f", "s", "fs"), ("s", "s", "ss"), ("f", "f", "ff"), ("s", "f", "sf")]
)
def test_that_which_ends_are_joined_decides_the_kind_of_link(
    view: TimelineView, heard: Heard, end: str, other: str, kind: str
) -> None:
    one, two = box_of(view, "r12"), box_of(view, "r13")
    start = QPoint(round(link_spot(one, end, view.area.look)), round(one.middle))
    x = two.x0 + 3 if other == "s" else two.x1 - 3
    drag(view, start, QPoint(round(x), round(two.middle)))
    assert heard == [("linked", "r12", "r13", kind)]


def test_that_a_link_dropped_nowhere_is_none(view: TimelineView, heard: Heard) -> None:
    box = box_of(view, "r12")
    start = QPoint(round(link_spot(box, "f", view.area.look)), round(box.middle))
    drag(view, start, start + QPoint(40, 300))
    assert heard == []


def test_that_esc_gives_a_drag_up(view: TimelineView, heard: Heard) -> None:
    start = middle(box_of(view, "r12"))
    end = start + QPoint(200, 0)
    drag(view, start, end, drop=False)
    QTest.keyClick(view.area, Qt.Key.Key_Escape)
    QTest.mouseMove(view.area, end + QPoint(30, 0))
    QTest.mouseRelease(view.area, LEFT, pos=end)
    assert heard == []


def test_that_a_click_selects_and_changes_nothing(qtbot: QtBot, view: TimelineView, heard: Heard) -> None:
    QTest.mouseClick(view.area, LEFT, pos=middle(box_of(view, "r12")))
    assert view.current == "r12"
    assert heard == []
    assert view.table.hasFocus()


def test_that_dragging_the_ground_goes_through_time(view: TimelineView, heard: Heard) -> None:
    box = box_of(view, "r12")
    scale = view.area.scale
    start = QPoint(round(box.x0 - 60), round(box.middle))
    drag(view, start, start + QPoint(100, 0))
    assert view.area.scale.at(160) == pytest.approx(scale.at(60))
    assert heard == []


def test_that_a_stage_cannot_be_dragged(view: TimelineView, heard: Heard) -> None:
    row = view.row(view.chart.lane("r10"))
    assert row.kind is RowKind.SUMMARY
    at = QPoint(round(box_of(view, "r10").x0 + 20), round(box_of(view, "r10").middle))
    drag(view, at, at + QPoint(150, 0))
    assert heard == []


def test_that_a_new_timeline_ends_the_drag_it_interrupts(view: TimelineView, heard: Heard) -> None:
    start = middle(box_of(view, "r12"))
    drag(view, start, start + QPoint(150, 0), drop=False)
    view.set_timeline(view.chart.timeline)
    QTest.mouseRelease(view.area, LEFT, pos=start + QPoint(150, 0))
    assert heard == []


def test_that_the_card_says_why_the_bar_lies_where_it_lies(
    qtbot: QtBot, view: TimelineView, cells: OpenCells, heard: Heard
) -> None:
    with qtbot.waitSignal(view.area.rested, check_params_cb=lambda spot: spot is not None):
        point(view, middle(box_of(view, "r12")))
    row = view.row(view.chart.lane("r12"))
    assert row.title in view.card.words()
    assert f"Because of what comes before {row.title}." in view.card.words()
    assert "Can slip" in view.card.words() or "No float" in view.card.words()


def test_that_pointing_at_a_row_lights_up_its_chain(view: TimelineView, heard: Heard) -> None:
    point(view, middle(box_of(view, "r12")))
    ours = {arrow.key for arrow in view.chart.timeline.arrows if "r12" in (arrow.before, arrow.after)}
    assert view.area.shown.hovered == "r12"
    assert ours
    assert ours <= view.area.shown.followed
    assert view.area.shown.near == ours


def test_that_the_bar_of_a_project_moves_whole_and_offers_no_other_handle(
    view: TimelineView, heard: Heard
) -> None:
    row, box = view.row(view.chart.lane("r12")), box_of(view, "r12")
    project = replace(row, kind=RowKind.PROJECT)
    for x in (box.x0 + 1, box.x1 - 1):
        assert part_at(project, box, x, box.bottom - 1, view.area.look) == "bar"
    handles = drawn_handles(project, box, view.area.look, moves=True, links=False)
    assert handles == []


def test_that_what_a_drag_comes_to_is_told_once_for_each_new_date(view: TimelineView, heard: Heard) -> None:
    said: list[object] = []
    view.area.dragged.connect(said.append)
    start = middle(box_of(view, "r12"))
    week = start + QPoint(round(7.2 * view.area.scale.day), 0)
    drag(view, start, week, drop=False)
    told = len(said)
    QTest.mouseMove(view.area, week + QPoint(1, 0))
    assert len(said) == told
    now = said[-1]
    assert isinstance(now, Moved)
    view.area.foretell(now._replace(start=now.start + timedelta(days=1)), "of another day")
    assert view.area.foretold == ""
    view.area.foretell(now, "three tasks follow")
    assert view.area.foretold == "three tasks follow"
    QTest.mouseRelease(view.area, LEFT, pos=week)
    assert said[-1] is None
    assert view.area.foretold == ""


def test_that_a_link_held_beyond_the_edge_scrolls_on_by_itself(view: TimelineView, heard: Heard) -> None:
    view.bar.setValue(0)
    box = box_of(view, "r12")
    start = QPoint(round(link_spot(box, "f", view.area.look)), round(box.middle))
    drag(view, start, QPoint(start.x(), view.area.height() + 40), drop=False)
    assert view.area._beyond.isActive()
    first = view.bar.value()
    view.area._beyond.timeout.emit()
    assert view.bar.value() > first
    QTest.mouseRelease(view.area, LEFT, pos=start)
    assert not view.area._beyond.isActive()
