# SPDX-License-Identifier: Apache-2.0
"""Which column goes to which field, and how its cells are read: plain data that a person edits and names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.exchange.private import LeftOut, left_out
from portfolio_desktop.exchange.tables import Column, Reading, SourceRow, Table, cell_text, word_key

SCORE = "given_score"
"""The field for scoring words that no step of the scale has been chosen for."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One column feeds one field. `create` lets a LINK make the records that it names and that are not there."""

    column: str
    field: str
    reading: Reading
    create: bool = False


@dataclass(frozen=True, slots=True)
class RowChoice:
    """Only rows whose cell in `column` is one of `words` (see `word_key`) are meant for this register."""

    column: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How one table becomes records of one register. Immutable: each change makes another.

    A column may feed several fields. A field may take several columns: words are joined, of anything else the first
    column that gives a value is taken, in the order of `assignments`. `new_fields` are the organisation's own fields
    that the import adds; `left_out` are columns that the person does not want.
    """

    entity: str
    assignments: tuple[Assignment, ...] = ()
    new_fields: tuple[Field, ...] = ()
    left_out: frozenset[str] = frozenset()
    only: RowChoice | None = None
    blanks_clear: bool = False  # a blank cell empties its field; otherwise it says nothing

    def of_field(self, field: str) -> tuple[Assignment, ...]:
        """What feeds a field, the first choice first."""
        return tuple(each for each in self.assignments if each.field == field)

    def of_column(self, column: str) -> tuple[Assignment, ...]:
        """What a column feeds."""
        return tuple(each for each in self.assignments if each.column == column)

    def with_assignment(self, new: Assignment) -> "ColumnMapping":
        """With `new` in place of what its column gave to the same field, or at the end."""
        pair = (new.column, new.field)
        if any((each.column, each.field) == pair for each in self.assignments):
            kept = tuple(new if (each.column, each.field) == pair else each for each in self.assignments)
        else:
            kept = (*self.assignments, new)
        return replace(self, assignments=kept, left_out=self.left_out - {new.column})

    def without(self, column: str, field: str = "") -> "ColumnMapping":
        """`column` no longer feeds `field`, or anything at all. An own field that nothing feeds is not added."""
        kept = tuple(
            each for each in self.assignments if each.column != column or (field and each.field != field)
        )
        fed = {each.field for each in kept}
        new = tuple(field for field in self.new_fields if field.name in fed)
        return replace(self, assignments=kept, new_fields=new)

    def without_field(self, field: str) -> "ColumnMapping":
        """Nothing feeds `field` any more."""
        return replace(self, assignments=tuple(each for each in self.assignments if each.field != field))

    def leaving_out(self, columns: Iterable[str]) -> "ColumnMapping":
        """The person does not want these columns."""
        mapping = self
        for column in columns:
            mapping = mapping.without(column)
        return replace(mapping, left_out=mapping.left_out | frozenset(columns))

    def private(self, table: Table) -> tuple[LeftOut, ...]:
        """Columns of `table` that a register of people does not take, whoever asks for them."""
        return left_out(self.entity, (column.name for column in table.columns))

    def taken(self, table: Table) -> "ColumnMapping":
        """Without the columns that are private."""
        mapping = self
        for name in (name for each in self.private(table) for name in each.columns):
            mapping = mapping.without(name)
        return mapping

    def rows(self, table: Table) -> tuple[SourceRow, ...]:
        """The rows of `table` that are meant for this register."""
        column = self.chooser(table)
        if column is None or self.only is None:
            return table.rows
        words = self.only.words
        return tuple(row for row in table.rows if word_key(cell_text(row.cells[column.index])) in words)

    def chooser(self, table: Table) -> Column | None:
        """The column that says for which register each row is meant, where there is one."""
        name = self.only.column if self.only else ""
        return next((column for column in table.columns if column.name == name), None)

    def unused(self, table: Table) -> tuple[str, ...]:
        """Columns of `table` that go nowhere, neither left out on purpose nor private."""
        used = {each.column for each in self.assignments} | self.left_out
        used.update(name for each in self.private(table) for name in each.columns)
        if self.only is not None:
            used.add(self.only.column)
        return tuple(column.name for column in table.columns if column.name not in used)
