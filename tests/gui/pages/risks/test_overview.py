# SPDX-License-Identifier: Apache-2.0
"""The board's view: every number on it leads to exactly the risks that it counts."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.risk_matrix import Point, Stage
from portfolio_desktop.gui.access.panes import as_read
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.pages.risks.beside import EXPOSURE, OWNERS, PROJECTS, PROXIMITY, REVIEWS, TIME, TOP
from portfolio_desktop.gui.pages.risks.board_map import MOVED, OPPORTUNITIES, WAYS, BoardMap
from portfolio_desktop.gui.pages.risks.feeding import FeedingTable
from portfolio_desktop.gui.pages.risks.marks import RiskRow
from portfolio_desktop.gui.pages.risks.overview import Overview, headline
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import GAP, Appearance, Mode
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.gui.widgets.trend import TrendChart, TrendTable
from portfolio_desktop.services import records
from tests.gui.pages.risks.looking import board, risks_page
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup, to_front

TABS = (TOP, OWNERS, PROXIMITY, REVIEWS, EXPOSURE, TIME, PROJECTS)


@pytest.fixture
def overview(demo: Shell) -> Overview:
    return risks_page(demo).overview


def map_of(overview: Overview) -> BoardMap:
    assert overview.map is not None
    return overview.map


def pick(control: SegmentedControl, key: str) -> None:
    """Walk along the segments as the keyboard does."""
    while control.current != key:
        QTest.keyClick(control, Qt.Key.Key_Right)


def rows(overview: Overview, tab: int) -> list[RowButton]:
    overview.beside.tabs.setCurrentIndex(tab)
    page = overview.beside.tabs.widget(tab)
    assert page is not None
    return [row for row in page.findChildren(RowButton) if not row.isHidden()]


def shown(overview: Overview) -> int:
    return overview.register.model.rowCount()


def test_that_it_opens_on_all_open_risks_the_gravest_first(demo: Shell, overview: Overview) -> None:
    assert shown(overview) == len(board(demo).lines)
    scores = [overview.register.model.line(row) for row in range(3)]
    found = [line.record["score"] for line in scores if line is not None]
    assert found == sorted(found, reverse=True)  # type: ignore[type-var]
    assert not overview.chip.isVisible()


@pytest.mark.parametrize("stage", list(Stage))
def test_that_every_cell_at_every_stage_leads_to_the_risks_it_counts(
    demo: Shell, overview: Overview, stage: Stage
) -> None:
    pick(map_of(overview).stages, stage)
    for point, count in board(demo).counts(stage).items():
        map_of(overview).map.chosen.emit(point)
        assert shown(overview) == count, point


def test_that_the_chip_says_what_is_shown_and_drops_it(demo: Shell, overview: Overview) -> None:
    everything = shown(overview)
    point = next(iter(board(demo).counts()))
    spot = map_of(overview).map.cell_rect(point).center().toPoint()
    QTest.mouseClick(map_of(overview).map, Qt.MouseButton.LeftButton, pos=spot)
    assert shown(overview) < everything
    assert overview.chip.text() == map_of(overview).map.content.words(point).partition(":")[0]
    overview.chip.click()
    assert shown(overview) == everything
    assert map_of(overview).map.selected is None
    assert not overview.chip.isVisible()


def test_that_the_same_cell_once_more_shows_everything_again(overview: Overview) -> None:
    everything = shown(overview)
    heat = map_of(overview).map
    heat.setFocus()
    for expected_all in (False, True):
        QTest.keyClick(heat, Qt.Key.Key_Return)
        assert (shown(overview) == everything) is expected_all


def test_that_each_owner_leads_to_exactly_the_threats_of_that_owner(demo: Shell, overview: Overview) -> None:
    groups = board(demo).by_owner()
    for row, group in zip(rows(overview, OWNERS)[1:], groups, strict=False):
        row.click()
        assert shown(overview) == group.count, group.label
        assert overview.chip.text() == group.label


def test_that_each_proximity_leads_to_exactly_its_threats(demo: Shell, overview: Overview) -> None:
    groups = board(demo).by_proximity()
    assert groups
    for row, group in zip(rows(overview, PROXIMITY)[1:], groups, strict=True):
        row.click()
        assert shown(overview) == group.count, group.label


def test_that_every_overdue_review_is_listed(demo: Shell, overview: Overview) -> None:
    late = board(demo).reviews_late
    assert late
    found = rows(overview, REVIEWS)
    assert len(found) == len(late)
    assert late[0].code in found[0].accessibleName()
    assert str(len(late)) in overview.beside.tabs.tabText(REVIEWS)


def test_that_opportunities_have_a_map_of_their_own(demo: Shell, overview: Overview) -> None:
    demo.desk.write(
        lambda office: records.create(
            office,
            "risk",
            {"title": "Rates fall", "kind": "opportunity", "likelihood": 5, "impact": 1},
        )
    )
    pick(map_of(overview).kinds, OPPORTUNITIES)
    map_of(overview).map.chosen.emit(Point(5, 1))
    assert shown(overview) == board(demo).counts(opportunities=True)[Point(5, 1)] == 1
    assert any("Rates fall" in row.accessibleName() for row in rows(overview, TOP))


def test_that_risks_in_no_cell_are_counted_and_can_be_seen(demo: Shell, overview: Overview) -> None:
    assert not map_of(overview).unplaced.isVisible()
    demo.desk.write(lambda office: records.create(office, "risk", {"title": "A feeling so far"}))
    assert map_of(overview).unplaced.text() == "1 not scored"
    map_of(overview).unplaced.click()
    assert shown(overview) == 1


def test_that_picking_one_of_the_top_ten_brings_out_its_way_and_picking_it_again_lets_it_go(
    overview: Overview,
) -> None:
    heat = map_of(overview).map
    row = next(row for row in rows(overview, TOP) if isinstance(row, RiskRow))
    row.click()
    row.click()
    plain = heat.grab().toImage()
    row.click()
    assert heat.grab().toImage() != plain
    row.click()
    assert heat.grab().toImage() == plain


@pytest.mark.parametrize("mode", [WAYS, MOVED])
def test_that_arrows_and_movement_are_drawn(overview: Overview, mode: str) -> None:
    plain = map_of(overview).map.grab().toImage()
    pick(map_of(overview).modes, mode)
    assert map_of(overview).map.grab().toImage() != plain


def test_that_what_feeds_a_risk_of_the_portfolio_leads_to_exactly_those_risks(
    demo: Shell, overview: Overview
) -> None:
    overview.beside.tabs.setCurrentIndex(PROJECTS)
    table = overview.beside.findChildren(FeedingTable)[0]
    model = table.model()
    fed = 0
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            cell = index.data(Qt.ItemDataRole.UserRole)
            if cell is not None:
                table.clicked.emit(index)
                assert shown(overview) == len(cell.risks)
                fed += 1
    assert fed


def test_that_what_was_chosen_stays_when_something_is_written(demo: Shell, overview: Overview) -> None:
    point = next(iter(board(demo).counts()))
    map_of(overview).map.select(point)
    map_of(overview).map.chosen.emit(point)
    before = shown(overview)
    values: dict[str, Value] = {
        "title": "One more here",
        "likelihood": point.likelihood,
        "impact": point.impact,
    }
    demo.desk.write(lambda office: records.create(office, "risk", values))
    assert shown(overview) == before + 1
    assert map_of(overview).map.selected == point
    assert board(demo).counts()[point] == before + 1


def test_that_the_headline_counts_threats_and_the_worst_of_them(demo: Shell) -> None:
    found = board(demo)
    worst = sum(1 for line in found.threats if line.current and line.current.band.code == "critical")
    assert headline(found) == f"{len(found.threats)} open threats, {worst} of them Critical."


def test_that_an_empty_workspace_is_invited_to_begin_and_shows_no_empty_map(empty: Shell) -> None:
    page = risks_page(empty)
    assert page.overview.map is None or not page.overview.map.isVisible()
    assert page.overview.register.isVisible()


def test_that_all_of_it_draws_and_is_named_in_both_themes(
    demo: Shell, overview: Overview, appearance: Appearance
) -> None:
    for mode in (Mode.DARK, Mode.LIGHT):
        appearance.use(mode)
        for tab in TABS:
            overview.beside.tabs.setCurrentIndex(tab)
            assert not overview.grab().isNull()
    page = demo.guide.page
    assert isinstance(page, RisksPage)
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_what_is_said_below_the_chart_follows_at_once_and_the_table_takes_its_place(
    overview: Overview,
) -> None:
    overview.beside.tabs.setCurrentIndex(TIME)
    place = overview.beside.tabs.widget(TIME)
    assert place is not None
    charts, (table,) = place.findChildren(TrendChart), place.findChildren(TrendTable)
    basis = next(label for label in place.findChildren(Label) if label.text().startswith("Planned:"))
    opened = next(label for label in place.findChildren(Label) if label.text() == "Open threats")

    def top(widget: QWidget) -> int:
        return widget.mapTo(place, QPoint()).y()

    assert top(basis) - (top(charts[-1]) + charts[-1].height()) < 2 * charts[-1].height() / 3
    assert top(opened) - (top(charts[0]) + charts[0].height()) >= GAP
    (switch,) = place.findChildren(SegmentedControl)
    pick(switch, "table")
    assert table.isVisible()
    assert not charts[0].isVisible()


def test_that_the_board_says_its_headline_to_whoever_comes_to_it_and_leads_on_to_the_map(
    demo: Shell, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    page = risks_page(demo)
    assert QApplication.focusWidget() is page.overview
    assert page.overview.accessibleName().startswith(f"Risk board {headline(board(demo))}")
    heat = page.overview.map
    assert heat is not None
    qtbot.waitUntil(heat.isVisible)
    places = [each for each in as_read(page.overview) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    buttons = [each.text() for each in places[:2] if isinstance(each, QPushButton)]
    assert buttons == ["Review risks", "Edit the matrix"]
    assert heat.isAncestorOf(places[2])
    assert places.index(heat.map) < places.index(page.overview.register.table)


def test_that_arrows_bring_out_the_risk_they_come_to_and_tab_passes_through_without_a_trace(
    demo: Shell, overview: Overview, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    brought: list[str] = []
    overview.beside.picked.connect(brought.append)
    first, second = overview.beside.findChildren(RiskRow)[:2]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert brought == []
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    assert brought == [board(demo).top[0].id]


def test_that_the_register_below_the_board_is_a_part_of_its_own(demo: Shell, qtbot: QtBot) -> None:
    demo.window.show()
    page = risks_page(demo)
    heat = page.overview.map
    assert heat is not None
    qtbot.waitUntil(heat.isVisible)
    to_front(demo.window, qtbot)
    heat.map.setFocus()
    demo.window.parts.step(1)
    below = QApplication.focusWidget()
    assert below is not None
    assert page.overview.register.isAncestorOf(below)
    demo.window.parts.step(-1)
    assert heat.map.hasFocus()


def test_that_whoever_leaves_one_risk_comes_back_to_the_row_it_was_opened_from(
    demo: Shell, overview: Overview, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    row = overview.beside.findChildren(RiskRow)[2]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert row.hasFocus()


def test_that_nothing_of_a_new_risk_is_cut_on_the_screen_of_a_laptop(demo: Shell, overview: Overview) -> None:
    demo.window.resize(1366, 698)
    typed = overview.register.new_row
    typed.open({})
    for _level in range(6):  # each lays out what lies within it
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for button in typed.findChildren(QPushButton):
        assert button.visibleRegion().boundingRect() == button.rect()
