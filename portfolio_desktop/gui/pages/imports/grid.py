# SPDX-License-Identifier: Apache-2.0
"""A sheet as a table model: headings in bold, what is left out muted, at most a few hundred lines of it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.tables import Grid, Layout, cell_text, column_letters
from portfolio_desktop.gui.theme import current_theme

_SHOWN = 400
_ROLES = Qt.ItemDataRole

Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Numbers and letters as the spreadsheet program shows them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid = []
        self._layout: Layout | None = None
        self._width = 0

    def show_sheet(self, grid: Grid, layout: Layout) -> None:
        """Show `grid` with the table of `layout` set off."""
        self.beginResetModel()
        self._grid, self._layout = grid, layout
        self._width = max(map(len, grid), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else min(len(self._grid), _SHOWN)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        if role != _ROLES.DisplayRole:
            return None
        return column_letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        if role == _ROLES.DisplayRole:
            row = self._grid[index.row()]
            return shorten(cell_text(row[index.column()]), 80) if index.column() < len(row) else ""
        part = self._part(index)
        if role == _ROLES.FontRole and part == "head":
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == _ROLES.ForegroundRole:
            return QColor(current_theme().muted if part == "out" else current_theme().text)
        if role == _ROLES.BackgroundRole:
            ground = {"head": "accent_soft", "out": "window", "in": "surface"}[part]
            return QColor(getattr(current_theme(), ground))
        return None

    def _part(self, index: Index) -> str:
        """Whether a cell belongs to the headings ("head"), to the records ("in") or to neither ("out")."""
        layout = self._layout
        if layout is None:
            return "out"
        line, place = index.row() + 1, index.column() + 1
        if layout.transposed:
            line, place = place, line
        if not layout.first_column <= place <= layout.last_column or line in layout.left_out:
            return "out"
        if layout.header_row <= line < layout.first_row:
            return "head"
        return "in" if layout.first_row <= line <= layout.last_row else "out"
