# SPDX-License-Identifier: Apache-2.0
"""The table beside a Gantt: a tree with columns, a row for each lane, walked and changed from the keyboard."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme, sized, tabular
from portfolio_desktop.gui.timeline.look import hairline
from portfolio_desktop.gui.timeline.model import RowsModel
from portfolio_desktop.gui.widgets.paint import one_line
from portfolio_desktop.services.planning.rows import Row, RowKind

Index = QModelIndex | QPersistentModelIndex

INDENT, CHEVRON = 16, 14
_BOLD = (RowKind.GROUP, RowKind.PROGRAMME, RowKind.PROJECT, RowKind.SUMMARY)
_HEADINGS = (RowKind.GROUP, RowKind.PROGRAMME, RowKind.PROJECT)
_KEY = Qt.Key
_FOLDS, _UNFOLDS = (_KEY.Key_Minus, _KEY.Key_Left), (_KEY.Key_Plus, _KEY.Key_Right)


def chevron_rect(cell: QRect, row: Row) -> QRect:
    """Where the sign lies that folds a row, in the cell of the tree."""
    left = cell.left() + GAP_SMALL + row.level * INDENT
    return QRect(left, cell.center().y() - CHEVRON // 2, CHEVRON, CHEVRON)


class RowsTable(QTableView):
    """Selects whole rows. Whatever changes rows leaves as a signal."""

    toggled = Signal(int)
    """A lane whose row is to be folded or unfolded."""
    key_pressed = Signal(object)
    """A key that means something to the chart or the page; accept it to keep it from the table."""
    hovered = Signal(int)

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.hover_lane = -1
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(12)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setAccessibleName(_("Rows of the timeline"))

    def show_columns(self) -> None:
        """Give each column the width it asks for."""
        for section, column in enumerate(self.rows.cells.columns):
            self.setColumnWidth(section, column.width)

    def row_at(self, lane: int) -> Row:
        return self.rows.row(lane)

    def is_folded(self, row: Row) -> bool:
        chart = self.rows.chart
        return chart is not None and row.key in chart.folded

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if event.isAccepted():
            return
        at = self.currentIndex()
        if at.isValid() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if event.key() in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_F2):
                self._edit_here(at)
                return
            if at.column() == 0 and self._walk_tree(at, event.key()):
                return
        super().keyPressEvent(event)

    def _edit_here(self, at: QModelIndex) -> None:
        """Edit the current cell, or the first one of the row that can be edited."""
        sections = (at.column(), *range(self.rows.columnCount()))
        for section in sections:
            index = self.rows.index(at.row(), section)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return

    def _walk_tree(self, at: QModelIndex, key: int) -> bool:
        """Left folds, or goes to what the row belongs under; Right unfolds."""
        row = self.row_at(at.row())
        turning = _UNFOLDS if self.is_folded(row) else _FOLDS
        if row.folds and key in turning:
            self.toggled.emit(at.row())
        elif key == _KEY.Key_Left and self.rows.chart is not None:
            parent = self.rows.chart.parent(at.row())
            if parent < 0:
                return False
            self.setCurrentIndex(self.rows.index(parent, 0))
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == 0:
            row = self.row_at(at.row())
            spot = chevron_rect(self.visualRect(at), row).adjusted(-4, -6, 4, 6)
            if row.folds and spot.contains(event.position().toPoint()):
                self.toggled.emit(at.row())
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.hovered.emit(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at = self.currentIndex()
        if at.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.drawRect(self.visualRect(at).adjusted(1, 1, -1, -2))
            painter.end()


class _RowDelegate(QStyledItemDelegate):
    """Cells, and the tree of the first column."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = current_theme(), QRect(option.rect)
        row = self._table.row_at(index.row())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = index.row() == self._table.hover_lane
        if selected or hot or row.kind in _HEADINGS:
            ground = theme.selection if selected else theme.hover if hot else theme.raised
            painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(hairline(theme)))
        ink = theme.on_selection if selected else theme.muted if row.done else theme.text
        painter.setPen(QColor(ink))
        painter.setFont(sized(self._table.font(), 0, bold=index.column() == 0 and row.kind in _BOLD))
        inner = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        if index.column() == 0:
            spot = chevron_rect(rect, row)
            if row.folds:
                icon("chevron-right" if self._table.is_folded(row) else "chevron-down", "muted").paint(
                    painter, spot
                )
            inner.setLeft(spot.right() + 1 + GAP_SMALL // 2)
        words = painter.fontMetrics().elidedText(
            one_line(str(index.data() or "")), Qt.TextElideMode.ElideRight, inner.width()
        )
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(QRectF(inner), int(align) | int(Qt.TextFlag.TextSingleLine), words)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model: RowsModel = index.model()  # type: ignore[assignment]
        return model.cells.editor(model.row(index.row()), model.cells.columns[index.column()].name, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor comes with what is there."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        rows = self._table.rows
        rows.cells.entered(rows.row(index.row()), rows.cells.columns[index.column()].name, editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if index.column() == 0:
            row = self._table.row_at(index.row())
            rect.setLeft(chevron_rect(rect, row).right())
        editor.setGeometry(rect)
