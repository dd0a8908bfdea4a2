# SPDX-License-Identifier: Apache-2.0
"""What an import would do, row by row and cell by cell, before anything is written: plain data for wizard and command."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.text import shorten
from portfolio_desktop.base.values import Reason, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Value, Values
from portfolio_desktop.catalogue.lists import Item
from portfolio_desktop.exchange.imports.doubts import Doubt
from portfolio_desktop.exchange.imports.mapping import ColumnMapping
from portfolio_desktop.exchange.imports.period import period_column
from portfolio_desktop.exchange.private import LeftOut
from portfolio_desktop.exchange.tables import Column, Table, cell_text
from portfolio_desktop.storage.changes import Create

_NAMED = 5  # of what is made or doubtful; the rest is counted
_NOTHING: Values = MappingProxyType({})


class Fate(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person decides about one import, besides the mapping.

    `source` is the file's name. `key` is the field by which rows are matched first. `as_of` is the end of the period
    on which a file of projects reports. `given` are values for every row that does not say otherwise, such as the
    project that a risk register belongs to. With `mark_left` projects that are no longer in the file get the status
    "left". `same` are names of people with the other names by which these are known.
    """

    source: str
    key: str = ""
    as_of: date | None = None
    given: Values = field(default_factory=dict)
    mark_left: bool = False
    same: Mapping[str, str] = field(default_factory=dict)


class Alike(NamedTuple):
    """A new person whose name may well be another spelling of the `other`; `same` where somebody has said that it is."""

    name: str
    other: str
    same: bool = False


class Difference(NamedTuple):
    """A field's value before and after. `old` is None for a new record."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not in its field: where it stands, what it says, and why.

    `kept` is the label of the field that holds its words all the same; empty where none does.
    """

    row: int
    column: str
    where: str
    text: str
    reason: str
    kept: str = ""

    def __str__(self) -> str:
        return _("{where} “{column}”: “{text}”. {reason}").format(
            where=self.where, column=self.column, text=shorten(self.text, 80), reason=self.reason
        )


class Earlier(NamedTuple):
    """What a row says of the period before, to `day`: the report that it adds, or the rating that one lacked."""

    report: Id
    is_new: bool
    day: date
    values: Values


class PlannedRow(NamedTuple):
    """One row of the table. `matched` says by what it was recognised: a field's name, or "" for a new record.

    `values` are what it writes to its record, and `before` what stood there: all of a new record, and what changes in
    one that is there. `report_values` and `report_before` are the same of the status report of its period, and
    `earlier` is what it makes of the one before.
    `was` is the record's former name where the row renames it. `reason` says why a row is set aside, and `gap` what its
    status leaves unsaid, `beside` which record much like a new one is there: the row comes in all the same.
    """

    number: int
    fate: Fate
    title: str
    record: Id | None = None
    matched: str = ""
    values: Values = _NOTHING
    before: Values = _NOTHING
    was: str = ""
    report_id: Id | None = None
    report_is_new: bool = False
    report_values: Values = _NOTHING
    report_before: Values = _NOTHING
    earlier: Earlier | None = None
    reason: str = ""
    gap: str = ""
    beside: str = ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the row makes of its record, field by field."""
        return _differences(self.values, self.before)

    @property
    def report(self) -> tuple[Difference, ...]:
        """What it makes of the status report, field by field."""
        return _differences(self.report_values, self.report_before)


class Corrected(NamedTuple):
    """Who has changed a value since an import gave it, and on which day of this laptop's."""

    author: str
    day: date

    def __str__(self) -> str:
        return _("changed by {author} on {day}, since the last import").format(
            author=self.author, day=format_date(self.day)
        )


