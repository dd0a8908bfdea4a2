# SPDX-License-Identifier: Apache-2.0
"""What a widget that paints itself is to a screen reader: a chart, a document, a group, where Qt knows only a widget.

Its name, description and state stay those of the widget.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
_PROPERTY = "spokenRole"
_installed: list[bool] = []


def speak_as(widget: QWidget, role: Role) -> None:
    """Have `widget` met in that role. To be said before anybody asks, so where it is made."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)
    widget.setProperty(_PROPERTY, role.value)


def _interface(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    """Qt asks for every class of a widget that it has not met; None leaves it to Qt."""
    role = of.property(_PROPERTY) if isinstance(of, QWidget) else None
    return QAccessibleWidget(of, Role(role)) if isinstance(of, QWidget) and role is not None else None
