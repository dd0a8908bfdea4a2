# SPDX-License-Identifier: Apache-2.0
"""Notes that are kept apart, one open at a time: those there are at the left, what is written in the chosen one below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Values
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.rows import DAY
from portfolio_desktop.gui.pages.confidential.writing.sheet import Sheet
from portfolio_desktop.gui.pages.pieces import RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.apart import notes
from portfolio_desktop.services.people.apart.notes import Kept
from portfolio_desktop.services.people.known import day
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create


class KeptNotes(QWidget):
    """`changed` after each act, so that whoever shows it reads again. A kind of notes says its own `parts`."""

    changed = Signal()

    def __init__(self, people: PeopleDesk, kept: Kept, nothing: str) -> None:
        super().__init__()
        self._people, self._kept, self._nothing = people, kept, nothing
        self._person: Id | None = None
        self._notes: Sequence[Record] = ()
        self._open: Id | None = None
        self.sheet = Sheet(people, self, kept.entity, self._change)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._editor = QWidget()
        inner = QVBoxLayout(self._editor)
        inner.setContentsMargins(0, GAP_SMALL, 0, 0)
        inner.setSpacing(GAP)
        for part in self.parts():
            inner.addWidget(part)
        away = QPushButton(_("Delete this note"))
        away.setProperty("flat", True)
        away.clicked.connect(self._remove)
        inner.addWidget(away)
        self._editor.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self._rows)
        column.addWidget(self._editor)

    def parts(self) -> Sequence[QWidget]:
        """The fields of a note, made by `sheet`: more than these, where a kind of notes has more."""
        return (self.sheet.fields("title", "on"),)

    def detail(self, note: Record) -> str:
        """What is told of a note at the right end of its row."""
        return ""

    def summary(self, note: Record) -> str:
        """What is told of a note under its title, while it is not open."""
        return ""

    def show_notes(self, person: Id, found: Sequence[Record]) -> None:
        """The notes on somebody, the latest first. One that was open stays open."""
        if person != self._person:
            self._open = None
        self._person, self._notes = person, found
        clear(self._rows)
        for note in found:
            self._rows.addWidget(self._row(note))
        if not found:
            self._rows.addWidget(Label(self._nothing, ink="muted", wrap=True))
        reveal(self._rows)
        chosen = next((note for note in found if note.id == self._open), None)
        self._editor.setVisible(chosen is not None)
        if chosen is not None:
            self.sheet.show_record(chosen, {})

    def begin(self) -> None:
        """A new note, opened at once."""
        if self._person is None:
            return
        person, made = self._person, list[Id]()

        def make(file: PeopleFile) -> Changes:
            changes = notes.begin(file, self._kept, person)
            made.extend(item.record for item in changes if isinstance(item, Create))
            return changes

        def opened(_written: object) -> None:
            self._open = made[0]
            self.changed.emit()

        self._people.change(make, opened, owner=self)

    def _row(self, note: Record) -> QWidget:
        row = RowButton(str(note["title"]), partial(self._choose, note), height=44)
        on = day(note["on"])
        row.put(words(format_date(on) if on else _("No date"), ink="muted"), width=DAY)
        summary = "" if note.id == self._open else self.summary(note)
        row.put(two_lines(str(note["title"]), summary), 1)
        row.put(words(self.detail(note), ink="muted", right=True), width=DAY)
        return row

    def _choose(self, note: Record) -> None:
        assert self._person is not None
        self.sheet.commit()
        self._open = None if self._open == note.id else note.id
        self.show_notes(self._person, self._notes)
        self.changed.emit()

    def _change(self, file: PeopleFile, note: Id, values: Values) -> Changes:
        return notes.change(file, self._kept, note, values)

    def _remove(self) -> None:
        note = self._open
        if note is not None:
            self._open = None
            self._people.change(
                lambda file: notes.remove(file, self._kept, note),
                lambda _written: self.changed.emit(),
                owner=self,
            )
