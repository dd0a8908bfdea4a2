# SPDX-License-Identifier: Apache-2.0
"""Parts beside each other where there is room, and below one another where there is not: at 200 %, or in a narrow window."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.gui.theme import GAP_LARGE

_ROOM = 420
"""How wide each part wants to be, in logical pixels."""


class Beside(QWidget):
    """Each of `parts` is what stands in one column, from its top; `shares` say how the width is divided."""

    def __init__(
        self, *parts: Sequence[QWidget], shares: Sequence[int] = (), gap: int = GAP_LARGE, room: int = _ROOM
    ) -> None:
        super().__init__()
        self._needed = room * len(parts)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        for place, widgets in enumerate(parts):
            column = QVBoxLayout()
            column.setSpacing(gap)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            self._row.addLayout(column, shares[place] if shares else 1)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), _ROOM // 2))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if event.size().width() >= self._needed else ways.TopToBottom
        if way is not self._row.direction():
            self._row.setDirection(way)
