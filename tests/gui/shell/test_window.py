# SPDX-License-Identifier: Apache-2.0
"""The bare window: it fits a small or much enlarged screen, whatever its pages need, and Enter works on its buttons."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.shell.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    found = MainWindow(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(found)
    found.resize(800, 430)  # 1600 by 900 pixels at 200 %, less what the desktop takes
    found.show()
    qtbot.waitExposed(found)
    return found


def _page(width: int, height: int) -> QWidget:
    page = QWidget()
    page.setMinimumSize(width, height)
    return page


def test_that_a_wide_page_is_scrolled_and_the_window_stays_as_it_is(window: MainWindow) -> None:
    page = _page(1300, 900)
    window.stack.addWidget(page)
    window.stack.setCurrentWidget(page)
    assert (window.width(), window.height()) == (800, 430)
    assert window.middle.width() < 800
    assert page.width() == 1300


def test_that_a_wide_page_that_was_left_makes_no_other_page_wide(window: MainWindow) -> None:
    wide, small = _page(1300, 900), _page(200, 100)
    for page in (wide, small):
        window.stack.addWidget(page)
        window.stack.setCurrentWidget(page)
    assert window.stack.minimumSizeHint().width() == 200


@pytest.mark.parametrize("kind", [QToolButton, QPushButton])
def test_that_enter_presses_a_button_and_opens_its_menu(
    window: MainWindow, kind: type[QToolButton] | type[QPushButton], qtbot: QtBot
) -> None:
    pressed: list[str] = []
    button = kind()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda: pressed.append("button"))
    window.stack.addWidget(button)
    window.stack.setCurrentWidget(button)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["button"]
    menu = Menu(button, "More")
    menu.addAction("Print")
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    menu.aboutToShow.connect(lambda: pressed.append("menu"))
    button.setMenu(menu)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert pressed == ["button", "menu"]
