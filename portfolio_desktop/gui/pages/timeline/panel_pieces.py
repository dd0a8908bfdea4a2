# SPDX-License-Identifier: Apache-2.0
"""What the panels beside a timeline are put together from: narrow, scrolled, each row a click from its record."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from portfolio_desktop.gui.access.roles import tell_fold
from portfolio_desktop.gui.pages.pieces import RowButton, clear, reveal, words
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.picture import IconPicture

FOLD = 16
"""How wide the place of a chevron is."""


class PanelBody(QScrollArea):
    """Scrolls down only. `column` takes the parts from the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP_LARGE)
        self.column.setSpacing(GAP)
        self.setWidget(holder)

    def clear(self) -> None:
        """Take every part out."""
        clear(self.column)

    def say(self, sentence: str) -> None:
        """One sentence in place of everything."""
        self.clear()
        self.column.addWidget(Label(sentence, ink="muted", wrap=True))
        self.end()

    def end(self) -> None:
        """Nothing more is put in: what there is stands at the top, in sight at once."""
        self.column.addStretch(1)
        reveal(self.column)


class Folding(QWidget):
    """A row that opens what lies below it, which is made when it is first opened."""

    def __init__(self, name: str, fill: Callable[[QVBoxLayout], None]) -> None:
        super().__init__()
        self._fill = fill
        self.head = RowButton(name, self.turn, folds=True)
        self._closed, self._opened = (
            IconPicture(icon, FOLD, "muted") for icon in ("chevron-right", "chevron-down")
        )
        self.head.put(self._closed).put(self._opened)
        self._opened.hide()
        self._below = QWidget()
        self.below = QVBoxLayout(self._below)
        self.below.setContentsMargins(FOLD + 2 * GAP_SMALL, 0, 0, GAP_SMALL)
        self.below.setSpacing(0)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._below)

    @property
    def is_open(self) -> bool:
        return not self._below.isHidden()

    def turn(self) -> None:
        """Open it, or close it."""
        opening = not self.is_open
        if opening and not self.below.count():
            self._fill(self.below)
        self._below.setVisible(opening)
        self._closed.setHidden(opening)
        self._opened.setHidden(not opening)
        tell_fold(self.head, unfolded=opening)


def stacked_words(title: str, *details: str, bold: bool = False) -> QWidget:
    """A title over what goes with it, a line each, giving way when there is no room."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(title, bold=bold))
    for detail in filter(None, details):
        column.addWidget(ElidedLabel(detail, ink="muted", step=-0.5))
    return holder


def record_row(title: str, detail: str, run: Callable[[], None], *right: QWidget) -> RowButton:
    """A record that is a click away."""
    row = RowButton(f"{title}. {detail}" if detail else title, run, height=38 if detail else 28)
    row.put(stacked_words(title, detail), 1)
    for piece in right:
        row.put(piece)
    return row


def wrapped(text: str) -> Label:
    """A muted sentence that runs over as many lines as it needs."""
    label = Label(text, ink="muted", step=-0.5, wrap=True)
    label.setContentsMargins(GAP_SMALL, 2, GAP_SMALL, 2)
    return label


def in_line(*pieces: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Pieces beside one another."""
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    for piece in pieces:
        row.addWidget(piece)
    if stretch:
        row.addStretch(1)
    return row
