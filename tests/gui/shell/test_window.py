# SPDX-License-Identifier: Apache-2.0
"""The bare window on a small or much enlarged screen: it fits, whatever its pages need."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.settings import Settings
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
