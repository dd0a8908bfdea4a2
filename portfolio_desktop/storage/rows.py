# SPDX-License-Identifier: Apache-2.0
"""Keeping the registers and the search index in step with the log, within the transaction that writes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Id, Value, Values
from portfolio_desktop.storage.changes import Change, Create, Delete, Edit, Revive
from portfolio_desktop.storage.columns import RowWriter
from portfolio_desktop.storage.connect import slices
from portfolio_desktop.storage.edits import known_values
from portfolio_desktop.storage.replay import replay_records

_GONE = N_("A record that this would change is not there. It may have been deleted; nothing was changed.")


class Rows:
    """Writes registers. Table and column names come from the catalogue alone, never from outside."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes that the log has taken, in their order. Refuses to change what is not there."""
        for kind, run in groupby(changes, _kind):
            if kind is Delete:
                self._delete(run)
            elif kind is Revive:
                self._revive(run)
            else:
                self._create_and_edit(run)

    def insert(self, entity: Entity, records: Mapping[Id, Values]) -> None:
        """Add records, by id, to a register and to the search index."""
        said = set().union(*records.values())
        writer = RowWriter([field for field in entity.fields if field.name in said])  # the others stay NULL
        statement = f"INSERT INTO {entity.name} ({_names(writer.columns)}) VALUES ({_marks(writer.columns)})"  # noqa: S608
        self._connection.exec_driver_sql(
            statement, [writer.to_row(id, values) for id, values in records.items()]
        )
        self._index(entity, records)

    def _create_and_edit(self, changes: Iterable[Change]) -> None:
        created: dict[str, dict[Id, dict[str, Value]]] = defaultdict(dict)
        edited: dict[str, dict[Id, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
        for change in changes:
            if isinstance(change, Create):
                created[change.entity][change.record] = dict(change.values)
            elif isinstance(change, Edit):
                new = created[change.entity].get(change.record)
                (edited[change.entity][change.record] if new is None else new)[change.field] = change.value
        for name, records in created.items():
            if records:
                self.insert(self._catalogue.entity(name), records)
        for name, records in edited.items():
            self._update(self._catalogue.entity(name), records)

    def _update(self, entity: Entity, records: Mapping[Id, Mapping[str, Value]]) -> None:
        batches: dict[tuple[str, ...], dict[Id, Mapping[str, Value]]] = defaultdict(dict)
        for id, values in records.items():
            batches[tuple(values)][id] = values
        for names, batch in batches.items():
            writer = RowWriter([entity.field(name) for name in names])
            settings = ", ".join(
                f'"{column}" = ?{place}' for place, column in enumerate(writer.columns[1:], 2)
            )
            rows = [writer.to_row(id, values) for id, values in batch.items()]
            self._each(f"UPDATE {entity.name} SET {settings} WHERE id = ?1", rows)  # noqa: S608
        found = [id for id, values in records.items() if any(entity.field(name).search for name in values)]
        self._reindex(entity, found)

    def _delete(self, changes: Iterable[Change]) -> None:
        for entity, ids in _by_entity(changes).items():
            rows = [(id,) for id in ids]
            self._each(f"DELETE FROM {entity} WHERE id = ?", rows)  # noqa: S608
            self._forget(ids)

    def _revive(self, changes: Iterable[Change]) -> None:
        for name, ids in _by_entity(changes).items():
            entity = self._catalogue.entity(name)
            state = replay_records(self._connection, ids).get(name, {})
            if len(state) < len(ids):
                raise Refusal(_(_GONE))
            self.insert(entity, {Id(id): known_values(entity, plain) for id, plain in state.items()})

    def _each(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Run a statement that must meet one record for each of `rows`."""
        if self._connection.exec_driver_sql(statement, rows).rowcount != len(rows):
            raise Refusal(_(_GONE))

    def _reindex(self, entity: Entity, ids: Sequence[Id]) -> None:
        fields = [field.name for field in entity.fields if field.search]
        for some in slices(ids):
            statement = f"SELECT id, {_names(fields)} FROM {entity.name} WHERE id IN ({_marks(some)})"  # noqa: S608
            rows = self._connection.exec_driver_sql(statement, tuple(some)).all()
            self._forget(some)
            self._index(entity, {row[0]: dict(zip(fields, row[1:], strict=True)) for row in rows})

    def _forget(self, ids: Sequence[Id]) -> None:
        for some in slices(ids):
            found = f"FROM search_row WHERE record IN ({_marks(some)})"
            numbers = f"SELECT number {found}"
            self._connection.exec_driver_sql(f"DELETE FROM search WHERE rowid IN ({numbers})", tuple(some))  # noqa: S608
            self._connection.exec_driver_sql(f"DELETE {found}", tuple(some))

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


def _marks(items: Sequence[Any]) -> str:
    return ", ".join("?" * len(items))


def _kind(change: Change) -> type[Change]:
    return (
        Create if isinstance(change, Edit) else type(change)
    )  # creations and edits are carried out together


def _by_entity(changes: Iterable[Change]) -> dict[str, list[Id]]:
    found: dict[str, list[Id]] = defaultdict(list)
    for change in changes:
        found[change.entity].append(change.record)
    return found
