# SPDX-License-Identifier: Apache-2.0
"""Offers what can be typed next under a box that takes a search. Enter still searches: nothing is chosen by itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.exchange.query.completing import More, Offer, Wanted, offers, wanted
from portfolio_desktop.gui.access.announcing import say_where
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, current_theme
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.services.find import titles_like

_OFFER = Qt.ItemDataRole.UserRole + 1
_ROW, _WIDTH, _LEAST_LETTERS, _NAMES = 26, 380, 2, 9

Index = QModelIndex | QPersistentModelIndex


class QueryCompleter(QCompleter):
    """For one box. `entity` answers whose register is filtered, or None for a search over everything; `more` is what
    can be typed in this box besides. Names of people and of other records are read first, and offered a moment later.

    Names are offered from the second letter on, so that plain words are left alone; the Down key offers at any time.
    """

    def __init__(
        self,
        box: QLineEdit,
        desk: Desk,
        entity: Callable[[], Entity | None] = lambda: None,
        more: More = (),
        catalogue: Callable[[], Catalogue] | None = None,
    ) -> None:
        super().__init__(box)
        self._desk = desk
        self._more = more
        self._box = box
        self._catalogue = catalogue or (lambda: desk.catalogue)
        self._wanted: Wanted | None = None
        self._entity = entity
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setWidget(box)
        # Not the unfiltered one, which chooses the first by itself: Enter would write it.
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._popup = QListView()
        self._popup.setUniformItemSizes(True)
        self._popup.setAccessibleName(_("What can be typed"))
        self._popup.setFont(box.font())
        self.setPopup(self._popup)
        self._popup.setItemDelegate(_Delegate(self._popup))  # after that: the completer brings one of its own
        self.setMaxVisibleItems(9)
        say_where(box, self._popup)
        box.textEdited.connect(lambda _text: self.offer(unasked=True))
        self.activated.connect(self._take)
        box.installEventFilter(self)

    @property
    def offered(self) -> tuple[Offer, ...]:
        """What is offered now."""
        return tuple(self._model.item(row).data(_OFFER) for row in range(self._model.rowCount()))

    def offer(self, *, unasked: bool = False) -> None:
        """Show what fits at the cursor; hide where nothing does."""
        typed, cursor = self._box.text(), self._box.cursorPosition()
        asked = self._wanted = wanted(self._catalogue(), typed, cursor, self._entity())
        self._show(unasked=unasked)
        if asked is None:
            return

        def show(titles: list[str]) -> None:
            if self._wanted is asked:
                self._show(titles, unasked=unasked)

        self._desk.read(
            lambda office: titles_like(office, asked.registers, asked.begun, _NAMES), show, owner=self._box
        )

    def _show(self, titles: Sequence[str] = (), *, unasked: bool) -> None:
        typed, cursor = self._box.text(), self._box.cursorPosition()
        found = offers(self._catalogue(), typed, cursor, self._entity(), self._more, titles)
        if unasked and found:
            word = typed[found[0].start : cursor].lstrip("-")
            found = found if ":" in word or len(word) >= _LEAST_LETTERS else ()
        self._model.clear()
        for offer in found:
            item = QStandardItem(offer.text)
            item.setData(offer, _OFFER)
            told = ", ".join(filter(None, (offer.text, offer.about)))
            item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        if found and self._box.isVisible():
            rect = self._box.rect()
            rect.setWidth(max(_WIDTH, min(rect.width(), 2 * _WIDTH)))
            self.complete(rect)
        else:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if watched is self._popup and key == Qt.Key.Key_Escape:
                self._popup.hide()  # and what is typed stays
                return True
            if watched is self._box and key == Qt.Key.Key_Down and not self._popup.isVisible():
                self.offer()
                return bool(self._model.rowCount())
        return super().eventFilter(watched, event)

    def _take(self, text: str) -> None:
        offer = next((offer for offer in self.offered if offer.text == text), None)
        if offer is not None:
            put(self._box, offer)
            if offer.text.endswith(":"):
                self.offer()


def put(box: QLineEdit, offer: Offer) -> None:
    """Write what was offered in the place of the word at the cursor; after a whole term, with a blank for the next."""
    typed, cursor = box.text(), box.cursorPosition()
    after = typed[cursor:]
    text = offer.text if offer.text.endswith(":") or after.startswith(" ") else offer.text + " "
    box.setText(typed[: offer.start] + text + after)
    box.setCursorPosition(offer.start + len(text))


class _Delegate(QStyledItemDelegate):
    """What can be typed, and at the right what it asks for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTH, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(theme.selection))
        ink, muted = (theme.on_selection,) * 2 if chosen else (theme.text, theme.muted)
        text = str(index.data())
        inner = rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
        paint_text(painter, inner, text, ink, Qt.AlignmentFlag.AlignLeft)
        left = painter.fontMetrics().horizontalAdvance(text) + GAP
        offer: Offer | None = index.data(_OFFER)
        about = offer.about if offer is not None else ""
        paint_text(painter, inner.adjusted(left, 0, 0, 0), about, muted, Qt.AlignmentFlag.AlignRight)
        painter.restore()
