# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told: every place of the keyboard has a name and a role, and what holds a value says it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QMainWindow, QWidget

from tests.support.access.widgets import described, in_sight

_WORDLESS = frozenset(
    {
        QAccessible.Role.NoRole,
        QAccessible.Role.Client,
        QAccessible.Role.Border,
        QAccessible.Role.Window,
        QAccessible.Role.Pane,
        QAccessible.Role.Whitespace,
    }
)
"""Roles that say nothing of what can be done."""


def unsaid(root: QWidget) -> Iterator[str]:
    """What the keyboard comes to in `root` and a screen reader could not tell."""
    for widget in focusable(root):
        interface = spoken(widget)
        if not name_of(interface).strip():
            yield f"no name: {described(widget)}"
        if interface.role() in _WORDLESS and not isinstance(widget, QDialog | QMainWindow):
            yield f"no role ({interface.role().name}): {described(widget)}"
        if interface.state().focusable != 1:
            yield f"not focusable for a screen reader: {described(widget)}"


def spoken(widget: QWidget) -> QAccessibleInterface:
    """The widget as a screen reader meets it."""
    return QAccessible.queryAccessibleInterface(widget)


def announced(patch: pytest.MonkeyPatch) -> list[str]:
    """What is announced from now on, as it comes."""
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    patch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def name_of(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def focusable(root: QWidget) -> Iterator[QWidget]:
    """The widgets in sight that can have the keyboard and speak for themselves."""
    for widget in in_sight(root):
        # A viewport and a proxied editor speak through the widget that owns them.
        owned = isinstance(widget.parentWidget(), QAbstractScrollArea) or widget.focusProxy() is not None
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not owned and widget.isEnabled():
            yield widget
