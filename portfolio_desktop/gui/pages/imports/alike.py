# SPDX-License-Identifier: Apache-2.0
"""People of a file who may be the same as others: each pair with a box to say so, and nobody is made one by itself."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.imports import Alike
from portfolio_desktop.gui.pages.pieces import clear, reveal
from portfolio_desktop.gui.theme import GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label

_MOST = 6


class AlikePeople(QWidget):
    """`said` carries a pair, and whether the two are one. The same pairs again leave the boxes, and the keyboard, in place."""

    said = Signal(object, bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        self._offered: frozenset[tuple[str, str]] = frozenset()
        self._most = _MOST
        self.more: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_TINY)
        self.hide()

    def show_pairs(self, pairs: Iterable[Alike]) -> None:
        """Offer each of `pairs`, those that were said to be one ticked."""
        found = {(each.name, each.other): each for each in pairs}
        if found.keys() != self._offered:
            self._offered, self._most = frozenset(found), _MOST
            self._fill(list(found.values()))
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(found[key].same)
        self.setVisible(bool(found))

    def _fill(self, pairs: list[Alike]) -> None:
        clear(self._column)
        self.boxes = {(each.name, each.other): self._box(each) for each in pairs[: self._most]}
        self._column.addWidget(
            Label(_("Perhaps the same person. They come in as two unless you say so:"), wrap=True)
        )
        for box in self.boxes.values():
            self._column.addWidget(box)
        if more := len(pairs[self._most :]):
            words = ngettext("Show {count} pair more", "Show {count} pairs more", more).format(count=more)
            self.more = QPushButton(words)
            self.more.clicked.connect(partial(self._show_more, pairs))
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.more = None
        reveal(self._column)

    def _show_more(self, pairs: list[Alike]) -> None:
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        self._most = len(pairs)
        before = list(self.boxes)
        self._fill(pairs)
        for key in ticked:
            with QSignalBlocker(self.boxes[key]):
                self.boxes[key].setChecked(True)
        next(box for key, box in self.boxes.items() if key not in before).setFocus()

    def _box(self, pair: Alike) -> QCheckBox:
        words = _("“{name}” is “{other}”").format(name=shorten(pair.name, 40), other=shorten(pair.other, 40))
        box = QCheckBox(words.replace("&", "&&"), self)
        box.clicked.connect(lambda on: self.said.emit(pair, on))
        return box
