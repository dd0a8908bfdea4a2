# SPDX-License-Identifier: Apache-2.0
"""Opens the menus and windows of a register page, and hands their answers on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Kind, Value
from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.exchange.pasting import Pasted
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.merging import ask_merge
from portfolio_desktop.gui.register.editing import Editing
from portfolio_desktop.gui.register.new_row import NewRow
from portfolio_desktop.gui.register.popups.columns_menu import ColumnsMenu
from portfolio_desktop.gui.register.popups.dialogs import NewRecordDialog
from portfolio_desktop.gui.register.popups.filter_menu import FilterMenu
from portfolio_desktop.gui.register.popups.many import ChangeManyDialog
from portfolio_desktop.gui.register.popups.marks import MarksDialog
from portfolio_desktop.gui.register.popups.paste import PasteDialog
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.gui.register.viewing import Viewing
from portfolio_desktop.services.office import Office


class Popups(QObject):
    """What a register page asks the person."""

    created = Signal(str)
    """The id of a record that was made."""

    def __init__(
        self,
        desk: Desk,
        viewing: Viewing,
        editing: Editing,
        table: RegisterTable,
        new_row: NewRow,
        typed: Callable[[], Filter],
        page: QWidget,
    ) -> None:
        """`typed` answers what the filter box asks for now."""
        super().__init__(page)
        self._desk = desk
        self._viewing = viewing
        self._editing = editing
        self._table = table
        self._new_row = new_row
        self._typed = typed
        self._page = page
        new_row.created.connect(self.created)
        editing.paste_unclear.connect(self.show_paste)

    def new_record(self) -> None:
        """Begin a new record with what the view already says: in the table, or where columns are lacking in a form."""
        if self._new_row.fits:
            self._new_row.open(self._said_by_view())
            return
        dialog = NewRecordDialog(self._desk, self._viewing.entity, self._said_by_view(), self._page)
        dialog.created.connect(self.created)
        dialog.open()

    def change_many(self) -> None:
        """Ask for one field and value for all selected records."""
        numbers, fields = self._table.selected_numbers(), self._table.selected_fields()
        if numbers:
            first = fields[0] if len(fields) == 1 else None
            ChangeManyDialog(
                self._desk,
                self._viewing.entity,
                len(numbers),
                first,
                partial(self._editing.enter_selected, numbers),
                partial(self._editing.count_entered, numbers),
                self._page,
            ).open()

    def merge(self) -> None:
        """Show what making one of the selected records would do."""
        numbers, entity = self._table.selected_numbers(), self._viewing.entity.name

        def find(office: Office) -> tuple[str, list[Id]]:
            return entity, [record.id for record in self._editing.records_at(office, numbers)]

        ask_merge(self._desk, self._page, find)

    def show_paste(self, found: Pasted, anew: str = "") -> None:
        """Show what a paste would do, and write it once the person agrees. `anew` says why it is shown once more."""
        dialog = PasteDialog(self._viewing.entity, found, anew, self._page)
        dialog.agreed.connect(lambda: self._editing.write_paste(found))
        dialog.open()

    def open_columns(self, at: QPoint) -> None:
        """The menu of columns, its corner at `at` on the screen."""
        menu = ColumnsMenu(
            self._viewing.entity, [field.name for field in self._table.shown_fields()], self._page
        )
        menu.chosen.connect(self._viewing.show_columns)
        menu.open_at(at)

    def open_marks(self) -> None:
        """The rules that mark what stands out, beginning with the column that is current."""
        view, at = self._viewing.view, self._table.currentIndex()
        first = self._table.shown_fields()[0] if not at.isValid() else self._table.field_at(at)
        dialog = MarksDialog(self._desk, self._viewing.entity, view.marks, first, self._page)
        dialog.agreed.connect(self._viewing.mark)
        dialog.open()

    def open_filter(self, name: str, at: QPoint) -> None:
        """The menu of one column."""
        view, entity = self._viewing.view, self._viewing.entity
        where = view.where(self._typed(), without=name)
        menu = FilterMenu(self._desk, entity, entity.field(name), where, view.filters.get(name), self._page)
        menu.chosen.connect(lambda part: self._viewing.change(self._viewing.view.filtered(name, part)))
        menu.sort_chosen.connect(partial(self._sort, name))
        menu.open_at(at)

    def _sort(self, name: str, descending: bool) -> None:
        self._viewing.sort(name, descending=descending)
        label = _(self._viewing.entity.field(name).label)
        said = _("Sorted by {label}, descending") if descending else _("Sorted by {label}, ascending")
        announce(self._table, said.format(label=label))

    def _said_by_view(self) -> dict[str, Value]:
        """Values that the column filters leave no choice about, such as the one project that is shown."""
        given: dict[str, Value] = {}
        for name, part in self._viewing.view.filters.items():
            only = part.parts[0] if hasattr(part, "parts") and len(part.parts) == 1 else part
            if isinstance(only, Test) and only.op is Op.ANY_OF and len(only.value) == 1:
                kind = self._viewing.entity.field(name).kind
                if kind in (Kind.CHOICE, Kind.LINK, Kind.SCALE, Kind.FLAG):
                    given[name] = only.value[0]
        return given
