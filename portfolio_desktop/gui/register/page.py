# SPDX-License-Identifier: Apache-2.0
"""The register page: one entity as a table, with everything a person does to many records at once.

Holds together the bar, the table and the footer. What is shown is one immutable `View`; every change makes
another, which is shown, loaded and remembered in one place.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter, Sort
from portfolio_desktop.exchange.query.meaning import typed_filter
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.finding.completer import QueryCompleter
from portfolio_desktop.gui.keys.where import REGISTER
from portfolio_desktop.gui.models.arrangement import Arrangement
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.acts import add_actions
from portfolio_desktop.gui.register.bar import RegisterBar
from portfolio_desktop.gui.register.columns import Columns
from portfolio_desktop.gui.register.editing import Editing
from portfolio_desktop.gui.register.footer import Footer
from portfolio_desktop.gui.register.keeping import KeptSelection
from portfolio_desktop.gui.register.loading import Loader, Summary
from portfolio_desktop.gui.register.new_row import NewRow
from portfolio_desktop.gui.register.popups.opening import Popups
from portfolio_desktop.gui.register.selected import Selected
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.gui.register.viewing import Viewing
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services import reference
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.registers.describing import described
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import named
from portfolio_desktop.storage.changes import Written


class RegisterPage(QWidget):
    """One register. Put it anywhere; it follows the desk by itself."""

    current_changed = Signal(str, str)
    """Entity and id of the current record; the id is empty where there is none."""
    left_out = Signal(str, str, bool)
    """Entity and id of the record that was current last, and whether what narrows the register leaves it out."""
    open_requested = Signal(str, str)
    """Entity and id of a record to be shown on a page of its own."""
    import_requested = Signal(str)
    """The entity whose records a person wants to bring in from a spreadsheet."""

    def __init__(
        self, desk: Desk, entity: str, above: Actions | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = desk.catalogue.entity(entity)
        self._wanted_id: Id | None = None
        self._current: Id | None = None
        self._current_number: int | None = None
        self._typed: Filter = EVERYTHING
        self._words = ""
        self._summary = Summary(0, 0, {}, {})
        self._follows_later = False
        self._anew = False
        """Whether other rows are on their way than were shown before."""
        self.model = RegisterModel(self._entity, desk.catalogue, self)
        self.table = RegisterTable(desk, self.model)
        self._kept = KeptSelection(self.model, self.table)
        self.editing = Editing(desk, self.model, self.table)
        self._loader = Loader(desk, self.model, lambda: self.table.is_editing, self)
        self.viewing = Viewing(desk, self._entity, self)
        self.columns = Columns(self.table, self.model, self.viewing)
        self.new_row = NewRow(desk, self.table, self.model)
        self.popups = Popups(
            desk, self.viewing, self.editing, self.table, self.new_row, lambda: self._typed, self
        )
        self.also: list[str] = []  # what can be done in this register alone, by name
        self.acts = Actions(self, above or Actions(self), where=REGISTER)
        add_actions(self, self.acts)
        self.bar = RegisterBar(self._entity, self.acts)
        QueryCompleter(self.bar.box, desk, lambda: self._entity)
        self.footer = Footer(self.table, self.model)
        self.selected = Selected(desk, self.table, self.model)
        self._empty = self._make_empty()
        self._nothing = EmptyPlace(
            "search-x", _("Nothing fits this filter"), _("Widen it, or show everything again.")
        )
        self._nothing.add_step(_("Show everything"), self.show_everything)
        self._lay_out()
        self._connect()
        self._desk_changed()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard into what is shown. With a focus proxy, Tab would pass the bar over, or end at a hidden table."""
        if (shown := self._stack.currentWidget()) is not None:
            shown.setFocus(reason)

    @property
    def entity(self) -> str:
        """The name of the entity that is shown."""
        return self._entity.name

    @property
    def current(self) -> str:
        """The id of the current record; empty where there is none."""
        row = self.table.current_row()
        line = self.model.line(row) if 0 <= row < self.model.rowCount() else None
        return line.record.id if line is not None else ""

    # What others ask of the page

    def show_filter(self, where: Filter, title: str = "", sorts: Sequence[Sort] = ()) -> None:
        """Show the records of `where`, under `title`, in the usual columns; in the usual order where no sorts are given."""
        if where == EVERYTHING:
            self.show_everything()
            return
        self.viewing.show_once(where, title, sorts)
        self.bar.box.clear()

    def show_everything(self) -> None:
        """Take away the filter box's words, the column filters and the view's own filter."""
        self.bar.box.put("")
        self.viewing.use("all")

    def select(self, id: Id) -> None:
        """Make a record current and scroll to it; one that the filter leaves out is shown all the same."""
        self._wanted_id = id
        entity = self._entity

        def find(found: tuple[int | None, str]) -> None:
            if self._wanted_id != id:
                return  # shown and told already, while this was asked once more for rows that came
            number, name = found
            row = self.model.arrangement.find(number) if number is not None else None
            if row is not None:
                self._wanted_id = None
                self.table.select_rows([row], max(0, self.table.currentIndex().column()))
                announce(self.table, name)
            elif number is not None and self.viewing.is_narrow:
                self.show_everything()

        def look(office: Office) -> tuple[int | None, str]:
            with office.reading() as reader:
                record = reader.get(entity, id)
                return reader.row_of(entity, id), "" if record is None else named(entity, record)

        self._desk.read(look, find, owner=self)

    def fold_groups(self, *, open: bool) -> None:
        """Open or close every group; the current record stays current where it is still shown."""
        self.model.toggle_all(open=open)
        self._kept.restore(self._current_number)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter box."""
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    # The view and what follows from it

    def _show_view(self, view: View) -> None:
        self._anew = True
        fields = [self._entity.field(name) for name in view.columns if self._entity.has(name)]
        if tuple(fields) != self.model.columns or self.model.catalogue is not self._desk.catalogue:
            self.model.define(self._entity, self._desk.catalogue, fields)
        self.columns.show(view)
        self.table.heads.show_view(view)
        self.bar.show_groups(view)
        if self._desk.workspace is not None:
            entity, filters = self._entity, view.filters
            self._desk.read(
                lambda office: described(office, entity, filters), self.bar.show_filters, owner=self
            )
        self.acts.refresh()
        if view.words != self._words:  # another view; what is half typed in this one stays
            self._words = view.words
            self.bar.box.put(view.words)
        if not self._type(self.bar.box.text()):
            self.reload()

    def _type(self, text: str) -> bool:
        """Filter by what stands in the box; what makes no sense is explained below it and leaves the table as it was."""
        try:
            self._typed = typed_filter(self._desk.catalogue, self._entity, text)
        except Refusal as refusal:
            self.bar.box.set_problem(str(refusal))
            return False
        self.bar.box.set_problem("")
        self._words = text
        self.viewing.change(replace(self.viewing.view, words=text), reload=False)
        self.reload()
        return True

    def reload(self) -> None:
        """Read again what is shown."""
        if self._desk.workspace is not None:
            view = self.viewing.view
            top = max(0, self.table.rowAt(0))
            self._loader.load(view, view.where(self._typed), top)

    def _arranged(self) -> None:
        anew, self._anew = self._anew, False
        self._kept.restore(self._current_number)
        if self._current and self._current_number is not None and not self.viewing.view.groups:
            there = self.model.arrangement.find(self._current_number) is not None
            self.left_out.emit(self.entity, self._current, self.viewing.is_narrow and not there)
        self.columns.fit()
        if self._wanted_id is not None:
            self.select(self._wanted_id)
        elif anew and self.table.hasFocus() and self.model.rowCount() and self.table.current_row() < 0:
            _go_in(self.table, self.model.arrangement)  # nobody would hear that rows have come

    def _summed(self, summary: Summary) -> None:
        self.footer.show_summary(summary)
        self._summary = summary
        self._choose_pane()

    def _choose_pane(self) -> None:
        """The table, unless it is empty and nothing is being typed into it."""
        summary = self._summary
        shown: QWidget = self.table
        if not summary.shown and not self.new_row.is_open:
            shown = self._nothing if summary.all else self._empty
        self._stack.setCurrentWidget(shown)
        self.footer.totals.setVisible(shown is self.table and bool(summary.totals))

    # Following the desk and the selection

    def _desk_changed(self) -> None:
        self._follows_later = self._desk.workspace is not None and self.table.is_editing
        if self._follows_later:
            return
        self._entity = self._desk.catalogue.entity(self._entity.name)
        self.model.read_only = self._desk.read_only
        self.bar.set_read_only(self._desk.why_read_only)
        self.acts.refresh()
        if self._desk.workspace is None:
            self.model.arrange(Arrangement())
            self._kept.forget()
        else:
            self.viewing.start(self._entity)

    def _written(self, written: Written) -> None:
        names = {entity for entity, _id in written.touched}
        near = {self._entity.name} | {field.target for field in self._entity.fields if field.target}
        if names & near:
            self.reload()
        if "saved_view" in names:
            self.viewing.read_saved()

    def _selected(self) -> None:
        self.selected.changed()
        self.acts.refresh()

    def _current_moved(self) -> None:
        id = self.current
        if id:
            self._current_number = self.model.arrangement.number(self.table.current_row())
        if id and id != self._current:
            self._current = Id(id)
            self.current_changed.emit(self.entity, id)

    def _open_row(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.open_requested.emit(self.entity, line.record.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "table"):
            self.table.follow_theme()

    # Putting it together

    def _make_empty(self) -> EmptyPlace:
        plural = _(self._entity.plural).lower()
        place = EmptyPlace(
            self._entity.icon, _("No {plural} yet").format(plural=plural), _(self._entity.description)
        )
        place.add_step(
            _("New {thing}").format(thing=_(self._entity.label).lower()), self.popups.new_record, "plus"
        )
        if self.entity in reference.OFFERED:
            place.add_step(_("Begin with the usual ones"), self._lay_in, "download")
        from portfolio_desktop.exchange.imports.guessing import registers

        if self.entity in {each.name for each in registers(self._desk.catalogue)}:
            place.add_step(
                _("Import a spreadsheet"), lambda: self.import_requested.emit(self.entity), "file-spreadsheet"
            )
        return place

    def _lay_in(self) -> None:
        self._desk.write(reference.lay_in)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for widget in (self.table, self._empty, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.new_row)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        def go_in() -> None:
            """To what was found; where the words of the box make no sense, they are to be mended first."""
            if self.bar.box.text() == self._words:
                _go_in(self.table, self.model.arrangement)

        heads, viewing, desk = self.table.heads, self.viewing, self._desk
        heads.sort_asked.connect(lambda name, also: viewing.change(viewing.view.sorted_by(name, also=also)))
        heads.filter_asked.connect(self.popups.open_filter)
        viewing.changed.connect(self._show_view)
        viewing.offered.connect(self.bar.show_views)
        viewing.offered.connect(partial(_name_after_view, self.table, viewing.entity))
        self.bar.box.searched.connect(self._type)
        self.bar.box.refused.connect(lambda why: self.footer.show_refused(bool(why)))
        self.bar.box.returnPressed.connect(go_in)
        self.bar.view_chosen.connect(viewing.use)
        self.bar.save_asked.connect(viewing.ask_save)
        self.bar.forget_asked.connect(viewing.forget)
        self.bar.group_chosen.connect(viewing.group)
        self.bar.inner_group_chosen.connect(viewing.group_within)
        self.bar.columns_asked.connect(self.popups.open_columns)
        self.bar.filter_dropped.connect(viewing.drop_filter)
        self.table.edit_ended.connect(
            lambda: self._desk_changed() if self._follows_later else self._loader.go_on()
        )
        self._loader.arranged.connect(self._arranged)
        self._loader.summed.connect(self._summed)
        self.popups.created.connect(lambda id: self.select(Id(id)))
        self.new_row.toggled.connect(self._choose_pane)
        self.selected.told.connect(self.footer.show_selection)
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._selected())
        self.table.selectionModel().currentChanged.connect(lambda *_cells: self._current_moved())
        self.model.dataChanged.connect(lambda *_cells: self._current_moved())
        desk.written.connect(self._written)
        for signal in (desk.opened, desk.closed, desk.catalogue_changed):
            signal.connect(self._desk_changed)


def _go_in(table: RegisterTable, rows: Arrangement) -> None:
    """Put the keyboard into the table, at a record: from a heading at the first one that is shown below it."""
    at = table.currentIndex()
    top = max(0, at.row())
    found = next((row for row in range(top, len(rows)) if rows.number(row) is not None), top)
    if found != at.row():
        table.go_to(found, max(0, at.column()))
    table.setFocus()


def _name_after_view(
    table: RegisterTable,
    entity: Entity,
    shipped: Sequence[tuple[str, str]],
    saved: Sequence[tuple[str, str]],
    now: str,
    _changed: bool,
) -> None:
    """Name the table after the view that it shows, so that whoever comes to it hears which."""
    label = {**dict(shipped), **dict(saved), "all": ""}.get(now, "")
    table.setAccessibleName(": ".join(filter(None, (_(entity.plural), label))))
