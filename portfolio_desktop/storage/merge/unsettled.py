# SPDX-License-Identifier: Apache-2.0
"""What the registers cannot show plainly, one row for each: two values of a field, a record deleted and yet edited, a link to
what has not arrived. A cache like the registers, made anew with them."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Index, MetaData, Table, Text

from portfolio_desktop.storage.connect import each, rows, slices

NAME = "unsettled"
_COLUMNS = "record, entity, kind, field, other"


class Kind(StrEnum):
    """Why it is not plain."""

    DISPUTED = "disputed"  # the field has several live values
    DELETED = "deleted"  # somebody deleted the record; somebody who did not know went on with it, or with a part (`other`)
    ADRIFT = "adrift"  # the link leads to what is not there (`other`); where the record is part of that, it is held back
    CIRCLE = "circle"  # the parent that was chosen last (`other`) lies under the record itself
    LINKS = "links"  # tasks wait for each other in a circle: found by whoever works out the dates (`plans.fallen`), never kept
    CODE = "code"  # another record has the same code: found when somebody asks (`duplicates`), never kept


class Unsettled(NamedTuple):
    """One of them."""

    record: str
    entity: str
    kind: Kind
    field: str = ""
    other: str = ""


def unsettled_table(metadata: MetaData) -> Table:
    """Where they lie."""
    table = Table(NAME, metadata, *(Column(name, Text, nullable=False) for name in _COLUMNS.split(", ")))
    Index("unsettled_record", table.c.record)
    Index("unsettled_other", table.c.other)
    return table


def keep(connection: Connection, found: Iterable[Unsettled]) -> None:
    """Add some."""
    many = [tuple(map(str, one)) for one in found]
    if many:
        each(connection, f"INSERT INTO {NAME} ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", many)  # noqa: S608


def forget(connection: Connection, records: Collection[str]) -> None:
    """Take away those of some records."""
    _each(connection, f"DELETE FROM {NAME} WHERE record IN ({{marks}})", records)  # noqa: S608


def everything(connection: Connection) -> list[Unsettled]:
    """All there are."""
    return _read(rows(connection, f"SELECT {_COLUMNS} FROM {NAME} ORDER BY {_COLUMNS}"))  # noqa: S608


def circles(connection: Connection, entities: Collection[str] | None = None) -> set[str]:
    """The records whose place in a tree is not the one that was chosen last: of all trees, or of some."""
    found = rows(connection, f"SELECT record, entity FROM {NAME} WHERE kind = ?", (Kind.CIRCLE,))  # noqa: S608
    return {record for record, entity in found if entities is None or entity in entities}


def is_empty(connection: Connection) -> bool:
    """Whether all is plain, as it is where nobody shares."""
    return not rows(connection, f"SELECT 1 FROM {NAME} LIMIT 1")  # noqa: S608


def of_records(connection: Connection, records: Collection[str]) -> list[Unsettled]:
    """Those of some records."""
    return _read(_each(connection, f"SELECT {_COLUMNS} FROM {NAME} WHERE record IN ({{marks}})", records))  # noqa: S608


def waiting_for(connection: Connection, others: Collection[str]) -> set[str]:
    """The records that something else than they themselves may settle: one of `others`."""
    found = _each(connection, f"SELECT record FROM {NAME} WHERE other IN ({{marks}})", others)  # noqa: S608
    return {row[0] for row in found}


def _each(connection: Connection, statement: str, ids: Collection[str]) -> list[Any]:
    found: list[Any] = []
    for some in slices(sorted(ids)):
        marks = ", ".join("?" * len(some))
        found += rows(connection, statement.format(marks=marks), tuple(some))
    return found


def _read(found: Iterable[Any]) -> list[Unsettled]:
    return [Unsettled(row[0], row[1], Kind(row[2]), row[3], row[4]) for row in found]
