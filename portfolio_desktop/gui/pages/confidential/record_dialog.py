# SPDX-License-Identifier: Apache-2.0
"""A record of the people file in a small window, on the form that every record has; it goes when the file locks."""

from PySide6.QtWidgets import QScrollArea, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.form.entry import Typed
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views import unfinished
from portfolio_desktop.services.people.views.unfinished import Draft
from portfolio_desktop.storage.changes import Changes, Create

RECORD = "record."
"""What a draft of it is called; the entity follows."""

_WIDTH, _HEIGHT = 560, 560


class RecordDialog(Dialog):
    """Each field is kept as it is left; what is being typed when the file locks is kept as well, understood or not."""

    def __init__(self, people: PeopleDesk, over: QWidget, entity: str, id: Id) -> None:
        super().__init__(over, _(people.catalogue.entity(entity).label), _("Done"))
        self._people, self._kind, self._id = people, RECORD + entity, id
        self.form = RecordForm(people, entity)
        self.form.load(id)
        area: QScrollArea = scrolled()
        area.setWidget(self.form)
        self.column.addWidget(area, 100)
        self.finish_layout()
        self.buttons.button(self.buttons.StandardButton.Cancel).hide()
        self.resize(_WIDTH, _HEIGHT)
        people.people(lambda file: unfinished.find(file, self._kind, id), self._give_back, owner=self)
        people.locking.connect(self._lock)
        people.closed.connect(self.reject)
        self.finished.connect(lambda _result: self._forget())

    def _lock(self) -> None:
        kind, id = self._kind, self._id
        typed = {
            name: entry.text
            for block in self.form.blocks()
            for name, entry in block.entries().items()
            if isinstance(entry, Typed)
        }
        self._people.people(lambda file: unfinished.keep(file, Draft(kind, id, typed)))
        self.form.commit_open()
        self.hide()

    def _give_back(self, found: Draft | None) -> None:
        """Put back what was typed. What was understood stands there already."""
        typed = dict(found.fields) if found is not None else {}
        for block in self.form.blocks():
            for name in typed.keys() & set(block.names):
                block.editor(name).restore(typed[name])

    def _forget(self) -> None:
        kind, id = self._kind, self._id
        if self._people.unlocked:
            self._people.people(lambda file: unfinished.forget(file, kind, id))


def open_record(people: PeopleDesk, over: QWidget, entity: str, id: str) -> None:
    """Show a record over a page."""
    RecordDialog(people, over, entity, Id(id)).open()


def add_record(people: PeopleDesk, over: QWidget, entity: str, values: Values) -> None:
    """Make a record that begins with `values`, and show it."""
    made: list[Id] = []

    def make(file: PeopleFile) -> Changes:
        changes = records.create(file, entity, values)
        made.extend(item.record for item in changes if isinstance(item, Create))
        return changes

    people.change(make, lambda _written: open_record(people, over, entity, made[0]), owner=over)
