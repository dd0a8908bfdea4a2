# SPDX-License-Identifier: Apache-2.0
"""The registers as a cache: made anew from the log whenever the catalogue they were made for has changed."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Connection, Table, delete, insert, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.refreshing import settled
from portfolio_desktop.storage.plans.planner import refill
from portfolio_desktop.storage.plans.table import FALLEN
from portfolio_desktop.storage.replay import replaced
from portfolio_desktop.storage.rows import Rows
from portfolio_desktop.storage.schema import (
    CALLED,
    EDIT,
    META,
    NUMBERED,
    SEARCH_ROW,
    make_tables,
    register_tables,
)

_KEY = "registers"


def are_made_for(connection: Connection, catalogue: Catalogue) -> bool:
    """Whether the registers are as `catalogue` wants them."""
    made_for = connection.execute(select(META.c.value).where(META.c.key == _KEY)).scalar()
    return bool(made_for == fingerprint(catalogue))


def lacking(connection: Connection, tables: Mapping[str, Table]) -> bool:
    """Whether a register or a column that `tables` names is not in the file."""
    found = connection.exec_driver_sql(
        "SELECT main.name, info.name FROM sqlite_schema AS main JOIN pragma_table_info(main.name) AS info "
        "WHERE main.type = 'table'"
    )
    there = {tuple(row) for row in found}
    return any((table.name, column.name) not in there for table in tables.values() for column in table.c)


def rebuild(connection: Connection, catalogue: Catalogue) -> None:
    """Drop every register and the search index, and fill them from the log; mark anew what in it was replaced."""
    for table in _registers(connection):
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
    make_tables(connection, register_tables(catalogue).all_made())
    connection.execute(delete(SEARCH_ROW))
    connection.exec_driver_sql("DELETE FROM search")
    rows = Rows(connection, catalogue)
    found = settled(connection, catalogue)
    for name, records in found.state.items():
        rows.insert(catalogue.entity(name), records)
    unsettled.keep(connection, found.unsettled)
    refill(connection, catalogue)
    _mark(connection)
    remember(connection, catalogue)


def remember(connection: Connection, catalogue: Catalogue) -> None:
    """Note the catalogue that the registers are made for."""
    forget(connection)
    connection.execute(insert(META).values(key=_KEY, value=fingerprint(catalogue)))


def forget(connection: Connection) -> None:
    """Have the registers rebuilt at the next opening: the log that they were made from has taken another form."""
    connection.execute(delete(META).where(META.c.key == _KEY))


@lru_cache(maxsize=8)
def fingerprint(catalogue: Catalogue) -> str:
    """The same for catalogues whose registers look the same."""
    lines = sorted(
        f"{entity.name}.{field.name}:{field.kind}:{field.target}:{field.part_of}:{field.search}:{entity.title}"
        for entity in catalogue.entities
        for field in entity.fields
    )
    return hashlib.sha256("\n".join((unsettled.NAME, FALLEN, CALLED, NUMBERED, *lines)).encode()).hexdigest()


def _mark(connection: Connection) -> None:
    """Set right which edits count as live."""
    dead = replaced(connection)
    marked = connection.execute(select(EDIT.c.tag, EDIT.c.live)).all()
    wrong = [(tag not in dead, tag) for tag, live in marked if live == (tag in dead)]
    if wrong:
        connection.exec_driver_sql("UPDATE edit SET live = ? WHERE tag = ?", wrong)


def _registers(connection: Connection) -> list[str]:
    """Every table that is not the log's: a table of an entity that no longer exists goes too."""
    kept = ("meta", "stream", "change_set", "edit", "search_row", "alembic_version")
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).scalars()
    return [name for name in names if name not in kept]
