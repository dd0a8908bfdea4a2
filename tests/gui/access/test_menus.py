# SPDX-License-Identifier: Apache-2.0
"""A menu that is opened by key says where it begins."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.access.menus import Menu
from tests.support.access.speaking import name_of, spoken


@pytest.mark.parametrize(
    ("buttons", "begins"), [(Qt.MouseButton.NoButton, "Delete"), (Qt.MouseButton.RightButton, None)]
)
def test_that_a_menu_opened_by_key_begins_at_the_first_act_that_can_be_done(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, buttons: Qt.MouseButton, begins: str | None
) -> None:
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: buttons)
    button = QToolButton()
    qtbot.addWidget(button)
    menu = Menu(button)
    menu.addAction("Paste").setEnabled(False)
    menu.addSeparator()
    for words in ("Delete", "Duplicate"):
        menu.addAction(words)
    button.setAccessibleName("Columns: 3 of 4")
    menu.popup(QPoint(40, 40))
    active = menu.activeAction()
    assert (active.text() if active is not None else None) == begins
    assert name_of(spoken(menu)) == "Columns: 3 of 4"


def test_that_a_menu_begins_at_what_is_chosen_now(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    button = QToolButton()
    qtbot.addWidget(button)
    menu = Menu(button)
    views = QActionGroup(menu)
    for words in ("All risks", "Open", "Mine"):
        act = menu.addAction(words)
        act.setCheckable(True)
        views.addAction(act)
        act.setChecked(words == "Mine")
    menu.popup(QPoint(40, 40))
    active = menu.activeAction()
    assert active is not None
    assert active.text() == "Mine"


def test_that_a_menu_of_no_button_has_the_name_it_is_given(qtbot: QtBot) -> None:
    page = QToolButton()
    qtbot.addWidget(page)
    menu = Menu(page, "The selected cells")
    menu.addAction("Delete")
    menu.popup(QPoint(40, 40))
    assert name_of(spoken(menu)) == "The selected cells"
