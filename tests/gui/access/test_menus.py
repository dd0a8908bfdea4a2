# SPDX-License-Identifier: Apache-2.0
"""A menu that is opened by key says where it begins."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.access.menus import begin_at_first
from tests.support.access.speaking import name_of, spoken


@pytest.mark.parametrize(
    ("buttons", "begins"), [(Qt.MouseButton.NoButton, "Delete"), (Qt.MouseButton.RightButton, None)]
)
def test_that_a_menu_opened_by_key_begins_at_the_first_act_that_can_be_done(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, buttons: Qt.MouseButton, begins: str | None
) -> None:
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: buttons)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Paste").setEnabled(False)
    menu.addSeparator()
    for words in ("Delete", "Duplicate"):
        menu.addAction(words)
    begin_at_first(menu, "The selected cells")
    menu.popup(QPoint(40, 40))
    active = menu.activeAction()
    assert (active.text() if active is not None else None) == begins
    assert name_of(spoken(menu)) == "The selected cells"
