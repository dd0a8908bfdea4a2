# SPDX-License-Identifier: Apache-2.0
"""A register as it is seen: its columns, rows in their order, groups, marks and totals, complete for paper and spreadsheets."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portfolio_desktop.base.money import fitting_unit
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, Filter
from portfolio_desktop.services.reading import Reader, Total
from portfolio_desktop.services.registers.grouping import Heading, grouped
from portfolio_desktop.services.registers.marking import Marked, marked
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import link_titles

_NO_MARKS = Marked()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a view shows, with nothing left to ask the file. `shown` of `count` records; `units` are those of money."""

    catalogue: Catalogue
    entity: Entity
    view: View
    fields: tuple[Field, ...]
    headings: Sequence[Heading]
    numbers: Sequence[int]
    records: Mapping[int, Record]
    titles: Mapping[Id, str]
    marked: Mapping[int, Marked]
    totals: Mapping[str, Total]
    units: Mapping[str, str]
    count: int

    @property
    def shown(self) -> int:
        """How many records there are, those of closed groups included."""
        return len(self.numbers)

    def lines(self, *, folded: bool = False) -> Iterator[Heading | int]:
        """Headings and row numbers from the top; what stands in closed groups only where `folded` asks for it."""
        if not self.headings:
            yield from self._found(self.numbers)
        for heading in self.headings:
            yield from self._below(heading, folded)

    def marks(self, number: int) -> Marked:
        """The marks of the record at a row number."""
        return self.marked.get(number, _NO_MARKS)

    def _below(self, heading: Heading, folded: bool) -> Iterator[Heading | int]:
        yield heading
        if heading.open or folded:
            for part in heading.inner:
                yield from self._below(part, folded)
            if not heading.inner:
                yield from self._found(heading.rows)

    def _found(self, numbers: Sequence[int]) -> Iterator[int]:
        return (number for number in numbers if number in self.records)


def as_seen(
    reader: Reader,
    entity: Entity,
    view: View,
    where: Filter,
    *,
    chosen: Sequence[int] = (),
    closed: frozenset[Hashable] = frozenset(),
    units: Mapping[str, str] | None = None,
) -> Seen:
    """The records of `where` as `view` shows them, or those `chosen` by row number alone, which stand in no groups.

    `closed` are keys of headings; `units` those that money is written in, worked out where none are given.
    """
    fields = tuple(entity.field(name) for name in view.columns)
    headings = grouped(reader, entity, view, where, closed) if view.groups and not chosen else []
    numbers = list(chosen) or [number for heading in headings for number in heading.rows]
    numbers = numbers or reader.rows(entity, where, view.sorts)
    records = reader.page(entity, numbers)
    counted = [field for field in fields if field.adds_up]
    return Seen(
        reader.catalogue,
        entity,
        view,
        fields,
        headings,
        numbers,
        dict(zip(numbers, records, strict=True)),  # one moment of the file: none has gone
        link_titles(reader, entity, records),
        marked(reader, entity, view, numbers),
        reader.totals(entity, counted, where) if counted and not chosen else {},
        units_of(reader, entity, counted) if units is None else units,
        reader.count(entity),
    )


def units_of(reader: Reader, entity: Entity, fields: Sequence[Field]) -> dict[str, str]:
    """The unit for each column of money: one that suits its values, whatever a filter leaves of them."""
    money = [field for field in fields if field.kind is Kind.MONEY]
    found = {}
    for name, total in (reader.totals(entity, money, EVERYTHING) if money else {}).items():
        typical = total.sum / total.known if total.known else total.sum
        found[name] = fitting_unit([typical])
    return found
