# SPDX-License-Identifier: Apache-2.0
"""Spelling on the pages of the people file: it learns into that file alone, and has forgotten all of it once it is locked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.form.editors import make_editor
from portfolio_desktop.gui.form.line import ProseEditor
from portfolio_desktop.gui.pages.confidential.spelling import PeopleSpelling
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.spelling.spelling import spelling_of
from tests.support.confidential import lock, opened, team_of, unlock
from tests.support.spelling import choose, menu_of, underlined, wait_for

SECRET = "Zqbrampton"


def keyboard_menu(edit: QPlainTextEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def answer(office: Shell, qtbot: QtBot) -> QPlainTextEdit:
    """A question of an appraisal that is being answered."""
    inside = unlock(office)
    view = opened(inside, team_of(office).appraisal())
    edit = next(box.words for box in view.form.boxes.values() if box.words is not None)
    office.window.show()
    office.window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClicks(edit, f"Ben met {SECRET} of teh board ")
    return edit


def test_that_answers_are_checked_and_the_people_of_the_file_and_the_workspace_are_known(
    answer: QPlainTextEdit, qtbot: QtBot
) -> None:
    wait_for(qtbot, answer, SECRET, "teh")


def test_that_a_correction_is_kept_as_what_is_typed_is(
    office: Shell, answer: QPlainTextEdit, qtbot: QtBot
) -> None:
    wait_for(qtbot, answer, SECRET, "teh")
    answer.moveCursor(answer.textCursor().MoveOperation.End)
    QTest.keyClicks(answer, "recieve")
    choose(menu_of(answer, lambda: keyboard_menu(answer)), "receive")
    lock(office)
    unlock(office)
    kept = [each["words"] for each in team_of(office).all("answer") if each["words"]]
    assert kept == [f"Ben met {SECRET} of teh board receive"]


def test_that_a_word_added_there_lies_in_the_people_file_alone_and_no_other_page_knows_it(
    office: Shell, answer: QPlainTextEdit, qtbot: QtBot, laptop: Path
) -> None:
    wait_for(qtbot, answer, SECRET, "teh")
    answer.moveCursor(answer.textCursor().MoveOperation.Start)
    choose(menu_of(answer, lambda: keyboard_menu(answer)), f"Add “{SECRET}” to the dictionary")
    wait_for(qtbot, answer, "teh")
    assert [each["word"] for each in team_of(office).all("known_word")] == [SECRET]
    assert office.desk.settings.get("spelling.words") is None

    ordinary = make_editor(office.desk, office.desk.catalogue.entity("project").field("description"))
    assert isinstance(ordinary, ProseEditor)
    qtbot.addWidget(ordinary)
    ordinary.show()
    ordinary.activateWindow()
    ordinary.setFocus()
    ordinary.show_value(f"{SECRET} teh")
    wait_for(qtbot, ordinary, SECRET, "teh")
    assert SECRET not in spelling_of(office.desk).suggest("Zqbramptn")

    lock(office)
    told = spelling_of(office.confidential.people)
    assert isinstance(told, PeopleSpelling)
    assert not told.is_own(SECRET)
    assert told.verdict(SECRET) is None
    for path in laptop.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    unlock(office)
    assert set(told.own_words) == {SECRET}


def test_that_a_word_of_the_laptop_is_known_there_too(
    office: Shell, answer: QPlainTextEdit, qtbot: QtBot
) -> None:
    wait_for(qtbot, answer, SECRET, "teh")
    spelling_of(office.desk).learn("teh")
    wait_for(qtbot, answer, SECRET)
    assert underlined(answer) == [SECRET]
