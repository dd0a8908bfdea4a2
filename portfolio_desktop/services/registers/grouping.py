# SPDX-License-Identifier: Apache-2.0
"""Records under headings: those that share a value, within them those that share a second, each with its totals."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product
from types import MappingProxyType

from portfolio_desktop.base.dates import format_month
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.filters import All, Filter, Not, Op, Test
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.services.reading import Reader, Total
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import words

Groups = list[tuple[tuple[Value, ...], list[int]]]
"""The rows of each group, under the values that they share."""

_DAYS = (Kind.DATE, Kind.MOMENT)
_UNKNOWN = Unknown("")
"""What those share of whom it was asked for and is not known, whatever the words; with None, nothing was said at all."""
_NO_TOTALS: Mapping[str, Total] = MappingProxyType({})


class Heading:
    """The line above the records that share a value. `rows` are their row numbers, those of inner headings included.

    `open` is whether what stands below is shown. Of 50,000 headings few are ever read: `says` is asked for the words,
    and the badge of the value where it has one, when somebody looks.
    """

    __slots__ = ("_said", "_says", "inner", "key", "level", "open", "rows", "totals")

    def __init__(
        self,
        key: Hashable,
        says: Callable[[], tuple[str, Level | None]],
        rows: Sequence[int],
        totals: Mapping[str, Total] = _NO_TOTALS,
        *,
        open: bool = True,
        inner: Sequence["Heading"] = (),
        level: int = 0,
    ) -> None:
        self.key = key
        self._says = says
        self._said: tuple[str, Level | None] | None = None
        self.rows = rows
        self.totals = totals
        self.open = open
        self.inner = inner
        self.level = level

    @property
    def words(self) -> str:
        """What the group is called."""
        return self._look()[0]

    @property
    def badge(self) -> Level | None:
        """What the value is shown as, where it is one."""
        return self._look()[1]

    def _look(self) -> tuple[str, Level | None]:
        if self._said is None:
            self._said = self._says()
        return self._said


def grouped(
    reader: Reader, entity: Entity, view: View, where: Filter, closed: frozenset[Hashable] = frozenset()
) -> list[Heading]:
    """The records of `where` under the headings that `view` asks for, in its order. `closed` are keys of headings."""
    by = [entity.field(name) for name in view.groups]
    fields = [each for each in entity.every if each.adds_up and each.name in view.columns]
    found = _told_apart(reader, entity, by, where, reader.grouped_rows(entity, by, where, view.sorts))
    unknown = [any(values[depth] == _UNKNOWN for values, _rows in found) for depth in range(len(by))]
    sums = [
        _totals(reader, entity, by[:deep], fields, where, unknown[:deep]) if fields else {}
        for deep in range(1, len(by) + 1)
    ]
    names = [_names(reader, each, depth, found) for depth, each in enumerate(by)]
    making = _Making(reader.catalogue, by, names, sums, closed)
    if len(by) == 1:
        return [making.heading(values, rows) for values, rows in found]
    outer: dict[Value, Groups] = {}
    for values, rows in found:
        outer.setdefault(values[0], []).append((values, rows))
    return [making.outer(value, parts) for value, parts in outer.items()]


def every_heading(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings in the order shown, each before those within it."""
    for heading in headings:
        yield heading
        yield from every_heading(heading.inner)


@dataclass(frozen=True, slots=True)
class _Making:
    """What headings are made of. Holds nothing of the file: their words may be asked for long after."""

    catalogue: Catalogue
    by: Sequence[Field]
    names: Sequence[Mapping[Id, str]]
    sums: Sequence[Mapping[tuple[Value, ...], Mapping[str, Total]]]
    closed: frozenset[Hashable]

    def heading(
        self, values: tuple[Value, ...], rows: Sequence[int], inner: Sequence[Heading] = ()
    ) -> Heading:
        level = len(values) - 1
        key = (self.by[level].name, values)
        return Heading(
            key,
            partial(self.said, level, values[-1]),
            rows,
            self.sums[level].get(values, _NO_TOTALS),
            open=key not in self.closed,
            inner=inner,
            level=level,
        )

    def outer(self, value: Value, parts: Sequence[tuple[tuple[Value, ...], list[int]]]) -> Heading:
        inner = [self.heading(values, rows) for values, rows in parts]
        return self.heading((value,), [row for heading in inner for row in heading.rows], inner)

    def said(self, level: int, value: Value) -> tuple[str, Level | None]:
        """What a group is called by the value that its records share, and the badge of that value."""
        by = self.by[level]
        if value is None:
            label = _(by.label)
            return _("No {thing}").format(thing=label.lower()) if by.kind is Kind.LINK else _("Empty"), None
        if by.kind in _DAYS and isinstance(value, date):
            return format_month(value), None
        called = words(self.catalogue, by, value, titles=self.names[level])
        return called or _("Empty"), badge_of(self.catalogue, by, value)


def _told_apart(reader: Reader, entity: Entity, by: Sequence[Field], where: Filter, found: Groups) -> Groups:
    """The file keeps those that have no value together: here what is not known stands apart from what nobody said."""
    for depth, field in enumerate(by):
        if not field.may_be_unknown or all(values[depth] is not None for values, _rows in found):
            continue
        unknown = frozenset(reader.rows(entity, All((where, Test(field.name, Op.UNKNOWN)))))
        parted: Groups = []
        for values, rows in found:
            asked = [row for row in rows if row in unknown] if values[depth] is None else []
            said = [row for row in rows if row not in unknown] if asked else rows
            parted += [(values, said)] if said else []
            parted += [((*values[:depth], _UNKNOWN, *values[depth + 1 :]), asked)] if asked else []
        found = parted
    return found


def _totals(
    reader: Reader,
    entity: Entity,
    by: Sequence[Field],
    fields: Sequence[Field],
    where: Filter,
    unknown: Sequence[bool],
) -> Mapping[tuple[Value, ...], Mapping[str, Total]]:
    """What each group comes to. `unknown`: of each field of `by`, whether there are any of whom it is not known."""
    sums: dict[tuple[Value, ...], Mapping[str, Total]] = {}
    for case in product(*((False, True) if each else (False,) for each in unknown)):
        tests = [Test(field.name, Op.UNKNOWN) for field in by]
        parts = [test if asked else Not(test) for test, asked in zip(tests, case, strict=True)]
        for values, totals in reader.group_totals(entity, by, fields, All((where, *parts))).items():
            key = (_UNKNOWN if asked else value for value, asked in zip(values, case, strict=True))
            sums[tuple(key)] = totals
    return sums


def _names(reader: Reader, by: Field, depth: int, found: Groups) -> Mapping[Id, str]:
    """The titles of the records that a group is named after."""
    if by.kind is not Kind.LINK:
        return {}
    ids = {Id(str(values[depth])) for values, _rows in found if values[depth] not in (None, _UNKNOWN)}
    return reader.titles(reader.catalogue.entity(by.target), ids)
