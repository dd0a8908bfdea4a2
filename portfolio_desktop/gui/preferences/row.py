# SPDX-License-Identifier: Apache-2.0
"""One preference: what it is, its editor, whom it holds for, and the way back to what is shipped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import FieldEditor, make_editor
from portfolio_desktop.gui.form.entry import Typed
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.preferences.described import Scope, scope_of, words_for

_LABEL, _EDITOR, _SCOPE = 200, 220, 132
_PICTURES = {Scope.LAPTOP: "laptop", Scope.PERSON: "user", Scope.WORKSPACE: "users"}


class PreferenceRow(QWidget):
    """`entered` carries what was typed or chosen; `reset_wanted` asks for what is shipped."""

    entered = Signal(str, object)
    reset_wanted = Signal(str)

    def __init__(self, desk: Desk, field: Field, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._field = field.name, field
        self.scope, self._allowed = scope_of(field.name), True
        self.editor: FieldEditor = make_editor(desk, field, self, catalogue)
        self.editor.committed.connect(self._commit)
        self.editor.setMinimumWidth(_EDITOR)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor.setAccessibleDescription(f"{_(field.help)} {self.scope.meaning}".strip())
        self.back = QToolButton()
        self.back.setIcon(icon("rotate-ccw", "muted"))
        self.back.setAccessibleName(_("Reset {label}").format(label=_(field.label)))
        self.back.setToolTip(
            safe_tooltip(_("As shipped: {value}").format(value=words_for(field, field.default)))
        )
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.setVisible(field.default is not None)
        self.back.clicked.connect(lambda: self.reset_wanted.emit(self.name))
        place = self.back.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(place)
        self._problem = Label("", ink="danger", wrap=True, step=-1)
        self._problem.hide()
        label = Label(_(field.label), wrap=True)
        label.setBuddy(self.editor)
        label.setFixedWidth(_LABEL)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, GAP_TINY, 0, GAP_TINY)
        grid.setHorizontalSpacing(GAP_SMALL)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(GAP_TINY)
        self.beside.addWidget(self.editor, 1)
        grid.addWidget(label, 0, 0)
        grid.addLayout(self.beside, 0, 1)
        grid.addWidget(self._tag(), 0, 2)
        grid.addWidget(self.back, 0, 3)
        if field.help:
            grid.addWidget(Label(_(field.help), ink="muted", wrap=True, step=-1, unsaid=True), 1, 1, 1, 3)
        grid.addWidget(self._problem, 2, 1, 1, 3)

    def show_value(self, value: Value) -> None:
        """Show what holds now; what is being typed stays."""
        if not self.editor.touched:
            self.editor.show_value(value)
        self._follow(value)

    def accept(self, value: Value) -> None:
        """What was entered holds now."""
        self.editor.show_value(value)
        self.explain("")
        self._follow(value)

    def explain(self, sentence: str) -> None:
        """Why what was entered cannot be chosen; nothing takes that away."""
        self.editor.set_problem(sentence)
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def fits(self, words: str) -> bool:
        """Whether every one of these words is in what it is called, what it says or whom it holds for."""
        said = f"{_(self._field.label)} {_(self._field.help)} {self.scope.words} {self.name}".casefold()
        return all(word in said for word in words.casefold().split())

    def allow(self, why_not: str = "") -> None:
        """Let it be changed, or only be looked at, and say why."""
        self._allowed = not why_not
        self.editor.setEnabled(self._allowed)
        self.setToolTip(safe_tooltip(why_not))

    def _follow(self, value: Value) -> None:
        self.back.setEnabled(self._allowed and value != self._field.default)

    def _commit(self) -> None:
        entry = self.editor.entry()
        self.entered.emit(self.name, entry.text if isinstance(entry, Typed) else entry.value)

    def _tag(self) -> QWidget:
        tag = QWidget()
        tag.setFixedWidth(_SCOPE)
        tag.setToolTip(safe_tooltip(self.scope.meaning))
        row = QHBoxLayout(tag)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_TINY)
        row.addWidget(IconPicture(_PICTURES[self.scope], 14, "muted"))
        row.addWidget(Label(self.scope.words, ink="muted", step=-0.5, unsaid=True), 1)
        return tag
