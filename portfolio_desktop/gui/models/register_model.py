# SPDX-License-Identifier: Apache-2.0
"""A register as a table: row numbers from SQL, records paged in as they are seen.

Holds no more than a few thousand records however long the register is. What is not here yet is shown as a
placeholder and asked for by `wanted`. Edits leave as the signal `entered`; the model never changes a record.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Record
from portfolio_desktop.gui.models.arrangement import Arrangement
from portfolio_desktop.gui.models.cells import Cell, Line, Look, look_of
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.registers.cells import heading, known_words, total_words
from portfolio_desktop.services.registers.grouping import Heading
from portfolio_desktop.services.registers.marking import Marked
from portfolio_desktop.services.sharing.marks import WAITS, Marks
from portfolio_desktop.services.views.marks import SIGN_WORDS, Sign

Index = QModelIndex | QPersistentModelIndex

PAGE = 200
_KEPT = 4000  # records; a screen shows fewer than a hundred
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

VALUE_ROLE = int(Qt.ItemDataRole.UserRole)
"""The value of the cell as it is kept."""


class RegisterModel(QAbstractTableModel):
    """Rows and columns of one register. `numbers` throughout are the row numbers that SQL gave."""

    wanted = Signal(int)
    """A page, counted from 0, whose records are needed."""
    entered = Signal(QModelIndex, object)
    """What a person entered into a cell; whoever writes it answers with `settle` or `refuse`."""

    def __init__(self, entity: Entity, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entity = entity
        self.catalogue = catalogue
        self.columns: tuple[Field, ...] = entity.columns
        self.looks: tuple[Look, ...] = _looks(catalogue, self.columns)
        self.read_only = False
        self.units: dict[str, str] = {}
        self._arrangement = Arrangement()
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._generation = 0
        self._asked: set[int] = set()
        self._problems: dict[tuple[int, str], tuple[str, str]] = {}
        self._pending: dict[tuple[int, str], str] = {}
        self.marks: Marks = {}

    # What the page tells the model

    def define(self, entity: Entity, catalogue: Catalogue, columns: Sequence[Field]) -> None:
        """Show other columns, or the same of a catalogue that has changed."""
        self.beginResetModel()
        self.entity, self.catalogue, self.columns = entity, catalogue, tuple(columns)
        self.looks = _looks(catalogue, self.columns)
        for line in self._lines.values():
            line.forget_cells()
        self.endResetModel()

    def set_units(self, units: Mapping[str, str]) -> None:
        """Write the money of each field in its unit: "", "k", "m" or "bn"."""
        if self.units != units:
            self.units = dict(units)
            for line in self._lines.values():
                line.forget_cells()
            self._repaint()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self.columns) - 1))

    def arrange(self, arrangement: Arrangement) -> bool:
        """Show these rows. Records that are here already stay. Returns whether rows have moved."""
        self._generation += 1
        self._asked.clear()
        if arrangement == self._arrangement:
            self._arrangement = arrangement
            self._repaint()
            return False
        self.beginResetModel()
        self._arrangement = arrangement
        self.endResetModel()
        return True

    def take(
        self,
        page: int,
        numbers: Sequence[int],
        records: Sequence[Record],
        titles: Mapping[Id, str],
        marked: Mapping[int, Marked],
    ) -> None:
        """Receive the records of a page, in the order of `numbers`, and the marks of those that have any."""
        self._asked.discard(page)
        for number, record in zip(numbers, records, strict=True):
            self._lines[number] = Line(record, titles, self._generation, marked.get(number))
            self._lines.move_to_end(number)
        if self._pending:
            came = set(numbers)
            self._pending = {at: text for at, text in self._pending.items() if at[0] not in came}
        while len(self._lines) > _KEPT:
            self._lines.popitem(last=False)
        first = page * PAGE
        last = min(first + PAGE, len(self._arrangement)) - 1
        if first <= last and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def not_coming(self, page: int) -> None:
        """The page was asked for and will not be answered: ask again when it is next seen."""
        self._asked.discard(page)

    def toggle(self, row: int) -> None:
        """Open or close the heading at `row`."""
        found = self._arrangement.heading(row)
        if found is None or not found.rows:
            return
        last = row + self._arrangement.shown_below(row)
        if found.open:
            self.beginRemoveRows(QModelIndex(), row + 1, last)
            self._arrangement.fold(row)
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), row + 1, last)
            self._arrangement.unfold(row)
            self.endInsertRows()
        self._asked.clear()

    def toggle_all(self, *, open: bool) -> None:
        """Open or close every heading."""
        self.beginResetModel()
        self._arrangement = self._arrangement.with_all(open=open)
        self._asked.clear()
        self.endResetModel()

    def refuse(self, number: int, field: str, text: str, reason: str) -> None:
        """Keep `text` in the cell, marked, with the reason why it does not fit."""
        self._pending.pop((number, field), None)
        self._problems[number, field] = (text, reason)
        self._repaint_cell(number, field)

    def settle(self, number: int, field: str) -> None:
        """What was entered is written, or given up."""
        self._problems.pop((number, field), None)
        self._pending.pop((number, field), None)
        self._repaint_cell(number, field)

    # What the view asks the model

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    def line(self, row: int) -> Line | None:
        """The record at a display row with its cells. None for a heading, and for what is not here yet."""
        number = self._arrangement.number(row)
        if number is None:
            return None
        line = self._lines.get(number)
        if line is None or line.generation != self._generation:
            self._want(row // PAGE)
            line = self._lines.get(number)  # some runners answer at once
        elif row % PAGE > PAGE - 50 and row // PAGE + 1 <= (len(self._arrangement) - 1) // PAGE:
            following = self._arrangement.number((row // PAGE + 1) * PAGE)
            if following is not None and following not in self._lines:
                self._want(row // PAGE + 1)
        return line

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell; None for a heading, and for what is not here yet."""
        line = self.line(row)
        if line is None:
            return None
        field = self.columns[column]
        if self._pending:
            waiting = self._pending.get((self._arrangement.number(row) or 0, field.name))
            if waiting is not None:
                return Cell(waiting, False)
        if self._problems:
            problem = self.problem(row, column)
            if problem is not None:
                return Cell(problem[0], True)
        return line.cell(self.catalogue, field, self.units.get(field.name, ""))

    def problem(self, row: int, column: int) -> tuple[str, str] | None:
        """Text that was entered here and does not fit, with the reason."""
        number = self._arrangement.number(row)
        return self._problems.get((number, self.columns[column].name)) if number is not None else None

    @property
    def has_problems(self) -> bool:
        return bool(self._problems)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._arrangement)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = self.read_only or self.columns[index.column()].derived
        if fixed or self._arrangement.number(index.row()) is None:
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.looks[index.column()].right else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            found = self._arrangement.heading(index.row())
            if found is not None:
                if index.column() != 0:
                    return None
                spoken = role == Qt.ItemDataRole.AccessibleTextRole
                return heading_sentence(self, found) if spoken else heading_text(found)
            cell = self.cell(index.row(), index.column())
            if cell is None:
                return None
            if role == Qt.ItemDataRole.DisplayRole:
                return cell.text
            return _spoken(self, index.row(), index.column(), cell)
        if role in (VALUE_ROLE, Qt.ItemDataRole.EditRole):
            line = self.line(index.row())
            value = line.record[self.columns[index.column()].name] if line else None
            return value if role == VALUE_ROLE else None if value is None else str(value)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand what was entered to whoever writes; the cell shows it, muted, until it is settled."""
        number = self._arrangement.number(index.row()) if index.isValid() else None
        if number is None or role != Qt.ItemDataRole.EditRole or self.read_only:
            return False
        self._problems.pop((number, self.columns[index.column()].name), None)
        self.entered.emit(self.index(index.row(), index.column()), value)
        return True

    def show_pending(self, number: int, field: str, text: str) -> bool:
        """Show `text` in the cell while it is being written. Returns whether something of one's own stood there already."""
        is_own = (number, field) in self._pending
        self._pending[number, field] = text
        self._repaint_cell(number, field)
        return is_own

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        field = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(field, self.units.get(field.name, ""))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.looks[section].right else _LEFT
        return None

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)

    def _repaint(self) -> None:
        if len(self._arrangement) and self.columns:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._arrangement) - 1, len(self.columns) - 1)
            )

    def _repaint_cell(self, number: int, name: str) -> None:
        row = self._arrangement.find(number)
        column = next((place for place, field in enumerate(self.columns) if field.name == name), None)
        if row is not None and column is not None:
            cell = self.index(row, column)
            self.dataChanged.emit(cell, cell)


