# SPDX-License-Identifier: Apache-2.0
"""Where Tab leads, key by key as a person presses it: what is passed over, and where it goes no further."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)
from shiboken6 import getCppPointer

from tests.support.access.widgets import described, in_sight

_HAVE_KEYS = {
    "Toast": "goes by itself; Undo and Open have keys of their own that its tooltips say",
    "ChartArea": "is walked in the table beside it, which has the keys",
}
"""What is never come to, and why nobody needs to."""
_BY_KEY = {("AnswerBox", "Evidence"): "Ctrl+E in the words that it belongs to, as its tooltip says"}
"""The same of single buttons, by what they stand in."""
_KEEPS_TAB = {
    "Palette": "the arrows lead through what it found, and Escape leaves it",
    "Balloon": "it lies over the window, and Escape or its button leaves it",
}
"""Where Tab may stay, and how one leaves."""

_MOST = 600
"""More steps than any page has places."""
_WITHIN = 12
"""More steps than any one widget has parts: a date has three."""


def passed_over(window: QWidget) -> Iterator[str]:
    """What can be clicked in `window` but not reached by Tab, by arrows within its group, or by a key of its own."""
    come_to, trap = walk(window)
    if _keeps_tab(trap) or (come_to and all(map(_keeps_tab, come_to))):
        return
    if trap is not None:
        yield f"Tab goes no further than {described(trap)}"
        return
    reached = {_key(each): each for each in come_to}
    for widget in in_sight(window):
        if is_interactive(widget) and not _is_reached(widget, reached):
            yield f"the keyboard does not reach {described(widget)}"


def walk(window: QWidget) -> tuple[list[QWidget], QWidget | None]:
    """Press Tab from where the focus is until it comes round: the widgets it came to in order, and where it was caught."""
    window.activateWindow()
    start = _focused(window)
    if start is None:
        QTest.keyClick(window, Qt.Key.Key_Tab)
    else:
        start.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    stayed = 0
    for _step in range(_MOST):
        at = _focused(window)
        if at is None:
            return reached, None
        stayed = stayed + 1 if reached and at is reached[-1] else 0
        if stayed == _WITHIN:
            return reached, at if _others(window, at) else None
        if not stayed and at in reached:
            return reached, None
        if not stayed:
            reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return reached, _focused(window)


def does_not_let_go(dialog: QDialog) -> bool:
    """Whether Escape leaves the dialog where it is."""
    for _press in range(2):  # the first one lets go of a list, a filter or what is being typed
        if dialog.isVisible():
            QTest.keyClick(_focused(dialog) or dialog, Qt.Key.Key_Escape)
    return dialog.isVisible()


def is_interactive(widget: QWidget) -> bool:
    """Whether somebody with a mouse can do something with it now."""
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QScrollBar | QMenuBar | QLabel):
        return False
    inside = type(widget.parentWidget()).__name__
    if inside in _HAVE_KEYS or type(widget).__name__ in _HAVE_KEYS:
        return False
    if isinstance(widget, QAbstractButton) and (inside, widget.text()) in _BY_KEY:
        return False
    if isinstance(widget, QAbstractButton):
        return widget.receivers("2clicked(bool)") > 0 or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    if isinstance(widget, QLineEdit | QComboBox | QAbstractItemView | QTabBar):
        return not (isinstance(widget, QTabBar) and widget.count() < 2)
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _is_reached(widget: QWidget, reached: Mapping[int, QWidget]) -> bool:
    if _key(widget) in reached:
        return True
    parent = widget.parentWidget()
    owned = (
        isinstance(parent, QAbstractScrollArea | QComboBox | QTabBar | QLineEdit)
        or "Spin" in type(parent).__name__
    )
    if owned and not isinstance(widget, QTabBar):
        return True
    if widget.focusPolicy() == Qt.FocusPolicy.ClickFocus:  # one of several that arrows lead through
        return any(
            type(other) is type(widget) and other.parentWidget() is parent for other in reached.values()
        )
    if isinstance(widget, QAbstractButton) and any(  # a larger place to click for the tick beside it
        isinstance(other, QCheckBox)
        and other.parentWidget() is parent
        and other.accessibleName() == widget.accessibleName()
        for other in reached.values()
    ):
        return True
    if isinstance(widget, QRadioButton) or (
        isinstance(widget, QAbstractButton) and widget.group() is not None
    ):
        return any(other.parentWidget() is parent for other in reached.values())
    if isinstance(widget, QToolButton) and (action := widget.defaultAction()) is not None:
        return bool(action.shortcuts())
    return False


def _keeps_tab(widget: QWidget | None) -> bool:
    while widget is not None:
        if type(widget).__name__ in _KEEPS_TAB:
            return True
        widget = widget.parentWidget()
    return False


def _key(widget: QWidget) -> int:
    """Which widget it is: Qt's own are met in Python under more than one object."""
    return int(getCppPointer(widget)[0])


def _focused(window: QWidget) -> QWidget | None:
    at = window.focusWidget()
    return at if at is not None and at.isVisible() else None


def _others(window: QWidget, at: QWidget) -> bool:
    return any(
        each is not at and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
        for each in in_sight(window)
        if not isinstance(each.parentWidget(), QAbstractScrollArea) and each.focusProxy() is None
    )
