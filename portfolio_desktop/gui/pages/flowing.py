# SPDX-License-Identifier: Apache-2.0
"""Parts side by side that go on below where there is no room left: small pieces, and the columns of a page."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.paint import lay_out_again


class Flowing(QLayout):
    """Left to right, then down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(min(widest, 160), max((item.sizeHint().height() for item in self._items), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        around = self.contentsMargins()
        rect = rect.marginsRemoved(around)
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            wide = min(size.width(), rect.width())
            if x > rect.x() and x + wide > rect.right() + 1:
                x, y, line = rect.x(), y + line + GAP_TINY, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, size.height())))
            x += wide + GAP_SMALL
            line = max(line, size.height())
        return y + line - rect.y() + around.top() + around.bottom()


class Columns(QWidget):
    """The columns of a page: beside one another from `least` pixels on, below one another where less would cut their words."""

    def __init__(self, least: int, *columns: tuple[QLayout, int]) -> None:
        """`columns` each with its share of the width."""
        super().__init__()
        self._least = least
        self._columns = columns
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP_LARGE)
        for column, share in columns:
            self._box.addLayout(column, share)

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest column, or the page could never become narrow enough to have them below one another."""
        widest = max(column.minimumSize().width() for column, _share in self._columns)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if event.size().width() >= self._least else ways.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)
            for place, (_column, share) in enumerate(self._columns):
                self._box.setStretch(place, share if way is ways.LeftToRight else 0)
            lay_out_again(self)
