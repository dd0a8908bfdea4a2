# SPDX-License-Identifier: Apache-2.0
"""What a widget that paints itself is to a screen reader: a chart, a document, a group, where Qt knows only a widget.

Its name, description and state stay those of the widget. Pages that lie on one another are a plain group: Qt calls them
panes in layers, which would be said at almost every step.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QStackedWidget, QWidget

Role = QAccessible.Role
_PROPERTY = "spokenRole"
_installed: list[bool] = []


def speak_as(widget: QWidget, role: Role) -> None:
    """Have `widget` met in that role. To be said before anybody asks, so where it is made."""
    use_roles()
    widget.setProperty(_PROPERTY, role.value)


def use_roles() -> None:
    """Have the roles hold from now on. To be said before the first window is met."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def _interface(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    """Qt asks for every class of a widget that it has not met; None leaves it to Qt."""
    if not isinstance(of, QWidget):
        return None
    role = of.property(_PROPERTY)
    if role is None:
        return QAccessibleWidget(of, Role.Grouping) if isinstance(of, QStackedWidget) else None
    return QAccessibleWidget(of, Role(role))
