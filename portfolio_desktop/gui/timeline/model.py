# SPDX-License-Identifier: Apache-2.0
"""The rows of a timeline that show, as a table model: what the cells say, and what a screen reader says of a row."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.timeline.cells import Cells
from portfolio_desktop.gui.timeline.words import row_words
from portfolio_desktop.reports.gantt.chart import Chart
from portfolio_desktop.services.planning.rows import Row

Index = QModelIndex | QPersistentModelIndex
_ROLES = Qt.ItemDataRole
_ALIGN = Qt.AlignmentFlag
_RIGHT = _ALIGN.AlignRight | _ALIGN.AlignVCenter
_LEFT = _ALIGN.AlignLeft | _ALIGN.AlignVCenter


class RowsModel(QAbstractTableModel):
    """A row of the model for each lane of the chart."""

    def __init__(self, cells: Cells, parent: QObject) -> None:
        super().__init__(parent)
        self.cells = cells
        self.columns = tuple(cells.columns)
        self.chart: Chart | None = None

    def set_chart(self, chart: Chart) -> None:
        self.beginResetModel()
        self.chart = chart
        self.endResetModel()

    def set_rows_of(self, chart: Chart) -> None:
        """Other contents in the same rows: what is selected and what is edited stays."""
        self.chart = chart
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def set_cells(self, cells: Cells) -> None:
        self.beginResetModel()
        self.cells = cells
        self.columns = tuple(cells.columns)
        self.endResetModel()

    def row(self, lane: int) -> Row:
        assert self.chart is not None
        return self.chart.row(lane)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.chart) if self.chart is not None and not (parent and parent.isValid()) else 0

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.columns) if not (parent and parent.isValid()) else 0

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self.columns[index.column()]
        if role in (_ROLES.DisplayRole, _ROLES.EditRole):
            return self.cells.words(row, column.name)
        if role == _ROLES.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == _ROLES.AccessibleTextRole:
            if index.column() == 0:
                assert self.chart is not None
                return row_words(row, folded=row.key in self.chart.folded)
            return _("{column}: {words}").format(
                column=column.title, words=self.cells.words(row, column.name)
            )
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLES.DisplayRole:
            return self.columns[section].title
        if role == _ROLES.TextAlignmentRole:
            side = _ALIGN.AlignRight if self.columns[section].right else _ALIGN.AlignLeft
            return side | _ALIGN.AlignBottom
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.cells.editable(self.row(index.row()), self.columns[index.column()].name):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
