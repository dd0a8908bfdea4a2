# SPDX-License-Identifier: Apache-2.0
"""A record of the people file in a small window, on the form that every record has; it goes when the file locks."""

from PySide6.QtWidgets import QScrollArea, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import scrolled
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.services import records
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create

_WIDTH, _HEIGHT = 560, 560


class RecordDialog(Dialog):
    """Each field is kept as it is left; what is being typed when the file locks is kept as well."""

    def __init__(self, people: PeopleDesk, over: QWidget, entity: str, id: Id) -> None:
        super().__init__(over, _(people.catalogue.entity(entity).label), _("Done"))
        self.form = RecordForm(people, entity)
        self.form.load(id)
        area: QScrollArea = scrolled()
        area.setWidget(self.form)
        self.column.addWidget(area, 100)
        self.finish_layout()
        self.buttons.button(self.buttons.StandardButton.Cancel).hide()
        self.resize(_WIDTH, _HEIGHT)
        people.locking.connect(self.form.commit_open)
        people.closed.connect(self.reject)


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
