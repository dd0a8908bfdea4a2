# SPDX-License-Identifier: Apache-2.0
"""A fault and the fields that it is about, to be put right where one stands."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, understood
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.quality.finding import Finding
from portfolio_desktop.services.words import link_titles
from portfolio_desktop.storage.changes import Changes, Written

_Shown = tuple[Record | None, dict[Id, str]]


class Mending(QWidget):
    """The editors of one finding's fields, and the way to its record. What is entered is written at once."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._finding = desk, finding
        self.block: FieldBlock | None = None
        self._sent: dict[str, Entry] = {}
        """What was entered and is in the file, or on its way there."""
        elsewhere = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        if finding.fields:
            if finding.said and len(finding.fields) > 1:  # the row above has no room for all of it
                column.addWidget(Label(visible_bidi(finding.said), ink="muted", wrap=True))
            self.block = FieldBlock(desk, finding.entity, finding.fields)
            self.block.set_read_only(desk.read_only)
            self.block.entered.connect(self._write)
            self.block.open_requested.connect(self.open_requested)
            column.addWidget(self.block)
            if desk.read_only:
                column.addWidget(Label(desk.why_read_only, ink="muted", wrap=True))
            desk.read(self._read, self._show, owner=self)
        else:
            elsewhere = _("What puts this right stands elsewhere: {what}.").format(
                what=visible_bidi(finding.said or finding.label).rstrip(".")
            )
            column.addWidget(Label(elsewhere, ink="muted", wrap=True))
        self._opening = QPushButton(_("Open the record"))
        self._opening.setIcon(icon("arrow-up-right"))
        self._opening.setAutoDefault(True)
        self._opening.clicked.connect(lambda: self.open_requested.emit(finding.entity, finding.target))
        self._opening.setAccessibleDescription(elsewhere)
        row = QHBoxLayout()
        row.addWidget(self._opening)
        row.addStretch(1)
        column.addLayout(row)

    def begin(self) -> None:
        """Put the keyboard where this is put right: into the first field, or on the way to the record."""
        if self.block is not None:
            self.block.focus_first()
        else:
            self._opening.setFocus()

    @property
    def typing(self) -> bool:
        """Whether something stands there that is not written yet."""
        entries = self.block.entries() if self.block is not None else {}
        return any(self._sent.get(name) != entry for name, entry in entries.items())

    def _read(self, office: Office) -> _Shown:
        with office.reading() as reader:
            entity = reader.catalogue.entity(self._finding.entity)
            record = reader.get(entity, self._finding.target)
            return record, link_titles(reader, entity, [record] if record else [])

    def _show(self, found: _Shown) -> None:
        record, titles = found
        if record is not None and self.block is not None:
            self.block.show_record(record, titles)

    def _write(self, name: str, entry: Entry) -> None:
        entity, id = self._finding.entity, self._finding.target
        self._sent[name] = entry

        def make(office: Office) -> Changes:
            return records.change(office, entity, id, understood(office, entity, {name: entry}))

        self._desk.write(make, self._written, owner=self, failed=partial(self._explain, name))

    def _written(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)

    def _explain(self, name: str, error: Exception) -> None:
        self._sent.pop(name, None)
        if self.block is not None:
            self.block.set_problem(name, str(error))
