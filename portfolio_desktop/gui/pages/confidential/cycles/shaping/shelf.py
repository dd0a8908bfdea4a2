# SPDX-License-Identifier: Apache-2.0
"""What there is to choose from, at the left of an editor; and the strip that says why what is chosen stands still."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture

_ID = Qt.ItemDataRole.UserRole
_WIDTH = 228


class Shelf(QWidget):
    """Titles with a line on each; `add` puts what can be done below them."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _now, _before: self._say())
        self._wanted = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(framed(self.list), 1)
        self._column.addSpacing(GAP_SMALL)

    @property
    def current(self) -> Id | None:
        """What is chosen."""
        item = self.list.currentItem()
        return Id(item.data(_ID)) if item is not None else None

    def show_rows(self, rows: Sequence[tuple[Id, str, str]]) -> None:
        """These, by id, title and a line on each. What was chosen, or is to be, is chosen where it is there."""
        before = self._wanted or self.current
        self.list.blockSignals(True)
        self.list.clear()
        for id, title, about in rows:
            item = QListWidgetItem(f"{title}\n{about}")
            item.setData(_ID, id)
            item.setToolTip(safe_tooltip(title))
            self.list.addItem(item)
        place = next((number for number, row in enumerate(rows) if row[0] == before), 0)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._wanted = ""

    def choose(self, id: str) -> None:
        """Choose one, now or once it is shown."""
        self._wanted = id
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == id:
                self._wanted = ""
                self.list.setCurrentRow(row)

    def add(self, words: str, run: Callable[[], None]) -> None:
        """One more thing that can be done."""
        button = QPushButton(words)
        button.setProperty("flat", True)
        button.setProperty("line", True)
        button.clicked.connect(lambda: run())
        self._column.addWidget(button)

    def _say(self) -> None:
        if (id := self.current) is not None:
            self.chosen.emit(id)


class Still(QFrame):
    """Says why nothing can be changed, with the way out beside it; or what was wrong with the last change."""

    def __init__(self, way_out: str, run: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("panel", "inset")
        self._words = Label("", wrap=True)
        self._way = QPushButton(way_out)
        self._way.clicked.connect(lambda: run())
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        row.setSpacing(GAP)
        self._picture = IconPicture("lock", 16, "muted")
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._way, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, sentence: str) -> None:
        """Why it stands still; nothing where it does not."""
        self._words.setText(sentence)
        self._words.set_ink("text")
        self._way.setVisible(bool(sentence))
        self._picture.setVisible(bool(sentence))
        self.setVisible(bool(sentence))

    def complain(self, sentence: str) -> None:
        """What was wrong with the last change."""
        if sentence:
            self.say(sentence)
            self._words.set_ink("danger")
            self._way.hide()
            self._picture.hide()
