# SPDX-License-Identifier: Apache-2.0
"""Brings rows, records and totals from the database thread into the model of one register."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Record
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.models.arrangement import Arrangement
from portfolio_desktop.gui.models.register_model import PAGE, RegisterModel
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Reader, Total
from portfolio_desktop.services.registers.grouping import grouped
from portfolio_desktop.services.registers.marking import Marked, marked
from portfolio_desktop.services.registers.seen import units_of
from portfolio_desktop.services.sharing.marks import Marks, marks
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import link_titles

_PAGES_UNDER_WAY = 4
_MANY = 20_000  # rows: a longer register takes long enough to be worth a word


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records are shown of how many there are, and the total of each quantity among the columns."""

    shown: int
    all: int
    totals: Mapping[str, Total]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Page:
    numbers: Sequence[int]
    records: Sequence[Record]
    titles: Mapping[Id, str]
    marked: Mapping[int, Marked]


class Loader(QObject):
    """Asks for what a view shows. A newer question makes an older one that has not begun moot.

    Rows do not move under somebody who `is_typing` in one: what comes meanwhile is shown by `go_on`.
    """

    arranged = Signal()
    """The rows are in the model."""
    summed = Signal(object)
    """A `Summary` of what is shown."""

    def __init__(
        self, desk: Desk, model: RegisterModel, is_typing: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._is_typing = is_typing
        self._put_off: tuple[int, Arrangement, _Page, Marks] | None = None
        self._closed: set[Hashable] = set()
        self._rows_task: Task | None = None
        self._sums_task: Task | None = None
        self._pages: OrderedDict[int, Task | None] = OrderedDict()
        self._units: dict[str, str] = {}
        self._view = View(())
        model.wanted.connect(self._fetch)

    def load(self, view: View, where: Filter, first: int = 0) -> None:
        """Show the records of `where` as `view` says; the page of display row `first` comes along at once."""
        for task in (self._rows_task, self._sums_task, *self._pages.values()):
            if task is not None:
                task.cancel()
        self._pages.clear()
        self._put_off = None
        self._view = view
        headings = self._model.arrangement.headings
        if self._closed:
            self._closed.difference_update([heading.key for heading in headings if heading.open])
        self._closed.update([heading.key for heading in headings if not heading.open])
        entity, closed = self._model.entity, frozenset(self._closed)
        page = first // PAGE

        def find(office: Office) -> tuple[Arrangement, _Page, Marks]:
            with office.reading() as reader:
                arrangement = _arranged(reader, entity, view, where, closed)
                numbers = arrangement.numbers(page * PAGE, (page + 1) * PAGE)
                return arrangement, _page(reader, entity, view, numbers), marks(reader, entity.name)

        many = self._model.arrangement.records > _MANY
        label = _("Reading {plural}").format(plural=_(entity.plural).lower()) if many else ""
        self._rows_task = self._desk.read(
            find, lambda found: self._arranged(page, *found), owner=self, label=label
        )
        fields = [field for field in self._model.columns if field.adds_up]
        units = dict(self._units)
        self._sums_task = self._desk.read(
            lambda office: _summed(office, entity, fields, where, units), self._summed, owner=self
        )

    def go_on(self) -> None:
        """Show what came while somebody was typing."""
        if self._put_off is not None:
            found, self._put_off = self._put_off, None
            self._arranged(*found)

    def _arranged(self, page: int, arrangement: Arrangement, first: _Page, waiting: Marks) -> None:
        if self._is_typing():
            self._put_off = (page, arrangement, first, waiting)
            return
        self._model.marks = waiting
        self._model.arrange(arrangement)
        if page * PAGE < len(arrangement):
            self._model.take(page, first.numbers, first.records, first.titles, first.marked)
        self.arranged.emit()

    def _summed(self, summary: Summary) -> None:
        self._units = dict(summary.units)
        self._model.set_units(self._units)
        self.summed.emit(replace(summary, shown=self._model.arrangement.records))

    def _fetch(self, page: int) -> None:
        while len(self._pages) >= _PAGES_UNDER_WAY:
            other, task = self._pages.popitem(last=False)
            if task is not None:
                task.cancel()
            self._model.not_coming(other)
        entity, view = self._model.entity, self._view
        arrangement = self._model.arrangement
        numbers = arrangement.numbers(page * PAGE, (page + 1) * PAGE)

        def look(office: Office) -> _Page:
            with office.reading() as reader:
                return _page(reader, entity, view, numbers)

        def home(found: _Page) -> None:
            self._pages.pop(page, None)
            if self._model.arrangement is arrangement and len(found.records) == len(found.numbers):
                self._model.take(page, found.numbers, found.records, found.titles, found.marked)
            else:
                self._model.not_coming(page)  # rows have gone meanwhile; a newer arrangement is on its way

        self._pages[page] = None
        task = self._desk.read(look, home, owner=self)
        if page in self._pages:
            self._pages[page] = task


def _page(reader: Reader, entity: Entity, view: View, numbers: Sequence[int]) -> _Page:
    records = reader.page(entity, numbers)
    return _Page(
        numbers, records, link_titles(reader, entity, records), marked(reader, entity, view, numbers)
    )


def _arranged(
    reader: Reader, entity: Entity, view: View, where: Filter, closed: frozenset[Hashable]
) -> Arrangement:
    if not view.groups:
        return Arrangement(reader.rows(entity, where, view.sorts))
    return Arrangement(headings=grouped(reader, entity, view, where, closed))


def _summed(
    office: Office, entity: Entity, fields: Sequence[Field], where: Filter, units: dict[str, str]
) -> Summary:
    """Totals of what is shown; a column's unit is settled once, by all its values, so that it stays put."""
    with office.reading() as reader:
        units |= units_of(reader, entity, [field for field in fields if field.name not in units])
        totals = reader.totals(entity, fields, where) if fields else {}
        return Summary(0, reader.count(entity), totals, units)
