# SPDX-License-Identifier: Apache-2.0
"""What a widget is to a screen reader where Qt knows only a widget: a chart, a document, a group, a choice, a fold.

Its name, description and state stay those of the widget; a button that is a choice or a fold says its own state, where
Qt would call it a box to tick. Pages that lie on one another are a plain group: Qt calls them panes in layers, which
would be said at almost every step.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAccessibleWidget,
    QComboBox,
    QLabel,
    QStackedWidget,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.access.announcing import announce, tell_cell

Role = QAccessible.Role
_PROPERTY, _UNFOLDED, _UNSAID = "spokenRole", "unfolded", "unsaid"
_PRESS = "Press"
"""As Qt names it, whatever the language."""
_BESIDE = "nameBeside"
_installed: list[bool] = []


def speak_as(widget: QWidget, role: Role) -> None:
    """Have `widget` met in that role. To be said where it is made, before it has a name: with that, Qt meets it.

    A button as `RadioButton` is one of several of which one holds: whether it does is told with it.
    """
    assert not widget.accessibleName(), "Qt keeps the role that it met a widget in"
    use_roles()
    widget.setProperty(_PROPERTY, role.value)


def speak_as_fold(button: QAbstractButton, *, unfolded: bool = False) -> None:
    """Have `button` met as one that opens and closes what lies below it. To be said as early as a role is."""
    speak_as(button, Role.Button)
    button.setProperty(_UNFOLDED, unfolded)


def tell_fold(button: QAbstractButton, *, unfolded: bool) -> None:
    """Say that what lies below a fold is open now, or closed: in words too, since no system hears the change from Qt."""
    if button.property(_UNFOLDED) == unfolded:
        return
    button.setProperty(_UNFOLDED, unfolded)
    changed = QAccessible.State()
    changed.expanded = changed.collapsed = True
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))
    if button.hasFocus():
        announce(button, _("expanded") if unfolded else _("collapsed"))


def leave_unsaid(label: QLabel) -> None:
    """Have a screen reader pass over words that belong to a control, which says them itself. As early as a role is said.

    A dialog is read out with every label that stands alone when it opens.
    """
    speak_as(label, Role.StaticText)
    label.setProperty(_UNSAID, True)


def use_roles() -> None:
    """Have the roles hold from now on. To be said before the first window is met."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


class _Button(QAccessibleWidget):
    """A button in a role of its own, with the state that belongs to the role, and still to be pressed."""

    def __init__(self, button: QAbstractButton, role: Role) -> None:
        super().__init__(button, role)
        self._button = button

    def text(self, which: QAccessible.Text) -> str:
        said = super().text(which)
        return said or self._button.text() if which is QAccessible.Text.Name else said

    def state(self) -> QAccessible.State:
        state = super().state()
        unfolded = self._button.property(_UNFOLDED)
        if unfolded is not None:
            state.expandable = True
            state.expanded, state.collapsed = bool(unfolded), not unfolded
        elif self._button.isCheckable():
            state.checkable, state.checked = True, self._button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        if name == _PRESS:
            self._button.click()
        else:
            super().doAction(name)


class _Unsaid(QAccessibleWidget):
    """Words that are seen, and not met."""

    def state(self) -> QAccessible.State:
        state = super().state()
        state.invisible = True
        return state


class _Naming(QObject):
    """Gives a list to choose from its name as a label beside it that nobody sees.

    On Linux Qt says what is chosen where it says a name elsewhere, and takes the name from such a label.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QComboBox):
            _name_beside(watched)
        return False


_naming = _Naming()


class _Coming(QObject):
    """A table or a list where nobody has been begins at its first line as the keyboard comes there.

    Qt tells a screen reader of that line before it tells of the table, which is then all that is said.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        came = event.type() is QEvent.Type.FocusIn
        if came and isinstance(watched, QAbstractItemView) and not watched.currentIndex().isValid():
            QTimer.singleShot(0, watched, partial(tell_cell, watched))
        return False


_coming = _Coming()


def _name_beside(box: QComboBox) -> None:
    parent = box.parentWidget()
    if parent is None or not box.accessibleName():
        return
    labels = parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    label = next((each for each in labels if each.buddy() is box), None)
    if label is None:
        label = QLabel(parent)
        label.setObjectName(_BESIDE)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(box)
    if label.objectName() == _BESIDE:
        label.setText(box.accessibleName())


def _interface(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    """Qt asks for every class of a widget that it has not met; None leaves it to Qt."""
    if not isinstance(of, QWidget):
        return None
    if isinstance(of, QComboBox):
        of.installEventFilter(_naming)
    if isinstance(of, QAbstractItemView):
        of.installEventFilter(_coming)
    role = of.property(_PROPERTY)
    if role is None:
        return QAccessibleWidget(of, Role.Grouping) if isinstance(of, QStackedWidget) else None
    if of.property(_UNSAID):
        return _Unsaid(of, Role(role))
    return _Button(of, Role(role)) if isinstance(of, QAbstractButton) else QAccessibleWidget(of, Role(role))
