# SPDX-License-Identifier: Apache-2.0
"""The outline of a form with the editor of what is chosen in it. Each act is kept at once, and undo takes it back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.pages.confidential.cycles.shaping.doing import make_one
from portfolio_desktop.gui.pages.confidential.cycles.shaping.outline_tree import OutlineTree
from portfolio_desktop.gui.pages.confidential.cycles.shaping.part_editor import (
    PartEditor,
    QuestionEditor,
    SectionEditor,
)
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping import outline
from portfolio_desktop.services.people.shaping.outline import Outline, Who
from portfolio_desktop.storage.changes import Changes

_NARROW, _LEAST, _LOWEST = 760, 420, 190


class FormEditor(QWidget):
    """Shows one form. What cannot be kept is said beside what was entered, or by `complain`."""

    def __init__(self, people: PeopleDesk, complain: Callable[[str], None]) -> None:
        super().__init__()
        self._people, self._complain = people, complain
        self._outline: Outline | None = None
        self.tree = OutlineTree()
        self.tree.chosen.connect(lambda _entity, _id: self._show_part())
        self.tree.question_moved.connect(self._move_question)
        self.tree.section_moved.connect(self._move_section)
        self.tree.removed.connect(self._remove)
        self.tree.itemActivated.connect(lambda _item, _column: self._go_to_words())
        self.question, self.section = QuestionEditor(people.catalogue), SectionEditor()
        for edit in (self.question.prompt, self.section.intro):
            check_spelling(edit, people)
        self.question.changed.connect(self._change_question)
        self.section.changed.connect(self._change_section)
        self._buttons: list[QPushButton] = []
        self._parts, self._area = QStackedWidget(), scrolled()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()

    def show_outline(self, found: Outline) -> None:
        """What the file says of the form."""
        if self._outline is not None and self._outline.id != found.id:
            self.settle()
        self._outline = found
        for button in self._buttons:
            button.setEnabled(not found.running)
        self.tree.show_outline(found)

    def settle(self) -> None:
        """Hand over what is being typed, now."""
        for editor in (self.question, self.section):
            editor.settle()

    def _show_part(self) -> None:
        """The editor of what is chosen in the outline."""
        if self._outline is None:
            return
        entity, id = self.tree.current
        editor: PartEditor = self.section
        if entity == "form_question":
            self.question.show_question(next(one for one in self._outline.questions if one.id == id))
            editor = self.question
        elif entity == "form_section":
            self.section.show_section(next(one for one in self._outline.sections if one.id == id))
        self._area.setVisible(bool(entity))
        editor.setEnabled(not self._outline.running)
        self._parts.setCurrentWidget(editor)

    def _change_question(self, id: str, field: str, value: object) -> None:
        if isinstance(value, Who):
            self._write(lambda file: outline.change_question(file, Id(id), who=value), self.question.explain)
        else:
            given: Value = value if isinstance(value, str | bool) else None
            self._write(
                lambda file: outline.change_question(file, Id(id), {field: given}), self.question.explain
            )

    def _change_section(self, id: str, field: str, value: object) -> None:
        given = value if isinstance(value, str) else None
        self._write(
            lambda file: records.change(file, "form_section", Id(id), {field: given}), self.section.explain
        )

    def _move_question(self, id: str, section: str, place: int) -> None:
        self._write(lambda file: outline.move_question(file, Id(id), Id(section), place))

    def _move_section(self, id: str, place: int) -> None:
        self._write(lambda file: outline.move_section(file, Id(id), place))

    def _remove(self, entity: str, id: str) -> None:
        if not entity:
            return
        self._people.change(
            lambda file: records.delete(file, entity, [Id(id)]),
            lambda written: self._people.notify(written.label, undo=True) if written else None,
            owner=self,
        )

    def _add_question(self) -> None:
        found = self._outline
        if found is None or not found.sections:
            return
        entity, id = self.tree.current
        after = Id(id) if entity == "form_question" else None
        section = next(
            (one.id for one in found.sections if one.id == id or id in {each.id for each in one.questions}),
            found.sections[-1].id,
        )
        make_one(
            self._people,
            self,
            lambda file: outline.add_question(file, section, _("A new question"), after),
            self._begin_wording,
        )

    def _begin_wording(self, id: str) -> None:
        if self.tree.choose(id):
            self._go_to_words()

    def _go_to_words(self) -> None:
        """From the outline to the words of what is chosen in it."""
        line = self.question.question if self.tree.current[0] == "form_question" else self.section.title
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def _add_section(self) -> None:
        found = self._outline
        if found is not None:
            form = found.id
            make_one(
                self._people,
                self,
                lambda file: outline.add_section(file, form, _("A new section")),
                self.tree.choose,
            )

    def _write(
        self, make: Callable[[PeopleFile], Changes], explain: Callable[[str], None] | None = None
    ) -> None:
        say = explain or self._complain
        self._people.change(make, lambda _written: say(""), owner=self, failed=lambda error: say(str(error)))

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        for words, key, run in (
            (_("Add a question"), "", self._add_question),
            (_("Add a section"), "", self._add_section),
            (_("Up"), _("Alt+Up"), partial(self.tree.move_by, -1)),
            (_("Down"), _("Alt+Down"), partial(self.tree.move_by, 1)),
            (_("Delete"), _("Delete"), lambda: self._remove(*self.tree.current)),
        ):
            button = QPushButton(words)
            button.setProperty("flat", True)
            button.setToolTip(key)
            button.clicked.connect(lambda _checked=False, run=run: run())
            self._buttons.append(button)
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(Label(_("* needed for release"), ink="muted"))
        left = QVBoxLayout()
        left.setSpacing(GAP_SMALL)
        left.addWidget(framed(self.tree), 1)
        left.addLayout(below)
        self._parts.addWidget(self.question)
        self._parts.addWidget(self.section)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(GAP)
        self._beside.addLayout(left, 4)
        self._area.setWidget(self._parts)
        self._area.setMinimumHeight(_LOWEST)
        self.tree.setMinimumHeight(_LOWEST)
        self._beside.addWidget(self._area, 3)

    def minimumSizeHint(self) -> QSize:
        # Out of sight it claims no room that the tab in sight could use.
        return QSize(_LEAST, self._beside.minimumSize().height() if self.isVisible() else _LOWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.TopToBottom if event.size().width() < _NARROW else ways.LeftToRight)
