# SPDX-License-Identifier: Apache-2.0
"""A headline number with its caption and, under it, how much of it is known."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import GAP, GAP_TINY, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel


class Figure(QFrame):
    """Caption, number, note: "Whole-life cost", "£494,181m", "191 of 235 known".

    The number comes formatted.
    """

    def __init__(
        self, caption: str, value: str = "", note: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "surface")
        self._caption = caption
        self._value = ElidedLabel(step=6, bold=True, align=Qt.AlignmentFlag.AlignLeft)
        self._value.setFont(tabular(self._value.font()))
        self._note = ElidedLabel(ink="muted", step=-1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_TINY)
        column.addWidget(ElidedLabel(caption, ink="muted"))
        column.addWidget(self._value)
        column.addWidget(self._note)
        self.set(value, note)

    def set(self, value: str, note: str = "") -> None:
        self._value.set_text(value)
        self._note.set_text(note)
        self.setAccessibleName(", ".join(part for part in (self._caption, value, note) if part))
