# SPDX-License-Identifier: Apache-2.0
"""Pieces that pages share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.pieces import RowButton, reveal


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
