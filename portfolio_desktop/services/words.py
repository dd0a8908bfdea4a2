# SPDX-License-Identifier: Apache-2.0
"""Any value as a person reads it: one place for the history, the command line, registers and exports."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.money import format_money
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record, Value
from portfolio_desktop.domain.rating import level_of
from portfolio_desktop.storage.read import Reader

_NO_TITLES: Mapping[Id, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a value's words depend on besides the value."""

    catalogue: Catalogue
    field: Field
    titles: Mapping[Id, str]
    unit: str
    currency: str


def words(
    catalogue: Catalogue,
    field: Field,
    value: Value,
    *,
    titles: Mapping[Id, str] = _NO_TITLES,
    unit: str = "",
    currency: str = "£",
) -> str:
    """`value` of `field` as text: "" where nothing was said, and the words given where it is not known.

    `unit` is what money is written in ("", "k", "m", "bn"); without one it is exact. `titles` name linked records.
    """
    if value is None:
        return ""
    if isinstance(value, Unknown):
        return value.text or _("Not known")
    return _WORDS[field.kind](_Manner(catalogue, field, titles, unit, currency), value)


def side_by_side(catalogue: Catalogue, entity: Entity, values: Mapping[str, Value]) -> str:
    """Two values that do not go together, by the names of their fields, as the rest of a sentence."""
    (first, value), (second, other) = values.items()
    return _("“{first}” is {value} and “{second}” is {other}").format(
        first=_(entity.field(first).label),
        value=words(catalogue, entity.field(first), value) or _("empty"),
        second=_(entity.field(second).label),
        other=words(catalogue, entity.field(second), other) or _("empty"),
    )


def called(code: str, former: str | None) -> str:
    """A code with the one that a record had before, under which a paper may quote it still."""
    return _("{code} (was {former})").format(code=code, former=former) if former and former != code else code


def named(entity: Entity, record: Record) -> str:
    """What a record is called, as far as it has a code and a title."""
    parts = (record[entity.code.name] if entity.code else None, record[entity.title])
    return " ".join(str(part) for part in parts if part)


def link_titles(reader: Reader, entity: Entity, records: Iterable[Record]) -> dict[Id, str]:
    """The titles of every record that `records`, of one entity, link to."""
    wanted: dict[str, set[Id]] = defaultdict(set)
    links = [field for field in entity.fields if field.kind is Kind.LINK]
    for record in records:
        for field in links:
            value = record[field.name]
            if isinstance(value, str):
                wanted[field.target].add(Id(value))
    found: dict[Id, str] = {}
    for target, ids in wanted.items():
        found |= reader.titles(reader.catalogue.entity(target), ids)
    return found


def rating_words(rating: Rating) -> str:
    """What a level is called; a level that is not known here by the name it came with."""
    return _(level_of(rating).label)


def _as_it_is(_manner: _Manner, value: Value) -> str:
    return str(value)


def _number(manner: _Manner, value: Value) -> str:
    assert isinstance(value, int | Decimal)
    counted = f" {_(manner.field.unit)}" if manner.field.unit else ""
    return f"{value:,f}{counted}" if isinstance(value, Decimal) else f"{value:,}{counted}"


def _percent(_manner: _Manner, value: Value) -> str:
    assert isinstance(value, Decimal)
    return f"{value:,f}%"


def _money(manner: _Manner, value: Value) -> str:
    assert isinstance(value, Decimal)
    places = None if manner.unit or value == value.to_integral_value() else 2
    return format_money(value, manner.unit, manner.currency, places)


def _day(_manner: _Manner, value: Value) -> str:
    assert isinstance(value, date)
    return format_date(value)


def _moment(_manner: _Manner, value: Value) -> str:
    assert isinstance(value, datetime)
    return format_moment(value)


def _flag(_manner: _Manner, value: Value) -> str:
    return _("Yes") if value else _("No")


def _choice(manner: _Manner, value: Value) -> str:
    item = manner.catalogue.choices(manner.field).shown(str(value))
    return _(item.label) if item else str(value)


def _step(manner: _Manner, value: Value) -> str:
    item = manner.catalogue.choices(manner.field).shown(str(value))
    return f"{value} {_(item.label)}" if item else str(value)


def _rating(_manner: _Manner, value: Value) -> str:
    assert isinstance(value, Rating)
    return rating_words(value)


def _link(manner: _Manner, value: Value) -> str:
    return manner.titles.get(Id(str(value))) or _("(no longer there)")


_WORDS: dict[Kind, Callable[[_Manner, Value], str]] = {
    Kind.CODE: _as_it_is,
    Kind.TEXT: _as_it_is,
    Kind.NARRATIVE: _as_it_is,
    Kind.ADDRESS: _as_it_is,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.MONEY: _money,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.SCALE: _step,
    Kind.RATING: _rating,
    Kind.LINK: _link,
}
