# SPDX-License-Identifier: Apache-2.0
"""Draws a line of the list of help: a page by its title, what was found with the words around it in a second line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from portfolio_desktop.gui.theme import GAP_SMALL, RADIUS, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_focus, paint_text

EXCERPT = int(Qt.ItemDataRole.UserRole) + 1
"""The role of the words around what was found."""

_HEIGHT, _LINE = 44, 20


class FoundDelegate(QStyledItemDelegate):
    """Leaves items without an excerpt to Qt."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _HEIGHT) if index.data(EXCERPT) else super().sizeHint(option, index)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        excerpt = index.data(EXCERPT)
        if not excerpt:
            super().paint(painter, option, index)
            return
        theme = current_theme()
        rect, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if chosen else theme.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), RADIUS, RADIUS)
        title = QRectF(rect.left() + GAP_SMALL, rect.top() + 3, rect.width() - 2 * GAP_SMALL, _LINE)
        ink, muted = (theme.on_selection,) * 2 if chosen else (theme.text, theme.muted)
        plain = painter.font()
        painter.setFont(sized(plain, 0, bold=True))
        paint_text(painter, title, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(plain, -1))
        paint_text(painter, title.translated(0, _LINE - 1), str(excerpt), muted, Qt.AlignmentFlag.AlignLeft)
        paint_focus(painter, option)
        painter.restore()
