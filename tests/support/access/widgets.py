# SPDX-License-Identifier: Apache-2.0
"""The widgets of a window that a person can see, and how to name one in a finding."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def in_sight(root: QWidget) -> list[QWidget]:
    """`root` and the widgets in it that are shown, those that have to be scrolled to among them."""
    window = root.window()
    return [
        root,
        *(each for each in root.findChildren(QWidget) if each.isVisibleTo(root) and each.window() is window),
    ]


def described(widget: QWidget) -> str:
    """Class, name and words of a widget, and the class of ours that it stands in."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    named = widget.objectName() or text or widget.accessibleName()
    above = widget.parentWidget()
    while above is not None and type(above).__module__.startswith("PySide6"):
        above = above.parentWidget()
    return f"{type(widget).__name__} {named[:60]!r} in {type(above).__name__}"
