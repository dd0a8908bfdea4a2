# SPDX-License-Identifier: Apache-2.0
"""Keeping the registers and the search index in step with the log, within the transaction that writes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.plain import Plain
from portfolio_desktop.storage.columns import RowWriter
from portfolio_desktop.storage.connect import each, rows, slices, value
from portfolio_desktop.storage.edits import CREATED, DELETED, Line, known_values
from portfolio_desktop.storage.replay import replay_records
from portfolio_desktop.storage.schema import ROWS

_Records: TypeAlias = dict[str, dict[str, Plain]]
"""Values in plain form, by record and field."""

_GIVEN = (
    "INSERT INTO meta (key, value) SELECT '{key}', max(?1, coalesce(max(rowid), 0)) + ?2 FROM {register} WHERE true "
    "ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER) + ?2, CAST(excluded.value AS INTEGER)) "
    "RETURNING CAST(value AS INTEGER)"
)
"""The last of ?2 new numbers. An earlier version that wrote into the file meanwhile gave its rows numbers of SQLite's."""
_BEFORE = 10_000_000
"""More rows than any register had when SQLite still numbered them, and gave the number of a deleted one again."""

_GONE = N_("A record that this would change is not there. It may have been deleted; nothing was changed.")


class Rows:
    """Writes registers. Table and column names come from the catalogue alone, never from outside."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        self._connection = connection
        self._catalogue = catalogue

    def apply(self, lines: Iterable[Line]) -> None:
        """Carry out what the log has taken, in its order. Refuses to change what is not there."""
        for deleted, run in groupby(lines, _deleted):
            if deleted is None:
                self._create_and_edit(run)
            elif deleted:
                self._delete(run)
            else:
                self._revive(run)

    def insert(self, entity: Entity, records: _Records) -> None:
        """Add records, by id, to a register and to the search index.

        Windows hold a list by the numbers of its rows: one that is given again would be another record behind their back.
        """
        said = set().union(*records.values())
        writer = RowWriter([field for field in entity.fields if field.name in said])  # the others stay NULL
        columns = ("rowid", *writer.columns)
        statement = f"INSERT INTO {entity.name} ({_names(columns)}) VALUES ({_marks(columns)})"  # noqa: S608
        given = _GIVEN.format(key=ROWS, register=entity.name)
        last = value(self._connection, given, (_BEFORE, len(records)))
        numbers = range(last - len(records) + 1, last + 1)
        numbered = zip(numbers, records.items(), strict=True)
        each(self._connection, statement, [(number, *writer.to_row(*record)) for number, record in numbered])
        self._index(entity, records)

    def put(self, entity: Entity, *, gone: Sequence[str], new: _Records, now: _Records) -> None:
        """Have a register show what `new` and `now` say of records that are not and that are there, and not show `gone`."""
        if gone:
            self._each(f"DELETE FROM {entity.name} WHERE id = ?", [(id,) for id in gone])  # noqa: S608
            self._forget(gone)
        if new:
            self.insert(entity, new)
        if now:
            names = [field.name for field in entity.fields]
            self._update(
                entity, {id: {name: values.get(name) for name in names} for id, values in now.items()}
            )

    def _create_and_edit(self, lines: Iterable[Line]) -> None:
        created: dict[str, _Records] = defaultdict(dict)
        edited: dict[str, _Records] = defaultdict(dict)
        for name, record, field, plain in lines:
            if field == CREATED:
                created[name][record] = plain
            else:
                records = created[name] if record in created[name] else edited[name]
                records[record] = {**records.get(record, {}), field: plain}
        for name, records in created.items():
            if records:
                self.insert(self._catalogue.entity(name), records)
        for name, records in edited.items():
            self._update(self._catalogue.entity(name), records)

    def _update(self, entity: Entity, records: _Records) -> None:
        batches: dict[tuple[str, ...], _Records] = defaultdict(dict)
        for id, values in records.items():
            batches[tuple(values)][id] = values
        for names, batch in batches.items():
            fields = [entity.field(name) for name in names]
            writer = RowWriter(fields)
            settings = ", ".join(
                f'"{column}" = ?{place}' for place, column in enumerate(writer.columns[1:], 2)
            )
            met = [writer.to_row(id, values) for id, values in batch.items()]
            self._each(f"UPDATE {entity.name} SET {settings} WHERE id = ?1", met)  # noqa: S608
            if any(field.search for field in fields):
                self._reindex(entity, list(batch))

    def _delete(self, lines: Iterable[Line]) -> None:
        for entity, ids in _by_entity(lines).items():
            self._each(f"DELETE FROM {entity} WHERE id = ?", [(id,) for id in ids])  # noqa: S608
            self._forget(ids)

    def _revive(self, lines: Iterable[Line]) -> None:
        for name, ids in _by_entity(lines).items():
            entity = self._catalogue.entity(name)
            state = replay_records(self._connection, ids).get(name, {})
            if len(state) < len(ids):
                raise Refusal(_(_GONE))
            there = self._there(
                name, ids
            )  # deleted by somebody, and yet shown: somebody else did not know of it
            gone = {id: known_values(entity, plain) for id, plain in state.items() if id not in there}
            if gone:
                self.insert(entity, gone)

    def _there(self, entity: str, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that a register shows."""
        found: set[str] = set()
        for some in slices(ids):
            statement = f"SELECT id FROM {entity} WHERE id IN ({_marks(some)})"  # noqa: S608
            found |= {row[0] for row in rows(self._connection, statement, tuple(some))}
        return found

    def _each(self, statement: str, many: list[tuple[Any, ...]]) -> None:
        """Run a statement that must meet one record for each of `many`."""
        if each(self._connection, statement, many) != len(many):
            raise Refusal(_(_GONE))

    def _reindex(self, entity: Entity, ids: Sequence[str]) -> None:
        fields = [field.name for field in entity.fields if field.search]
        for some in slices(ids):
            statement = f"SELECT id, {_names(fields)} FROM {entity.name} WHERE id IN ({_marks(some)})"  # noqa: S608
            found = rows(self._connection, statement, tuple(some))
            self._forget(some)
            self._index(entity, {row[0]: dict(zip(fields, row[1:], strict=True)) for row in found})

    def _forget(self, ids: Sequence[str]) -> None:
        for some in slices(ids):
            found = f"FROM search_row WHERE record IN ({_marks(some)})"
            numbers = f"SELECT number {found}"
            rows(self._connection, f"DELETE FROM search WHERE rowid IN ({numbers})", tuple(some))  # noqa: S608
            rows(self._connection, f"DELETE {found}", tuple(some))

    def _index(self, entity: Entity, records: _Records) -> None:
        first: int = value(self._connection, "SELECT coalesce(max(number), 0) + 1 FROM search_row")
        numbered = list(enumerate(search_texts(entity, records), first))
        each(
            self._connection,
            "INSERT INTO search_row (number, entity, record) VALUES (?, ?, ?)",
            [(number, entity.name, id) for number, (id, _title, _body) in numbered],
        )
        each(
            self._connection,
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(number, title, body) for number, (_id, title, body) in numbered],
        )


def search_texts(entity: Entity, records: _Records) -> Iterator[tuple[str, str, str]]:
    """Id, title (with the code) and body of each record. A record with nothing to find is still there to be found."""
    heading = {entity.title} if not entity.unseen else set()
    heading |= {entity.code.name} if entity.code else set()
    titles = [field.name for field in entity.fields if field.name in heading]
    bodies = [field.name for field in entity.fields if field.search and field.name not in heading]
    for id, values in records.items():
        yield id, _words(values, titles), _words(values, bodies)


def _words(values: Mapping[str, Plain], names: Iterable[str]) -> str:
    return "\n".join(value for name in names if isinstance(value := values.get(name), str))


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _marks(items: Sequence[Any]) -> str:
    return ", ".join("?" * len(items))


def _deleted(line: Line) -> bool | None:
    """Whether a line takes a record away or brings it back; None for one that does neither."""
    return bool(line.plain) if line.field == DELETED else None


def _by_entity(lines: Iterable[Line]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        found[line.entity].append(line.record)
    return found