@dataclass(frozen=True, slots=True)
class Gone:
    """A project of the period before that the file no longer has."""

    record: Id
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of the source that is not in a record, for the report that can be saved."""

    where: str
    column: str
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An import as it would be. `made` are records that rows name and that are not there yet; `titles` name linked records.

    `new_items` are what it adds to lists, by the name of the list. `alike` are new people who may be somebody else.
    `corrected` are the values that would give way although somebody has put them right here, by record and field.
    """

    table: Table
    mapping: ColumnMapping
    options: Options
    rows: tuple[PlannedRow, ...]
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    made: tuple[Create, ...] = ()
    new_fields: tuple[Field, ...] = ()
    new_items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    titles: Mapping[Id, str] = field(default_factory=dict)
    corrected: Mapping[tuple[Id, str], Corrected] = field(default_factory=dict)
    alike: tuple[Alike, ...] = ()

    @cached_property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows come to each fate."""
        counts = Counter(row.fate for row in self.rows)
        return {fate: counts[fate] for fate in Fate}

    @property
    def rests_on(self) -> object:
        """What was found to be there, by row: equal for as long as the import would come out the same."""
        new = {row.record for row in self.rows if not row.matched}  # whose ids are others each time
        return [
            (row.number, row.fate, row.reason, row.report_before, row.earlier and row.earlier.is_new)
            + ((row.record, row.before) if row.matched and row.record not in new else ())
            for row in self.rows
        ]

    @property
    def renamed(self) -> tuple[PlannedRow, ...]:
        """Rows that give a known record another name."""
        return tuple(row for row in self.rows if row.was)

    @property
    def gaps(self) -> tuple[PlannedRow, ...]:
        """Rows that say that something was decided or ended, and not by whom or why."""
        return tuple(row for row in self.rows if row.gap)

    @property
    def beside(self) -> tuple[PlannedRow, ...]:
        """New rows of which the register has much the same already, but for a period or the like."""
        return tuple(row for row in self.rows if row.beside)

    @property
    def given_up(self) -> tuple[Difference, ...]:
        """Values that are known, and give way to words that are none and say no reason: "Complete" for a rating."""
        return tuple(each for row in self.rows if row.before for each in row.differences if _says_less(each))

    @property
    def unused(self) -> tuple[str, ...]:
        """Columns that go nowhere although nobody has left them out. One that only names the period does not count."""
        period = period_column(self.table) if self.options.as_of else ""
        return tuple(name for name in self.mapping.unused(self.table) if name != period)

    @property
    def private(self) -> tuple[LeftOut, ...]:
        """Columns that a register of people does not take, with what nothing is kept about."""
        return self.mapping.private(self.table)

    def leftovers(self) -> Iterator[Leftover]:
        """Every cell with something in it that would not be in a record, and everything outside the table.

        What is private about people stays in the file that it came in.
        """
        aside = {row.number: row.reason for row in self.rows if row.fate is Fate.ASIDE}
        for unread in self.unread:
            yield Leftover(unread.where, unread.column, unread.text, _with_place(unread))
        yield from self._rows_aside(aside)
        yield from self._columns_aside(aside)
        for each in self.table.aside:
            yield Leftover(each.where, "", each.text, each.reason)

    @cached_property
    def _open_columns(self) -> tuple[Column, ...]:
        """The columns that are not private."""
        private = {name for each in self.private for name in each.columns}
        return tuple(column for column in self.table.columns if column.name not in private)

    def _rows_aside(self, aside: Mapping[int, str]) -> Iterable[Leftover]:
        for row in self.table.rows:
            if row.number in aside:
                for column in self._open_columns:
                    text = cell_text(row.cells[column.index])
                    if text:
                        yield Leftover(self.table.where(row, column), column.name, text, aside[row.number])

    def _columns_aside(self, aside: Mapping[int, str]) -> Iterable[Leftover]:
        unused = set(self.unused)
        for column in self._open_columns:
            if column.name in unused or column.name in self.mapping.left_out:
                reason = (
                    _("The column is left out.")
                    if column.name in self.mapping.left_out
                    else _("The column goes nowhere.")
                )
                for row in self.table.rows:
                    text = cell_text(row.cells[column.index])
                    if text and row.number not in aside:
                        yield Leftover(self.table.where(row, column), column.name, text, reason)


def _says_less(each: Difference) -> bool:
    wordy = isinstance(each.new, Unknown) and each.new.reason is Reason.OTHER
    return wordy and each.old is not None and not isinstance(each.old, Unknown)


def _differences(values: Values, before: Values) -> tuple[Difference, ...]:
    return tuple(Difference(name, before.get(name), value) for name, value in values.items())


def _with_place(unread: Unread) -> str:
    if not unread.kept:
        return unread.reason
    return _("{reason} The words are kept in “{field}”.").format(reason=unread.reason, field=unread.kept)


def made_words(plan: Plan, catalogue: Catalogue) -> str:
    """How many of each register are made, and which: "2 people (Helen Marsh, T Vickers), 1 programme (Change)"."""
    found: dict[str, list[str]] = {}
    for each in plan.made:
        title = each.values.get(catalogue.entity(each.entity).title)
        found.setdefault(each.entity, []).append(shorten(str(title), 40))
    words = []
    for name, titles in found.items():
        entity, count = catalogue.entity(name), len(titles)
        one, many = _(entity.label).lower(), _(entity.plural).lower()
        words.append(f"{count:,} {one if count == 1 else many} ({some(titles)})")
    return ", ".join(words)


def items_told(plan: Plan, catalogue: Catalogue) -> Iterator[str]:
    """A sentence for each list that the import adds to."""
    for name, items in plan.new_items.items():
        choices = catalogue.list_named(name)
        ends = any(item.over for item in choices.items)
        said = (
            _("Added to the list “{list}”: {items}. What has such a status counts as open.")
            if ends
            else _("Added to the list “{list}”: {items}.")
        )
        yield said.format(list=_(choices.label), items=", ".join(item.label for item in items))


def some(names: Sequence[str]) -> str:
    """The first few of them; an ellipsis stands for the rest."""
    return ", ".join((*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])))
