# SPDX-License-Identifier: Apache-2.0
"""What a person does to records in a register, and that each act is one change that undo takes back."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.gui.access.panes import as_read
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.choosing import ChoiceEditor
from portfolio_desktop.gui.form.linking import LinkEditor
from portfolio_desktop.gui.register.delegate import CLOSED
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.dialogs import NewRecordDialog
from portfolio_desktop.gui.register.popups.many import ChangeManyDialog
from portfolio_desktop.gui.register.popups.paste import PasteDialog
from tests.gui.register.looking import cell, column, said, section
from tests.support.access.speaking import announced, name_of, spoken
from tests.support.ask import FakeAsk
from tests.support.desks import labels_written, records_of
from tests.support.qt import CANARY

_DOWN, _RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Right


def editor(page: RegisterPage) -> QWidget:
    """The one editor that is open in the table."""
    kinds = (QLineEdit, QPlainTextEdit, ChoiceEditor)
    found = [
        child for child in page.table.viewport().children() if isinstance(child, kinds) and child.isVisible()
    ]
    assert len(found) == 1, found
    return found[0]


def select(page: RegisterPage, rows: range, *names: str) -> None:
    page.table.go_to(rows[0], section(page, names[0]))
    flags = page.table.selectionModel().SelectionFlag
    for row in rows:
        for name in names:
            page.table.selectionModel().select(cell(page, row, name), flags.Select)


def paste(page: RegisterPage, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    page.acts["paste"].trigger()


def dialog(page: RegisterPage, kind: type[QDialog]) -> QDialog:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_that_typing_into_a_cell_writes_it_and_enter_goes_down(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    page.table.go_to(0, section(page, "title"))
    QTest.keyClicks(page.table, "H")
    QTest.keyClicks(editor(page), "arbour")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    assert "Harbour" in records_of(desk, "project")
    assert said(page, 0, "title") == "Harbour"
    assert page.table.currentIndex() == cell(page, 1, "title")
    desk.undo()
    assert said(page, 0, "title") == "Harbour renewal"


def test_that_f2_keeps_what_is_there_tab_goes_right_and_escape_changes_nothing(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    page.table.go_to(0, section(page, "whole_life_cost"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    line = editor(page)
    assert isinstance(line, QLineEdit)
    assert line.text() == "120m"
    line.setText("1.25bn")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert records_of(desk, "project")["Harbour renewal"]["whole_life_cost"] == Decimal("1250000000.00")
    assert page.table.currentIndex() == cell(page, 0, "whole_life_forecast")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    other = editor(page)
    QTest.keyClicks(other, "99m")
    QTest.keyClick(other, Qt.Key.Key_Escape)
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert records_of(desk, "project")["Harbour renewal"]["whole_life_forecast"] is None


def test_that_bad_input_is_explained_at_the_cell_and_the_words_are_kept(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    page.table.go_to(0, section(page, "end"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    line = editor(page)
    assert isinstance(line, QLineEdit)
    line.setText("31/02/2027")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.is_editing)
    assert records_of(desk, "project")["Harbour renewal"]["end"] == date(2027, 3, 31)
    assert page.model.problem(0, section(page, "end")) is not None
    again = editor(page)
    assert isinstance(again, QLineEdit)
    assert again.text() == "31/02/2027"
    assert "31/02/2027" in again.accessibleDescription()
    again.setText("28/02/2027")
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert records_of(desk, "project")["Harbour renewal"]["end"] == date(2027, 2, 28)
    assert page.model.problem(0, section(page, "end")) is None


def test_that_a_question_mark_says_why_a_value_is_not_known(page: RegisterPage, desk: Desk) -> None:
    from portfolio_desktop.gui.form.entry import Typed

    page.model.setData(cell(page, 0, "end"), Typed("?With the supplier"))
    assert records_of(desk, "project")["Harbour renewal"]["end"] == Unknown("With the supplier")


def test_that_a_rating_is_chosen_from_badges(page: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.go_to(0, section(page, "confidence"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = editor(page)
    assert isinstance(box, ChoiceEditor)
    assert not box.itemIcon(1).isNull()
    place = box.findText("Amber/Green")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert records_of(desk, "project")["Harbour renewal"]["confidence"] == Rating("rag5", "amber_green")


def test_that_the_list_of_a_cell_opens_at_once_and_nothing_is_chosen_on_the_way(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    def confidence() -> object:
        return records_of(desk, "project")["Harbour renewal"]["confidence"]

    before = confidence()
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        page.table.go_to(0, section(page, "confidence"))
        QTest.keyClick(page.table, Qt.Key.Key_F2)
        box = editor(page)
        assert isinstance(box, ChoiceEditor)
        qtbot.waitUntil(box.view().isVisible)
        box.view().setCurrentIndex(box.model().index(box.findText("Amber/Green"), 0))
        assert confidence() == before
        QTest.keyClick(box.view(), leave)
        assert confidence() == (before if leave is Qt.Key.Key_Escape else Rating("rag5", "amber_green"))
        if leave is Qt.Key.Key_Escape:
            QTest.keyClick(box, leave)


def test_that_a_link_is_found_by_a_few_letters(page: RegisterPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.go_to(2, section(page, "sro_id"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = editor(page)
    assert isinstance(box, LinkEditor)
    box.setText("elin")
    box._edited("elin")
    box._search("elin")
    assert [one.title for one in box._found] == ["Elin Hughes"]
    box._take(box._list.index(0))
    people = records_of(desk, "person")
    assert records_of(desk, "project")[CANARY]["sro_id"] == people["Elin Hughes"].id
    assert said(page, 2, "sro_id") == "Elin Hughes"


def test_that_what_is_typed_on_a_choice_is_looked_for_in_its_list_and_enter_takes_it(
    page: RegisterPage, desk: Desk
) -> None:
    labels = labels_written(desk)
    page.table.go_to(0, section(page, "stage"))
    QTest.keyClicks(page.table, "C")
    box = editor(page)
    assert isinstance(box, ChoiceEditor)
    assert box.view().isVisible()
    assert labels == []
    QTest.keyClicks(box.view(), "losi")
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert labels == ["Change stage of P-0001 to Closing"]
    assert said(page, 0, "stage") == "Closing"
    assert all(each.property(CLOSED) for each in page.table.findChildren(ChoiceEditor))


def test_that_a_list_that_is_open_takes_new_words_in_the_cell(page: RegisterPage, desk: Desk) -> None:
    labels = labels_written(desk)
    page.table.go_to(0, section(page, "organisation"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = editor(page)
    assert isinstance(box, ChoiceEditor)
    box.setEditText("Harbour Board")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert said(page, 0, "organisation") == "Harbour Board"
    assert labels == ["Change organisation of P-0001 to Harbour Board"]
    assert page.table.currentIndex() == cell(page, 1, "organisation")


def test_that_paragraphs_are_written_in_the_cell_and_alt_enter_breaks_a_line(
    page: RegisterPage, desk: Desk
) -> None:
    page.viewing.show_columns(["title", "description"])
    page.table.go_to(0, section(page, "description"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = editor(page)
    QTest.keyClicks(box, "One")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(box, "Two")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert str(records_of(desk, "project")["Harbour renewal"]["description"]).split() == ["One", "Two"]


def test_that_the_record_of_the_current_cell_is_opened_by_its_code(page: RegisterPage, qtbot: QtBot) -> None:
    page.table.go_to(1, section(page, "title"))
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args is not None
    assert opened.args[0] == "project"


def test_that_what_is_shown_is_exported_as_a_spreadsheet(
    page: RegisterPage, ask: FakeAsk, tmp_path: Path
) -> None:
    ask.answer(tmp_path / "out.csv", tmp_path / "out.xlsx")
    page.viewing.use("red")
    page.acts["export"].trigger()
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Harbour renewal" in lines[1]
    page.acts["export"].trigger()
    assert (tmp_path / "out.xlsx").stat().st_size > 1000


def test_that_copied_cells_are_text_for_spreadsheets_and_a_table_for_documents(page: RegisterPage) -> None:
    select(page, range(4), "title", "whole_life_cost")
    page.acts["copy_with_headings"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0] == "Name\tWhole-life cost"
    assert lines[1] == "Harbour renewal\t£120,000,000"
    assert "&lt;img src=&quot;canary.png&quot;&gt;" in data.html()


def test_that_a_block_from_a_spreadsheet_is_one_change_and_one_undo(page: RegisterPage, desk: Desk) -> None:
    labels = labels_written(desk)
    page.table.go_to(0, section(page, "title"))
    paste(page, "Harbour\tPorts\nBroadband\tSchools\n")
    shown = dialog(page, PasteDialog)
    assert isinstance(shown, PasteDialog)
    cells = [[shown.changes.item(row, at).text() for at in range(5)] for row in range(4)]  # type: ignore[union-attr]
    assert cells[0] == ["1", "P-0001", "Name", "Harbour renewal", "Harbour"]
    assert labels == [], "nothing is written before it is agreed to"
    shown.agree()
    assert column(page)[:2] == ["Harbour", "Broadband"]
    assert said(page, 1, "organisation") == "Schools"
    assert labels == ["Paste 4 cells into projects"]
    desk.undo()
    assert column(page)[:2] == ["Harbour renewal", "School broadband"]


def test_that_a_paste_that_would_add_records_or_leave_cells_out_asks_first(
    page: RegisterPage, desk: Desk
) -> None:
    page.table.go_to(3, section(page, "title"))
    paste(page, "Flood\tPorts\nA new one\tPorts\n")
    assert len(records_of(desk, "project")) == 4
    dialog(page, PasteDialog).agree()  # type: ignore[attr-defined]
    assert {"Flood", "A new one"} <= set(records_of(desk, "project"))
    assert records_of(desk, "project")["A new one"]["code"] == "P-0005"
    desk.undo()
    assert len(records_of(desk, "project")) == 4
    page.table.go_to(0, section(page, "end"))
    paste(page, "31/02/2027\n")
    asked = dialog(page, PasteDialog)
    asked.reject()
    assert records_of(desk, "project")["Harbour renewal"]["end"] == date(2027, 3, 31)


def test_that_a_paste_is_announced_as_what_is_still_to_be_done_and_says_all_of_what_to_do(
    page: RegisterPage,
) -> None:
    page.table.go_to(0, section(page, "whole_life_cost"))
    paste(page, "x\n5m\n")
    asked = dialog(page, PasteDialog)
    assert isinstance(asked, PasteDialog)
    words = [label.text() for label in asked.findChildren(QLabel)]
    assert any(text.startswith("To be changed: 1 project.") for text in words)
    cell_of_reason = asked.refused.item(0, 3)
    assert cell_of_reason is not None
    reason = cell_of_reason.text()
    assert reason.endswith("and why, write ?x.")
    height = asked.refused.fontMetrics().boundingRect(
        0, 0, asked.refused.columnWidth(3) - 12, 10_000, Qt.TextFlag.TextWordWrap, reason
    )
    assert asked.refused.rowHeight(0) >= height.height()


def test_that_one_cell_is_pasted_into_all_that_are_selected(page: RegisterPage) -> None:
    select(page, range(3), "organisation")
    paste(page, "One office")
    assert [said(page, row, "organisation") for row in range(4)] == ["One office"] * 3 + ["Ports Authority"]


def test_that_fill_down_today_and_clear_work_on_the_selection(page: RegisterPage, desk: Desk) -> None:
    select(page, range(3), "organisation")
    page.acts["fill_down"].trigger()
    assert [said(page, row, "organisation") for row in range(3)] == ["Ports Authority"] * 3
    select(page, range(2), "end")
    page.table.clearSelection()
    select(page, range(2), "end")
    page.acts["today"].trigger()
    assert records_of(desk, "project")["Harbour renewal"]["end"] == desk.today
    page.acts["clear"].trigger()
    assert records_of(desk, "project")["Harbour renewal"]["end"] is None
    desk.undo()
    assert records_of(desk, "project")["School broadband"]["end"] == desk.today


def test_that_codes_are_not_filled_down_with_the_cells_beside_them(
    page: RegisterPage, desk: Desk, ask: FakeAsk
) -> None:
    select(page, range(2), "code", "organisation")
    page.acts["fill_down"].trigger()
    assert [said(page, row, "code") for row in range(2)] == ["P-0001", "P-0002"]
    assert said(page, 1, "organisation") == "Ports Authority"
    select(page, range(2), "code")
    page.acts["clear"].trigger()
    assert "each record has its own" in ask.told[-1]
    assert [said(page, row, "code") for row in range(2)] == ["P-0001", "P-0002"]


def test_that_many_records_are_changed_at_once(page: RegisterPage, desk: Desk) -> None:
    labels = labels_written(desk)
    select(page, range(3), "stage")
    page.acts["change_many"].trigger()
    asked = dialog(page, ChangeManyDialog)
    assert isinstance(asked, ChangeManyDialog)
    assert asked._block is not None
    box = asked._block.editor("stage")
    assert isinstance(box, ChoiceEditor)
    box.setCurrentIndex(box.findText("Delivery"))
    asked.preview()
    assert asked.told.text() == "2 records change. 1 says so already."
    assert asked.yes.text() == "Change 2 records", "the button promises what it does"
    box.setCurrentIndex(box.findText("Closing"))
    asked.agree()
    assert [record["stage"] for record in records_of(desk, "project").values()][:3] == ["closing"] * 3
    assert labels == ["Change stage of 3 records to Closing"]


def test_that_the_value_for_many_comes_after_the_field_and_emptiness_is_said_before_it_is_written(
    page: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(page, range(3), "stage")
    page.acts["change_many"].trigger()
    asked = dialog(page, ChangeManyDialog)
    assert isinstance(asked, ChangeManyDialog)
    heard = announced(monkeypatch)
    asked._field.setCurrentIndex(asked._field.findText("Name"))
    asked.preview()
    assert asked.told.text() == "", "nobody has said yet that they are to have no name"
    asked._field.setCurrentIndex(asked._field.findText("Stage"))
    asked.preview()
    assert asked.told.text() == "3 records lose what they say there."
    assert heard[-1] == asked.told.text()
    assert asked._block is not None
    places = as_read(asked)
    assert places.index(asked._field) < places.index(asked._block.editor("stage")) < places.index(asked.yes)


def test_that_records_are_deleted_without_a_question_and_come_back(page: RegisterPage, desk: Desk) -> None:
    told: list[tuple[str, bool]] = []
    desk.noticed.connect(lambda text, undo: told.append((text, undo)))
    select(page, range(2), "title")
    page.acts["delete"].trigger()
    assert column(page) == [CANARY, "Flood defence"]
    assert told == [("Delete 2 projects", True)]
    desk.undo()
    assert len(column(page)) == 4


def test_that_a_new_record_is_typed_in_a_row_and_written_whole(page: RegisterPage, desk: Desk) -> None:
    labels = labels_written(desk)
    page.acts["new_record"].trigger()
    title = page.new_row.findChild(QLineEdit, "title")
    cost = page.new_row.findChild(QLineEdit, "whole_life_cost")
    assert title is not None
    assert cost is not None
    assert page.new_row.focusWidget() is title
    QTest.keyClicks(title, "A tunnel")
    QTest.keyClicks(cost, "2.5m")
    assert "A tunnel" not in records_of(desk, "project")
    QTest.keyClick(cost, Qt.Key.Key_Return)
    made = records_of(desk, "project")["A tunnel"]
    assert made["whole_life_cost"] == Decimal(2_500_000)
    assert made["status"] == "live"
    assert said(page, page.table.current_row(), "title") == "A tunnel"
    assert labels == ["Add P-0005"]
    assert (title.text(), cost.text()) == ("", ""), "the row stays for the next"
    desk.undo()
    assert "A tunnel" not in records_of(desk, "project")


def test_that_typing_alone_changes_no_code(page: RegisterPage, desk: Desk) -> None:
    codes = {record["code"] for record in records_of(desk, "project").values()}
    page.table.go_to(0, section(page, "code"))
    QTest.keyClicks(page.table, "owner:reilly")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert {record["code"] for record in records_of(desk, "project").values()} == codes
    QTest.keyClick(page.table, Qt.Key.Key_Escape)


def test_that_escape_drops_a_row_and_what_does_not_fit_keeps_it(page: RegisterPage, desk: Desk) -> None:
    page.acts["new_record"].trigger()
    title = page.new_row.findChild(QLineEdit, "title")
    end = page.new_row.findChild(QLineEdit, "end")
    assert title is not None
    assert end is not None
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert "cannot be empty" in page.new_row._problem.text()
    QTest.keyClicks(title, "A tunnel")
    QTest.keyClicks(end, "soon")
    QTest.keyClick(end, Qt.Key.Key_Return)
    assert page.new_row._problem.text()
    assert (title.text(), end.text()) == ("A tunnel", "soon")
    QTest.keyClick(end, Qt.Key.Key_Escape)
    assert page.new_row.is_open
    assert "Escape once more" in page.new_row._said.text()
    QTest.keyClick(end, Qt.Key.Key_Escape)
    assert not page.new_row.isVisible()
    assert len(records_of(desk, "project")) == 4


def test_that_the_cell_is_told_where_the_keyboard_comes_to_the_table(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []

    def take(event: QAccessibleEvent) -> None:
        if event.type() is QAccessible.Event.Focus:
            told.append(name_of(event.accessibleInterface()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    QAccessible.setActive(True)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.bar.box.setFocus()
    page.table.setFocus()
    qtbot.waitUntil(lambda: bool(told))
    QAccessible.setActive(False)
    assert told == ["Code: P-0001"]


def test_that_a_new_row_says_that_it_opened_and_what_it_must_hold(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    QTest.keyClick(page.bar._new, Qt.Key.Key_Return)
    assert heard == ["New project. Enter adds it, Escape drops it."]
    assert spoken(page.new_row).role() is QAccessible.Role.Grouping
    title, end = (page.new_row.findChild(QLineEdit, name) for name in ("title", "end"))
    assert title is not None
    assert end is not None
    assert title.accessibleDescription().startswith("Required.")
    assert not end.accessibleDescription().startswith("Required.")


def test_that_the_field_in_which_a_new_record_begins_is_there_before_the_keyboard_comes(
    page: RegisterPage,
) -> None:
    for _time in range(2):
        ahead = page.new_row.findChild(QLineEdit, "title")
        assert ahead is not None
        assert not ahead.isVisible()
        QTest.keyClick(page.bar._new, Qt.Key.Key_Return)
        assert page.new_row.focusWidget() is ahead
        page.new_row.close_row()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_what_does_not_fit_in_the_new_row_is_said_and_gone_to(
    page: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    page.acts["new_record"].trigger()
    title, end = (page.new_row.findChild(QLineEdit, name) for name in ("title", "end"))
    assert title is not None
    assert end is not None
    end.setFocus()
    QTest.keyClick(end, Qt.Key.Key_Return)
    assert page.new_row.focusWidget() is title
    assert title.property("problem")
    assert heard[-1] == "Project: name cannot be empty."
    QTest.keyClicks(title, "A tunnel")
    QTest.keyClicks(end, "soon")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert page.new_row.focusWidget() is end
    assert not title.property("problem")
    assert "soon" in heard[-1]
    end.clear()
    QTest.keyClick(end, Qt.Key.Key_Return)
    assert "A tunnel" in records_of(desk, "project")
    assert not end.property("problem")


def test_that_delete_in_the_new_row_leaves_the_selected_cells_alone(page: RegisterPage, desk: Desk) -> None:
    select(page, range(2), "whole_life_cost")
    before = records_of(desk, "project")
    page.acts["new_record"].trigger()
    rating = page.new_row.findChild(ChoiceEditor, "confidence")
    assert rating is not None
    rating.setFocus()
    QTest.keyClick(rating, Qt.Key.Key_Delete)
    assert records_of(desk, "project") == before


def test_that_a_record_whose_columns_are_hidden_is_asked_for_in_a_form(
    page: RegisterPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.viewing.show_columns(["code", "end"])
    page.acts["new_record"].trigger()
    asked = dialog(page, NewRecordDialog)
    assert isinstance(asked, NewRecordDialog)
    asked.agree()
    title = asked.block.editor("title")
    assert isinstance(title, QLineEdit)
    assert "cannot be empty" in title.accessibleDescription()
    heard = announced(monkeypatch)
    asked.agree()
    assert any("cannot be empty" in words for words in heard)  # tried again, and said again
    monkeypatch.undo()
    title.setText("A tunnel")
    asked.agree()
    assert records_of(desk, "project")["A tunnel"]["status"] == "live"
    assert said(page, page.table.current_row(), "code") == "P-0005"


def test_that_a_copy_of_a_record_gets_a_code_of_its_own(page: RegisterPage, desk: Desk) -> None:
    page.table.go_to(0, section(page, "title"))
    page.acts["duplicate"].trigger()
    codes = [said(page, row, "code") for row in range(page.model.rowCount())]
    assert codes == ["P-0001", "P-0002", "P-0003", "P-0004", "P-0005"]


def test_that_nothing_can_be_changed_in_a_workspace_that_is_only_read(page: RegisterPage, desk: Desk) -> None:
    page.model.read_only = True
    page.acts.refresh()
    assert not page.model.flags(cell(page, 0, "title")) & Qt.ItemFlag.ItemIsEditable
    assert not page.acts["new_record"].isEnabled()
    assert not page.acts["delete"].isEnabled()


def test_that_nothing_can_be_typed_in_a_new_row_into_what_follows_from_other_fields(
    desk: Desk, qtbot: QtBot
) -> None:
    page = RegisterPage(desk, "risk")
    qtbot.addWidget(page)
    page.resize(1400, 700)
    page.show()
    page.acts["new_record"].trigger()
    derived = {field.name for field in page.table.shown_fields() if field.derived}
    assert derived
    assert not derived & page.new_row._editors.keys()
    assert page.new_row._editors
