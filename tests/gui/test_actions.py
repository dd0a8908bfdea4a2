# SPDX-License-Identifier: Apache-2.0
"""An action is said once, and no key means two things."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.actions import Action, Actions, sequences, tooltip
from tests.support.access.speaking import announced
from tests.support.qt import to_front


def nothing() -> None:
    """What these actions do."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_that_a_key_cannot_be_given_twice(window: QWidget) -> None:
    actions = Actions(window)
    actions.add(Action(name="undo", text="Undo", run=nothing, keys=(QKeySequence.StandardKey.Undo,)))
    with pytest.raises(ValueError, match=r"already belongs to 'undo'"):
        actions.add(Action(name="zoom", text="Zoom", run=nothing, keys=("Ctrl+Z",)))


def test_that_a_page_cannot_take_a_key_of_the_window(window: QWidget) -> None:
    above = Actions(window)
    above.add(Action(name="palette", text="Go to", run=nothing, keys=("Ctrl+K",)))
    with pytest.raises(ValueError, match="already belongs"):
        Actions(QWidget(window), above).add(Action(name="link", text="Link", run=nothing, keys=("Ctrl+K",)))


def test_that_two_pages_may_use_the_same_key(window: QWidget) -> None:
    above = Actions(window)
    for _page in range(2):
        page = Actions(QWidget(window), above)
        page.add(Action(name="delete", text="Delete", run=nothing, keys=("Del",)))


def test_that_a_key_of_a_page_works_beside_it_only_where_that_is_said_and_only_while_it_is_shown(
    window: QWidget, qtbot: QtBot
) -> None:
    done: list[str] = []
    page, aside = QWidget(window), QLineEdit(window)
    actions = Actions(page, Actions(window))
    for name, key, beside in (("new", "Ctrl+N", True), ("delete", "Ctrl+D", False)):
        run = partial(done.append, name)
        actions.add(Action(name=name, text=name, run=run, keys=(key,), beside=beside))
    window.show()
    window.activateWindow()
    aside.setFocus()
    qtbot.waitUntil(aside.hasFocus)
    for letter in (Qt.Key.Key_N, Qt.Key.Key_D):
        QTest.keyClick(aside, letter, Qt.KeyboardModifier.ControlModifier)
    assert done == ["new"]
    page.hide()
    QTest.keyClick(aside, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert done == ["new"]


@pytest.mark.parametrize("key", [QKeySequence.StandardKey.Quit, QKeySequence.StandardKey.Preferences])
def test_that_quit_and_preferences_have_keys_everywhere(key: QKeySequence.StandardKey) -> None:
    assert not sequences(key)[0].isEmpty()


def test_that_the_tooltip_names_the_key() -> None:
    assert tooltip(Action(name="open", text="Open…", run=nothing, keys=("Ctrl+J",))) == "Open (Ctrl+J)"
    assert tooltip(Action(name="about", text="About", run=nothing)) == "About"


def test_that_refreshing_asks_whether_an_action_can_be_done(window: QWidget) -> None:
    can = [False]
    actions = Actions(window)
    shown = actions.add(Action(name="paste", text="Paste", run=nothing, enabled=lambda: can[0]))
    assert not shown.isEnabled()
    can[0] = True
    actions.refresh()
    assert shown.isEnabled()


def test_that_a_switch_shows_what_is_so_and_not_how_often_it_was_pressed(window: QWidget) -> None:
    actions = Actions(window)
    shown = actions.add(Action(name="side", text="Inspector", run=nothing, toggle=lambda: False))
    shown.trigger()
    assert not shown.isChecked()


def test_that_a_button_without_words_has_a_name_and_a_tooltip(window: QWidget) -> None:
    ran: list[str] = []
    actions = Actions(window)
    actions.add(Action(name="new", text="New…", icon="plus", run=lambda: ran.append("new"), keys=("Ctrl+N",)))
    button = actions.button("new")
    button.click()
    assert (button.accessibleName(), button.toolTip(), ran) == ("New", "New (Ctrl+N)", ["new"])


def test_that_the_palette_lists_the_page_before_the_window(window: QWidget) -> None:
    above = Actions(window)
    above.add(Action(name="quit", text="Quit", run=nothing))
    page = Actions(QWidget(window), above)
    page.add(Action(name="delete", text="Delete", run=nothing))
    assert [action.name for action in page] == ["delete", "quit"]


def test_that_a_switch_says_how_it_stands_once_a_key_has_turned_it(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    def turn() -> None:
        shown.clear() if shown else shown.append(True)

    Actions(window).add(
        Action(
            name="inspector",
            text="Inspector",
            run=turn,
            keys=("F4",),
            toggle=lambda: bool(shown),
        )
    )
    to_front(window, qtbot)
    heard = announced(monkeypatch)
    QTest.keyClick(window, Qt.Key.Key_F4)
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert heard == ["Inspector: on", "Inspector: off"]
