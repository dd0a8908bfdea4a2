# SPDX-License-Identifier: Apache-2.0
"""Tab leads through a window as it is laid out, whenever its parts were made."""

import gc
from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.access.panes import AsRead
from tests.support.qt import to_front


class _Window(AsRead, QWidget):
    """A window of fields."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = _Window()
    qtbot.addWidget(window)
    return window


def field(name: str) -> QLineEdit:
    box = QLineEdit()
    box.setObjectName(name)
    return box


def tabbed(window: QWidget, qtbot: QtBot, *, back: bool = False) -> Sequence[str]:
    """The fields that Tab comes to, once round."""
    to_front(window, qtbot)
    names = []
    for _press in window.findChildren(QLineEdit):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
    return names


def test_that_what_was_made_late_comes_where_it_stands(window: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(window)
    for name in ("first", "last"):
        column.addWidget(field(name))
    inner = QVBoxLayout()
    column.insertLayout(1, inner)
    inner.addWidget(field("late"))
    window.findChildren(QLineEdit)[1].setFocus()
    assert tabbed(window, qtbot) == ["first", "late", "last"]
    assert tabbed(window, qtbot, back=True) == ["late", "first", "last"]


def test_that_a_grid_and_a_form_are_read_line_by_line(window: QWidget, qtbot: QtBot) -> None:
    column = QVBoxLayout(window)
    grid, form = QGridLayout(), QFormLayout()
    column.addLayout(form)
    column.insertLayout(0, grid)
    for name, row, place in (("d", 1, 1), ("b", 0, 1), ("a", 0, 0), ("c", 1, 0)):
        grid.addWidget(field(name), row, place)
    form.addRow("Later", field("f"))
    form.insertRow(0, "Sooner", field("e"))
    window.findChild(QLineEdit, "f").setFocus()  # type: ignore[union-attr]
    assert tabbed(window, qtbot) == list("abcdef")


def test_that_panes_side_by_side_and_the_page_in_front_are_read_from_the_left(
    window: QWidget, qtbot: QtBot
) -> None:
    splitter, tabs = QSplitter(), QTabWidget()
    QVBoxLayout(window).addWidget(splitter)
    splitter.addWidget(field("right"))
    splitter.insertWidget(0, tabs)
    tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for name in ("shown", "hidden"):
        tabs.addTab(field(name), name)
    window.findChild(QLineEdit, "right").setFocus()  # type: ignore[union-attr]
    assert tabbed(window, qtbot) == ["shown", "right", "shown"]


class _Dialog(AsRead, QDialog):
    """A dialog of fields."""


def test_that_enter_presses_the_button_that_the_keyboard_is_on_in_a_list_and_the_tool_in_a_dialog(
    qtbot: QtBot,
) -> None:
    listing, dialog = _Window(None, Qt.WindowType.Popup), _Dialog()
    for window in (listing, dialog):
        qtbot.addWidget(window)
        pressed: list[str] = []
        column = QVBoxLayout(window)
        default, tool, push = QPushButton("OK"), QToolButton(), QPushButton("Largest first")
        for name, button in (("default", default), ("tool", tool), ("push", push)):
            button.clicked.connect(partial(pressed.append, name))
            column.addWidget(button)
        push.setAutoDefault(False)
        default.setDefault(True)
        window.show()
        for at in (tool, push):
            at.setFocus()
            QTest.keyClick(at, Qt.Key.Key_Return)
        assert pressed == (["tool", "push"] if window is listing else ["tool", "default"])
        window.close()


def test_that_who_enters_a_line_does_not_press_the_button_the_keyboard_goes_on_to(qtbot: QtBot) -> None:
    window = _Window()
    qtbot.addWidget(window)
    column, line, button = QVBoxLayout(window), QLineEdit(), QPushButton("Write it")
    column.addWidget(line)
    column.addWidget(button)
    line.returnPressed.connect(button.setFocus)
    window.show()
    line.setFocus()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


class _Asking(AsRead, QDialog):
    """A dialog as all are: Qt keeps it, and much in it knows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.itself = self
        column = QVBoxLayout(self)
        for name in ("first", "last"):
            column.addWidget(field(name))


def test_that_a_dialog_stays_open_after_tab_and_a_search_for_garbage(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    _Asking(window).open()
    QTest.keyClick(window.findChildren(_Asking)[0], Qt.Key.Key_Tab)
    gc.collect()
    assert [each.isVisible() for each in window.findChildren(QDialog)] == [True]


def test_that_the_menu_of_a_table_opens_on_a_laptop_without_a_key_for_it(
    window: QWidget, qtbot: QtBot
) -> None:
    table = QTableWidget(2, 1)
    QVBoxLayout(window).addWidget(table)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    asked: list[QPoint] = []
    table.customContextMenuRequested.connect(asked.append)
    to_front(window, qtbot)
    table.setFocus()
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_F10)
    assert asked == []
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [table.indexAt(table.viewport().mapFrom(table, place)).row() for place in asked] == [1]
