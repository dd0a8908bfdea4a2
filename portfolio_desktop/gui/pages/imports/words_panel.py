# SPDX-License-Identifier: Apache-2.0
"""What the words of one column mean: each with how often it stands there and a box to choose its meaning."""

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.exchange.imports import WordUse
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import clear, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label

_MOST = 60

_Codes: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the word, the label of each meaning by its code."""


class WordsPanel(QScrollArea):
    """`meant` carries a word and the code that the person chose for it."""

    meant = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(300)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(GAP, 0, GAP, GAP)
        self._column.setSpacing(GAP_SMALL)
        self.setWidget(inside)
        self._shown: tuple[str, tuple[str, ...], _Codes] = ("", (), {})
        self._boxes: dict[str, QComboBox] = {}
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_words(self, column: str, uses: tuple[WordUse, ...], codes: _Codes) -> None:
        """List the words of `column`, those without a meaning first, with what each can mean; hidden where there are none.

        The same words again stay where they are: whoever is placing them would click on another.
        """
        self.setVisible(any(codes.values()))
        shown = (column, tuple(sorted(use.word for use in uses)), codes)
        if shown == self._shown:
            for use in uses:
                if use.word in self._boxes:
                    _follow(self._boxes[use.word], use)
            return
        clear(self._column)
        self._shown = shown
        self._boxes.clear()
        if not uses:
            return
        self._column.addWidget(SectionHeader(_("Words of “{column}”").format(column=column)))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(GAP_SMALL)
        for line, use in enumerate(sorted(uses, key=lambda use: use.mapped)[:_MOST]):
            grid.addWidget(words(use.word), line, 0)
            grid.addWidget(Label(f"{use.count:,}", ink="muted"), line, 1)
            self._boxes[use.word] = self._box(use, codes[use.word])
            grid.addWidget(self._boxes[use.word], line, 2)
        self._column.addLayout(grid)
        if len(uses) > _MOST:
            self._column.addWidget(
                Label(_("Only the first {count} are shown.").format(count=_MOST), ink="muted")
            )
        self._column.addStretch(1)

    @property
    def first(self) -> QComboBox | None:
        """The box of the first word without a meaning, or of the first."""
        boxes = list(self._boxes.values())
        return next((box for box in boxes if box.currentData() == ""), boxes[0] if boxes else None)

    def _box(self, use: WordUse, codes: Mapping[str, str]) -> QComboBox:
        box = ListBox()
        box.setAccessibleName(_("What “{word}” means").format(word=use.word))
        box.setFixedWidth(136)
        for code, label in codes.items():
            box.addItem(label, code)
        _follow(box, use)
        box.activated.connect(lambda _place: self.meant.emit(use.word, str(box.currentData())))
        return box


def _follow(box: QComboBox, use: WordUse) -> None:
    """Show what the word is taken for; that it is not placed is said until it is."""
    with QSignalBlocker(box):
        open_place = box.findData("")
        if not use.mapped and open_place < 0:
            box.insertItem(0, _("Choose…"), "")
        elif use.mapped and open_place >= 0:
            box.removeItem(open_place)
        if use.mapped and box.findData(use.code) < 0:
            box.addItem(use.code, use.code)
        box.setCurrentIndex(max(0, box.findData(use.code)))
        box.setToolTip(box.currentText())  # the box may be narrower than its words
