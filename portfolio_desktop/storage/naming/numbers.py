# SPDX-License-Identifier: Apache-2.0
"""The numbers that the codes of a register have: 15 of R-0015, of r-15, and of one that is shown with a mark beside it.

An index holds them, worked out by SQLite: a new record asks for the highest, and would wait for most of a second if a hundred
thousand codes were handed to Python for that.
"""

from sqlalchemy import Connection

from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.storage.connect import rows, value

BESIDE = "\N{MIDDLE DOT}"
"""Stands between a code that two records have and the mark, a letter and a digit, that tells them apart."""

LONGEST = 9
"""Digits of a number; what has more is none."""


def highest_number(connection: Connection, entity: Entity) -> int:
    """The highest in use; 0 where there is none."""
    return int(value(connection, f"SELECT max({number_of(entity)}) FROM {entity.name}") or 0)  # noqa: S608


def numbers_between(connection: Connection, entity: Entity, first: int, last: int) -> set[int]:
    """Those in use from `first` to `last`."""
    number = number_of(entity)
    statement = f"SELECT {number} FROM {entity.name} WHERE {number} BETWEEN ? AND ?"  # noqa: S608
    return {row[0] for row in rows(connection, statement, (first, last))}


def number_of(entity: Entity) -> str:
    """The number of a record's code as SQL, by the letter what the index holds; NULL where the code has another form."""
    assert entity.code is not None
    code, begun = f'"{entity.code.name}"', f"{entity.prefix}-"
    mark = f"iif(substr({code}, -3, 1) = '{BESIDE}', 3, 0)"
    digits = f"substr({code}, {len(begun) + 1}, length({code}) - {len(begun)} - {mark})"
    return (
        f"CASE WHEN upper(substr({code}, 1, {len(begun)})) = '{begun}' AND length({digits}) BETWEEN 1 AND {LONGEST} "
        f"AND {digits} NOT GLOB '*[^0-9]*' THEN CAST({digits} AS INTEGER) END"
    )
