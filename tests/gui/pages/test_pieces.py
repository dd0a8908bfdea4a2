# SPDX-License-Identifier: Apache-2.0
"""Pieces that pages share."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.pieces import Fresh, RowButton, clear, reveal
from portfolio_desktop.services.office import new_office
from tests.support.ask import FakeAsk


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


def test_that_a_page_in_sight_without_a_workspace_asks_for_nothing(
    qtbot: QtBot, jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    desk, page, loads = Desk(jobs, Settings(tmp_path / "settings.json"), ask), QWidget(), list[int]()
    qtbot.addWidget(page)
    fresh = Fresh(page, desk, lambda: loads.append(1))
    page.show()
    fresh.touch()
    assert not loads
    desk.open(lambda: new_office(tmp_path / "Office.portfolio", "Ann Example"))
    page.hide()
    page.show()
    assert len(loads) == 1
    desk.close()
    fresh.touch()
    assert len(loads) == 1
