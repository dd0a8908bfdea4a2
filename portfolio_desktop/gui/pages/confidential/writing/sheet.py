# SPDX-License-Identifier: Apache-2.0
"""The fields of one record where a designed page wants them: words that wrap and grow, and short fields in blocks.

Each is kept as it is written, so there is nothing to save and nothing to lose when the file locks.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Record, Value, Values
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, understood
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes

Change = Callable[[PeopleFile, Id, Values], Changes]
"""How new values of the record are written."""


class Sheet(QObject):
    """One record at a time. Its widgets are made by `words` and `fields`; what it holds now is shown by `show_record`."""

    def __init__(self, people: PeopleDesk, owner: QWidget, entity: str, change: Change | None = None) -> None:
        super().__init__(owner)
        self._people, self._entity = people, entity
        self._change = change or partial(_change, entity)
        self._id: Id | None = None
        self._words: dict[str, WordsEdit] = {}
        self._problems: dict[str, Label] = {}
        self._blocks: list[FieldBlock] = []
        people.locking.connect(self.commit)

    def words(self, name: str, *, title: str = "", hint: str = "", fewest: int = 3) -> QWidget:
        """A place to write in, under its title or the label of the field; what was not kept is said below it."""
        said = title or _(self._people.catalogue.entity(self._entity).field(name).label)
        edit = self._words[name] = WordsEdit(said, "", hint=hint, fewest=fewest)
        check_spelling(edit, self._people)
        edit.settled.connect(partial(self._write_words, name))
        edit.next_wanted.connect(lambda: self._go_on(edit))
        problem = self._problems[name] = Label("", ink="danger", wrap=True)
        problem.hide()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        heading = Label(said, bold=True, wrap=True)
        heading.setBuddy(edit)
        column.addWidget(heading)
        column.addWidget(edit)
        column.addWidget(problem)
        column.addStretch(1)
        return holder

    def fields(self, *names: str) -> FieldBlock:
        """Short fields below one another, their labels beside them."""
        block = FieldBlock(self._people, self._entity, names)
        block.entered.connect(partial(self._write_entry, block))
        self._blocks.append(block)
        return block

    def edit(self, name: str) -> WordsEdit:
        """The place to write a field in. Raises KeyError."""
        return self._words[name]

    def show_record(self, record: Record, titles: Mapping[Id, str]) -> None:
        """What the file says now. What is being typed stays; words for another record are kept there first."""
        if record.id != self._id:
            self.commit()
            self._id = record.id
            for name, edit in self._words.items():
                edit.begin_with(str(record[name] or ""))
        for name, edit in self._words.items():
            edit.show_words(str(record[name] or ""))
        for block in self._blocks:
            block.show_record(record, titles)

    def commit(self) -> None:
        """Keep what is being typed, now."""
        for edit in self._words.values():
            edit.settle()
        for block in self._blocks:
            for name, entry in block.entries().items():
                self._write_entry(block, name, entry)
                block.settle(name, entry)

    def put(self, values: Values) -> None:
        """Write values that were chosen and not typed."""
        self._write(lambda _file: values, lambda _said: None)

    def _write_words(self, name: str, words: str) -> None:
        def explain(said: str) -> None:
            self._problems[name].setText(said)
            self._problems[name].setHidden(not said)

        value: Value = words.strip() or None
        self._write(lambda _file: {name: value}, explain)

    def _write_entry(self, block: FieldBlock, name: str, entry: Entry) -> None:
        entity, id = self._entity, self._id

        def explain(said: str) -> None:
            if said:
                block.set_problem(name, said)
            elif id == self._id:
                block.settle(name, entry)

        self._write(lambda file: understood(file, entity, {name: entry}), explain)

    def _write(self, read: Callable[[PeopleFile], Values], explain: Callable[[str], None]) -> None:
        id, change = self._id, self._change
        if id is not None and self._people.unlocked:
            self._people.change(
                lambda file: change(file, id, read(file)),
                lambda _written: explain(""),
                owner=self,
                failed=lambda error: explain(str(error)),
            )

    def _go_on(self, after: WordsEdit) -> None:
        edits = list(self._words.values())
        edits[(edits.index(after) + 1) % len(edits)].setFocus()


def _change(entity: str, file: PeopleFile, id: Id, values: Values) -> Changes:
    return records.change(file, entity, id, values)
