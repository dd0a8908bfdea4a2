# SPDX-License-Identifier: Apache-2.0
"""What a person sees of a register: rows, words, order, filters, groups, views, totals."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.columns_menu import ColumnsMenu
from portfolio_desktop.gui.register.popups.filter_menu import FilterMenu
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from tests.gui.register.looking import cell, column, said, section, shown_words
from tests.support.access.speaking import announced
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.qt import (
    CANARY,
    assert_every_focusable_widget_is_named,
    assert_no_label_reads_markup,
    child,
    overlapping,
    to_front,
)


def test_that_every_record_is_shown_in_words(page: RegisterPage) -> None:
    assert column(page) == ["Harbour renewal", "School broadband", CANARY, "Flood defence"]
    assert said(page, 0, "confidence") == "Red"
    assert said(page, 0, "sro_id") == "Amara Osei"
    assert said(page, 0, "end") == "31 Mar 2027"
    assert said(page, 0, "whole_life_cost") == "120.0"
    heading = page.model.headerData(section(page, "whole_life_cost"), Qt.Orientation.Horizontal)
    assert heading == "Whole-life cost, £m"


def test_that_what_is_not_known_says_so_and_is_no_part_of_the_total(page: RegisterPage) -> None:
    shown = page.model.cell(1, section(page, "whole_life_cost"))
    assert shown is not None
    assert shown.text == "Exempt under section 43"
    assert not shown.known
    assert "150.0, from 2 of 4 records" in page.footer.totals.accessibleDescription()


def test_that_the_model_keeps_the_rules_of_qt(page: RegisterPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]
    page.viewing.change(replace(page.viewing.view, group="organisation"))
    qtmodeltester.check(page.model)  # type: ignore[no-untyped-call]


def test_that_a_click_on_a_heading_sorts_and_a_second_turns_it_round(
    page: RegisterPage, qtbot: QtBot
) -> None:
    heads = page.table.heads
    at = QPoint(heads.sectionViewportPosition(section(page, "title")) + 20, 12)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(page) == [CANARY, "Flood defence", "Harbour renewal", "School broadband"]
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(page)[0] == "School broadband"
    money = QPoint(heads.sectionViewportPosition(section(page, "confidence")) + 20, 12)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, control, money)
    assert page.viewing.view.sorts == (Sort("title", True), Sort("confidence"))


def test_that_no_row_is_tinted_as_the_current_one_when_a_filter_has_taken_that_one_away(
    page: RegisterPage,
) -> None:
    page.table.go_to(0, 0)
    page.bar.box.setText("flood")
    page.bar.box.searched.emit("flood")
    assert column(page) == ["Flood defence"]
    assert (page.table.current_row(), page.table._delegate.current_row) == (-1, -1)
    page.table.setFocus()
    assert page.current == records_of(page._desk, "project")["Flood defence"].id
    assert page.table._delegate.current_row == 0


def test_that_the_filter_box_finds_words_fields_and_states(page: RegisterPage) -> None:
    for typed, found in (
        ("harbour", ["Harbour renewal"]),
        ("organisation:schools -canary", ["School broadband"]),
        ("owner:amara", ["Harbour renewal"]),
        ("confidence:a/r", ["School broadband"]),
        ("end:<today", ["School broadband"]),
        ("whole_life_cost:>50m", ["Harbour renewal"]),
        ("is:overdue", ["School broadband"]),
        ("is:open stage:outline", ["School broadband", CANARY]),
        ("whole_life_cost:?", ["School broadband"]),
    ):
        page.bar.box.setText(typed)
        page.bar.box.searched.emit(typed)
        assert column(page) == found, typed


def test_that_a_filter_that_makes_no_sense_is_explained_below_the_box_and_changes_nothing(
    page: RegisterPage,
) -> None:
    page.bar.box.say("harbour")
    page.bar.box.say("end:<sometime")
    assert "sometime" in page.bar.box.accessibleDescription()
    assert [said for said in shown_words(page.bar) if "sometime" in said]
    assert column(page) == ["Harbour renewal"]


def test_that_rows_of_the_filter_before_do_not_pass_for_the_answer_to_one_that_makes_no_sense(
    page: RegisterPage,
) -> None:
    page.bar.box.say("harbour")
    assert page.footer._count.text == "1 of 4 projects"
    page.bar.box.say("is:nonsense")
    page.reload()
    assert page.footer._count.text == "Filter not applied: still showing 1 of 4 projects"
    page.show_everything()
    assert page.footer._count.text == "4 projects"
    assert not [said for said in shown_words(page.bar) if "nonsense" in said]


def test_that_enter_goes_from_the_filter_to_what_it_found_unless_it_makes_no_sense(
    page: RegisterPage, qtbot: QtBot
) -> None:
    page.focus_filter()
    qtbot.waitUntil(page.bar.box.hasFocus)
    page.bar.box.say("end:<sometime")
    QTest.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert page.bar.box.hasFocus()
    page.bar.box.setText("nothing like it")
    QTest.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert page.bar.box.hasFocus()
    page.bar.box.setText("harbour")
    QTest.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert page.table.hasFocus()


def test_that_enter_goes_from_the_filter_past_a_heading_to_the_record(
    page: RegisterPage, qtbot: QtBot
) -> None:
    page.viewing.group("status")
    page.focus_filter()
    qtbot.waitUntil(page.bar.box.hasFocus)
    page.bar.box.setText("harbour")
    QTest.keyClick(page.bar.box, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.model.arrangement.number(page.table.currentIndex().row()) is not None


def test_that_a_table_is_called_by_the_view_that_it_shows(page: RegisterPage) -> None:
    assert page.table.accessibleName() == "Projects"
    page.viewing.show_once(Test("status", Op.EMPTY), "Projects without a status")
    assert page.table.accessibleName() == "Projects: Projects without a status"
    page.viewing.use("all")
    assert page.table.accessibleName() == "Projects"


def test_that_an_empty_filter_box_has_nothing_to_clear(page: RegisterPage) -> None:
    page.bar.box.say("harbour")
    assert [action.text() for action in page.bar.box.actions() if action.text()] == ["Clear"]
    page.show_everything()
    assert page.bar.box.text() == ""
    assert not [action.text() for action in page.bar.box.actions() if action.text()]


def test_that_nothing_in_the_bar_lies_over_anything_else_however_narrow_it_gets(page: RegisterPage) -> None:
    for width in (1360, 620, 546, 486, 420, 1360, 420):
        page.resize(width, 600)
        assert overlapping(page.bar) == [], width


def test_that_a_column_filter_shows_a_chip_that_takes_it_away(page: RegisterPage) -> None:
    part = Test("confidence", Op.ANY_OF, ["rag5:red", "rag5:amber_red"])
    page.viewing.change(page.viewing.view.filtered("confidence", part))
    assert column(page) == ["Harbour renewal", "School broadband"]
    chips = [button for button in page.bar.findChildren(type(page.bar._view)) if button.property("chip")]
    assert [chip.text() for chip in chips] == ["Delivery confidence: Red or Amber/Red"]
    chips[0].click()
    assert page.model.rowCount() == 4


def test_that_groups_count_and_sum_their_records_and_fold_away(page: RegisterPage) -> None:
    page.viewing.change(replace(page.viewing.view, group="organisation"))
    assert column(page) == [
        "Ports Authority",
        "Harbour renewal",
        "Flood defence",
        "Schools Office",
        "School broadband",
        CANARY,
    ]
    schools = page.model.arrangement.heading(3)
    assert schools is not None
    assert schools.totals["whole_life_cost"].known == 1
    page.model.toggle(0)
    assert column(page)[:2] == ["Ports Authority", "Schools Office"]
    page.reload()
    assert column(page)[:2] == ["Ports Authority", "Schools Office"], "a folded group stays folded"
    page.model.toggle(0)
    assert page.model.rowCount() == 6


def test_that_two_groups_deep_fold_together_and_headings_say_what_is_known(page: RegisterPage) -> None:
    page.viewing.group("organisation")
    page.viewing.group_within("stage")
    first = page.model.arrangement.heading(0)
    assert first is not None
    assert [part.words for part in first.inner] == ["Delivery", "Empty"]
    spoken = str(page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Ports Authority, 2 records" in spoken
    assert "1 of 2 known" in spoken
    assert page.model.rowCount() == 2 + 3 + 4
    page.acts["fold_groups"].trigger()
    assert page.model.rowCount() == 2
    page.model.toggle(0)
    assert column(page) == ["Ports Authority", "Delivery", "Empty", "Schools Office"]
    page.acts["unfold_groups"].trigger()
    assert page.model.rowCount() == 9
    page.viewing.group("stage")
    assert page.viewing.view.groups == ("stage",), "what is the outer group now is no inner one"


def test_that_days_are_grouped_by_month_and_any_field_groups(page: RegisterPage) -> None:
    page.viewing.group("end")
    assert [heading.words for heading in page.model.arrangement.headings] == [
        "Jun 2026",
        "Mar 2027",
        "Empty",
    ]
    for field in page.model.entity.every:
        page.viewing.group(field.name)
        assert page.model.arrangement.records == 4, field.name


def test_that_selected_cells_are_counted_summed_and_averaged_as_far_as_they_are_known(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    heard = announced(monkeypatch)
    page.selected.told.connect(told.append)
    page.table.select_rows([0, 1, 2], section(page, "whole_life_cost"))
    page.selected.look()
    assert told[-1] == "3 selected · Sum £150.0m · Average £75.0m · 2 of 3 known"
    page.table.select_rows([0, 1, 2], section(page, "end"))
    page.selected.look()
    assert told[-1] == "3 selected · 30 Jun 2026 to 31 Mar 2027 · 2 of 3 known"
    assert heard[-1] == told[-1]
    page.table.select_rows([0, 1], section(page, "title"))
    page.selected.look()
    assert heard[-1] == "2 selected"
    page.table.go_to(0, 0)
    assert told[-1] == ""


def test_that_shipped_views_answer_the_usual_questions(page: RegisterPage) -> None:
    page.viewing.use("red")
    assert column(page) == ["Harbour renewal", "School broadband"]
    page.viewing.use("open")
    assert "Flood defence" not in column(page)
    page.viewing.use("overdue")
    assert column(page) == ["School broadband"]
    page.viewing.use("unrated")
    assert column(page) == ["Flood defence"]
    page.viewing.use("all")
    assert page.model.rowCount() == 4


def test_that_a_view_is_saved_under_a_name_and_can_be_deleted_and_undone(
    page: RegisterPage, desk: Desk, ask: FakeAsk
) -> None:
    page.viewing.change(replace(page.viewing.view, sorts=(Sort("title"),), columns=("title", "end")))
    ask.answer("For the board")
    page.viewing.ask_save()
    assert list(records_of(desk, "saved_view")) == ["For the board"]
    key = page.viewing._key
    page.viewing.use("all")
    page.viewing.use(key)
    assert page.viewing.view.columns == ("title", "end")
    page.viewing.forget(key)
    assert not records_of(desk, "saved_view")
    desk.undo()
    assert list(records_of(desk, "saved_view")) == ["For the board"]


def test_that_the_laptop_remembers_how_the_register_was_left(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    page.viewing.change(replace(page.viewing.view, columns=("title", "end"), widths={"title": 333}))
    again = RegisterPage(desk, "project")
    qtbot.addWidget(again)
    assert [field.name for field in again.model.columns] == ["title", "end"]
    assert again.table.columnWidth(0) == 333


def test_that_what_others_write_appears_and_the_current_record_stays_current(
    page: RegisterPage, desk: Desk
) -> None:
    page.table.go_to(1, section(page, "title"))
    desk.write(lambda office: records.create(office, "project", {"title": "A new road"}))
    assert column(page)[-1] == "A new road"
    desk.write(
        lambda office: records.change(
            office, "person", next(iter(office_people(office))), {"name": "Amara Boateng"}
        )
    )
    assert said(page, 0, "sro_id") == "Amara Boateng"
    row = page.table.current_row()
    assert said(page, row, "title") == "School broadband"


def office_people(office: Office) -> list[Id]:
    with office.reading() as reader:
        entity = office.catalogue.entity("person")
        return [record.id for record in reader.all(entity, Test("name", Op.IS, "Amara Osei"))]


def test_that_the_current_record_is_told_once(page: RegisterPage, desk: Desk) -> None:
    told: list[tuple[str, str]] = []
    page.current_changed.connect(lambda entity, id: told.append((entity, id)))
    page.table.go_to(1, section(page, "title"))
    page.table.go_to(1, section(page, "end"))
    assert told == [("project", records_of(desk, "project")["School broadband"].id)]


def test_that_a_record_that_the_filter_leaves_out_is_shown_when_it_is_asked_for(
    page: RegisterPage, desk: Desk
) -> None:
    page.viewing.use("red")
    page.select(records_of(desk, "project")["Flood defence"].id)
    assert said(page, page.table.current_row(), "title") == "Flood defence"


def test_that_an_empty_register_offers_the_first_steps(desk: Desk, qtbot: QtBot) -> None:
    risks = RegisterPage(desk, "risk")
    qtbot.addWidget(risks)
    risks.show()
    assert risks._empty.isVisible()
    with qtbot.waitSignal(risks.import_requested):
        buttons = risks._empty.findChildren(type(risks.bar._new))
        next(button for button in buttons if "Import" in button.text()).click()


def test_that_an_empty_register_of_gates_can_begin_with_the_usual_ones(desk: Desk, qtbot: QtBot) -> None:
    gates = RegisterPage(desk, "gate")
    qtbot.addWidget(gates)
    gates.show()
    steps = gates._empty.findChildren(QPushButton)
    next(step for step in steps if step.text() == "Begin with the usual ones").click()
    assert len(records_of(desk, "gate")) == 6
    assert gates.table.isVisible()
    assert not any(
        "usual" in step.text() for step in RegisterPage(desk, "risk")._empty.findChildren(QPushButton)
    )


def test_that_a_record_that_is_gone_to_is_called_by_name(
    page: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announced(monkeypatch)
    page.select(records_of(desk, "project")["Flood defence"].id)
    assert heard == ["P-0004 Flood defence"]


def test_that_a_record_that_is_gone_to_while_rows_are_on_their_way_is_called_once(
    page: RegisterPage, desk: Desk, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = records_of(desk, "project")["Flood defence"].id
    heard = announced(monkeypatch)
    on_the_way: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs, "_post", on_the_way.append)
    page.reload()
    page.select(flood)
    while on_the_way:
        on_the_way.pop(0)()
    assert [words for words in heard if "Flood" in words] == ["P-0004 Flood defence"]
    assert page.current == flood


def test_that_rows_that_come_after_the_keyboard_are_not_met_in_silence(
    page: RegisterPage, jobs: InlineJobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_front(page, qtbot)
    page.table.setFocus()
    page.table.go_to(0, 0)
    on_the_way: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs, "_post", on_the_way.append)
    page.show_filter(Test("title", Op.CONTAINS, "flood"), "Late")
    while on_the_way:
        on_the_way.pop(0)()
    assert column(page) == ["Flood defence"]
    assert page.table.currentIndex().data() == "P-0004"


def test_that_what_is_done_after_going_to_the_last_cell_is_done_there(page: RegisterPage) -> None:
    page.table.go_to(0, 0)
    for key, row in ((Qt.Key.Key_End, 3), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(page.table, key, Qt.KeyboardModifier.ControlModifier)
        assert page.table.current_row() == row
        assert page.table.selected_numbers() == page.model.arrangement.numbers(row, row + 1)


def test_that_a_filter_that_fits_nothing_says_so(page: RegisterPage) -> None:
    page.bar.box.searched.emit("nosuchword")
    assert page._nothing.isVisible()
    page.show_everything()
    assert page.table.isVisible()


@pytest.mark.parametrize(
    "entity", ["project", "risk", "person", "milestone", "cost_line", "saved_view", "decision"]
)
def test_that_every_widget_of_a_register_is_named_and_shows_plain_text(
    desk: Desk, qtbot: QtBot, entity: str
) -> None:
    page = RegisterPage(desk, entity)
    qtbot.addWidget(page)
    page.show()
    assert_every_focusable_widget_is_named(page)
    assert_no_label_reads_markup(page)


def test_that_the_table_is_painted_in_the_theme_of_the_moment(
    page: RegisterPage, appearance: Appearance
) -> None:
    light = page.table.viewport().grab().toImage()
    appearance.use(Mode.DARK)
    dark = page.table.viewport().grab().toImage()
    assert light.pixelColor(600, 300).lightness() > 200
    assert dark.pixelColor(600, 300).lightness() < 60


def scroll_sideways(page: RegisterPage) -> int:
    """Show every column and scroll to the last; the width of what stays in sight."""
    page.viewing.show_columns([field.name for field in page.model.entity.fields])
    bar = page.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    return page.table.heads.frozen_width()


def test_that_the_name_of_a_project_stays_in_sight_while_other_columns_scroll_past(
    page: RegisterPage,
) -> None:
    edge = scroll_sideways(page)
    title = cell(page, 1, "title")
    place = page.table.visualRect(title)
    assert 0 < place.left() < place.right() < edge
    assert page.table.indexAt(place.center()) == title
    beside = page.table.indexAt(QPoint(edge + 20, place.center().y()))
    assert beside.row() == 1
    assert beside.column() > section(page, "title")


def test_that_going_to_a_column_that_is_scrolled_away_shows_it_beside_the_name(page: RegisterPage) -> None:
    edge = scroll_sideways(page)
    page.table.go_to(0, section(page, "description"))
    assert page.table.visualRect(cell(page, 0, "description")).left() >= edge
    scroll_sideways(page)
    before = page.table.horizontalScrollBar().value()
    page.table.go_to(0, section(page, "title"))
    assert page.table.horizontalScrollBar().value() == before


def test_that_a_heading_that_stays_in_sight_sorts_by_its_own_column(page: RegisterPage) -> None:
    scroll_sideways(page)
    heads = page.table.heads
    at = QPoint(heads.sectionPosition(section(page, "title")) + 20, 10)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [sort.field for sort in page.viewing.view.sorts] == ["title"]


def test_that_a_column_that_stays_in_sight_is_made_wider_by_its_edge(page: RegisterPage) -> None:
    edge = scroll_sideways(page)
    heads, left, title = page.table.heads, Qt.MouseButton.LeftButton, section(page, "title")
    below, sorts = heads.logicalIndexAt(edge - 1), page.viewing.view.sorts
    widths = heads.sectionSize(title), heads.sectionSize(below)
    QTest.mousePress(heads.viewport(), left, pos=QPoint(edge - 1, 10))
    at = QPointF(edge + 29, 10)
    there = heads.viewport().mapToGlobal(at)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(heads.viewport(), QMouseEvent(QEvent.Type.MouseMove, at, there, left, left, none))
    QTest.mouseRelease(heads.viewport(), left, pos=at.toPoint())
    assert (heads.sectionSize(title), heads.sectionSize(below)) == (widths[0] + 30, widths[1])
    assert page.viewing.view.sorts == sorts


def test_that_sorting_by_a_click_keeps_the_record_a_person_is_at(page: RegisterPage) -> None:
    page.table.go_to(2, section(page, "title"))
    here = said(page, 2, "title")
    heads = page.table.heads
    at = QPoint(heads.sectionViewportPosition(section(page, "title")) + 20, 10)
    for _click in range(2):
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)
    now = page.table.currentIndex()
    assert said(page, now.row(), "title") == here
    assert page.table.selected_numbers() == [page.model.arrangement.number(now.row())]


def test_that_the_bar_of_a_register_with_a_long_name_cuts_nothing_off(desk: Desk, qtbot: QtBot) -> None:
    page = RegisterPage(desk, "import_mapping")
    qtbot.addWidget(page)
    page.show()
    for width in (1600, 900, 700):
        page.resize(width, 600)
        page.layout().activate()  # type: ignore[union-attr]
        for widget in (page.bar._new, page.bar._view, page.bar._group, page.bar.box):
            assert widget.width() >= min(widget.sizeHint().width(), 150), (width, widget)


def test_that_a_narrow_register_still_says_what_it_is(page: RegisterPage) -> None:
    page.resize(700, 500)
    assert page.bar.title.isVisible()
    assert page.bar._view.text() == "All projects"


def test_that_a_column_is_sorted_by_keys_alone_and_that_is_said(
    page: RegisterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.popups.open_filter("whole_life_cost", page.mapToGlobal(QPoint(40, 40)))
    (menu,) = page.findChildren(FilterMenu)
    largest = next(each for each in menu.findChildren(QPushButton) if each.text() == "Largest first")
    largest.setFocus()
    heard = announced(monkeypatch)
    QTest.keyClick(largest, Qt.Key.Key_Return)
    assert "Sorted by Whole-life cost, descending" in heard
    assert page.viewing.view.sorts == (Sort("whole_life_cost", descending=True),)


def test_that_columns_are_found_and_shown_by_keys_and_by_ear(
    page: RegisterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.popups.open_columns(page.mapToGlobal(page.rect().center()))
    (menu,) = page.findChildren(ColumnsMenu)
    box, fields = child(menu, SearchBox, ""), child(menu, QListWidget, "")
    to_front(menu, qtbot)
    heard = announced(monkeypatch)
    QTest.keyClicks(box, "descr")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert fields.hasFocus()
    assert fields.currentItem().text() == "Description and aims"
    for _press in range(2):
        QTest.keyClick(fields, Qt.Key.Key_Space)
    assert heard == ["Description and aims: on", "Description and aims: off"]
