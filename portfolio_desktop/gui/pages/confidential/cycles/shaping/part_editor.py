# SPDX-License-Identifier: Apache-2.0
"""What is asked, how it is answered and by whom: the fields of one question, or of one section, of a form."""

from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.pages.confidential.cycles.shaping.outline_tree import KINDS, WHO
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.people.shaping.outline import QuestionLine, SectionLine, Who

_LONGEST = 300
_WHAT = {
    Who.BOTH: N_("Both answer, each in their own part, and neither reads the other's before it is released."),
    Who.SELF: N_("The person answers, and the manager reads it once it is released."),
    Who.MANAGER: N_("The manager answers, and the person reads it once it is released."),
    Who.PRIVATE: N_("A note of the manager's own. It is shown to nobody else, ever, and needed of nobody."),
    Who.NOBODY: N_("Nobody answers it, so it is left out. Say who does."),
}


class LineEdit(QLineEdit):
    """`settled` carries a line once the keyboard leaves it, Enter is pressed, or `settle` is called."""

    settled = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.editingFinished.connect(self.settle)

    def settle(self) -> None:
        """Hand over what has changed, now."""
        if self.text().strip() != self._kept:
            self._kept = self.text().strip()
            self.settled.emit(self._kept)

    def show_line(self, line: str) -> None:
        """What the file says now. What is being typed stays."""
        if self.text().strip() == self._kept and line != self.text():
            self._kept = line
            self.setText(line)

    def take(self, line: str) -> None:
        """Another line altogether."""
        self._kept = line
        self.setText(line)


class QuestionEditor(QFrame):
    """`changed` carries the question, a field and its new value, with `who` as a field of its own.

    What is typed is kept as it is left.
    """

    changed = Signal(str, str, object)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.setAccessibleName(_("Question"))
        self._shown: QuestionLine | None = None
        self.question = LineEdit(_("Question"))
        self.prompt = WordsEdit(_("What helps to answer it"), "", fewest=2)
        self.who = SegmentedControl(
            _("Answered by"), [(who.value, _(WHO[who][0])) for who in Who if who is not Who.NOBODY]
        )
        self.kind = SegmentedControl(_("Kind of answer"), [(kind, _(words)) for kind, words in KINDS.items()])
        self.wanted = QCheckBox(_("Needed: nobody releases their part without it"))
        self.block = ListBox()
        self.block.setAccessibleName(_("Part of the conversation"))
        self.block.addItem(_("None in particular"), None)
        for item in catalogue.list_named("question.block").items:
            self.block.addItem(_(item.label), item.code)
        self._meaning = Label("", ink="muted", wrap=True)
        self.problem = Label("", ink="danger", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.question.settled.connect(lambda words: self._say("question", words))
        self.prompt.settled.connect(lambda words: self._say("prompt", words.strip() or None))
        self.who.changed.connect(lambda key: self._say("who", Who(key)))
        self.kind.changed.connect(lambda key: self._say("kind", key))
        self.wanted.clicked.connect(lambda on: self._say("wanted", on))
        self.block.activated.connect(lambda _place: self._say("block", self.block.currentData()))

    def show_question(self, found: QuestionLine) -> None:
        """What the file says of a question; of the same one, what is being typed stays."""
        same = self._shown is not None and self._shown.id == found.id
        if not same:
            self.settle()
        self._shown = found
        if same:
            self.question.show_line(found.question)
        else:
            self.question.take(found.question)
            self.explain("")
        self.prompt.show_words(found.prompt)
        if found.who is not Who.NOBODY:
            self.who.choose(found.who.value)
        if found.kind in KINDS:
            self.kind.choose(found.kind)
        self.wanted.setChecked(found.wanted)
        self.wanted.setVisible(found.who not in (Who.PRIVATE, Who.NOBODY))
        self.block.setCurrentIndex(max(0, self.block.findData(found.block or None)))
        self._meaning.setText(_(_WHAT[found.who]))

    def explain(self, sentence: str) -> None:
        """Why it was not kept."""
        self.problem.setText(sentence)
        self.problem.setHidden(not sentence)

    def _say(self, field: str, value: object) -> None:
        if self._shown is not None:
            self.changed.emit(self._shown.id, field, value)

    def settle(self) -> None:
        """Hand over what is being typed, now."""
        self.question.settle()
        self.prompt.settle()

    def _lay_out(self) -> None:
        column = _column(self)
        for words, part in (
            (_("Question"), self.question),
            (_("What helps to answer it"), self.prompt),
            (_("Answered by"), self.who),
        ):
            _put(column, words, part)
        column.addWidget(self._meaning)
        _put(column, _("Kind of answer"), self.kind)
        column.addWidget(self.wanted)
        _put(column, _("Part of the conversation"), self.block)
        column.addWidget(self.problem)
        column.addStretch(1)


class SectionEditor(QFrame):
    """`changed` carries the section, a field and its new value."""

    changed = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.setAccessibleName(_("Section"))
        self._shown: SectionLine | None = None
        self.title = LineEdit(_("Heading"))
        self.intro = WordsEdit(_("Words of introduction"), "", fewest=2)
        self.problem = Label("", ink="danger", wrap=True)
        self.problem.hide()
        column = _column(self)
        _put(column, _("Heading"), self.title)
        _put(column, _("Words of introduction"), self.intro)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.title.settled.connect(lambda words: self._say("title", words))
        self.intro.settled.connect(lambda words: self._say("intro", words.strip() or None))

    def show_section(self, found: SectionLine) -> None:
        """What the file says of a section; of the same one, what is being typed stays."""
        same = self._shown is not None and self._shown.id == found.id
        if not same:
            self.settle()
        self._shown = found
        if same:
            self.title.show_line(found.title)
        else:
            self.title.take(found.title)
            self.explain("")
        self.intro.show_words(found.intro)

    def explain(self, sentence: str) -> None:
        """Why it was not kept."""
        self.problem.setText(sentence)
        self.problem.setHidden(not sentence)

    def _say(self, field: str, value: object) -> None:
        if self._shown is not None:
            self.changed.emit(self._shown.id, field, value)

    def settle(self) -> None:
        """Hand over what is being typed, now."""
        self.title.settle()
        self.intro.settle()


PartEditor: TypeAlias = QuestionEditor | SectionEditor


def _column(frame: QFrame) -> QVBoxLayout:
    column = QVBoxLayout(frame)
    column.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
    column.setSpacing(GAP_SMALL)
    return column


def _put(column: QVBoxLayout, words: str, part: QWidget) -> None:
    column.addWidget(Label(words, ink="muted", bold=True))
    column.addWidget(part)
    column.addSpacing(GAP_TINY)
