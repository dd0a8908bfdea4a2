# SPDX-License-Identifier: Apache-2.0
"""Which columns a register shows, and in which order: a popup with every field of the entity."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.gui.access.announcing import say_ticks
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.search import SearchBox, find_in

_NAME = Qt.ItemDataRole.UserRole


class ColumnsMenu(AsRead, QFrame):
    """Tick to show, drag or Alt+Up and Alt+Down to move. `chosen` carries the names in their new order, at once."""

    chosen = Signal(object)

    def __init__(self, entity: Entity, shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "surface")
        self.setAccessibleName(_("Columns"))
        self._entity = entity
        self._filling = True
        find = SearchBox(_("Find a field"))
        self._list = _FieldList()
        self._list.setAccessibleName(_("Columns"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.moved.connect(self._tell)
        self._list.itemChanged.connect(lambda _line: self._tell())
        find_in(self._list, find)
        say_ticks(self._list)
        self._list.model().rowsMoved.connect(lambda: self._tell())
        usual = QPushButton(_("Usual columns"))
        usual.setProperty("flat", True)
        usual.clicked.connect(lambda: self._reset([field.name for field in entity.columns]))
        row = QHBoxLayout()
        row.addWidget(usual)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addWidget(find)
        column.addWidget(self._list)
        column.addWidget(Label(_("Drag to change the order"), ink="muted", step=-1))
        column.addLayout(row)
        self.resize(300, 440)
        self._fill(shown)
        find.setFocus()

    def open_at(self, at: QPoint) -> None:
        """Show the menu with its upper right corner at `at` on the screen."""
        self.move(at.x() - self.width(), at.y())
        self.show()

    def _fill(self, shown: Sequence[str]) -> None:
        self._filling = True
        self._list.clear()
        names = [
            field.name
            for section in self._entity.sections
            for field in map(self._entity.field, section.fields)
        ]
        every = dict.fromkeys((*shown, *names, *(field.name for field in self._entity.every)))
        for name in every:
            line = QListWidgetItem(_(self._entity.field(name).label))
            line.setData(_NAME, name)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self._list.addItem(line)
        self._list.setCurrentRow(0)
        self._filling = False

    def _reset(self, names: list[str]) -> None:
        self._fill(names)
        self._tell()

    def _tell(self) -> None:
        lines = [self._list.item(row) for row in range(self._list.count())]
        names = [line.data(_NAME) for line in lines if line.checkState() is Qt.CheckState.Checked]
        if names and not self._filling:
            self.chosen.emit(names)


class _FieldList(QListWidget):
    """A list whose lines move by mouse and by keyboard."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        row = self.currentRow()
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= row + step < self.count():
            line = self.takeItem(row)
            self.insertItem(row + step, line)
            self.setCurrentItem(line)
            self.moved.emit()
        else:
            super().keyPressEvent(event)
