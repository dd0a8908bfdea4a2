# SPDX-License-Identifier: Apache-2.0
"""A block of fields with their editors: part of a record form, of a designed page, or the whole of a small dialog.

Showing a record never counts as entering something. What a person is typing is never overwritten: a change from
elsewhere is offered beside it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.editors import FieldEditor, about, make_editor
from portfolio_desktop.gui.form.entry import Entry, Typed
from portfolio_desktop.gui.form.line import ProseEditor
from portfolio_desktop.gui.form.linking import PROJECT, LinkEditor
from portfolio_desktop.gui.form.news import News
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.session.drafts import keyboard_at, put_back
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.drafts.keeping import RECORD, Form
from portfolio_desktop.services.help.field_pages import field_target
from portfolio_desktop.services.sharing.marks import WAITS
from portfolio_desktop.services.words import words

_LABEL_WIDTH = 124
_PARTS = 5
"""Rows of the grid for each field: two for label and editor, and three for what may have to be said of it."""
_MOST_NEWS = 4
HELP = "help"
"""The property in which the editor of a field says where its help is."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Words that are being typed into a field, over a value and what that links to is called. `at`: where the keyboard is."""

    name: str
    words: str
    over: Value
    title: str
    at: int | None


class FieldBlock(QWidget):
    """Editors of some fields of one entity, labels at their left, paragraphs at full width."""

    entered = Signal(str, object)
    """A field's name and the `Entry` that the person has finished."""
    open_requested = Signal(str, str)
    """A linked record, by entity and id."""

    def __init__(self, desk: Desk, entity: str, names: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = desk.catalogue.entity(entity)
        self._rows: dict[str, _Row] = {}
        self.form: Form | None = None
        """As which form its words are kept while they are typed; None where they are not."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_SMALL)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, name in enumerate(names):
            row = _Row(desk, self._entity.field(name), grid, place)
            row.left = partial(self._commit, name)
            row.editor.setProperty(HELP, field_target(entity, name))
            row.editor.committed.connect(partial(self._commit, name))
            if row.open is not None:
                row.open.clicked.connect(partial(self._open_link, name))
            self._rows[name] = row
            if desk.drafts is not None:
                desk.drafts.follow(row.editor, name, lambda: self.form)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def editor(self, name: str) -> FieldEditor:
        """The editor of a field. Raises KeyError."""
        return self._rows[name].editor

    def show_record(self, record: Record, titles: Mapping[Id, str]) -> None:
        """Show what is kept. A field that is being typed into keeps its words and is offered the new value."""
        form = Form(RECORD, self._entity.name, record.id) if record.id else self.form
        if form == self.form:
            announce(self, self._news_of(record, titles))
        self.form = form
        self._stand_in(getattr(record, PROJECT, None))
        for name, row in self._rows.items():
            row.show(self._desk, record[name], titles)
        self._go_on()

    def _news_of(self, record: Record, titles: Mapping[Id, str]) -> str:
        """What has changed of the record that is shown, but for what was just entered here; what follows from others last."""
        news = []
        for name, row in sorted(self._rows.items(), key=lambda each: bool(each[1].field.derived)):
            if record[name] != row.value and not row.editor.touched:
                said = words(self._desk.catalogue, row.field, record[name], titles=titles) or _("nothing")
                news.append(f"{_(row.field.label)}: {shorten(said, 60)}")
        return ", ".join(news[:_MOST_NEWS])

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show values of a record that is not made yet."""
        self._stand_in(values.get(PROJECT))
        for name, row in self._rows.items():
            row.show(self._desk, values.get(name), {})
        self._go_on()

    def unfinished(self, titles: Mapping[Id, str]) -> "list[Unfinished]":
        """What is being typed, and is not on its way into the file."""
        return [
            each for name, row in self._rows.items() if (each := row.unfinished(name, titles)) is not None
        ]

    def take_over(self, unfinished: "Unfinished") -> None:
        """Have what was being typed in another block stand in this one, before it shows the record."""
        self._rows[unfinished.name].take_over(self._desk, unfinished)

    def _go_on(self) -> None:
        """Put back what stood here when the program ended, where the person wants to go on with it."""
        if self._desk.drafts is not None and self.form is not None:
            for name, row in self._rows.items():
                if (words := self._desk.drafts.claim(self.form, name)) is not None:
                    put_back(row.editor, words)

    def _stand_in(self, project: Value) -> None:
        for row in self._rows.values():
            if isinstance(row.editor, LinkEditor):
                row.editor.stand_in(project)

    def set_read_only(self, read_only: bool) -> None:
        for row in self._rows.values():
            row.editor.setEnabled(not read_only)

    def entries(self) -> dict[str, Entry]:
        """What has been entered and not yet been kept, by field name."""
        return {name: row.editor.entry() for name, row in self._rows.items() if row.editor.touched}

    def set_problem(self, name: str, sentence: str) -> None:
        """Explain under a field why what was entered does not fit; an empty sentence takes that away."""
        self._rows[name].explain(sentence)

    def mark_disputed(self, names: Collection[str]) -> None:
        """Say under these fields, and no others, that people said different things there."""
        for name, row in self._rows.items():
            row.dispute(disputed=name in names)

    def settle(self, name: str, entry: Entry) -> None:
        """What was entered is on its way into the file: the next record shown may take its place."""
        self._rows[name].written = entry

    def focus_first(self, given: Collection[str] = ()) -> None:
        """Put the keyboard into the first field, past those that are `given` already."""
        if self._rows:
            name = next((each for each in self._rows if each not in given), next(iter(self._rows)))
            self.editor(name).setFocus(Qt.FocusReason.TabFocusReason)

    def refuse(self, error: Exception) -> bool:
        """Say at the field that a refusal is about what does not fit, and go there. False: it is no field of these."""
        wrong = error.field if isinstance(error, Refusal) else ""
        for name in self._rows:
            self.set_problem(name, "")
        if wrong in self._rows:  # said anew where it was said before: somebody has tried again
            self.set_problem(wrong, str(error))
            self.editor(wrong).setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong in self._rows

    def _commit(self, name: str) -> None:
        row = self._rows[name]
        if row.editor.touched and not row.is_considered:
            row.explain("")
            self.entered.emit(name, row.editor.entry())

    def _open_link(self, name: str) -> None:
        value = self._rows[name].value
        if isinstance(value, str):
            self.open_requested.emit(self._entity.field(name).target, value)


class _Row:
    """One field: label, editor, the way to a linked record, a place for what is wrong or what has changed.

    What says so is made when it is first needed, which for most fields is never: it would take longer than all the rest.
    """

    def __init__(self, desk: Desk, field: Field, grid: QGridLayout, place: int) -> None:
        self.field = field
        self.value: Value = None
        self.written: Entry | None = None
        self.left: Callable[[], None] = lambda: None
        """Called when somebody has looked at what was made of the field meanwhile, and goes on."""
        self.editor = make_editor(desk, field)
        self.open = _opener(field) if field.kind is Kind.LINK else None
        self._problem: Label | None = None
        self._news: News | None = None
        self._disputed: QWidget | None = None
        self._titles: Mapping[Id, str] = {}
        self._offered: Value = None
        self._grid, self._at = grid, place * _PARTS
        self._lay_out()

    def show(self, desk: Desk, value: Value, titles: Mapping[Id, str]) -> None:
        typing = self.editor.touched and self.editor.entry() != self.written
        if not typing:
            self._accept(value, titles)
        elif value != self.value:
            self._offered, self._titles = value, titles
            said = words(desk.catalogue, self.field, value, titles=titles) or _("nothing")
            if self._news is None:
                self._news = News(self._take_news, lambda: self.left())
                self._put(self._news, 3)
            self._news.tell(said)

    def unfinished(self, name: str, titles: Mapping[Id, str]) -> Unfinished | None:
        entry = self.editor.entry()
        if not self.editor.touched or entry == self.written or not isinstance(entry, Typed):
            return None
        title = titles.get(Id(self.value), "") if isinstance(self.value, str) else ""
        here = self.editor.window().focusWidget() is self.editor
        at = keyboard_at(self.editor) if here else None
        return Unfinished(name, entry.text, self.value, title, at)

    def take_over(self, desk: Desk, unfinished: Unfinished) -> None:
        over = unfinished.over
        self.show(desk, over, {Id(over): unfinished.title} if isinstance(over, str) else {})
        if unfinished.at is None:
            self.editor.restore(unfinished.words)
        else:
            put_back(self.editor, unfinished.words, unfinished.at)

    @property
    def is_considered(self) -> bool:
        """Whether the keyboard is at what somebody else has made of the field: what was typed is not to go over it yet."""
        return self._news is not None and self._news.is_considered

    def explain(self, sentence: str) -> None:
        self.editor.set_problem(sentence)
        if self._problem is None:
            if not sentence:
                return
            self._problem = Label("", ink="danger", wrap=True, step=-1)
            self._put(self._problem, 2)
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def dispute(self, *, disputed: bool) -> None:
        """Say under the field that people said different things there, or no longer."""
        if self._disputed is None:
            if not disputed:
                return
            self._disputed = waiting()
            self._put(self._disputed, 4)
        self._disputed.setVisible(disputed)

    def _accept(self, value: Value, titles: Mapping[Id, str]) -> None:
        self.value, self.written = value, None
        title = titles.get(Id(value), "") if isinstance(value, str) else ""
        self.editor.show_value(value, title)
        if self.open is not None:
            self.open.setHidden(value is None or isinstance(value, Unknown))
        if self._news is not None:
            self._news.hide()
        self.explain("")

    def _take_news(self) -> None:
        self._accept(self._offered, self._titles)
        self.editor.setFocus()

    def _lay_out(self) -> None:
        grid, at = self._grid, self._at
        star = " *" if self.field.required else ""
        label = Label(_(self.field.label) + star, ink="muted", wrap=True)
        label.setBuddy(self.editor)
        label.setToolTip(safe_tooltip(_(self.field.help)) if self.field.help else "")
        label.setAccessibleName(_(self.field.label))  # without the star
        self.editor.setAccessibleDescription(about(self.field))
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, self.editor.sizePolicy().verticalPolicy())
        if isinstance(self.editor, ProseEditor):
            grid.addWidget(label, at, 0, 1, 3)
            grid.addWidget(self.editor, at + 1, 0, 1, 3)
            self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            label.setFixedWidth(_LABEL_WIDTH)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, GAP_TINY, 0, 0)
            label.setMinimumHeight(label.heightForWidth(_LABEL_WIDTH))
            grid.addWidget(label, at, 0)
            beside = QHBoxLayout()
            beside.setSpacing(GAP_TINY)
            beside.addWidget(self.editor, 1)
            if self.open is not None:
                beside.addWidget(self.open)
            grid.addLayout(beside, at, 1, 1, 2)

    def _put(self, part: QWidget, place: int) -> None:
        """Under the editor, over the whole width."""
        self._grid.addWidget(part, self._at + place, 0, 1, 3)


def waiting() -> QWidget:
    """What says that a field waits for a decision."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP_TINY)
    row.addWidget(IconPicture("git-compare-arrows", 14, "danger"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(_(WAITS), ink="danger", wrap=True, step=-1), 1)
    return holder


def _opener(field: Field) -> QToolButton:
    """The way to the record that a field links to; hidden until there is one."""
    button = QToolButton()
    button.setIcon(icon("arrow-up-right", "accent"))
    button.setAccessibleName(_("Open {label}").format(label=_(field.label)))
    button.setToolTip(button.accessibleName())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.hide()
    return button
