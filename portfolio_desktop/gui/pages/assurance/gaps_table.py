# SPDX-License-Identifier: Apache-2.0
"""The matrix of controls as a table: what is missing, project by project, then what runs out soon."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.domain.controls import GAPS, MARKS
from portfolio_desktop.gui.theme import ROW
from portfolio_desktop.services.governance.controls import ControlMatrix, Gap, expiring, gaps

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_WIDTHS = (70, 300, 70, 280, 150, 110)


class GapsTable(QTableView):
    """One row for each gap; those of good practice are left out."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Gaps in controls"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setStyleSheet("QTableView::item { padding: 0 6px; }")
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.activated.connect(lambda index: self.opened.emit(self._model.gap(index.row())))

    @property
    def current(self) -> Gap | None:
        """The gap under the focus."""
        index = self.currentIndex()
        return self._model.gap(index.row()) if index.isValid() else None

    def show_matrix(self, matrix: ControlMatrix, tier: str = "") -> None:
        """Show the gaps of the projects of one tier, or of all. The one under the focus stays so while it is a gap."""
        chosen = {row.project for row in matrix.rows if not tier or row.tier == tier}
        found = (*gaps(matrix), *(gap for gap in expiring(matrix) if gap.state not in GAPS))
        shown, here = [gap for gap in found if gap.project in chosen], self.current
        self._model.show(shown)
        if here is not None:
            at = (row for row, gap in enumerate(shown) if _same(gap, here))
            with QSignalBlocker(self):  # nobody has picked anything
                self.setCurrentIndex(self._model.index(next(at, -1), 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(self._model.gap(current.row()))


def _same(gap: Gap, other: Gap) -> bool:
    return (gap.project, gap.control) == (other.project, other.control)


class _Model(QAbstractTableModel):
    """Gaps as rows of text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._gaps: list[Gap] = []

    def show(self, found: list[Gap]) -> None:
        self.beginResetModel()
        self._gaps = found
        self.endResetModel()

    def gap(self, row: int) -> Gap:
        return self._gaps[row]

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._gaps)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_WIDTHS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        gap = self._gaps[index.row()]
        mark = MARKS[gap.state]
        expires = format_date(gap.expires) if gap.expires else "–"
        state = f"{mark.letter}  {_(mark.label)}"
        cells = (gap.project_code, gap.project_title, gap.control_code, gap.control_title, state, expires)
        return visible_bidi(cells[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        heads = (_("Code"), _("Project"), _("Code"), _("Control"), _("State"), _("Expires on"))
        return heads[section]
