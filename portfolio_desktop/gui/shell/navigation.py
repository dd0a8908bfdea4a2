# SPDX-License-Identifier: Apache-2.0
"""The list at the left: icons and words under headings, with a count where something is late. It folds to icons."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.shell.places import SHARING, Group
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, RADIUS, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.counts import Urgency, paint_count
from portfolio_desktop.gui.widgets.paint import paint_text, safe_tooltip

_KEY, _HEADING, _COUNT, _FOLD = (Qt.ItemDataRole.UserRole + step for step in range(1, 5))
_ROW, _HEADING_ROW, _WIDE, _NARROW = 28, 34, 216, 52

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

Index = QModelIndex | QPersistentModelIndex


class Navigation(QFrame):
    """`chosen` carries the key of the place that the person goes to; `find_wanted` asks for the palette."""

    chosen = Signal(str)
    find_wanted = Signal()
    menu_wanted = Signal(str, QPoint)
    """The key of a place, and the point of the screen at which its menu is to open."""
    moved = Signal(str, int)
    """The key of a place that is to move, and by how many places down."""
    unfolded = Signal(list)
    """The headings under which everything is listed, whenever they change."""

    def __init__(
        self, *, folded: bool = False, open_headings: Iterable[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items: dict[str, QListWidgetItem] = {}
        self._groups: tuple[Group, ...] = ()
        self._open = set(open_headings)
        self._shown = ""
        self._late: Mapping[str, int] = {}
        self._list = QListWidget()
        self._list.setAccessibleName(_("Navigation"))
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setStyleSheet("QListView { background: transparent; }")
        self._list.itemClicked.connect(self._go)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._offer_menu)
        self._list.installEventFilter(self)
        self._list.viewport().installEventFilter(self)
        self._find = QToolButton()
        self._find.setIcon(icon("search", "muted"))
        self._find.setText(f"  {_('Find')}")
        self._find.setAccessibleName(_("Find an action, a page or a record"))
        self._find.setToolTip(_("Find an action, a page or a record"))
        self._find.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._find.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._find.clicked.connect(self.find_wanted)
        above = QHBoxLayout()
        above.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
        above.addWidget(self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        column.setSpacing(GAP_TINY)
        column.addLayout(above)
        column.addWidget(self._list)
        self._folded = False
        self.fold(folded)

    def tell_key(self, key: str) -> None:
        """Show the key that opens the palette."""
        words = _("Find an action, a page or a record")
        self._find.setToolTip(f"{words} ({key})" if key else words)

    @property
    def folded(self) -> bool:
        """Whether only the icons are shown."""
        return self._folded

    def fold(self, folded: bool) -> None:
        """Show icons alone, or icons with their words."""
        self._folded = folded
        self.setFixedWidth(_NARROW if folded else _WIDE)
        styles = Qt.ToolButtonStyle
        self._find.setToolButtonStyle(
            styles.ToolButtonIconOnly if folded else styles.ToolButtonTextBesideIcon
        )
        self._list.setProperty("folded", folded)
        policies = Qt.ScrollBarPolicy  # a bar would cover the icons; wheel and keys scroll as well
        self._list.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if folded else policies.ScrollBarAsNeeded
        )
        self._list.scheduleDelayedItemsLayout()
        self._list.viewport().update()

    def show_places(self, found: tuple[Group, ...]) -> None:
        """List these places, and keep the current one where it is still there."""
        self._groups = found
        self._list_again(self._shown)

    def _list_again(self, current: str) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._items.clear()
        for group in self._groups:
            if group.heading:
                heading = QListWidgetItem(group.heading)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setData(_HEADING, True)
                self._list.addItem(heading)
            is_open = group.heading in self._open
            for place in group.every if is_open else group.places:
                item = QListWidgetItem(icon(place.icon), place.label)
                item.setData(_KEY, place.key)
                self._list.addItem(item)
                self._items[place.key] = item
            if group.more:
                words = _("Fewer") if is_open else _("{count} more").format(count=len(group.more))
                fold = QListWidgetItem(icon("chevron-up" if is_open else "chevron-down", "muted"), words)
                fold.setData(_FOLD, group.heading)
                self._list.addItem(fold)
        self._list.blockSignals(False)
        self.mark(current)
        self.show_counts(self._late)

    @property
    def current(self) -> str:
        """The key of the place that is marked."""
        item = self._list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def mark(self, key: str) -> None:
        """Mark a place as the one that is shown, without going there; none where `key` is not listed.

        A place that is folded away is brought out, so that a person sees where they are.
        """
        hidden = (group.heading for group in self._groups if key in (place.key for place in group.more))
        if key not in self._items and (heading := next(hidden, None)) is not None:
            self._open.add(heading)
            self._list_again(key)
            return
        self._list.blockSignals(True)
        self._shown = key
        item = self._items.get(key)
        if item is None:
            self._list.setCurrentRow(-1)
        else:
            self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._list.viewport().update()

    def show_counts(self, late: Mapping[str, int]) -> None:
        """How many records are late, by key of the place."""
        self._late = late
        for key, item in self._items.items():
            count = late.get(key, 0)
            item.setData(_COUNT, count)
            words = _count_words(key, count) if count else ""
            item.setToolTip(safe_tooltip(f"{item.text()}, {words}" if words else item.text()))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)

        for row in range(self._list.count()):
            fold = self._list.item(row)
            heading = fold.data(_FOLD)
            if heading and heading not in self._open:
                hidden = next(group.more for group in self._groups if group.heading == heading)
                fold.setData(_COUNT, sum(late.get(place.key, 0) for place in hidden))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and event.type() is QEvent.Type.FocusOut:
            self.mark(self._shown)  # whoever only looked around is still where they were
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(self.current, step)
                return True
            if event.key() in _ENTER:
                self._go(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _offer_menu(self, at: QPoint) -> None:
        item = self._list.itemAt(at)
        if item is not None and item.data(_KEY):
            self.menu_wanted.emit(str(item.data(_KEY)), self._list.viewport().mapToGlobal(at))

    def _go(self, item: QListWidgetItem | None) -> None:
        """Arrows only walk: a page that came with each would take the keyboard away. A click or Enter goes there.

        The place that is marked already leads somewhere too: from the page of one project back to all of them.
        """
        if item is None:
            return
        if item.data(_KEY):
            self.chosen.emit(str(item.data(_KEY)))
        elif item.data(_FOLD):
            self._open ^= {str(item.data(_FOLD))}
            self._list_again(self._shown)
            self.unfolded.emit(sorted(self._open))


def _count_words(key: str, count: int) -> str:
    if key == SHARING:
        return ngettext("{count} to decide", "{count} to decide", count).format(count=count)
    return ngettext("{count} overdue", "{count} overdue", count).format(count=count)


class _Delegate(QStyledItemDelegate):
    """Paints a heading in small muted letters, and a place as icon, words and pill."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_NARROW, _HEADING_ROW if index.data(_HEADING) else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        folded = bool(option.widget.property("folded"))
        rect = QRect(option.rect)
        if index.data(_HEADING):
            self._heading(painter, rect, index, folded)
        else:
            self._place(painter, option, rect, index, folded)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, index: Index, folded: bool) -> None:
        theme = current_theme()
        if folded:
            painter.fillRect(
                rect.left() + GAP, rect.center().y() + 4, rect.width() - 2 * GAP, 1, QColor(theme.line)
            )
            return
        painter.setFont(sized(painter.font(), -1, bold=True))
        words = QRectF(rect.adjusted(GAP + 4, 10, -GAP, 0))
        paint_text(painter, words, str(index.data()), theme.muted, Qt.AlignmentFlag.AlignLeft)

    def _place(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index, folded: bool
    ) -> None:
        theme = current_theme()
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        body = QRectF(rect.adjusted(GAP_SMALL, 1, -GAP_SMALL, -1))
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if current else theme.hover))
            painter.drawRoundedRect(body, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and current:
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        picture: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        middle = round(body.center().y())
        left = round(body.center().x() - 8) if folded else round(body.left() + 8)
        picture.paint(painter, QRect(left, middle - 8, 16, 16))
        count = int(index.data(_COUNT) or 0)
        font = QFont(painter.font())
        painter.setFont(tabular(sized(font, -1, bold=True)))
        if folded:
            if count:
                painter.setBrush(QColor(theme.danger))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(QRectF(left + 12, middle - 11, 7, 7))
            return
        text = "999+" if count > 999 else str(count)
        pill = max(22, painter.fontMetrics().horizontalAdvance(text) + 12) if count else 0
        if count:
            place = QRectF(body.right() - pill - 6, body.center().y() - 9, pill, 18)
            paint_count(painter, place, text, Urgency.DANGER, theme)
        painter.setFont(sized(font, 0, bold=current))
        words = body.adjusted(34, 0, -pill - GAP, 0)
        ink = theme.on_selection if current else theme.text
        paint_text(painter, words, str(index.data()), ink, Qt.AlignmentFlag.AlignLeft)
