# SPDX-License-Identifier: Apache-2.0
"""Small windows over a register: a new record, one field of many records, what a paste would do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.exchange.pasting import Pasted
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import Entry, understood
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import NEW, Form
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Written

_MOST_LISTED = 200


class NewRecordDialog(Dialog):
    """The fields that a register shows, for a record that is not made yet. Cancelling makes nothing."""

    created = Signal(str)
    """The id of the new record."""

    def __init__(self, desk: Desk, entity: Entity, given: Mapping[str, Value], parent: QWidget) -> None:
        """`given` is what the view already says about a new record, such as its project."""
        label = _(entity.label)
        super().__init__(
            parent, _("New {thing}").format(thing=label.lower()), _("Add {thing}").format(thing=label.lower())
        )
        self._desk = desk
        self._entity = entity
        self._given = given
        wanted = [field for field in entity.fields if field.required]
        wanted += [field for field in entity.columns if field not in wanted and field.kind is not Kind.CODE]
        owner = entity.owner
        if owner is not None and owner not in wanted:
            wanted.insert(1, owner)
        self.block = FieldBlock(desk, entity.name, [field.name for field in wanted[:12]])
        self.block.form = Form(NEW, entity.name)
        self.block.show_values({**records.defaults(entity), **given})
        self.column.addWidget(self.block)
        self.finish_layout()
        self.block.focus_first()

    def agree(self) -> None:
        entity, entries, given = self._entity.name, self.block.entries(), dict(self._given)
        self.yes.setEnabled(False)

        def make(office: Office) -> Changes:
            return records.create(office, entity, {**given, **understood(office, entity, entries)})

        def done(written: Written | None) -> None:
            made = next((id for name, id in written.touched if name == entity), None) if written else None
            self.accept()
            if made is not None:
                self.created.emit(made)

        self._desk.write(make, done, owner=self, failed=lambda error: self.explain(str(error)))


class ChangeManyDialog(Dialog):
    """Set one field to one value for all of the selected records, as one change."""

    def __init__(
        self,
        desk: Desk,
        entity: Entity,
        count: int,
        first: Field | None,
        write: Callable[[str, Entry, Callable[[Exception], None]], None],
        parent: QWidget,
    ) -> None:
        """`write` gets the field, what was entered, and what to call when it is refused."""
        what = ngettext("Change {count} record", "Change {count} records", count).format(count=f"{count:,}")
        super().__init__(parent, what, what)
        self._desk = desk
        self._entity = entity
        self._write = write
        self._block: FieldBlock | None = None
        self._field = QComboBox()
        self._field.setAccessibleName(_("Field to change"))
        self._field.setMaxVisibleItems(18)
        for field in entity.fields:
            if field.kind is not Kind.CODE:
                self._field.addItem(_(field.label), field.name)
        self.column.addWidget(Label(_("Set this field"), ink="muted"))
        self.column.addWidget(self._field)
        self._place = QVBoxLayout()
        self.column.addWidget(Label(_("to this value; leave it empty to clear the field"), ink="muted"))
        self.column.addLayout(self._place)
        self.finish_layout()
        self._field.currentIndexChanged.connect(self._choose)
        self._field.setCurrentIndex(max(0, self._field.findData(first.name if first else "")))
        self._choose()

    def agree(self) -> None:
        assert self._block is not None
        name = str(self._field.currentData())
        self.yes.setEnabled(False)
        self._write(name, self._block.editor(name).entry(), lambda error: self.explain(str(error)))
        self.accept_when_written()

    def accept_when_written(self) -> None:
        """Close once the change is in the file; a refusal comes first and keeps the dialog open."""
        self._desk.read(lambda _office: None, lambda _none: self._close_unless_refused(), owner=self)

    def _close_unless_refused(self) -> None:
        if not self.yes.isEnabled():
            self.accept()

    def _choose(self) -> None:
        if self._block is not None:
            self._block.hide()
            self._place.removeWidget(self._block)
            self._block.deleteLater()
        self._block = FieldBlock(self._desk, self._entity.name, [str(self._field.currentData())])
        self._place.addWidget(self._block)
        self.explain("")


class PasteDialog(Dialog):
    """What a paste would add and what it cannot take, before anything is written."""

    agreed = Signal()

    def __init__(self, entity: Entity, found: Pasted, parent: QWidget) -> None:
        super().__init__(parent, _("Paste into {plural}").format(plural=_(entity.plural).lower()), _("Paste"))
        lines = []
        plural = _(entity.plural).lower()
        if found.changed:
            lines.append(_("{count} {plural} change.").format(count=f"{found.changed:,}", plural=plural))
        if found.added:
            lines.append(_("{count} new {plural} are added.").format(count=f"{found.added:,}", plural=plural))
        if found.left_out:
            lines.append(
                ngettext(
                    "{count} cell cannot be taken in and is left out:",
                    "{count} cells cannot be taken in and are left out:",
                    len(found.left_out),
                ).format(count=f"{len(found.left_out):,}")
            )
        self.column.addWidget(Label("\n".join(lines), wrap=True))
        if found.left_out:
            self.column.addWidget(_left_out_table(found), 1)
            self.resize(680, 460)
        self.yes.setEnabled(bool(found.changes))
        self.finish_layout()

    def agree(self) -> None:
        self.agreed.emit()
        self.accept()


def _left_out_table(found: Pasted) -> QTableWidget:
    heads = (_("Row"), _("Column"), _("What stands there"), _("Why"))
    shown = found.left_out[:_MOST_LISTED]
    table = QTableWidget(len(shown), len(heads))
    table.setAccessibleName(_("Cells that are left out"))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item { padding: 4px 6px; }")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    for row, each in enumerate(shown):
        texts = (str(each.row), each.label, shorten(visible_bidi(each.text), 80), visible_bidi(each.reason))
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