def sign_at(model: RegisterModel, row: int, column: int) -> Sign | None:
    """The sign that marks a cell."""
    line = model.line(row)
    found = line.marked if line is not None else None
    return found.cells.get(model.columns[column].name) if found is not None else None


def _spoken(model: RegisterModel, row: int, column: int, cell: Cell) -> str:
    """A cell as a screen reader says it."""
    parts = [f"{_(model.columns[column].label)}: {cell.text or _('empty')}"]
    problem = model.problem(row, column)
    if problem is not None:
        parts.append(problem[1])
    sign = sign_at(model, row, column)
    if sign is not None:
        parts.append(_("Marked: {sign}").format(sign=_(SIGN_WORDS[sign])))
    if is_disputed(model, row, column):
        parts.append(_(WAITS))
    return ". ".join(parts)


def is_disputed(model: RegisterModel, row: int, column: int) -> bool:
    """Whether people said different things in a cell; of a record that somebody deleted the first cell says it."""
    line = model.line(row) if model.marks else None
    if line is None:
        return False
    fields = model.marks.get(line.record.id, frozenset())
    return model.columns[column].name in fields or (column == 0 and "" in fields)


def _looks(catalogue: Catalogue, columns: Iterable[Field]) -> tuple[Look, ...]:
    return tuple(look_of(catalogue, field) for field in columns)


def heading_sums(model: RegisterModel, heading: Heading) -> Iterator[tuple[int, Total]]:
    """The columns that have a total in a heading, with it."""
    for section, field in enumerate(model.columns):
        total = heading.totals.get(field.name)
        if total is not None:
            yield section, total


def heading_sentence(model: RegisterModel, heading: Heading) -> str:
    """A heading with its totals in words, for its tooltip and for screen readers."""
    lines = [heading_text(heading)]
    for section, total in heading_sums(model, heading):
        field = model.columns[section]
        said = total_words(total, model.units.get(field.name, ""))
        label = model.headerData(section, Qt.Orientation.Horizontal)
        lines.append(f"{label}: {said}, {known_words(total)}")
    return ". ".join(lines)


def heading_text(heading: Heading) -> str:
    """A heading in words: the value that its rows share, and how many they are."""
    count = len(heading.rows)
    return f"{heading.words}, " + ngettext("{count} record", "{count} records", count).format(
        count=f"{count:,}"
    )
