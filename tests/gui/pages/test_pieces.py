# SPDX-License-Identifier: Apache-2.0
"""Pieces that pages share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.pieces import RowButton, clear, reveal


def test_that_a_double_click_leads_on_once(qtbot: QtBot) -> None:
    """The second click would fall on whatever the first one has led to."""
    led: list[int] = []
    row = RowButton("Finance board", lambda: led.append(1))
    qtbot.addWidget(row)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)  # the second half of one that began elsewhere
    assert led == [1]


def test_that_what_is_shown_at_once_opens_no_menu(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    page.show()
    menu, words = QMenu(page), QLabel("Here")
    column.addWidget(words)
    reveal(column)
    assert words.isVisible()
    assert not menu.isVisible()


def test_that_the_keyboard_does_not_fall_into_another_field_when_a_page_is_made_anew(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    find, page = QLineEdit(window), QWidget(window)
    column = QVBoxLayout(page)
    field = QLineEdit()
    column.addWidget(field)
    QVBoxLayout(window).addWidget(page)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    clear(column)
    assert page.hasFocus()
    assert not find.hasFocus()
