# SPDX-License-Identifier: Apache-2.0
"""A box to choose from a list that is shown whole, or a good part of it, and in which letters find an entry.

The wheel scrolls what the box stands on, and never chooses: nobody sees what it would have changed.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from portfolio_desktop.gui.theme import GAP

_LINES = 15
_OTHERS = Qt.ItemDataRole.UserRole + 1
"""Where an entry keeps its other names."""


class ListBox(QComboBox):
    """Letters open the list and go to an entry of which a word begins with them, as long as one does; else they begin anew.

    An entry may have other names: these find it where no entry is called so.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setMaxVisibleItems(_LINES)
        self.setProperty("list", True)
        self.view().installEventFilter(self)

    def add_heading(self, words: str) -> None:
        """A line that says what the entries below it have in common, and cannot be chosen."""
        self.addItem(words)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        heading = model.item(self.count() - 1)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(self._bold)

    def add_known_as(self, words: str, data: str, others: Iterable[str]) -> None:
        """An entry that letters also find by its `others`."""
        self.addItem(words, data)
        self.setItemData(self.count() - 1, tuple(others), _OTHERS)

    @property
    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _is_letter(event):
            self._find(_squeezed(event.text()))
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_letter(event):
            self.showPopup()
            self._find(_squeezed(event.text()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        self._typed = ""
        self.view().setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # Qt makes lists without
        letters, bar = QFontMetrics(self._bold), self.view().verticalScrollBar().sizeHint().width()
        widest = max(
            (letters.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0
        )
        self.view().setMinimumWidth(widest + bar + 2 * GAP)  # the box may be narrower than its words
        super().showPopup()
        entries, last = self.view(), min(self.count(), _LINES) - 1
        first, end = (entries.visualRect(entries.model().index(line, 0)) for line in (0, last))
        cut = end.bottom() - first.top() + 1 - entries.viewport().height()
        if cut > 0:  # Qt forgets the border that the style draws, and cuts the last entry
            popup = entries.window()
            popup.resize(popup.width(), popup.height() + cut)

    def _find(self, letter: str) -> None:
        """Go to the entry that fits what was typed so far, or to the next one where a single letter is typed again."""
        more = self._fitting(self._typed + letter)
        self._typed = self._typed + letter if more else letter
        found, at = more or self._fitting(letter), self.view().currentIndex().row()
        if len(self._typed) == 1:
            found = [*(row for row in found if row > at), *found]
        if found:
            self.view().setCurrentIndex(self.model().index(found[0], 0))

    def _fitting(self, typed: str) -> list[int]:
        """The entries that fit: what is called just so, what begins so, what has a later word that does, other names."""
        ranks = {}
        for row in range(self.count()):
            if not self.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled:
                continue
            others: Iterable[str] = self.itemData(row, _OTHERS) or ()
            names = ((False, self.itemText(row)), *((True, name) for name in others))
            fit = ((other, place) for other, name in names if (place := _place(name, typed)) is not None)
            if best := min(fit, default=None):
                ranks[row] = best
        return sorted(ranks, key=lambda row: (ranks[row], row))


def _is_letter(event: QKeyEvent) -> bool:
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.modifiers() in plain and event.text().isprintable() and bool(event.text().strip())


def _place(entry: str, typed: str) -> int | None:
    """How well `typed` begins a word of `entry`: 0 where it is all of it, 1 where it begins it, 2 where a later word does.

    Blanks and an opening bracket do not count; None where no word begins so.
    """
    words = entry.split()
    for place in range(len(words)):
        rest = _squeezed("".join(words[place:]))
        if rest.startswith(typed) or rest.lstrip("(").startswith(typed):
            return 2 if place else int(rest != typed)
    return None


def _squeezed(words: str) -> str:
    return "".join(words.split()).casefold()
