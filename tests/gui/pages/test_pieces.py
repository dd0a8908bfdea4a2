# SPDX-License-Identifier: Apache-2.0
"""Pieces that pages share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.pieces import RowButton


def test_that_a_double_click_leads_on_once(qtbot: QtBot) -> None:
    """The second click would fall on whatever the first one has led to."""
    led: list[int] = []
    row = RowButton("Finance board", lambda: led.append(1))
    qtbot.addWidget(row)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton)  # the second half of one that began elsewhere
    assert led == [1]
