# SPDX-License-Identifier: Apache-2.0
"""Others write while somebody is about to change something here: it goes where it was meant, or nowhere, and is never lost."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.many import ChangeManyDialog
from portfolio_desktop.gui.register.popups.paste import PasteDialog
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Delete, Edit
from tests.gui.register.looking import column, said, section
from tests.gui.register.test_editing import dialog, editor, paste, select
from tests.support.ask import FakeAsk
from tests.support.desks import records_of


def elsewhere(desk: Desk, *changes: Edit | Delete, new: str = "") -> None:
    """What arrives from another laptop, or is written by another window; with a `new` project at the end of it."""

    def make(office: Office) -> Changes:
        added = records.create(office, "project", {"title": new}).items if new else ()
        return Changes("Elsewhere", (*changes, *added))

    desk.write(make)


def begin_typing(page: RegisterPage, row: int, words: str) -> QLineEdit:
    page.table.go_to(row, section(page, "title"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    line = editor(page)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, words)
    return line


def test_that_rows_do_not_move_under_somebody_who_is_typing(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    shown = column(page)
    line = begin_typing(page, 1, "A long new na")
    elsewhere(desk, new="Aardvark")
    assert editor(page) is line
    assert line.text() == "A long new na"
    assert column(page) == shown
    QTest.keyClicks(line, "me")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "A long new name" in records_of(desk, "project")
    assert shown[1] not in records_of(desk, "project")
    qtbot.waitUntil(lambda: "Aardvark" in column(page))


def test_that_what_was_typed_for_a_record_that_is_gone_goes_nowhere_else_and_stays_until_it_is_left(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    last = page.model.rowCount() - 1
    gone = records_of(desk, "project")[said(page, last, "title")]
    line = begin_typing(page, last, "Renamed by Ann")
    elsewhere(desk, Delete("project", gone.id), new="Bob's own")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "Bob's own" in records_of(desk, "project")
    assert "Renamed by Ann" not in records_of(desk, "project")
    problem = page.model.problem(last, section(page, "title"))
    assert problem == ("Renamed by Ann", "This project is no longer there. It may have been deleted.")
    qtbot.waitUntil(lambda: page.table.is_editing)
    QTest.keyClick(editor(page), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Bob's own" in column(page))


def test_that_a_change_of_many_is_refused_where_one_of_them_is_gone(page: RegisterPage, desk: Desk) -> None:
    select(page, range(2, 4), "stage")
    page.acts["change_many"].trigger()
    asked = dialog(page, ChangeManyDialog)
    assert isinstance(asked, ChangeManyDialog)
    gone = records_of(desk, "project")[said(page, 3, "title")]
    elsewhere(desk, Delete("project", gone.id), new="Bob's own")
    assert asked._block is not None
    box = asked._block.editor("stage")
    box.setCurrentIndex(box.findText("Closing"))  # type: ignore[union-attr]
    asked.agree()
    assert "Choose them again" in asked.problem.text()
    assert {record["stage"] for record in records_of(desk, "project").values()} != {"closing"}
    assert records_of(desk, "project")["Bob's own"]["stage"] is None


def test_that_the_number_of_records_that_would_change_follows_what_others_write(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    select(page, range(2), "title")
    page.acts["change_many"].trigger()
    asked = dialog(page, ChangeManyDialog)
    assert isinstance(asked, ChangeManyDialog)
    assert asked._block is not None
    line = asked._block.editor("title")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Docks")
    qtbot.waitUntil(lambda: asked.told.text() == "2 records change.")
    other = records_of(desk, "project")[said(page, 1, "title")]
    elsewhere(desk, Edit("project", other.id, "title", "Docks"))
    qtbot.waitUntil(lambda: asked.told.text() == "1 record changes. 1 says so already.")


def test_that_who_types_over_what_another_wrote_meanwhile_is_told(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    told: list[tuple[str, bool]] = []
    desk.noticed.connect(lambda text, undo: told.append((text, undo)))
    record = records_of(desk, "project")[said(page, 0, "title")]
    line = begin_typing(page, 0, "Mine")
    elsewhere(desk, Edit("project", record.id, "title", "Theirs"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [undo for text, undo in told if "somebody else had written “Theirs”" in text] == [True]
    desk.undo()
    assert "Theirs" in records_of(desk, "project")


def test_that_who_corrects_a_cell_at_once_is_not_told_of_themselves(page: RegisterPage, desk: Desk) -> None:
    told: list[str] = []
    desk.noticed.connect(lambda text, _undo: told.append(text))
    for words in ("First", "Second"):
        QTest.keyClick(begin_typing(page, 0, words), Qt.Key.Key_Return)
    assert "Second" in records_of(desk, "project")
    assert told == []


def test_that_records_that_are_gone_cannot_be_deleted_in_the_place_of_others(
    page: RegisterPage, desk: Desk
) -> None:
    page.table.go_to(1, section(page, "title"))
    gone = records_of(desk, "project")[said(page, 1, "title")]
    numbers = page.table.selected_numbers()
    elsewhere(desk, Delete("project", gone.id), new="Bob's own")
    page.table.selected_numbers = lambda: numbers  # type: ignore[method-assign]  # the list is not up to date yet
    before = records_of(desk, "project")
    with pytest.raises(Refusal, match="Choose them again"):
        page.editing.delete()
    assert records_of(desk, "project").keys() == before.keys()


def test_that_rows_that_moved_while_a_cell_was_typed_in_are_shown_once_it_is_left(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    line = begin_typing(page, 0, "Half")
    elsewhere(desk, new="Aardvark")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Aardvark" in column(page))
    assert "Half" not in records_of(desk, "project")


def chosen_cells(page: RegisterPage) -> list[tuple[str, str]]:
    """The names of the projects and of the columns that are selected, from the top."""
    found = sorted((at.row(), at.column()) for at in page.table.selectionModel().selectedIndexes())
    return [(said(page, row, "title"), page.model.columns[column].name) for row, column in found]


def test_that_a_row_that_comes_above_moves_the_selection_with_its_records(
    page: RegisterPage, desk: Desk
) -> None:
    page.viewing.sort("title", descending=False)
    select(page, range(1, 3), "stage", "end")
    chosen = chosen_cells(page)
    assert len(chosen) == 4
    first, second = (records_of(desk, "project")[said(page, row, "title")] for row in (1, 2))
    assert first["stage"] != second["stage"]
    elsewhere(desk, new="Aardvark")
    assert column(page).index("Aardvark") == 1
    assert chosen_cells(page) == chosen
    assert said(page, page.table.current_row(), "title") == first["title"]
    page.acts["fill_down"].trigger()
    now = records_of(desk, "project")
    assert now[str(first["title"])]["stage"] == first["stage"], "the row above is nobody's to copy from"
    assert now[str(second["title"])]["stage"] == first["stage"]


def test_that_a_selection_of_which_one_row_is_left_fills_nothing_into_it_from_above(
    page: RegisterPage, desk: Desk
) -> None:
    select(page, range(2, 0, -1), "title")
    above, gone, left = (records_of(desk, "project")[said(page, row, "title")] for row in range(3))
    elsewhere(desk, Delete("project", gone.id))
    page.acts["fill_down"].trigger()
    assert {above["title"], left["title"]} <= set(records_of(desk, "project"))


def test_that_the_rows_that_are_left_of_several_stay_selected(page: RegisterPage, desk: Desk) -> None:
    select(page, range(3), "title")
    first, gone, last = (said(page, row, "title") for row in range(3))
    elsewhere(desk, Delete("project", records_of(desk, "project")[gone].id))
    assert chosen_cells(page) == [(first, "title"), (last, "title")]


def test_that_a_refused_cell_does_not_take_the_keyboard_from_where_somebody_has_gone(
    page: RegisterPage, desk: Desk, ask: FakeAsk, qtbot: QtBot
) -> None:
    page.table.go_to(0, section(page, "sro_id"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    QTest.keyClicks(editor(page), "Nobody Known")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    page.bar.box.setFocus()
    turned: list[bool] = []
    QTimer.singleShot(0, lambda: turned.append(True))  # after whatever the refusal has put off
    qtbot.waitUntil(lambda: bool(turned))
    assert not page.table.is_editing
    assert said(page, 0, "sro_id") == "Nobody Known"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    QTest.keyClicks(editor(page), "Nobody either")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    page.hide()
    qtbot.waitUntil(lambda: bool(ask.told))
    assert "What you had typed: Nobody either" in ask.told[0]
    assert not page.table.is_editing


def shown_paste(page: RegisterPage) -> PasteDialog:
    found = dialog(page, PasteDialog)
    assert isinstance(found, PasteDialog)
    return found


def now_column(asked: PasteDialog) -> list[str]:
    """What the preview says stands in the cells now."""
    cells = [asked.changes.item(row, 3) for row in range(asked.changes.rowCount())]
    return [cell.text() for cell in cells if cell is not None]


def test_that_a_paste_that_was_shown_is_not_laid_over_what_another_wrote_meanwhile(
    page: RegisterPage, desk: Desk
) -> None:
    first, second = (records_of(desk, "project")[said(page, row, "title")] for row in (0, 1))
    page.table.go_to(0, section(page, "title"))
    paste(page, "Mine one\nMine two\n")
    asked = shown_paste(page)
    elsewhere(desk, Edit("project", second.id, "title", "Theirs"))
    asked.agree()
    assert {"Theirs", str(first["title"])} <= set(records_of(desk, "project"))
    anew = shown_paste(page)
    assert anew is not asked
    assert now_column(anew) == [str(first["title"]), "Theirs"]
    assert "nothing was written" in anew.problem.text()
    anew.agree()
    assert {"Mine one", "Mine two"} <= set(records_of(desk, "project"))
    desk.undo()
    assert {"Theirs", str(first["title"])} <= set(records_of(desk, "project"))


def test_that_a_paste_onto_a_record_that_is_gone_is_shown_anew_and_says_so(
    page: RegisterPage, desk: Desk
) -> None:
    gone = records_of(desk, "project")[said(page, 1, "title")]
    page.table.go_to(0, section(page, "title"))
    paste(page, "Mine one\nMine two\n")
    asked = shown_paste(page)
    elsewhere(desk, Delete("project", gone.id))
    asked.agree()
    assert "Mine one" not in records_of(desk, "project")
    assert shown_paste(page).refused.item(0, 2) is not None
    shown_paste(page).agree()
    assert "Mine one" in records_of(desk, "project")
    assert "Mine two" not in records_of(desk, "project")


def test_that_a_paste_is_written_as_shown_where_others_changed_something_else(
    page: RegisterPage, desk: Desk
) -> None:
    other = records_of(desk, "project")[said(page, 3, "title")]
    page.table.go_to(0, section(page, "title"))
    paste(page, "Mine one\nMine two\n")
    asked = shown_paste(page)
    elsewhere(desk, Edit("project", other.id, "title", "Theirs"), new="Bob's own")
    asked.agree()
    assert {"Mine one", "Mine two", "Theirs", "Bob's own"} <= set(records_of(desk, "project"))
