# SPDX-License-Identifier: Apache-2.0
"""The agenda as a list: clock times, what each item is, and its place, changed with Alt+Up, Alt+Down or the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, RADIUS, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import paint_focus, paint_text
from portfolio_desktop.services.governance.meetings import Item

_ROW = 46
_TIME, _KIND, _MINUTES = 54, 92, 58
_ID, _ITEM = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class AgendaList(QListWidget):
    """`moved` carries the id of an item and its new place, from 0; `picked` the id of the item that is looked at."""

    moved = Signal(str, int)
    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, *, movable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Agenda"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_ItemPainter(self))
        self._movable = movable
        if movable:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setToolTip(_("Alt+Up and Alt+Down move the item, Enter opens its record"))
        self.model().rowsMoved.connect(self._dropped)
        self.currentItemChanged.connect(self._pick)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_ID)))

    def show_items(self, items: Sequence[Item]) -> None:
        """Draw these items; the one that was chosen stays chosen."""
        kept = self.current
        self.blockSignals(True)
        self.clear()
        for item in items:
            entry = QListWidgetItem(item.title)
            entry.setData(_ID, str(item.id))
            entry.setData(_ITEM, item)
            entry.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{item.slot.words} {item.title}, {item.kind_words}"
            )
            self.addItem(entry)
            if item.id == kept:
                self.setCurrentItem(entry)
        self.blockSignals(False)
        self.setFixedHeight(_ROW * len(items) + 2)

    @property
    def current(self) -> str:
        """The id of the chosen item, or nothing."""
        entry = self.currentItem()
        return str(entry.data(_ID)) if entry is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier and self._movable:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        to = self.currentRow() + step
        if self.current and 0 <= to < self.count():
            self.moved.emit(self.current, to)

    def _dropped(
        self, _parent: QModelIndex, start: int, _end: int, _target: QModelIndex, before: int
    ) -> None:
        to = before - 1 if before > start else before
        entry = self.item(to)
        if entry is not None:
            self.moved.emit(str(entry.data(_ID)), to)

    def _pick(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.picked.emit(str(entry.data(_ID)))


class _ItemPainter(QStyledItemDelegate):
    """Time, title with whose it is and what goes with it, kind, minutes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item = index.data(_ITEM)
        if not isinstance(item, Item):
            return
        theme = current_theme()
        rect: QRect = option.rect
        font: QFont = option.font
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if chosen else theme.hover))
            painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
        body = QRectF(rect).adjusted(GAP_SMALL, 4, -GAP_SMALL, -4)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setFont(tabular(sized(font, 0, bold=True)))
        paint_text(
            painter,
            QRectF(body.left(), body.top(), _TIME, body.height() / 2),
            item.slot.words,
            theme.accent,
            left,
        )
        painter.setFont(tabular(font))
        minutes = ngettext("{n} min", "{n} min", item.minutes).format(n=item.minutes) if item.minutes else "–"
        paint_text(
            painter,
            QRectF(body.right() - _MINUTES, body.top(), _MINUTES, body.height() / 2),
            minutes,
            theme.muted,
            right,
        )
        painter.setFont(font)
        kind = QRectF(body.right() - _MINUTES - _KIND, body.top(), _KIND, body.height() / 2)
        paint_text(painter, kind, item.kind_words, theme.muted, left)
        room = kind.left() - body.left() - _TIME - GAP
        title = QRectF(body.left() + _TIME, body.top(), room, body.height() / 2)
        paint_text(painter, title, item.title, theme.text, left)
        below = title.translated(0, body.height() / 2)
        below.setRight(body.right())
        paint_text(painter, below, _detail(item), theme.muted, left)
        paint_focus(painter, option)
        painter.restore()


def _detail(item: Item) -> str:
    sought = item.decisions[0] if item.decisions else None
    said = (
        item.presenter,
        item.project.title if item.project else "",
        f"{sought.code}: {sought.said.get('status', '')}" if sought else "",
        _("paper: {title}").replace("{title}", item.paper.title) if item.paper else "",
    )
    return " · ".join(filter(None, said))
