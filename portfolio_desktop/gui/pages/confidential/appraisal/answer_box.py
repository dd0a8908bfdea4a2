# SPDX-License-Identifier: Apache-2.0
"""One side's answer to a question: to be written, to be read, or not released yet."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpacerItem, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, of_levels, yes_or_no
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.appraising import Box
from portfolio_desktop.services.people.forms import Level, label_of

_HEAD = 30


class AnswerBox(QWidget):
    """`wrote` carries the id of the answer, the name of what was filled in, and its value."""

    wrote = Signal(str, str, object)
    evidence_wanted = Signal(str)
    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, box: Box, who: str, question: str, levels: tuple[Level, ...], *, evidence: bool = True
    ) -> None:
        super().__init__()
        self._box = box
        self._levels = levels
        self._evidence = evidence
        self.words: WordsEdit | None = None
        self.level: Choosing | None = None
        self.yes: Choosing | None = None
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_TINY)
        self._column.addLayout(self._head(who))
        if box.hidden:
            self._column.addWidget(_sealed(who))
        elif box.writable:
            self._to_write(f"{question} {who}")
        else:
            self._to_read()
        self._column.addWidget(self._problem)
        self._column.addStretch(1)
        first = self.words or self.level or self.yes
        if first is not None:
            self.setFocusProxy(first)

    @property
    def box(self) -> Box:
        return self._box

    def show_box(self, box: Box) -> None:
        """What the file says now, of the same answer in the same state."""
        self._box = box
        if self.words is not None:
            self.words.show_words(box.words)
        if self.level is not None:
            self.level.show_value(box.level)
        if self.yes is not None:
            self.yes.show_value(None if box.yes is None else int(box.yes))

    def explain(self, sentence: str) -> None:
        """Why what was filled in was not kept; an empty sentence takes it away."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def take_focus(self) -> None:
        """The keyboard to what is to be filled in first."""
        choosing = self.level or self.yes
        if self.words is not None:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        elif choosing is not None:
            choosing.take_focus()

    def _go_on(self) -> None:
        """From the words to the level that goes with them, while none is chosen; else to the next question."""
        if self.level is not None and self.level.value is None:
            self.level.take_focus()
        else:
            self.next_wanted.emit()

    def _head(self, who: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addSpacerItem(QSpacerItem(0, _HEAD))  # as high with a button as without
        row.addWidget(Label(who, ink="muted", bold=True))
        if self._box.wanted and self._box.writable:
            row.addWidget(Label(_("needed"), ink="muted"))
        row.addStretch(1)
        if self._evidence and self._box.writable and "words" in self._box.kind:
            offer = QToolButton()
            offer.setText(_("Evidence"))
            offer.setIcon(icon("notebook-pen", "muted"))
            offer.setToolTip(_("Put in what was noted through the year (Ctrl+E)"))
            offer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+E does the same
            offer.clicked.connect(lambda: self._ask_for_evidence())
            row.addWidget(offer)
        return row

    def _ask_for_evidence(self) -> None:
        if self.words is not None:
            self.words.settle()
        self.evidence_wanted.emit(self._box.id)

    def _to_write(self, name: str) -> None:
        box = self._box
        if "words" in box.kind:
            self.words = WordsEdit(name, box.words)
            self.words.settled.connect(partial(self._say, "words"))
            self.words.next_wanted.connect(self._go_on)
            self.words.back_wanted.connect(self.back_wanted)
            self.words.evidence_wanted.connect(self._ask_for_evidence)
            self._column.addWidget(self.words)
        if "rating" in box.kind and self._levels:
            self.level = Choosing(
                _("Level: {question}").replace("{question}", name), of_levels(self._levels), box.level
            )
            self.level.changed.connect(partial(self._say, "level"))
            self.level.next_wanted.connect(self.next_wanted)
            self.level.back_wanted.connect(self.take_focus if self.words is not None else self.back_wanted)
            self._column.addWidget(self.level)
        if box.kind == "yes_no":
            self.yes = Choosing(name, yes_or_no(), None if box.yes is None else int(box.yes))
            self.yes.next_wanted.connect(self.next_wanted)
            self.yes.back_wanted.connect(self.back_wanted)
            self.yes.changed.connect(lambda value: self._say("yes", None if value is None else bool(value)))
            self._column.addWidget(self.yes)

    def _say(self, field: str, value: Value) -> None:
        self.wrote.emit(self._box.id, field, value)

    def _to_read(self) -> None:
        box = self._box
        frame = QFrame()
        frame.setProperty("panel", "surface")
        column = QVBoxLayout(frame)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        if not box.answered and not box.words and box.level is None:
            column.addWidget(Label(_("Nothing was written here."), ink="muted", wrap=True))
        if box.words:
            column.addWidget(read_words(box.words))
        if box.level is not None:
            column.addWidget(Label(label_of(self._levels, box.level), bold=True, wrap=True))
        if box.yes is not None:
            column.addWidget(Label(_("Yes") if box.yes else _("No"), bold=True))
        self._column.addWidget(frame)


def read_words(words: str) -> Label:
    """Words that can be read and copied, and not changed."""
    label = Label(words, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _sealed(who: str) -> QFrame:
    """A calm place where the other side's answer will stand."""
    frame = QFrame()
    frame.setProperty("panel", "inset")
    row = QHBoxLayout(frame)
    row.setContentsMargins(GAP, GAP, GAP, GAP)
    row.setSpacing(GAP_SMALL)
    row.addWidget(IconPicture("eye-off", 16, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    words = _("Not released yet")
    frame.setToolTip(safe_tooltip(_("You can read it once {name} releases it.").replace("{name}", who)))
    row.addWidget(Label(words, ink="muted", wrap=True), 1)
    return frame
