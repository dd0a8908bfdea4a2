# SPDX-License-Identifier: Apache-2.0
"""The first columns of a register, which say whose row it is: they stay in sight while the others scroll past.

One table, not two laid over each other: cells of these columns are painted, found by the mouse and edited at their
place on the left, whatever the scroll bar says. Selection, keys and editors need not know.
"""

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from portfolio_desktop.catalogue.fields import Kind
from portfolio_desktop.gui.models.register_model import Index, RegisterModel
from portfolio_desktop.gui.theme import Theme
from portfolio_desktop.services.views.view import AUTOMATIC

_MOST = 0.5  # of the width: the others need room as well
_MOST_CHOSEN = 0.8


def frozen_width(heads: QHeaderView) -> int:
    """How far the columns reach that stay in sight: as many as were chosen, else the code and the title where they
    stand first. Fewer where they would leave the others no room.
    """
    model = heads.model()
    if not isinstance(model, RegisterModel):
        return 0
    chosen = int(getattr(heads, "frozen", AUTOMATIC))
    most = (_MOST if chosen == AUTOMATIC else _MOST_CHOSEN) * heads.viewport().width()
    width = 0
    for place in range(heads.count() if chosen == AUTOMATIC else min(chosen, heads.count())):
        section = heads.logicalIndex(place)
        field = model.columns[section]
        reach = width + heads.sectionSize(section)
        names = field.kind is Kind.CODE or field.name == model.entity.title
        if (chosen == AUTOMATIC and not names) or reach > most:
            break
        width = reach
    return width


def frozen_sections(heads: QHeaderView) -> list[int]:
    """The sections that stay in sight, from the left."""
    edge, found = frozen_width(heads), []
    for place in range(heads.count()):
        section = heads.logicalIndex(place)
        if heads.sectionPosition(section) >= edge:
            break
        found.append(section)
    return found


def scrolled_edge(heads: QHeaderView) -> int:
    """Where the columns that scroll begin to show, once they have been scrolled; 0 before."""
    return frozen_width(heads) if heads.offset() else 0


def shift_at(heads: QHeaderView, x: float) -> int:
    """How far a heading that is seen at `x` stands from where Qt believes it to be."""
    return heads.offset() if 0 <= x < scrolled_edge(heads) else 0


def moved_left(event: QMouseEvent, by: int) -> QMouseEvent:
    """The same event, `by` pixels further left."""
    at = QPointF(event.position().x() - by, event.position().y())
    return QMouseEvent(
        event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
    )


class FrozenTable(QTableView):
    """A table whose first columns stay where they are."""

    def is_frozen(self, section: int) -> bool:
        """Whether the column stays in sight now that others are scrolled."""
        heads = self.horizontalHeader()
        return heads.sectionPosition(section) < scrolled_edge(heads)

    def visualRect(self, index: Index) -> QRect:
        rect: QRect = super().visualRect(index)
        if index.isValid() and self.is_frozen(index.column()):
            rect.translate(self.horizontalHeader().offset(), 0)
        return rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        shift = shift_at(self.horizontalHeader(), point.x())
        return super().indexAt(QPoint(point.x() - shift, point.y()))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        heads, bar = self.horizontalHeader(), self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not index.isValid():
            return
        if heads.sectionPosition(index.column()) < frozen_width(heads):
            bar.setValue(before)
        else:
            self.show_section(index.column())

    def show_section(self, section: int) -> None:
        """Scroll sideways until a column is in sight, beside those that stay."""
        heads, bar = self.horizontalHeader(), self.horizontalScrollBar()
        edge, left = frozen_width(heads), heads.sectionViewportPosition(section)
        if heads.sectionPosition(section) >= edge:
            beyond = left + heads.sectionSize(section) - self.viewport().width()
            bar.setValue(bar.value() + max(0, min(beyond, left - edge)) - max(0, edge - left))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # Qt moves the picture, and with it what should have stayed
            self.horizontalHeader().viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        edge = scrolled_edge(self.horizontalHeader())
        if edge:
            self.viewport().update(QRect(0, 0, edge, self.viewport().height()))

    def paint_frozen(self, painter: QPainter, top: int, bottom: int, theme: Theme) -> None:
        """Paint the cells that stay, from one display row to another, over those that have been scrolled below."""
        heads = self.horizontalHeader()
        edge = scrolled_edge(heads)
        if not edge:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        model, chosen = self.model(), self.selectionModel()
        sections = frozen_sections(heads)
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
