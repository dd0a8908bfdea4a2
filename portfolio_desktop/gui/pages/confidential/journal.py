# SPDX-License-Identifier: Apache-2.0
"""The journal of the year: one line at the top that Enter keeps, and below it what was noted, the latest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.confidential.evidence import Evidence
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, reveal, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.known import code, day

_SHOWN = 40
_DATE, _KIND = 96, 150


class Journal(Card):
    """`noted` carries a line and its kind, `opened` the entry that is looked at."""

    noted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(_("Journal"))
        self._kinds = {item.code: _(item.label) for item in catalogue.list_named("evidence.kind").items}
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("What happened? One line, then Enter"))
        self.line.setAccessibleName(_("A line for the journal"))
        self.line.returnPressed.connect(self._note)
        self._kind = QComboBox()
        self._kind.setAccessibleName(_("Kind"))
        for key, name in self._kinds.items():
            self._kind.addItem(name, key)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self._kind)
        self._problem = Label("", ink="danger", wrap=True)
        self._problem.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.setSpacing(GAP_SMALL)
        self.column.addLayout(row)
        self.column.addWidget(self._problem)
        self.column.addLayout(self._rows)

    def show_notes(self, notes: Sequence[Evidence]) -> None:
        """What was noted, the latest first."""
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

    def kept(self) -> None:
        """The line is in the file: the next one can be typed."""
        self.line.clear()
        self.explain("")

    def explain(self, sentence: str) -> None:
        """Why the line was not kept."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def settle(self) -> None:
        """Keep a line that stands unfinished."""
        if self.line.text().strip():
            self._note()

    def _note(self) -> None:
        self.noted.emit(self.line.text(), str(self._kind.currentData()))

    def _row(self, note: Evidence) -> QWidget:
        on = day(note.on)
        kind = self._kinds.get(code(note.kind), "")
        name = f"{format_date(on) if on else ''} {note.title}, {kind}"
        row = RowButton(name, lambda: self.opened.emit(note.id))
        row.put(words(format_date(on) if on else _("No date"), ink="muted"), width=_DATE)
        row.put(words(note.title or ""), 1)
        row.put(words(kind, ink="muted"), width=_KIND)
        return row
