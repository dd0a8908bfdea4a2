# SPDX-License-Identifier: Apache-2.0
"""The first columns of a table, which say whose row it is: they stay in sight while the others scroll past.

One table, not two laid over each other: cells and headings of these columns are painted, found by the mouse and edited at their
place on the left, whatever the scroll bar says. Selection, keys and editors need not know.
"""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from portfolio_desktop.gui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex

_GRIP = 4  # pixels on either side of an edge at which it can be taken


class FrozenHeads(QHeaderView):
    """Headings of which the first stay where they are; a subclass says how far. Qt is told of the mouse where it believes them
    to be, and what it would not do there, out of sight, is done here: to make a column wider by its edge."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._shift = 0
        self._widened = -1
        self._begins = 0  # where the column that is made wider is seen to begin

    def frozen_width(self) -> int:
        """How far the columns reach that stay in sight; 0 where they would leave the others no room."""
        raise NotImplementedError

    def frozen_sections(self) -> list[int]:
        """The sections that stay in sight, from the left."""
        edge, found = self.frozen_width(), []
        for place in range(self.count()):
            section = self.logicalIndex(place)
            if self.sectionPosition(section) >= edge:
                break
            found.append(section)
        return found

    def scrolled_edge(self) -> int:
        """Where the columns that scroll begin to show, once they have been scrolled; 0 before."""
        return self.frozen_width() if self.offset() else 0

    def shift_at(self, x: float) -> int:
        """How far a heading that is seen at `x` stands from where Qt believes it to be."""
        return self.offset() if 0 <= x < self.scrolled_edge() else 0

    def seen_position(self, section: int) -> int:
        """Where a heading is seen to begin."""
        frozen = self.sectionPosition(section) < self.scrolled_edge()
        return self.sectionPosition(section) if frozen else self.sectionViewportPosition(section)

    def seen_at(self, at: QPoint) -> int:
        """The section that is seen at a place."""
        return self.logicalIndexAt(at.x() - self.shift_at(at.x()))

    def moved(self, event: QMouseEvent) -> QMouseEvent:
        """The same event, where Qt believes the heading to be that the mouse is over, or was when it was pressed."""
        at = QPointF(event.position().x() - self._shift, event.position().y())
        return QMouseEvent(
            event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = round(event.position().x())
        self._shift = self.shift_at(x)
        if event.button() is Qt.MouseButton.LeftButton:
            self._widened = self._edge_at(x)
        if self._widened < 0:
            super().mousePressEvent(self.moved(event))
        else:
            self._begins = self.sectionPosition(self._widened)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = round(event.position().x())
        if self._widened >= 0:
            width = x + 1 - self._begins
            self.resizeSection(self._widened, max(width, self.minimumSectionSize()))
            return
        if not event.buttons():
            self._shift = self.shift_at(x)
        if self._shift and self._edge_at(x) >= 0:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self._shift:
            self.unsetCursor()
        super().mouseMoveEvent(self.moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._widened < 0:
            super().mouseReleaseEvent(self.moved(event))
        self._widened = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._shift = self.shift_at(event.position().x())
        super().mouseDoubleClickEvent(self.moved(event))

    def _edge_at(self, x: int) -> int:
        """The column that stays whose right edge is at `x`, once others have been scrolled; -1 where there is none."""
        if not self.shift_at(x):
            return -1
        rights = {
            section: self.sectionPosition(section) + self.sectionSize(section)
            for section in self.frozen_sections()
        }
        return next((section for section, right in rights.items() if abs(x - right) <= _GRIP), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = self.scrolled_edge()
        if edge:
            painter = QPainter(self.viewport())
            for section in self.frozen_sections():
                rect = QRect(self.sectionPosition(section), 0, self.sectionSize(section), self.height())
                self.paintSection(painter, rect, section)
            painter.fillRect(edge - 1, 0, 1, self.height(), QColor(current_theme().outline))
            painter.end()


class FrozenTable(QTableView):
    """A table whose first columns stay where they are."""

    def __init__(self, heads: FrozenHeads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads = heads
        self.setHorizontalHeader(heads)

    def is_frozen(self, section: int) -> bool:
        """Whether the column stays in sight now that others are scrolled."""
        return self.heads.sectionPosition(section) < self.heads.scrolled_edge()

    def visualRect(self, index: Index) -> QRect:
        rect: QRect = super().visualRect(index)
        if index.isValid() and self.is_frozen(index.column()):
            rect.translate(self.heads.offset(), 0)
        return rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        return super().indexAt(QPoint(point.x() - self.heads.shift_at(point.x()), point.y()))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not index.isValid():
            return
        if self.heads.sectionPosition(index.column()) < self.heads.frozen_width():
            bar.setValue(before)
        else:
            self.show_section(index.column())

    def show_section(self, section: int) -> None:
        """Scroll sideways until a column is in sight, beside those that stay."""
        heads, bar = self.heads, self.horizontalScrollBar()
        edge, left = heads.frozen_width(), heads.sectionViewportPosition(section)
        if heads.sectionPosition(section) >= edge:
            beyond = left + heads.sectionSize(section) - self.viewport().width()
            bar.setValue(bar.value() + max(0, min(beyond, left - edge)) - max(0, edge - left))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # Qt moves the picture, and with it what should have stayed
            self.heads.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        edge = self.heads.scrolled_edge()
        if edge:
            self.viewport().update(QRect(0, 0, edge, self.viewport().height()))

    def paint_frozen(self, painter: QPainter, top: int, bottom: int, theme: Theme) -> None:
        """Paint the cells that stay, from one display row to another, over those that have been scrolled below."""
        edge = self.heads.scrolled_edge()
        if not edge:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        model, chosen = self.model(), self.selectionModel()
        sections = self.heads.frozen_sections()
        painter.fillRect(QRect(0, 0, edge, self.viewport().height()), QColor(theme.surface))
        plain = option.state & ~QStyle.StateFlag.State_Selected
        for row in range(top, bottom + 1):
            for section in sections:
                index = model.index(row, section)
                option.rect = self.visualRect(index)
                selected = chosen.isSelected(index)
                option.state = plain | QStyle.StateFlag.State_Selected if selected else plain
                self.itemDelegate().paint(painter, option, index)
        painter.fillRect(QRect(edge - 1, 0, 1, self.viewport().height()), QColor(theme.outline))

    def frame_current(self, painter: QPainter, theme: Theme) -> None:
        """Draw the frame of the current cell, as far as it is not below those that stay."""
        at = self.currentIndex()
        cell = self.visualRect(at)
        if not self.is_frozen(at.column()):
            cell.setLeft(max(cell.left(), self.heads.scrolled_edge()))
        if cell.width() > 0:
            paint_frame(painter, cell, theme)


def paint_frame(painter: QPainter, cell: QRect, theme: Theme) -> None:
    """The frame that says where the keyboard is."""
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(1, 1, -1, -2))
