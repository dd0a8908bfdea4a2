# SPDX-License-Identifier: Apache-2.0
"""The box to type a search or a filter into."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import mark_problem

_PAUSE_MS = 150


class SearchBox(QLineEdit):
    """`searched` carries the words once typing pauses, or at once on Enter and on clearing. Escape clears."""

    searched = Signal(str)
    down = Signal()
    """The keyboard is to go on to what is found."""
    refused = Signal(str)
    """Why the words make no sense; empty once they do."""

    def __init__(
        self, name: str, hint: str = "", icon_name: str = "search", *, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says, `hint` stands in the empty box."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.addAction(icon(icon_name, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("x", "muted"), _("Clear"), self)
        self._clear.triggered.connect(self._emptied)
        self.textChanged.connect(self._typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.returnPressed.connect(self._tell)
        self._told = ""

    def say(self, words: str) -> None:
        """Search for these words at once, as if they had been typed."""
        self.setText(words)
        self._tell()

    def put(self, words: str) -> None:
        """Write words into the box for which somebody has searched already."""
        self._told = words
        self.setText(words)
        self._pause.stop()

    def set_problem(self, sentence: str) -> None:
        """Mark the words as not understood and say why; an empty sentence takes the mark away."""
        mark_problem(self, sentence)
        self.refused.emit(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._emptied()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        if text and self._clear not in self.actions():
            self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.removeAction(self._clear)
        self._pause.start()

    def _emptied(self) -> None:
        self.clear()
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)


class FilterBox(SearchBox):
    """The filter of one register."""

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(
            name or _("Filter"), _("Filter, such as  owner:ann rating:red"), "list-filter", parent=parent
        )


class Refused(Label):
    """Why the words in a box make no sense, in sight below it; gone once they do. The box itself says it aloud."""

    def __init__(self, box: SearchBox, *, parent: QWidget) -> None:
        super().__init__(ink="danger", wrap=True, unsaid=True, parent=parent)
        self.hide()
        box.refused.connect(self._say)

    def _say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setHidden(not sentence)


def find_in(lines: QListWidget, box: SearchBox) -> None:
    """Have the words in `box` narrow the lines, and Down lead from it to the first that is left."""
    box.textChanged.connect(partial(_narrow, lines))
    box.down.connect(partial(_enter, lines))


def _narrow(lines: QListWidget, words: str) -> None:
    for row in range(lines.count()):
        line = lines.item(row)
        line.setHidden(words.casefold() not in line.text().casefold())


def _enter(lines: QListWidget) -> None:
    shown = (row for row in range(lines.count()) if not lines.item(row).isHidden())
    lines.setCurrentRow(next(shown, -1))
    lines.setFocus()
