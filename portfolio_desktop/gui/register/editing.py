# SPDX-License-Identifier: Apache-2.0
"""What a person does to records in a register, as change sets: type, paste, fill, clear, change many, delete.

Each is one change set and so one undo. A cell that cannot be read keeps its words and says why.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Field, Kind, Record, Value
from portfolio_desktop.exchange.pasting import (
    Overtaken,
    Pasted,
    as_shown,
    block_html,
    block_text,
    pasted,
    read_block,
    repeated,
)
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act
from portfolio_desktop.gui.form.entered import NOTHING, Entered
from portfolio_desktop.gui.form.entry import Entry, entry_words, understood
from portfolio_desktop.gui.form.meanwhile import replaced, said_meanwhile
from portfolio_desktop.gui.form.unsaid import ask_unsaid
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Changes, Written

_MOST_TRIED = 2000  # records that a change is tried on before it is asked for


class Editing(QObject):
    """The acts of one register page."""

    paste_unclear = Signal(object, str)
    """A `Pasted` of several rows, or one that would add records or leave cells out, and why it is shown anew where it is:
    the person decides.
    """

    def __init__(self, desk: Desk, model: RegisterModel, table: RegisterTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._model = model
        self._table = table
        model.entered.connect(self._write_cell)

    @property
    def _name(self) -> str:
        return self._model.entity.name

    # One cell

    def _write_cell(self, index: QModelIndex, entry: Entry) -> None:
        line = self._model.line(index.row())
        number = self._model.arrangement.number(index.row())
        if line is None or number is None:
            return
        field = self._model.columns[index.column()].name
        entity, id, seen = self._name, line.record.id, line.record[field]
        is_own = self._model.show_pending(number, field, entry_words(entry))
        others: list[str] = []

        def make(office: Office, answers: Entered = NOTHING) -> Changes:
            others[:] = [] if is_own else said_meanwhile(office, entity, id, field, seen)
            return records.change(office, entity, id, understood(office, entity, {field: entry}), answers)

        def done(written: Written | None) -> None:
            if written is None:
                self._model.settle(number, field)
            elif others:
                self._desk.notify(replaced(others[0]), undo=True)

        def failed(error: Exception) -> None:
            if isinstance(error, Unsaid):
                settle = partial(self._model.settle, number, field)
                ask_unsaid(self._desk, self._table, entity, error, make, settle)
            else:
                self._refused(number, field, entry, str(error))

        self._desk.write(make, done, owner=self, failed=failed)

    def _refused(self, number: int, field: str, entry: Entry, reason: str) -> None:
        self._model.refuse(number, field, entry_words(entry), reason)
        # Later, since the editor that this comes from may not have closed yet.
        QTimer.singleShot(0, self, partial(self._return_to, number, field, entry, reason))

    def _return_to(self, number: int, field: str, entry: Entry, reason: str) -> None:
        """Open the cell again with the words that do not fit, unless the person is typing elsewhere by now."""
        row = self._model.arrangement.find(number)
        if row is None or not self._table.isVisible():  # what was typed can still be copied
            told = _("{reason} What you had typed: {words}")
            typed = entry_words(entry)
            self._desk.ask.refuse(told.format(reason=reason, words=typed) if typed else reason)
        section = next((at for at, column in enumerate(self._model.columns) if column.name == field), None)
        if row is None or section is None:
            return
        if not self._table.isVisible():
            return
        if _has_keyboard(self._table) and not self._table.is_editing:
            self._table.edit_at(row, section)
        self._table.explain_at(row, section, reason)

    # Several cells

    def copy(self, *, heads: bool = False) -> None:
        """Put the selected cells on the clipboard, as text for spreadsheets and as a table for documents."""
        numbers, fields = self._table.selected_numbers(), self._table.selected_fields()
        if not numbers or not fields:
            return
        entity = self._model.entity

        def read(office: Office) -> list[list[str]]:
            with office.reading() as reader:
                found = reader.page(entity, numbers)
                titles = link_titles(reader, entity, found)
                return [
                    [words(reader.catalogue, field, record[field.name], titles=titles) for field in fields]
                    for record in found
                ]

        def put(rows: list[list[str]]) -> None:
            labels = [_(field.label) for field in fields]
            data = QMimeData()
            data.setText(block_text([labels, *rows] if heads else rows))
            data.setHtml(block_html(labels, rows))
            QGuiApplication.clipboard().setMimeData(data)
            if len(rows) > 1:
                self._desk.notify(
                    ngettext("{count} row copied", "{count} rows copied", len(rows)).format(
                        count=f"{len(rows):,}"
                    )
                )

        label = _("Copying") if len(numbers) > 2000 else ""
        self._desk.read(read, put, owner=self, label=label)

    def paste(self) -> None:
        """Lay the cells on the clipboard over the table from the selection's first cell on."""
        text = QGuiApplication.clipboard().text()
        at = self._table.currentIndex()
        if not text or self._model.read_only:
            return
        numbers, chosen = self._table.selected_numbers(), self._table.selected_fields()
        shown = self._table.shown_fields()
        first = chosen[0] if chosen else shown[0]
        names = [field.name for field in shown[shown.index(first) :]]
        row = min(
            (part for part in (self._first_row(), at.row()) if part >= 0), default=self._model.rowCount()
        )
        entity = self._model.entity
        spread = "\n" not in text.strip("\r\n")

        def plan(office: Office) -> Pasted:
            block = repeated(read_block(text), len(numbers), len(chosen) or 1)
            below = self._model.arrangement.numbers(
                row, row + len(block) + len(self._model.arrangement.headings)
            )
            rows = numbers if len(block) == len(numbers) else below[: len(block)]
            ids = [record.id for record in self.records_at(office, rows)]
            return pasted(office, entity.name, ids, names, block)

        self._desk.read(plan, partial(self._pasted, spread), owner=self, label=_("Reading the clipboard"))

    def write_paste(self, found: Pasted) -> None:
        """Write a paste as it was shown. Where others have changed some of it since, it is shown anew instead."""

        def failed(error: Exception) -> None:
            if isinstance(error, Overtaken):
                self.paste_unclear.emit(error.now, str(error))
            else:
                self._desk.jobs.unhandled(error)

        self._act(lambda office, _answers: as_shown(office, found), failed=failed)

    def _pasted(self, spread: bool, found: Pasted) -> None:
        """Show what a paste would do. `spread`: one row or cell goes into all that are selected, as when filling down."""
        if found.added or found.left_out or (found.changed > 1 and found.rows > 1 and not spread):
            self.paste_unclear.emit(found, "")
        else:
            self.write_paste(found)

    def fill_down(self) -> None:
        """Copy the top row of the selection into the rows below it; of one row, the row above into it."""
        numbers, fields = self._table.selected_numbers(), self._shared_fields()
        if len(numbers) == 1:
            above = self._model.arrangement.numbers(self._first_row() - 1, self._first_row())
            numbers = above + numbers
        if len(numbers) > 1 and fields:
            self._change_like_first(numbers, fields)

    def _shared_fields(self) -> list[Field]:
        """The selected fields that several records may say the same in. Why there is none is told."""
        chosen = self._table.selected_fields()
        fields = [field for field in chosen if field.kind is not Kind.CODE and not field.derived]
        if chosen and not fields:
            named = ", ".join(_(field.label) for field in chosen)
            why = _("{fields}: each record has its own, or it follows from other fields.")
            self._desk.ask.refuse(why.format(fields=named))
        return fields

    def _change_like_first(self, numbers: Sequence[int], fields: Sequence[Field]) -> None:
        entity = self._model.entity

        def make(office: Office, answers: Entered) -> Changes:
            found = self.records_at(office, numbers)
            values = {field.name: found[0][field.name] for field in fields}
            ids = [record.id for record in found[1:]]
            return records.change_many(office, entity.name, ids, values, answers)

        self._act(make)

    def today(self) -> None:
        """Enter today's date into the selected dates."""
        day = self._desk.today
        values: dict[str, Value] = {}
        for field in self._table.selected_fields():
            if field.kind is Kind.DATE:
                values[field.name] = day
            elif field.kind is Kind.MOMENT:
                values[field.name] = datetime.now()  # noqa: DTZ005 - moments are wall time
        if values:
            self.change_selected(values)

    def clear(self) -> None:
        """Empty the selected cells."""
        self.change_selected({field.name: None for field in self._shared_fields()})

    def change_selected(self, values: dict[str, Value]) -> None:
        """The same values for every selected record."""
        numbers, entity = self._table.selected_numbers(), self._name
        if numbers and values:
            self._act(
                lambda office, answers: records.change_many(
                    office,
                    entity,
                    [record.id for record in self.records_at(office, numbers)],
                    values,
                    answers,
                )
            )

    def enter_selected(
        self, numbers: Sequence[int], field: str, entry: Entry, failed: Callable[[Exception], None]
    ) -> None:
        """What was entered into the dialog that changes many, for all of these records."""
        entity = self._name

        def make(office: Office, answers: Entered) -> Changes:
            ids = [record.id for record in self.records_at(office, numbers)]
            values = understood(office, entity, {field: entry})
            return records.change_many(office, entity, ids, values, answers)

        self._act(make, failed=failed)

    def count_entered(
        self,
        numbers: Sequence[int],
        field: str,
        entry: Entry,
        told: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Tell how many of these records `enter_selected` would change."""
        entity = self._name

        def look(office: Office) -> int:
            values = understood(office, entity, {field: entry})
            found = self.records_at(office, numbers)
            if len(found) <= _MOST_TRIED:
                records.change_many(office, entity, [record.id for record in found], values)
            (value,) = records.checked(office.catalogue, office.catalogue.entity(entity), values).values()
            return sum(record[field] != value for record in found)

        self._desk.read(look, told, owner=self, failed=failed)

    def delete(self) -> None:
        """Delete the selected records; the notice offers to undo it."""
        numbers, entity = self._table.selected_numbers(), self._name
        if numbers:
            self._act(
                lambda office, _answers: records.delete(
                    office, entity, [record.id for record in self.records_at(office, numbers)]
                ),
                always=True,
            )

    def duplicate(self) -> None:
        """A copy of the current record, under a code of its own."""
        line = self._model.line(self._table.current_row()) if self._table.current_row() >= 0 else None
        if line is None:
            return
        entity, values = self._model.entity, dict(self._model.entity.values(line.record))
        if entity.code is not None:
            values[entity.code.name] = None
        self._act(
            lambda office, answers: records.create(office, entity.name, {**values, **answers}), always=True
        )

    def records_at(self, office: Office, numbers: Sequence[int]) -> list[Record]:
        """Those that were chosen, and no fewer: who is about to change ten must not change nine, or others, unawares."""
        with office.reading() as reader:
            found = reader.page(self._model.entity, numbers)
        if len(found) < len(numbers):
            raise Refusal(
                _(
                    "Not all of these records are there any more: somebody has deleted some, or the list was made anew. "
                    "Nothing was changed. Choose them again."
                )
            )
        return found

    def _first_row(self) -> int:
        rows = [part.top() for part in self._table.selectionModel().selection().toList()]
        return min(rows, default=self._table.current_row())

    def _act(
        self,
        make: Act,
        *,
        always: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Write, and offer to undo what touched more than the eye sees. What has to be said with it is asked for."""
        entity = self._name

        def done(written: Written | None) -> None:
            if written is not None and (always or len(written.touched) > 1):
                self._desk.notify(written.label, undo=True)

        def refused(error: Exception) -> None:
            if isinstance(error, Unsaid):
                ask_unsaid(self._desk, self._table, entity, error, make, self._table.setFocus)
            elif failed is not None:
                failed(error)
            else:
                self._desk.jobs.unhandled(error)

        self._desk.write(lambda office: make(office, NOTHING), done, owner=self, failed=refused)


def _has_keyboard(table: QWidget) -> bool:
    """Whether the keyboard is in the table, and not with whatever was gone to from it."""
    at = table.window().focusWidget()
    return at is None or at is table or table.isAncestorOf(at)
