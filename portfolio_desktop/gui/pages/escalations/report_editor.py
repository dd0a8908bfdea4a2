# SPDX-License-Identifier: Apache-2.0
"""The exception report as it is written: every edit is kept at once and can be undone."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, understood
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.escalation_sheet import Sheet
from portfolio_desktop.storage.changes import Written

_FIELDS = "title ask breach impact options recommendation board_id tell_id tell_by answer_by raised_by_id proof note"


class ReportEditor(Card):
    """`finished` follows the way back to reading."""

    finished = Signal()

    def __init__(self, desk: Desk, sheet: Sheet, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Exception report"), parent=parent)
        self._desk, self.id = desk, sheet.record.id
        self.block = FieldBlock(desk, "escalation", _FIELDS.split())
        self.block.entered.connect(self._write)
        self.follow(sheet)
        ready = QPushButton(_("Done"))
        ready.setProperty("primary", True)
        ready.clicked.connect(self.finished)
        self.header.add(ready)
        self._problem = Label(ink="danger", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)
        self.column.addWidget(self.block)

    def follow(self, sheet: Sheet) -> None:
        """Show what is kept now; what is being typed stays."""
        self.block.show_record(sheet.record, sheet.titles)

    def explain(self, sentence: str) -> None:
        """Why nothing can be kept any more; what was typed stays."""
        self._problem.setText(sentence)
        self._problem.show()

    def _write(self, name: str, entry: Entry) -> None:
        id = Id(self.id)
        self._desk.write(
            lambda office: records.change(
                office, "escalation", id, understood(office, "escalation", {name: entry})
            ),
            partial(self._kept, name, entry),
            owner=self,
            failed=lambda error: self.block.set_problem(name, str(error)),
        )

    def _kept(self, name: str, entry: Entry, _written: Written | None) -> None:
        self.block.settle(name, entry)
