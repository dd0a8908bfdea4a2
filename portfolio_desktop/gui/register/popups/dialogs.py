# SPDX-License-Identifier: Apache-2.0
"""A small window over a register: a new record."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QWidget,
)

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Kind, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.widgets.dialog import Dialog
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
        self.block.focus_first(given)

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

        def failed(error: Exception) -> None:
            self.explain("" if self.block.refuse(error) else str(error))

        self._desk.write(make, done, owner=self, failed=failed)
