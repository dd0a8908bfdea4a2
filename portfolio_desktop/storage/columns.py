# SPDX-License-Identifier: Apache-2.0
"""How each kind of value lies in a column: its SQL type, and the way in and out.

Decimals are whole numbers of a small unit (pence, millionths), so that SQL adds and compares them exactly. An
unknown value is NULL, with its words in a second column named after the field and `NOTE`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeEngine

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind, Record, Value

NOTE = "_said"
PENCE = 2  # decimal places
MILLIONTHS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """How one kind is stored. `write` takes a known value in plain form, `read` gives it back typed.

    None means that nothing needs doing.
    """

    type: type[TypeEngine[Any]]
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


def _units(places: int) -> Column:
    """Decimals as whole numbers of a unit that lies so many decimal places down."""
    per_whole = Decimal(10) ** places

    def write(plain: str) -> int:
        whole, _point, rest = plain.partition(".")
        return int(whole + rest.ljust(places, "0"))

    def read(stored: int) -> Decimal:
        value = Decimal(stored) / per_whole
        return value.quantize(Decimal("0.01")) if places == PENCE else value

    return Column(Integer, write, read)


COLUMNS: dict[Kind, Column] = {
    Kind.CODE: Column(Text),
    Kind.TEXT: Column(Text),
    Kind.NARRATIVE: Column(Text),
    Kind.ADDRESS: Column(Text),
    Kind.INTEGER: Column(Integer),
    Kind.NUMBER: _units(MILLIONTHS),
    Kind.PERCENT: _units(MILLIONTHS),
    Kind.MONEY: _units(PENCE),
    Kind.DATE: Column(Text, read=date.fromisoformat),
    Kind.MOMENT: Column(Text, read=datetime.fromisoformat),
    Kind.FLAG: Column(Integer, int, bool),
    Kind.CHOICE: Column(Text),
    Kind.SCALE: Column(Integer),
    Kind.RATING: Column(Text, read=Rating.parse),
    Kind.LINK: Column(Text),
}


def columns_of(field: Field) -> tuple[tuple[str, type[TypeEngine[Any]]], ...]:
    """Names and types of the columns of one field: its own, and where it may be unknown the one that holds the words."""
    own = field.name, COLUMNS[field.kind].type
    return (own, (field.name + NOTE, Text)) if field.may_be_unknown else (own,)


class RowReader:
    """Turns rows of one entity, or of some of its `fields`, into records. Built once, used for many rows."""

    def __init__(self, entity: Entity, fields: Sequence[Field] | None = None) -> None:
        self.entity = entity
        chosen = entity.every if fields is None else fields
        self.columns: tuple[str, ...] = _columns(chosen)
        self._readers = [(field.name, COLUMNS[field.kind].read, field.may_be_unknown) for field in chosen]

    def to_record(self, row: Any) -> Record:
        """The record in a row of `columns`."""
        return self.entity.make(row[0], self.to_values(row))

    def to_values(self, row: Any) -> dict[str, Value]:
        """The values in a row of `columns`, by field name."""
        values: dict[str, Value] = {}
        place = 1
        for name, read, may_be_unknown in self._readers:
            value = row[place]
            place += 1
            if value is not None and read is not None:
                value = read(value)
            if may_be_unknown:
                if row[place] is not None:
                    value = Unknown(row[place])
                place += 1
            values[name] = value
        return values


class RowWriter:
    """Turns plain values of some of one entity's fields into rows. Built once, used for many rows."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.columns: tuple[str, ...] = _columns(fields)
        self._writers = [(field.name, COLUMNS[field.kind].write, field.may_be_unknown) for field in fields]

    def to_row(self, record: str, plain: Mapping[str, Any]) -> tuple[Any, ...]:
        """A row for `columns`."""
        row: list[Any] = [record]
        for name, write, may_be_unknown in self._writers:
            value = plain.get(name)
            note = value["unknown"] if may_be_unknown and isinstance(value, dict) else None
            if value is None or note is not None:
                row.append(None)
            else:
                row.append(value if write is None else write(value))
            if may_be_unknown:
                row.append(note)
        return tuple(row)


def _columns(fields: Iterable[Field]) -> tuple[str, ...]:
    return ("id", *(name for field in fields for name, _kind in columns_of(field)))
