# SPDX-License-Identifier: Apache-2.0
"""Spelling in the cell of a register: its menu opens over the editor and does not close it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.line import ProseEditor
from portfolio_desktop.gui.register.page import RegisterPage
from tests.gui.register.looking import section
from tests.support.desks import labels_written, records_of
from tests.support.spelling import choose, menu_of, wait_for


def test_that_a_word_in_a_cell_is_put_right_before_the_cell_is_written(
    page: RegisterPage, desk: Desk, qtbot: QtBot
) -> None:
    page.viewing.show_columns(["title", "description"])
    page.activateWindow()
    page.table.go_to(0, section(page, "description"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    (editor,) = page.table.viewport().findChildren(ProseEditor)
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "Teh board ")
    wait_for(qtbot, editor, "Teh")
    labels = labels_written(desk)
    menu = menu_of(
        editor, lambda: QTest.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    )
    assert page.table.is_editing
    choose(menu, "The")
    assert page.table.is_editing
    assert labels == []
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert str(records_of(desk, "project")["Harbour renewal"]["description"]).strip() == "The board"
    assert len(labels) == 1
