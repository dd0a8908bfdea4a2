# SPDX-License-Identifier: Apache-2.0
"""Words that are not known are underlined, never while they are typed, and put right by a key or the mouse."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import make_editor
from portfolio_desktop.gui.form.line import ProseEditor
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.spelling.spelling import spelling_of
from portfolio_desktop.gui.theme import CONTRAST, DARK, LIGHT, Appearance, Mode, contrast
from portfolio_desktop.services import records
from tests.support.desks import records_of
from tests.support.spelling import checked, choose, menu_of, says, underlined, wait_for

NAME = "Featherstonehaugh"


@pytest.fixture
def field(desk: Desk, qtbot: QtBot) -> ProseEditor:
    """The paragraphs of a record form, with the keyboard in them."""
    editor = make_editor(desk, desk.catalogue.entity("project").field("description"))
    assert isinstance(editor, ProseEditor)
    qtbot.addWidget(editor)
    editor.resize(400, 200)
    editor.show()
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return editor


def keyboard_menu(edit: QPlainTextEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)


def click_on(edit: QPlainTextEdit, word: str) -> QPoint:
    cursor = edit.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    return edit.cursorRect(cursor).center()


def test_that_a_form_that_is_only_read_reads_no_dictionary(desk: Desk, qtbot: QtBot) -> None:
    editor = make_editor(desk, desk.catalogue.entity("project").field("description"))
    qtbot.addWidget(editor)
    assert isinstance(editor, ProseEditor)
    editor.show_value("managment")
    editor.show()
    assert not spelling_of(desk).ready
    assert checked(editor).squiggles is None


def test_that_what_is_not_known_is_underlined_and_names_and_codes_are_not(
    field: ProseEditor, qtbot: QtBot
) -> None:
    field.setPlainText("😀 Amara Osei’s managment of P-0001 at gov.uk:\nthe KPIs of the orgnaisation’s café")
    wait_for(qtbot, field, "managment", "orgnaisation’s")


def test_that_a_word_is_not_called_wrong_while_it_is_typed(field: ProseEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "teh managmen")
    wait_for(qtbot, field, "teh")
    QTest.keyClicks(field, "t")
    assert underlined(field) == ["teh"]
    QTest.keyClicks(field, " ")
    wait_for(qtbot, field, "teh", "managment")


def test_that_leaving_the_word_or_the_field_is_the_end_of_typing(field: ProseEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "plan managment")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    wait_for(qtbot, field, "managment")
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, "z")
    wait_for(qtbot, field)
    field.clearFocus()
    wait_for(qtbot, field, "managmentz")


def test_that_the_marks_are_no_edit(field: ProseEditor, qtbot: QtBot) -> None:
    field.show_value("teh managment")
    wait_for(qtbot, field, "teh", "managment")
    assert not field.touched
    assert not field.document().isUndoAvailable()
    assert not field.document().isModified()


def test_that_the_key_goes_to_the_next_unknown_word_and_one_undo_takes_a_correction_back(
    field: ProseEditor, qtbot: QtBot
) -> None:
    field.show_value("We recieve what the managment sends")
    wait_for(qtbot, field, "recieve", "managment")
    choose(menu_of(field, lambda: keyboard_menu(field)), "receive")
    assert field.toPlainText() == "We receive what the managment sends"
    choose(menu_of(field, lambda: keyboard_menu(field)), "management")
    assert field.toPlainText() == "We receive what the management sends"
    wait_for(qtbot, field)
    assert says(menu_of(field, lambda: keyboard_menu(field)))[0] == "Every word here is known"
    field.undo()
    assert field.toPlainText() == "We receive what the managment sends"
    field.undo()
    assert field.toPlainText() == "We recieve what the managment sends"


def test_that_the_mouse_gets_the_same_above_what_it_always_got(field: ProseEditor, qtbot: QtBot) -> None:
    field.show_value("We recieve it")
    wait_for(qtbot, field, "recieve")
    menu = menu_of(field, lambda: field.customContextMenuRequested.emit(click_on(field, "recieve")))
    assert says(menu)[0] == "receive"
    assert any(said.startswith("Select All") for said in says(menu))
    menu.close()
    menu = menu_of(field, lambda: field.customContextMenuRequested.emit(click_on(field, "We")))
    assert says(menu)[0] == "Spelling language"


def test_that_a_name_of_the_register_is_proposed_and_a_new_one_known_at_once(
    desk: Desk, field: ProseEditor, qtbot: QtBot
) -> None:
    field.show_value(f"Whitfeild and {NAME}")
    wait_for(qtbot, field, "Whitfeild", NAME)
    assert "Whitfield" in says(menu_of(field, lambda: keyboard_menu(field)))
    desk.write(lambda office: records.create(office, "person", {"name": f"Ada {NAME}"}))
    wait_for(qtbot, field, "Whitfeild")
    assert f"Ada {NAME}" in records_of(desk, "person")


def test_that_an_added_word_is_known_in_every_field_kept_on_the_laptop_and_taken_out_again(
    desk: Desk, field: ProseEditor, qtbot: QtBot, tmp_path: Path
) -> None:
    other = QPlainTextEdit(f"also {NAME}")
    qtbot.addWidget(other)
    checked_other = check_spelling(other, desk)
    menu_of(other, checked_other.open_menu).close()
    field.activateWindow()
    field.setFocus()
    field.show_value(f"{NAME}'s plan")
    wait_for(qtbot, field, f"{NAME}'s")
    wait_for(qtbot, other, NAME)
    choose(menu_of(field, lambda: keyboard_menu(field)), f"Add “{NAME}'s” to the dictionary")
    wait_for(qtbot, field)
    wait_for(qtbot, other)
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["spelling.words"] == [NAME]
    menu = menu_of(field, lambda: field.customContextMenuRequested.emit(click_on(field, NAME)))
    choose(menu, f"Take “{NAME}'s” out of the dictionary")
    wait_for(qtbot, field, f"{NAME}'s")
    assert desk.settings.get("spelling.words") == []


def test_that_ignoring_is_for_one_field_alone(desk: Desk, field: ProseEditor, qtbot: QtBot) -> None:
    field.show_value("managment and managment")
    wait_for(qtbot, field, "managment", "managment")
    choose(menu_of(field, lambda: keyboard_menu(field)), "Ignore it in this field")
    wait_for(qtbot, field)
    assert desk.settings.get("spelling.words") is None


def test_that_no_language_means_no_lines_and_is_remembered(
    desk: Desk, field: ProseEditor, qtbot: QtBot
) -> None:
    field.show_value("managment")
    wait_for(qtbot, field, "managment")
    spelling_of(desk).language.choose("")
    wait_for(qtbot, field)
    assert desk.settings.get("spelling.language", "en_GB") == ""
    menu = menu_of(field, lambda: keyboard_menu(field))
    assert says(menu) == ["Spelling language"]
    spelling_of(desk).language.choose("en_GB")
    wait_for(qtbot, field, "managment")


def test_that_a_dictionary_that_cannot_be_read_is_told_in_the_menu_alone(
    desk: Desk, field: ProseEditor, qtbot: QtBot
) -> None:
    spelling_of(desk).language.choose("xx_XX")
    field.show_value("managment")
    assert "xx_XX cannot be read" in says(menu_of(field, lambda: keyboard_menu(field)))[0]
    assert underlined(field) == []


def _reddish(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red > 1.3 * max(green, blue)


def test_that_the_line_can_be_seen_in_every_theme(
    appearance: Appearance, field: ProseEditor, qtbot: QtBot
) -> None:
    field.show_value("managment")
    wait_for(qtbot, field, "managment")
    for mode, theme in ((Mode.LIGHT, LIGHT), (Mode.DARK, DARK), (Mode.CONTRAST, CONTRAST)):
        appearance.use(mode)
        drawn = field.viewport().grab().toImage()
        colours = {drawn.pixelColor(x, y).name() for x in range(100) for y in range(40)}
        assert any(contrast(colour, theme.surface) >= 3 and _reddish(colour) for colour in colours)
        assert contrast(theme.danger, theme.surface) >= 4.5


def test_that_a_long_text_is_looked_up_piece_by_piece_and_marked_to_its_end(
    field: ProseEditor, qtbot: QtBot
) -> None:
    words = [f"plan{chr(97 + n // 100)}{chr(97 + n // 10 % 10)}{'x' * (n % 10)}q" for n in range(2_000)]
    field.setPlainText("\n".join(" ".join(words[at : at + 100]) for at in range(0, 2_000, 100)))
    wait_for(qtbot, field, *words)


def test_that_a_paragraph_put_in_before_others_leaves_no_mark_out(field: ProseEditor, qtbot: QtBot) -> None:
    field.setPlainText("good\nteh managment")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    field.insertPlainText("A line\n")
    wait_for(qtbot, field, "teh", "managment")
