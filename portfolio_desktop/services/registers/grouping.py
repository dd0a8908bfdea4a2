# SPDX-License-Identifier: Apache-2.0
"""Records under headings: those that share a value, within them those that share a second, each with its totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.filters import Filter
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.services.reading import Reader, Total
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import words

_DAYS = (Kind.DATE, Kind.MOMENT)


@dataclass(slots=True)
class Heading:
    """The line above the records that share a value. `rows` are their row numbers, those of inner headings included.

    `badge` is what the value is shown as, where it is one. `open` is whether what stands below is shown.
    """

    key: str
    words: str
    rows: Sequence[int]
    totals: Mapping[str, Total] = field(default_factory=dict)
    open: bool = True
    badge: Level | None = None
    inner: Sequence["Heading"] = ()
    level: int = 0


def grouped(
    reader: Reader, entity: Entity, view: View, where: Filter, closed: frozenset[str] = frozenset()
) -> list[Heading]:
    """The records of `where` under the headings that `view` asks for, in its order. `closed` are keys of headings."""
    by = [entity.field(name) for name in view.groups]
    fields = [each for each in entity.every if each.adds_up and each.name in view.columns]
    found = reader.grouped_rows(entity, by, where, view.sorts)
    sums = [
        reader.group_totals(entity, by[: depth + 1], fields, where) if fields else {}
        for depth in range(len(by))
    ]
    making = _Making(reader, by, [_names(reader, each, depth, found) for depth, each in enumerate(by)], sums)
    if len(by) == 1:
        return [making.heading(values, rows, closed) for values, rows in found]
    outer: dict[Value, list[tuple[tuple[Value, ...], list[int]]]] = {}
    for values, rows in found:
        outer.setdefault(values[0], []).append((values, rows))
    return [making.outer(value, parts, closed) for value, parts in outer.items()]


def every_heading(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings in the order shown, each before those within it."""
    for heading in headings:
        yield heading
        yield from every_heading(heading.inner)


def group_words(reader: Reader, by: Field, value: Value, titles: Mapping[Id, str]) -> str:
    """What a group is called by the value that its records share."""
    if value is None:
        return _("Not known")
    if by.kind in _DAYS and isinstance(value, date):
        return format_month(value)
    return words(reader.catalogue, by, value, titles=titles) or _("Not known")


@dataclass(frozen=True, slots=True)
class _Making:
    reader: Reader
    by: Sequence[Field]
    names: Sequence[Mapping[Id, str]]
    sums: Sequence[Mapping[tuple[Value, ...], Mapping[str, Total]]]

    def heading(
        self,
        values: tuple[Value, ...],
        rows: Sequence[int],
        closed: frozenset[str],
        inner: Sequence[Heading] = (),
    ) -> Heading:
        level = len(values) - 1
        by, value = self.by[level], values[-1]
        key = "/".join(f"{each.name}:{said}" for each, said in zip(self.by, values, strict=False))
        return Heading(
            key,
            group_words(self.reader, by, value, self.names[level]),
            rows,
            self.sums[level].get(values, {}),
            key not in closed,
            badge_of(self.reader.catalogue, by, value),
            inner,
            level,
        )

    def outer(
        self, value: Value, parts: Sequence[tuple[tuple[Value, ...], list[int]]], closed: frozenset[str]
    ) -> Heading:
        inner = [self.heading(values, rows, closed) for values, rows in parts]
        rows = [row for heading in inner for row in heading.rows]
        return self.heading((value,), rows, closed, inner)


def _names(
    reader: Reader, by: Field, depth: int, found: Sequence[tuple[tuple[Value, ...], list[int]]]
) -> Mapping[Id, str]:
    """The titles of the records that a group is named after."""
    if by.kind is not Kind.LINK:
        return {}
    ids = {Id(str(values[depth])) for values, _rows in found if values[depth]}
    return reader.titles(reader.catalogue.entity(by.target), ids)
