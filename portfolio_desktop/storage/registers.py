# SPDX-License-Identifier: Apache-2.0
"""The registers as a cache: made anew from the log whenever the catalogue they were made for has changed."""

import hashlib
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.replay import State, replay
from portfolio_desktop.storage.rows import Rows
from portfolio_desktop.storage.schema import META, SEARCH_ROW, register_tables

_KEY = "registers"


def reconcile(connection: Connection, catalogue: Catalogue) -> bool:
    """Rebuild the registers if they were made for another catalogue. Returns whether that was so."""
    made_for = connection.execute(select(META.c.value).where(META.c.key == _KEY)).scalar()
    if made_for == fingerprint(catalogue):
        return False
    rebuild(connection, catalogue)
    return True


def rebuild(connection: Connection, catalogue: Catalogue) -> None:
    """Drop every register and the search index, and fill them from the log."""
    for table in _registers(connection):
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
    register_tables(catalogue).create_all(connection)
    connection.execute(delete(SEARCH_ROW))
    connection.exec_driver_sql("DELETE FROM search")
    rows = Rows(connection, catalogue)
    state = settled(replay(connection), catalogue)
    for entity in catalogue.entities:
        records = {Id(id): known_values(entity, plain) for id, plain in state.get(entity.name, {}).items()}
        if records:
            rows.insert(entity, records)
    remember(connection, catalogue)


def remember(connection: Connection, catalogue: Catalogue) -> None:
    """Note the catalogue that the registers are made for."""
    connection.execute(delete(META).where(META.c.key == _KEY))
    connection.execute(insert(META).values(key=_KEY, value=fingerprint(catalogue)))


def fingerprint(catalogue: Catalogue) -> str:
    """The same for catalogues whose registers look the same."""
    lines = sorted(
        f"{entity.name}.{field.name}:{field.kind}:{field.target}:{field.search}"
        for entity in catalogue.entities
        for field in entity.fields
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def settled(state: State, catalogue: Catalogue) -> State:
    """The state without what cannot stand yet: parts whose whole is not there, links that lead nowhere.

    Nothing is lost by it: both are in the log, and come back when what they wait for arrives.
    """
    present = {name: dict(records) for name, records in state.items() if catalogue.knows(name)}
    while _hold_out(present, catalogue):
        pass
    for name, records in present.items():
        links = [field for field in catalogue.entity(name).fields if field.target]
        for id, values in records.items():
            broken = {
                link.name for link in links if _leads_nowhere(values.get(link.name), link.target, present)
            }
            if broken:
                records[id] = {key: value for key, value in values.items() if key not in broken}
    return present


def _hold_out(state: State, catalogue: Catalogue) -> bool:
    waiting = [
        (name, id)
        for name, records in state.items()
        if (owner := catalogue.entity(name).owner) is not None
        for id, values in records.items()
        if _leads_nowhere(values.get(owner.name), owner.target, state)
    ]
    for name, id in waiting:
        del state[name][id]
    return bool(waiting)


def _leads_nowhere(target: Any, entity: str, state: State) -> bool:
    return isinstance(target, str) and target not in state.get(entity, {})


def _registers(connection: Connection) -> list[str]:
    """Every table that is not the log's: a table of an entity that no longer exists goes too."""
    kept = ("meta", "stream", "change_set", "edit", "search_row", "alembic_version")
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).scalars()
    return [name for name in names if name not in kept]
