# SPDX-License-Identifier: Apache-2.0
"""The form of one record, in the sections of its entity. Each edit is written at once and can be undone."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Section
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock, Unfinished
from portfolio_desktop.gui.form.entered import NOTHING, Entered
from portfolio_desktop.gui.form.entry import Entry, entry_words, understood
from portfolio_desktop.gui.form.section import FoldingSection
from portfolio_desktop.gui.form.unsaid import ask_unsaid
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import GONE, RECORD, REFUSED, Draft, Form
from portfolio_desktop.services.governance.proof import Unsaid
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.marks import marks
from portfolio_desktop.services.words import link_titles
from portfolio_desktop.storage.changes import Changes, Written

_Shown = tuple[Record | None, dict[Id, str], frozenset[str]]


class RecordForm(QWidget):
    """Sections of fields, the first of them open. Follows changes that are made elsewhere."""

    open_requested = Signal(str, str)
    """A linked record, by entity and id."""
    shown = Signal(object)
    """The record, whenever it is shown anew; None once it has gone."""

    def __init__(self, desk: Desk, entity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = desk.catalogue.entity(entity)
        self._id: Id | None = None
        self._stands: Id | None = (
            None  # whose words stand in the fields: the record that is to be shown is still read
        )
        self._record: Record | None = None
        self._titles: dict[Id, str] = {}
        self._disputed: frozenset[str] = frozenset()
        self._sections: dict[str, FoldingSection] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        opened = set(desk.settings.get(self._memory, []) or [self._entity.sections[0].title])
        for section in self._entity.sections:
            folding = FoldingSection(_(section.title), partial(self._make_block, section))
            folding.toggled.connect(lambda _open: self._remember())
            column.addWidget(folding)
            self._sections[section.title] = folding
            folding.set_open(section.title in opened)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        desk.written.connect(self._written)

    def load(self, id: Id) -> None:
        """Show a record. Words that are still being typed for another one are written to that one first."""
        if id != self._id:
            self.commit_open()
            self._id, self._record, self._disputed = id, None, frozenset()
        self._read()

    def blocks(self) -> list[FieldBlock]:
        """The blocks that have been opened so far."""
        return [
            section.content for section in self._sections.values() if isinstance(section.content, FieldBlock)
        ]

    def _make_block(self, section: Section) -> QWidget:
        block = FieldBlock(self._desk, self._entity.name, section.fields)
        block.entered.connect(partial(self._write, block))
        block.open_requested.connect(self.open_requested)
        block.set_read_only(self._desk.read_only)
        if self._record is not None:
            block.show_record(self._record, self._titles)
            block.mark_disputed(self._disputed)
        return block

    def _read(self) -> None:
        entity, id = self._entity, self._id

        def look(office: Office) -> _Shown:
            assert id is not None
            with office.reading() as reader:
                record = reader.get(entity, id)
                titles = link_titles(reader, entity, [record] if record else [])
                return record, titles, marks(reader, entity.name).get(id, frozenset())

        if id is not None:
            self._desk.read(look, partial(self._show, id), owner=self)

    def _show(self, id: Id, found: _Shown) -> None:
        if id != self._id:
            return
        before = self._disputed
        if found[0] is None:
            self._offer({each.name: each.words for each in self.unfinished()}, self._title)
        self._record, self._titles, self._disputed = found
        self._stands = id if self._record is not None else None
        if self._record is not None:
            self._unfold((self._disputed - before) | self._unfinished(id))
            for block in self.blocks():
                block.show_record(self._record, self._titles)
                block.mark_disputed(self._disputed)
        self.shown.emit(self._record)

    def _unfinished(self, id: Id) -> frozenset[str]:
        """The fields in which words stood when the program ended, that the person goes on with."""
        drafts = self._desk.drafts
        return drafts.names(Form(RECORD, self._entity.name, id)) if drafts is not None else frozenset()

    def _unfold(self, names: frozenset[str]) -> None:
        """Open the sections of these fields: what waits for a person is not to be folded away unseen."""
        for section in self._entity.sections:
            if not names.isdisjoint(section.fields):
                self._sections[section.title].set_open(True)

    def _write(self, block: FieldBlock, name: str, entry: Entry, *, leaving: bool = False) -> None:
        desk, entity, id, window = self._desk, self._entity.name, self._stands, self.window()
        if id is None:
            return
        title = self._title

        def make(office: Office, answers: Entered = NOTHING) -> Changes:
            return records.change(office, entity, id, understood(office, entity, {name: entry}), answers)

        def stands() -> bool:
            return not leaving and isValid(self) and id == self._id

        def settle() -> None:
            if stands():
                block.settle(name, entry)
                self._read()

        def done(_written: Written | None) -> None:
            settle()

        def failed(error: Exception) -> None:
            if isinstance(error, Unsaid):
                ask_unsaid(desk, window, entity, error, make, settle)
            elif stands():
                block.set_problem(name, str(error))
            else:
                if desk.drafts is not None:
                    words = {name: entry_words(entry)}
                    desk.drafts.leave(Draft(Form(RECORD, entity, id), words, title=title, why=REFUSED))
                desk.ask.refuse(str(error))

        desk.write(make, done, owner=window, failed=failed)  # the form may be left before it is written

    def commit_open(self) -> None:
        """Write what stands unfinished in the fields of the record, as where it is being left."""
        if self._desk.read_only:
            return
        for block in self.blocks():
            for name, entry in block.entries().items():
                self._write(block, name, entry, leaving=True)
                block.settle(name, entry)

    def unfinished(self) -> list[Unfinished]:
        """What is being typed into the fields."""
        return [each for block in self.blocks() for each in block.unfinished(self._titles)]

    def take_over(self, id: Id, unfinished: Collection[Unfinished]) -> None:
        """Have what was being typed into another form of the record stand in this one, before it shows the record."""
        self._id = self._stands = id
        self._unfold(frozenset(each.name for each in unfinished))
        blocks = {name: block for block in self.blocks() for name in block.names}
        for each in unfinished:
            if each.name in blocks:
                blocks[each.name].take_over(each)
        self._offer({each.name: each.words for each in unfinished if each.name not in blocks}, "")

    def _offer(self, words: Mapping[str, str], title: str) -> None:
        """What these words were typed for has gone: they can still be copied."""
        if words and self._stands is not None and self._desk.drafts is not None:
            form = Form(RECORD, self._entity.name, self._stands)
            self._desk.drafts.leave(Draft(form, words, title=title, why=GONE))
            self._desk.notify(
                _("Deleted meanwhile. What you were typing stands above the page, where it can be copied.")
            )

    @property
    def _title(self) -> str:
        return str(self._record[self._entity.title] or "") if self._record is not None else ""

    def _written(self, written: Written) -> None:
        if self._id is not None and any(id == self._id for _entity, id in written.touched):
            self._read()

    def _remember(self) -> None:
        self._desk.settings.put(
            self._memory, [title for title, section in self._sections.items() if section.is_open]
        )

    @property
    def _memory(self) -> str:
        return f"form.{self._entity.register}.open"
