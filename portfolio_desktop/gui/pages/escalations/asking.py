# SPDX-License-Identifier: Apache-2.0
"""The small form of one act, where it is done: what is known is filled in, and one key does it."""

from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.pages.escalations.acting import Act
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.governance.escalation_sheet import Sheet, sheet
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskPanel(Card):
    """Enter in a line, or Ctrl+Enter anywhere, does the act; Escape drops it."""

    done = Signal(object)
    """The `Written` of the act, or None where nothing was to change."""
    dropped = Signal()

    def __init__(
        self, desk: Desk, act: Act, of: Sheet, now: datetime, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(_(act.verb), parent=parent)
        self._desk, self._act, self._id, self._now = desk, act, of.record.id, now
        self.block = FieldBlock(desk, "escalation", act.asks)
        given = act.begin(of, now)
        shown = {name: given.get(name) for name in act.asks}
        self.block.show_record(replace(of.record, **shown), of.titles)
        for name in act.asks:
            self.block.editor(name).installEventFilter(self)
        self._problem = Label(ink="danger", wrap=True)
        self._problem.hide()
        self._do, drop = QPushButton(_(act.verb)), QPushButton(_("Cancel"))
        self._do.setProperty("primary", True)
        self._do.clicked.connect(self.answer)
        drop.clicked.connect(self.dropped)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._do)
        row.addWidget(drop)
        row.addWidget(Label(_("Ctrl+Enter does it, Escape drops it."), ink="muted", step=-0.5))
        row.addStretch(1)
        self.column.setSpacing(GAP_SMALL)
        if act.name == "withdraw":
            self.column.addWidget(Label(_("Why? It is kept in its note."), ink="muted"))
        self.column.addWidget(self.block)
        self.column.addWidget(self._problem)
        self.column.addLayout(row)

    @property
    def problem(self) -> str:
        """Why the act was not done; empty while nothing is wrong."""
        return self._problem.text()

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.block.focus_first()

    def answer(self) -> None:
        """Do the act with what was entered, or say what is missing."""
        self._do.setEnabled(False)
        act, id, now = self._act, Id(self._id), self._now
        entries = self.block.entries()

        def make(office: Office) -> Changes:
            # What nobody touched is taken anew: somebody else may have written it while the form stood open.
            given = act.begin(sheet(office, id), now)
            return act.make(office, id, {**given, **understood(office, "escalation", entries)}, now)

        self._desk.write(make, self._finished, owner=self, failed=self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in _ENTER:
            self.answer()
        event.accept()  # the keys of the page stay away while something is asked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter, which an editor of paragraphs would keep to itself."""
        held = isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:  # type: ignore[attr-defined]
            self.answer()
            return True
        return False

    def _finished(self, written: Written | None) -> None:
        self.done.emit(written)

    def _failed(self, error: Exception) -> None:
        self._do.setEnabled(True)
        self.explain(str(error))

    def explain(self, sentence: str) -> None:
        """Why the act cannot be done; what was entered stays."""
        self._problem.setText(sentence)
        self._problem.show()
