# SPDX-License-Identifier: Apache-2.0
"""The table beside a Gantt: a tree with columns, a row for each lane, walked and changed from the keyboard."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme, sized, tabular
from portfolio_desktop.gui.timeline.look import hairline
from portfolio_desktop.gui.timeline.model import RowsModel
from portfolio_desktop.gui.widgets.paint import one_line, safe_tooltip
from portfolio_desktop.gui.widgets.tables.frozen import FrozenHeads, FrozenTable
from portfolio_desktop.reports.gantt.picture import is_heading
from portfolio_desktop.services.planning.rows import Row, RowKind

Index = QModelIndex | QPersistentModelIndex

INDENT, CHEVRON = 16, 14
_BOLD = (RowKind.GROUP, RowKind.PROGRAMME, RowKind.PROJECT, RowKind.SUMMARY)
_KEY = Qt.Key
_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_EXPLAINED_MS = 8000
_MOST_OF_NAMES = 0.6  # of the width, or they scroll away with the others
_ELIDED = 20_000  # words kept cut to a width
_FOLDS, _UNFOLDS = (_KEY.Key_Minus, _KEY.Key_Left), (_KEY.Key_Plus, _KEY.Key_Right)


def chevron_rect(cell: QRect, row: Row) -> QRect:
    """Where the sign lies that folds a row, in the cell of the tree."""
    left = cell.left() + GAP_SMALL + row.level * INDENT
    return QRect(left, cell.center().y() - CHEVRON // 2, CHEVRON, CHEVRON)


class RowsHeads(FrozenHeads):
    """The headings, of which the names of the rows stay in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)

    def frozen_width(self) -> int:
        width = self.sectionSize(0) if self.count() else 0
        return width if width <= _MOST_OF_NAMES * self.viewport().width() else 0


