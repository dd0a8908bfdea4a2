# SPDX-License-Identifier: Apache-2.0
"""The row at the foot of a register in which a new record is typed, each field under the column it will stand in.

Nothing is written until the row is added, and then all of it at once; Escape drops it. The row stays open for the next.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.access.roles import Role, speak_as
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import FieldEditor, about, make_editor
from portfolio_desktop.gui.form.entered import NOTHING, Entered
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.form.line import LineEditor
from portfolio_desktop.gui.form.unsaid import ask_unsaid
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.gui.session.drafts import put_back
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, current_theme
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import painting
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import NEW, Form
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_EDITOR, _FOOT = 28, 40
_LEAST_FOCUSED = 148
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = N_("Enter adds it, Escape drops it.")


class NewRow(QWidget):
    """Hidden until it is asked for."""

    created = Signal(str)
    """The id of a record that was made."""
    toggled = Signal()
    """It has been opened or closed."""

    def __init__(self, desk: Desk, table: RegisterTable, model: RegisterModel) -> None:
        super().__init__()
        speak_as(self, Role.Grouping)
        self._desk = desk
        self._model = model
        self._table = table
        self._editors: dict[str, FieldEditor] = {}
        self._given: dict[str, Value] = {}
        self._warned = False
        self._ahead: FieldEditor | None = None
        """The field that the next record begins in, made before: what Qt tells of a new one would be heard as its having
        the keyboard already, and then it is not said when it gets it."""
        self._said = Label(ink="muted")
        self._problem = Label(ink="danger", wrap=True)
        self._add, self._drop = QPushButton(_("Add")), QPushButton(_("Close"))
        self._drop.setAccessibleName(_("Drop the new record"))
        self._add.setProperty("primary", True)
        self._add.clicked.connect(self.add)
        self._drop.clicked.connect(self.close_row)
        foot = QHBoxLayout(self)
        foot.setContentsMargins(GAP, GAP_TINY + _EDITOR + GAP_SMALL, GAP, GAP_TINY)
        foot.setSpacing(GAP_SMALL)
        foot.addWidget(self._said)
        foot.addWidget(self._problem, 1)
        for button in (self._add, self._drop):
            button.setAutoDefault(True)
            foot.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        for signal in (table.scrolled_sideways, table.heads.sectionResized, table.heads.sectionMoved):
            signal.connect(self._place)
        model.modelReset.connect(self._follow_columns)
        desk.closed.connect(self.close_row)
        self._make_ahead()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def fits(self) -> bool:
        """Whether every field that a record must have stands among the columns."""
        shown = self._table.shown_fields()
        return all(field in shown for field in self._model.entity.fields if field.required)

    def open(self, given: Mapping[str, Value]) -> None:
        """Begin a record, which starts with what is `given`; one that is begun already goes on."""
        if not self.is_open:
            thing = _(self._model.entity.label).lower()
            self.setAccessibleName(_("New {thing}").format(thing=thing))
            self._add.setText(_("Add {thing}").format(thing=thing))
            self._warned = False
            self._said.setText(_(_KEYS))
            self._given = {**records.defaults(self._model.entity), **given}
            self._make_editors()
            self.show()
            self.toggled.emit()
            announce(self, f"{self.accessibleName()}. {self._said.text()}")
        self._focus_first()

    def in_order(self) -> Sequence[QWidget]:
        """The fields as their columns stand, then the buttons."""
        return (*self._editors.values(), self._add, self._drop)

    def close_row(self) -> None:
        """Drop what was typed."""
        if self.is_open:
            self.hide()
            self._drop_editors()
            self._table.setFocus()
            self.toggled.emit()

    def add(self) -> None:
        """Make the record. What does not fit is explained, and nothing is written."""
        entity, given = self._model.entity.name, dict(self._given)
        entries = {name: editor.entry() for name, editor in self._editors.items() if editor.touched}
        self._add.setEnabled(False)

        def make(office: Office, answers: Entered = NOTHING) -> Changes:
            return records.create(office, entity, {**given, **understood(office, entity, entries), **answers})

        def done(written: Written | None) -> None:
            self._explain("")
            for name, editor in self._editors.items():
                editor.show_value(self._given.get(name))
            self._focus_first()
            made = next((id for name, id in written.touched if name == entity), None) if written else None
            if made is not None:
                self.created.emit(made)

        def failed(error: Exception) -> None:
            self._explain(str(error), error.field if isinstance(error, Refusal) else "")
            if isinstance(error, Unsaid):
                dialog = ask_unsaid(self._desk, self._table, entity, error, make, self._focus_first)
                dialog.accepted.connect(lambda: done(None))

        self._desk.write(make, done, owner=self, failed=failed)

    def sizeHint(self) -> QSize:
        return QSize(100, GAP_TINY + _EDITOR + GAP_SMALL + _FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.raised))
            painter.fillRect(0, 0, self.width(), 2, QColor(theme.accent))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, Escape drops, and the field that has the keyboard gets room."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Delete:
                event.accept()  # or it would clear the cells that are selected in the table
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
                self.add()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                if self._warned or not any(editor.touched for editor in self._editors.values()):
                    self.close_row()
                else:  # it may have been meant for a list that stood open
                    self._warned = True
                    self._said.setText(_("Escape once more drops what you have typed."))
                    announce(self, self._said.text(), at_once=True)
                return True
            if event.type() is QEvent.Type.KeyPress and self._warned:
                self._warned = False
                self._said.setText(_(_KEYS))
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, QWidget):
            if event.type() is QEvent.Type.FocusIn:
                self._table.show_section(self._section(watched.objectName()))
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _fields(self) -> list[Field]:
        """Those of the columns that somebody can say; what follows from others has no editor to stop at."""
        return [field for field in self._table.shown_fields() if not field.derived]

    def _make_editors(self) -> None:
        for field in self._fields():
            editor = self._take_ahead(field) or _editor(self._desk, field, self)
            editor.show_value(self._given.get(field.name))
            self._draft(editor, field.name)
            editor.installEventFilter(self)
            editor.show()
            self._editors[field.name] = editor
        self._place()

    def _make_ahead(self) -> None:
        first = next((field for field in self._model.entity.fields if field.required), None)
        if first is not None and first.kind in (Kind.TEXT, Kind.NARRATIVE):
            self._ahead = _editor(self._desk, first, self)
            self._ahead.hide()

    def _take_ahead(self, field: Field) -> FieldEditor | None:
        ahead = self._ahead
        if ahead is None or ahead.objectName() != field.name:
            return None
        self._ahead = None
        return ahead

    def _draft(self, editor: FieldEditor, name: str) -> None:
        """Keep what is typed, and go on with what was typed when the program ended."""
        drafts, form = self._desk.drafts, Form(NEW, self._model.entity.name)
        if drafts is not None:
            drafts.follow(editor, name, lambda: form)
            if (words := drafts.claim(form, name)) is not None:
                put_back(editor, words)

    def _drop_editors(self) -> None:
        for editor in self._editors.values():
            editor.removeEventFilter(self)
            editor.hide()
            editor.deleteLater()
        self._editors.clear()
        self._explain("")
        if self._ahead is None:
            self._make_ahead()

    def _follow_columns(self) -> None:
        """Other columns: what was typed for those that stay is kept."""
        if not self.is_open or list(self._editors) == [field.name for field in self._fields()]:
            return
        typed = {name: editor.entry() for name, editor in self._editors.items() if editor.touched}
        self._drop_editors()
        self._make_editors()
        for name, entry in typed.items():
            if name in self._editors:
                self._editors[name].restore(getattr(entry, "text", ""))

    def _place(self) -> None:
        heads, edge = self._table.heads, self._table.heads.scrolled_edge()
        for name, editor in self._editors.items():
            section = self._section(name)
            left, width = heads.seen_position(section), heads.sectionSize(section)
            frozen = heads.sectionPosition(section) < edge
            editor.setHidden(not frozen and left + width // 2 < edge and not editor.hasFocus())
            if editor.hasFocus() and isinstance(
                editor, QLineEdit
            ):  # a list needs no more room, and would hide the next
                width = max(width, _LEAST_FOCUSED)
                editor.raise_()
            editor.setGeometry(QRect(left + 1, GAP_TINY + 2, width - 2, _EDITOR))

    def _section(self, name: str) -> int:
        return [field.name for field in self._model.columns].index(name)

    def _focus_first(self) -> None:
        """The keyboard goes to the first field that must not be empty and is."""
        wanted = next((field for field in self._model.entity.fields if field.required), None)
        name = (
            wanted.name if wanted is not None and wanted.name in self._editors else next(iter(self._editors))
        )
        self._focus(name)

    def _focus(self, name: str) -> None:
        self._table.show_section(self._section(name))  # what is scrolled out of sight takes no keyboard
        self._editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain(self, sentence: str, field: str = "") -> None:
        """Say what does not fit, and put the keyboard where it stands; an empty sentence takes that away."""
        for name, editor in self._editors.items():
            if name == field or editor.property("problem"):
                editor.set_problem(sentence if name == field else "")
        self._problem.setText(sentence)
        self._said.setHidden(bool(sentence))
        self._add.setEnabled(True)
        if field in self._editors:
            self._focus(field)
        else:
            announce(self, sentence, at_once=True)


def _editor(desk: Desk, field: Field, parent: QWidget) -> FieldEditor:
    """Paragraphs begin on one line here; the form beside the register has room for them."""
    editor = LineEditor(field, parent) if field.kind is Kind.NARRATIVE else make_editor(desk, field, parent)
    if isinstance(editor, QLineEdit) and not editor.placeholderText():
        editor.setPlaceholderText(_("automatic") if field.kind is Kind.CODE else _(field.label))
    editor.setAccessibleDescription(f"{editor.accessibleDescription()} {about(field)}".strip())
    return editor
