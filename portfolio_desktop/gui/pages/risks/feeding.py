# SPDX-License-Identifier: Apache-2.0
"""Risks of many projects against the portfolio's own risks: how many feed each, the worst of them, and its trend."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.pages.risks.marks import cell_words, movement_mark, movement_words
from portfolio_desktop.gui.theme import ROW, current_theme, tabular
from portfolio_desktop.gui.widgets.paint import paint_focus, paint_text, safe_tooltip
from portfolio_desktop.gui.widgets.rating import BADGE_HEIGHT, paint_badge
from portfolio_desktop.services.risks.contributions import ContributionCell, ContributionRow, Contributions

Index = QModelIndex | QPersistentModelIndex
Pick = Callable[[str, str | None], None]
_CELL = Qt.ItemDataRole.UserRole
_WIDTH, _HEAD = 96, 250


class FeedingModel(QAbstractTableModel):
    """A row for each portfolio or programme risk, a column for each project that feeds one."""

    def __init__(self, found: Contributions, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._found.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._found.projects)

    def row(self, number: int) -> ContributionRow:
        """What one row shows."""
        return self._found.rows[number]

    def project(self, column: int) -> str | None:
        """The id of the project of a column; None for risks that stand in no project."""
        return self._found.projects[column].id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, head = self._found.rows[index.row()], self._found.projects[index.column()]
        cell = row.cells.get(head.id)
        if role == _CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.line.code}, {head.code or head.title}: {_said(cell)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tooltip(f"{row.line.code} {row.line.title}\n{head.code} {head.title}\n{_said(cell)}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            head = self._found.projects[section]
            shown, whole = head.code or head.title, f"{head.code} {head.title}"
        else:
            line = self._found.rows[section].line
            shown = whole = f"{line.code} {line.title}"
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tooltip(whole)
        left = orientation is Qt.Orientation.Vertical
        if role == Qt.ItemDataRole.TextAlignmentRole and left:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class FeedingTable(QTableView):
    """The matrix. A cell that is chosen leads to the risks behind it, a row's head to the risk itself."""

    def __init__(self, found: Contributions, pick: Pick, open_it: Callable[[str], None]) -> None:
        super().__init__()
        self._model = FeedingModel(found, self)
        self._pick = pick
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(_("Risks of projects against the risks of the portfolio"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setDefaultSectionSize(ROW + 2)
        rows.setFixedWidth(_HEAD)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setSectionsClickable(True)
        rows.sectionDoubleClicked.connect(lambda row: open_it(self._model.row(row).line.id))
        columns.setDefaultSectionSize(_WIDTH)
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        columns.setHighlightSections(False)
        self.activated.connect(self._activate)
        self.clicked.connect(self._activate)

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def _activate(self, index: QModelIndex) -> None:
        cell = index.data(_CELL)
        if isinstance(cell, ContributionCell):
            self._pick(self._model.row(index.row()).line.id, self._model.project(index.column()))


class _CellDelegate(QStyledItemDelegate):
    """How many, the band of the worst, and how that has moved."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, cell = current_theme(), index.data(_CELL)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if isinstance(cell, ContributionCell):
            painter.setFont(tabular(option.font))
            badge = QRectF(rect.left() + 8, rect.center().y() - BADGE_HEIGHT / 2, 40, BADGE_HEIGHT)
            paint_badge(painter, badge, cell.worst.band if cell.worst else None, theme)
            painter.setFont(tabular(option.font))
            arrow = movement_mark(cell.trend)
            rest = QRectF(badge.right() + 6, rect.top(), rect.right() - badge.right() - 10, rect.height())
            paint_text(painter, rest, f"{len(cell.risks):,} {arrow}", theme.text, Qt.AlignmentFlag.AlignLeft)
        paint_focus(painter, option)
        painter.restore()


def _said(cell: ContributionCell | None) -> str:
    if cell is None:
        return _("no risk feeds it")
    risks = len(cell.risks)
    count = ngettext("{count} risk", "{count} risks", risks).format(count=f"{risks:,}")
    parts = (count, _("worst {band}").format(band=cell_words(cell.worst)), movement_words(cell.trend))
    return ", ".join(part for part in parts if part)
