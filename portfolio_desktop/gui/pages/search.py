# SPDX-License-Identifier: Apache-2.0
"""Search everything: what was found, with an excerpt of where, grouped by register."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_SMALL, RADIUS, current_theme, sized
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import one_line, paint_text
from portfolio_desktop.gui.widgets.search import SearchBox
from portfolio_desktop.services.find import Found, find

_FOUND = Qt.ItemDataRole.UserRole + 1
_MOST, _ROW, _HEADING_ROW = 200, 48, 36

Index = QModelIndex | QPersistentModelIndex


class SearchPage(QWidget):
    """`open_requested` carries entity and id of the record that the person chose."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = SearchBox(_("Search everything"), _("Words in any record, or a code"))
        self._box.searched.connect(self._search)
        self._summary = Label(ink="muted")
        self._list = QListWidget()
        self._list.setAccessibleName(_("What was found"))
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        self._empty = EmptyPlace(
            "search",
            _("Search everything"),
            _(
                "Every word must occur in a record: in its name, its code or its text. The last may be a beginning."
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, 0)
        column.setSpacing(GAP)
        column.addWidget(self._box)
        column.addWidget(self._summary)
        column.addWidget(self._list, 1)
        column.addWidget(self._empty, 1)
        desk.closed.connect(self._box.clear)
        self.show_found("", ())

    def start(self, words: str = "") -> None:
        """Put the keyboard into the box, with `words` in it where some are given."""
        if words:
            self._box.setText(words)
        self._box.setFocus()
        self._box.selectAll()

    def look_for(self, words: str) -> None:
        """Search for `words` at once."""
        self._box.setText(words)
        self._search(words)

    def show_found(self, words: str, found: Iterable[Found]) -> None:
        """List what was found for `words`."""
        results = tuple(found)
        order = {entity.name: place for place, entity in enumerate(self._desk.catalogue.entities)}
        self._list.clear()
        for name, group in groupby(
            sorted(results, key=lambda each: order[each.entity]), lambda each: each.entity
        ):
            entity = self._desk.catalogue.entity(name)
            members = list(group)
            self._list.addItem(_heading(f"{_(entity.plural)}  {len(members)}"))
            for each in members:
                self._list.addItem(_line(each, entity.icon))
        count = len(results)
        more = _("The best {count} are shown.").format(count=count) if count >= _MOST else ""
        said = ngettext("{count} record", "{count} records", count).format(count=count)
        self._summary.setText(more or said if words and count else _("Nothing found.") if words else "")
        self._list.setVisible(count > 0)
        self._empty.setVisible(count == 0)

    def _search(self, words: str) -> None:
        if not words.strip() or self._desk.workspace is None:
            self.show_found("", ())
            return

        def show(found: tuple[Found, ...]) -> None:
            if words == self._box.text():
                self.show_found(words, found)

        self._desk.read(lambda office: find(office, words, limit=_MOST), show, owner=self)

    def _open(self, item: QListWidgetItem) -> None:
        found: Found | None = item.data(_FOUND)
        if found is not None:
            self.open_requested.emit(found.entity, found.id)


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _line(found: Found, icon_name: str) -> QListWidgetItem:
    item = QListWidgetItem(
        icon(icon_name, "muted"), " · ".join(part for part in (found.code, found.title) if part)
    )
    item.setData(_FOUND, found)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, found.excerpt)
    return item


class _Delegate(QStyledItemDelegate):
    """A heading, or a record's name over its excerpt with the words found set off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW if index.data(_FOUND) else _HEADING_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        found: Found | None = index.data(_FOUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found is None:
            painter.setFont(sized(painter.font(), 0, bold=True))
            words = rect.adjusted(GAP_SMALL, 8, -GAP_SMALL, 0)
            paint_text(painter, words, str(index.data()), theme.muted, Qt.AlignmentFlag.AlignLeft)
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if chosen else theme.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), RADIUS, RADIUS)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        picture.paint(painter, round(rect.left()) + GAP_SMALL, round(rect.top()) + 8, 16, 16)
        left = rect.left() + GAP_SMALL + 16 + GAP_SMALL
        ink, muted = (theme.on_selection,) * 2 if chosen else (theme.text, theme.muted)
        title = QRectF(left, rect.top() + 5, rect.right() - left - GAP_SMALL, 20)
        paint_text(painter, title, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(painter.font(), -1))
        _excerpt(painter, title.translated(0, 19), found.excerpt, muted, ink)
        painter.restore()


def _excerpt(painter: QPainter, rect: QRectF, text: str, plain: str, found: str) -> None:
    """`text` on one line, what stands between « and » in bold. Blanks at the ends of a part are part of it."""
    left, usual = rect.left(), painter.font()
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    for place, part in enumerate(one_line(text).replace("»", "«").split("«")):
        painter.setFont(sized(usual, 0, bold=bool(place % 2)))
        painter.setPen(QColor(found if place % 2 else plain))
        room = QRectF(left, rect.top(), max(0.0, rect.right() - left), rect.height())
        shown = painter.fontMetrics().elidedText(part, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, flags, shown)
        left += painter.fontMetrics().horizontalAdvance(part)
        if left > rect.right():
            break
    painter.setFont(usual)
