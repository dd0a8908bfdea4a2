# SPDX-License-Identifier: Apache-2.0
"""The box for a whole number."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

_AIR = 7


class NumberBox(QSpinBox):
    """A spin box whose figure stands off its border as the words of other fields do: a style sheet cannot say so.

    The wheel scrolls what it stands on, and changes no figure.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_AIR, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
