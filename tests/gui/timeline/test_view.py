# SPDX-License-Identifier: Apache-2.0
"""Table and chart of a Gantt in step: one scroll, one selection, kept over a new timeline, walked from the keyboard."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.timeline.table import chevron_rect
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.reports.gantt.scale import minutes, moment
from portfolio_desktop.services.planning.rows import Row, Span, Timeline
from tests.gui.timeline.conftest import OpenCells
from tests.support.timelines import invented

KEY, MOD = Qt.Key, Qt.KeyboardModifier


def wheel(view: TimelineView, at: QPointF, turn: QPoint, keys: Qt.KeyboardModifier = MOD.NoModifier) -> None:
    area = view.area
    event = QWheelEvent(
        at,
        area.mapToGlobal(at),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area, event)


def lane_top(view: TimelineView, lane: int) -> tuple[int, float]:
    """Where a row begins in the table and in the chart, from the top of the view."""
    table = view.table
    in_table = table.viewport().mapTo(view, QPoint(0, table.rowViewportPosition(lane))).y()
    in_chart = view.area.mapTo(view, QPoint(0, 0)).y() + view.area.look_again().y(lane)
    return in_table, in_chart


@pytest.mark.parametrize("scroll", [0, 13, 500, 10**6])
@pytest.mark.parametrize("row", [28, 22])
def test_that_a_row_lies_at_the_same_height_on_both_sides(view: TimelineView, scroll: int, row: int) -> None:
    view.set_row_height(row)
    view.bar.setValue(scroll)
    lane = view.table.rowAt(40)
    in_table, in_chart = lane_top(view, lane)
    assert in_table == in_chart
    assert view.bar.maximum() == view.table.verticalScrollBar().maximum()


def test_that_rows_stay_in_step_in_larger_type(view: TimelineView) -> None:
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 1.6)
    view.setFont(font)
    in_table, in_chart = lane_top(view, 4)
    assert in_table == in_chart


def test_that_the_wheel_over_the_chart_scrolls_both_sides(view: TimelineView) -> None:
    wheel(view, QPointF(300, 300), QPoint(0, -120))
    assert view.table.verticalScrollBar().value() == view.bar.value() > 0


def test_that_zooming_with_the_wheel_keeps_the_date_under_the_pointer(view: TimelineView) -> None:
    at, per = QPointF(410, 300), view.area.scale.per
    before = view.area.scale.at(at.x())
    for _turn in range(6):
        wheel(view, at, QPoint(0, 120), MOD.ControlModifier)
    assert view.area.scale.per < per / 3
    assert view.area.scale.at(at.x()) == pytest.approx(before)


def test_that_shift_and_the_wheel_go_through_time(view: TimelineView) -> None:
    before = view.area.scale.start
    wheel(view, QPointF(300, 300), QPoint(0, -120), MOD.ShiftModifier)
    assert view.area.scale.start > before
    assert view.bar.value() == 0


def test_that_all_of_it_fits_at_first_and_again_on_request(view: TimelineView) -> None:
    first, last = view.chart.extent
    whole = view.area.scale
    assert whole.x(first) >= 0
    assert whole.x(last) <= view.area.width()
    QTest.keyClick(view.table, KEY.Key_Plus, MOD.ControlModifier)
    assert view.area.scale != whole
    QTest.keyClick(view.table, KEY.Key_0, MOD.ControlModifier)
    assert view.area.scale == whole


def test_that_a_key_leads_to_today(view: TimelineView) -> None:
    view.area.zoom(30, 0)
    QTest.keyClick(view.table, KEY.Key_Home, MOD.AltModifier)
    shown = view.area.scale
    assert (
        moment(shown.at(0)).date()
        < view.chart.timeline.marks[0].day
        < moment(shown.at(view.area.width())).date()
    )


def test_that_the_arrow_keys_fold_and_unfold_and_climb(qtbot: QtBot, view: TimelineView) -> None:
    view.go_to("r3")
    QTest.keyClick(view.table, KEY.Key_Left)
    assert view.current == "r2"
    with qtbot.waitSignal(view.folded_changed) as told:
        QTest.keyClick(view.table, KEY.Key_Left)
    assert told.args == [frozenset({"r2"})]
    assert view.current == "r2"
    QTest.keyClick(view.table, KEY.Key_Down)
    assert view.row(view.chart.lane(view.current)).level == 2
    QTest.keyClick(view.table, KEY.Key_Up)
    QTest.keyClick(view.table, KEY.Key_Plus)
    assert view.folded == frozenset()


def test_that_everything_folds_to_a_level(view: TimelineView) -> None:
    QTest.keyClick(view.table, KEY.Key_2, MOD.AltModifier | MOD.ShiftModifier)
    assert {view.row(lane).level for lane in range(len(view.chart))} == {0, 1}


def test_that_selection_and_scroll_place_outlive_a_new_timeline(view: TimelineView) -> None:
    view.select(["r120", "r121"], current="r121")
    view.bar.setValue(2817)
    timeline = view.chart.timeline
    changed = replace(timeline, rows=tuple(replace(row, title=row.title + "!") for row in timeline.rows))
    scale = view.area.scale
    view.set_timeline(changed)
    assert (view.selected, view.current) == (("r120", "r121"), "r121")
    assert view.bar.value() == 2817
    assert view.area.scale == scale


def test_that_a_current_row_is_told_once_and_again_when_it_has_gone(view: TimelineView) -> None:
    heard: list[str] = []
    view.current_changed.connect(heard.append)
    view.go_to("r120")
    timeline = view.chart.timeline
    view.set_timeline(replace(timeline, rows=timeline.rows[:150]))
    assert heard == ["r120"]
    view.set_timeline(replace(timeline, rows=timeline.rows[:50]))
    assert heard == ["r120", ""]


def test_that_a_row_folded_away_gives_way_to_the_one_it_is_folded_into(view: TimelineView) -> None:
    view.go_to("r4")
    view.fold_to(1)
    assert view.current == "r1"


def test_that_the_menu_of_a_bar_names_its_row(qtbot: QtBot, view: TimelineView) -> None:
    at = QPoint(200, round(view.area.look_again().y(5) + 4))
    with qtbot.waitSignal(view.menu_asked) as told:
        view.area.customContextMenuRequested.emit(at)
    assert told.args[0] == "r5"


def test_that_chosen_dates_fill_the_chart(view: TimelineView) -> None:
    first, last = date(2026, 4, 1), date(2027, 3, 31)
    view.show_dates(first, last)
    scale = view.area.scale
    assert 0 <= scale.x(minutes(first)) < 60
    assert view.area.width() - 60 < scale.x(minutes(last)) <= view.area.width()


def test_that_the_eye_stays_on_its_row_when_rows_above_are_gone(view: TimelineView) -> None:
    view.bar.setValue(100 * 28 + 5)
    timeline = view.chart.timeline
    view.set_timeline(replace(timeline, rows=timeline.rows[:50] + timeline.rows[60:]))
    assert view.bar.value() == 90 * 28 + 5


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_F2])
def test_that_a_row_is_renamed_from_the_keyboard(
    qtbot: QtBot, view: TimelineView, cells: OpenCells, key: Qt.Key
) -> None:
    view.go_to("r4")
    QTest.keyClick(view.table, key)
    editor = view.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Renamed")
    QTest.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: cells.taken == [("r4", "title", "Renamed")])


def test_that_a_page_can_open_a_cell_and_say_why_an_entry_does_not_fit(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.edit("r4", "progress")
    editor = view.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert view.table.currentIndex().column() == 3
    view.explain("r4", "progress", "A share is between 0 % and 100 %.")
    qtbot.waitUntil(lambda: "between 0 % and 100 %" in QToolTip.text())
    QToolTip.hideText()


def test_that_esc_leaves_a_name_as_it_was(view: TimelineView, cells: OpenCells) -> None:
    view.go_to("r4")
    QTest.keyClick(view.table, KEY.Key_F2)
    editor = view.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Renamed")
    QTest.keyClick(editor, KEY.Key_Escape)
    assert cells.taken == []


@pytest.mark.parametrize(
    ("signal", "key", "keys"),
    [
        ("delete_asked", KEY.Key_Delete, MOD.NoModifier),
        ("indent_asked", KEY.Key_Right, MOD.AltModifier | MOD.ShiftModifier),
        ("outdent_asked", KEY.Key_Left, MOD.AltModifier | MOD.ShiftModifier),
        ("link_asked", KEY.Key_F2, MOD.ControlModifier),
        ("unlink_asked", KEY.Key_F2, MOD.ControlModifier | MOD.ShiftModifier),
    ],
)
def test_that_each_key_asks_once_for_all_that_is_selected(
    qtbot: QtBot, view: TimelineView, signal: str, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    view.select(["r6", "r4", "r5"], current="r6")
    heard: list[object] = []
    getattr(view, signal).connect(heard.append)
    QTest.keyClick(view.table, key, keys)
    assert heard == [("r4", "r5", "r6")]


def test_that_insert_asks_for_a_row_here(qtbot: QtBot, view: TimelineView) -> None:
    view.go_to("r4")
    with qtbot.waitSignal(view.insert_asked) as told:
        QTest.keyClick(view.table, KEY.Key_Insert)
    assert told.args == ["r4"]


def test_that_a_screen_reader_is_told_the_whole_row(view: TimelineView) -> None:
    table = QAccessible.queryAccessibleInterface(view.table)
    cells = [table.child(number).text(QAccessible.Text.Name) for number in range(30)]
    assert [
        said for said in cells if said.startswith("Agree scope, Task, level 4, 6 Apr 2026 – 3 May 2026, Done")
    ]
    assert view.area.accessibleName()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_that_it_follows_the_theme(view: TimelineView, appearance: Appearance, mode: Mode) -> None:
    appearance.use(mode)
    ground = view.area.grab().toImage().pixelColor(view.area.width() - 3, view.area.height() - 3)
    assert (ground.lightness() < 128) is (mode is Mode.DARK)


def test_that_nothing_to_show_is_no_trouble(qtbot: QtBot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.set_timeline(Timeline())
    view.show()
    assert not view.grab().isNull()
    assert (view.current, view.selected) == ("", ())
    for key in (KEY.Key_Down, KEY.Key_Left, KEY.Key_Space, KEY.Key_Return):
        QTest.keyClick(view.table, key)
    view.set_timeline(invented(3))
    assert view.area.scale.x(view.chart.extent[0]) >= 0


def test_that_the_chart_keeps_its_share_of_a_small_window_and_the_table_its_width(view: TimelineView) -> None:
    view.splitter.give_table(480)
    view.resize(700, 400)
    assert view.splitter.sizes()[0] < 400
    view.resize(1400, 400)
    assert view.splitter.sizes()[0] == 480


def choose(view: TimelineView, *lanes: int) -> tuple[str, ...]:
    """Click the rows of these lanes one after the other, with Ctrl held from the second on."""
    for place, lane in enumerate(lanes):
        at = view.table.visualRect(view.model.index(lane, 0)).center()
        keys = MOD.ControlModifier if place else MOD.NoModifier
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, keys, at)
    return tuple(view.row(lane).key for lane in lanes)


def test_that_rows_are_chosen_in_the_order_of_the_clicks(view: TimelineView) -> None:
    assert choose(view, 9, 3, 6) == view.chosen
    assert view.selected == tuple(view.row(lane).key for lane in (3, 6, 9))
    assert choose(view, 5, 2) == view.chosen


def test_that_rows_side_by_side_are_chosen_from_the_top(view: TimelineView) -> None:
    chosen = choose(view, 6, 5, 4)
    assert view.chosen == tuple(reversed(chosen))


def test_that_another_plan_of_another_time_is_brought_into_sight(view: TimelineView) -> None:
    view.show_dates(date(2090, 1, 1), date(2090, 6, 1))
    other = invented(40, seed=7)
    rows = tuple(replace(row, key=f"other-{row.key}") for row in other.rows)
    view.set_timeline(replace(other, rows=rows, arrows=()))
    assert view.area.shows(*view.chart.extent)


def test_that_the_bar_of_the_current_row_is_followed_out_of_sight(view: TimelineView) -> None:
    key = next(row.key for row in view.chart.rows if row.kind == "task")
    view.go_to(key)
    rows = tuple(_years_later(row) if row.key == key else row for row in view.chart.timeline.rows)
    view.set_timeline(replace(view.chart.timeline, rows=rows))
    span = view.chart.span(view.chart.lane(key))
    assert span is not None
    assert view.area.shows(*span)


def _years_later(row: Row) -> Row:
    start, finish = row.span.start, row.span.finish
    assert start is not None
    assert finish is not None
    years = timedelta(days=3650)
    return replace(row, span=Span(start=start + years, finish=finish + years))


def test_that_the_same_plan_stays_where_somebody_looks(view: TimelineView) -> None:
    view.show_dates(date(2090, 1, 1), date(2090, 6, 1))
    view.set_timeline(invented(200))
    assert not view.area.shows(*view.chart.extent)


def scroll_columns(view: TimelineView) -> int:
    """Scroll the table sideways to its end; the width of what stays in sight."""
    view.table.setColumnWidth(1, view.table.viewport().width())
    view.table.doItemsLayout()  # or else the scroll bar goes on as before until the next event
    bar = view.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    return view.table.heads.frozen_width()


def test_that_the_names_stay_in_sight_while_other_columns_scroll_past(view: TimelineView) -> None:
    name, edge = view.table.rows.index(2, 0), scroll_columns(view)
    place = view.table.visualRect(name)
    assert (place.left(), place.right() + 1) == (0, edge)
    assert view.table.indexAt(place.center()) == name
    assert view.table.indexAt(QPoint(edge + 20, place.center().y())).column() > 0
    assert view.table.heads.seen_at(QPoint(20, 10)) == 0


def test_that_a_row_is_folded_where_its_name_stays_in_sight(view: TimelineView) -> None:
    lane = next(lane for lane, row in enumerate(view.chart.rows) if row.folds)
    scroll_columns(view)
    spot = chevron_rect(view.table.visualRect(view.table.rows.index(lane, 0)), view.row(lane)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.folded == {view.row(lane).key}


def test_that_names_that_stay_in_sight_are_made_wider_by_their_own_edge(view: TimelineView) -> None:
    edge = scroll_columns(view)
    heads, left = view.table.heads.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(heads, left, pos=QPoint(edge - 1, 10))
    at = QPointF(edge + 29, 10)
    moved = QMouseEvent(QEvent.Type.MouseMove, at, heads.mapToGlobal(at), left, left, MOD.NoModifier)
    QApplication.sendEvent(heads, moved)
    QTest.mouseRelease(heads, left, pos=at.toPoint())
    assert view.table.columnWidth(0) == edge + 30


def test_that_names_wider_than_the_table_has_room_for_scroll_with_the_others(view: TimelineView) -> None:
    view.table.setColumnWidth(0, view.table.viewport().width())
    assert scroll_columns(view) == 0
    assert view.table.visualRect(view.table.rows.index(2, 0)).left() < 0
