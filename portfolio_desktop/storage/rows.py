# SPDX-License-Identifier: Apache-2.0
"""Keeping the registers and the search index in step with the log, within the transaction that writes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.storage.changes import Change, Create, Delete, Edit
from portfolio_desktop.storage.columns import RowCodec, column_names, stored
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.replay import replay

_IN_ONE_QUERY = 500


class Rows:
    """Writes registers. Table and column names come from the catalogue alone, never from outside."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes that the log has taken, in their order."""
        created: dict[str, dict[Id, dict[str, Value]]] = defaultdict(dict)
        edited: dict[str, dict[Id, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
        for change in changes:
            if isinstance(change, Create):
                created[change.entity][change.record] = dict(change.values)
            elif isinstance(change, Edit):
                new = created[change.entity].get(change.record)
                (edited[change.entity][change.record] if new is None else new)[change.field] = change.value
            else:
                self._flush(created, edited)
                self._delete(change) if isinstance(change, Delete) else self._revive(
                    change.entity, change.record
                )
        self._flush(created, edited)

    def insert(self, entity: Entity, records: Mapping[Id, Values]) -> None:
        """Add records, by id, to a register and to the search index."""
        codec = RowCodec(entity)
        marks = ", ".join("?" * len(codec.columns))
        statement = f"INSERT INTO {entity.name} ({_names(codec.columns)}) VALUES ({marks})"  # noqa: S608
        self._connection.exec_driver_sql(
            statement, [codec.to_row(id, values) for id, values in records.items()]
        )
        self._index(entity, records)

    def _flush(self, *pending: dict[str, dict[Id, dict[str, Value]]]) -> None:
        created, edited = pending
        for name, records in created.items():
            if records:
                self.insert(self._catalogue.entity(name), records)
        for name, records in edited.items():
            if records:
                self._update(self._catalogue.entity(name), records)
        created.clear()
        edited.clear()

    def _update(self, entity: Entity, records: Mapping[Id, Mapping[str, Value]]) -> None:
        batches: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for id, values in records.items():
            row = [part for name, value in values.items() for part in stored(entity.field(name), value)]
            batches[tuple(values)].append((*row, id))
        for names, rows in batches.items():
            columns = [column for name in names for column in column_names(entity.field(name))]
            settings = ", ".join(f'"{column}" = ?' for column in columns)
            self._connection.exec_driver_sql(f"UPDATE {entity.name} SET {settings} WHERE id = ?", rows)  # noqa: S608
        found = [id for id, values in records.items() if any(entity.field(name).search for name in values)]
        self._reindex(entity, found)

    def _delete(self, change: Change) -> None:
        self._connection.exec_driver_sql(f"DELETE FROM {change.entity} WHERE id = ?", (change.record,))  # noqa: S608
        self._forget([change.record])

    def _revive(self, entity: str, record: Id) -> None:
        plain = replay(self._connection, record=record)[entity].get(record)
        if plain is not None:
            definition = self._catalogue.entity(entity)
            self.insert(definition, {record: known_values(definition, plain)})

    def _reindex(self, entity: Entity, ids: Sequence[Id]) -> None:
        fields = [field.name for field in entity.fields if field.search]
        for start in range(0, len(ids), _IN_ONE_QUERY):
            some = tuple(ids[start : start + _IN_ONE_QUERY])
            marks = ", ".join("?" * len(some))
            statement = f"SELECT id, {_names(fields)} FROM {entity.name} WHERE id IN ({marks})"  # noqa: S608
            rows = self._connection.exec_driver_sql(statement, some).all()
            self._forget(some)
            self._index(entity, {row[0]: dict(zip(fields, row[1:], strict=True)) for row in rows})

    def _forget(self, ids: Sequence[Id]) -> None:
        marks = ", ".join("?" * len(ids))
        numbers = f"SELECT number FROM search_row WHERE record IN ({marks})"  # noqa: S608
        self._connection.exec_driver_sql(f"DELETE FROM search WHERE rowid IN ({numbers})", tuple(ids))  # noqa: S608
        self._connection.exec_driver_sql(f"DELETE FROM search_row WHERE record IN ({marks})", tuple(ids))  # noqa: S608

    def _index(self, entity: Entity, records: Mapping[Id, Values]) -> None:
        first = self._connection.exec_driver_sql(
            "SELECT coalesce(max(number), 0) + 1 FROM search_row"
        ).scalar_one()
        numbered = list(enumerate(_search_texts(entity, records), first))
        self._connection.exec_driver_sql(
            "INSERT INTO search_row (number, entity, record) VALUES (?, ?, ?)",
            [(number, entity.name, id) for number, (id, _title, _body) in numbered],
        )
        self._connection.exec_driver_sql(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(number, title, body) for number, (_id, title, body) in numbered],
        )


def _search_texts(entity: Entity, records: Mapping[Id, Values]) -> Iterator[tuple[Id, str, str]]:
    """Id, title (with the code) and body of each record. A record with nothing to find is still there to be found."""
    heading = {entity.title} | ({entity.code.name} if entity.code else set())
    titles = [field.name for field in entity.fields if field.name in heading]
    bodies = [field.name for field in entity.fields if field.search and field.name not in heading]
    for id, values in records.items():
        yield id, _words(values, titles), _words(values, bodies)


def _words(values: Values, names: Iterable[str]) -> str:
    return "\n".join(value for name in names if isinstance(value := values.get(name), str))


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
