# SPDX-License-Identifier: Apache-2.0
"""What the columns leave open: all of it in short, each a way to its column, and that of the column in hand in full."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.exchange.imports import About, Question
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.flowing import Flowing
from portfolio_desktop.gui.pages.pieces import clear
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label

_SHORT = {
    About.MONTHS: N_("{column}: which day of a month"),
    About.ORDER: N_("{column}: day or month first"),
    About.UNIT: N_("{column}: whole or thousands"),
    About.STAGE: N_("{column}: before or after"),
}

_Key = tuple[str, About]


class Questions(QWidget):
    """Those that are answered stay with a tick, so that what is below keeps its place. `wanted` carries a question."""

    wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: dict[_Key, Question] = {}
        self._asked: dict[_Key, Question] = {}
        self._settled: set[_Key] = set()
        self._seen: list[str] = []
        self.buttons: dict[_Key, QToolButton] = {}
        self.sentence = Label(ink="accent", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._short = QWidget()
        self._flow = Flowing(self._short)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self._short)
        column.addWidget(self.sentence)
        self.forget()

    @property
    def heard(self) -> str:
        """How many there are, and which; once they are answered, that nothing is left."""
        count = len(self._open)
        if not count:
            return self.sentence.text()
        said = ngettext("{count} question", "{count} questions", count).format(count=count)
        return f"{said}: {'; '.join(map(_in_short, self._open.values()))}"

    @property
    def of_amounts(self) -> bool:
        """Whether it is open what amounts count: a thousand times too much is nothing to go on with."""
        return any(about is About.UNIT for _column, about in self._open)

    def forget(self) -> None:
        """Begin with another table."""
        self._open.clear()
        self._asked.clear()
        self._settled.clear()
        self._seen.clear()
        self.buttons.clear()
        clear(self._flow)
        self.sentence.clear()
        self.sentence.setMinimumHeight(0)
        self.hide()

    def show_questions(self, asked: Iterable[Question], column: str, unread: int = 0) -> None:
        """Show all that were `asked`, but for those that the person has settled; that of `column` in full.

        Cells that are `unread` all the same are told where nothing is left to ask.
        """
        self._open = {key: each for each in asked if (key := (each.column, each.about)) not in self._settled}
        self._asked |= self._open
        for key, each in self._open.items():
            if key not in self.buttons:
                self.buttons[key] = self._button(key, each)
                self._flow.addWidget(self.buttons[key])
        for key, button in self.buttons.items():
            is_open = key in self._open
            button.setIcon(icon("circle-question-mark", "accent") if is_open else icon("check", "muted"))
            button.setToolTip(self._open[key].sentence if is_open else _("Answered"))
            button.setAccessibleDescription(button.toolTip())
        here = next((each for each in self._open.values() if each.column == column), None)
        shown = here or next(iter(self._open.values()), None)
        self._say(_in_full(shown) if shown else _nothing_left(unread) if self.buttons else "")
        self.setVisible(bool(self.buttons))

    def is_open(self, asked: Question) -> bool:
        """Whether `asked` is still to be answered."""
        return (asked.column, asked.about) in self._open

    def settle(self, column: str) -> None:
        """The person has said how the cells of `column` are read: they may leave that open still."""
        self._settled |= {(column, about) for about in (About.ORDER, About.UNIT)}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def _button(self, key: _Key, asked: Question) -> QToolButton:
        button = QToolButton()
        button.setProperty("chip", True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setText(_in_short(asked).replace("&", "&&"))
        button.setAccessibleName(_in_short(asked))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._go_to, key))
        return button

    def _go_to(self, key: _Key, _checked: bool = False) -> None:
        """To the question as it stands now: its column may have been sent elsewhere since it was first asked."""
        self.wanted.emit(self._asked[key])

    def _say(self, sentence: str) -> None:
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
        if sentence not in self._seen:
            self._seen.append(sentence)
        self._keep_room()

    def _keep_room(self) -> None:
        """Room for the longest sentence so far: who goes on to another column finds the table in place."""
        letters, wrap = self.sentence.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        heights = (
            letters.boundingRect(0, 0, self.width(), 10_000, wrap, said).height() for said in self._seen
        )
        self.sentence.setMinimumHeight(max(heights, default=0))


def _nothing_left(unread: int) -> str:
    if not unread:
        return _("Nothing is left to ask.")
    return ngettext(
        "Nothing is left to ask. {count} cell cannot be read and is kept aside.",
        "Nothing is left to ask. {count} cells cannot be read and are kept aside.",
        unread,
    ).format(count=f"{unread:,}")


def _in_full(asked: Question) -> str:
    """The question, and where it is answered if not beside the words."""
    if asked.about not in (About.ORDER, About.UNIT):
        return asked.sentence
    waits = f" {_('The import goes on once this is said.')}" if asked.about is About.UNIT else ""
    return f"{asked.sentence}{waits} {_('Choose it under “Read as”.')}"


def _in_short(asked: Question) -> str:
    words = (
        ngettext("{column}: what {count} word means", "{column}: what {count} words mean", asked.words)
        if asked.about is About.WORDS
        else _(_SHORT[asked.about])
    )
    return words.format(column=shorten(asked.column, 32), count=asked.words)
