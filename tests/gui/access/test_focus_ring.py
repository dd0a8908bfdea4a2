# SPDX-License-Identifier: Apache-2.0
"""Whoever uses the keyboard sees where it is: every kind of control, in every theme, at 3 : 1 or more."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.theme import Appearance, Mode, contrast
from portfolio_desktop.gui.widgets.segments import SegmentedControl

_LEAST = 3.0
_RING = 40
"""Pixels that change at least, at that contrast: a ring of the smallest control has more."""


def _with(widget: QWidget, **properties: object) -> QWidget:
    for name, value in properties.items():
        widget.setProperty(name, value)
    return widget


def _tabs() -> QWidget:
    tabs = QTabBar()
    for words in ("Details", "Links"):
        tabs.addTab(words)
    return tabs


def _list() -> QWidget:
    listed = QListWidget()
    listed.addItems(["Harbour wall", "Depot"])
    listed.setCurrentRow(0)
    return listed


def _tree() -> QWidget:
    tree = QTreeWidget()
    item = QTreeWidgetItem(["Harbour wall"])
    tree.addTopLevelItem(item)
    tree.setCurrentItem(item)
    return tree


def _tool(**properties: object) -> QWidget:
    button = QToolButton()
    button.setText("Columns")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return _with(button, **properties)


def _combo() -> QWidget:
    box = QComboBox()
    box.addItems(["Red", "Amber"])
    return box


KINDS: dict[str, Callable[[], QWidget]] = {
    "line": QLineEdit,
    "line with a problem": lambda: _with(QLineEdit(), problem=True),
    "prose": QPlainTextEdit,
    "combo": _combo,
    "spin": QSpinBox,
    "date": lambda: QDateEdit(QDate(2026, 3, 31)),
    "check": lambda: QCheckBox("Question doubtful ratings"),
    "radio": lambda: QRadioButton("Once a day"),
    "button": lambda: QPushButton("Choose"),
    "primary button": lambda: _with(QPushButton("Make the pack"), primary=True),
    "flat button": lambda: _with(QPushButton("Undo"), flat=True),
    "line button": lambda: _with(QPushButton("Undo"), flat=True, line=True),
    "tool": _tool,
    "chip": lambda: _tool(chip=True),
    "fold": lambda: _tool(fold=True),
    "row that leads on": lambda: RowButton("Actions overdue: 8", lambda: None),
    "tabs": _tabs,
    "list": _list,
    "tree": _tree,
}


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def theme(request: pytest.FixtureRequest, appearance: Appearance) -> None:
    appearance.use(request.param)
    return


def test_that_the_focus_is_seen_on_every_kind_of_control(theme: None, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    elsewhere = QPushButton("Elsewhere")
    column.addWidget(elsewhere)
    made = {name: make() for name, make in KINDS.items()}
    made["segment"] = SegmentedControl("What to show", (("details", "Details"), ("links", "Links")))
    for widget in made.values():
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.resize(400, 1400)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    unseen = {}
    for name, widget in made.items():
        takes = widget.findChild(QToolButton) if name == "segment" else widget
        assert isinstance(takes, QWidget)
        elsewhere.setFocus()
        before = page.grab(widget.geometry()).toImage()
        takes.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is takes, name
        seen = _told_apart(before, page.grab(widget.geometry()).toImage())
        if seen < _RING:
            unseen[name] = seen
    assert unseen == {}


def _told_apart(before: QImage, after: QImage) -> int:
    """How many pixels change by that contrast."""
    return sum(
        1
        for y in range(before.height())
        for x in range(before.width())
        if (first := before.pixel(x, y)) != (second := after.pixel(x, y))
        and contrast(_hex(first), _hex(second)) >= _LEAST
    )


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"
