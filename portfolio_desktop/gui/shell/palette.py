# SPDX-License-Identifier: Apache-2.0
"""The command palette: one box for every action, every place and every record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.access.announcing import say_where
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.shell.matching import fit
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, RADIUS, current_theme, sized
from portfolio_desktop.gui.widgets.paint import paint_text
from portfolio_desktop.gui.widgets.search import SearchBox

_CHOICE = Qt.ItemDataRole.UserRole + 1
_WIDTH, _ROW, _SHOWN, _MOST = 620, 34, 11, 60
_COMPLETIONS, _LEAST_LETTERS = 4, 2

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it is called, what kind of thing it is, its key, and what happens on Enter.

    It is found by the words of `also` too, for which people know it. One that `stays` leaves the palette open: it only
    says something, or writes into the box.
    """

    icon: str
    text: str
    run: Callable[[], None]
    kind: str = ""
    keys: str = ""
    stays: bool = False
    also: str = ""


def _fit(words: str, choice: Choice) -> int:
    return fit(words, f"{choice.text} {choice.kind}") or fit(words, f"{choice.text} {choice.also}")


Answer = Callable[[Iterable[Choice]], None]


class Palette(QFrame):
    """An overlay on the window. `asked` carries the typed words; who knows records answers with `show_records`.

    `search_wanted` carries the words to look for inside records.
    """

    asked = Signal(str)
    search_wanted = Signal(str)
    help_wanted = Signal(str)
    """The name of a page of help."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("panel", "toast")
        self.setAccessibleName(_("Command palette"))
        self._window = window
        self._fixed: tuple[Choice, ...] = ()
        self._records: tuple[Choice, ...] = ()
        self._catalogue = CATALOGUE
        self._back: QWidget | None = None
        self._box = SearchBox(
            _("Find an action, a page or a record"),
            _("Go to anything: a page, a record, an action, rag:red …"),
        )
        self._box.textChanged.connect(self._typed)
        self._box.searched.connect(self.asked)
        self._box.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Matches"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self._take(item))
        self._settles = say_where(self._box, self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        for widget in (self._box, self._list):
            column.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self.hide()

    def open_with(self, choices: Iterable[Choice], catalogue: Catalogue = CATALOGUE) -> None:
        """Show the palette over the window with everything that can be done now; `catalogue` is what can be asked for."""
        self._catalogue = catalogue
        self._fixed, self._records = tuple(choices), ()
        self._back = self._window.focusWidget()
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)

    def type(self, words: str) -> None:
        """Put `words` into the box and look for them at once."""
        self._box.setText(words)
        self.asked.emit(words)

    def show_records(self, words: str, choices: Iterable[Choice]) -> None:
        """The records found for `words`; ignored when something else has been typed meanwhile."""
        if words == self._box.text():
            self._records = tuple(choices)
            self._fill()

    def hideEvent(self, event: QHideEvent) -> None:
        """The box is emptied now: as the palette opens, that would be told before the keyboard comes to it, and go unheard."""
        super().hideEvent(event)
        self._box.put("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        elif watched is self._box and event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif watched is self._box and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }.get(Qt.Key(event.key()))
        if step is not None:
            row = self._list.currentRow() + step
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentItem())
            return True
        if event.key() == Qt.Key.Key_Tab:
            values, names = self._completions()
            for choice in (*values, *names)[:1]:
                choice.run()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        return False

    def _typed(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        words = self._box.text()
        ranked = sorted(
            ((_fit(words, choice), choice) for choice in self._fixed),
            key=lambda pair: -pair[0],
        )
        fitting = [choice for rank, choice in ranked if rank]
        # What is called by its code or name stands before what merely contains the words.
        best = [choice for rank, choice in ranked if rank >= 3]
        rest = (choice for choice in fitting if choice not in best)
        # A value is offered first: whoever has typed a colon asks for records. A name comes after what is called so.
        values, names = self._completions() if words else ((), ())
        found = (*values, *best, *names, *self._records, *rest)
        self._settles.start()  # before the lines go one by one, or each that is come to on the way would be said
        self._list.clear()
        for choice in (*found[:_MOST], self._look_inside(words)) if words else fitting:
            item = QListWidgetItem(choice.text)
            item.setData(_CHOICE, choice)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (choice.text, choice.kind)))
            )
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._place()

    def _completions(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """What can be typed next: values after a colon, and else the usual names from their second letter on."""
        from portfolio_desktop.exchange.query.completing import USUAL, offers
        from portfolio_desktop.gui.finding.completer import put

        typed, cursor = self._box.text(), self._box.cursorPosition()
        found = offers(self._catalogue, typed, cursor)
        choices = tuple(
            Choice("text-cursor-input", offer.text, partial(put, self._box, offer), offer.about, stays=True)
            for offer in found
        )
        word = typed[found[0].start : cursor].lstrip("-") if found else ""
        if ":" in word:
            return choices[:_COMPLETIONS], ()
        usual = {name for name, _about in USUAL}
        named = (choice for choice in choices if choice.text.lstrip("-") in usual)
        return (), tuple(named)[:_COMPLETIONS] if len(word) >= _LEAST_LETTERS else ()

    def _look_inside(self, words: str) -> Choice:
        text = _("Search everything for “{words}”").format(words=words)
        return Choice("search", text, lambda: self.search_wanted.emit(words))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            choice: Choice = item.data(_CHOICE)
            if not choice.stays:
                self._leave()
            choice.run()

    def _leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def _place(self) -> None:
        over = self._window.rect()
        width = min(_WIDTH, over.width() - 48)
        rows = min(_SHOWN, max(1, self._list.count()))
        self._list.setFixedHeight(rows * _ROW + GAP_TINY)
        height = min(self.sizeHint().height(), over.height() - 80)
        self.setGeometry((over.width() - width) // 2, 64, width, height)


class _Delegate(QStyledItemDelegate):
    """Icon, words, and at the right the kind of thing or the key that does it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        theme = current_theme()
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), RADIUS, RADIUS)
        picture: QIcon = icon(choice.icon or "chevron-right", "on_selection" if chosen else "muted")
        picture.paint(painter, round(rect.left()) + GAP, round(rect.center().y()) - 8, 16, 16)
        ink, muted = (theme.on_selection, theme.on_selection) if chosen else (theme.text, theme.muted)
        plain = painter.font()
        small = sized(plain, -1)
        painter.setFont(small)
        aside = choice.keys or choice.kind
        room = painter.fontMetrics().horizontalAdvance(aside) + 4 if aside else 0
        paint_text(painter, rect.adjusted(0, 0, -GAP, 0), aside, muted, Qt.AlignmentFlag.AlignRight)
        painter.setFont(plain)
        words = rect.adjusted(GAP + 16 + GAP_SMALL, 0, -GAP - room - GAP, 0)
        paint_text(painter, words, choice.text, ink, Qt.AlignmentFlag.AlignLeft)
        painter.restore()
