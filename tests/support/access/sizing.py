# SPDX-License-Identifier: Apache-2.0
"""Whether a hand that is not steady can hit what is to be hit: 24 by 24 logical pixels, or as much room around it."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)

from tests.support.access.reaching import is_interactive
from tests.support.access.widgets import described, in_sight

LEAST = 24


def too_small(root: QWidget) -> Iterator[str]:
    """Controls smaller than that whose circle of 24 px meets another control (WCAG 2.5.8 and its exception of spacing)."""
    targets = (widget for widget in in_sight(root) if _is_target(widget))
    placed = {widget: _rect(widget, root) for widget in targets if _is_whole(widget)}
    for widget, rect in placed.items():
        if rect.width() >= LEAST and rect.height() >= LEAST:
            continue
        around = QRect(0, 0, LEAST, LEAST)
        around.moveCenter(rect.center())
        near = [
            other
            for other, its in placed.items()
            if other is not widget and not other.isAncestorOf(widget) and its.intersects(around)
        ]
        if near:
            yield f"{rect.width()} x {rect.height()} px beside {described(near[0])}: {described(widget)}"


def _is_target(widget: QWidget) -> bool:
    if not widget.isEnabled() or isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QTabBar):
        return False
    if isinstance(widget, QAbstractButton) and not is_interactive(widget):
        return False
    return isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)


def _is_whole(widget: QWidget) -> bool:
    """Whether nothing of it is scrolled out of sight."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def _rect(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
