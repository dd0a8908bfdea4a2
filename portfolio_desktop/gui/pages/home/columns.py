# SPDX-License-Identifier: Apache-2.0
"""Cards in columns that each flow for themselves: two of them, or three where there is room to read as many."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import GAP_LARGE

_ROOM_FOR_THREE = 1320

Arrangement = Sequence[Sequence[QWidget]]


class Columns(QWidget):
    """The same cards, arranged one way for two columns and another for three."""

    def __init__(self, two: Arrangement, three: Arrangement) -> None:
        super().__init__()
        self._two, self._three = two, three
        self._shown: Arrangement = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_LARGE)
        self._columns = [QVBoxLayout() for _column in three]
        for column in self._columns:
            column.setSpacing(GAP_LARGE)
            row.addLayout(column)
        self._arrange(two)

    @property
    def count(self) -> int:
        """How many columns there are now."""
        return len(self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._three if event.size().width() >= _ROOM_FOR_THREE else self._two)

    def _arrange(self, wanted: Arrangement) -> None:
        if wanted is self._shown:
            return
        self._shown = wanted
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        for place, column in enumerate(self._columns):
            while column.count():
                column.takeAt(0)
            cards = wanted[place] if place < len(wanted) else ()
            for card in cards:
                column.addWidget(card)
            if cards:
                column.addStretch(1)
            row.setStretch(place, 1 if cards else 0)
