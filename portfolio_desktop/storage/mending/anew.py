# SPDX-License-Identifier: Apache-2.0
"""A workspace made anew from what was proved of a damaged one, and registers made anew in one that is whole."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.edits import DELETED
from portfolio_desktop.storage.examine import unreadable_memory
from portfolio_desktop.storage.mending.salvage import Piece, Salvage
from portfolio_desktop.storage.past.arrivals import keep_arrivals
from portfolio_desktop.storage.schema import FORMER, META
from portfolio_desktop.storage.store import Store, Surroundings, create_store


def make_anew(
    target: Path, found: Salvage, catalogue: Catalogue, world: Surroundings, key: bytes | None = None
) -> Store:
    """A new workspace at `target`, encrypted where there is a `key`, that holds all that was proved, under the id of the old one.

    It writes under a stream of its own from now on, and remembers those of the old one as its former, with its part in a share
    and when others' edits had come.
    """
    store = create_store(target, catalogue, world, key=key, id=found.portfolio)
    try:
        store.ledger.take(found.stretches)
        with store.changing() as connection:
            for name, value in {**found.memory, FORMER: json.dumps(list(found.own))}.items():
                statement = insert(META).values(key=name, value=value)
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
                )
            keep_arrivals(connection, found.arrivals)
    except BaseException:
        store.close()
        target.unlink(missing_ok=True)
        raise
    return store


def unknown(store: Store, pieces: Collection[Piece]) -> list[Piece]:
    """Those edits that are not in the log, and that nobody has replaced there by one of a later time."""
    with store.reading() as connection:
        return [
            piece for piece in pieces if not connection.exec_driver_sql(_OVERTAKEN, _asked(piece)).first()
        ]


_OVERTAKEN = (
    "SELECT 1 FROM edit WHERE tag = ? UNION ALL "
    "SELECT 1 FROM edit WHERE record = ? AND tick > ? AND live = 1 AND field IN (?, ?)"
)


def _asked(piece: Piece) -> tuple[object, ...]:
    return piece.tag, piece.sent.record, piece.sent.tick, piece.sent.field, DELETED


def mend(store: Store) -> set[tuple[str, str]]:
    """Make anew what follows from the log: indexes, registers, the full-text index, dates; forget of a share what cannot be read.

    Returns the records that are shown otherwise than before, as (entity, id).
    """
    before = _rows(store)
    with store.changing() as connection:
        connection.exec_driver_sql("REINDEX")
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")
        for key in unreadable_memory(connection):
            connection.execute(delete(META).where(META.c.key == key))
    store.rebuild()
    after = _rows(store)
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def text_of_rows(store: Store) -> str:
    """What the registers hold, whether or not it can be understood: one line for each record, in a lasting order."""
    rows = sorted(_rows(store).items())
    return "".join(f"{json.dumps([*key, *row[1:]], ensure_ascii=False)}\n" for key, row in rows)


def _rows(store: Store) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every row of every register as it lies there, whether or not it can be understood."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    with store.reading() as connection:
        for entity in store.catalogue.entities:
            for row in connection.execute(select(store.tables[entity.name])):
                found[entity.name, row[0]] = tuple(row)
    return found
