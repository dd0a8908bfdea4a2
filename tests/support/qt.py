# SPDX-License-Identifier: Apache-2.0
"""What every test of a page asks of its widgets: names for a screen reader, and text that is never read as markup."""

from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

T = TypeVar("T", bound=QObject)

CANARY = '<img src="canary.png"><b>A & B</b>'
"""Text that loads a file and turns bold wherever it is taken for markup."""


def overlapping(bar: QWidget) -> list[tuple[str, str]]:
    """Controls of a bar, in pairs, of which one lies over the other, or over the bar's edge."""
    kinds = (QAbstractButton, QLineEdit)
    shown = [each for each in bar.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]
    shown = [each for each in shown if not isinstance(each.parent(), QLineEdit)]
    placed = [(each.accessibleName(), QRect(each.mapTo(bar, QPoint()), each.size())) for each in shown]
    pairs = [(name, other) for (name, at), (other, there) in combinations(placed, 2) if at.intersects(there)]
    return pairs + [(name, "the edge") for name, at in placed if not bar.rect().contains(at)]


def child(root: QObject, kind: type[T], name: str) -> T:
    """The one descendant of that class and object name."""
    found = [widget for widget in root.findChildren(kind) if widget.objectName() == name]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} called {name!r}"
    return found[0]


def to_front(window: QWidget, qtbot: QtBot) -> None:
    """Show it as the window that has the keyboard: only there do widgets tell that they got it."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def accessible_name(widget: QWidget) -> str:
    """What a screen reader says for the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def assert_every_focusable_widget_is_named(root: QWidget) -> None:
    unnamed = [widget for widget in _focusable(root) if not accessible_name(widget).strip()]
    assert not unnamed, f"no accessible name: {[_describe(widget) for widget in unnamed]}"


def assert_no_label_reads_markup(root: QWidget) -> None:
    """No label may guess whether its text is markup: one that guesses loads whatever file a record names."""
    rich = [label for label in root.findChildren(QLabel) if label.textFormat() is not Qt.TextFormat.PlainText]
    assert not rich, f"not plain text: {[_describe(label) for label in rich]}"
    tips = [widget for widget in root.findChildren(QWidget) if CANARY in widget.toolTip()]
    assert not tips, f"tooltip not escaped: {[_describe(widget) for widget in tips]}"


def _focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in [root, *root.findChildren(QWidget)]:
        # A viewport, a proxied editor and the popup of a combo box speak through the widget that owns them.
        owned = isinstance(widget.parentWidget(), QAbstractScrollArea) or widget.focusProxy() is not None
        popup = widget.window() is not root.window()
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not owned and not popup:
            yield widget


def _describe(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName() or text!r} in {type(widget.parent()).__name__}"
