# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as a tree that folds: a line for each person and team, found by name, role or team."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.gui.theme import GAP_SMALL, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.paint import one_line, paint_focus, paint_text, safe_tooltip
from portfolio_desktop.services.skills.chart import PERSON, Place

_ID, _UNDER, _BELOW, _WORDS, _ENTITY = (Qt.ItemDataRole.UserRole + step for step in range(5))
_TALL = 40
_INDENT = 22
_ALL_OPEN = 60
"""People up to whom the whole chart is open at first; in a larger one the first two levels are."""


class ChartTree(QTreeWidget):
    """`picked` and `opened` carry entity and id: of the line under the focus, and of one double clicked or entered."""

    picked = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Organisation chart"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setIndentation(_INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._moved)
        self.itemActivated.connect(self._enter)

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Draw another chart. Who was chosen and what was open stay, where they are still there."""
        here = self.chosen
        was = {item.data(0, _ID): item.isExpanded() for item in self._items()}
        self.blockSignals(True)
        self.setUpdatesEnabled(False)
        self.clear()
        above: list[QTreeWidgetItem] = []
        items = []
        within = any(
            place.entity != PERSON for place in places
        )  # where teams are lines, they need not be said
        for place in places:
            item = _item(place, "" if within else place.team)
            del above[place.level :]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
            items.append((item, place))
        for item, place in items:
            item.setExpanded(was.get(place.id, len(places) <= _ALL_OPEN or place.level == 0))
        self.choose(here or next((place.id for place in places if place.entity == PERSON), ""))
        self.setUpdatesEnabled(True)
        self.blockSignals(False)

    @property
    def chosen(self) -> str:
        """The id of what is under the focus."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def choose(self, id: str) -> None:
        """Put the focus on somebody and bring them into sight."""
        item = next((item for item in self._items() if item.data(0, _ID) == id), None)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def look_for(self, words: str) -> int:
        """Show those whose name, role or team has all the words, with everything above them; and how many people they are."""
        wanted = words.casefold().split()
        count = 0
        self.setUpdatesEnabled(False)
        items = list(self._items())
        for item in items:
            item.setHidden(bool(wanted))
        for item in items:
            if wanted and all(word in item.data(0, _WORDS) for word in wanted):
                count += item.data(0, _ENTITY) == PERSON
                at: QTreeWidgetItem | None = item
                while at is not None and at.isHidden():
                    at.setHidden(False)
                    at = at.parent()
                    if at is not None:
                        at.setExpanded(True)
        self.setUpdatesEnabled(True)
        return count if wanted else sum(item.data(0, _ENTITY) == PERSON for item in items)

    def fold(self, level: int | None) -> None:
        """Open so many levels; all of them without a number."""
        self.collapseAll()
        if level is None:
            self.expandAll()
        else:
            self.expandToDepth(level - 1)

    def _moved(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None = None) -> None:
        if item is not None and item.data(0, _ID):
            self.picked.emit(item.data(0, _ENTITY), item.data(0, _ID))

    def _enter(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _ID):
            self.opened.emit(item.data(0, _ENTITY), item.data(0, _ID))

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1


def _item(place: Place, team: str) -> QTreeWidgetItem:
    name = visible_bidi(one_line(place.title))
    under = visible_bidi(" · ".join(filter(None, (one_line(place.role), one_line(team)))))
    item = QTreeWidgetItem([name])
    below = ngettext("{count} person below", "{count} people below", place.total).format(count=place.total)
    item.setData(0, _ID, place.id)
    item.setData(0, _ENTITY, place.entity)
    item.setData(0, _UNDER, under)
    item.setData(0, _BELOW, f"{place.total:,}" if place.total else "")
    item.setData(0, _WORDS, f"{place.title} {place.role} {place.team}".casefold())
    said = ", ".join(filter(None, (name, under, below if place.total else "")))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
    item.setToolTip(0, safe_tooltip(said))
    return item


class _Delegate(QStyledItemDelegate):
    """Name above role and team, and at the right how many stand below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _TALL)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.selection if chosen else theme.hover))
        ink = theme.on_selection if chosen else theme.text
        painter.save()
        count = str(index.data(_BELOW))
        room = rect.adjusted(GAP_SMALL, 2, -GAP_SMALL - (48 if count else 0), -2)
        half = room.height() / 2
        painter.setFont(sized(option.font, 0, bold=bool(count)))
        name = QRectF(room.left(), room.top(), room.width(), half)
        paint_text(painter, name, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(option.font, -1))
        under = QRectF(room.left(), room.top() + half - 1, room.width(), half)
        quiet = theme.on_selection if chosen else theme.muted
        paint_text(painter, under, str(index.data(_UNDER)), quiet, Qt.AlignmentFlag.AlignLeft)
        if count:
            painter.setFont(tabular(sized(option.font, -0.5)))
            right = QRectF(rect.right() - 48 - GAP_SMALL, rect.top(), 48, rect.height())
            paint_text(painter, right, count, quiet, Qt.AlignmentFlag.AlignRight)
        paint_focus(painter, option)
        painter.restore()