class RowsTable(FrozenTable):
    """Selects whole rows. Whatever changes rows leaves as a signal."""

    toggled = Signal(int)
    """A lane whose row is to be folded or unfolded."""
    key_pressed = Signal(object)
    """A key that means something to the chart or the page; accept it to keep it from the table."""
    hovered = Signal(int)
    opened = Signal(int)
    """A lane whose record is asked for, where there was nothing to edit."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(RowsHeads(), parent)
        self.rows = model
        self.hover_lane = -1
        self.setModel(model)
        self.setFont(tabular(self.font()))
        self._delegate = _RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(12)
        self.setAccessibleName(_("Rows of the timeline"))

    def show_columns(self) -> None:
        """Give each column the width it asks for."""
        for section, column in enumerate(self.rows.columns):
            self.setColumnWidth(section, column.width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_delegate"):
            self._delegate.inks = _Inks(self.font())

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
        if self.is_editing:
            return  # Enter that an editor has not used for itself
        sections = (at.column(), *range(self.rows.columnCount()))
        for section in sections:
            index = self.rows.index(at.row(), section)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return
        self.opened.emit(at.row())

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open, with words in it that must not be lost."""
        return self.state() is QAbstractItemView.State.EditingState

    def finish_editing(self) -> None:
        """Take what stands in an open editor, and close it."""
        editor = self._delegate.editor
        if self.is_editing and editor is not None:
            self._delegate.commitData.emit(editor)
            self._delegate.closeEditor.emit(editor)

    def edit_at(self, lane: int, section: int) -> None:
        """Open the editor of a cell, if it has one."""
        index = self.rows.index(lane, section)
        self.setCurrentIndex(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def explain_at(self, lane: int, section: int, reason: str) -> None:
        """Say at the cell why what was entered there does not fit."""
        at = self.visualRect(self.rows.index(lane, section)).bottomLeft() + QPoint(0, 2)
        port = self.viewport()
        QToolTip.showText(port.mapToGlobal(at), safe_tooltip(reason), port, QRect(), _EXPLAINED_MS)

    def _walk_tree(self, at: QModelIndex, key: int) -> bool:
        """Left folds, or goes to what the row belongs under; Right unfolds."""
        row = self.row_at(at.row())
        turning = _UNFOLDS if self.is_folded(row) else _FOLDS
        if row.folds and key in turning:
            self.toggled.emit(at.row())
        elif row.folds and key in (_KEY.Key_Minus, _KEY.Key_Plus):
            pass  # it is folded so already, and a sign is no name to type
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
        elif at.isValid():
            self.opened.emit(at.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.hovered.emit(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, top, bottom = (
            current_theme(),
            self.rowAt(event.rect().top()),
            self.rowAt(event.rect().bottom()),
        )
        painter = QPainter(self.viewport())
        if top >= 0:
            self.paint_frozen(painter, top, bottom if bottom >= 0 else self.rows.rowCount() - 1, theme)
        if self.currentIndex().isValid() and self.hasFocus():
            self.frame_current(painter, theme)
        painter.end()


class _Inks:
    """Colours and fonts as Qt wants them: made once, since a repaint asks for hundreds."""

    def __init__(self, font: QFont) -> None:
        theme = current_theme()
        self.selection, self.selected = QColor(theme.selection), QColor(theme.on_selection)
        self.hover, self.heading = QColor(theme.hover), QColor(theme.raised)
        self.text, self.muted, self.rule = QColor(theme.text), QColor(theme.muted), QColor(hairline(theme))
        self.plain, self.bold = QFont(font), sized(font, 0, bold=True)
        self.metrics = {False: QFontMetrics(self.plain), True: QFontMetrics(self.bold)}
        self.open, self.closed = icon("chevron-down", "muted"), icon("chevron-right", "muted")
        self._elided: dict[tuple[str, int, bool], str] = {}

    def fitting(self, words: str, width: int, bold: bool) -> str:
        """As much of `words` as fits."""
        shown = self._elided.get((words, width, bold))
        if shown is None:
            if len(self._elided) > _ELIDED:
                self._elided.clear()
            metrics = self.metrics[bold]
            shown = metrics.elidedText(one_line(words), Qt.TextElideMode.ElideRight, width)
            self._elided[words, width, bold] = shown
        return shown


class _RowDelegate(QStyledItemDelegate):
    """Cells, and the tree of the first column."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table
        self.inks = _Inks(table.font())
        self.editor: QWidget | None = None
        """The one that was opened last."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inks, table, rect = self.inks, self._table, QRect(option.rect)
        lane, section = index.row(), index.column()
        row, column = table.rows.row(lane), table.rows.columns[section]
        selected = bool(option.state & _SELECTED)
        if selected:
            painter.fillRect(rect, inks.selection)
        elif lane == table.hover_lane:
            painter.fillRect(rect, inks.hover)
        elif table.rows.chart is not None and is_heading(row, table.rows.chart):
            painter.fillRect(rect, inks.heading)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, inks.rule)
        bold = section == 0 and row.kind in _BOLD
        painter.setPen(inks.selected if selected else inks.muted if row.done else inks.text)
        painter.setFont(inks.bold if bold else inks.plain)
        inner = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        if section == 0:
            spot = chevron_rect(rect, row)
            if row.folds:
                (inks.closed if table.is_folded(row) else inks.open).paint(painter, spot)
            inner.setLeft(spot.right() + 1 + GAP_SMALL // 2)
        words = inks.fitting(table.rows.cells.words(row, column.name), inner.width(), bold)
        painter.drawText(inner, _RIGHT if column.right else _LEFT, words)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model: RowsModel = index.model()  # type: ignore[assignment]
        self.editor = model.cells.editor(model.row(index.row()), model.columns[index.column()].name, parent)
        return self.editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor comes with what is there."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        rows = self._table.rows
        rows.cells.entered(rows.row(index.row()), rows.columns[index.column()].name, editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if index.column() == 0:
            row = self._table.row_at(index.row())
            rect.setLeft(chevron_rect(rect, row).right())
        editor.setGeometry(rect)
