# SPDX-License-Identifier: Apache-2.0
"""The journal of the year: one line at the top that Enter keeps, and below it what was noted, the latest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.draft import Drafting
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, reveal, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people import evidence
from portfolio_desktop.services.people.views.person import Note

_SHOWN = 40
_DATE, _KIND = 96, 150


class QuickNote(QWidget):
    """A line that Enter keeps in the journal of `person`. Half a line waits in the file for that person and this `place`."""

    def __init__(self, people: PeopleDesk, place: str) -> None:
        super().__init__()
        self._people, self._place = people, place
        self._person: Id | None = None
        self._drafting: Drafting | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("What happened? One line, then Enter"))
        self.line.setAccessibleName(_("A line for the journal"))
        self.line.returnPressed.connect(self.keep)
        self._kind = ListBox()
        self._kind.setAccessibleName(_("Kind"))
        for item in people.catalogue.list_named("evidence.kind").items:
            self._kind.addItem(_(item.label), item.code)
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self._kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.setFocusProxy(self.line)

    def write_on(self, person: Id) -> None:
        """Whose journal it is from now on. Half a line for somebody else waits until they are chosen again."""
        if person == self._person:
            return
        if self._drafting is not None:
            self._drafting.leave()
            self._drafting.deleteLater()
        self.line.clear()
        self._person = person
        self._drafting = Drafting(self._people, self, self._place, person, {"line": self.line})

    def keep(self) -> None:
        """Put the line into the journal."""
        line, kind, person = self.line.text(), str(self._kind.currentData()), self._person
        if line.strip() and person is not None:
            self._people.change(
                lambda file: evidence.note(file, person, line, kind=kind),
                lambda _written: self._kept(line),
                owner=self,
                failed=lambda error: self._explain(str(error)),
            )

    def _kept(self, line: str) -> None:
        if self.line.text() == line:
            self.line.clear()
        if self._drafting is not None:
            self._drafting.keep()
        self._explain("")

    def _explain(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)


class Journal(Card):
    """`opened` carries the entry that is looked at."""

    opened = Signal(str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__(_("Journal"))
        items = people.catalogue.list_named("evidence.kind").items
        self._kinds = {item.code: _(item.label) for item in items}
        self.note = QuickNote(people, "journal")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.setSpacing(GAP_SMALL)
        self.column.addWidget(self.note)
        self.column.addLayout(self._rows)

    def show_notes(self, person: Id, notes: Sequence[Note]) -> None:
        """What was noted on somebody, the latest first."""
        self.note.write_on(person)
        self.header.set_count(len(notes))
        clear(self._rows)
        if not notes:
            told = _(
                "Nothing yet. What is noted when it happens need not be remembered at the end of the year."
            )
            self._rows.addWidget(Label(told, ink="muted", wrap=True))
        for note in notes[:_SHOWN]:
            self._rows.addWidget(self._row(note))
        if len(notes) > _SHOWN:
            more = _("and {count} earlier ones").format(count=len(notes) - _SHOWN)
            self._rows.addWidget(Label(more, ink="muted"))
        reveal(self._rows)

    def _row(self, note: Note) -> QWidget:
        on = note.on
        kind = self._kinds.get(note.kind, "")
        name = f"{format_date(on) if on else ''} {note.title}, {kind}"
        row = RowButton(name, lambda: self.opened.emit(note.id))
        row.put(words(format_date(on) if on else _("No date"), ink="muted"), width=_DATE)
        row.put(words(note.title), 1)
        row.put(words(kind, ink="muted"), width=_KIND)
        return row
